"""Requests to Azure's and Google's face services, their answers, and settings of applications.

Attributes that Azure infers from a face (age, emotion, glasses) differ from those of the picture
(blur, exposure, head pose): "Face detection, attributes and input data". Google's FACE_DETECTION
answers with likelihoods of emotions whether they are asked for or not (Vision API, FaceAnnotation).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from auditor.examine.configs.frame.labels import Function
from auditor.examine.configs.syntax.tree import Node, Switch, Unknown, switch
from auditor.examine.model import EvidenceState

S = EvidenceState
F = Function
GROUPS = frozenset(
    {
        *("persongroupid", "largepersongroupid", "persongroup", "largepersongroup"),
        *("persondirectory", "dynamicpersongroupid", "facelistid", "largefacelistid"),
        *("facepersongroupid", "facegroupid", "personmodelid", "persongroupname"),
    }
)
ATTRIBUTES = frozenset(
    {
        *("age", "gender", "smile", "emotion", "hair", "makeup", "glasses", "facialhair"),
        *("accessories", "mask"),
    }
)
KEYS = GROUPS | {
    *("returnfaceattributes", "returnfaceid", "facetimetolive", "faceidtimetolive"),
    *("maxnumofcandidatesreturned", "facedetectionconfig", "persondetectionconfig"),
    *("isidentical", "persistedfaceids", "indexingpreset", "faceattributes", "faceannotations"),
    *("faceapikey", "faceapiendpoint"),
}
"""Keys that are those of these services alone."""
_MODEL = re.compile(r"recognition_0\d")
_ADDRESS = re.compile(r"cognitiveservices\.azure\.com|api\.cognitive\.microsoft\.com")
_OF_FACES = re.compile(r"face(?!book)", re.IGNORECASE)
_SECRETS = ("key", "apikey", "subscriptionkey", "faceapikey", "facekey")


def plain(key: str) -> str:
    """A key without signs and case."""
    return key.replace("_", "").replace("-", "").replace(":", "").lower()


def of_attributes(words: Iterable[str]) -> bool:
    """Whether one of `words` is inferred from a face."""
    return any(plain(word) in ATTRIBUTES for word in words)


@dataclass(frozen=True)
class Shown:
    """What a mapping shows, and by which key."""

    function: Function
    state: EvidenceState
    key: str


def shown_by(node: Node, path: tuple[str, ...]) -> list[Shown]:
    """What one mapping shows as a request, an answer or settings of an application."""
    keys = {plain(key): child for key, child in node.entries().items()}
    return [*_answer(keys), *_grouped(keys), *_asked(keys), *settings_shown(node, path)]


def _answer(keys: dict[str, Node]) -> list[Shown]:
    if "isidentical" in keys:
        return [Shown(F.VERIFICATION, S.OBSERVED, "isidentical")]
    if "candidates" in keys and "faceid" in keys:
        return [Shown(F.RECOGNITION, S.OBSERVED, "candidates")]
    if "persistedfaceids" in keys and keys["persistedfaceids"].items():
        return [Shown(F.RECOGNITION, S.POPULATED, "persistedfaceids")]
    if (found := keys.get("faceattributes")) is not None and "facerectangle" in keys:
        function = F.ATTRIBUTES if of_attributes(found.entries()) else F.DETECTION
        return [Shown(function, S.OBSERVED, "faceattributes")]
    if {"facerectangle", "faceid"} <= keys.keys():
        return [Shown(F.DETECTION, S.OBSERVED, "facerectangle")]
    if "faceannotations" in keys and keys["faceannotations"].items():
        return [Shown(F.DETECTION, S.OBSERVED, "faceannotations")]
    return []


def _grouped(keys: dict[str, Node]) -> list[Shown]:
    """A group of persons: one that is named is used, one that is blank is to be filled in."""
    found: list[Shown] = []
    for key in sorted(GROUPS & keys.keys()):
        node = keys[key]
        filled = bool(node.text().strip() or node.entries() or isinstance(node.value, Unknown))
        blank = re.fullmatch(r"\s*(?:<.*>|your[-_ ].*|x{3,})?\s*", node.raw, re.IGNORECASE)
        used = filled and not (blank and not node.entries())
        found.append(Shown(F.RECOGNITION, S.ENABLED if used else S.PROVISIONED, key))
    return found


def _asked(keys: dict[str, Node]) -> list[Shown]:
    found: list[Shown] = []
    if (asked := keys.get("returnfaceattributes")) is not None:
        words = [w for n in (asked, *asked.items()) for w in re.split(r"[,\s]+", n.text())]
        function = F.ATTRIBUTES if of_attributes(words) else F.DETECTION
        found.append(Shown(function, S.ENABLED, "returnfaceattributes"))
    if "returnfaceid" in keys and switch(keys["returnfaceid"]) is Switch.ON:
        kept = "recognitionmodel" in keys or "faceidtimetolive" in keys
        function, state = (F.RECOGNITION, S.PROVISIONED) if kept else (F.DETECTION, S.ENABLED)
        found.append(Shown(function, state, "returnfaceid"))
    if "includeattributes" in keys:
        on = switch(keys["includeattributes"]) is Switch.ON
        found.append(Shown(F.ATTRIBUTES if on else F.DETECTION, S.ENABLED, "includeattributes"))
    if "type" in keys and keys["type"].text() == "FACE_DETECTION":
        found.append(Shown(F.DETECTION, S.ENABLED, "type"))
    features = keys.get("features")
    if features is not None and "FACE_DETECTION" in {
        features.text(),
        *(item.text() for item in features.items()),
    }:
        found.append(Shown(F.DETECTION, S.ENABLED, "features"))
    if features is not None and "CELEBRITY_RECOGNITION" in {i.text() for i in features.items()}:
        found.append(Shown(F.RECOGNITION, S.ENABLED, "features"))
    return found


def settings_shown(node: Node, path: tuple[str, ...]) -> list[Shown]:
    """Settings of an application for Azure's service: its threshold, or credentials alone."""
    keys = {plain(key): child for key, child in node.entries().items()}
    model = keys.get("recognitionmodel")
    if "confidencethreshold" in keys and (
        "maxnumofcandidatesreturned" in keys or (model is not None and _MODEL.search(model.raw))
    ):
        if not GROUPS & keys.keys():
            return [Shown(F.RECOGNITION, S.ENABLED, "confidencethreshold")]
        return []
    of_faces = any(_OF_FACES.search(part) for part in path)
    for key, child in keys.items():
        named = of_faces or _OF_FACES.search(key) or "/face/" in child.raw
        if _ADDRESS.search(child.text()) and named and not GROUPS & keys.keys():
            return [Shown(F.RECOGNITION, S.PROVISIONED, key)]
    secret = next((key for key in _SECRETS if key in keys and ("face" in key or of_faces)), None)
    if secret is not None and any("endpoint" in key for key in keys) and not GROUPS & keys.keys():
        return [Shown(F.RECOGNITION, S.PROVISIONED, secret)]
    return []
