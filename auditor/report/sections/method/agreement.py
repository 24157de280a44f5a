"""How far the rules agree with decided cases."""

from __future__ import annotations

from auditor.judge.compare.agreement import TARGETED, IssueCount, measured
from auditor.judge.decide.findings import Findings
from auditor.report.sections.method.view import AgreementRow, AgreementView, Contradicted
from auditor.report.words import Words


def agreement_view(words: Words, findings: Findings) -> AgreementView:
    """The table as measured, and whether the packs at work here are those it was measured with."""
    kept = measured()
    groups = [group.split(", ") for group in kept.cases]
    rows = [
        _row(words, kept.total(country, scope), kept.cases[f"{country}, {scope}"])
        for country, scope in groups
    ]
    aimed = [
        kept.total(country, scope, TARGETED) for country, scope in groups if country != "china"
    ]
    here = {pack.id: str(pack.digest) for pack in findings.packs}
    return AgreementView(
        rows=tuple(rows),
        reasoning=words.say(
            "decided.reasoning",
            issues=words.join([words.say(f"decided_issue.{issue}") for issue in TARGETED]),
            contradicted=sum(row.contradicted for row in aimed),
            decided=sum(row.decided for row in aimed),
        ),
        contradictions=tuple(
            Contradicted(
                case=one.case,
                said=words.say(
                    "decided.contradicted_one",
                    issue=words.say(f"decided_issue.{one.issue}"),
                    held=words.say(f"decided_result.{one.held}"),
                    reached=words.say(f"decided_result.{one.reached}"),
                ),
                why=words.text(one.why),
            )
            for one in kept.contradictions
        ),
        other_packs="" if here == kept.packs else words.say("decided.other_packs"),
    )


def _row(words: Words, total: IssueCount, cases: int) -> AgreementRow:
    return AgreementRow(
        group=words.say(f"decided_group.{total.country}_{total.scope}"),
        cases=str(cases),
        decided=str(total.decided),
        reached=str(total.reached),
        cannot_tell=str(total.cannot_tell),
        contradicted=str(total.contradicted),
    )
