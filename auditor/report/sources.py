"""Sources of facts, grouped so that a thousand sightings of one thing are one group with places.

A group holds the sources of one kind, one value and one origin.
"""

from __future__ import annotations

from collections.abc import Iterable

from auditor.core.frozen import Frozen
from auditor.core.locator import TextLocator
from auditor.report.parts import Said
from auditor.report.words import Words, anchor
from auditor.vocabulary.fact import Source, Strength
from auditor.vocabulary.value import FactValue


class Entry(Frozen):
    """One place a source points to."""

    place: str
    quote: Said | None = None
    note: Said | None = None


class SourceGroup(Frozen):
    """Sources of the same strength, value and origin.

    `origin` is the exhibit's id or the speaker; `more` counts the entries printed only in the table
    of facts, `saved` those that stand only in the saved observations.
    """

    strength: str
    value: str
    differs: bool
    origin: str
    anchor: str = ""
    entries: tuple[Entry, ...]
    more: int = 0
    saved: int = 0


PLACES_IN_FINDING = 2
"""Places of a source group printed with a finding."""


PLACES_IN_CONTRADICTION = 4
"""Places of a source group printed with a contradiction."""


PLACES_IN_TABLE = 200
"""Places of a source group printed in the table of facts; the saved observations hold them all."""


def groups(
    words: Words,
    fact: str,
    sources: Iterable[Source],
    judged: FactValue | None,
    most: int,
    *,
    in_table: bool = False,
) -> tuple[SourceGroup, ...]:
    """`sources` of `fact`, grouped by origin and value, strongest first; `most` places of each.

    `in_table` says that the groups are in the table of facts, to which others point.
    """
    gathered: dict[tuple[Strength, str, str, str], list[Source]] = {}
    for source in sources:
        value = words.value(fact, source.value, complete=source.complete)
        key = (source.strength, value, source.exhibit, origin_of(words, source))
        gathered.setdefault(key, []).append(source)
    return tuple(
        SourceGroup(
            strength=_kind(words, strength, members[0]),
            value=value,
            differs=judged is not None and differs(members[0], judged),
            origin=origin,
            anchor=anchor("exhibit", exhibit) if exhibit in words.exhibits else "",
            entries=tuple(_entry(words, source) for source in members[:most]),
            more=0 if in_table else max(0, len(members) - most),
            saved=max(0, len(members) - most) if in_table else 0,
        )
        for (strength, value, exhibit, origin), members in gathered.items()
    )


def differs(source: Source, judged: FactValue) -> bool:
    """Whether a source states another value than the judged one."""
    return source.differs_from(judged)


def _kind(words: Words, strength: Strength, source: Source) -> str:
    """The kind of source, worded to be followed by its origin."""
    if source.by is None or source.exhibit:
        return words.strength(strength)
    return words.say("source.found_by" if strength is Strength.ADJUDICATED else "source.stated_by")


def origin_of(words: Words, source: Source) -> str:
    """Where a source comes from: its exhibit, or who said it and when."""
    if source.exhibit:
        exhibit = words.exhibit(source.exhibit)
        if source.by is None:
            return exhibit
        who = words.speaker(source.by)
        return words.say("source.in_exhibit_by", exhibit=exhibit, who=who)
    who = words.reported(words.speaker(source.by), source) if source.by else ""
    when = words.day(source.on) if source.on else ""
    if who and when:
        return words.say("source.stated", who=who, on=when)
    return words.say("source.undated", who=who) if who else when


def _entry(words: Words, source: Source) -> Entry:
    quote = source.locator.quote if isinstance(source.locator, TextLocator) else ""
    return Entry(
        place=words.place(source.locator),
        quote=words.said(quote) if quote else None,
        note=_note(words, source),
    )


def _note(words: Words, source: Source) -> Said | None:
    """What an examiner notes is in its language; what a person adds stays as it is."""
    if source.follows_from:
        return Said(
            text=words.say("source.follows_from", question=words.question(source.follows_from))
        )
    if not source.note:
        return None
    return words.examiner(source.note) if source.exhibit else words.said(source.note)


def _key(source: Source) -> str:
    return source.model_dump_json()
