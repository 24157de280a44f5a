"""Every vendor format that is read, in one explicit tuple."""

from __future__ import annotations

from auditor.examine.configs.aws import AWS
from auditor.examine.configs.azure import AZURE
from auditor.examine.configs.dahua import DAHUA
from auditor.examine.configs.deepstream import DEEPSTREAM
from auditor.examine.configs.dependencies import DEPENDENCIES
from auditor.examine.configs.double_take import DOUBLE_TAKE
from auditor.examine.configs.frigate import FRIGATE
from auditor.examine.configs.generic import GENERIC
from auditor.examine.configs.go2rtc import GO2RTC
from auditor.examine.configs.hikvision import HIKVISION
from auditor.examine.configs.interface import ConfigFormat
from auditor.examine.configs.motion import MOTION
from auditor.examine.configs.onvif import ONVIF
from auditor.examine.configs.openvino import OPENVINO
from auditor.examine.configs.paddle import PADDLE
from auditor.examine.configs.source import ConfigDocument, ConfigSource, Syntax, joined
from auditor.examine.configs.suprema import SUPREMA
from auditor.examine.configs.viseron import VISERON
from auditor.examine.configs.zkteco import ZKTECO

FORMATS: tuple[ConfigFormat, ...] = (
    FRIGATE,
    DOUBLE_TAKE,
    VISERON,
    ZKTECO,
    SUPREMA,
    PADDLE,
    HIKVISION,
    DAHUA,
    ONVIF,
    DEPENDENCIES,
    GO2RTC,
    MOTION,
    DEEPSTREAM,
    OPENVINO,
    AWS,
    AZURE,
)
"""In the order in which they are tried; a document may be of several formats."""
JOINED: tuple[ConfigFormat, ...] = (HIKVISION, DAHUA, ONVIF)
"""Formats whose documents in one file are answers of one device, which only together say what it
does: a library in one, the rule that uses it in another."""


def matches(source: ConfigSource) -> tuple[tuple[ConfigFormat, ConfigDocument], ...]:
    """Every document of `source`, or section of one, that a format recognises.

    A structured file that none recognises is read for what its keys say by themselves.
    """
    found: list[tuple[ConfigFormat, ConfigDocument]] = []
    for document in source.documents:
        for entry in FORMATS:
            if entry.recognises(document):
                found.append((entry, document))
            elif document.syntax is Syntax.TREE:
                found += [(entry, part) for part in document.sections() if entry.recognises(part)]
    if not found:
        found = [
            (GENERIC, document) for document in source.documents if GENERIC.recognises(document)
        ]
        # A text that reads as pairs and as a tree is still one file.
        found = found[:1] if len({document.syntax for _, document in found}) > 1 else found
    return tuple(_together(found))


def _together(
    found: list[tuple[ConfigFormat, ConfigDocument]],
) -> list[tuple[ConfigFormat, ConfigDocument]]:
    """`found`, with the documents of every format in `JOINED` made one."""
    for joining in JOINED:
        documents = [document for entry, document in found if entry is joining]
        if len(documents) > 1:
            place = next(n for n, (entry, _) in enumerate(found) if entry is joining)
            found = [pair for pair in found if pair[0] is not joining]
            found.insert(place, (joining, joined(documents)))
    return found


def suspected(source: ConfigSource) -> ConfigFormat | None:
    """The format that a damaged source was meant to be in, or None."""
    return next((entry for entry in FORMATS if entry.suspects(source.text)), None)
