"""What the parts of a home-made project come to."""

from __future__ import annotations

import re

from auditor.core.wording import wording
from auditor.examine.configs.doors.parts import LONGEST, Found, Parts, parts_of
from auditor.examine.configs.frame.labels import Function
from auditor.examine.configs.frame.notebook import Notebook
from auditor.examine.configs.frame.terms import (
    KeptThing,
    LibraryKind,
    Place,
    Sent,
    ThresholdUse,
    TimeUnit,
    shown,
)
from auditor.examine.configs.interface import FormatReading
from auditor.examine.configs.syntax.source import ConfigDocument
from auditor.examine.configs.syntax.tree import Switch, dotted, switch
from auditor.examine.model import EvidenceState

UNSURE = 0.7
"""Confidence of what is read from the words of keys alone."""
_SWITCH = re.compile(r"^(?:enabled?|active|is_?on|use)$", re.IGNORECASE)
_ENABLES = re.compile(r"enable|^use_", re.IGNORECASE)
_RECOGNITION = re.compile(r"recogn|identif|match", re.IGNORECASE)
_LIVENESS = re.compile(r"anti_?-?spoof|liveness", re.IGNORECASE)
_UNKNOWN_KEPT = re.compile(r"(?:save|store|keep|log)_?(?:unknown|stranger)s?", re.IGNORECASE)
_ENROLS = re.compile(r"auto_?(?:register|enrol)", re.IGNORECASE)
_DETECTS = re.compile(r"detect(?:ion)?(?:_only)?", re.IGNORECASE)
_ADDRESS = re.compile(r"(?P<scheme>[a-z]{2,8}):/{2}", re.IGNORECASE)
_STREAMS = ("rtsp", "rtsps", "rtmp")
_DAYS = re.compile(r"(?:retention|keep|retain|expire)\w*days|days_to_keep", re.IGNORECASE)


def read_doors(document: ConfigDocument, format_id: str) -> FormatReading:
    """Read the configuration of a home-made project."""
    book = Notebook(document, format_id, closed=False)
    parts = parts_of(document)
    for found in parts.leaves:
        _addresses(book, found)
    cameras = list(book.devices)
    camera = cameras[0] if len(cameras) == 1 else ""
    on = _recognition(book, parts, camera)
    unused = parts.not_selected()
    for block in unused:
        chosen = document.root.get(*block)
        if chosen is not None:
            words = wording("doors.not_selected", name=shown(block[-1]))
            book.note("leftover", words, path=block, node=chosen)
    for path, node in parts.thresholds:
        if any(path[: len(block)] == block for block in unused):
            continue
        value = node.number()
        if value is not None:
            book.threshold(
                value, ThresholdUse.MATCH, parts.scale(path, value), path=path, node=node
            )
    for path, node in parts.stores[:1]:
        book.library(LibraryKind.UNSTATED, path=path, node=node)
    for found in parts.leaves:
        _switches(book, found, camera, on=on)
    book.question(wording("doors.ask_project"))
    return book.reading()


def _recognition(book: Notebook, parts: Parts, camera: str) -> bool:
    """Note whether faces are compared; whether they are."""
    path, node = parts.libraries[0]
    place = Place(path=path, node=node, subject=camera, confidence=UNSURE)
    switched = next((found for found in parts.leaves if _is_switch(found)), None)
    detects = next((f for f in parts.modes if _DETECTS.fullmatch(f[1].text().strip())), None)
    if switched is not None and (state := switch(switched[1])) is not Switch.ON:
        off = state is Switch.OFF
        at = Place(path=switched[0], node=switched[1], subject=camera, confidence=UNSURE)
        how = EvidenceState.DISABLED if off else EvidenceState.GATED
        book.function(Function.RECOGNITION, how, **at)
        if off:
            book.leftover(node.text() or path[-1], **place)
        return False
    if detects is not None:
        at = Place(path=detects[0], node=detects[1], subject=camera, confidence=UNSURE)
        book.function(Function.DETECTION, EvidenceState.ENABLED, **at)
        book.function(Function.RECOGNITION, EvidenceState.DISABLED, **at)
        return False
    if parts.thresholds and parts.stores:
        book.function(Function.RECOGNITION, EvidenceState.ENABLED, **place)
        return True
    book.function(Function.RECOGNITION, EvidenceState.PROVISIONED, **place)
    return False


def _is_switch(found: Found) -> bool:
    """Whether a value switches recognition: `recognition.enabled`, `enable_recognition`."""
    path, _ = found
    above = path[-2] if len(path) > 1 else ""
    if _SWITCH.match(path[-1]):
        return _RECOGNITION.search(above) is not None
    return _RECOGNITION.search(path[-1]) is not None and _ENABLES.search(path[-1]) is not None


def _switches(book: Notebook, found: Found, camera: str, *, on: bool) -> None:
    path, node = found
    place = Place(path=path, node=node, subject=camera, confidence=UNSURE)
    whole = dotted(path)
    is_switch = _SWITCH.match(path[-1]) or isinstance(node.value, bool)
    state = switch(node)
    if state is Switch.UNKNOWN and not _DAYS.search(path[-1]):
        return
    if _LIVENESS.search(whole) and is_switch:
        switched = EvidenceState.ENABLED if state is Switch.ON else EvidenceState.DISABLED
        book.function(Function.LIVENESS, switched, **place)
    elif _UNKNOWN_KEPT.search(path[-1]) and state is Switch.ON and on:
        book.function(Function.FACE_CAPTURE, EvidenceState.ENABLED, **place)
        book.retention(KeptThing.UNKNOWN, None, TimeUnit.DAYS, **place)
    elif _ENROLS.search(path[-1]) and state is Switch.ON:
        book.note(
            "enrols", wording("doors.enrolled_by_themselves"), state=EvidenceState.ENABLED, **place
        )
    elif path[-1] == "test_mode" and state is Switch.ON:
        book.note("test_mode", wording("doors.test_mode"), **place)
    elif _DAYS.search(path[-1]) and node.number() is not None:
        book.retention(KeptThing.RECORDS, node.number(), TimeUnit.DAYS, **place)


def _addresses(book: Notebook, found: Found) -> None:
    """Cameras, and addresses that passages are sent to."""
    path, node = found
    value = node.text()
    address = _ADDRESS.match(value) if len(value) < LONGEST else None
    if address is None:
        return
    scheme = address.group("scheme").lower()
    if scheme in _STREAMS:
        name = dotted(path)
        book.device(name, path=path, node=node)
        book.detail(name, host=value)
    elif scheme in ("http", "https", "mqtt", "mqtts", "ws", "wss"):
        book.destination(
            scheme.upper(), value, Sent("doors.records_passages", False), path=path, node=node
        )
