"""UniFi Protect: what a camera looks for counts only where the console recognises."""

from __future__ import annotations

import json

import pytest

from tests.examine.configs.configured import (
    assert_sentences_and_cuts_hold,
    devices,
    examined,
    label,
    topics,
)


def _bootstrap(*, types: list[str], able: list[str], smart: dict[str, bool] | None = None) -> str:
    console: dict[str, object] = {"recordingRetentionDurationMs": 2592000000, "version": "6.0.1"}
    if smart is not None:
        console["smartDetection"] = smart
    camera = {
        "name": "gate",
        "host": "10.77.4.2",
        "modelKey": "camera",
        "smartDetectSettings": {"objectTypes": types},
        "featureFlags": {"smartDetectTypes": able},
    }
    other = {**camera, "name": "yard", "smartDetectSettings": {"objectTypes": ["vehicle"]}}
    return json.dumps({"nvr": console, "cameras": [camera, other]}, indent=1)


FACE = ["person", "face"]


@pytest.mark.parametrize(
    ("smart", "wanted"),
    [
        ({"enable": True, "faceRecognition": True}, "recognition"),
        ({"enable": True, "faceRecognition": False}, "detection_only"),
        ({"enable": False, "faceRecognition": True}, "none"),
        (None, "ambiguous"),
    ],
)
def test_protect_a_camera_that_looks_for_faces_and_the_switch_of_the_console(
    smart: dict[str, bool] | None, wanted: str
) -> None:
    text = _bootstrap(types=FACE, able=FACE, smart=smart)
    found = {name: one.label.value for name, one in devices(text).items()}
    assert found == {"gate": wanted, "yard": "none"}
    (kept,) = topics(examined(text), "retention")
    assert "30 days" in kept.note


def test_protect_the_console_alone_and_what_a_camera_could_do_are_no_use() -> None:
    smart = {"enable": True, "faceRecognition": True}
    assert label(_bootstrap(types=["person"], able=FACE, smart=smart)) == "none"


def test_protect_the_answer_of_one_camera_and_of_a_list_are_read_as_well() -> None:
    one = json.loads(_bootstrap(types=FACE, able=FACE))["cameras"][0]
    assert label(json.dumps(one)) == "ambiguous"
    assert label(json.dumps([one])) == "ambiguous"
    assert label(json.dumps({"data": {"cameras": [one], "nvr": {}}})) == "ambiguous"


def test_every_sentence_has_its_chinese_and_damage_no_traceback() -> None:
    assert_sentences_and_cuts_hold(_bootstrap(types=FACE, able=FACE))
