"""What G-SDK's programs print (protobuf's text form) and BioStar 2's lists of users as CSV."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass

MAX_ROWS = 200_000
"""Most rows of a list of users that are counted."""

_PRINTED = re.compile(r"\b(?:authSchedules|hdr|setting|faces)\s*:?\s*[{<]")
_KEYS = re.compile(r"\bnumOf(?:Card|Finger|Face)\s*:|\bAUTH_(?:EXT_)?MODE_\w+|\bscheduleID\s*:")
_FIELD = re.compile(
    r"\b(?P<key>numOfFace|mode|authMode|faceAuthExtMode|cardAuthExtMode|fingerAuthExtMode"
    r"|IDAuthExtMode)\s*:\s*(?P<value>\w+)"
)
_COLUMNS = frozenset({"face_count", "face_image_file1", "face_image_file2"})


@dataclass(frozen=True)
class Field:
    """A field as printed, and where it stands."""

    key: str
    value: str
    line: int
    column: int


def is_printed(text: str) -> bool:
    """Whether a text holds messages of G-SDK in protobuf's text form."""
    return _PRINTED.search(text) is not None and _KEYS.search(text) is not None


def printed_fields(lines: tuple[str, ...]) -> Iterator[Field]:
    """The fields about ways of verification and faces, in order."""
    for number, line in enumerate(lines, start=1):
        for found in _FIELD.finditer(line):
            yield Field(found.group("key"), found.group("value"), number, found.start() + 1)


def is_user_list(lines: tuple[str, ...]) -> bool:
    """Whether the first line is the head of a list of users with columns for faces."""
    return bool(_head(lines))


def users_with_faces(lines: tuple[str, ...]) -> int:
    """How many users in the list have a face: a count above 0, or a picture of one."""
    head = _head(lines)
    faces = [n for n, name in enumerate(head) if name in _COLUMNS]
    count = 0
    for number, row in enumerate(csv.reader(lines[1:])):
        if number >= MAX_ROWS:
            break
        values = [row[n].strip() for n in faces if n < len(row)]
        count += any(value not in ("", "0") for value in values)
    return count


def _head(lines: tuple[str, ...]) -> list[str]:
    first = lines[0].lstrip("\ufeff").strip() if lines else ""
    names = [name.strip().strip('"').lower() for name in first.split(",")]
    return names if "user_id" in names and _COLUMNS.intersection(names) else []
