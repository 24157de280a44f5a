"""What the section on questions to ask prints."""

from __future__ import annotations

from auditor.core.frozen import Frozen
from auditor.report.parts import Link


class AskedFact(Frozen):
    """A question to put, what would show the answer, and who else could give it."""

    anchor: str
    question: str
    evidence: str
    also: str


class RequestView(Frozen):
    """What to ask one addressee about one subject, and how many open findings turn on it.

    `role` is the addressee's code. `opening` are words to ask with. `settles` is empty where no
    answer to this request alone is sure to settle a finding.
    """

    anchor: str
    number: str
    whom: str
    role: str
    subject: str
    opening: str
    asked: tuple[AskedFact, ...]
    count: int
    bears_on: str
    settles: str
    findings: tuple[Link, ...]
    proof: tuple[str, ...]


class Addressee(Frozen):
    """Everything one addressee is asked; numbers of questions and of the findings they bear on."""

    whom: str
    asked: int
    findings: int
    requests: tuple[RequestView, ...]
