"""How much is unpacked of one archive, and what is not unpacked."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath, PureWindowsPath

MAX_MEMBERS = 5_000
"""Most members unpacked; a backup of a recorder has some hundreds."""
MAX_BYTES = 4 * 1024**3
"""Most bytes unpacked of one archive: an hour of footage has one to three gigabytes."""
MAX_RATIO = 200
"""Largest ratio of unpacked to packed bytes above `ALWAYS_BYTES`; settings reach about 30."""
ALWAYS_BYTES = 64 * 1024**2
_MAX_NAME_BYTES = 200
_MAX_PATH_BYTES = 2_000
_PIECE = 1024**2


class LimitError(Exception):
    """A limit is reached; `cause` is the id of the reason in `messages.yaml`."""

    def __init__(self, cause: str, detail: str = "") -> None:
        super().__init__(cause)
        self.cause = cause
        self.detail = detail


@dataclass
class Budget:
    """What may still be unpacked of an archive of `packed` bytes into `folder`."""

    folder: Path
    packed: int
    bytes_left: int = field(init=False)
    members_left: int = MAX_MEMBERS
    left_out: list[tuple[str, str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Set the bytes from the size of the archive."""
        self.bytes_left = min(MAX_BYTES, max(ALWAYS_BYTES, MAX_RATIO * self.packed))

    def leave(self, name: str, cause: str, detail: str = "") -> None:
        """Record that the member `name` is not unpacked."""
        self.left_out.append((shown(name), cause, detail))

    def place(self, name: str) -> Path:
        """Where the member `name` is written: always inside the folder.

        Raises:
            LimitError: its path leads out of the archive, is too long, or is taken.
        """
        if self.members_left <= 0:
            raise LimitError("left_too_many_members", str(MAX_MEMBERS))
        parts = safe_parts(name)
        target = self.folder.joinpath(*parts)
        if target.exists():
            raise LimitError("left_same_path")
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
        except OSError as problem:
            # A file has the name of a folder that another member needs.
            raise LimitError("left_same_path") from problem
        self.members_left -= 1
        return target

    def write(self, source: object, target: Path) -> None:
        """Copy a stream, counting.

        Raises:
            LimitError: the archive would unpack to more than is allowed; nothing is left of it.
        """
        with target.open("xb") as stream:
            while piece := source.read(_PIECE):  # type: ignore[attr-defined]
                self.bytes_left -= len(piece)
                if self.bytes_left < 0:
                    break
                stream.write(piece)
        if self.bytes_left < 0:
            target.unlink()
            raise LimitError("left_too_large_unpacked")


def safe_parts(name: str) -> tuple[str, ...]:
    """The parts of a member's path, relative to the archive.

    Raises:
        LimitError: it leads out of the archive or is too long for a file system.
    """
    path = PurePosixPath(name.replace("\\", "/"))
    parts = tuple(part for part in path.parts if part not in {"/", "//", "."})
    if PureWindowsPath(name).drive or path.is_absolute() or ".." in parts or not parts:
        raise LimitError("left_path_outside")
    sizes = [len(part.encode("utf-8", "surrogateescape")) for part in parts]
    if max(sizes) > _MAX_NAME_BYTES or sum(sizes) > _MAX_PATH_BYTES or "\0" in name:
        raise LimitError("left_path_too_long")
    return parts


def shown(name: str) -> str:
    """`name` as valid text without characters that a terminal obeys."""
    text = name.encode("utf-8", "backslashreplace").decode("utf-8")[:_MAX_NAME_BYTES]
    return "".join(char if char.isprintable() else "\ufffd" for char in text)
