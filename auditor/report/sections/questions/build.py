"""The questions that would decide, the one that settles most first."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.judge.decide.findings import Findings
from auditor.judge.rules.issue import Issue
from auditor.report.sections.questions.view import QuestionToAsk
from auditor.report.words import Words
from auditor.vocabulary.vocabulary import definition

MOST_NAMED = 4
"""Issues named behind one question; more are counted."""


def questions_to_ask(words: Words, findings: Findings) -> tuple[QuestionToAsk, ...]:
    """The questions of the judgment, in its order."""
    return tuple(
        QuestionToAsk(
            question=words.question(asked.fact),
            ask=words.roles(asked.ask),
            evidence=words.text(definition(asked.fact).evidence),
            decides=_decides(words, asked.issues),
        )
        for asked in findings.questions
    )


def _decides(words: Words, issues: Sequence[Issue]) -> str:
    if len(issues) > MOST_NAMED:
        return words.say("questions.most", count=len(issues))
    return words.join(words.say(f"issue.{issue.value}") for issue in issues)
