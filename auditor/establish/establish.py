"""Observations and statements become facts with sources.

`weigh.py` decides what a fact's sources come to; this module collects them and compares facts with
one another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Literal

from auditor.case.model import Case, DocumentRole, Exhibit, ExhibitKind
from auditor.core.locator import FileLocator
from auditor.establish.inventory import inventory, unlisted
from auditor.establish.listed import inventory_contradictions
from auditor.establish.utterances import as_spoken, strength_of_utterance
from auditor.establish.weigh import weigh
from auditor.examine.model import QUOTED, Observation, Observations
from auditor.vocabulary.fact import Contradiction, Fact, Facts, Source, Strength
from auditor.vocabulary.implied import with_implied
from auditor.vocabulary.value import Speaker, SpeakerRole
from auditor.vocabulary.vocabulary import FactType, definition

_STRENGTH_OF_KIND = {
    ExhibitKind.VIDEO: Strength.SEEN_IN_FOOTAGE,
    ExhibitKind.IMAGE: Strength.SEEN_IN_FOOTAGE,
    ExhibitKind.CONFIGURATION: Strength.READ_IN_CONFIGURATION,
    ExhibitKind.TEXT: Strength.READ_IN_DOCUMENT,
}
_ADJUDICATORS = (SpeakerRole.COURT, SpeakerRole.AUTHORITY)
_PARTIES = (SpeakerRole.OPERATOR, SpeakerRole.VISITOR, SpeakerRole.VENDOR, SpeakerRole.WITNESS)
UNLISTED = "deployment.unlisted_camera"
"""The fact that a camera is in use which the submitted configurations do not name."""

_EXCLUDING: tuple[tuple[str, object, str, object], ...] = (
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
    # Keyed by content: hours of footage give thousands of sources, some of them twice.
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
        established, contradiction = weigh(fact, list(sources[fact].values()))
        facts.append(established)
        if contradiction is not None:
            contradictions.append(contradiction)
    known, clashes = with_implied({fact.id: fact for fact in facts})
    contradictions += (*_across(facts), *clashes, *inventory_contradictions(observations, known))
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
    # Answers of an interview fill the head of the case; their speaker is in the statement.
    stated = {fact for statement in case.statements for fact in statement.facts}
    for fact, value in declared.items():
        if value and fact not in stated:
            yield (
                fact,
                Source(strength=Strength.DECLARED, value=value, by=auditor, note="case.yaml"),
            )
    for statement in case.statements:
        adjudicated = statement.by.role in _ADJUDICATORS
        for fact, answer in statement.facts.items():
            yield (
                fact,
                Source(
                    strength=Strength.ADJUDICATED if adjudicated else Strength.DECLARED,
                    value=answer,
                    by=statement.by,
                    reported_by=_reported_by(statement.by.role, case),
                    on=statement.on,
                    note=statement.note,
                ),
            )


def _from_observations(observations: Observations) -> Iterator[tuple[str, Source]]:
    exhibits = {e.id: e for e in observations.case.exhibits if not e.demonstrative}
    reporter = observations.case.compiled_by_role or "case"
    for examination in observations.examinations:
        exhibit = exhibits.get(examination.exhibit)
        if exhibit is None:
            continue
        for observation in examination.observations:
            strength = _strength_of(observation, exhibit)
            for fact, value in observation.says.items():
                source = _source(observation, fact, value, strength)
                if observation.utterance is not None:
                    source = as_spoken(source, observation.utterance)
                if strength is Strength.REPORTED:
                    source = source.model_copy(update={"reported_by": reporter})
                yield fact, source


def _strength_of(observation: Observation, exhibit: Exhibit) -> Strength:
    """How strong what was observed in an exhibit is."""
    if observation.utterance is not None:
        return strength_of_utterance(observation.utterance)
    if _is_transcript(exhibit):
        return Strength.REPORTED
    # Words in a picture are read, whatever else the picture shows.
    worded = observation.topic == QUOTED or observation.topic.startswith("text.")
    kind = ExhibitKind.TEXT if worded else exhibit.kind
    return _STRENGTH_OF_KIND.get(kind, Strength.DECLARED)


def _is_transcript(exhibit: Exhibit) -> bool:
    """Whether an exhibit is a message or talk as somebody typed it, not the message itself."""
    typed = exhibit.kind is ExhibitKind.TEXT and exhibit.media_type in ("", "text/plain")
    return typed and exhibit.role is DocumentRole.MESSAGE


def _reported_by(speaker: SpeakerRole, case: Case) -> SpeakerRole | Literal["", "case"]:
    """Through whom a statement is known: another party, or nobody who is named."""
    if speaker in _ADJUDICATORS or speaker is SpeakerRole.AUDITOR:
        return ""
    compiler = case.compiled_by_role
    if compiler is None:
        return "case" if speaker is SpeakerRole.OPERATOR else ""
    return compiler if compiler in _PARTIES and compiler is not speaker else ""


def _from_inventory(observations: Observations) -> Iterator[tuple[str, Source]]:
    """A camera whose footage was submitted and that the submitted configurations do not name."""
    demonstrative = {e.id for e in observations.case.exhibits if e.demonstrative}
    entries = inventory(observations)
    unnamed = [
        (entry, [name for name in entry.footage if name not in demonstrative])
        for entry in unlisted(entries)
    ]
    unnamed = [(entry, footage) for entry, footage in unnamed if footage]
    if not unnamed:
        return
    for entry, footage in unnamed:
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
        lacks=observation.lacks if about.type is FactType.SET else (),
        exhibit=observation.exhibit,
        subject=observation.subject,
        locator=observation.locator,
        note=observation.note,
    )


def _across(facts: Iterable[Fact]) -> Iterator[Contradiction]:
    known = {fact.id: fact for fact in facts}
    stated, kept = known.get("notice.retention_days"), known.get("storage.retention_days")
    if stated is not None and kept is not None and _more(kept.value, stated.value):
        sources = (*kept.sources, *stated.sources)
        yield Contradiction(fact=kept.id, judged=kept.value, sources=sources)
    reported: set[str] = set()
    for left, left_value, right, right_value in _EXCLUDING:
        fact, other = known.get(left), known.get(right)
        # The first of several facts that exclude the same other one is enough.
        if fact is None or other is None or right in reported:
            continue
        if fact.value == left_value and other.value == right_value:
            reported.add(right)
            yield Contradiction(
                fact=left, judged=fact.value, sources=(*fact.sources, *other.sources)
            )


def _more(value: object, other: object) -> bool:
    """Whether both are numbers and the first is larger."""
    numbers = (int, float)
    return isinstance(value, numbers) and isinstance(other, numbers) and value > other
