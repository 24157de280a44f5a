"""A writer of OLE compound files (MS-CFB), just enough for Outlook messages in tests."""

from __future__ import annotations

import struct

_SECTOR, _END, _FREE = 512, 0xFFFFFFFE, 0xFFFFFFFF
_LEAST = 4096
"""A shorter stream would be in the mini stream, which this writer does not have."""


def compound_file(streams: dict[str, bytes]) -> bytes:
    """A file with `streams` by path; a path has at most one folder."""
    folders = sorted({path.partition("/")[0] for path in streams if "/" in path})
    entries: list[tuple[str, int, bytes]] = [("Root Entry", 5, b"")]
    entries += [(name, 1, b"") for name in folders]
    entries += [(path.rpartition("/")[2], 2, data) for path, data in streams.items()]
    parents = [0] * (1 + len(folders)) + [
        1 + folders.index(path.partition("/")[0]) if "/" in path else 0 for path in streams
    ]
    sectors: list[bytes] = []
    chains: list[int] = []
    starts: list[int] = []
    for _, _, data in entries:
        starts.append(_append(sectors, chains, data.ljust(_LEAST, b"\0")) if data else _END)
    directory = b"".join(
        _entry(name, kind, starts[i], max(len(data), _LEAST) if data else 0, *_links(i, parents))
        for i, (name, kind, data) in enumerate(entries)
    )
    first = _append(sectors, chains, directory)
    table_sectors = len(chains) // 127 + 1
    table_at = [len(sectors) + i for i in range(table_sectors)]
    chains += [0xFFFFFFFD] * table_sectors
    table = struct.pack(f"<{len(chains)}I", *chains).ljust(table_sectors * _SECTOR, b"\xff")
    header = struct.pack(
        "<8s16sHHHHH6xIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6,
        0, table_sectors, first, 0, _LEAST, _END, 0, _END, 0,
    )  # fmt: skip
    places = struct.pack(f"<{table_sectors}I", *table_at).ljust(109 * 4, b"\xff")
    return header + places + b"".join(sectors) + table


def _append(sectors: list[bytes], chains: list[int], data: bytes) -> int:
    start = len(sectors)
    pieces = [data[i : i + _SECTOR].ljust(_SECTOR, b"\0") for i in range(0, len(data), _SECTOR)]
    sectors += pieces
    chains += [*range(start + 1, start + len(pieces)), _END]
    return start


def _links(index: int, parents: list[int]) -> tuple[int, int]:
    """The next entry of the same folder, and the first entry inside."""
    later = [i for i in range(index + 1, len(parents)) if parents[i] == parents[index]]
    inside = [i for i in range(1, len(parents)) if parents[i] == index]
    right = later[0] if later and index else _FREE
    return right, inside[0] if inside else _FREE


def _entry(  # noqa: PLR0917 - the fields of an entry in their order
    name: str, kind: int, start: int, size: int, right: int, child: int
) -> bytes:
    wide = name.encode("utf-16-le")
    return struct.pack(
        "<64sHBBIII16sIQQIQ",
        wide, len(wide) + 2, kind, 1, _FREE, right, child, b"", 0, 0, 0, start, size,
    )  # fmt: skip
