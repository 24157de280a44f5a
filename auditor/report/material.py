"""The material of a case in one line."""

from __future__ import annotations

from collections import Counter

from auditor.case.model import ExhibitKind
from auditor.examine.model import Observations
from auditor.judge.decide.findings import Findings
from auditor.report.words import Words


def material_line(words: Words, findings: Findings, observations: Observations) -> str:
    """How many exhibits of each kind, statements and capture episodes there are."""
    kinds = Counter(exhibit.kind for exhibit in findings.case.exhibits)
    each = words.join(
        words.say("material.of_kind", kind=words.say(f"kind.{kind.value}"), count=kinds[kind])
        for kind in ExhibitKind
        if kinds[kind]
    )
    episodes = sum(len(e.episodes) for e in observations.examinations)
    return words.say(
        "material.line",
        each=each or words.say("material.nothing"),
        statements=len(findings.case.statements),
        episodes=episodes,
    )
