"""Necessity, purpose by purpose."""

from __future__ import annotations

from auditor.case.model import PurposeAnswers
from auditor.judge.decide.findings import Findings
from auditor.judge.decide.necessity import Necessity, NecessityStanding, WayWeighed
from auditor.report.parts import Said
from auditor.report.sections.necessity.view import NecessityView, QuestionRow
from auditor.report.words import Words
from auditor.vocabulary.vocabulary import definition


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
        standing = NecessityStanding.NEEDS_ANSWER if said is None else NecessityStanding.ANSWERED
        rows.append(_row(words, words.question(fact), standing, (Said(text=told),) if told else ()))
    left_out = one.apart is NecessityStanding.AGAINST
    return NecessityView(
        purpose=definition("purpose.told").say((one.purpose,), words.language),
        named_in=tuple(words.question(fact) for fact in one.named_in),
        result=words.say(
            "necessity_result.shown"
            if one.face_shown_needed
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


def _row(
    words: Words, question: str, standing: NecessityStanding, said: tuple[Said, ...]
) -> QuestionRow:
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
