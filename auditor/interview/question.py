"""A question as a person is asked it, in the language of the interview."""

from __future__ import annotations

from auditor.core.frozen import Frozen
from auditor.core.text import Language
from auditor.interview.outlook import Outlook
from auditor.interview.ranking import RankedQuestion
from auditor.report.words import Words
from auditor.vocabulary.value import FactValue
from auditor.vocabulary.vocabulary import FactType, definition

MOST_ISSUES_BY_RULE = 2
"""A question that can change more issues than these is explained by the issues, not by one rule."""


class AnswerOption(Frozen):
    """An answer to choose, and its words; `fixed` members of a set are known and stay chosen."""

    value: FactValue
    label: str
    fixed: bool = False


class InterviewQuestion(Frozen):
    """One question.

    `kind` says what an answer is: yes or no, one of `options` (choice), some of them (set; free
    words where there are no options), a number, a day, or text. `why` is one sentence, `where` says
    what would show the answer. `number` counts from 1 up to `most`. Every question can also be
    answered with "do not know", skipped, or left for the one before it.
    """

    fact: str
    kind: FactType
    text: str
    why: str
    where: str
    options: tuple[AnswerOption, ...]
    number: int
    most: int


def question_of(
    ranked: RankedQuestion, outlook: Outlook, language: Language, number: int, most: int
) -> InterviewQuestion:
    """`ranked` in words."""
    words = Words(language)
    about = definition(ranked.fact)
    return InterviewQuestion(
        fact=ranked.fact,
        kind=about.type,
        text=about.question[language],
        why=_why(words, ranked, outlook),
        where=about.evidence[language],
        options=_options(ranked.fact, outlook, language),
        number=number,
        most=most,
    )


def _why(words: Words, ranked: RankedQuestion, outlook: Outlook) -> str:
    """What the answer helps to decide: the rule that most answers settle, or several issues."""
    if not ranked.rules or len(ranked.issues) > MOST_ISSUES_BY_RULE:
        issues = words.join(words.say(f"issue.{issue.value}") for issue in ranked.issues)
        return words.say("interview.why_issues", issues=issues)
    rule = outlook.index.bench.book.rule(ranked.rules[0])
    return words.say("interview.why_rule", question=words.text(rule.question if rule else None))


def _options(fact: str, outlook: Outlook, language: Language) -> tuple[AnswerOption, ...]:
    about = definition(fact)
    if about.type is FactType.YES_NO:
        values: tuple[FactValue, ...] = (True, False)
    else:
        values = tuple(about.values)
    present = outlook.known.get(fact)
    known = present.value if present is not None and isinstance(present.value, tuple) else ()
    if about.type is not FactType.SET:
        # What cannot be true together with what is known is not offered.
        values = tuple(value for value in values if outlook.if_answered(fact, value) is not None)
    return tuple(
        AnswerOption(value=value, label=about.say(value, language), fixed=value in known)
        for value in values
    )
