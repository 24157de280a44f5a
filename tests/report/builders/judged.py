"""The case taken through the real judge."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from auditor.case.model import Case, Premises, Statement
from auditor.examine.model import Observations
from auditor.judge.decide.findings import Findings
from auditor.judge.rules.rule import Rule
from auditor.judge.run import judge
from auditor.vocabulary.value import FactValue, Speaker, SpeakerRole
from tests.report.builders.case import AS_OF
from tests.report.builders.rules import book
from tests.report.builders.words import digest


def findings(seen: Observations, more: tuple[Rule, ...] = (), decided: bool = True) -> Findings:
    if decided:
        named = seen.case.model_copy(update={"decided_as": "a-case"})
        seen = seen.model_copy(update={"case": named})
    return judge(seen, digest("observations"), book(more), AS_OF)


def stated(facts: Mapping[str, FactValue], kind: str = "sales_office") -> Findings:
    """A case of one statement alone, without an exhibit, judged by the rules above."""
    said = Statement(by=Speaker(role=SpeakerRole.AUDITOR), on=AS_OF, facts=dict(facts), line=1)
    alone = Case(
        title="Riverside",
        premises=Premises(name="Riverside", kind=kind),
        start=date(2025, 7, 1),
        statements=(said,),
    )
    seen = Observations(tool_version="0.1.0", case=alone, examinations=())
    return findings(seen, decided=False)


RUN = (
    ("observations.json", str(digest("observations"))),
    ("findings.json", str(digest("findings"))),
)
