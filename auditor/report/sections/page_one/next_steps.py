"""What each kind of reader can do now."""

from __future__ import annotations

from collections.abc import Iterable

from auditor.case.model import ExhibitKind
from auditor.examine.model import FootageCoverage, Observations, TextCoverage
from auditor.judge.decide.findings import Change, Findings
from auditor.judge.decide.issue_status import IssueState
from auditor.judge.rules.period import Period
from auditor.report.complaints import complaint_body
from auditor.report.readers import Reader
from auditor.report.sections.page_one.view import NextSteps
from auditor.report.words import Words

FOR_ONE = 3
"""Steps for the reader who was asked for."""
FOR_EACH = 2
"""Steps for each reader where none was asked for."""


def next_steps(
    words: Words, findings: Findings, observations: Observations, reader: Reader | None
) -> tuple[NextSteps, ...]:
    """The steps for `reader`, or two for each where none was asked for."""
    if findings.questions and not (_adverse(findings) or findings.case.statements):
        return (_first_question(words, findings, reader),)
    readers = tuple(Reader) if reader is None else (reader,)
    most = FOR_EACH if reader is None else FOR_ONE
    of_reader = {
        Reader.CONSUMER: _for_consumer(words, findings),
        Reader.OFFICER: _for_officer(words, findings),
        Reader.LAWYER: _for_lawyer(words, findings, observations),
    }
    return tuple(
        NextSteps(
            reader=each.value,
            reader_word=words.say(f"reader.{each.value}"),
            steps=tuple(of_reader[each])[:most],
        )
        for each in readers
    )


def _first_question(words: Words, findings: Findings, reader: Reader | None) -> NextSteps:
    """The one step that helps where nobody has stated anything and nothing adverse is known."""
    key = "first_answer" if reader is Reader.OFFICER else "first_question"
    question = words.question(findings.questions[0].fact)
    return NextSteps(
        reader=(reader or Reader.CONSUMER).value,
        reader_word=words.say(f"reader.{(reader or Reader.CONSUMER).value}"),
        steps=(words.say(f"next_step.{key}", question=question),),
    )


def _adverse(findings: Findings) -> bool:
    return any(e.state in (IssueState.BREACH, IssueState.LIKELY_BREACH) for e in findings.issues)


def _for_consumer(words: Words, findings: Findings) -> Iterable[str]:
    kinds = {exhibit.kind for exhibit in findings.case.exhibits}
    if not _adverse(findings) and not findings.questions:
        yield words.say("next_step.nothing_open")
    if kinds & {ExhibitKind.VIDEO, ExhibitKind.IMAGE}:
        yield words.say("next_step.keep_originals")
    elif kinds:
        yield words.say("next_step.keep_messages")
    if _adverse(findings):
        yield words.say("next_step.write")
        body = complaint_body(findings)
        yield words.say(f"next_step.complain_{body}")
    elif findings.questions:
        question = words.question(findings.questions[0].fact)
        yield words.say("next_step.ask_operator", question=question)
        yield words.say("next_step.add_answer")


def _for_officer(words: Words, findings: Findings) -> Iterable[str]:
    for change in _clearing_most(findings):
        if text := words.conduct(change):
            yield words.say("statement.plain", sentence=text)
    if findings.questions:
        yield words.say("next_step.answer", count=len(findings.questions))
    else:
        yield words.say("next_step.keep_records")


def _clearing_most(findings: Findings) -> list[Change]:
    """The changes that clear adverse findings by themselves, those of the plan and most first.

    A change counts only for findings that no change before it clears, and no two changes set the
    same fact. Where no change clears a finding alone, those of the plan are named in its order.
    """
    plan = findings.plan.changes or () if findings.plan else ()
    planned = {_key(change) for change in plan}
    clears: dict[str, set[str]] = {}
    changes: dict[str, Change] = {}
    for finding in findings.findings:
        for flip in finding.flips if finding.verdict.adverse else ():
            if len(flip.changes) == 1:
                key = _key(flip.changes[0])
                clears.setdefault(key, set()).add(finding.rule)
                changes[key] = flip.changes[0]
    chosen: list[Change] = []
    while clears:
        best = min(clears, key=lambda key: (key not in planned, -len(clears[key]), key))
        chosen.append(changes[best])
        cleared = clears.pop(best)
        left = {key: rules - cleared for key, rules in clears.items()}
        clears = {k: r for k, r in left.items() if r and changes[k].fact != changes[best].fact}
    return chosen or list(plan)


def _key(change: Change) -> str:
    return f"{change.fact}={change.then}"


def _for_lawyer(words: Words, findings: Findings, observations: Observations) -> Iterable[str]:
    relied = {
        source.exhibit
        for fact in findings.facts
        for source in fact.sources
        if source.exhibit and fact.value is not None
    }
    if exhibits := len(findings.case.exhibits):
        partly = words.join(sorted(_not_read_in_full(observations)))
        key = "next_step.relied_on_in_part" if partly else "next_step.relied_on"
        part = {"partly": partly} if partly else {}
        yield words.say(key, count=len(relied), all=exhibits, **part)
    if any(entry.state is IssueState.NOT_SHOWN for entry in findings.issues):
        yield words.say("next_step.burden")
    day = words.day(findings.as_of)
    case = findings.case
    if case.start or case.end:
        conduct = words.period(Period(start=case.start, end=case.end))
        yield words.say("next_step.check_conduct", conduct=conduct, day=day)
    else:
        yield words.say("next_step.check", day=day)


def _not_read_in_full(observations: Observations) -> Iterable[str]:
    """Exhibits that could not be read, or of which a part could not."""
    for examination in observations.examinations:
        match examination.coverage:
            case FootageCoverage() as footage:
                in_full = footage.read_to_end
            case TextCoverage() as text:
                in_full = not text.not_understood
            case _:
                in_full = True
        if examination.error or not in_full:
            yield examination.exhibit
