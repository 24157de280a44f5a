"""UniFi Protect: the "bootstrap" that a console answers with, alone, in diagnostics or by camera.

Whether a camera looks for faces is with the camera; whether faces are recognised is a switch of
the console. A camera's feature flags say what it could do and no more.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from auditor.core.wording import wording
from auditor.examine.configs.frame.labels import Function
from auditor.examine.configs.frame.notebook import Notebook
from auditor.examine.configs.frame.terms import KeptThing, Place, TimeUnit
from auditor.examine.configs.interface import FormatReading
from auditor.examine.configs.syntax.source import ConfigDocument, Syntax
from auditor.examine.configs.syntax.tree import Node, Switch, switch
from auditor.examine.model import EvidenceState

_SETTINGS = "smartDetectSettings"
_IN_A_DAY = 86_400_000


@dataclass(frozen=True)
class UnifiProtectFormat:
    """The reader of UniFi Protect's answers."""

    id: str = "unifi-protect"
    title: str = "UniFi Protect (bootstrap and camera answers)"
    versions: str = "Protect 1.20 to 7, as the library uiprotect reads them"
    covers: str = (
        "Smart detections of every camera, the console's switches for smart detection and face "
        "recognition, what cameras could do, how long recordings are kept"
    )
    documentation_url: str = "https://github.com/uilibs/uiprotect"

    def recognises(self, document: ConfigDocument) -> bool:
        """Whether there are cameras with smart detections, at the root or in its `cameras`."""
        if document.syntax is not Syntax.TREE or document.embedded:
            return False
        if document.within and document.root.get("cameras") is None:
            return False
        return any(_is_camera(node) for _, node in _cameras(document.root))

    def suspects(self, text: str) -> bool:
        """Whether a damaged text has the settings of smart detections."""
        return f'"{_SETTINGS}"' in text and '"modelKey"' in text

    def read(self, document: ConfigDocument) -> FormatReading:
        """Read a document that it recognises."""
        book = Notebook(document, self.id, closed=False)
        console = document.root.get("nvr")
        for path, camera in _cameras(document.root):
            if _is_camera(camera):
                _camera(book, path, camera, console)
        kept = console.get("recordingRetentionDurationMs") if console is not None else None
        if kept is not None and kept.number() is not None:
            book.retention(
                KeptThing.RECORDINGS,
                (kept.number() or 0) / _IN_A_DAY,
                TimeUnit.DAYS,
                path=("nvr", "recordingRetentionDurationMs"),
                node=kept,
            )
        if any(e.function is Function.RECOGNITION for e, _ in book.evidence):
            book.question(wording("unifi_protect.ask_faces"))
        version = console.get("version") if console is not None else None
        return book.reading(version.text() if version is not None else "")


def _cameras(root: Node) -> Iterator[tuple[tuple[str, ...], Node]]:
    listed = root.get("cameras")
    if listed is not None:
        for number, one in enumerate(listed.items()):
            yield ("cameras", f"[{number}]"), one
        for name, one in listed.entries().items():
            yield ("cameras", name), one
    elif root.items():
        for number, one in enumerate(root.items()):
            yield (f"[{number}]",), one
    else:
        yield (), root


def _is_camera(node: Node) -> bool:
    kind = node.get("modelKey")
    types = node.get("featureFlags", "smartDetectTypes")
    return (
        node.get(_SETTINGS, "objectTypes") is not None
        or (types is not None and _SETTINGS in node.entries())
        or (kind is not None and kind.text() == "camera" and "featureFlags" in node.entries())
    )


def _camera(book: Notebook, path: tuple[str, ...], camera: Node, console: Node | None) -> None:
    name = _first_text(camera, "name", "marketName", "type", "id") or "camera"
    if name in book.devices:
        name = f"{name} ({'.'.join(path) or 'again'})"
    book.device(name, path=path, node=camera)
    host = camera.get("host")
    if host is not None and host.text():
        book.detail(name, host=host.text())
    where, types = _object_types(path, camera, console)
    faces = next((one for one in types.items() if one.text() == "face"), None) if types else None
    if faces is None:
        able = camera.get("featureFlags", "smartDetectTypes")
        for one in able.items() if able is not None else ():
            if one.text() == "face":
                at = Place(path=(*path, "featureFlags", "smartDetectTypes"), node=one, subject=name)
                book.function(Function.DETECTION, EvidenceState.SUPPORTED, **at)
        return
    at = Place(path=where, node=faces, subject=name)
    smart = _flag(console, "enable")
    if smart is not None and switch(smart) is Switch.OFF:
        off = Place(path=("nvr", "smartDetection", "enable"), node=smart, subject=name)
        book.function(Function.DETECTION, EvidenceState.DISABLED, **off)
        return
    book.function(Function.DETECTION, EvidenceState.ENABLED, **at)
    recognised = _flag(console, "faceRecognition")
    if recognised is None:
        book.function(Function.RECOGNITION, EvidenceState.PROVISIONED, **at)
        return
    state = {
        Switch.ON: EvidenceState.ENABLED,
        Switch.OFF: EvidenceState.DISABLED,
        Switch.UNKNOWN: EvidenceState.PROVISIONED,
    }[switch(recognised)]
    place = Place(path=("nvr", "smartDetection", "faceRecognition"), node=recognised, subject=name)
    book.function(Function.RECOGNITION, state, **place)


def _object_types(
    path: tuple[str, ...], camera: Node, console: Node | None
) -> tuple[tuple[str, ...], Node | None]:
    """What a camera looks for: its own list, or the console's where it follows that."""
    follows = camera.get("useGlobal")
    if follows is not None and switch(follows) is Switch.ON and console is not None:
        shared = console.get("globalCameraSettings", _SETTINGS, "objectTypes")
        if shared is not None:
            return ("nvr", "globalCameraSettings", _SETTINGS, "objectTypes"), shared
    return (*path, _SETTINGS, "objectTypes"), camera.get(_SETTINGS, "objectTypes")


def _flag(console: Node | None, key: str) -> Node | None:
    return console.get("smartDetection", key) if console is not None else None


def _first_text(node: Node, *keys: str) -> str:
    return next((one.text() for key in keys if (one := node.get(key)) and one.text()), "")


UNIFI_PROTECT = UnifiProtectFormat()
