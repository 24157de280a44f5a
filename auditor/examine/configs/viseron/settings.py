"""Keys and defaults of Viseron, by version.

Defaults are those of the component pages of its documentation and of `const.py` of the domains.
"""

from __future__ import annotations

from collections.abc import Mapping

from auditor.examine.configs.frame.terms import ThresholdUse, TimeUnit
from auditor.examine.configs.syntax.tree import Node, Switch, Unknown, switch

FACES = "face_recognition"
DOMAINS = (
    "camera",
    "object_detector",
    "motion_detector",
    FACES,
    "license_plate_recognition",
    "image_classification",
)
FACE_COMPONENTS = ("compreface", "deepstack", "codeprojectai", "dlib")
"""Components that can recognise faces."""
ATTRIBUTE_PLUGINS = frozenset({"age", "gender", "mask", "pose"})
"""CompreFace's face plugins that say something of a person."""
THRESHOLDS: Mapping[str, tuple[tuple[str, float, ThresholdUse], ...]] = {
    "compreface": (
        ("similarity_threshold", 0.5, ThresholdUse.MATCH),
        ("det_prob_threshold", 0.8, ThresholdUse.DETECTION),
    ),
    "codeprojectai": (("min_confidence", 0.6, ThresholdUse.MATCH),),
    "deepstack": (("min_confidence", 0.8, ThresholdUse.MATCH),),
}
"""Per component: key, default, and what the threshold decides."""
TRAINED = frozenset({"codeprojectai", "deepstack"})
"""Components that teach their service at every start unless set otherwise."""
DAYS = 7.0
"""For how many days snapshots and event recordings are kept by default in version 3."""

_THIRD = frozenset(
    {
        *("storage", "save_faces", "trigger_event_recording", "create_event_clip"),
        *("continuous_recording", "store_interval", "max_recording_time"),
    }
)
_SECOND = frozenset({"trigger_recorder", "unknown_faces_path", "retain"})
SECOND, THIRD, LATER = "2", "3", "2 or later"


def version(root: Node) -> str:
    """Which of the versions with components a configuration is for, by keys that only one has."""
    keys = {key for path, _ in root.walk() for key in path[-1:]}
    if keys & _THIRD:
        return THIRD
    return SECOND if keys & _SECOND else LATER


def below(node: Node, *path: str) -> Node:
    """The value at `path`, or one that is nothing."""
    return node.get(*path) or Node(None, "", node.mark)


def is_off(node: Node | None) -> bool:
    """Whether a switch is written and off."""
    return node is not None and switch(node) is Switch.OFF


def is_unknown(node: Node | None) -> bool:
    """Whether a value is elsewhere: a variable, an include, a template."""
    return node is not None and isinstance(node.value, Unknown)


def age(node: Node) -> tuple[float, TimeUnit] | None:
    """A `max_age` of days, hours and minutes, in the largest unit written; None for none."""
    written: list[tuple[float, TimeUnit]] = []
    for unit in (TimeUnit.DAYS, TimeUnit.HOURS, TimeUnit.MINUTES):
        part = node.get("max_age", unit.value)
        if part is not None and (number := part.number()):
            written.append((number, unit))
    if not written:
        return None
    _, largest = written[0]
    total = sum(number * unit.in_days for number, unit in written)
    return round(total / largest.in_days, 6), largest


def words(node: Node | None) -> frozenset[str]:
    """The words of a list, of one text, or of words with commas between them."""
    if node is None:
        return frozenset()
    if node.items():
        return frozenset(item.text() for item in node.items() if item.text())
    return frozenset(word.strip() for word in node.text().split(",") if word.strip())
