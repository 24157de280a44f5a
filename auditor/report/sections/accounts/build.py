"""Where accounts differ: each side as a sentence with its places."""

from __future__ import annotations

from auditor.judge.decide.findings import Findings
from auditor.report.sections.accounts.view import Account, AccountRow
from auditor.report.statements import PLACES, cite
from auditor.report.words import Words
from auditor.vocabulary.fact import Contradiction


def account_rows(words: Words, findings: Findings) -> tuple[AccountRow, ...]:
    """One row for each contradiction."""
    return tuple(
        _row(words, number, contradiction)
        for number, contradiction in enumerate(findings.contradictions, 1)
    )


def _row(words: Words, number: int, contradiction: Contradiction) -> AccountRow:
    places: dict[str, list[str]] = {}
    for source in contradiction.sources:
        text = words.sentence(contradiction.fact, source.value, complete=source.complete)
        text = text or words.value(contradiction.fact, source.value, complete=source.complete)
        places.setdefault(text, []).append(cite(words, source))
    judged = words.value(contradiction.fact, contradiction.judged)
    return AccountRow(
        anchor=f"account-{number}",
        question=words.question(contradiction.fact),
        accounts=tuple(
            Account(
                sentence=text,
                places=words.series(list(dict.fromkeys(filter(None, cited)))[:PLACES]),
            )
            for text, cited in places.items()
        ),
        judged=words.say("accounts.judged", value=judged)
        if contradiction.judged is not None
        else words.say("accounts.open"),
    )
