"""Keys and defaults of Double Take, of its original and of the fork that is maintained.

Sources: `api/src/constants/defaults.js`, `api/src/schemas/index.js` and the README of
https://github.com/jakowenko/double-take and https://github.com/skrashevich/double-take.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from auditor.examine.configs.frame.terms import KeptThing, ThresholdUse
from auditor.examine.configs.syntax.tree import Node, Switch, Unknown, switch

DETECTORS = ("compreface", "deepstack", "aiserver", "azure", "facebox", "rekognition")
"""Services that recognise faces, by the key that names them."""
AWS_KEYS = ("aws_access_key_id", "aws_secret_access_key", "aws_region")
"""What Rekognition needs in place of an address."""
ATTRIBUTE_PLUGINS = ("age", "gender", "mask", "pose")
"""CompreFace's face plugins that say something of a person."""

_PART = frozenset({"save", "base64", "confidence", "purge", "min_area", "stop_on_match"})
_ATTEMPTS = frozenset({"latest", "snapshot", "mqtt", "delay"})
_SERVICE = frozenset(
    {
        *("enabled", "url", "key", "timeout", "det_prob_threshold", "opencv_face_required"),
        *("face_plugins", "cameras", "collection_id", *AWS_KEYS),
    }
)
_KNOWN: Mapping[tuple[str, ...], frozenset[str]] = {
    (): frozenset(
        {
            *("auth", "token", "mqtt", "detect", "frigate", "cameras", "detectors", "opencv"),
            *("notify", "schedule", "time", "ui", "logs", "telemetry", "storage", "server"),
            *("version", "stun"),
        }
    ),
    ("mqtt",): frozenset(
        {
            *("host", "port", "protocol", "username", "user", "password", "client_id", "tls"),
            *("topics", "expire_after"),
        }
    ),
    ("mqtt", "topics"): frozenset({"frigate", "homeassistant", "matches", "cameras"}),
    ("detect",): frozenset({"match", "unknown"}),
    ("detect", "match"): _PART,
    ("detect", "unknown"): _PART,
    ("frigate",): frozenset(
        {
            *("url", "labels", "attempts", "image", "cameras", "zones", "events", "min_area"),
            *("update_sub_labels", "stop_on_match", "device_tracker_timeout"),
        }
    ),
    ("frigate", "attempts"): _ATTEMPTS,
    ("cameras", "*"): frozenset({"masks", "detect", "snapshot"}),
    ("cameras", "*", "detect"): frozenset({"match", "unknown"}),
    ("cameras", "*", "detect", "match"): _PART,
    ("cameras", "*", "detect", "unknown"): _PART,
    ("cameras", "*", "snapshot"): frozenset({"url", "topic", "crop", "headers"}),
    **{("detectors", name): _SERVICE for name in DETECTORS},
    ("notify",): frozenset({"gotify", "telegram", "only_unknown", "types"}),
    ("opencv",): frozenset({"scale_factor", "min_neighbors", "min_size_width", "min_size_height"}),
    ("schedule",): frozenset({"disable"}),
}
"""The keys of every section; `*` stands for a camera's name."""


def unknown_keys(root: Node) -> Iterator[tuple[str, ...]]:
    """Keys that neither version knows, where their section is known."""
    for path, known in _KNOWN.items():
        for found, node in _sections(root, path, ()):
            yield from ((*found, key) for key in node.entries() if key not in known)


def _sections(
    node: Node, path: tuple[str, ...], before: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], Node]]:
    if not path:
        yield before, node
        return
    names = list(node.entries()) if path[0] == "*" else [path[0]]
    for name in names:
        if (below := node.get(name)) is not None:
            yield from _sections(below, path[1:], (*before, name))


@dataclass(frozen=True)
class Kind:
    """Matched or unknown faces: key, what is kept, what the confidence decides, defaults."""

    key: str
    kept: KeptThing
    use: ThresholdUse
    confidence: float
    hours: float


KINDS = (
    Kind("match", KeptThing.MATCHED, ThresholdUse.MATCH, 60.0, 168.0),
    Kind("unknown", KeptThing.UNKNOWN, ThresholdUse.UNKNOWN, 40.0, 8.0),
)


def is_off(node: Node | None) -> bool:
    """Whether a switch is written and off."""
    return node is not None and switch(node) is Switch.OFF


def is_given(node: Node | None) -> bool:
    """Whether a value is written, be it in another file."""
    return node is not None and (isinstance(node.value, Unknown) or bool(node.raw.strip()))


def names(node: Node | None) -> tuple[str, ...]:
    """The texts of a list; of one text, that."""
    if node is None:
        return ()
    found = [item.text() for item in node.items()] or [node.text()]
    return tuple(name for name in found if name)
