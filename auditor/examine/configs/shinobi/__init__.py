"""Shinobi: monitors as exported, whose details are JSON in a text, and the files of its plugins.

Which plugin looks at a monitor's pictures is in the plugin's own file, and whom it knows in
neither. A plugin for faces that is installed compares with the faces it was given, if any.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from auditor.core.errors import ExhibitError
from auditor.core.wording import wording
from auditor.examine.configs.frame.face_words import about_faces
from auditor.examine.configs.frame.labels import Function
from auditor.examine.configs.frame.notebook import Notebook
from auditor.examine.configs.frame.terms import KeptThing, Place, Sent, TimeUnit
from auditor.examine.configs.interface import FormatReading
from auditor.examine.configs.syntax.json import read_json
from auditor.examine.configs.syntax.source import ConfigDocument, Syntax
from auditor.examine.configs.syntax.tree import Node, Switch, switch
from auditor.examine.model import EvidenceState

_FACES = ("detector_face", "detector_fisherface")
_PLUGIN = frozenset({"mode", "type", "connectionType", "key", "host", "hostPort"})
_KEYS_OF_FACES = re.compile(r"detector_\w*face\w*")


@dataclass(frozen=True)
class ShinobiFormat:
    """The reader of Shinobi's monitors and plugin files."""

    id: str = "shinobi"
    title: str = "Shinobi (monitors and plugins)"
    versions: str = "monitors and plugin files of 2018 and later"
    covers: str = (
        "Monitors with their detector and its switches for faces, plugins for faces, attributes "
        "asked of a cloud, days of recordings"
    )
    documentation_url: str = "https://docs.shinobi.video/api/add-edit-or-delete-a-monitor"

    def recognises(self, document: ConfigDocument) -> bool:
        """Whether the root is a plugin's file, or a monitor with details, or some."""
        if document.syntax is not Syntax.TREE or document.within or document.embedded:
            return False
        root = document.root
        plugin = root.get("plug") is not None and len(_PLUGIN & set(root.entries())) > 1
        return plugin or any(_is_monitor(node) for _, node in _monitors(root))

    def suspects(self, text: str) -> bool:
        """Whether a damaged text has a monitor's details."""
        return "detector_trigger" in text and "detector_send_frames" in text

    def read(self, document: ConfigDocument) -> FormatReading:
        """Read a document that it recognises."""
        book = Notebook(document, self.id, closed=False)
        if document.root.get("plug") is not None:
            _plugin(book, document.root)
            return book.reading(wording("shinobi.plugin"))
        for path, monitor in _monitors(document.root):
            if _is_monitor(monitor):
                _monitor(book, path, monitor)
        book.question(wording("shinobi.ask_plugins"))
        return book.reading(wording("shinobi.monitors"))


def _monitors(root: Node) -> Iterator[tuple[tuple[str, ...], Node]]:
    held = root.get("monitors") or root.get("mon")
    if held is not None and held.items():
        yield from ((("monitors", f"[{n}]"), one) for n, one in enumerate(held.items()))
    elif root.items():
        yield from (((f"[{n}]",), one) for n, one in enumerate(root.items()))
    else:
        yield (), root


def _is_monitor(node: Node) -> bool:
    details = node.get("details")
    if details is None or "mid" not in node.entries():
        return False
    return bool(details.entries()) or details.raw.lstrip().startswith("{")


def _details(monitor: Node) -> dict[str, Node]:
    details = monitor.get("details")
    if details is None or details.entries():
        return details.entries() if details is not None else {}
    try:
        return read_json(details.raw, "details", details.mark)[0].entries()
    except ExhibitError:
        return {}


def _monitor(book: Notebook, path: tuple[str, ...], monitor: Node) -> None:
    named = monitor.get("name") or monitor.get("mid")
    name = named.text() if named is not None else ""
    name = name or f"monitor {'.'.join(path)}"
    if name in book.devices:
        name = f"{name} ({'.'.join(path)})"
    details = _details(monitor)
    book.device(name, path=path, node=monitor)
    host = monitor.get("host")
    if host is not None and host.text():
        book.detail(name, host=host.text())
    if not details:
        book.warnings.append(wording("shinobi.damaged_details"))
        book.unseen("details", path=path, node=monitor, subject=name)
        return
    detector = details.get("detector")
    on = detector is not None and switch(detector) is Switch.ON
    for key, node in details.items():
        if key not in _FACES and not _KEYS_OF_FACES.fullmatch(key):
            continue
        if node.value is None or switch(node) is Switch.UNKNOWN:
            continue
        state = EvidenceState.ENABLED if switch(node) is Switch.ON else EvidenceState.DISABLED
        if state is EvidenceState.ENABLED and not on:
            state = EvidenceState.DISABLED
        at = Place(path=(*path, "details", key), node=node, subject=name)
        known = key == "detector_fisherface" or "recogni" in key
        function = Function.RECOGNITION if known else Function.DETECTION
        if function is Function.RECOGNITION and state is EvidenceState.ENABLED:
            # Whom the plugin knows is not in the monitor.
            state = EvidenceState.PROVISIONED
        book.function(function, state, **at)
    kept = details.get("max_keep_days")
    if kept is not None and kept.number():
        at = Place(path=(*path, "details", "max_keep_days"), node=kept, subject=name)
        book.retention(KeptThing.RECORDINGS, kept.number(), TimeUnit.DAYS, **at)


def _plugin(book: Notebook, root: Node) -> None:
    plug = root.entries()["plug"]
    if not about_faces(plug.text()) and not any(about_faces(key) for key in root.entries()):
        return
    enabled = root.get("enabled")
    at = Place(path=("plug",), node=plug)
    if enabled is not None and switch(enabled) is Switch.OFF:
        off = Place(path=("enabled",), node=enabled)
        book.function(Function.RECOGNITION, EvidenceState.DISABLED, **off)
        return
    asked = root.get("FaceAPI", "params", "returnFaceAttributes")
    if asked is not None and (asked.raw.strip() or asked.items()):
        book.function(
            Function.ATTRIBUTES,
            EvidenceState.ENABLED,
            path=("FaceAPI", "params", "returnFaceAttributes"),
            node=asked,
        )
    book.function(Function.RECOGNITION, EvidenceState.PROVISIONED, **at)
    for key in ("deepStack", "codeProject", "compreface", "facebox"):
        host = root.get(key, "host")
        if host is not None and host.text():
            place = Place(path=(key, "host"), node=host)
            book.destination("HTTP", host.text(), Sent("frame.face_pictures", True), **place)
    book.question(wording("shinobi.ask_monitors"))


SHINOBI = ShinobiFormat()
