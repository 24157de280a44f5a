"""Page one: what the system does, the issues with their status, and what to do next.

Nothing is concluded here: statuses come from the findings, sentences from facts and rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from auditor.examine.model import Examination, Observations, RedactedStill
from auditor.judge.decide.findings import Finding, Findings
from auditor.judge.decide.issue_status import IssueState, IssueStatus
from auditor.report.charts.still_view import StillView
from auditor.report.parts import Link, Said
from auditor.report.readers import Reader
from auditor.report.sections.footage.view import FootageView
from auditor.report.sections.page_one.headline import RECOGNITION, deciding_fact, headline
from auditor.report.sections.page_one.next_steps import next_steps
from auditor.report.sections.page_one.view import IssueRow, PageOne
from auditor.report.statements import stated
from auditor.report.words import Words, anchor
from auditor.vocabulary.fact import Contradiction, Fact, Source
from auditor.vocabulary.value import Speaker

GROUNDS = 3
"""Sentences under the headline."""

MOST_COVERED = 0.06
"""Distance between the eyes as a share of the width above which covering the face hides the scene:
what is covered is about four times as wide."""

UNREAD = 3
"""Gaps of the audit named on page one; the record names all of them."""

_ALSO_GROUNDS = ("storage.retention_days", "capture.template_extracted")
_SETTINGS = "configuration.recognition_enabled"
_ON_THEIR_OWN = (IssueState.BREACH, IssueState.LIKELY_BREACH)
"""Statuses whose issues have a line each; issues of the others share one."""
_IN_ORDER = (
    IssueState.NOT_SHOWN,
    IssueState.OPEN,
    IssueState.OPEN_IN_LAW,
    IssueState.MET,
    IssueState.NOT_LOOKED_INTO,
)
_FIRST_SENTENCE = {
    "en": re.compile(r"^.*?[.;](?=\s|$)", re.S),
    "zh": re.compile(r"^.*?[。；]", re.S),
}


def page_one(
    words: Words,
    findings: Findings,
    observations: Observations,
    footage: Sequence[FootageView],
    *,
    unread: Sequence[Said],
    numbers: str,
    reader: Reader | None,
) -> PageOne:
    """Page one.

    Args:
        words: of the report.
        findings: the saved judgment.
        observations: what it rests on.
        footage: the views of the recordings, of which one still is printed.
        unread: gaps of the audit, the most important first.
        numbers: what all recordings show, in one sentence.
        reader: whose next steps it gives; None gives two of each kind of reader.
    """
    facts = {fact.id: fact for fact in findings.facts}
    case = findings.case
    named = words.within((case.title or case.premises.name, case.premises.city))
    return PageOne(
        place=words.said(named or words.say("page.untitled")),
        law=words.say("page_one.law", day=words.day(findings.as_of)),
        headline=headline(words, facts, findings.issues),
        grounds=tuple(_grounds(words, findings, facts))[:GROUNDS],
        rows=tuple(_rows(words, findings)),
        still=_telling_still(footage, observations),
        numbers=numbers,
        unread=tuple(unread[:UNREAD]),
        next_steps=next_steps(words, findings, observations, reader),
        limits=words.say("page_one.limits"),
    )


def _grounds(words: Words, findings: Findings, facts: Mapping[str, Fact]) -> Iterable[str]:
    """What shows what the system does, and which accounts differ."""
    names = dict.fromkeys((*_shows_the_headline(facts), *_ALSO_GROUNDS))
    known = [text for name in names if name in facts and (text := stated(words, facts[name]))]
    differing = list(_differing(words, findings))
    yield from known[: max(1, GROUNDS - len(differing))]
    yield from differing


def _shows_the_headline(facts: Mapping[str, Fact]) -> Iterable[str]:
    """The fact that shows what the headline says; settings say more than a repetition of it."""
    if (fact := deciding_fact(facts)) is None:
        return
    settings = facts.get(_SETTINGS)
    recognises = fact.value in RECOGNITION and settings is not None and settings.value is True
    yield _SETTINGS if recognises else fact.id


def _differing(words: Words, findings: Findings) -> Iterable[str]:
    """Who states something else than what the audit takes as known, a sentence for each."""
    facts = {fact.id: fact for fact in findings.facts}
    others: dict[str, dict[str, None]] = {}
    for contradiction in findings.contradictions:
        for speaker, source in _latest(contradiction, facts.get(contradiction.fact)).items():
            text = words.sentence(contradiction.fact, source.value, complete=source.complete)
            if text:
                others.setdefault(words.speaker(speaker), {})[text] = None
    for who, texts in others.items():
        yield words.say("page_one.otherwise", who=who, sentence=words.series(texts))


def _latest(contradiction: Contradiction, own: Fact | None) -> Mapping[Speaker, Source]:
    """What each speaker stated last, where that differs from what the audit takes as known."""
    if own is None or own.value is None:
        return {}
    last: dict[Speaker, Source] = {}
    for source in contradiction.sources:
        if source.by is None or source.follows_from:
            continue
        before = last.get(source.by)
        if before is None or (source.on or date.min) >= (before.on or date.min):
            last[source.by] = source
    return {by: source for by, source in last.items() if source.value != own.value}


def _rows(words: Words, findings: Findings) -> Iterable[IssueRow]:
    by_rule = {finding.rule: finding for finding in findings.findings}
    for state in _ON_THEIR_OWN:
        for entry in findings.issues:
            if entry.state is state:
                yield _row(words, state, [entry], _conclusion(words, entry, by_rule))
    for state in _IN_ORDER:
        shared = [entry for entry in findings.issues if entry.state is state]
        if shared:
            count = _still_asked(findings, shared)
            yield _row(words, state, shared, _shared_line(words, state, count))


def _shared_line(words: Words, state: IssueState, count: int) -> str:
    """What decides the issues of one status; empty where the status says all there is."""
    match state:
        case IssueState.OPEN:
            return (
                words.say("page_one.open", count=count)
                if count
                else words.say("page_one.open_alone")
            )
        case IssueState.OPEN_IN_LAW | IssueState.MET:
            return words.say(f"page_one.{state.value}_alone")
        case _:
            return ""


def _still_asked(findings: Findings, entries: Sequence[IssueStatus]) -> int:
    """How many of the questions of the report bear on these issues."""
    issues = {entry.issue for entry in entries if entry.state.undecided}
    return sum(1 for question in findings.questions if issues & set(question.issues))


def _row(
    words: Words, state: IssueState, entries: Sequence[IssueStatus], sentence: str
) -> IssueRow:
    return IssueRow(
        status=state.value,
        status_word=words.say(f"status.{state.value}"),
        issues=tuple(
            Link(anchor=anchor("issue", e.issue.value), text=words.say(f"issue.{e.issue.value}"))
            for e in entries
        ),
        sentence=sentence,
    )


def _conclusion(words: Words, entry: IssueStatus, by_rule: Mapping[str, Finding]) -> str:
    """The shortest first sentence that a rule of the strongest verdict concludes with."""
    if not entry.rules:
        return ""
    strongest = by_rule[entry.rules[0]].verdict
    concurring = (by_rule[rule] for rule in entry.rules)
    texts = (words.text(f.because) for f in concurring if f.verdict is strongest)
    return min((_first_sentence(words, text) for text in texts if text), key=len, default="")


def _first_sentence(words: Words, text: str) -> str:
    first = _FIRST_SENTENCE[words.language].match(text)
    if first is None:
        return text
    sentence = first.group().rstrip(";；")
    return sentence if sentence == first.group() else sentence + words.say("page.stop")


def _telling_still(footage: Sequence[FootageView], observations: Observations) -> StillView | None:
    """The redacted still that shows most: the most people, then faces that leave a scene in view.

    None where none may be printed. Demonstrative footage shows nothing of the place.
    """
    views = {
        still.file: still
        for view in footage
        if not view.demonstrative
        for still in view.stills
        if still.data and still.redacted
    }
    ranked = [
        (_shows(still, examination), still.file)
        for examination in observations.examinations
        for still in examination.stills
        if still.file in views and still.purpose == "evidence"
    ]
    return views[max(ranked)[1]] if ranked else None


def _shows(still: RedactedStill, examination: Examination) -> tuple[int, bool, float]:
    """How much of people and scene a still shows, for comparison with other stills."""
    faces = [e.best.eye_distance for e in examination.episodes if e.id in still.episodes]
    share = max(faces, default=0.0) / still.width
    return len(still.episodes), share <= MOST_COVERED, share if share <= MOST_COVERED else -share
