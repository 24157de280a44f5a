"""An interview: the questions one after another, their answers, and what these settle."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from auditor.case.answer_sheet import (
    NOTHING_ASKED,
    AnswerSheet,
    GivenAnswer,
    NoAnswer,
    with_answers,
)
from auditor.case.model import Case
from auditor.core.frozen import Frozen
from auditor.core.text import Language
from auditor.establish.establish import establish
from auditor.examine.model import Observations
from auditor.interview.outlook import Outlook, RuleIndex
from auditor.interview.question import InterviewQuestion, question_of
from auditor.interview.ranking import RankedQuestion, rank_questions
from auditor.judge.decide.bench import Bench
from auditor.judge.decide.issue_status import IssueState
from auditor.judge.decide.questions import MOST_QUESTIONS
from auditor.judge.rules.issue import Issue
from auditor.judge.rules.rule import RuleBook
from auditor.vocabulary.fact import Contradiction
from auditor.vocabulary.value import FactValue, Speaker
from auditor.vocabulary.vocabulary import definition


class IssueChange(Frozen):
    """An issue whose state an answer changed."""

    issue: Issue
    before: IssueState
    after: IssueState


class Settled(Frozen):
    """What an answer did.

    `fact` is what was asked. `changes` are the issues with another state than before, `rules` the
    ids of the rules that no longer wait for facts, `differs` the contradictions between the answer
    and other sources that were not there before.
    """

    fact: str
    changes: tuple[IssueChange, ...] = ()
    rules: tuple[str, ...] = ()
    differs: tuple[Contradiction, ...] = ()


class ConflictingAnswerError(ValueError):
    """An answer cannot be true together with an earlier one of the same person.

    `earlier` are the facts that the person answered before and that exclude it.
    """

    def __init__(self, fact: str, earlier: tuple[str, ...]) -> None:
        self.fact = fact
        self.earlier = earlier
        super().__init__(f"the answer to {fact} excludes that to {', '.join(earlier)}")


@dataclass(frozen=True)
class KnownNow:
    """What is known at one moment of an interview, and which questions are worth asking then."""

    outlook: Outlook
    contradictions: tuple[Contradiction, ...]
    ranked: tuple[RankedQuestion, ...]


@dataclass(frozen=True)
class Interview:
    """An interview at one moment; every answer gives the interview after it.

    Attributes:
        observations: what was examined, with the case as if no interview had been held.
        index: the rules, loaded once.
        now: what is known with the answers.
        sheet: every answer so far, those of earlier sessions among them.
        speaker: who answers now.
        on: the day of the answers.
        language: the language of the questions.
        most: the most questions the interview asks, those of earlier sessions included.
        session: the sheets before each answer of this session; `back` returns to the last.
        settled: what the last answer did; None at the start and after `back`.
    """

    observations: Observations
    index: RuleIndex
    now: KnownNow
    sheet: AnswerSheet
    speaker: Speaker
    on: date
    language: Language
    most: int = MOST_QUESTIONS
    session: tuple[AnswerSheet, ...] = ()
    settled: Settled | None = None

    @cached_property
    def question(self) -> InterviewQuestion | None:
        """The next question; None when nothing is left that could change a status."""
        number = len(self.sheet.answers) + 1
        if number > self.most or not self._left:
            return None
        return question_of(self._left[0], self.now.outlook, self.language, number, self.most)

    @property
    def case(self) -> Case:
        """The case with the answers as statements."""
        return with_answers(self.observations.case, self.sheet)

    @property
    def states(self) -> dict[Issue, IssueState]:
        """The state of every issue now, as a full judgment gives it."""
        return self.now.outlook.states

    @property
    def questions_left(self) -> int:
        """How many questions could change a status now, whether they will be asked or not."""
        return len(self._left)

    def answer(self, value: FactValue) -> Interview:
        """The interview after the present question was answered.

        Members of a set that are known already are part of the answer. An answer may contradict an
        exhibit or another person: `settled.differs` then says so, and the report has both.

        Raises:
            ConflictingAnswerError: it excludes an earlier answer of the same person.
            ValueError: there is no question, or it does not take this value.
        """
        fact = self._fact()
        parsed = definition(fact).parse(value)
        known = self.now.outlook.known.get(fact)
        if isinstance(parsed, tuple) and known is not None and isinstance(known.value, tuple):
            parsed = tuple(sorted({*parsed, *known.value}))
        given = GivenAnswer(fact=fact, value=parsed, by=self.speaker, on=self.on)
        after = self._at(self.sheet.with_answer(given), (*self.session, self.sheet))
        settled = _settled(fact, self.now, after.now)
        for contradiction in settled.differs:
            if all(source.by == self.speaker for source in contradiction.sources):
                raise ConflictingAnswerError(fact, self._behind(contradiction, fact))
        return replace(after, settled=settled)

    def no_answer(self, why: NoAnswer) -> Interview:
        """The interview after nobody knew the answer, or the question was skipped.

        Nothing is stated by it: the fact stays unknown, and nothing has to be judged again.

        Raises:
            ValueError: there is no question.
        """
        fact = self._fact()
        given = GivenAnswer(fact=fact, value=None, why_none=why, by=self.speaker, on=self.on)
        return replace(
            self,
            sheet=self.sheet.with_answer(given),
            session=(*self.session, self.sheet),
            settled=Settled(fact=fact),
        )

    def back(self) -> Interview:
        """The interview before its last question; the same where none was asked in this session."""
        if not self.session:
            return self
        return self._at(self.session[-1], self.session[:-1])

    @property
    def _left(self) -> tuple[RankedQuestion, ...]:
        asked = self.sheet.asked
        return tuple(
            question
            for question in self.now.ranked
            if question.fact not in asked and question.decides not in asked
        )

    def _behind(self, contradiction: Contradiction, fact: str) -> tuple[str, ...]:
        """The answers behind a contradiction, but that to `fact`."""
        named = {source.follows_from for source in contradiction.sources} | {contradiction.fact}
        return tuple(a.fact for a in self.sheet.answers if a.fact in named and a.fact != fact)

    def _fact(self) -> str:
        if self.question is None:
            raise ValueError("the interview has no question left")
        return self.question.fact

    def _at(self, sheet: AnswerSheet, session: tuple[AnswerSheet, ...]) -> Interview:
        now = _known_now(self.observations, self.index, sheet, self.speaker)
        return replace(self, now=now, sheet=sheet, session=session, settled=None)


def begin_interview(
    observations: Observations,
    book: RuleBook,
    as_of: date,
    speaker: Speaker,
    on: date,
    *,
    language: Language = "en",
    sheet: AnswerSheet = NOTHING_ASKED,
    most: int = MOST_QUESTIONS,
) -> Interview:
    """An interview on a case that was examined; with a `sheet` it goes on where that one stopped.

    Args:
        observations: what was examined, with the case as if no interview had been held.
        book: the rules to judge by.
        as_of: the day by whose law the case is judged.
        speaker: who answers.
        on: the day of the answers.
        language: the language of the questions.
        sheet: the answers given before.
        most: the most questions asked, those on the sheet included.
    """
    index = RuleIndex(Bench(book, as_of))
    now = _known_now(observations, index, sheet, speaker)
    return Interview(observations, index, now, sheet, speaker, on, language, most)


def _known_now(
    observations: Observations, index: RuleIndex, sheet: AnswerSheet, speaker: Speaker
) -> KnownNow:
    case = with_answers(observations.case, sheet)
    established = establish(observations.model_copy(update={"case": case}))
    outlook = Outlook(index, established.by_id(), case.necessity)
    ranked = rank_questions(outlook, speaker.role)
    return KnownNow(outlook, established.contradictions, ranked)


def _settled(fact: str, before: KnownNow, after: KnownNow) -> Settled:
    states = before.outlook.states
    waiting = {name for name, f in before.outlook.findings.items() if f.waits_for_facts}
    settled = {name for name, f in after.outlook.findings.items() if not f.waits_for_facts}
    known = {contradiction.fact for contradiction in before.contradictions}
    return Settled(
        fact=fact,
        changes=tuple(
            IssueChange(issue=issue, before=states[issue], after=state)
            for issue, state in after.outlook.states.items()
            if state is not states[issue]
        ),
        rules=tuple(sorted(waiting & settled)),
        differs=tuple(c for c in after.contradictions if c.fact not in known),
    )
