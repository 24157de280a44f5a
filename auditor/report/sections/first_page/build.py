"""The first page: what a layman needs, in a sentence each, and nothing that is not below."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from auditor.case.model import ExhibitKind
from auditor.examine.model import Observations
from auditor.judge.decide.findings import Finding, Findings
from auditor.judge.rules.period import Period
from auditor.judge.rules.verdict import Verdict
from auditor.report.parts import Pair
from auditor.report.sections.contradictions.build import contradiction_views
from auditor.report.sections.coverage.build import loud
from auditor.report.sections.first_page.view import (
    Ask,
    CaptureLine,
    Count,
    Disagreement,
    FirstPage,
    Headline,
    OpenQuestion,
)
from auditor.report.sections.requests.build import undecided
from auditor.report.sections.requests.view import RequestView
from auditor.report.sources import SourceGroup
from auditor.report.words import Words, anchor

GRAVEST = 5
"""Findings told in a sentence."""


OPEN = 3
"""Questions told that more facts would not decide."""


REQUESTS = 5
"""Requests told."""


STEPS = 3
"""Remedies told."""


ADDRESSEES = 3
"""Addressees told."""


ASKED = 3
"""Questions to put to one of them."""


ALERTS = 5
"""Gaps of the audit told."""


CAPTURE = (
    "capture.faces_detected",
    "capture.function",
    "storage.raw_face_images",
    "storage.retention_days",
    "sharing.internet_transfer",
)
"""Facts that say whether and how faces are captured."""


ALWAYS_TOLD = CAPTURE[:2]
"""Those that are told even where nothing is known of them."""


ACCOUNTS = 2
"""Other accounts told of one question."""


_FUNCTION = "capture.function"


def first_page(
    words: Words,
    findings: Findings,
    observations: Observations,
    requests: Sequence[RequestView],
) -> FirstPage:
    """The first page; `requests` are all there are, what bears on most findings first."""
    adverse = [f for f in findings.findings if f.verdict.adverse]
    adverse.sort(key=lambda f: (-f.severity.rank, f.verdict.rank, f.rule))
    in_question = [f for f in findings.findings if f.is_in_question]
    open_ = [f for f in in_question if f.verdict in (Verdict.CANNOT_TELL, Verdict.ERROR)]
    asked = {finding.rule for finding in undecided(findings)}
    others = [f for f in open_ if f.rule not in asked]
    others.sort(key=lambda f: (-f.verdict.rank, -f.severity.rank, f.rule))
    gravest = [f for f in adverse if f.because is not None][:GRAVEST]
    alerts = loud(words, observations)
    told = requests[:REQUESTS]
    covered = {link.anchor for request in told for link in request.findings}
    return FirstPage(
        lead=tuple(_lead(words, findings, adverse, open_)),
        looked_at=tuple(_looked_at(words, findings)),
        material=_material(words, findings, observations),
        capture=tuple(_capture(words, findings)),
        disagreements=tuple(_disagreements(words, findings)),
        alerts=alerts[:ALERTS],
        more_alerts=_more(words, "first.more_alerts", len(alerts) - ALERTS),
        counts=tuple(_counts(words, findings)),
        gravest=tuple(_headline(words, f, words.text(f.because)) for f in gravest),
        more=_more(words, "first.more", len(adverse) - len(gravest)),
        open_intro=words.say("first.open_intro", count=len(open_), covered=len(covered))
        if told
        else "",
        requests=tuple(told),
        more_requests=_more(words, "first.more_requests", len(requests) - len(told)),
        open_questions=tuple(_open(words, f) for f in others[:OPEN]),
        more_open=_more(words, "first.more_open", len(others) - OPEN),
        steps=tuple(_steps(words, adverse))[:STEPS],
        asks=tuple(_asks(told)),
    )


def _lead(
    words: Words, findings: Findings, adverse: Sequence[Finding], open_: Sequence[Finding]
) -> Iterable[str]:
    """What a reader with a minute should take away."""
    fact = {fact.id: fact for fact in findings.facts}.get(_FUNCTION)
    if fact is not None and fact.value is not None:
        value = words.value(_FUNCTION, fact.value, complete=fact.complete)
        yield words.say("first.lead_does", value=value, strength=words.strength(fact.strength))
    else:
        yield words.say("first.lead_unknown")
    spoke = sum(f.is_in_question for f in findings.findings)
    yield words.say("first.lead_found", adverse=len(adverse), spoke=spoke)
    if open_:
        yield words.say("first.lead_open", count=len(open_))


def _more(words: Words, key: str, count: int) -> str:
    return words.say(key, count=count) if count > 0 else ""


def _looked_at(words: Words, findings: Findings) -> Iterable[Pair]:
    case = findings.case
    facts = {fact.id: fact for fact in findings.facts}
    named = words.join(part for part in (case.premises.name, case.premises.city) if part)
    kind = facts.get("premises.kind")
    kind_word = words.value("premises.kind", kind.value) if kind else ""
    premises = words.join(part for part in (named, kind_word) if part)
    not_stated = words.say("first.not_stated")
    yield words.pair(words.say("first.premises"), premises or not_stated)
    yield words.pair(words.say("first.operator"), case.operator.name or not_stated)
    period = words.period(Period(start=case.start, end=case.end)) if case.start or case.end else ""
    yield words.pair(words.say("first.conduct"), period or not_stated)
    yield words.pair(words.say("first.as_of"), words.day(findings.as_of))


def _material(words: Words, findings: Findings, observations: Observations) -> str:
    kinds = Counter(exhibit.kind for exhibit in findings.case.exhibits)
    each = words.join(
        words.say("first.of_kind", kind=words.say(f"kind.{kind.value}"), count=kinds[kind])
        for kind in ExhibitKind
        if kinds[kind]
    )
    episodes = sum(len(e.episodes) for e in observations.examinations)
    return words.say(
        "first.material",
        each=each or words.say("first.nothing"),
        statements=len(findings.case.statements),
        episodes=episodes,
    )


def _capture(words: Words, findings: Findings) -> Iterable[CaptureLine]:
    """What is known of the capture itself; the first questions stand there even unanswered."""
    facts = {fact.id: fact for fact in findings.facts}
    for name in CAPTURE:
        fact = facts.get(name)
        known = fact is not None and fact.value is not None
        if known or name in ALWAYS_TOLD:
            value = words.value(name, fact.value, complete=fact.complete) if fact else ""
            yield CaptureLine(
                anchor=anchor("fact", name) if fact else "",
                question=words.question(name),
                value=value if known else words.say("first.not_known"),
                source=words.strength(fact.strength) if fact else "",
                known=known,
            )


def _disagreements(words: Words, findings: Findings) -> Iterable[Disagreement]:
    """Each contradiction, with every other answer and where it comes from."""
    views = contradiction_views(words, findings)
    for contradiction, view in zip(findings.contradictions, views, strict=True):
        judged = words.value(contradiction.fact, contradiction.judged)
        other = [group for group in view.groups if group.value != judged]
        said = [_account(words, "", group) for group in _last_of_each_answer(other)]
        for side in view.against:
            said += [
                _account(words, side.question, group) for group in _last_of_each_answer(side.groups)
            ]
        yield Disagreement(
            anchor=view.anchor,
            question=view.question,
            judged=view.judged,
            against=tuple(said[:ACCOUNTS]),
        )


def _last_of_each_answer(groups: Iterable[SourceGroup]) -> Iterable[SourceGroup]:
    """Sources stand strongest first: the last with an answer is who gave it, if anybody did."""
    return {group.value: group for group in groups}.values()


def _account(words: Words, question: str, group: SourceGroup) -> str:
    key = "first.account_of" if question else "first.account"
    return words.say(
        key,
        **({"question": question} if question else {}),
        value=group.value,
        strength=group.strength,
        origin=group.origin,
    )


def _counts(words: Words, findings: Findings) -> Iterable[Count]:
    silent = Verdict.NOT_APPLICABLE
    counted = Counter(f.verdict if f.is_in_question else silent for f in findings.findings)
    always = (Verdict.VIOLATION, Verdict.LIKELY_VIOLATION, Verdict.CANNOT_TELL)
    for verdict in Verdict:
        number = counted[verdict]
        if number or verdict in always:
            said = words.say(f"verdict.{verdict.value}")
            yield Count(verdict=verdict.value, number=number, words=said)


def _steps(words: Words, adverse: Iterable[Finding]) -> Iterable[Headline]:
    """The remedies of the gravest findings, each once."""
    told: set[str] = set()
    for finding in adverse:
        remedy = words.text(finding.remedy)
        if remedy not in told:
            told.add(remedy)
            yield _headline(words, finding, remedy)


def _headline(words: Words, finding: Finding, sentence: str) -> Headline:
    return Headline(
        anchor=anchor("rule", finding.rule),
        verdict=finding.verdict.value,
        verdict_word=words.verdict(finding),
        severity_word=words.say(f"severity.{finding.severity.value}"),
        sentence=sentence,
    )


def _open(words: Words, finding: Finding) -> OpenQuestion:
    if finding.verdict is Verdict.ERROR:
        settle = words.text(finding.reason)
    elif finding.open_in_law:
        settle = words.say("first.open_in_law", because=words.text(finding.because))
    else:
        settle = words.say("first.no_decider")
    return OpenQuestion(
        anchor=anchor("rule", finding.rule),
        question=words.text(finding.question),
        settle=(settle,),
    )


def _asks(requests: Iterable[RequestView]) -> Iterable[Ask]:
    """The first questions for each addressee, in the words to ask them in."""
    by_whom: dict[str, list[RequestView]] = {}
    for request in requests:
        by_whom.setdefault(request.whom, []).append(request)
    for whom, own in list(by_whom.items())[:ADDRESSEES]:
        questions = [fact.question for request in own for fact in request.asked]
        yield Ask(whom=whom, opening=own[0].opening, questions=tuple(questions[:ASKED]))
