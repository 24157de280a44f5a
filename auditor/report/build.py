"""Build the report model from the saved steps. Nothing is concluded here that is not in them."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from pathlib import Path

from auditor.case.model import ExhibitKind
from auditor.core.text import Language
from auditor.examine.footage.tier import MOST_YAW, THRESHOLDS
from auditor.examine.model import EvidenceState, Observations, Tier
from auditor.judge.decide.findings import Findings
from auditor.judge.rules.verdict import Verdict
from auditor.record.reproduce import Reproduce
from auditor.report.annexes.names import ANNEX_NAMES
from auditor.report.charts.tiers import tier_chart
from auditor.report.cover_periods import covers
from auditor.report.material import material_line
from auditor.report.model import ReportModel
from auditor.report.outputs.actions import action_rows
from auditor.report.outputs.exhibit_records import exhibit_records
from auditor.report.parts import Pair, Said
from auditor.report.readers import Reader
from auditor.report.sections.accounts.build import account_rows
from auditor.report.sections.authorities.build import authority_rows
from auditor.report.sections.basis.build import basis_view
from auditor.report.sections.cameras.build import cameras_view, numbers_in_all
from auditor.report.sections.cards.build import cards, silent_issues
from auditor.report.sections.contradictions.build import contradiction_views
from auditor.report.sections.cover.build import cover_view
from auditor.report.sections.coverage.build import coverage_views, loud
from auditor.report.sections.deletions.build import deletion_rows
from auditor.report.sections.exhibits.build import exhibit_rows, failures, left_out, unread
from auditor.report.sections.facts.build import fact_rows, unknown_rows
from auditor.report.sections.findings.build import Reasoning
from auditor.report.sections.findings.glance import glance_groups, subject_rows
from auditor.report.sections.footage.build import footage_views
from auditor.report.sections.footage.stills import StillFolder
from auditor.report.sections.inventory.build import inventory_view
from auditor.report.sections.laws.build import law_view
from auditor.report.sections.linking.build import linking_view
from auditor.report.sections.method.agreement import agreement_view
from auditor.report.sections.method.build import method_views
from auditor.report.sections.method.ladder import detector_floor
from auditor.report.sections.method.reproduce import reproduce_pairs
from auditor.report.sections.necessity.build import necessity_views
from auditor.report.sections.page_one.build import page_one
from auditor.report.sections.penalties.build import penalty_rows
from auditor.report.sections.plan.build import plan_view
from auditor.report.sections.questions.build import questions_to_ask
from auditor.report.sections.readings.build import read_exhibits
from auditor.report.sections.requests.build import addressees, request_views
from auditor.report.sections.waivers.build import waiver_rows
from auditor.report.words import Words
from auditor.vocabulary.fact import Strength


def build_report(
    findings: Findings,
    observations: Observations,
    run: Iterable[tuple[str, str]],
    stills_folder: Path,
    language: Language,
    *,
    reproduce: Reproduce | None = None,
    reader: Reader | None = None,
) -> ReportModel:
    """Everything the report prints.

    Args:
        findings: the saved judgment.
        observations: the observations it rests on.
        run: the run record as labels and values, printed as given.
        stills_folder: the folder that `RedactedStill.file` is relative to.
        language: the language of the report.
        reader: whose next steps page one gives; None gives those of all three.
        reproduce: how to get the same results; None leaves the block out.
    """
    words = Words(language, findings.case.exhibits)
    reasoning = Reasoning(words, findings.facts)
    speaking = [finding for finding in findings.findings if finding.is_in_question]
    speaking.sort(key=lambda f: (f.verdict.rank, -f.severity.rank, f.rule))
    silent = [finding for finding in findings.findings if not finding.is_in_question]
    titles = {finding.rule: finding.title for finding in findings.findings}
    titles |= {figure.rule: figure.title for figure in findings.figures}
    case = findings.case
    views = tuple(reasoning.finding(f, number) for number, f in enumerate(speaking, 1))
    requests = request_views(words, findings)
    footage = footage_views(
        words,
        case.exhibits,
        case.cameras,
        observations.examinations,
        StillFolder(stills_folder, words),
        covered=covers(findings, observations.examinations),
    )
    return ReportModel(
        language=language,
        title=words.said(case.title or words.say("page.untitled")),
        version=findings.tool_version,
        as_of=words.day(findings.as_of),
        digest=str(findings.observations_digest),
        page_one=page_one(
            words,
            findings,
            observations,
            footage,
            unread=_gaps(words, findings, observations),
            numbers=numbers_in_all(words, observations),
            reader=reader,
        ),
        cards=cards(words, findings, {view.id: str(view.number) for view in views}),
        silent_issues=tuple(silent_issues(words, findings)),
        not_looked_into=tuple(
            words.say(
                "card.waiting_rules_line",
                question=words.question(skipped.fact),
                count=len(skipped.rules),
            )
            for skipped in findings.not_looked_into
        ),
        cameras=cameras_view(words, findings, observations, footage),
        accounts=account_rows(words, findings),
        questions=questions_to_ask(words, findings),
        basis=basis_view(words, findings, observations),
        material=material_line(words, findings, observations),
        findings=views,
        glance=glance_groups(words, views),
        by_subject=subject_rows(words, speaking, views),
        addressees=addressees(words, requests),
        not_applicable=tuple(reasoning.not_applicable(f) for f in silent),
        figures=tuple(reasoning.figure(figure) for figure in findings.figures),
        plan=plan_view(words, findings, titles, {view.id: view.number for view in views}),
        necessity=necessity_views(words, findings),
        deletions=deletion_rows(words, findings, titles),
        waivers=waiver_rows(words, findings, titles),
        penalties=penalty_rows(words, findings),
        penalty_time_rules=tuple(
            f"{words.text(rule.says)} ({rule.authority}, {words.text(rule.pinpoint)})"
            for rule in findings.penalty_time_rules
        ),
        contradictions=contradiction_views(words, findings),
        comparison=(
            reasoning.comparison(findings.comparison, titles) if findings.comparison else None
        ),
        cover=cover_view(words, findings, observations.examinations),
        laws=law_view(words, findings),
        tiers=tier_chart(words, case.exhibits, observations.examinations),
        footage=footage,
        linking=linking_view(words, observations),
        inventory=inventory_view(words, observations),
        configurations=read_exhibits(words, observations, ExhibitKind.CONFIGURATION),
        documents=read_exhibits(words, observations, ExhibitKind.TEXT),
        facts=fact_rows(words, findings.facts),
        unknown_facts=unknown_rows(words, findings),
        exhibits=exhibit_rows(words, observations),
        actions=action_rows(words, findings),
        evidence=exhibit_records(words, findings, observations),
        left_out=left_out(words, observations),
        coverage=coverage_views(words, observations),
        not_examined=(*failures(words, observations), *unread(words, observations)),
        method=method_views(words, observations),
        floor=detector_floor(words, observations),
        agreement=agreement_view(words, findings),
        annexes=tuple(
            words.pair(words.say(f"annex.{key}"), f"--format {name}")
            for key, name in ANNEX_NAMES.items()
        ),
        authorities=authority_rows(words, findings),
        packs=tuple(
            Pair(
                label=Said(text=f"{words.text(pack.title)} ({pack.id} {pack.version})"),
                value=Said(text=str(pack.digest)),
            )
            for pack in findings.packs
        ),
        run=tuple(_run_pair(words, label, value) for label, value in run),
        reproduce=reproduce_pairs(words, findings, reproduce) if reproduce else (),
        glossary_verdicts=_glossary(words, "verdict", Verdict),
        glossary_tiers=_tiers(words),
        glossary_states=_glossary(words, "state", EvidenceState),
        strengths=tuple(words.strength(strength) for strength in reversed(Strength)),
        compiled=_compiled(words, findings),
    )


def _run_pair(words: Words, label: str, value: str) -> Pair:
    """A line of the run record; the labels the tool itself uses have words."""
    key = f"run_label.{label}"
    known = words.say(key) if words.catalogue.has(key) else label
    return words.pair(known, value)


def _glossary(words: Words, family: str, codes: Iterable[Enum]) -> tuple[Pair, ...]:
    return tuple(
        Pair(
            label=Said(text=words.say(f"{family}.{code.value}")),
            value=Said(text=words.say(f"{family}_means.{code.value}")),
        )
        for code in codes
    )


def _tiers(words: Words) -> tuple[Pair, ...]:
    """Every tier with the distances between the eyes at which it begins and ends."""
    begins = {threshold.tier: f"{threshold.eye_distance:g}" for threshold in THRESHOLDS}
    order = list(Tier)
    return tuple(
        Pair(
            label=Said(text=words.say(f"tier.{tier.value}")),
            value=Said(
                text=words.say(
                    f"tier_means.{tier.value}",
                    from_=begins.get(tier, ""),
                    until=begins.get(after, "") if after else "",
                    yaw=f"{MOST_YAW:g}",
                )
            ),
        )
        for tier, after in zip(order, [*order[1:], None], strict=True)
    )


def _compiled(words: Words, findings: Findings) -> str:
    by, on = findings.case.compiled_by, findings.case.compiled_on
    if by and on:
        return words.say("page.compiled", by=by, on=words.day(on))
    return words.say("page.compiled_by", by=by) if by else ""


def _gaps(words: Words, findings: Findings, observations: Observations) -> tuple[Said, ...]:
    """What this audit could not see or do, the most important first."""
    gaps = loud(words, observations)
    if findings.findings and not findings.issues:
        gaps = (Said(text=words.say("page_one.older")), *gaps)
    return gaps
