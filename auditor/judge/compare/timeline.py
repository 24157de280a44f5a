"""The same facts year by year: how they would fare if the conduct had taken place in each year."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from auditor.core.frozen import Frozen
from auditor.judge.decide.bench import Bench
from auditor.judge.decide.in_question import open_triggers
from auditor.judge.rules.rule import Rule, RuleBook
from auditor.judge.rules.verdict import Verdict
from auditor.vocabulary.fact import Fact


class YearJudged(Frozen):
    """One year: the day judged by, what came into force in it, and each rule's verdict.

    `came_into_force` are ids of authorities; `verdicts` is by rule id; that of a rule that is
    not in question is `not_applicable`.
    """

    year: int
    as_of: date
    came_into_force: tuple[str, ...]
    verdicts: dict[str, Verdict]


def timeline(
    facts: Mapping[str, Fact], book: RuleBook, years: range, today: date
) -> tuple[YearJudged, ...]:
    """`facts` judged once for each of `years`, by the law and the knowledge of its last day.

    The conduct is taken to fill the year, and an act whose day decides which law governs to have
    been done in it; the facts stay what they are. A year that is not over is judged by `today`.
    """
    return tuple(_year(facts, book, year, min(date(year, 12, 31), today)) for year in years)


def _year(facts: Mapping[str, Fact], book: RuleBook, year: int, last: date) -> YearJudged:
    bench = Bench(book, last)
    conduct = {
        "deployment.start": date(year, 1, 1).isoformat(),
        "deployment.end": last.isoformat(),
    }
    moved = bench.seen_by(facts) | {name: Fact(id=name, value=v) for name, v in conduct.items()}
    verdicts = {}
    for pack in book.packs:
        for rule in pack.rules:
            if rule.figure is not None:
                continue
            when = dict(moved)
            if act := rule.applies.governed_by:
                when[act] = Fact(id=act, value=last.isoformat())
            reached = bench.period(rule, when)[0] is not None
            verdicts[rule.id] = _verdict(rule, bench, moved) if reached else Verdict.NOT_APPLICABLE
    new = [
        name
        for name, authority in book.authorities.items()
        if authority.from_ is not None and authority.from_.year == year
    ]
    return YearJudged(year=year, as_of=last, came_into_force=tuple(new), verdicts=verdicts)


def _verdict(rule: Rule, bench: Bench, facts: Mapping[str, Fact]) -> Verdict:
    decision = bench.decision(rule, facts)
    waits = open_triggers(rule, decision, facts, bench.book)
    return Verdict.NOT_APPLICABLE if waits else decision.verdict
