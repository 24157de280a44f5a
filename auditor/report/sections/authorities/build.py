"""The authorities that findings cite."""

from __future__ import annotations

from auditor.judge.decide.findings import (
    CitedAuthority,
    Findings,
)
from auditor.judge.rules.authority import Authority
from auditor.report.parts import Link
from auditor.report.sections.authorities.view import AuthorityRow
from auditor.report.words import Words, anchor


def _in_force(words: Words, authority: Authority) -> str:
    """The dates of an authority: a decision has a day, an instrument a time in force."""
    if authority.from_ is None:
        return words.say("authority_dates.undated")
    if authority.is_practice:
        key = "judgment" if authority.kind == "judgment" else "practice"
        return words.say(f"authority_dates.{key}", day=words.day(authority.from_))
    return words.say("authority_dates.in_force", period=words.period(authority.window))


def authority_rows(words: Words, findings: Findings) -> tuple[AuthorityRow, ...]:
    """Every authority cited, once, with the findings that cite it."""
    cited: dict[str, tuple[CitedAuthority, dict[str, Link]]] = {}
    for finding in findings.findings:
        for citation in finding.authorities:
            _, links = cited.setdefault(citation.authority.id, (citation, {}))
            links[finding.rule] = Link(anchor=anchor("rule", finding.rule), text=finding.rule)
    rows = []
    for citation, links in cited.values():
        authority = citation.authority
        rows.append(
            AuthorityRow(
                anchor=anchor("authority", authority.id),
                id=authority.id,
                title=words.title(authority),
                kind=words.say(f"authority.{authority.kind}"),
                in_force=_in_force(words, authority),
                reading=authority.reading,
                reading_words=words.say(f"reading.{authority.reading}"),
                read_at=words.said(authority.read_at),
                url=authority.url,
                note=words.text(authority.note),
                cited_by=tuple(links.values()),
            )
        )
    return tuple(sorted(rows, key=lambda row: row.id))
