"""What follows from the findings as a whole: the plan, necessity, deletion, waivers, penalties."""

from __future__ import annotations

from collections.abc import Mapping

from auditor.case.model import PurposeAnswers
from auditor.core.text import Text
from auditor.judge.decide.findings import DeletionDuty, Findings, WaiverUsed
from auditor.judge.decide.necessity import Necessity, Standing, WayWeighed
from auditor.judge.rules.penalties import PenaltySeen
from auditor.report.fixes import fix_rows
from auditor.report.model import (
    DeletionRow,
    Link,
    NecessityView,
    PenaltyRow,
    PlanView,
    QuestionRow,
    Said,
    WaiverRow,
)
from auditor.report.words import Words, anchor
from auditor.vocabulary.vocabulary import definition


def plan_view(
    words: Words, findings: Findings, titles: dict[str, Text], numbers: Mapping[str, int]
) -> PlanView | None:
    """The changes that clear the whole case, and the findings they leave."""
    plan = findings.plan
    if plan is None:
        return None
    return PlanView(
        changes=fix_rows(words, findings, numbers),
        burden=words.say(f"burden.{plan.burden}"),
        clears=tuple(_rule(words, name, titles) for name in plan.clears),
        left=tuple(_rule(words, name, titles) for name in plan.left),
    )


def _rule(words: Words, name: str, titles: dict[str, Text]) -> Link:
    return Link(anchor=anchor("rule", name), text=words.text(titles.get(name)) or name)


def necessity_views(words: Words, findings: Findings) -> tuple[NecessityView, ...]:
    """The procedure, purpose by purpose."""
    return tuple(_necessity(words, one) for one in findings.necessity)


def _necessity(words: Words, one: Necessity) -> NecessityView:
    apart = _answers(words, [(a, a.tells_people_apart_why) for a in one.answers])
    if one.apart_why is not None:
        apart = (*apart, Said(text=words.text(one.apart_why)))
    rows = [
        _row(words, words.say("necessity.apart"), one.apart, apart),
        _row(
            words,
            words.say("necessity.face"),
            one.face,
            _answers(words, [(a, a.face_needed_why) for a in one.answers]),
        ),
        *(_way(words, way) for way in one.ways),
    ]
    for key, said in (("serves", one.serves), ("costs_to_person", one.costs)):
        fact = f"necessity.{key}"
        told = definition(fact).say(said, words.language) if said is not None else ""
        standing = Standing.NEEDS_ANSWER if said is None else Standing.ANSWERED
        rows.append(_row(words, words.question(fact), standing, (Said(text=told),) if told else ()))
    left_out = one.apart is Standing.AGAINST
    return NecessityView(
        purpose=definition("purpose.told").say((one.purpose,), words.language),
        named_in=tuple(words.question(fact) for fact in one.named_in),
        result=words.say(
            "necessity_result.shown"
            if one.shown
            else "necessity_result.no_need"
            if left_out
            else "necessity_result.other_way"
            if one.would_do
            else "necessity_result.open"
        ),
        open=not one.complete,
        rows=tuple(rows[:1] if left_out else rows),
    )


def _way(words: Words, way: WayWeighed) -> QuestionRow:
    told = [
        (answer, said.why) for answer in way.answers for said in answer.ways if said.way == way.way
    ]
    said = _answers(words, told)
    if way.ground is not None:
        said = (Said(text=words.say(f"ground.{way.ground.value}")), *said)
    title = words.say("necessity.way", way=words.text(way.title))
    return _row(words, title, way.standing, said)


def _row(words: Words, question: str, standing: Standing, said: tuple[Said, ...]) -> QuestionRow:
    return QuestionRow(
        question=question,
        standing=standing.value,
        word=words.say(f"standing.{standing.value}"),
        said=said,
    )


def _answers(words: Words, given: list[tuple[PurposeAnswers, str]]) -> tuple[Said, ...]:
    found = []
    for answer, why in given:
        if why:
            who = words.say("source.stated", who=words.speaker(answer.by), on=words.day(answer.on))
            found += [Said(text=who), words.said(why)]
    return tuple(found)


def deletion_rows(
    words: Words, findings: Findings, titles: dict[str, Text]
) -> tuple[DeletionRow, ...]:
    """What has to be deleted: what, why and since when."""
    return tuple(_deletion(words, duty, titles) for duty in findings.deletions)


def _deletion(words: Words, duty: DeletionDuty, titles: dict[str, Text]) -> DeletionRow:
    about = definition("collection.items")
    return DeletionRow(
        rule=_rule(words, duty.rule, titles),
        items=about.say(duty.items, words.language),
        held=about.say(duty.held, words.language) if duty.held else words.say("deletion.not_shown"),
        since=words.day(duty.since) if duty.since else words.say("deletion.no_day"),
        why=words.text(duty.why),
    )


def waiver_rows(words: Words, findings: Findings, titles: dict[str, Text]) -> tuple[WaiverRow, ...]:
    """Every waiver of the case, with what became of it."""
    return tuple(_waiver(words, used, titles) for used in findings.waivers)


def _waiver(words: Words, used: WaiverUsed, titles: dict[str, Text]) -> WaiverRow:
    waiver = used.waiver
    return WaiverRow(
        rule=_rule(words, waiver.rule, titles),
        state=used.state.value,
        word=words.say(f"waiver_state.{used.state.value}"),
        verdict=words.say(f"verdict.{used.verdict.value}") if used.verdict else "",
        reason=words.said(waiver.reason),
        approved_by=words.said(waiver.approved_by),
        period=words.say("period.both", start=words.day(waiver.on), end=words.day(waiver.expires)),
    )


def penalty_rows(words: Words, findings: Findings) -> tuple[PenaltyRow, ...]:
    """Penalties and orders seen at premises of the same kind."""
    return tuple(_penalty(words, one) for one in findings.penalties_seen)


def _penalty(words: Words, one: PenaltySeen) -> PenaltyRow:
    day = words.day(one.on) if one.on else ""
    when = words.join(tuple(word for word in (day, words.text(one.on_note)) if word))
    return PenaltyRow(
        place=words.text(one.place),
        when=when,
        who=words.text(one.who),
        facts=words.text(one.facts),
        sanction=words.text(one.sanction),
        basis=words.text(one.basis),
        source=words.said(one.source),
        url=one.url,
        status=one.status,
        status_word=words.say(f"confirmed.{one.status}"),
        note=words.text(one.note),
    )
