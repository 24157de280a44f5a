"""The questions that would decide, the one that settles most first."""

from __future__ import annotations

from auditor.judge.decide.findings import Findings
from auditor.report.sections.questions.view import QuestionToAsk
from auditor.report.words import Words
from auditor.vocabulary.vocabulary import definition


def questions_to_ask(words: Words, findings: Findings) -> tuple[QuestionToAsk, ...]:
    """The questions of the judgment, in its order."""
    return tuple(
        QuestionToAsk(
            question=words.question(asked.fact),
            ask=words.roles(asked.ask),
            evidence=words.text(definition(asked.fact).evidence),
            decides=words.join(words.say(f"issue.{issue.value}") for issue in asked.issues),
        )
        for asked in findings.questions
    )
