"""What the page of a portfolio prints."""

from __future__ import annotations

from auditor.core.frozen import Frozen
from auditor.core.text import Language
from auditor.report.parts import Pair, Said


class PortfolioLink(Frozen):
    """A case by its title, with the address of its report; `href` empty if there is none."""

    text: Said
    href: str = ""


class NamedPremises(Frozen):
    """Cases of one kind: the first of them, and how many more there are."""

    links: tuple[PortfolioLink, ...]
    more: str = ""


class StateCount(Frozen):
    """How many premises have an issue in this state, and which, where that needs attention."""

    code: str
    word: str
    count: str
    premises: NamedPremises | None = None


class IssueTotal(Frozen):
    """One issue over all premises."""

    issue: str
    states: tuple[StateCount, ...]


class StateIssues(Frozen):
    """The issues of one case in one state."""

    code: str
    word: str
    issues: str


class PremisesRow(Frozen):
    """One case in the table of premises."""

    anchor: str
    link: PortfolioLink
    name: str
    about: str
    further: tuple[PortfolioLink, ...]
    states: tuple[StateIssues, ...]
    missing: tuple[str, ...]
    cameras: str


class ChangeRow(Frozen):
    """One issue whose state is another than last time."""

    premises: PortfolioLink
    issue: str
    before: str
    after_code: str
    after: str
    differs: str


class ChangeGroup(Frozen):
    """Changes of one kind."""

    word: str
    means: str
    rows: tuple[ChangeRow, ...]


class MissingRow(Frozen):
    """A question that is open, who can answer it, and where."""

    question: str
    ask: str
    issues: str
    count: str
    premises: NamedPremises


class UnreadRow(Frozen):
    """An exhibit that could not be examined."""

    premises: PortfolioLink
    exhibit: Said
    reason: Said


class FailedRow(Frozen):
    """A case that could not be audited; `reason` has a line for each error."""

    name: Said
    reason: Said


class CountPair(Frozen):
    """A label and a number."""

    label: str
    count: str


class PortfolioPage(Frozen):
    """Everything the page prints, in the order it prints it."""

    language: Language
    version: str
    title: str
    counts: tuple[StateCount, ...]
    alerts: tuple[str, ...]
    compared: str
    changes: tuple[ChangeGroup, ...]
    membership: tuple[Pair, ...]
    issues: tuple[IssueTotal, ...]
    rows: tuple[PremisesRow, ...]
    questions: tuple[MissingRow, ...]
    more_questions: str
    unread: tuple[UnreadRow, ...]
    more_unread: str
    totals: tuple[CountPair, ...]
    labels: tuple[CountPair, ...]
    formats: tuple[CountPair, ...]
    failed: tuple[FailedRow, ...]
