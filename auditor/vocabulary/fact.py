"""Facts with their sources, and contradictions between sources."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from auditor.core.frozen import Frozen
from auditor.core.locator import Locator
from auditor.vocabulary.value import FactValue, Speaker


class Strength(StrEnum):
    """How much a source carries, weakest first.

    The order is a convention of this tool and is printed in every report: what a court or authority
    found, then what is seen, then what a machine is set to do, then what is written, then what is
    said.
    """

    DECLARED = "declared"
    READ_IN_DOCUMENT = "read_in_document"
    READ_IN_CONFIGURATION = "read_in_configuration"
    SEEN_IN_FOOTAGE = "seen_in_footage"
    ADJUDICATED = "adjudicated"

    @property
    def rank(self) -> int:
        """0 for the weakest up to 4."""
        return list(Strength).index(self)


def weakest(found: Iterable[Strength | None]) -> Strength | None:
    """The weakest of the strengths that are there; None for none."""
    return min((one for one in found if one), key=lambda one: one.rank, default=None)


def strongest(found: Iterable[Strength | None]) -> Strength | None:
    """The strongest of the strengths that are there; None for none."""
    return max((one for one in found if one), key=lambda one: one.rank, default=None)


class Source(Frozen):
    """What a fact rests on.

    `exhibit` and `locator` are set where something was read or seen; `by` and `on` where somebody
    said it. `complete` says of a set that the source names all of its members. `follows_from` names
    the fact that the source speaks of where this one follows from that by meaning alone.
    """

    strength: Strength
    value: FactValue
    complete: bool = True
    exhibit: str = ""
    locator: Locator | None = None
    by: Speaker | None = None
    on: date | None = None
    note: str = ""
    follows_from: str = ""


class Fact(Frozen):
    """A fact as established. `value` None means unknown.

    `complete` is about sets: False says "at least these"; `lacks` are members that such a set is
    known not to have. `strength` is that of the strongest
    source of the judged value. `sources` are all, strongest first; those that differ from `value`
    are among them.
    """

    id: str
    value: FactValue | None
    complete: bool = True
    lacks: tuple[str, ...] = ()
    strength: Strength | None = None
    sources: tuple[Source, ...] = ()


class Contradiction(Frozen):
    """Sources of one fact that cannot all hold. `judged` None: equally strong, so left unknown."""

    fact: str
    judged: FactValue | None
    sources: tuple[Source, ...]


class Facts(Frozen):
    """All facts that any source speaks of, by id, and the contradictions between sources."""

    facts: tuple[Fact, ...]
    contradictions: tuple[Contradiction, ...] = ()

    def by_id(self) -> dict[str, Fact]:
        """The facts by id."""
        return {fact.id: fact for fact in self.facts}
