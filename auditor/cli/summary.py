"""The few lines on stdout after judging: what was found, in the order of the report."""

from __future__ import annotations

from auditor.examine.model import Observations
from auditor.judge.decide.findings import Findings
from auditor.judge.rules.verdict import Verdict

_SHOWN = (Verdict.VIOLATION, Verdict.LIKELY_VIOLATION, Verdict.CANNOT_TELL, Verdict.ERROR)


def summary(findings: Findings, observations: Observations) -> str:
    """Counts by verdict, then a line for each finding that needs attention."""
    lines = [f"{findings.case.title} - judged as of {findings.as_of}"]
    counts = {v: sum(1 for f in findings.findings if f.verdict is v) for v in Verdict}
    lines.append(", ".join(f"{n} {_words(v)}" for v, n in counts.items() if n))
    episodes = sum(len(e.episodes) for e in observations.examinations)
    exhibits = len(findings.case.exhibits)
    lines.append(f"{exhibits} exhibits, {episodes} capture episodes")
    lines += [
        f"  {_words(f.verdict):17} {f.severity.value:9} {f.rule}"
        for f in findings.findings
        if f.verdict in _SHOWN
    ]
    lines += [
        f"  {'not examined':17} {'':9} {e.exhibit}: {e.error}"
        for e in observations.examinations
        if e.error
    ]
    lines += [
        f"  {'waiver':17} {'':9} {used.waiver.rule}: {used.state.value.replace('_', ' ')}"
        for used in findings.waivers
    ]
    return "\n".join(lines)


def _words(verdict: Verdict) -> str:
    return verdict.value.replace("_", " ")
