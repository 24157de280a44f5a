"""What the section on findings prints."""

from __future__ import annotations

from auditor.core.frozen import Frozen
from auditor.report.parts import Link
from auditor.report.sources import SourceGroup


class TraceNode(Frozen):
    """A node of a trace: an operator over parts, or a leaf with the fact, its value and the test.

    `groups` are the first sources of a leaf's fact, `more_groups` the number of others; `repeated`
    says that this finding has printed them already.
    """

    operator: str = ""
    label: str
    truth: str
    truth_word: str
    parts: tuple[TraceNode, ...] = ()
    fact: str = ""
    anchor: str = ""
    question: str = ""
    value: str = ""
    known: bool = True
    groups: tuple[SourceGroup, ...] = ()
    more_groups: int = 0
    repeated: bool = False


class StepView(Frozen):
    """One step of a rule as weighed; `trace` None: it asks nothing."""

    verdict: str
    verdict_word: str
    because: str
    truth: str
    truth_word: str
    trace: TraceNode | None


class AuthorityView(Frozen):
    """An authority as cited."""

    anchor: str
    title: str
    kind: str
    pinpoint: str
    supports: str
    in_force: str
    reading: str
    reading_words: str


class FlipView(Frozen):
    """A set of changes that clears a finding."""

    changes: tuple[str, ...]
    burden: str
    verdict_word: str


class DeciderView(Frozen):
    """Facts that settle a question, whom to ask, and who has to prove them in a civil case."""

    questions: tuple[str, ...]
    evidence: tuple[str, ...]
    ask: str
    always: bool
    proof: tuple[str, ...] = ()


class FindingView(Frozen):
    """One finding: question, rule, application, conclusion."""

    id: str
    anchor: str
    number: int
    pack: str
    version: int
    tests: tuple[str, ...]
    subject: str
    title: str
    question: str
    rule_text: str
    rationale: str
    authorities: tuple[AuthorityView, ...]
    applies: TraceNode | None
    steps: tuple[StepView, ...]
    exceptions: tuple[StepView, ...]
    verdict: str
    verdict_word: str
    because: str
    severity: str
    severity_word: str
    severity_reason: str
    adverse: bool
    confidence: str
    period: str
    reason: str
    possible: tuple[str, ...]
    open_in_law: bool
    unsettled: str
    flips: tuple[FlipView, ...]
    deciders: tuple[DeciderView, ...]
    remedy: str
    persuasive: bool
    waived_from: str
    transitions: tuple[str, ...]
    basis: str


class NotApplicableRow(Frozen):
    """A rule that does not apply to the case, and why."""

    id: str
    anchor: str
    title: str
    reason: str
    facts: tuple[str, ...]


class GlanceGroup(Frozen):
    """Findings with one verdict and one severity, in the order of their numbers."""

    label: str
    findings: tuple[FindingView, ...]


class SubjectRow(Frozen):
    """The findings of one subject, by what was made of them."""

    subject: str
    adverse: tuple[Link, ...]
    open: tuple[Link, ...]
    met: tuple[Link, ...]
