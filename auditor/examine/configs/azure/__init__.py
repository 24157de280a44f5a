"""Azure Face and Video Indexer, and Google's Vision and Video Intelligence.

An account is set up and no more. Groups, identification and verification are recognition; asked-for
attributes are attributes; a face id that is asked for with a recognition model is a template kept
for its time to live.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from auditor.core.locator import TextLocator
from auditor.core.wording import wording
from auditor.examine.configs.azure import accounts, programs
from auditor.examine.configs.azure.requests import GROUPS, KEYS, plain, settings_shown, shown_by
from auditor.examine.configs.frame.notebook import Notebook
from auditor.examine.configs.frame.terms import (
    KeptThing,
    LibraryKind,
    Place,
    Scale,
    Sent,
    ThresholdUse,
    TimeUnit,
    shown,
)
from auditor.examine.configs.interface import FormatReading
from auditor.examine.configs.syntax.program_text import is_structured
from auditor.examine.configs.syntax.source import ConfigDocument, Syntax
from auditor.examine.configs.syntax.tree import Node
from auditor.examine.model import EvidenceState

_SIGNS = re.compile(
    r"cognitiveservices\.azure\.com|Microsoft\.CognitiveServices/accounts|azurerm_cognitive_account"
    r"|\bFACE_DETECTION\b|face/v1\.\d|Microsoft\.VideoIndexer/accounts"
)
_OF_HCL = re.compile(
    r"azurerm_(?:cognitive_account|ai_services|video_indexer_account)|Cognitive Services Face"
)
_ADDRESS = re.compile(r"cognitiveservices\.azure\.com|api\.cognitive\.microsoft\.com")


@dataclass(frozen=True)
class AzureFormat:
    """The reader of what sets up or calls Azure's and Google's face services."""

    id: str = "azure-google"
    title: str = "Azure Face, Google Vision and Video Intelligence"
    versions: str = "Face API 1.0 to 1.2; Vision and Video Intelligence v1"
    covers: str = (
        "Accounts of Terraform, ARM, Bicep and the command line, person groups, identification "
        "thresholds, attributes asked for, the time face ids are kept, endpoints, answers, calls "
        "in programs"
    )
    documentation_url: str = (
        "https://learn.microsoft.com/azure/ai-services/computer-vision/overview-identity"
    )

    def recognises(self, document: ConfigDocument) -> bool:
        """Whether keys or values name parts of these services."""
        if document.within:
            return False
        if document.syntax is Syntax.PLAIN:
            return _is_plain(document.root.raw)
        if document.syntax is Syntax.HCL:
            return any(_OF_HCL.search(line) for line in document.lines)
        root = document.root
        if document.syntax is not Syntax.TREE or not (root.entries() or root.items()):
            return False
        return any(
            (path and plain(path[-1]) in KEYS)
            or _SIGNS.search(node.text())
            or settings_shown(node, path)
            for path, node in root.walk()
        )

    def suspects(self, text: str) -> bool:
        """Nothing is guessed of a damaged one."""
        del text
        return False

    def read(self, document: ConfigDocument) -> FormatReading:
        """Read a document that it recognises."""
        book = Notebook(document, self.id, closed=False)
        if document.syntax is Syntax.PLAIN:
            _program(book, document.root.raw)
        elif document.syntax is Syntax.HCL:
            for account in accounts.of_terraform(document.root):
                _account(book, account)
        else:
            _tree(book, document.root)
        if book.evidence:
            book.question(wording("azure.ask_calls"))
        return book.reading()


def _is_plain(text: str) -> bool:
    """Whether a text is a program that calls these services, Bicep or a script for accounts."""
    if accounts.is_script(text):
        return next(accounts.of_script(text), None) is not None
    if is_structured(text) or not programs.takes_in(text):
        return False
    return next(programs.called(text), None) is not None


def _account(book: Notebook, one: accounts.Account) -> None:
    if one.node is None:
        at = book.line(one.line, one.column)
        book.function(one.function, one.state, at=at)
    else:
        book.function(one.function, one.state, path=one.path, node=one.node)


def _program(book: Notebook, text: str) -> None:
    for account in accounts.of_script(text) if accounts.is_script(text) else ():
        _account(book, account)
    if not programs.takes_in(text):
        return
    for one in programs.called(text):
        at = book.line(one.line, one.column).model_copy(update={"quote": one.name})
        book.function(one.function, EvidenceState.ENABLED, at=at)
    for told in programs.thresholds(text):
        book.threshold(
            told.value,
            ThresholdUse.MATCH,
            Scale.UNIT_SIMILARITY,
            at=book.line(told.line, told.column),
        )
    for told in programs.lifetimes(text):
        book.retention(
            KeptThing.TEMPLATES, told.value, TimeUnit.SECONDS, at=book.line(told.line, told.column)
        )
    for told in programs.addresses(text):
        book.destination(
            "Azure",
            told.text,
            Sent("frame.face_pictures", True),
            at=book.line(told.line, told.column),
        )


def _tree(book: Notebook, root: Node) -> None:
    for account in accounts.of_template(root):
        _account(book, account)
    for path, node in root.walk():
        for one in shown_by(node, path) if node.entries() else []:
            child = next(n for k, n in node.entries().items() if plain(k) == one.key)
            # A request or answer in one line may name people.
            at = TextLocator(
                line=child.at.line, column=child.at.column, key=shown(".".join((*path, one.key)))
            )
            book.function(one.function, one.state, at=at)
        if path:
            _value(book, path, node)


def _value(book: Notebook, path: tuple[str, ...], node: Node) -> None:
    key = plain(path[-1])
    at = Place(at=TextLocator(line=node.at.line, column=node.at.column, key=shown(path[-1])))
    if key in GROUPS and node.text():
        book.library(LibraryKind.UNSTATED, name=node.text(), **at)
    elif key == "confidencethreshold":
        book.threshold(node.number(), ThresholdUse.MATCH, Scale.UNIT_SIMILARITY, **at)
    elif key == "faceidtimetolive" and node.number() is not None:
        book.retention(KeptThing.TEMPLATES, node.number(), TimeUnit.SECONDS, **at)
    elif _ADDRESS.search(node.text()):
        book.destination("Azure", node.text(), Sent("frame.face_pictures", True), **at)


AZURE = AzureFormat()
