"""Which time was covered by a notice or by consent, as far as the facts show."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from auditor.case.model import Exhibit
from auditor.examine.document_model import ConsentCount
from auditor.examine.model import Examination
from auditor.judge.decide.findings import Findings
from auditor.judge.rules.period import Period
from auditor.vocabulary.fact import Fact, Source

Kind = Literal["notice", "consent"]


State = Literal["covered", "uncovered", "unknown"]


Why = Literal[
    "none", "after_capture", "shown", "no_date", "before_shown", "after_shown", "disputed",
    "not_told", "outside", "records", "not_in_records",
]  # fmt: skip


Reach = Literal["whole", "later", "earlier", "middle", "none", "unknown"]
"""How the time an instrument is in force relates to the period examined."""


@dataclass(frozen=True)
class Stretch:
    """Days with one state, and the code of the reason."""

    period: Period
    state: State
    why: Why


@dataclass(frozen=True)
class Cover:
    """The stretches of one kind of cover, in order and without gaps, and the facts used."""

    kind: Kind
    facts: tuple[str, ...]
    stretches: tuple[Stretch, ...]

    def on(self, day: date | None) -> Stretch:
        """The state on one day; unknown without a day, or off the period examined."""
        if day is None:
            # A recording without a day may lie outside the period, so not even "never" reaches it.
            return Stretch(Period(), "unknown", "no_date")
        for stretch in self.stretches:
            if stretch.period.overlap(Period(start=day, end=day)) is not None:
                return stretch
        return Stretch(Period(start=day, end=day), "unknown", "outside")


def looked_at(findings: Findings) -> Period | None:
    """The period examined, closed at the day judged by; None where its first day is not known."""
    facts = {fact.id: fact for fact in findings.facts}
    start = findings.case.start or _day(facts.get("deployment.start"))
    end = findings.case.end or _day(facts.get("deployment.end")) or findings.as_of
    return Period(start=start, end=end) if start is not None and start <= end else None


def _day(fact: Fact | None) -> date | None:
    return date.fromisoformat(fact.value) if fact and isinstance(fact.value, str) else None


def covers(findings: Findings, examinations: Iterable[Examination] = ()) -> tuple[Cover, ...]:
    """Notice and consent over the period examined; nothing where that is not known.

    Where records of consent were read, they say on which days faces were taken without it.
    """
    period = looked_at(findings)
    if period is None:
        return ()
    facts = {fact.id: fact for fact in findings.facts}
    exhibits = {exhibit.id: exhibit for exhibit in findings.case.exhibits}
    records = {one.exhibit: one.consent for one in examinations if one.consent}
    notice, consent = _by_facts(period, facts, exhibits)
    return notice, _with_records(consent, period, facts, records)


def _with_records(
    consent: Cover,
    period: Period,
    facts: Mapping[str, Fact],
    records: Mapping[str, Sequence[ConsentCount]],
) -> Cover:
    """`consent` with the days on which the records show a capture without it.

    What other sources say of the whole period stays; where the records alone say it, only their
    days are uncovered, and the others are unknown.
    """
    days = sorted(
        {(one.start, one.end) for counts in records.values() for c in counts for one in c.uncovered}
    )
    if not days:
        return consent
    against = [
        source
        for name, value in (("consent.obtained", False), ("consent.timing", "after"))
        if name in facts and facts[name].value == value
        for source in facts[name].sources
        if source.value == value
    ]
    if against and not all(source.exhibit in records for source in against):
        return consent
    base = consent.stretches
    if against:
        base = (Stretch(period, "unknown", "not_in_records"),)
    stretches = base
    for start, end in days:
        part = period.overlap(Period(start=start, end=end))
        if part is not None:
            stretches = tuple(_cut(stretches, Stretch(part, "uncovered", "records")))
    return Cover(consent.kind, consent.facts, stretches)


def _cut(stretches: Iterable[Stretch], part: Stretch) -> Iterable[Stretch]:
    """`stretches` with `part` in place of what they say of its days."""
    placed = False
    for stretch in stretches:
        common = stretch.period.overlap(part.period)
        if common is None or common.start is None or common.end is None:
            yield stretch
            continue
        start, end = stretch.period.start, stretch.period.end
        if start is None or start < common.start:
            yield Stretch(
                Period(start=start, end=_next(common.start, -1)), stretch.state, stretch.why
            )
        if not placed:
            yield part
            placed = True
        if end is None or end > common.end:
            yield Stretch(Period(start=_next(common.end, 1), end=end), stretch.state, stretch.why)


def _by_facts(
    period: Period, facts: Mapping[str, Fact], exhibits: Mapping[str, Exhibit]
) -> tuple[Cover, Cover]:
    return (
        _cover(
            "notice",
            period,
            exhibits,
            never=_is(facts, "notice.present", False),
            late=_is(facts, "notice.before_capture", False),
            shown=(
                _all_say(facts, "notice.present", lambda value: value is True),
                _all_say(facts, "notice.before_capture", lambda value: value is True),
            ),
            facts=("notice.present", "notice.before_capture"),
            known=facts,
        ),
        _cover(
            "consent",
            period,
            exhibits,
            never=_is(facts, "consent.obtained", False) or _is(facts, "consent.timing", "none"),
            late=_is(facts, "consent.timing", "after"),
            shown=(
                _all_say(facts, "consent.obtained", lambda value: value is True),
                _all_say(facts, "consent.timing", lambda value: value == "before"),
            ),
            facts=("consent.obtained", "consent.timing"),
            known=facts,
        ),
    )


def _is(facts: Mapping[str, Fact], name: str, value: bool | str) -> bool:
    return name in facts and facts[name].value == value


def _all_say(
    facts: Mapping[str, Fact], name: str, says: Callable[[object], bool]
) -> tuple[Source, ...] | None:
    """The sources of a fact that holds; None where it does not, () where one says otherwise."""
    fact = facts.get(name)
    if fact is None or not says(fact.value):
        return None
    return fact.sources if all(says(source.value) for source in fact.sources) else ()


def _cover(
    kind: Kind,
    period: Period,
    exhibits: Mapping[str, Exhibit],
    *,
    never: bool,
    late: bool,
    shown: tuple[tuple[Source, ...] | None, tuple[Source, ...] | None],
    facts: tuple[str, ...],
    known: Mapping[str, Fact],
) -> Cover:
    used = tuple(name for name in facts if name in known)
    if never or late:
        whole = Stretch(period, "uncovered", "none" if never else "after_capture")
        return Cover(kind, used, (whole,))
    there, before = shown
    if there is None or before is None:
        return Cover(kind, used, (Stretch(period, "unknown", "not_told"),))
    if not there or not before:
        return Cover(kind, used, (Stretch(period, "unknown", "disputed"),))
    return Cover(kind, used, tuple(_shown(period, _days(before, exhibits))))


def _days(sources: Iterable[Source], exhibits: Mapping[str, Exhibit]) -> Sequence[date]:
    """The days of sources: when somebody said it, or when the exhibit was recorded."""
    found = []
    for source in sources:
        exhibit = exhibits.get(source.exhibit)
        day = exhibit.provenance.recorded_on if exhibit is not None else source.on
        if day is not None:
            found.append(day)
    return sorted(found)


def _shown(period: Period, days: Sequence[date]) -> Iterable[Stretch]:
    within = [day for day in days if period.overlap(Period(start=day, end=day)) is not None]
    if not within:
        yield Stretch(period, "unknown", "no_date")
        return
    first, last = within[0], within[-1]
    if period.start is not None and period.start < first:
        yield Stretch(Period(start=period.start, end=_next(first, -1)), "unknown", "before_shown")
    yield Stretch(Period(start=first, end=last), "covered", "shown")
    if period.end is not None and last < period.end:
        yield Stretch(Period(start=_next(last, 1), end=period.end), "unknown", "after_shown")


def _next(day: date, by: int) -> date:
    return day + timedelta(days=by)
