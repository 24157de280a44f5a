"""Double Take: a service is at work by being named, and hours are hours."""

from __future__ import annotations

import pytest

from auditor.core.wording import in_language
from tests.examine.configs.configured import devices, examined, facts, label, topics

FULL = """\
mqtt: {host: 10.77.0.4}
frigate: {url: "http://10.77.0.5:5000", cameras: [bakery_till], update_sub_labels: true}
detect:
  match: {confidence: 71, purge: 720}
  unknown: {confidence: 55, purge: 48}
detectors:
  compreface: {url: "http://10.77.0.6:8000", key: 4b1c-secret-key-9f, face_plugins: "landmarks"}
"""
BARE = """\
mqtt: {host: broker.lan}
frigate: {url: "http://nvr.lan:5000"}
# detectors:
#   compreface:
"""


def test_a_named_service_recognises() -> None:
    assert label(FULL) == "recognition"
    assert devices(FULL)["compreface"].kind == "service"
    assert devices(FULL)["compreface"].host == "10.77.0.6"


def test_hours_are_turned_into_days_and_the_longest_counts() -> None:
    found = examined(FULL)
    assert facts(found)["storage.retention_days"] == 30
    assert any("kept for 48 hours" in one.note for one in topics(found, "retention"))


def test_defaults_are_told_as_defaults() -> None:
    found = examined("detectors:\n  deepstack:\n    url: http://10.0.0.3:5000\n")
    kept = {one.note: one.by_default for one in topics(found, "retention")}
    assert kept["Pictures of unknown faces: kept for 8 hours by default."] is True
    assert facts(found)["storage.retention_days"] == 7


SWITCHED_OFF = "detectors:\n  deepstack:\n    enabled: false\n    url: http://10.77.0.6:5001\n"


def test_a_service_switched_off_is_off_and_the_older_program_is_asked_about() -> None:
    found = examined(SWITCHED_OFF)
    assert found.configured[0].label == "none"
    (asked,) = topics(found, "switch_of_the_fork")
    assert "ask which of the two runs" in asked.note
    assert facts(found)["configuration.recognition_enabled"] is False


def test_one_service_off_leaves_the_other_on() -> None:
    found = devices(SWITCHED_OFF + "  compreface: {url: 'http://10.0.0.3', key: k}\n")
    assert {name: one.label.value for name, one in found.items()} == {
        "deepstack": "none",
        "compreface": "recognition",
    }


@pytest.mark.parametrize("url", ["", "''"])
def test_a_service_without_an_address_recognises_nobody_yet(url: str) -> None:
    assert label(f"detectors:\n  compreface:\n    url: {url}\n    key:\n") == "ambiguous"
    assert label("detectors:\n  compreface:\n    url: !secret cf\n") == "recognition"


CAMERAS = """\
mqtt: {host: 10.77.0.4}
frigate: {url: "http://10.77.0.5:5000", cameras: [till, gate]}
detectors:
  deepstack: {url: "http://10.77.0.6", cameras: [till, porch]}
cameras:
  porch: {snapshot: {url: "http://10.77.0.9/shot.jpg"}}
  attic: {masks: {coordinates: ["0,0"]}}
"""


def test_cameras_are_those_that_the_recorder_and_the_service_both_take() -> None:
    found = devices(CAMERAS)
    labels = {name: one.label.value for name, one in found.items() if one.kind == "camera"}
    assert labels == {
        "till": "recognition",
        "gate": "none",
        "porch": "recognition",
        "attic": "none",
    }
    assert found["porch"].host == "10.77.0.9"


def test_what_is_no_service_names_no_cameras() -> None:
    text = CAMERAS.replace(
        "cameras:\n  porch", "  topics: {cameras: double-take/cameras}\ncameras:\n  porch"
    )
    assert "double-take/cameras" not in devices(text)
    assert examined(text).coverage.not_understood == ("detectors.topics",)  # type: ignore[union-attr]


def test_an_own_threshold_of_a_camera_stands_with_the_camera() -> None:
    text = CAMERAS.replace("attic: {masks", "till: {detect: {match: {confidence: 82}}, masks")
    assert any("82" in line for line in devices(text)["till"].thresholds)


def test_times_of_rest_and_unknown_keys_are_said() -> None:
    more = "schedule: {disable: [{days: [monday], times: ['20:00-23:59']}]}\npurge: {hours: 9}\n"
    found = examined(FULL + more)
    assert topics(found, "schedule")
    assert found.coverage.not_understood == ("purge",)  # type: ignore[union-attr]
    inner = examined(FULL.replace("update_sub_labels", "sub_labels"))
    assert inner.coverage.not_understood == ("frigate.sub_labels",)  # type: ignore[union-attr]


def test_hours_that_are_no_number_are_no_promise_to_keep_for_ever() -> None:
    found = examined(FULL.replace("purge: 720", "purge: true"))
    assert not any("without a limit" in one.note for one in topics(found, "retention"))
    assert any("is not known" in one for one in found.warnings)


@pytest.mark.parametrize("more", ["", "detectors:\n", "detectors: {}\n"])
def test_without_a_service_the_question_stays_open(more: str) -> None:
    assert label(BARE + more) == "ambiguous"


def test_rekognition_needs_its_keys() -> None:
    text = "detectors:\n  rekognition:\n    collection_id: x\n"
    assert label(text) == "ambiguous"
    keys = (
        "    aws_access_key_id: AKIAABCDEFGHIJKLMNOP\n"
        "    aws_secret_access_key: wJalrXUtnFEMIK7MDENG\n"
    )
    found = examined(text + keys + "    aws_region: eu-west-1\n")
    assert found.configured[0].label == "recognition"
    assert facts(found)["sharing.internet_transfer"] is True
    assert "AKIAABCD" not in found.model_dump_json()


def test_plugins_for_age_are_attributes_beside_recognition() -> None:
    found = examined(FULL.replace("landmarks", "age,gender"))
    assert any("inference of age" in one.note for one in topics(found, "function"))


def test_no_secret_is_shown() -> None:
    assert "4b1c-secret-key-9f" not in examined(FULL).model_dump_json()


def test_within_other_files_it_is_found() -> None:
    inner = "".join(f"    {line}\n" for line in FULL.splitlines())
    text = (
        f"apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: dt}}\ndata:\n  config.yml: |\n{inner}"
    )
    labels = {one.label.value for one in examined(text).configured}
    assert "recognition" in labels


@pytest.mark.parametrize(
    "text", ["detectors: 3\nfrigate: {url: x}\nmqtt:\n", "detect: {match: 7}\nfrigate: []\n"]
)
def test_odd_types_are_no_traceback(text: str) -> None:
    assert label(text) in ("ambiguous", "none")


def test_every_sentence_has_its_chinese() -> None:
    for text in (
        FULL,
        BARE,
        SWITCHED_OFF,
        CAMERAS,
        FULL + "schedule: {disable: [{days: [monday]}]}\n",
    ):
        for one in examined(text).observations:
            assert in_language(one.note, "zh") is not None, one.note
