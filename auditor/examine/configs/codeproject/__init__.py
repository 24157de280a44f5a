"""CodeProject.AI Server: `modulesettings.json` and `appsettings.json`.

A module starts with the server where `AutoStart` is on. The file that a module brings along is its
description and says so of every installation; the file that the server writes into its data holds
what somebody has changed. Sources: its documentation, "Configuring Server and Module Settings" and
"The Module Settings files"; settings files of its face module, 1.2 to 1.11.
"""

from __future__ import annotations

from dataclasses import dataclass

from auditor.core.wording import wording
from auditor.examine.configs.frame.labels import Function
from auditor.examine.configs.frame.notebook import Notebook
from auditor.examine.configs.frame.terms import LibraryKind, Place, Scale, ThresholdUse, shown
from auditor.examine.configs.interface import FormatReading
from auditor.examine.configs.syntax.source import ConfigDocument, Syntax
from auditor.examine.configs.syntax.tree import Node, Switch, switch
from auditor.examine.model import EvidenceState

_MODULE = frozenset(
    {
        *("launchsettings", "autostart", "activate", "routemaps", "environmentvariables"),
        *("gpuoptions", "filepath", "publishinginfo", "installoptions", "modelrequirements"),
    }
)
_DESCRIPTION = frozenset({"publishinginfo", "routemaps", "installoptions", "modelrequirements"})
_RECOGNISING = ("vision/face/recognize", "vision/face/match", "vision/face/register")
_OPTIONS = ("gpuoptions", "environmentvariables")
_FACE = "faceprocessing"


@dataclass(frozen=True)
class CodeProjectFormat:
    """The reader of CodeProject.AI Server's settings."""

    id: str = "codeproject-ai"
    title: str = "CodeProject.AI Server"
    versions: str = "1.5 to 2.9"
    covers: str = (
        "Modules that start with the server, the face module on, off or described, the confidence "
        "that requests leave out, modules installed at the first start"
    )
    documentation_url: str = "https://github.com/codeproject/CodeProject.AI-FaceProcessing"

    def recognises(self, document: ConfigDocument) -> bool:
        """Whether the root has modules in the server's form, or the list of those to install."""
        if document.syntax is not Syntax.TREE or document.within:
            return False
        modules = _get(document.root, "modules").entries().values()
        if any(_MODULE & {key.lower() for key in module.entries()} for module in modules):
            return True
        return bool(_get(document.root, "moduleoptions", "initialmodules").raw)

    def suspects(self, text: str) -> bool:
        """Whether a damaged text has modules and the one for faces."""
        return '"Modules"' in text and '"FaceProcessing"' in text

    def read(self, document: ConfigDocument) -> FormatReading:
        """Read a document that it recognises."""
        book = Notebook(document, self.id, closed=False)
        about = False
        for name, module in _get(document.root, "modules").entries().items():
            about = _module(book, name, module) or about
        initial = _get(document.root, "moduleoptions", "initialmodules")
        written = " ".join([initial.text(), *(item.text() for item in initial.items())]).lower()
        if _FACE in written:
            about = True
            at = Place(path=("ModuleOptions", "InitialModules"), node=initial)
            book.function(Function.RECOGNITION, EvidenceState.PROVISIONED, **at)
        if about:
            book.question(wording("codeproject.ask_modules"))
        version = _get(document.root, "modules", "FaceProcessing", "version").text()
        return book.reading(
            wording("codeproject.module", version=shown(version)) if version else ""
        )


def _module(book: Notebook, name: str, module: Node) -> bool:
    """Note a module as a service; whether it is about faces."""
    path = ("Modules", name)
    book.device(name, path=path, node=module)
    book.detail(name, kind="service")
    function = _function(name, module)
    if function is None:
        return False
    for keys in (("launchsettings", "autostart"), ("autostart",), ("activate",)):
        start = _get(module, *keys)
        if start.value is not None:
            break
    state = EvidenceState.PROVISIONED
    if start.value is not None and switch(start) is Switch.OFF:
        state = EvidenceState.DISABLED
    elif start.value is not None and switch(start) is Switch.ON and not _describes(module):
        state = EvidenceState.ENABLED
    at = Place(path=(*path, "AutoStart"), node=start) if start.value is not None else Place()
    at = Place({"path": path, "node": module, **at, "subject": name})
    book.function(function, state, **at)
    left = [
        key for key in module.entries() if key.lower() in ("gpuoptions", "environmentvariables")
    ]
    if state is EvidenceState.DISABLED and left:
        book.leftover(", ".join(left), path=path, node=module, subject=name)
    if _describes(module):
        book.note(
            "description",
            wording("codeproject.module_description"),
            path=path,
            node=module,
            subject=name,
        )
    if state is EvidenceState.ENABLED:
        book.library(LibraryKind.UNSTATED, filled=wording("frame.filled_by_requests"), path=path)
    _confidence(book, path, module, name)
    return True


def _function(name: str, module: Node) -> Function | None:
    routes = {_get(route, "route").text().lower() for route in _get(module, "routemaps").items()}
    if _FACE in name.lower().replace(" ", "") or routes & set(_RECOGNISING):
        return Function.RECOGNITION
    if any(route.startswith("vision/face") for route in routes):
        return Function.DETECTION
    return Function.UNSTATED if "face" in name.lower() else None


def _describes(module: Node) -> bool:
    return bool(_DESCRIPTION & {key.lower() for key in module.entries()})


def _confidence(book: Notebook, path: tuple[str, ...], module: Node, name: str) -> None:
    """From which a face is reported where a request does not say."""
    for index, route in enumerate(_get(module, "routemaps").items()):
        where = _get(route, "route").text().lower()
        if where not in ("vision/face/recognize", "vision/face"):
            continue
        use = ThresholdUse.DETECTION if where == "vision/face" else ThresholdUse.MATCH
        for place, entry in enumerate(_get(route, "inputs").items()):
            default = _get(entry, "defaultvalue")
            if _get(entry, "name").text() == "min_confidence" and default.number() is not None:
                at = (*path, "RouteMaps", f"[{index}]", "Inputs", f"[{place}]", "DefaultValue")
                book.threshold(
                    default.number(),
                    use,
                    Scale.UNIT_SIMILARITY,
                    path=at,
                    node=default,
                    subject=name,
                    by_default=True,
                )


def _get(node: Node, *path: str) -> Node:
    """The value at `path` whatever the case of its keys, as .NET reads them; else nothing."""
    for wanted in path:
        found = (one for key, one in node.entries().items() if key.lower() == wanted.lower())
        node = next(found, Node(None, "", node.mark))
    return node


CODEPROJECT = CodeProjectFormat()
