"""What the first page prints."""

from __future__ import annotations

from auditor.core.frozen import Frozen
from auditor.report.parts import Pair, Said
from auditor.report.sections.requests.view import RequestView


class Count(Frozen):
    """How many findings have a verdict."""

    verdict: str
    number: int
    words: str


class Headline(Frozen):
    """A finding in a sentence."""

    anchor: str
    verdict: str
    verdict_word: str
    severity_word: str
    sentence: str


class OpenQuestion(Frozen):
    """What more facts would not decide, or what failed, and why."""

    anchor: str
    question: str
    settle: tuple[str, ...]


class Ask(Frozen):
    """Whom to ask first, in which words, and the questions that most turns on."""

    whom: str
    opening: str
    questions: tuple[str, ...]


class CaptureLine(Frozen):
    """One thing about how faces are captured: the question, the answer, and what it rests on.

    `known` is False where nobody has answered it; then `value` says so and `source` is empty.
    """

    anchor: str
    question: str
    value: str
    source: str
    known: bool


class Disagreement(Frozen):
    """Accounts that cannot all hold: what was judged, and what was said against it."""

    anchor: str
    question: str
    judged: str
    against: tuple[str, ...]


class FirstPage(Frozen):
    """One page that a layman understands. `lead` is what it comes to, in a few sentences."""

    lead: tuple[str, ...]
    looked_at: tuple[Pair, ...]
    material: str
    capture: tuple[CaptureLine, ...]
    disagreements: tuple[Disagreement, ...]
    alerts: tuple[Said, ...]
    more_alerts: str
    counts: tuple[Count, ...]
    gravest: tuple[Headline, ...]
    more: str
    open_intro: str
    requests: tuple[RequestView, ...]
    more_requests: str
    open_questions: tuple[OpenQuestion, ...]
    more_open: str
    steps: tuple[Headline, ...]
    asks: tuple[Ask, ...]
