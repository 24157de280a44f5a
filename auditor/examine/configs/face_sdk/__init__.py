"""Applications that call a face service or SDK: Baidu, Tencent, Alibaba, Face++, Huawei, ArcSoft.

A selector (`face.provider`) makes one vendor's block active, the others are only mentioned. A
switch that is off ends what is next to it. A Spring document for a profile that is not the
active one waits for it. Requests to the services and programs that call them are read as well.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from auditor.core.locator import TextLocator
from auditor.core.wording import wording
from auditor.examine.configs.face_sdk.programs import (
    called,
    constants,
    is_settings,
    takes_in,
    thresholds,
)
from auditor.examine.configs.face_sdk.reading import (
    about_faces,
    note_details,
    note_settings,
    note_stores,
    note_threshold,
    speaks_of_a_vendor,
)
from auditor.examine.configs.face_sdk.services import shown_by
from auditor.examine.configs.face_sdk.values import Profile, profile_of, settings
from auditor.examine.configs.face_sdk.vocabulary import CREDENTIALS, FACE_PRODUCT, HOST, plain
from auditor.examine.configs.frame.notebook import Notebook
from auditor.examine.configs.frame.terms import shown
from auditor.examine.configs.interface import FormatReading
from auditor.examine.configs.syntax.program_text import is_structured
from auditor.examine.configs.syntax.source import ConfigDocument, Syntax
from auditor.examine.configs.syntax.tree import Node
from auditor.examine.model import EvidenceState

S = EvidenceState
_PROGRAM_LINE = re.compile(r"\s*(?:import |from \w+ import |package |using |def |<\?php)")
_FRAMEWORK = frozenset({"spring", "server", "ruoyi"})


@dataclass(frozen=True)
class FaceSdkFormat:
    """The reader of applications' settings for face services and SDKs."""

    id: str = "face-sdk"
    title: str = "Applications of Baidu, Tencent, Alibaba, Face++, Huawei and ArcSoft face services"
    versions: str = "Spring YAML and properties, settings in common use, requests, programs"
    covers: str = (
        "The selected vendor, switches, credentials filled or blank, groups and match thresholds, "
        "attributes, endpoints, buckets, profiles that are not active, requests and their answers, "
        "calls in programs"
    )
    documentation_url: str = "https://ai.baidu.com/ai-doc/FACE/jk37c1sne"

    def recognises(self, document: ConfigDocument) -> bool:
        """Whether a key names a vendor or SDK of faces next to a key about faces, or its host."""
        if document.within:
            return False
        if document.syntax is Syntax.PLAIN:
            text = document.root.raw
            return not is_structured(text) and _says_something(text)
        if document.syntax not in (Syntax.TREE, Syntax.PAIRS):
            return False
        if _is_program(document):
            return False
        found = settings(document.root)
        if any(HOST.search(one.text) for one in found):
            return True
        about = about_faces(found)
        if document.syntax is Syntax.TREE and any(
            shown_by(node) for _, node in document.root.walk() if node.entries() or node.items()
        ):
            return True
        spring = bool(_FRAMEWORK & {one.parts[0] for one in found})
        product = any(FACE_PRODUCT.search(one.name) for one in about)
        filled = any(one.key in CREDENTIALS for one in about)
        return bool(about) and (speaks_of_a_vendor(found) or spring or (product and filled))

    def suspects(self, text: str) -> bool:
        """Nothing is guessed of a damaged one."""
        del text
        return False

    def read(self, document: ConfigDocument) -> FormatReading:
        """Read a document that it recognises."""
        profile = profile_of(document)
        book = Notebook(document, self.id, closed=profile is Profile.WAITS)
        if document.syntax is Syntax.PLAIN:
            _program(book, document.root.raw)
        else:
            _tree(book, document, S.ENABLED if profile is Profile.COUNTS else S.GATED)
        if book.evidence:
            book.question(wording("face_sdk.ask_calls"))
        return book.reading()


def _is_program(document: ConfigDocument) -> bool:
    """Whether lines of a program were read as pairs."""
    return document.syntax is Syntax.PAIRS and any(
        _PROGRAM_LINE.match(line) for line in document.lines
    )


def _says_something(text: str) -> bool:
    """Whether a program calls a service of faces, or is a list of settings for one."""
    if takes_in(text):
        return next(called(text), None) is not None or bool(constants(text))
    about = about_faces(constants(text)) if is_settings(text) else []
    return speaks_of_a_vendor(about) and any(one.key in CREDENTIALS for one in about)


def _tree(book: Notebook, document: ConfigDocument, on: EvidenceState) -> None:
    found = settings(document.root)
    tree = document.syntax is Syntax.TREE
    asked = answered = False
    for path, node in document.root.walk():
        for one in shown_by(node) if tree and (node.entries() or node.items()) else []:
            child = next((n for k, n in node.entries().items() if plain(k) == one.key), node)
            # A quote of an answer would name people.
            at = TextLocator(
                line=child.at.line,
                column=child.at.column,
                key=shown(".".join((*path, one.key)).strip(".")),
            )
            state = S.GATED if on is S.GATED and one.state is S.ENABLED else one.state
            book.function(one.function, state, at=at)
            asked = True
            answered = answered or one.state is S.OBSERVED
            _note_own_thresholds(book, node)
    if asked:
        # The numbers of an answer are what was found, and no thresholds.
        note_details(book, [] if answered else found)
    else:
        note_settings(book, about_faces(found), on)
    note_stores(book, found)


def _note_own_thresholds(book: Notebook, node: Node) -> None:
    """The thresholds that Face++ gives with an answer, one for each rate of false matches."""
    given = node.get("thresholds")
    for rate, child in given.entries().items() if given is not None else ():
        at = TextLocator(line=child.at.line, column=child.at.column, key=f"thresholds.{rate}")
        note_threshold(book, child.number(), at=at)


def _program(book: Notebook, text: str) -> None:
    for one in called(text):
        at = book.line(one.line, one.column).model_copy(update={"quote": one.name})
        book.function(one.function, one.state, at=at)
    for value, line, column in thresholds(text):
        note_threshold(book, value, at=book.line(line, column))
    found = about_faces(constants(text), program=takes_in(text))
    if book.evidence:
        note_details(book, found)
    else:
        note_settings(book, found, S.ENABLED)


FACE_SDK = FaceSdkFormat()
