"""What a reader asks, and where each of these issues stands: the saved form."""

from __future__ import annotations

from enum import StrEnum

from auditor.core.frozen import Frozen
from auditor.core.text import Text
from auditor.judge.rules.issue import Issue
from auditor.judge.rules.verdict import Severity
from auditor.vocabulary.value import SpeakerRole


class IssueState(StrEnum):
    """The state of an issue, what needs attention first.

    `NOT_SHOWN`: undecided, faces are known to be processed, and every open fact is one that the
    operator has to prove in a civil case (Fa Shi (2021) No. 15 art 6). It is no violation.
    `NOT_LOOKED_INTO`: no rule is in question, but nobody knows whether some of them are.
    """

    BREACH = "breach"
    LIKELY_BREACH = "likely_breach"
    NOT_SHOWN = "not_shown"
    OPEN = "open"
    OPEN_IN_LAW = "open_in_law"
    MET = "met"
    NOT_LOOKED_INTO = "not_looked_into"
    NOT_IN_QUESTION = "not_in_question"

    @property
    def undecided(self) -> bool:
        """Whether evidence that can be had would decide it."""
        return self in (IssueState.NOT_SHOWN, IssueState.OPEN)

    @property
    def silent(self) -> bool:
        """Whether no rule of the issue was decided or asked, so that a line says all there is."""
        return self in (IssueState.NOT_LOOKED_INTO, IssueState.NOT_IN_QUESTION)

    @property
    def rank(self) -> int:
        """Place in a table, what needs attention most first."""
        return list(IssueState).index(self)


class SupportingRule(Frozen):
    """A rule that only repeats what other rules found: it supports them and is not counted."""

    rule: str
    repeats: tuple[str, ...]


class IssueStatus(Frozen):
    """One issue of the case.

    `rules` are the rules that give the state, the strongest first; `undecided` those in question
    that more facts would decide, whatever the state. `severity` is the highest among `rules`, None
    where no rule is in question. `open_facts` are the facts that would decide an undecided issue,
    `shown_by` the documents that would show them; both empty where the state is decided. `waived`:
    a waiver accepted the breach. `persuasive`: the law does not hold where the premises are.
    """

    issue: Issue
    state: IssueState
    rules: tuple[str, ...] = ()
    supported_by: tuple[SupportingRule, ...] = ()
    undecided: tuple[str, ...] = ()
    severity: Severity | None = None
    open_facts: tuple[str, ...] = ()
    shown_by: tuple[Text, ...] = ()
    waived: bool = False
    persuasive: bool = False


class IssueQuestion(Frozen):
    """A question about one fact whose answer helps to decide undecided issues.

    `rules` are the undecided rules that it bears on, `issues` their issues, `ask` who can answer,
    the one most likely to know first.
    """

    fact: str
    rules: tuple[str, ...]
    issues: tuple[Issue, ...]
    ask: tuple[SpeakerRole, ...]


class NotLookedInto(Frozen):
    """Rules that are not in question because nobody knows whether `fact`, their trigger, is so."""

    fact: str
    rules: tuple[str, ...]
