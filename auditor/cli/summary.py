"""The few lines on stdout after judging: what was found, in the order of the report."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.cli.texts import in_words, padded, printable, text
from auditor.examine.model import Observations
from auditor.judge.decide.findings import Findings
from auditor.judge.rules.verdict import Severity, Verdict

_LISTED = (Verdict.VIOLATION, Verdict.LIKELY_VIOLATION, Verdict.CANNOT_TELL, Verdict.ERROR)
_VERDICT_COLUMNS = 17
_SEVERITY_COLUMNS = 9


def summary(findings: Findings, observations: Observations) -> str:
    """Counts by verdict, then a line for each finding that needs attention."""
    heading = text("summary.heading", title=findings.case.title, date=findings.as_of)
    counts = {v: sum(f.verdict is v for f in findings.findings) for v in Verdict}
    tally = text("value.separator").join(
        text("summary.count", number=number, verdict=verdict_words(verdict))
        for verdict, number in counts.items()
        if number
    )
    episodes = sum(len(examination.episodes) for examination in observations.examinations)
    case = text("summary.case", exhibits=len(findings.case.exhibits), episodes=episodes)
    return "\n".join([heading, tally, case, *_lines(findings, observations)])


def verdict_words(verdict: Verdict) -> str:
    """A verdict in the language of the command."""
    return text(f"verdict.{verdict.value}")


def severity_words(severity: Severity) -> str:
    """A severity in the language of the command."""
    return text(f"severity.{severity.value}")


def _lines(findings: Findings, observations: Observations) -> Iterator[str]:
    for finding in findings.findings:
        if finding.verdict in _LISTED:
            words = verdict_words(finding.verdict)
            yield _line(words, severity_words(finding.severity), finding.rule)
    for examination in observations.examinations:
        if examination.error:
            reason = in_words(examination.error)
            failed = text("summary.exhibit", exhibit=examination.exhibit, reason=reason)
            yield _line(text("summary.not_examined"), "", failed)
    for used in findings.waivers:
        state = text(f"waiver_state.{used.state.value}")
        waived = text("summary.waived", rule=used.waiver.rule, state=state)
        yield _line(text("summary.waiver"), "", waived)


def _line(words: str, severity: str, rest: str) -> str:
    columns = (padded(words, _VERDICT_COLUMNS), padded(severity, _SEVERITY_COLUMNS))
    return f"  {' '.join(columns)} {printable(rest)}"
