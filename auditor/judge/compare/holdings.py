"""Compare findings with the holdings of a decided case. Nothing here feeds back into judging."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from auditor.judge.decide.findings import Comparison, Finding, HoldingAgreement
from auditor.judge.rules.figure import Figure
from auditor.judge.rules.rule import HeldBy, Holding, RuleBook
from auditor.judge.rules.verdict import Verdict


def compare(
    case: str,
    book: RuleBook,
    findings: Sequence[Finding],
    figures: Sequence[Figure],
    as_of: date,
) -> Comparison | None:
    """Each holding of `case` with the result of its rules; None where no pack holds that case."""
    pack = next((pack for pack in book.packs if case and pack.decided == case), None)
    if pack is None or pack.decided_title is None:
        return None
    results = {finding.rule: finding.verdict for finding in findings}
    amounts = {figure.rule: figure.amount for figure in figures}
    return Comparison(
        case=case,
        title=pack.decided_title,
        agreements=tuple(_agreement(h, results, amounts, as_of) for h in pack.holdings),
    )


def _agreement(
    holding: Holding,
    results: dict[str, Verdict],
    amounts: dict[str, int | None],
    as_of: date,
) -> HoldingAgreement:
    return HoldingAgreement(
        holding=holding.id,
        authority=holding.authority,
        pinpoint=holding.pinpoint,
        on=holding.on,
        issue=holding.issue,
        held=holding.held,
        rules=tuple(held.rule for held in holding.rules),
        results=tuple(_result(held, results, amounts) for held in holding.rules),
        status=_status(holding, results, amounts, as_of),
        note=holding.no_rule,
    )


def _result(held: HeldBy, results: dict[str, Verdict], amounts: dict[str, int | None]) -> str:
    if held.amount is not None:
        amount = amounts.get(held.rule)
        return Verdict.CANNOT_TELL.value if amount is None else str(amount)
    return results.get(held.rule, Verdict.ERROR).value


def _status(
    holding: Holding,
    results: dict[str, Verdict],
    amounts: dict[str, int | None],
    as_of: date,
) -> str:
    if as_of < holding.on:
        return "not_yet"
    if holding.until is not None and as_of > holding.until:
        return "superseded"
    if not holding.rules:
        return "no_rule"
    statuses = [_status_of_rule(held, results, amounts) for held in holding.rules]
    return next((word for word in ("contradicted", "cannot_tell") if word in statuses), "reached")


def _status_of_rule(
    held: HeldBy, results: dict[str, Verdict], amounts: dict[str, int | None]
) -> str:
    if held.amount is not None:
        amount = amounts.get(held.rule)
        if amount is None:
            return "cannot_tell"
        return "reached" if amount == held.amount else "contradicted"
    verdict = results.get(held.rule, Verdict.ERROR)
    if verdict in held.verdicts:
        return "reached"
    return "cannot_tell" if verdict is Verdict.CANNOT_TELL else "contradicted"
