"""Azure Face and Video Indexer, and Google's Vision and Video Intelligence.

An account is set up and no more. Groups, identification and verification are recognition; asked-for
attributes are attributes; a face id that is asked for with a recognition model is a template kept
for its time to live.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from auditor.examine.configs.hcl_source import blocks
from auditor.examine.configs.interface import FormatReading
from auditor.examine.configs.labels import Function
from auditor.examine.configs.notebook import (
    KeptThing,
    LibraryKind,
    Notebook,
    Place,
    Scale,
    Sent,
    ThresholdUse,
    TimeUnit,
)
from auditor.examine.configs.source import ConfigDocument, Syntax
from auditor.examine.configs.tree import Node, Switch, switch
from auditor.examine.model import EvidenceState

S = EvidenceState
_GROUPS = frozenset(
    {
        *("persongroupid", "largepersongroupid", "persongroup", "largepersongroup"),
        *("persondirectory", "dynamicpersongroupid", "facelistid", "largefacelistid"),
    }
)
_ATTRIBUTES = frozenset(
    {
        *("age", "gender", "smile", "emotion", "hair", "makeup", "glasses", "facialhair"),
        *("accessories", "mask"),
    }
)
_KEYS = _GROUPS | {
    *("returnfaceattributes", "returnfaceid", "facetimetolive", "faceidtimetolive"),
    *("maxnumofcandidatesreturned", "facedetectionconfig", "includeattributes"),
}
_SIGNS = re.compile(
    r"cognitiveservices\.azure\.com|Microsoft\.CognitiveServices/accounts|azurerm_cognitive_account"
    r"|\bFACE_DETECTION\b|face/v1\.\d"
)


def _plain(key: str) -> str:
    return key.replace("_", "").replace("-", "").lower()


@dataclass(frozen=True)
class AzureFormat:
    """The reader of what sets up or calls Azure's and Google's face services."""

    id: str = "azure-google"
    title: str = "Azure Face, Google Vision and Video Intelligence"
    versions: str = "Face API 1.0 to 1.2; Vision and Video Intelligence v1"
    covers: str = (
        "Accounts, person groups, identification thresholds, attributes asked for, the time face "
        "ids are kept, endpoints"
    )
    documentation_url: str = (
        "https://learn.microsoft.com/azure/ai-services/computer-vision/overview-identity"
    )

    def recognises(self, document: ConfigDocument) -> bool:
        """Whether keys or values name parts of these services."""
        if document.within:
            return False
        if document.syntax is Syntax.HCL:
            return any("azurerm_cognitive_account" in line for line in document.lines)
        if document.syntax is not Syntax.TREE or not document.root.entries():
            return False
        return any(
            (path and _plain(path[-1]) in _KEYS) or _SIGNS.search(node.text())
            for path, node in document.root.walk()
        )

    def suspects(self, text: str) -> bool:
        """Nothing is guessed of a damaged one."""
        del text
        return False

    def read(self, document: ConfigDocument) -> FormatReading:
        """Read a document that it recognises."""
        book = Notebook(document, self.id, closed=False)
        if document.syntax is Syntax.HCL:
            for kind, name, body in blocks(document.root, "resource"):
                if kind == "azurerm_cognitive_account":
                    _account(book, ("resource", kind, name), body)
        else:
            for path, node in document.root.walk():
                if path:
                    _value(book, path, node)
        if book.evidence:
            book.question(
                "Ask which calls the program makes, for the groups with their numbers of people, "
                "and for the account's region."
            )
        return book.reading()


def _account(book: Notebook, path: tuple[str, ...], body: Node) -> None:
    kind = body.get("kind")
    if kind is not None and kind.text() in ("Face", "CognitiveServices", "AIServices"):
        at = Place(path=(*path, "kind"), node=kind)
        function = Function.RECOGNITION if kind.text() == "Face" else Function.UNTOLD
        book.function(function, S.PROVISIONED, **at)


def _value(book: Notebook, path: tuple[str, ...], node: Node) -> None:
    key = _plain(path[-1])
    at = Place(path=path, node=node)
    if key in _GROUPS and (node.text() or node.entries()):
        book.function(Function.RECOGNITION, S.ENABLED, **at)
        book.library(LibraryKind.UNTOLD, name=node.text(), **at)
    elif key == "confidencethreshold":
        book.threshold(node.number(), ThresholdUse.MATCH, Scale.UNIT_SIMILARITY, **at)
    elif key == "returnfaceattributes":
        asked = {
            _plain(word) for n in (node, *node.items()) for word in re.split(r"[,\s]+", n.text())
        }
        function = Function.ATTRIBUTES if asked & _ATTRIBUTES else Function.DETECTION
        book.function(function, S.ENABLED, **at)
    elif key == "faceidtimetolive" and node.number() is not None:
        book.retention(KeptThing.TEMPLATES, node.number(), TimeUnit.SECONDS, **at)
    elif key == "returnfaceid" and switch(node) is Switch.ON:
        book.function(Function.RECOGNITION, S.PROVISIONED, **at)
    elif key == "includeattributes":
        on = switch(node) is Switch.ON
        book.function(Function.ATTRIBUTES if on else Function.DETECTION, S.ENABLED, **at)
    else:
        _named(book, key, node, at)


def _named(book: Notebook, key: str, node: Node, at: Place) -> None:
    text = node.text()
    if key == "kind" and text == "Face":
        book.function(Function.RECOGNITION, S.PROVISIONED, **at)
    elif text == "FACE_DETECTION":
        book.function(Function.DETECTION, S.ENABLED, **at)
    elif "cognitiveservices.azure.com" in text:
        book.destination("Azure", text, Sent("Face pictures", True), **at)


AZURE = AzureFormat()
