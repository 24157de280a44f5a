"""CodeProject.AI Server: a module runs where it is started, and its own description proves none."""

from __future__ import annotations

import json

import pytest

from auditor.core.wording import in_language
from tests.examine.configs.configured import devices, examined, facts, label, topics

CHANGED = {
    "Modules": {
        "FaceProcessing": {"LaunchSettings": {"AutoStart": True}},
        "ObjectDetectionYOLOv8": {"LaunchSettings": {"AutoStart": True}},
    }
}
DESCRIBED = """\
{ "Modules": { "FaceProcessing": {
    "Name": "Face Processing", "Version": "1.11.0",
    "LaunchSettings": { "AutoStart": true,   // starts with the server
                        "Parallelism": 0 },
    "RouteMaps": [
      { "Route": "vision/face", "Inputs": [{ "Name": "min_confidence", "DefaultValue": 0.4 }] },
      { "Route": "vision/face/recognize",
        "Inputs": [{ "Name": "min_confidence", "DefaultValue": 0.45 }] } ] } } }
"""


def test_a_face_module_that_starts_recognises_and_the_others_do_not() -> None:
    found = devices(json.dumps(CHANGED))
    labels = {name: one.label.value for name, one in found.items()}
    assert labels == {"FaceProcessing": "recognition", "ObjectDetectionYOLOv8": "none"}
    assert examined(json.dumps(CHANGED)).format == "codeproject-ai"


@pytest.mark.parametrize("key", ["AutoStart", "Activate", "autostart"])
def test_older_releases_have_the_switch_in_the_module(key: str) -> None:
    on = {"Modules": {"FaceProcessing": {key: True}}}
    off = {"Modules": {"FaceProcessing": {key: "False", "GpuOptions": {"EnableGPU": True}}}}
    assert label(json.dumps(on)) == "recognition"
    found = examined(json.dumps(off))
    assert found.configured[0].label == "none"
    assert topics(found, "leftover")
    assert facts(found)["configuration.recognition_enabled"] is False


def test_what_a_module_says_of_itself_is_a_capability() -> None:
    found = examined(DESCRIBED)
    assert found.configured[0].label == "ambiguous"
    assert found.configured[0].version == "module 1.11.0"
    (match,) = (one for one in topics(found, "threshold") if "same person" in one.note)
    assert "0.45 by default" in match.note
    assert match.by_default


def test_options_alone_leave_it_open() -> None:
    text = '{"Modules": {"FaceProcessing": {"GpuOptions": {"EnableGPU": false}}}}'
    assert label(text) == "ambiguous"


def test_a_list_of_modules_to_install_is_a_provision() -> None:
    text = '{"ModuleOptions": {"InitialModules": "ObjectDetectionYOLOv8,FaceProcessing"}}'
    assert label(text) == "ambiguous"
    assert label(text.replace(",FaceProcessing", "")) == "none"


def test_a_module_for_scenes_is_none() -> None:
    text = '{"Modules": {"SceneClassifier": {"LaunchSettings": {"AutoStart": true}}}}'
    assert label(text) == "none"


@pytest.mark.parametrize("text", ['{"Modules": {"FaceProcessing": 3, "x": {"AutoStart": []}}}'])
def test_odd_types_are_no_traceback(text: str) -> None:
    assert label(text) in ("ambiguous", "none")


def test_every_sentence_has_its_chinese() -> None:
    for text in (DESCRIBED, json.dumps(CHANGED)):
        for one in examined(text).observations:
            assert in_language(one.note, "zh") is not None, one.note
