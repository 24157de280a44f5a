"""A case of statements alone, judged by the shipped rules that the test names."""

from __future__ import annotations

from datetime import date

from auditor.case.model import Case, Premises, Statement, Waiver
from auditor.core.digest import digest_bytes
from auditor.examine.model import Observations
from auditor.judge.decide.findings import Finding, Findings
from auditor.judge.run import judge
from auditor.vocabulary.value import FactValue, Speaker, SpeakerRole
from auditor.vocabulary.vocabulary import definition
from tests.rule_book import book_of, shipped_book

AS_OF = date(2026, 6, 1)
NO_FACE_NO_GYM: dict[str, FactValue] = {
    "contract.exists": True,
    "people.consumers": True,
    "collection.items": ("face", "name"),
    "capture.function": "verify_one_to_one",
    "refusal.entry_or_service_refused": True,
    "refusal.face_needed_for_service": False,
    "alternative.offered": False,
    "consent.obtained": False,
    "notice.present": False,
}


def judged(
    facts: dict[str, FactValue],
    *rules: str,
    kind: str = "gym",
    country: str = "china",
    start: date = date(2025, 7, 1),
    waivers: tuple[Waiver, ...] = (),
    as_of: date = AS_OF,
) -> Findings:
    """The findings of `rules`, or of every rule where none is named."""
    told = {name: definition(name).parse(value) for name, value in facts.items()}
    case = Case(
        title="test",
        premises=Premises(kind=kind, country=country),
        start=start,
        statements=(
            Statement(
                by=Speaker(role=SpeakerRole.AUDITOR), on=date(2026, 1, 1), facts=told, line=1
            ),
        ),
        waivers=waivers,
    )
    step = Observations(tool_version="0", case=case, examinations=())
    book = book_of(*rules) if rules else shipped_book()
    return judge(step, digest_bytes(b""), book, as_of)


def finding(findings: Findings, rule: str) -> Finding:
    return next(one for one in findings.findings if one.rule == rule)
