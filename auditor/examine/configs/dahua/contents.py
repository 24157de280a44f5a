"""What a Dahua device's answers come to: tables by name, abilities, and events."""

from __future__ import annotations

import re
from dataclasses import dataclass

from auditor.examine.configs.syntax.tree import Mark, Node

MAX_EVENTS = 2000
"""Most events read in one file."""
DISTINCTIVE = frozenset(
    {
        "VideoAnalyseGlobal",
        "VideoAnalyseRule",
        "VideoAnalyseModule",
        "FaceSnapshot",
        "FaceCutout",
        "FaceRecognitionEventHandler",
        "FaceRecognitionGroup",
        "CandidateGroup",
        "CitizenPictureCompareRule",
        "PictureHttpUpload",
        "EventHttpUpload",
        "SmartMotionDetect",
        "CrowdDistriMap",
        "ChannelTitle",
        "RemoteDevice",
        "VideoInOptions",
        "VideoInMode",
        "RecordStorageGroup",
        "StorageGlobal",
        "StorageGroup",
        "T2UServer",
        "AccessControl",
        "AccessControlGeneral",
        "FaceOpenDoor",
        "ASGFACEConfig",
        "MaskOpt",
    }
)
"""Tables of these devices that no other product's keys are called by."""
_COMMON = frozenset(
    {
        "MotionDetect",
        "NumberStat",
        "NAS",
        "Email",
        "RegServer",
        "AutoRegister",
        "MQTT",
        "Encode",
        "Record",
        "RecordMode",
        "Snap",
        "General",
        "Network",
        "GroupInfo",
    }
)
TABLES = DISTINCTIVE | _COMMON
"""Tables of which something is read, or which tell the product."""
CODES = frozenset(
    {
        "FaceDetection",
        "FaceRecognition",
        "FaceAnalysis",
        "FaceAttribute",
        "FaceCompare",
        "FaceFeatureAbstract",
        "HumanTrait",
        "CitizenPictureCompare",
        "_DoorFace_",
        "AccessControl",
        "CrossLineDetection",
        "CrossRegionDetection",
        "LeftDetection",
        "TakenAwayDetection",
        "WanderDetection",
        "NumberStat",
        "ManNumDetection",
        "VideoMotion",
        "SmartMotionHuman",
        "SmartMotionVehicle",
        "TrafficJunction",
        "VideoBlind",
        "VideoLoss",
    }
)
"""Codes of events."""


MOST_INDEX = 1e5
"""Beyond it, a number is no index of a channel."""


@dataclass(frozen=True)
class Event:
    """One event: its code, its action, the channel from 0, its data, and where it stands."""

    code: str
    action: str
    index: int | None
    data: Node
    mark: Mark


@dataclass(frozen=True)
class Dump:
    """What a document holds.

    Attributes:
        tables: the tables by name, and the answers that are no tables by their first word.
        abilities: what the device says it is able to do.
        events: the events, in order.
        known: whether the lines are those of this maker's devices, and most of the text.
    """

    tables: Node
    abilities: Node
    events: tuple[Event, ...]
    known: bool


def parts(node: Node | None) -> dict[str, Node]:
    """The entries of a mapping, or the items of a sequence by `[0]`, `[1]` and so on."""
    if node is None:
        return {}
    return node.entries() or {f"[{n}]": item for n, item in enumerate(node.items())}


def index_of(part: str) -> int | None:
    """The number in `[3]`; None for a key that is no index."""
    return int(part[1:-1]) if re.fullmatch(r"\[\d{1,5}\]", part) else None


def at(node: Node | None, *path: str) -> Node | None:
    """The value at `path`, indices written as `[0]`."""
    for part in path:
        node = parts(node).get(part)
    return node


def event_of(code: Node, data: Node) -> Event:
    """The event with this code in the mapping it was sent as."""
    base = at(data, "EventBaseInfo") or data
    action = at(base, "Action") or at(base, "action")
    index = at(base, "Index") or at(base, "index")
    number = index.number() if index is not None else None
    inner = at(data, "Data") or at(data, "data") or data
    return Event(
        code.text(),
        action.text() if action is not None else "",
        round(number) if number is not None and abs(number) < MOST_INDEX else None,
        inner,
        code.at,
    )
