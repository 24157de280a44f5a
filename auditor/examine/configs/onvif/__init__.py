"""ONVIF answers, metadata and events, as XML and as the JSON that Profile M sends over MQTT.

A capability is not a use: what a device supports is kept apart from the rules and modules that are
configured, and from the records of what it saw.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from auditor.examine.configs.frame.notebook import Notebook
from auditor.examine.configs.interface import FormatReading
from auditor.examine.configs.onvif.elements import child, parts_of
from auditor.examine.configs.onvif.words import local_name
from auditor.examine.configs.syntax.source import ConfigDocument, Syntax
from auditor.examine.configs.syntax.tree import Node

_SPACE = re.compile(r"https?://www\.onvif\.org/ver\d+/")
_ALONE = frozenset(
    {
        "GetRulesResponse",
        "GetAnalyticsModulesResponse",
        "GetSupportedRulesResponse",
        "GetSupportedAnalyticsModulesResponse",
        "AnalyticsEngineConfiguration",
        "RuleEngineConfiguration",
        "CreatePullPointSubscriptionResponse",
    }
)
"""Elements that no other interface has: a fragment may come without any namespace."""
_LOOKED_AT = 2000
"""Elements among which one of ONVIF's must be: the body of an envelope comes after its header."""
_SUSPECTED = re.compile(
    r"<(?:\w+:)?(?:GetRulesResponse|GetAnalyticsModulesResponse|GetSupportedRulesResponse"
    r"|MetadataStream|GetProfilesResponse|NotificationMessage)\b"
)


@dataclass(frozen=True)
class OnvifFormat:
    """The reader of ONVIF answers and metadata."""

    id: str = "onvif"
    title: str = "ONVIF analytics, metadata and events"
    versions: str = "Analytics Service 2.0 to 24.12, Profile M"
    covers: str = (
        "Rules and analysis modules configured for faces as against those supported, thresholds, "
        "pictures sent, cameras by profile, faces and their attributes in metadata, recognition "
        "events, brokers"
    )
    documentation_url: str = (
        "https://www.onvif.org/specs/srv/analytics/ONVIF-Analytics-Service-Spec.pdf"
    )

    def recognises(self, document: ConfigDocument) -> bool:
        """Whether elements are in a namespace of ONVIF, or JSON has the form of its metadata."""
        if document.syntax is Syntax.XML:
            return _in_namespace(document.root) or _holds_own(document.root)
        return document.syntax is Syntax.TREE and _is_json(document.root)

    def suspects(self, text: str) -> bool:
        """Whether a damaged text holds an element of ONVIF's answers."""
        return text.lstrip().startswith("<") and _SUSPECTED.search(text) is not None

    def read(self, document: ConfigDocument) -> FormatReading:
        """Read a document that it recognises."""
        # Few cases have files of this format.
        from auditor.examine.configs.onvif.reading import OnvifReading  # noqa: PLC0415

        book = Notebook(document, self.id, closed=False)
        OnvifReading(book, document.root).read()
        return book.reading()


def _in_namespace(root: Node) -> bool:
    for number, (path, node) in enumerate(root.walk()):
        if path and path[-1] == "@xmlns" and _SPACE.match(node.text()):
            return True
        if number > _LOOKED_AT:
            return False
    return False


def _holds_own(root: Node) -> bool:
    """Whether an element is one that ONVIF alone has, or a profile with its source."""
    for number, (path, node) in enumerate(root.walk()):
        name = local_name(path[-1]) if path else ""
        if name in _ALONE and (node.entries() or node.items()):
            return True
        if name == "VideoSourceConfiguration" and child(node, "SourceToken") is not None:
            return True
        if number > _LOOKED_AT:
            return False
    return False


def _is_json(root: Node) -> bool:
    """Whether a mapping is an event (`UtcTime`, `Source`, `Data`) or holds a frame of objects."""
    entries = root.entries()
    if {"UtcTime", "Source", "Data"} <= set(entries):
        return bool(entries["Source"].entries() and entries["Data"].entries())
    if _holds_own(root):
        return True
    names = {key.rpartition(":")[2] for key in entries}
    if not names & {"MetadataStream", "Frame", "Object"}:
        return False
    return any(
        part.name == "Object" and child(part.node, "Appearance") is not None
        for part in parts_of(root)
    )


ONVIF = OnvifFormat()
