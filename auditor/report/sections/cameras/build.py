"""What the cameras do: numbers for each recording, and the way of face data from camera on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from auditor.establish.inventory import InventoryEntry, inventory
from auditor.examine.model import FootageCoverage, Observations
from auditor.judge.decide.findings import Findings
from auditor.report.sections.cameras.numbers import CaptureNumbers, capture_numbers
from auditor.report.sections.cameras.view import CamerasView, CameraView, FlowStep
from auditor.report.sections.footage.view import FootageView
from auditor.report.words import Words, anchor
from auditor.vocabulary.fact import Fact

CAMERAS = 8
"""Recordings drawn; the record has all of them."""
SYSTEMS = 12
"""Cameras and services named in the way of the data."""


def cameras_view(
    words: Words,
    findings: Findings,
    observations: Observations,
    footage: Sequence[FootageView],
) -> CamerasView:
    """The section; `footage` are the views of the recordings, in the order of the exhibits."""
    numbers = _numbers(observations)
    drawn = [view for view in footage if view.exhibit in numbers]
    drawn.sort(key=lambda view: -numbers[view.exhibit].episodes)
    more = len(drawn) - CAMERAS
    return CamerasView(
        cameras=tuple(_camera(words, view, numbers[view.exhibit]) for view in drawn[:CAMERAS]),
        more=words.say("cameras.more", count=more) if more > 0 else "",
        flow=tuple(_flow(words, findings, observations)),
    )


def numbers_in_all(words: Words, observations: Observations) -> str:
    """The numbers of all recordings in one sentence; empty where nothing was recorded."""
    each = _numbers(observations).values()
    if not each:
        return ""
    total = CaptureNumbers(
        episodes=sum(n.episodes for n in each),
        at_once=max(n.at_once for n in each),
        with_face=sum(n.with_face for n in each),
        duration=sum(n.duration for n in each),
        glimpses=sum(n.glimpses for n in each),
    )
    if not total.episodes and not total.glimpses:
        return words.say("cameras.no_face", duration=words.moment(total.duration))
    if not total.episodes:
        return words.say("cameras.glimpses_alone", count=words.number(total.glimpses))
    return words.say("cameras.in_short", count=words.number(total.episodes), at_once=total.at_once)


def _numbers(observations: Observations) -> Mapping[str, CaptureNumbers]:
    return {
        e.exhibit: capture_numbers(e.episodes, e.coverage.duration)
        for e in observations.examinations
        if isinstance(e.coverage, FootageCoverage)
    }


def _sentence(words: Words, numbers: CaptureNumbers) -> str:
    if not numbers.duration:
        return words.say("cameras.picture", count=numbers.episodes)
    if not numbers.episodes and not numbers.glimpses:
        return words.say("cameras.no_face", duration=words.moment(numbers.duration))
    return {"en": " ", "zh": ""}[words.language].join(_sentences(words, numbers))


def _sentences(words: Words, numbers: CaptureNumbers) -> Iterable[str]:
    glimpses = words.number(numbers.glimpses)
    if not numbers.episodes:
        yield words.say("cameras.glimpses_alone", count=glimpses)
        return
    yield words.say(
        "cameras.numbers",
        count=words.number(numbers.episodes),
        at_once=numbers.at_once,
        with_face=words.number(round(numbers.with_face)),
        duration=words.moment(numbers.duration),
    )
    if numbers.per_hour is not None:
        yield words.say("cameras.per_hour", count=words.number(round(numbers.per_hour)))
    if numbers.glimpses:
        yield words.say("cameras.glimpses", count=glimpses)


def _camera(words: Words, view: FootageView, numbers: CaptureNumbers) -> CameraView:
    purpose = view.zone.purpose if view.zone else None
    return CameraView(
        anchor=anchor("camera", view.exhibit),
        title=words.within((view.exhibit, view.camera or view.file)),
        numbers=_sentence(words, numbers),
        means=view.summary,
        timeline=view.timeline,
        still=next((still for still in view.stills if still.data), None),
        outside_zone=purpose.sentence if purpose else "",
    )


def _flow(words: Words, findings: Findings, observations: Observations) -> Iterable[FlowStep]:
    """Cameras and services with what each is set to do, then stores, then recipients."""
    entries = [entry for entry in inventory(observations) if entry.sources]
    for entry in entries[:SYSTEMS]:
        yield _system(words, entry)
    facts = {fact.id: fact for fact in findings.facts}
    for kind, names in (
        ("store", ("storage.location", "storage.retention_days", "storage.raw_face_images")),
        ("recipient", ("sharing.recipients", "sharing.internet_transfer", "sharing.export")),
    ):
        known = [_words(words, facts[name]) for name in names if name in facts]
        if sentences := [text for text in known if text]:
            yield FlowStep(
                kind=kind,
                kind_word=words.say(f"flow.{kind}"),
                name="",
                says=words.series(sentences),
            )


def _system(words: Words, entry: InventoryEntry) -> FlowStep:
    label = words.say(f"label.{entry.label.value}") if entry.label else ""
    return FlowStep(
        kind=entry.kind,
        kind_word=words.say(f"flow.{entry.kind}"),
        name=entry.name,
        says=label or words.say("inventory.no_label"),
    )


def _words(words: Words, fact: Fact) -> str:
    if fact.value is None:
        return ""
    return words.sentence(fact.id, fact.value, complete=fact.complete)
