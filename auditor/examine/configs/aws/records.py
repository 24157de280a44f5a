"""Requests to Rekognition and its answers as JSON: what was asked, who is stored, what was matched.

An answer is a record of use. Names that people are stored under are never quoted.
"""

from __future__ import annotations

from dataclasses import dataclass

from auditor.examine.configs.aws.vocabulary import plain
from auditor.examine.configs.frame.labels import Function
from auditor.examine.configs.syntax.tree import Node
from auditor.examine.model import EvidenceState

S = EvidenceState


@dataclass(frozen=True)
class Record:
    """What one mapping shows; people and pictures counted where it lists them."""

    function: Function
    state: EvidenceState
    key: str
    pictures: int | None = None


_ATTRIBUTE_KEYS = frozenset({"agerange", "emotions", "gender", "smile", "eyeglasses", "beard"})


def record(node: Node) -> Record | None:
    """What a mapping shows as a request or an answer; None where it is neither."""
    keys = {plain(key): child for key, child in node.entries().items()}
    return _answer(keys) or _request(keys)


def _answer(keys: dict[str, Node]) -> Record | None:
    if (count := keys.get("facecount")) is not None and (number := count.number()) is not None:
        state = S.POPULATED if number > 0 else S.PROVISIONED
        return Record(Function.RECOGNITION, state, "facecount", round(number))
    for key in ("facerecords", "faces"):
        items = keys[key].items() if key in keys else ()
        if items and any(_has(item, "faceid") for item in items):
            return Record(Function.RECOGNITION, S.POPULATED, key, len(items))
    if "sourceimageface" in keys or "unmatchedfaces" in keys:
        return Record(Function.VERIFICATION, S.OBSERVED, "facematches")
    if "facematches" in keys and (keys["facematches"].items() or "searchedfaceconfidence" in keys):
        return Record(Function.RECOGNITION, S.OBSERVED, "facematches")
    if "facesearchresponse" in keys or "usermatches" in keys or "celebrityfaces" in keys:
        key = next(k for k in ("facesearchresponse", "usermatches", "celebrityfaces") if k in keys)
        return Record(Function.RECOGNITION, S.OBSERVED, key)
    if (details := keys.get("facedetails")) is not None and details.items():
        inferred = any(
            plain(key) in _ATTRIBUTE_KEYS for item in details.items() for key in item.entries()
        )
        return Record(
            Function.ATTRIBUTES if inferred else Function.DETECTION, S.OBSERVED, "facedetails"
        )
    if "collectionids" in keys and keys["collectionids"].items():
        return Record(Function.RECOGNITION, S.PROVISIONED, "collectionids")
    return None


def _request(keys: dict[str, Node]) -> Record | None:
    if {"sourceimage", "targetimage"} <= set(keys):
        return Record(Function.VERIFICATION, S.ENABLED, "sourceimage")
    if "collectionid" not in keys:
        return None
    asked = {"image", "video", "faceid", "userid", "imagebytes"} & set(keys)
    if asked and not {"facecount", "externalimageid"} & set(keys) - {"externalimageid"}:
        return Record(Function.RECOGNITION, S.ENABLED, "collectionid")
    return None


def _has(node: Node, name: str) -> bool:
    return any(
        plain(key) == name or (plain(key) == "face" and _has(child, name))
        for key, child in node.entries().items()
    )
