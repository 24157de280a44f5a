"""What kind of document a text is, by signs in its words: `kinds.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from pydantic import Field

from auditor.case.model import DocumentRole
from auditor.core.errors import RuleError
from auditor.core.frozen import Frozen
from auditor.core.own_yaml import read_yaml, validated
from auditor.examine.documents.lexicon import compiled
from auditor.examine.documents.normal import NormalText

_FILE = Path(__file__).with_name("kinds.yaml")
TITLE_CHARACTERS = 60
"""Characters of the text in which a title is looked for."""
NAMED_FROM = 4.0
"""Least weight of the signs of a kind that is named; see `kinds.yaml` on the weights."""
SURE_FROM = 6.0
"""Least weight from which the kind decides how the text is read, where no role is declared."""
LEAD = 1.5
"""How much more weight the kind needs than the next one."""
MAX_SEARCHED = 20_000
"""Characters in which signs are looked for; the kind of a document shows early."""
MAX_SIGNS = 3


class DocumentKind(StrEnum):
    """What a document is."""

    NOTICE = "notice"
    CONSENT_FORM = "consent_form"
    CONTRACT = "contract"
    PRIVACY_POLICY = "privacy_policy"
    MESSAGE = "message"
    INTERNAL = "internal"
    ASSESSMENT = "assessment"
    VENDOR_CONTRACT = "vendor_contract"
    CONSENT_RECORDS = "consent_records"
    CAMERA_INVENTORY = "camera_inventory"
    REQUEST = "request"
    ANSWER = "answer"
    JUDGMENT = "judgment"


NAMES: dict[DocumentKind, str] = {
    DocumentKind.NOTICE: "a notice",
    DocumentKind.CONSENT_FORM: "a consent form",
    DocumentKind.CONTRACT: "a contract or terms",
    DocumentKind.PRIVACY_POLICY: "a privacy policy",
    DocumentKind.MESSAGE: "a message",
    DocumentKind.INTERNAL: "an internal instruction",
    DocumentKind.ASSESSMENT: "an impact assessment",
    DocumentKind.VENDOR_CONTRACT: "a contract with a vendor",
    DocumentKind.CONSENT_RECORDS: "records of consent",
    DocumentKind.CAMERA_INVENTORY: "a list of cameras",
    DocumentKind.REQUEST: "a request of a person concerned",
    DocumentKind.ANSWER: "an answer to a request",
    DocumentKind.JUDGMENT: "a decision of a court or authority",
}
ROLES: dict[DocumentKind, DocumentRole] = {
    DocumentKind.NOTICE: DocumentRole.NOTICE,
    DocumentKind.CONSENT_FORM: DocumentRole.CONSENT_FORM,
    DocumentKind.CONTRACT: DocumentRole.CONTRACT,
    DocumentKind.PRIVACY_POLICY: DocumentRole.PRIVACY_POLICY,
}
"""Kinds by which a text is read where no role is declared. Who sent a message or gave an
instruction is not proved by its words alone."""


class _KindSigns(Frozen):
    kind: DocumentKind
    title: dict[str, float] = Field(default_factory=dict)
    words: dict[str, float] = Field(default_factory=dict)


class _KindsFile(Frozen):
    kinds: tuple[_KindSigns, ...]


@cache
def _signs() -> tuple[_KindSigns, ...]:
    source = read_yaml(_FILE, _FILE.name, RuleError)
    return validated(source, _KindsFile, {"kinds": source.data}, RuleError).kinds


@dataclass(frozen=True)
class KindSign:
    """Words that are a sign of a kind: from `start` up to but not including `end`."""

    start: int
    end: int
    weight: float


@dataclass(frozen=True)
class RecognisedKind:
    """A kind with its signs, the weightiest first; `sure` if they are many or strong."""

    kind: DocumentKind
    signs: tuple[KindSign, ...]
    sure: bool


def recognised_kind(text: NormalText) -> RecognisedKind | None:
    """The kind of the document; None where its signs are too weak, or two kinds are close."""
    searched = text.text[:MAX_SEARCHED]
    found = sorted(
        ((sum(sign.weight for sign in signs), kind, signs) for kind, signs in _found(searched)),
        key=lambda entry: -entry[0],
    )
    if not found or found[0][0] < NAMED_FROM:
        return None
    weight, kind, signs = found[0]
    lead = weight - (found[1][0] if len(found) > 1 else 0.0)
    if lead < LEAD:
        return None
    return RecognisedKind(kind, signs[:MAX_SIGNS], sure=weight >= SURE_FROM)


def _found(searched: str) -> list[tuple[DocumentKind, tuple[KindSign, ...]]]:
    head = searched[:TITLE_CHARACTERS]
    result = []
    for entry in _signs():
        signs = [
            KindSign(match.start(), match.end(), weight)
            for text, patterns in ((head, entry.title), (searched, entry.words))
            for pattern, weight in patterns.items()
            if (match := compiled(pattern).search(text)) is not None
        ]
        if signs:
            result.append((entry.kind, tuple(sorted(signs, key=lambda sign: -sign.weight))))
    return result
