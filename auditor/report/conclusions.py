"""What a finding concludes, in words: for the record and for programs alike."""

from __future__ import annotations

from auditor.judge.decide.findings import Finding
from auditor.judge.rules.verdict import Verdict
from auditor.report.words import Words


def because(words: Words, finding: Finding) -> str:
    """Why the verdict follows; of an undecided finding without a reason, what is still possible."""
    text = words.text(finding.because)
    if text or finding.verdict is not Verdict.CANNOT_TELL or finding.open_in_law:
        return text
    possible = (words.say(f"verdict.{verdict.value}") for verdict in finding.possible)
    return words.say("finding.cannot_tell", possible=words.join(possible))


def conclusion(words: Words, finding: Finding) -> str:
    """What a finding concludes; of one that is not in question, why it does not apply."""
    if finding.is_in_question:
        return because(words, finding) or words.text(finding.reason)
    return not_in_question(words, finding)


def not_in_question(words: Words, finding: Finding) -> str:
    """Why a rule does not apply to a case."""
    reason = words.text(finding.reason) or words.text(finding.because)
    return reason or words.say("finding.no_reason")
