"""What configurations and documents say, place by place."""

from __future__ import annotations

from collections.abc import Iterable

from auditor.case.model import ExhibitKind
from auditor.core.locator import TextLocator
from auditor.examine.model import Observation, Observations
from auditor.report.sections.readings.view import ObservationRow, ReadExhibit
from auditor.report.words import Words, anchor
from auditor.vocabulary.vocabulary import FactType, definition


def read_exhibits(
    words: Words, observations: Observations, kind: ExhibitKind
) -> tuple[ReadExhibit, ...]:
    """What the exhibits of one kind say, in the order of their lines."""
    views = []
    for exhibit in observations.case.exhibits:
        own = [e for e in observations.examinations if e.exhibit == exhibit.id and not e.error]
        if not own:
            continue
        rows = [o for examination in own for o in examination.observations]
        if exhibit.kind is ExhibitKind.IMAGE:
            rows = [row for row in rows if row.topic.startswith("text.")]
        unread = [sentence for examination in own for sentence in examination.not_read]
        pictured = exhibit.kind is ExhibitKind.IMAGE and bool(rows or unread)
        if exhibit.kind is not kind and not (pictured and kind is ExhibitKind.TEXT):
            continue
        rows.sort(key=lambda o: o.locator.line if isinstance(o.locator, TextLocator) else 0)
        formats = [e.format for e in own if e.format]
        role = words.say(f"document.{exhibit.role.value}")
        views.append(
            ReadExhibit(
                exhibit=exhibit.id,
                anchor=anchor("read", exhibit.id),
                file=exhibit.path,
                what=role if kind is ExhibitKind.TEXT else words.join(dict.fromkeys(formats)),
                rows=observation_rows(words, rows),
                not_read=tuple(words.examiner(sentence) for sentence in unread),
            )
        )
    return tuple(views)


def observation_rows(
    words: Words, observations: Iterable[Observation]
) -> tuple[ObservationRow, ...]:
    """Observations as rows of a table.

    Those that state the same share a row: of several subjects at one place, then at several places.
    """
    at_place: dict[tuple[ObservationRow, str], dict[str, None]] = {}
    for observation in observations:
        key = (_row(words, observation), words.place(observation.locator))
        at_place.setdefault(key, {})[observation.subject] = None
    rows: dict[ObservationRow, list[str]] = {}
    for (row, place), subjects in at_place.items():
        named = row.model_copy(update={"subject": words.join(filter(None, subjects))})
        rows.setdefault(named, []).append(place)
    return tuple(row.model_copy(update={"places": tuple(at)}) for row, at in rows.items())


def _row(words: Words, observation: Observation) -> ObservationRow:
    """What an observation states, without its place and subject."""
    locator = observation.locator
    quote = locator.quote if isinstance(locator, TextLocator) else ""
    return ObservationRow(
        places=(),
        quote=words.said(quote) if quote else None,
        subject="",
        state=words.say(f"state.{observation.state.value}") if observation.state else "",
        by_default=observation.by_default,
        facts=tuple(
            words.fact(
                fact,
                value,
                complete=observation.complete or definition(fact).type is not FactType.SET,
            )
            for fact, value in observation.says.items()
        ),
        note=words.examiner(observation.note),
    )
