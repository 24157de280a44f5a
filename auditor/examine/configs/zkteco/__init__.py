"""ZKTeco access and attendance terminals: option dumps, PUSH registrations, and their tables.

What a device is able to hold (`MaxFaceCount`, versions, `Support` vectors) shows no use; faces that
it counts, templates in a dump and verifications by face do. Newer devices with a camera for visible
light do not use `FaceFunOn`, so that its 0 clears them only where they show nothing else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from auditor.examine.configs.interface import FormatReading
from auditor.examine.configs.syntax.source import ConfigDocument, Syntax
from auditor.examine.configs.zkteco.options import (
    heartbeats_of,
    options_of,
    other_records_of,
    passages_of,
    records_of,
)

_OWN = frozenset(
    {
        "FaceFunOn",
        "FaceVersion",
        "MaxFaceCount",
        "FaceCount",
        "FingerFunOn",
        "FvFunOn",
        "PvFunOn",
        "MultiBioDataSupport",
        "MultiBioPhotoSupport",
        "MultiBioVersion",
        "ZKFPVersion",
        "MaxUserPhotoCount",
        "BioPhotoFun",
        "BioDataFun",
        "VisilightFun",
        "FPVersion",
        "PushVersion",
        "ICLOCKSVRURL",
        "DeviceName",
        "SerialNumber",
        "MaxAttLogCount",
        "UserPicURLFunOn",
        "PhotoFunOn",
        "FaceThreshold",
        "TransFlag",
        "FPCount",
        "UserCount",
    }
)
"""Option names of these devices."""
_ENOUGH = 2
"""Options of these names from which a text is one of theirs."""
_TELLING = re.compile(
    r"(?:^|[~,&\t])(?:FaceFunOn|MultiBio\w+|ZKFPVersion|FvFunOn|PvFunOn|BioPhotoFun"
    r"|VisilightFun|ICLOCKSVRURL|FingerFunOn|MaxFaceCount|UserPicURLFunOn)="
    r"|(?:^|[,&\t])~(?:DeviceName|SerialNumber|Platform|OEMVendor|MaxAttLogCount|MaxUserCount)=",
    re.MULTILINE,
)
_ANSWER = re.compile(r"^[ \t]*GET OPTION FROM:.*$", re.MULTILINE)
_LOG = re.compile(r"\btable=ATTLOG\b")
_PASSING = ("eventaddr=", "verifytype=", "pin=")
"""Fields of a record of a passage as it happens."""
_MOST = 0.8
"""Share of lines from which rows or records make a text a log or table of these devices."""


@dataclass(frozen=True)
class ZktecoFormat:
    """The reader of ZKTeco option dumps and PUSH records."""

    id: str = "zkteco"
    title: str = "ZKTeco access and attendance terminals"
    versions: str = "PUSH protocol 2 and 3, option dumps of near-infrared and visible-light devices"
    covers: str = (
        "Face function, counts of enrolled faces by kind of biometric, thresholds, portraits kept, "
        "templates and pictures sent to a server, verifications by face"
    )
    documentation_url: str = "https://pdfcoffee.com/securitypushcommunicationprotocol-pdf-free.html"

    def recognises(self, document: ConfigDocument) -> bool:
        """Whether the text holds options by names that these devices alone use."""
        if document.syntax is not Syntax.PLAIN:
            return False
        text = document.root.raw
        if any(records_of(document)) or any(heartbeats_of(document)):
            return True
        if _is_passage(document) or _is_log(document):
            return True
        if _ANSWER.search(text) and "TransFlag=" in text:
            return True
        if not _TELLING.search(text):
            return False
        return len({option.name for option in options_of(document)} & _OWN) >= _ENOUGH

    def suspects(self, text: str) -> bool:
        """Plain lines cannot be too damaged to be read."""
        del text
        return False

    def read(self, document: ConfigDocument) -> FormatReading:
        """Read a document that it recognises."""
        # Few cases have files of this format.
        from auditor.examine.configs.zkteco.reading import read_zkteco  # noqa: PLC0415

        return read_zkteco(document)


def _is_passage(document: ConfigDocument) -> bool:
    """Whether a line is a record of a passage as it happens."""
    return any(
        "verifytype=" in line and all(field in line for field in _PASSING)
        for line in map(str.lower, document.lines)
    )


def _is_log(document: ConfigDocument) -> bool:
    """Whether nearly all lines are rows of an attendance log, or records of the tables."""
    rows = sum(1 for _ in passages_of(document))
    if rows and _LOG.search(document.root.raw):
        return True
    written = sum(1 for line in document.lines if line.strip())
    return rows + other_records_of(document) >= max(1, _MOST * written)


ZKTECO = ZktecoFormat()
