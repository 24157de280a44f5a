"""The options and records in a dump: `~Key=Value`, parted by lines, commas, `&` or tabs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from auditor.examine.configs.syntax.source import ConfigDocument

_OPTION = re.compile(r"(?:^|(?<=[,&\t?\r ]))~?([A-Za-z][A-Za-z0-9]{1,40})=([^,&\t\r\n]*)")
_RECORD = re.compile(
    r"^(?:C:\w{1,20}:)?(?:DATA UPDATE )?"
    r"(FACE(?:V\d{1,2})?|BIODATA|BIOPHOTO|USERPIC)[ \t]+((?:\w+=).*)$",
    re.IGNORECASE,
)
_OTHER_RECORD = re.compile(
    r"^(?:C:\w{1,20}:)?(?:DATA UPDATE )?"
    r"(?:OPLOG|USER(?:INFO)?|FP|FINGERTMP|ATTPHOTO|ENROLL_?FP)[ \t]",
    re.IGNORECASE,
)
_TYPE = re.compile(r"\bType=(\d+)", re.IGNORECASE)
_FLAGS = re.compile(r"TransFlag=([^,&\r\n]*)")
_INFO = re.compile(
    r"\bINFO=(Ver[^,&]*(?:,|%2C)(?:[^,&\s]*(?:,|%2C)){7}(?P<faces>\d{1,7})(?:,|%2C)\d{1,10})",
    re.IGNORECASE,
)
_PASSAGE = re.compile(
    r"\s*\S{1,24}\t\d{4}-\d{2}-\d{2} \d{2}:\d{2}(?::\d{2})?"
    r"\t(?P<rest>\d{1,4}(?:\t[^\t]{0,24})*)\s*$"
)
_PRINTED = re.compile(
    r"<Attendance>: \S{1,24} : \d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2} \((?P<way>\d{1,3}), \d{1,3}\)"
)
_ON_A_STICK = 4
"""Fields behind the time in a log saved to a memory stick: the device, and whether somebody came or
went, stand before the way of verification. In the PUSH protocol no device is there, and more
fields follow."""
FACE_KINDS = (2, 9)
"""Indices of faces in the vectors of biometrics."""
BY_FACE = 15
"""The way of verification that stands for a face in an attendance record."""


@dataclass(frozen=True)
class Option:
    """One option: its name without tilde, its value as written, and its line and column from 1."""

    name: str
    value: str
    line: int
    column: int

    def number(self) -> int | None:
        """The value as a whole number; None where it is none."""
        text = self.value.strip()
        return int(text) if re.fullmatch(r"\d{1,9}", text) else None

    def vector(self) -> tuple[int, ...]:
        """A colon vector (`0:1:0`), indexed by kind of biometric; empty for anything else."""
        parts = self.value.strip().split(":")
        return (
            tuple(int(p) for p in parts) if all(re.fullmatch(r"\d{1,9}", p) for p in parts) else ()
        )


@dataclass(frozen=True)
class Record:
    """A line of a table of templates or pictures; its content is never kept."""

    table: str
    kind: int | None
    line: int

    @property
    def is_face(self) -> bool:
        """Whether it is a template of a face, or a picture to make one of.

        A picture for comparison whose kind is not stated is one of a face.
        """
        told = self.kind in FACE_KINDS
        return told or self.table.startswith("FACE") or (self.table == "BIOPHOTO" and not self.kind)


def options_of(document: ConfigDocument) -> Iterator[Option]:
    """Every option in the text, in order; those of records of tables are left out."""
    for number, line in enumerate(document.lines, start=1):
        if _RECORD.match(line) or _OTHER_RECORD.match(line):
            continue
        for found in _OPTION.finditer(line):
            name, value = found.group(1), found.group(2)
            if name == "TransFlag" and (flags := _FLAGS.match(line, found.start(1))) is not None:
                # Its words may be parted by the same tab that parts options.
                words = flags.group(1).split("\t")
                value = " ".join(word for word in words if "=" not in word)
            yield Option(name, value, number, found.start(1) + 1)


def records_of(document: ConfigDocument) -> Iterator[Record]:
    """Every record of a table of templates or pictures."""
    for number, line in enumerate(document.lines, start=1):
        if (found := _RECORD.match(line)) is not None:
            kind = _TYPE.search(found.group(2))
            yield Record(found.group(1).upper(), int(kind.group(1)) if kind else None, number)


def heartbeats_of(document: ConfigDocument) -> Iterator[Option]:
    """The number of faces in every heartbeat (`INFO=`), as an option called `FaceCount`.

    A heartbeat is a list without keys: firmware, users, fingerprints, records, address, versions of
    the fingerprint and the face algorithm, pictures needed for a face, faces, functions.
    """
    for number, line in enumerate(document.lines, start=1):
        for found in _INFO.finditer(line):
            yield Option("FaceCount", found.group("faces"), number, found.start("faces") + 1)


def passages_of(document: ConfigDocument) -> Iterator[Option]:
    """The way of verification in every row of an attendance log, as an option `Verified`."""
    for number, line in enumerate(document.lines, start=1):
        if (printed := _PRINTED.search(line)) is not None:
            yield Option("Verified", printed.group("way"), number, printed.start("way") + 1)
        elif (found := _PASSAGE.match(line)) is not None:
            fields = found.group("rest").split("\t")
            way = fields[1] if len(fields) > 1 else ""
            if len(fields) == _ON_A_STICK and way != str(BY_FACE):
                way = fields[2]
            yield Option("Verified", way, number, found.start("rest") + 1)


def other_records_of(document: ConfigDocument) -> int:
    """How many lines are records of tables that hold no faces: users, fingers, operations."""
    return sum(1 for line in document.lines if _OTHER_RECORD.match(line))
