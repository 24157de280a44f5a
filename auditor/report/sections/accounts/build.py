"""Where accounts differ: each side as a sentence with its places."""

from __future__ import annotations

from collections.abc import Mapping

from auditor.judge.decide.findings import Findings
from auditor.report.sections.accounts.view import Account, AccountRow
from auditor.report.sections.contradictions.build import sources_by_fact
from auditor.report.statements import PLACES, cite
from auditor.report.words import Words
from auditor.vocabulary.fact import Contradiction, Fact, Source


def account_rows(words: Words, findings: Findings) -> tuple[AccountRow, ...]:
    """One row for each contradiction."""
    facts = {fact.id: fact for fact in findings.facts}
    return tuple(
        _row(words, number, contradiction, facts)
        for number, contradiction in enumerate(findings.contradictions, 1)
    )


def _row(
    words: Words, number: int, contradiction: Contradiction, facts: Mapping[str, Fact]
) -> AccountRow:
    places: dict[str, list[str]] = {}
    for fact, sources in sources_by_fact(contradiction, facts).items():
        for source in sources:
            text = _account(words, fact, source, contradiction)
            places.setdefault(text, []).append(cite(words, source))
    judged = contradiction.judged
    followed = "" if judged is None else words.sentence(contradiction.fact, judged)
    return AccountRow(
        anchor=f"account-{number}",
        question=words.question(contradiction.fact),
        accounts=tuple(
            Account(
                sentence=text,
                places=words.series(list(dict.fromkeys(filter(None, cited)))[:PLACES]),
                judged=words.say("accounts.judged") if text == followed else "",
            )
            for text, cited in places.items()
        ),
        open=words.say("accounts.open") if judged is None else "",
    )


def _account(words: Words, fact: str, source: Source, contradiction: Contradiction) -> str:
    """What a source states; sources that name some members of the judged set state one thing."""
    value, complete = source.value, source.complete
    judged = contradiction.judged if fact == contradiction.fact else None
    if judged is not None and isinstance(value, tuple) and not source.differs_from(judged):
        value, complete = judged, True
    return words.sentence(fact, value, complete=complete) or words.value(
        fact, value, complete=complete
    )
