"""Where accounts differ: what agrees is one account, and each side is about its own fact."""

from __future__ import annotations

from typing import Any

from auditor.establish.weigh import weigh
from auditor.judge.decide.findings import Findings
from auditor.report.sections.accounts.build import account_rows
from auditor.report.sections.accounts.view import AccountRow
from auditor.report.words import Words
from auditor.vocabulary.fact import Contradiction, Fact, Source, Strength
from auditor.vocabulary.value import Speaker, SpeakerRole


def rows(facts: tuple[Fact, ...], *contradictions: Contradiction) -> tuple[AccountRow, ...]:
    used: dict[str, Any] = {"facts": facts, "contradictions": contradictions}
    return account_rows(Words("en"), Findings.model_construct(**used))


def stated(role: SpeakerRole, value: bool | tuple[str, ...]) -> Source:
    return Source(strength=Strength.DECLARED, value=value, by=Speaker(role=role))


def test_partial_readings_that_agree_are_one_account() -> None:
    read = [
        Source(strength=Strength.READ_IN_DOCUMENT, value=(member,), complete=False, exhibit="E-01")
        for member in ("purpose", "contact")
    ]
    fact, contradiction = weigh("notice.items", [*read, stated(SpeakerRole.VISITOR, ())])
    assert contradiction is not None
    (row,) = rows((fact,), contradiction)
    agreeing, differing = row.accounts
    assert "purpose" in agreeing.sentence
    assert "contact" in agreeing.sentence
    assert "E-01" in agreeing.places
    assert "visitor" in differing.places
    assert "E-01" not in differing.places


def test_a_fact_that_another_one_excludes_is_stated_in_its_own_words() -> None:
    switched_on = Source(strength=Strength.READ_IN_CONFIGURATION, value=True, exhibit="E-01")
    denied = stated(SpeakerRole.OPERATOR, value=True)
    facts = (
        Fact(id="configuration.recognition_enabled", value=True, sources=(switched_on,)),
        Fact(id="declared.recognition_denied", value=True, sources=(denied,)),
    )
    (row,) = rows(
        facts, Contradiction(fact=facts[0].id, judged=True, sources=(switched_on, denied))
    )
    assert len(row.accounts) == 2
    assert "operator" in row.accounts[1].places
