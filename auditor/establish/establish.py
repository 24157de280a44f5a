"""Observations and statements become facts with sources.

The strongest source decides. Where sources of equal strength differ, the fact stays unknown: the
tool does not choose between two people. Either way the contradiction is reported.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from auditor.case.model import Case, ExhibitKind
from auditor.core.locator import FileLocator
from auditor.establish.inventory import inventory, unlisted
from auditor.examine.model import Observation, Observations
from auditor.vocabulary.fact import Contradiction, Fact, Facts, Source, Strength, strongest
from auditor.vocabulary.implied import with_implied
from auditor.vocabulary.value import Speaker, SpeakerRole
from auditor.vocabulary.vocabulary import FactType, definition

_STRENGTH_OF_KIND = {
    ExhibitKind.VIDEO: Strength.SEEN_IN_FOOTAGE,
    ExhibitKind.IMAGE: Strength.SEEN_IN_FOOTAGE,
    ExhibitKind.CONFIGURATION: Strength.READ_IN_CONFIGURATION,
    ExhibitKind.TEXT: Strength.READ_IN_DOCUMENT,
}
_FINDERS = (SpeakerRole.COURT, SpeakerRole.AUTHORITY)
UNLISTED = "deployment.unlisted_camera"
"""The fact that a camera is at work which the configurations handed in do not name."""

_IMPLIED: tuple[tuple[str, object, str, object], ...] = (
    ("configuration.recognition_enabled", True, "declared.recognition_denied", True),
    ("capture.function", "identify_repeat_visitor", "declared.recognition_denied", True),
    ("capture.function", "verify_one_to_one", "declared.recognition_denied", True),
    ("capture.function", "identify_one_to_many", "declared.recognition_denied", True),
)
"""Pairs of facts whose values cannot both be true: each is a contradiction across facts."""


def establish(observations: Observations) -> Facts:
    """The facts that `observations` and the case's statements support.

    Raises:
        ValueError: an observation names an unknown fact, which is a defect of its examiner.
    """
    # Keyed by content: hours of footage give thousands of sources, some of them said twice.
    sources: dict[str, dict[str, Source]] = defaultdict(dict)
    for fact, source in (
        *_from_case(observations.case),
        *_from_observations(observations),
        *_from_inventory(observations),
    ):
        sources[fact].setdefault(source.model_dump_json(), source)
    facts: list[Fact] = []
    contradictions: list[Contradiction] = []
    for fact in sorted(sources):
        established, contradiction = _weigh(fact, list(sources[fact].values()))
        facts.append(established)
        if contradiction is not None:
            contradictions.append(contradiction)
    known, clashes = with_implied({fact.id: fact for fact in facts})
    contradictions += (*_across(facts), *clashes)
    return Facts(
        facts=tuple(known[name] for name in sorted(known)), contradictions=tuple(contradictions)
    )


def _from_case(case: Case) -> Iterator[tuple[str, Source]]:
    declared = {
        "premises.kind": case.premises.kind,
        "premises.city": case.premises.city,
        "premises.country": case.premises.country,
        "operator.kind": case.operator.kind,
        "deployment.start": case.start.isoformat() if case.start else "",
        "deployment.end": case.end.isoformat() if case.end else "",
    }
    auditor = Speaker(role=SpeakerRole.AUDITOR)
    for fact, value in declared.items():
        if value:
            yield (
                fact,
                Source(strength=Strength.DECLARED, value=value, by=auditor, note="case.yaml"),
            )
    for statement in case.statements:
        found = statement.by.role in _FINDERS
        for fact, answer in statement.facts.items():
            yield (
                fact,
                Source(
                    strength=Strength.ADJUDICATED if found else Strength.DECLARED,
                    value=answer,
                    by=statement.by,
                    on=statement.on,
                    note=statement.note,
                ),
            )


def _from_observations(observations: Observations) -> Iterator[tuple[str, Source]]:
    kinds = {e.id: e.kind for e in observations.case.exhibits if not e.demonstrative}
    for examination in observations.examinations:
        if examination.exhibit not in kinds:
            continue
        for observation in examination.observations:
            strength = _STRENGTH_OF_KIND.get(kinds[observation.exhibit], Strength.DECLARED)
            for fact, value in observation.says.items():
                yield fact, _source(observation, fact, value, strength)


def _from_inventory(observations: Observations) -> Iterator[tuple[str, Source]]:
    """A camera whose footage is here and that the configurations handed in do not name."""
    demonstrative = {e.id for e in observations.case.exhibits if e.demonstrative}
    entries = inventory(observations)
    strange = [
        (entry, [name for name in entry.footage if name not in demonstrative])
        for entry in unlisted(entries)
    ]
    strange = [(entry, footage) for entry, footage in strange if footage]
    if not strange:
        return
    for entry, footage in strange:
        yield (
            UNLISTED,
            Source(
                strength=Strength.SEEN_IN_FOOTAGE,
                value=True,
                exhibit=footage[0],
                locator=FileLocator(),
                note=f'No configuration handed in names the camera "{entry.name}".',
            ),
        )
    listed = [entry for entry in entries if entry.sources and entry.kind == "camera"]
    for exhibit in sorted({source.exhibit for entry in listed for source in entry.sources}):
        number = sum(any(s.exhibit == exhibit for s in entry.sources) for entry in listed)
        yield (
            UNLISTED,
            Source(
                strength=Strength.READ_IN_CONFIGURATION,
                value=False,
                exhibit=exhibit,
                locator=FileLocator(),
                note=f"The configuration names {number} cameras, and not this one.",
            ),
        )


def _source(observation: Observation, fact: str, value: object, strength: Strength) -> Source:
    about = definition(fact)
    return Source(
        strength=strength,
        value=about.parse(value),
        complete=observation.complete or about.type is not FactType.SET,
        exhibit=observation.exhibit,
        locator=observation.locator,
        note=observation.note,
    )


def _weigh(fact: str, sources: list[Source]) -> tuple[Fact, Contradiction | None]:
    ordered = tuple(sorted(sources, key=_rank))
    if definition(fact).type is FactType.SET:
        return _weigh_set(fact, ordered)
    if definition(fact).rising:
        ordered = _without_lesser_footage(fact, ordered)
    strongest = [source for source in ordered if source.strength == ordered[0].strength]
    values = {source.value for source in ordered}
    agreed = len({source.value for source in strongest}) == 1
    judged = ordered[0].value if agreed else None
    established = Fact(
        id=fact,
        value=judged,
        strength=ordered[0].strength if agreed else None,
        sources=ordered,
    )
    if len(values) == 1:
        return established, None
    return established, Contradiction(fact=fact, judged=judged, sources=ordered)


def _without_lesser_footage(fact: str, ordered: tuple[Source, ...]) -> tuple[Source, ...]:
    """`ordered` without what footage shows less of than another source of the kind tells.

    Footage shows a part of what a system does: at least that much, and nothing against more. What
    somebody merely says does not count as telling more, for that would be a contradiction.
    """
    places = {value: place for place, value in enumerate(definition(fact).values)}
    read = [s for s in ordered if s.strength is not Strength.DECLARED]
    highest = max((places.get(str(s.value), 0) for s in read), default=0)
    return tuple(
        source
        for source in ordered
        if source.strength is not Strength.SEEN_IN_FOOTAGE
        or places.get(str(source.value), 0) >= highest
    )


def _weigh_set(fact: str, ordered: tuple[Source, ...]) -> tuple[Fact, Contradiction | None]:
    """Union of what the sources name; a source that names all, and omits a member, contradicts."""
    weighed = _documents_as_one(ordered)
    complete = [source for source in weighed if source.complete]
    floor = strongest(source.strength for source in complete)
    # A weaker source cannot add to a list that a stronger one calls complete.
    counted = [s for s in weighed if floor is None or s.strength.rank >= floor.rank]
    judged = tuple(sorted({member for source in counted for member in _members(source)}))
    established = Fact(
        id=fact,
        value=judged,
        complete=bool(complete),
        strength=floor or ordered[0].strength,
        sources=ordered,
    )
    named = {member for source in weighed for member in _members(source)}
    if all(named <= set(_members(source)) for source in complete):
        return established, None
    return established, Contradiction(fact=fact, judged=judged, sources=ordered)


def _documents_as_one(sources: tuple[Source, ...]) -> list[Source]:
    """`sources` with all documents made one: what one paper leaves out another may tell.

    The documents together are complete where each of them was read completely.
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
    )
    return [together, *others]


def _members(source: Source) -> tuple[str, ...]:
    return source.value if isinstance(source.value, tuple) else ()


def _rank(source: Source) -> tuple[int, str, str]:
    """Strongest first, then by exhibit and date, so that every run has the same order."""
    return (-source.strength.rank, source.exhibit, source.on.isoformat() if source.on else "")


def _across(facts: Iterable[Fact]) -> Iterator[Contradiction]:
    known = {fact.id: fact for fact in facts}
    said, kept = known.get("notice.retention_days"), known.get("storage.retention_days")
    if said is not None and kept is not None and _more(kept.value, said.value):
        yield Contradiction(fact=kept.id, judged=kept.value, sources=(*kept.sources, *said.sources))
    told: set[str] = set()
    for left, left_value, right, right_value in _IMPLIED:
        one, other = known.get(left), known.get(right)
        # The first of several facts that say the same against one is enough.
        if one is None or other is None or right in told:
            continue
        if one.value == left_value and other.value == right_value:
            told.add(right)
            yield Contradiction(fact=left, judged=one.value, sources=(*one.sources, *other.sources))


def _more(one: object, other: object) -> bool:
    """Whether `one` and `other` are numbers and the first is larger."""
    numbers = (int, float)
    return isinstance(one, numbers) and isinstance(other, numbers) and one > other
