"""Facts with their sources, and contradictions between sources."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Literal

from auditor.core.frozen import Frozen
from auditor.core.locator import Locator
from auditor.core.wording import Worded
from auditor.vocabulary.value import FactValue, Speaker, SpeakerRole


class Strength(StrEnum):
    """How much a source carries, weakest first.

    The order is a convention of this tool and is printed in every report: what a court or authority
    decided, then what footage shows, then what a configuration sets, then what a document or an
    exported conversation says, then what a screenshot of a conversation shows, then what a party's
    own transcript of a message or talk says, then what somebody states.
    """

    DECLARED = "declared"
    REPORTED = "reported"
    READ_IN_SCREENSHOT = "read_in_screenshot"
    READ_IN_DOCUMENT = "read_in_document"
    READ_IN_CONFIGURATION = "read_in_configuration"
    SEEN_IN_FOOTAGE = "seen_in_footage"
    ADJUDICATED = "adjudicated"

    @property
    def rank(self) -> int:
        """0 for the weakest up to 6."""
        return list(Strength).index(self)


def weakest(strengths: Iterable[Strength | None]) -> Strength | None:
    """The weakest of `strengths`, leaving out None; None where nothing remains."""
    return min((s for s in strengths if s), key=lambda s: s.rank, default=None)


def strongest(strengths: Iterable[Strength | None]) -> Strength | None:
    """The strongest of `strengths`, leaving out None; None where nothing remains."""
    return max((s for s in strengths if s), key=lambda s: s.rank, default=None)


class Source(Frozen):
    """What a fact rests on.

    `exhibit` and `locator` are set where something was read or seen, `by` and `on` where somebody
    stated it. `reported_by` is the party through whom it is known, if that is another than `by` or
    than the author of the exhibit; `case` if the case file names no compiler. `subject` is the
    camera or service that the exhibit names for it. `complete` means, for a set, that the source
    names all of its members; for any other value, that it holds for the deployment and not for one
    of several systems. `lacks` are members that an incomplete set is known not to have. Where this
    fact follows from another by meaning alone, `follows_from` is that fact's id.
    """

    strength: Strength
    value: FactValue
    complete: bool = True
    lacks: tuple[str, ...] = ()
    exhibit: str = ""
    subject: str = ""
    locator: Locator | None = None
    by: Speaker | None = None
    reported_by: SpeakerRole | Literal["", "case"] = ""
    on: date | None = None
    note: Worded = ""
    follows_from: str = ""

    def differs_from(self, judged: FactValue) -> bool:
        """Whether this source cannot hold together with `judged`.

        A source that names some members of a set differs only by a member that `judged` lacks, and
        one about a single system among several does not differ.
        """
        if isinstance(self.value, tuple) and isinstance(judged, tuple):
            beyond = not set(self.value) <= set(judged)
            return beyond or (self.complete and set(self.value) != set(judged))
        return self.complete and self.value != judged


class SystemValue(Frozen):
    """What one system shows of a fact: the exhibit, the camera or service in it, and the value."""

    exhibit: str
    subject: str = ""
    value: FactValue


class Fact(Frozen):
    """A fact as established. `value` None means unknown.

    `complete` is about sets: False means "at least these"; `lacks` are members that such a set is
    known not to have. `strength` is that of the strongest source of `value`. `sources` are all of
    them, strongest first, including those that differ from `value`. `systems` is filled where
    several systems show different values, of which `value` is what they come to together.
    """

    id: str
    value: FactValue | None
    complete: bool = True
    lacks: tuple[str, ...] = ()
    strength: Strength | None = None
    sources: tuple[Source, ...] = ()
    systems: tuple[SystemValue, ...] = ()


class Contradiction(Frozen):
    """Sources of one fact that cannot all hold.

    `judged` is the value that counts; None where the sources are equally strong, so that the fact
    stays unknown.
    """

    fact: str
    judged: FactValue | None
    sources: tuple[Source, ...]


class Facts(Frozen):
    """All facts that have a source, ordered by id, and the contradictions between sources."""

    facts: tuple[Fact, ...]
    contradictions: tuple[Contradiction, ...] = ()

    def by_id(self) -> dict[str, Fact]:
        """The facts by id."""
        return {fact.id: fact for fact in self.facts}
