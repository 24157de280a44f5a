"""Inventories against settings and footage of the same camera."""

from __future__ import annotations

import pytest

from auditor.core.locator import TextLocator
from auditor.establish.establish import establish
from auditor.examine.document_model import ListedCamera
from auditor.examine.model import Examination, Observation
from auditor.vocabulary.fact import Contradiction
from tests.establish.test_inventory import case_of, configured, device, filmed

PLACE = TextLocator(line=2)


def switched(exhibit: str, name: str, *, on: bool, host: str = "") -> Examination:
    observation = Observation(
        exhibit=exhibit,
        topic="frigate.recognition",
        locator=PLACE,
        note="Recognition.",
        says={"configuration.recognition_enabled": on},
        subject=name,
    )
    return configured(exhibit, device(name, host)).model_copy(
        update={"observations": (observation,)}
    )


def listing(name: str, *, recognition: bool | None, host: str = "") -> Examination:
    camera = ListedCamera(name=name, host=host, recognition=recognition, locator=PLACE)
    return Examination(exhibit="E-09", examiner="document", listed=(camera,))


def against(
    *examinations: Examination, footage: dict[str, str] | None = None
) -> list[Contradiction]:
    facts = establish(case_of(*examinations, footage=footage))
    return [c for c in facts.contradictions if any(s.exhibit == "E-09" for s in c.sources)]


@pytest.mark.parametrize("on", [True, False])
def test_an_inventory_that_says_the_opposite_of_the_settings_is_contradicted(on: bool) -> None:
    (found,) = against(
        switched("E-01", "Entrance-1", on=on), listing("entrance 1", recognition=not on)
    )
    assert found.judged is on


def test_the_address_joins_what_names_do_not() -> None:
    settings = switched("E-01", "Channel 1", on=True, host="10.0.0.2")
    assert against(settings, listing("entrance", recognition=False, host="10.0.0.2"))


def test_footage_of_the_camera_counts() -> None:
    seen = filmed("E-01").model_copy(
        update={
            "observations": (
                Observation(
                    exhibit="E-01",
                    topic="overlay.name",
                    locator=PLACE,
                    note="A name at a face.",
                    says={"capture.template_extracted": True},
                ),
            )
        }
    )
    footage = {"E-01": "entrance"}
    assert against(seen, listing("entrance", recognition=False), footage=footage)
    assert not against(seen, listing("till", recognition=False), footage=footage)


@pytest.mark.parametrize(
    "inventory",
    [
        listing("entrance", recognition=True),
        listing("entrance", recognition=None),
        listing("till", recognition=False),
        listing("till", recognition=False, host="10.0.0.9"),
    ],
)
def test_what_agrees_is_silent_or_is_another_camera_is_no_contradiction(
    inventory: Examination,
) -> None:
    assert not against(switched("E-01", "entrance", on=True, host="10.0.0.2"), inventory)


def test_a_denial_for_all_cameras_is_reported_once() -> None:
    denial = Observation(
        exhibit="E-09",
        topic="text.inventory_camera",
        locator=PLACE,
        note="Off.",
        says={"declared.recognition_denied": True},
        subject="entrance",
    )
    inventory = listing("entrance", recognition=False).model_copy(
        update={"observations": (denial,)}
    )
    assert len(against(switched("E-01", "entrance", on=True), inventory)) == 1
