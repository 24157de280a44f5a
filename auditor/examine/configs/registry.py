"""Every vendor format that is read, in one explicit tuple."""

from __future__ import annotations

from auditor.examine.configs.aws import AWS
from auditor.examine.configs.azure import AZURE
from auditor.examine.configs.blue_iris import BLUE_IRIS
from auditor.examine.configs.codeproject import CODEPROJECT
from auditor.examine.configs.compose import COMPOSE
from auditor.examine.configs.dahua import DAHUA
from auditor.examine.configs.deepstream import DEEPSTREAM
from auditor.examine.configs.dependencies import DEPENDENCIES
from auditor.examine.configs.doors import DOORS
from auditor.examine.configs.double_take import DOUBLE_TAKE
from auditor.examine.configs.environment import ENVIRONMENT
from auditor.examine.configs.face_sdk import FACE_SDK
from auditor.examine.configs.frigate import FRIGATE
from auditor.examine.configs.generic import GENERIC, speaks_of_faces
from auditor.examine.configs.go2rtc import GO2RTC
from auditor.examine.configs.hikvision import HIKVISION
from auditor.examine.configs.home_assistant import HOME_ASSISTANT
from auditor.examine.configs.immich import IMMICH
from auditor.examine.configs.interface import ConfigFormat
from auditor.examine.configs.kubernetes import KUBERNETES
from auditor.examine.configs.model_sdk import MODEL_SDK
from auditor.examine.configs.motion import MOTION
from auditor.examine.configs.oem_recorder import OEM_RECORDER
from auditor.examine.configs.onvif import ONVIF
from auditor.examine.configs.openvino import OPENVINO
from auditor.examine.configs.paddle import PADDLE
from auditor.examine.configs.shinobi import SHINOBI
from auditor.examine.configs.suprema import SUPREMA
from auditor.examine.configs.syntax.source import ConfigDocument, ConfigSource, Syntax, joined
from auditor.examine.configs.unifi_protect import UNIFI_PROTECT
from auditor.examine.configs.viseron import VISERON
from auditor.examine.configs.zkteco import ZKTECO

FORMATS: tuple[ConfigFormat, ...] = (
    FRIGATE,
    DOUBLE_TAKE,
    VISERON,
    CODEPROJECT,
    ZKTECO,
    SUPREMA,
    PADDLE,
    HIKVISION,
    DAHUA,
    ONVIF,
    DEPENDENCIES,
    GO2RTC,
    MOTION,
    HOME_ASSISTANT,
    COMPOSE,
    KUBERNETES,
    IMMICH,
    DEEPSTREAM,
    OPENVINO,
    UNIFI_PROTECT,
    OEM_RECORDER,
    SHINOBI,
    BLUE_IRIS,
    MODEL_SDK,
    AWS,
    AZURE,
    FACE_SDK,
)
"""In the order in which they are tried; a document may be of several formats."""
FALLBACKS: tuple[ConfigFormat, ...] = (DOORS, ENVIRONMENT, GENERIC)
"""Formats without a form of their own, each tried where none before it recognises anything."""
HOLDERS: tuple[ConfigFormat, ...] = (COMPOSE, KUBERNETES)
"""Formats that hold configurations of other programs, which no format need know."""
JOINED: tuple[ConfigFormat, ...] = (HIKVISION, DAHUA, ONVIF, KUBERNETES)
"""Formats whose documents in one file belong together: answers of one device, a library in one and
the rule that uses it in another, or a program in one and its settings in another."""


def matches(source: ConfigSource) -> tuple[tuple[ConfigFormat, ConfigDocument], ...]:
    """Every document of `source`, or section of one, that a format recognises.

    A structured file that none recognises is read for what its keys say by themselves.
    """
    found: list[tuple[ConfigFormat, ConfigDocument]] = []
    for document in source.documents:
        # Made once: a large configuration has thousands.
        parts = tuple(document.sections()) if document.syntax is Syntax.TREE else ()
        for entry in FORMATS:
            if entry.recognises(document):
                found.append((entry, document))
            else:
                found += [(entry, part) for part in parts if entry.recognises(part)]
    for entry in FALLBACKS:
        if not found:
            # Part of a text that no format claims may be of anything.
            found = [
                (entry, document)
                for document in source.documents
                if not document.cut and entry.recognises(document)
            ]
            # A text that reads as pairs and as a tree is still one file.
            found = found[:1] if len({document.syntax for _, document in found}) > 1 else found
    return tuple(_together([*found, *_held(source, found)]))


def _held(
    source: ConfigSource, found: list[tuple[ConfigFormat, ConfigDocument]]
) -> list[tuple[ConfigFormat, ConfigDocument]]:
    """Configurations held by another that no format recognises and that mention faces."""
    if not any(entry in HOLDERS for entry, _ in found):
        return []
    read = {document.within for _, document in found}
    return [
        (GENERIC, document)
        for document in source.documents
        if document.embedded
        and not any(within.startswith(document.within) for within in read)
        and speaks_of_faces(document)
    ]


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
