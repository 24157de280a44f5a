"""The recognition services that a Double Take configuration names, and which of them work.

A service is at work by being named with its address. The fork that is maintained reads `enabled`,
too ("Enable this detector", its README, `detectors`); the original does not know that key, so that
anyone who writes it has the fork.
"""

from __future__ import annotations

from dataclasses import dataclass

from auditor.core.wording import wording
from auditor.examine.configs.double_take.settings import (
    ATTRIBUTE_PLUGINS,
    AWS_KEYS,
    DETECTORS,
    is_given,
    names,
)
from auditor.examine.configs.frame.labels import Function
from auditor.examine.configs.frame.notebook import Notebook
from auditor.examine.configs.frame.terms import LibraryKind, Place, Scale, Sent, ThresholdUse
from auditor.examine.configs.syntax.tree import Node, Switch, switch
from auditor.examine.model import EvidenceState


@dataclass(frozen=True)
class RecognitionService:
    """A service that is at work; `cameras` are those it is limited to, none for all."""

    name: str
    cameras: tuple[str, ...]

    def takes(self, camera: str) -> bool:
        """Whether pictures of the camera are handed to it."""
        return not self.cameras or camera in self.cameras


def read_services(book: Notebook, root: Node) -> tuple[RecognitionService, ...]:
    """Note every service; returns those at work."""
    section = root.entries().get("detectors")
    working: list[RecognitionService] = []
    waiting = False
    named = section.entries() if section is not None else {}
    for name, node in named.items():
        if name not in DETECTORS:
            book.unknown(f"detectors.{name}")
            continue
        state = _state(book, name, node)
        waiting = waiting or state in (EvidenceState.GATED, EvidenceState.PROVISIONED)
        if state is EvidenceState.ENABLED:
            working.append(RecognitionService(name, names(node.get("cameras"))))
            _settings(book, name, node)
    found = section or root.entries().get("frigate") or root.entries().get("detect") or root
    if working:
        if working[-1].name != "rekognition" or not found.get("rekognition", "collection_id"):
            book.library(LibraryKind.KNOWN, path=("detectors",), node=found)
        book.question(wording("double_take.ask_subjects"))
    elif not named or waiting:
        if not waiting:
            at = Place(path=("detectors",), node=found)
            book.function(Function.UNSTATED, EvidenceState.PROVISIONED, **at)
        book.question(wording("double_take.ask_service"))
    return tuple(working)


def _state(book: Notebook, name: str, node: Node) -> EvidenceState:
    """Note a service as a device, and whether it is at work."""
    path = ("detectors", name)
    address = node.get("url")
    book.device(name, path=path, node=node)
    book.detail(name, kind="service", host=address.text() if address is not None else "")
    place = Place(subject=name, path=path, node=node)
    enabled = node.get("enabled")
    if enabled is not None and switch(enabled) is not Switch.ON:
        off = switch(enabled) is Switch.OFF
        state = EvidenceState.DISABLED if off else EvidenceState.PROVISIONED
        place = Place(subject=name, path=(*path, "enabled"), node=enabled)
        book.function(Function.RECOGNITION, state, **place)
        if off:
            book.function(Function.FACE_CAPTURE, state, **place)
            book.note("switch_of_the_fork", wording("double_take.marked_off"), **place)
        return state
    needed = AWS_KEYS if name == "rekognition" else ("url",)
    missing = [key for key in needed if not is_given(node.entries().get(key))]
    state = EvidenceState.ENABLED
    if missing:
        state = EvidenceState.GATED if name == "rekognition" else EvidenceState.PROVISIONED
    book.function(Function.RECOGNITION, state, **place)
    return state


def _settings(book: Notebook, name: str, node: Node) -> None:
    path = ("detectors", name)
    plugins = node.get("face_plugins")
    if plugins is not None and any(
        word in part for part in names(plugins) for word in ATTRIBUTE_PLUGINS
    ):
        at = Place(subject=name, path=(*path, "face_plugins"), node=plugins)
        book.function(Function.ATTRIBUTES, EvidenceState.ENABLED, **at)
    detection = node.get("det_prob_threshold")
    if detection is not None:
        at = Place(subject=name, path=(*path, "det_prob_threshold"), node=detection)
        book.threshold(detection.number(), ThresholdUse.DETECTION, Scale.UNIT_SIMILARITY, **at)
    address = node.get("url")
    pictures = Sent("frame.face_pictures", True)
    if address is not None:
        at = Place(path=(*path, "url"), node=address)
        book.destination("HTTP", address.text() or address.raw, pictures, **at)
    elif name == "rekognition":
        region = node.get("aws_region")
        at = Place(path=path if region is None else (*path, "aws_region"), node=region or node)
        host = f"rekognition.{region.text()}.amazonaws.com" if region is not None else ""
        service = "rekognition.amazonaws.com" if ".." in host or not host else host
        book.destination("AWS Rekognition", service, pictures, **at)
        collection = node.get("collection_id")
        if collection is not None and collection.text():
            at = Place(path=(*path, "collection_id"), node=collection)
            book.library(LibraryKind.KNOWN, name=collection.text(), **at)
