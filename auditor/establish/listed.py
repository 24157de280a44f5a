"""Inventories of cameras compared with what settings and footage of the same cameras show.

Two entries are one camera if they have the same name or the same address; without either nothing is
compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from auditor.establish.inventory import is_same_name
from auditor.examine.document_model import ListedCamera
from auditor.examine.model import Examination, Observations
from auditor.vocabulary.fact import Contradiction, Fact, Source, Strength

_COMPARED = ("configuration.recognition_enabled", "capture.template_extracted")
"""Facts that say whether faces are recognised; the first with a source is compared."""
_OF_MACHINES = frozenset({Strength.READ_IN_CONFIGURATION, Strength.SEEN_IN_FOOTAGE})


def inventory_contradictions(
    observations: Observations, facts: Mapping[str, Fact]
) -> Iterator[Contradiction]:
    """A contradiction for each listed camera of which settings or footage show the opposite."""
    for examination in observations.examinations:
        for camera in examination.listed:
            if camera.recognition is None:
                continue
            for name in _COMPARED:
                fact = facts.get(name)
                against = _against(observations, fact, camera)
                if fact is None or not against:
                    continue
                if _is_denied_anyway(facts, name, examination):
                    break
                listed = _listed_source(examination, camera)
                yield Contradiction(fact=name, judged=fact.value, sources=(*against, listed))
                break


def _is_denied_anyway(facts: Mapping[str, Fact], name: str, examination: Examination) -> bool:
    """Whether the inventory denies recognition at all cameras, which is compared as a denial."""
    denial = facts.get("declared.recognition_denied")
    return (
        name == _COMPARED[0]
        and denial is not None
        and any(source.exhibit == examination.exhibit for source in denial.sources)
    )


def _against(
    observations: Observations, fact: Fact | None, camera: ListedCamera
) -> tuple[Source, ...]:
    """Sources in settings or footage of this camera that say the opposite of the inventory."""
    if fact is None:
        return ()
    return tuple(
        source
        for source in fact.sources
        if source.strength in _OF_MACHINES
        and source.value is (not camera.recognition)
        and _is_of(observations, source, camera)
    )


def _is_of(observations: Observations, source: Source, camera: ListedCamera) -> bool:
    if source.strength is Strength.SEEN_IN_FOOTAGE:
        exhibits = observations.case.exhibits
        recorded_by = next((e.camera for e in exhibits if e.id == source.exhibit), "")
        return bool(recorded_by) and is_same_name(recorded_by, camera.name)
    devices = [
        device
        for examination in observations.examinations
        if examination.exhibit == source.exhibit
        for configuration in examination.configured
        for device in configuration.devices
    ]
    same = [
        device
        for device in devices
        if is_same_name(device.name, camera.name) or (camera.host and device.host == camera.host)
    ]
    if not source.subject:
        # A whole file is about its only camera.
        return len(devices) == 1 and len(same) == 1
    return is_same_name(source.subject, camera.name) or any(
        is_same_name(source.subject, device.name) for device in same
    )


def _listed_source(examination: Examination, camera: ListedCamera) -> Source:
    return Source(
        strength=Strength.READ_IN_DOCUMENT,
        value=bool(camera.recognition),
        exhibit=examination.exhibit,
        subject=camera.name,
        locator=camera.locator,
        note="The inventory lists this camera otherwise.",
    )
