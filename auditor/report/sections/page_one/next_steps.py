"""What each kind of reader can do now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from auditor.case.model import ExhibitKind
from auditor.judge.decide.findings import Change, Finding, Findings
from auditor.judge.decide.issue_status import IssueState
from auditor.report.complaints import complaint_body
from auditor.report.readers import Reader
from auditor.report.sections.page_one.view import NextSteps
from auditor.report.words import Words

FOR_ONE = 3
"""Steps for the reader who was asked for."""
FOR_EACH = 2
"""Steps for each reader where none was asked for."""


def next_steps(words: Words, findings: Findings, reader: Reader | None) -> tuple[NextSteps, ...]:
    """The steps for `reader`, or two for each where none was asked for."""
    readers = tuple(Reader) if reader is None else (reader,)
    most = FOR_EACH if reader is None else FOR_ONE
    of_reader = {
        Reader.CONSUMER: _for_consumer,
        Reader.OFFICER: _for_officer,
        Reader.LAWYER: _for_lawyer,
    }
    return tuple(
        NextSteps(
            reader=each.value,
            reader_word=words.say(f"reader.{each.value}"),
            steps=tuple(of_reader[each](words, findings))[:most],
        )
        for each in readers
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
        body = complaint_body(findings.case)
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
    """The changes that the most adverse findings name as a way out, least burden first."""
    counts: Counter[str] = Counter()
    changes: dict[str, Change] = {}
    burdens: dict[str, int] = {}
    adverse: list[Finding] = [f for f in findings.findings if f.verdict.adverse]
    for finding in adverse:
        for flip in finding.flips[:1]:
            for change in flip.changes:
                key = change.model_dump_json()
                counts[key] += 1
                changes[key] = change
                burdens[key] = flip.burden
    order = sorted(changes, key=lambda key: (-counts[key], burdens[key], key))
    return [changes[key] for key in order]


def _for_lawyer(words: Words, findings: Findings) -> Iterable[str]:
    relied = {
        source.exhibit
        for fact in findings.facts
        for source in fact.sources
        if source.exhibit and fact.value is not None
    }
    if relied:
        yield words.say("next_step.relied_on", count=len(relied))
    if any(entry.state is IssueState.NOT_SHOWN for entry in findings.issues):
        yield words.say("next_step.burden")
    yield words.say("next_step.check", day=words.day(findings.as_of))
