"""The field's terms in which formats note what they read: thresholds, stores, libraries, places."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypedDict

from auditor.core.locator import Locator
from auditor.core.wording import Wording
from auditor.examine.configs.syntax.source import printable
from auditor.examine.configs.syntax.tree import Node

MAX_SHOWN = 60
"""Longest name or value printed, in characters."""


class ThresholdUse(StrEnum):
    """What a threshold decides. None of them is ever turned into another."""

    MATCH = "match"
    MATCH_ONE_TO_ONE = "match_one_to_one"
    UNKNOWN = "unknown"
    DETECTION = "detection"
    LIVENESS = "liveness"
    ATTRIBUTE = "attribute"
    QUALITY = "quality"
    SIZE = "size"
    OTHER = "other"


class Scale(StrEnum):
    """In what a threshold is counted."""

    UNIT_SIMILARITY = "unit_similarity"
    PERCENT_SIMILARITY = "percent_similarity"
    DISTANCE = "distance"
    POINTS = "points"
    PIXELS = "pixels"
    SHARE = "share"
    UNSTATED = "unstated"


class KeptThing(StrEnum):
    """What is kept for a time."""

    RECORDINGS = "recordings"
    CLIPS = "clips"
    SNAPSHOTS = "snapshots"
    MATCHED = "matched"
    UNKNOWN = "unknown"
    FACES = "faces"
    ENROLLED = "enrolled"
    TEMPLATES = "templates"
    RECORDS = "records"
    QUEUE = "queue"

    @property
    def of_faces(self) -> bool:
        """Whether it is face data by itself."""
        return self in _OF_FACES


_OF_FACES = frozenset(
    {KeptThing.MATCHED, KeptThing.UNKNOWN, KeptThing.FACES, KeptThing.ENROLLED, KeptThing.TEMPLATES}
)


class TimeUnit(StrEnum):
    """A unit of time."""

    SECONDS = "seconds"
    MINUTES = "minutes"
    HOURS = "hours"
    DAYS = "days"

    @property
    def in_days(self) -> float:
        """How many days it is."""
        return {"seconds": 1 / 86400, "minutes": 1 / 1440, "hours": 1 / 24, "days": 1.0}[self.value]


class LibraryKind(StrEnum):
    """Who is in a library of faces."""

    KNOWN = "known"
    STAFF = "staff"
    VISITORS = "visitors"
    BLOCK_LIST = "block_list"
    VIP = "vip"
    WANTED = "wanted"
    MEMBERS = "members"
    STRANGERS = "strangers"
    UNSTATED = "unstated"


class Place(TypedDict, total=False):
    """Where something is and what it is about: the same for everything noted.

    `path` and `node` give a value of the tree; `at` a place found otherwise; with neither it is the
    file as a whole. `subject` is the camera or service, `by_default` says that it is not written.
    """

    path: tuple[str, ...]
    node: Node
    at: Locator
    subject: str
    by_default: bool
    confidence: float


@dataclass(frozen=True)
class Sent:
    """What a destination gets, as the id of its text, and whether faces or templates are in it."""

    what: str
    faces: bool


def shown(text: str) -> str:
    """A name or value as a report may print it."""
    return text if isinstance(text, Wording) else printable(text, MAX_SHOWN)
