"""What every list of packages comes down to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Package:
    """A package as named, optional where only an extra or a group for development wants it."""

    name: str
    line: int
    column: int = 1
    optional: bool = False


@dataclass(frozen=True)
class Listed:
    """A list: what kind, its packages, comment lines that mention faces, and other lists.

    `name` is that of the project with its line, `images` those a Dockerfile builds on.
    """

    kind: str
    packages: tuple[Package, ...] = ()
    comments: tuple[int, ...] = ()
    others: tuple[tuple[str, int], ...] = ()
    name: tuple[str, int] = ("", 1)
    images: tuple[tuple[str, int], ...] = ()
