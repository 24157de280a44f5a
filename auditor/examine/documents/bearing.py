"""Whether quoted words can support a fact: the test that a quote has to pass.

That words are in an exhibit does not make them say what a statement says. A quote supports a fact
only if the lexicon of documents reads that value in the words, or if they have the words that
`bearing.yaml` names for it. Whatever else a statement answers stays a statement.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import Field, field_validator

from auditor.case.model import DocumentRole
from auditor.core.errors import RuleError
from auditor.core.frozen import Frozen
from auditor.core.own_yaml import read_yaml, validated
from auditor.examine.documents import lexicon
from auditor.examine.documents.disclosures import DISCLOSURES
from auditor.examine.documents.find import (
    FaceUse,
    before,
    disclosed,
    every,
    face_use,
    refusals,
    retentions,
)
from auditor.examine.documents.lexicon import compiled
from auditor.examine.documents.normal import NormalText, normalise
from auditor.vocabulary.value import FactValue

_FILE = Path(__file__).with_name("bearing.yaml")
_DENIED = r"(?:不|未|没有|并非|绝不|\bnot\b|\bno\b|\bnever\b|n['’]t)[^。；，,.;]{0,8}$"
_NOTICE_LIKE = frozenset({DocumentRole.NOTICE, DocumentRole.PRIVACY_POLICY})


class _FactWords(Frozen):
    fact: str
    values: dict[str, str] = Field(default_factory=dict)
    like: str = ""

    @field_validator("values", mode="before")
    @classmethod
    def _spelt(cls, values: Any) -> Any:  # noqa: ANN401 - pydantic passes whatever was written
        if not isinstance(values, dict):
            return values
        names = {True: "yes", False: "no"}
        return {names.get(key, key): pattern for key, pattern in values.items()}


class _BearingFile(Frozen):
    facts: tuple[_FactWords, ...]


@cache
def _patterns() -> dict[str, dict[str, str]]:
    source = read_yaml(_FILE, _FILE.name, RuleError)
    entries = validated(source, _BearingFile, {"facts": source.data}, RuleError).facts
    own = {entry.fact: entry.values for entry in entries}
    return {entry.fact: own[entry.like] if entry.like else entry.values for entry in entries}


def supported(words: str, role: DocumentRole, fact: str, value: FactValue) -> FactValue | None:
    """The part of `value` that `words`, quoted from a document with `role`, can support.

    None where they cannot support any of it; of a set, the members that they can.
    """
    text = normalise(words)
    if isinstance(value, tuple):
        members = tuple(member for member in value if _supports(text, role, fact, member))
        return members or None
    return value if _supports(text, role, fact, value) else None


def _supports(text: NormalText, role: DocumentRole, fact: str, value: FactValue) -> bool:
    if value in _read(text, role).get(fact, ()):
        return True
    spelt = {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value
    pattern = _patterns().get(fact, {}).get(str(spelt))
    if pattern is None:
        return False
    return any(
        compiled(_DENIED).search(before(text, find.start)) is None for find in every(pattern, text)
    )


def _read(text: NormalText, role: DocumentRole) -> dict[str, set[FactValue]]:
    """The values that the lexicon of documents reads in the words."""
    values: dict[str, set[FactValue]] = defaultdict(set)
    uses = {face_use(text, find) for find in every(lexicon.FACE, text)}
    if FaceUse.DENIED in uses and FaceUse.NAMED not in uses:
        values["declared.recognition_denied"].add(True)
    for period in retentions(text):
        if not period.at_least and period.days is not None:
            days = int(period.days) if float(period.days).is_integer() else period.days
            values["notice.retention_days"].add(days)
            values["storage.retention_days"].add(days)
    if next(refusals(text), None) is not None:
        values["refusal.entry_or_service_refused"].add(True)
        values["notice.terms"].add("no_face_no_service")
    items = _items(text, uses)
    if "alternative" in items:
        values["alternative.offered"].add(True)
        values["alternative.disclosed"].add(True)
    if "rights" in items:
        values["rights.channel"].add(True)
    if role in _NOTICE_LIKE and re.search(r"\w", text.text):
        values["notice.present"].add(True)
        values["notice.items"] |= items
    return values


def _items(text: NormalText, uses: set[FaceUse]) -> set[FactValue]:
    items: set[FactValue] = {
        entry.item
        for entry in DISCLOSURES
        if entry.item and next(disclosed(entry, text), None) is not None
    }
    if FaceUse.NAMED in uses:
        items.add("face_data")
    if next(retentions(text), None) is not None:
        items.add("retention")
    return items
