"""What the sources of one fact come to.

The strongest source decides. Where sources of equal strength differ, the fact stays unknown: the
tool does not choose between two people. Either way the contradiction is reported.

Systems are not people: of two recorders, one may recognise faces while the other does not. What
machines show is combined over the systems first, as the vocabulary says for the fact, and only a
system that contradicts itself is a contradiction.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from auditor.vocabulary.fact import (
    Contradiction,
    Fact,
    Source,
    Strength,
    SystemValue,
    strongest,
)
from auditor.vocabulary.value import FactValue
from auditor.vocabulary.vocabulary import FactDefinition, FactType, definition

_SEVERAL = 2
_OF_MACHINES = frozenset({Strength.READ_IN_CONFIGURATION, Strength.SEEN_IN_FOOTAGE})
_System = tuple[str, str]
"""An exhibit and the camera or service that it names."""


def weigh(fact: str, sources: Sequence[Source]) -> tuple[Fact, Contradiction | None]:
    """The fact that `sources` support, at least one of them, and the contradiction among them."""
    ordered = tuple(sorted(sources, key=_rank))
    about = definition(fact)
    if about.type is FactType.SET:
        return _weigh_set(fact, ordered)
    return _weigh_value(about, ordered)


def _rank(source: Source) -> tuple[int, str, str]:
    """Strongest first, then by exhibit and date, so that every run has the same order."""
    return (-source.strength.rank, source.exhibit, source.on.isoformat() if source.on else "")


# --- one value ------------------------------------------------------------------------------------


def _weigh_value(
    about: FactDefinition, ordered: tuple[Source, ...]
) -> tuple[Fact, Contradiction | None]:
    if about.rising:
        ordered = _without_lesser_footage(about, ordered)
    systems = _Systems(about, ordered)
    counted = tuple(source for source in ordered if not systems.is_lesser(source))
    top = [source for source in counted if source.strength is counted[0].strength]
    agreed = len({source.value for source in top}) == 1
    judged = top[0].value if agreed else systems.settled_by_another(top)
    established = Fact(
        id=about.id,
        value=judged,
        strength=top[0].strength if judged is not None else None,
        sources=tuple(map(systems.marked, ordered)),
        systems=systems.table,
    )
    if len({source.value for source in counted}) == 1:
        return established, None
    return established, Contradiction(fact=about.id, judged=judged, sources=counted)


class _Systems:
    """What machines show of one fact, system by system."""

    def __init__(self, about: FactDefinition, sources: Iterable[Source]) -> None:
        self._about = about
        values: dict[_System, set[FactValue]] = defaultdict(set)
        for source in sources:
            if source.strength in _OF_MACHINES and (about.systems or about.rising):
                values[_system_of(source)].add(source.value)
        # One source against itself is the system's own contradiction; a rising value has steps.
        self._clear = {
            system: self._combined(of_one)
            for system, of_one in values.items()
            if len(of_one) == 1 or about.rising
        }
        self._together = self._combined(self._clear.values()) if self._clear else None

    @property
    def table(self) -> tuple[SystemValue, ...]:
        """The value of each system, where they differ."""
        if len(set(self._clear.values())) < _SEVERAL:
            return ()
        return tuple(
            SystemValue(exhibit=exhibit, subject=subject, value=value)
            for (exhibit, subject), value in sorted(self._clear.items(), key=lambda item: item[0])
        )

    def is_lesser(self, source: Source) -> bool:
        """Whether another system decides, so that this source is no source against it."""
        return (
            source.strength in _OF_MACHINES
            and _system_of(source) in self._clear
            and source.value != self._together
        )

    def marked(self, source: Source) -> Source:
        """`source`, incomplete if it holds for its own system only."""
        return source.model_copy(update={"complete": False}) if self.is_lesser(source) else source

    def settled_by_another(self, differing: Sequence[Source]) -> FactValue | None:
        """The value of a clear system, where another one contradicts itself without effect."""
        decisive = {"any": True, "all": False}.get(self._about.systems or "")
        machines = all(source.strength in _OF_MACHINES for source in differing)
        return decisive if machines and decisive is self._together else None

    def _combined(self, values: Iterable[FactValue]) -> FactValue:
        if self._about.rising:
            places = {value: place for place, value in enumerate(self._about.values)}
            return max(values, key=lambda value: places[str(value)])
        numbers = [value for value in values if isinstance(value, bool | int | float)]
        return min(numbers) if self._about.systems == "all" else max(numbers)


def _without_lesser_footage(
    about: FactDefinition, ordered: tuple[Source, ...]
) -> tuple[Source, ...]:
    """`ordered` without footage that shows less than another exhibit does.

    Footage shows a part of what a system does: at least that much, and nothing against more. A
    statement alone does not count as more, since that would be a contradiction.
    """
    places = {value: place for place, value in enumerate(about.values)}
    read = [s for s in ordered if s.strength is not Strength.DECLARED]
    highest = max((places[str(s.value)] for s in read), default=0)
    return tuple(
        source
        for source in ordered
        if source.strength is not Strength.SEEN_IN_FOOTAGE or places[str(source.value)] >= highest
    )


def _system_of(source: Source) -> _System:
    return source.exhibit, source.subject


# --- a set ----------------------------------------------------------------------------------------


def _weigh_set(fact: str, ordered: tuple[Source, ...]) -> tuple[Fact, Contradiction | None]:
    """What the sources name together.

    A source that calls its list complete, and omits a member that another one names, contradicts
    it. Such a list is not complete, unless only weaker sources name more. Members on which complete
    lists of equal strength differ are left open.
    """
    weighed = _documents_as_one(ordered)
    complete = [source for source in weighed if source.complete]
    floor = strongest(source.strength for source in complete)
    # A weaker source cannot add to a list that a stronger one calls complete.
    counted = [s for s in weighed if floor is None or s.strength.rank >= floor.rank]
    lists = [set(_members(s)) for s in complete if s.strength is floor]
    listed = set.intersection(*lists) if lists else set()
    open_members = set.union(*lists) - listed if lists else set()
    named = listed | {
        m for s in counted if s not in complete or s.strength is not floor for m in _members(s)
    }
    open_members -= named
    judged = tuple(sorted(named))
    everything = {member for source in weighed for member in _members(source)}
    whole = bool(lists) and not open_members and all(named <= of_one for of_one in lists)
    lacked = {member for source in counted for member in source.lacks} - everything
    established = Fact(
        id=fact,
        value=judged if judged or not open_members else None,
        complete=whole,
        lacks=() if whole else tuple(sorted(lacked)),
        strength=(floor or ordered[0].strength) if judged or not open_members else None,
        sources=ordered,
    )
    if all(everything <= set(_members(source)) for source in complete):
        return established, None
    left_open = None if open_members else judged
    return established, Contradiction(fact=fact, judged=left_open, sources=ordered)


def _documents_as_one(sources: tuple[Source, ...]) -> list[Source]:
    """`sources` with all documents joined: another document may state what the first leaves out.

    The documents together are complete where each of them was read completely, and lack what none
    of them has.
    """
    documents = [s for s in sources if s.strength is Strength.READ_IN_DOCUMENT]
    others = [s for s in sources if s.strength is not Strength.READ_IN_DOCUMENT]
    if not documents:
        return others
    exhibits = {source.exhibit for source in documents}
    read_completely = {source.exhibit for source in documents if source.complete}
    together = Source(
        strength=Strength.READ_IN_DOCUMENT,
        value=tuple(sorted({member for s in documents for member in _members(s)})),
        complete=exhibits == read_completely,
        lacks=_lacked_by_all(documents, exhibits),
    )
    return [together, *others]


def _lacked_by_all(documents: Sequence[Source], exhibits: set[str]) -> tuple[str, ...]:
    """The members that every one of several documents is known not to have."""
    lacked = {exhibit: _lacked_in(documents, exhibit) for exhibit in exhibits}
    return tuple(sorted(set.intersection(*lacked.values())))


def _lacked_in(documents: Sequence[Source], exhibit: str) -> set[str]:
    own = [source for source in documents if source.exhibit == exhibit]
    named = {member for source in own for member in _members(source)}
    lacked = {member for source in own for member in source.lacks}
    for source in own:
        if source.complete:
            lacked |= {m for d in documents for m in (*_members(d), *d.lacks)}
    return lacked - named


def _members(source: Source) -> tuple[str, ...]:
    return source.value if isinstance(source.value, tuple) else ()
