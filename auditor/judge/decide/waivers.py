"""Waivers: findings that somebody accepted on purpose, for a time, on evidence as it then was."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from auditor.case.model import Waiver
from auditor.core.digest import Digest, digest_bytes
from auditor.judge.decide.findings import Finding, WaiverState, WaiverUsed
from auditor.judge.rules.rule import Rule
from auditor.judge.rules.verdict import Verdict
from auditor.vocabulary.fact import Fact


def basis(rule: Rule, names: Sequence[str], facts: Mapping[str, Fact]) -> Digest:
    """Digest of what a finding rests on: the rule, its version, and its facts with their sources.

    A waiver is tied to it, so that it lapses when any of that changes.
    """
    parts = [f"{rule.id} {rule.version}"]
    for name in sorted(set(names)):
        fact = facts.get(name)
        parts.append(f"{name}: {fact.model_dump_json() if fact else 'unknown'}")
    return digest_bytes("\n".join(parts).encode())


def apply_waivers(
    findings: Iterable[Finding], waivers: Sequence[Waiver], as_of: date
) -> tuple[tuple[Finding, ...], tuple[WaiverUsed, ...]]:
    """`findings` with those waived that a waiver fits, and what became of every waiver."""
    by_rule = {finding.rule: finding for finding in findings}
    used = []
    for waiver in waivers:
        finding = by_rule.get(waiver.rule)
        state = _state(waiver, finding, as_of)
        used.append(
            WaiverUsed(waiver=waiver, state=state, verdict=finding.verdict if finding else None)
        )
        if finding is not None and state is WaiverState.APPLIED:
            by_rule[waiver.rule] = finding.model_copy(
                update={"verdict": Verdict.WAIVED, "waived_from": finding.verdict}
            )
    return tuple(by_rule.values()), tuple(used)


def _state(waiver: Waiver, finding: Finding | None, as_of: date) -> WaiverState:
    if finding is None:
        return WaiverState.NO_SUCH_RULE
    if not finding.verdict.adverse:
        return WaiverState.NOTHING_TO_WAIVE
    if as_of < waiver.on:
        return WaiverState.NOT_YET
    if as_of > waiver.expires:
        return WaiverState.EXPIRED
    if finding.basis is None or finding.basis.value != waiver.evidence:
        return WaiverState.EVIDENCE_CHANGED
    return WaiverState.APPLIED
