"""Digests of exhibits: the first thing an audit does and the last.

SHA-256 as in FIPS 180-4. A digest shows that a file is the same file; it does not show what a
camera saw, nor that the file was genuine when the auditor received it.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Literal

from auditor.core.frozen import Frozen

_CHUNK = 1 << 20


class Digest(Frozen):
    """A digest with its algorithm; `value` is lower-case hexadecimal (64 digits for SHA-256)."""

    algorithm: Literal["sha256"] = "sha256"
    value: str

    def __str__(self) -> str:
        return f"{self.algorithm}:{self.value}"


class NamedDigest(Frozen):
    """A file that a command read or wrote, with its digest.

    `name` is a path relative to the output folder, or begins with `case/` for a file of the case
    folder, `rules/` for a rule pack, and `bundle/` or `data/` for a file of a bundle.
    """

    name: str
    digest: Digest


def digest_file(path: Path) -> Digest:
    """SHA-256 of the file at `path`, read in pieces of 1 MiB.

    Raises:
        OSError: the file cannot be read.
    """
    running = hashlib.sha256()
    with path.open("rb") as stream:
        while piece := stream.read(_CHUNK):
            running.update(piece)
    return Digest(value=running.hexdigest())


def digest_bytes(data: bytes) -> Digest:
    """SHA-256 of `data`."""
    return Digest(value=hashlib.sha256(data).hexdigest())
