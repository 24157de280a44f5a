"""PP-Human: bodies, not faces; and a module is on where it says so."""

from __future__ import annotations

import pytest

from auditor.core.wording import in_language
from tests.examine.configs.configured import examined, label, topics

ATTRIBUTES = """\
crop_thresh: 0.5
attr_thresh: 0.6
MOT:
  model_dir: output_inference/mot/
  enable: True
ATTR:
  model_dir: output_inference/attr/
  enable: True
REID:
  model_dir: output_inference/reid/
  enable: False
"""


def test_attributes_of_bodies_are_attributes_and_said_to_be_of_the_body() -> None:
    assert label(ATTRIBUTES) == "attributes"
    assert topics(examined(ATTRIBUTES), "body")


def test_counting_alone_is_none() -> None:
    assert label(ATTRIBUTES.replace("attr/\n  enable: True", "attr/\n  enable: False")) == "none"


def test_following_people_across_cameras_is_never_recognition_of_faces() -> None:
    text = ATTRIBUTES.replace("enable: True", "enable: False").replace(
        "reid/\n  enable: False", "reid/\n  enable: True"
    )
    assert label(text) == "ambiguous"


def test_a_module_without_a_switch_waits_for_the_command_line() -> None:
    text = "crop_thresh: 0.5\nMOT: {model_dir: a}\nATTR: {model_dir: b}\n"
    assert label(text) == "ambiguous"


def test_a_face_pipeline_needs_its_gallery() -> None:
    text = "pipeline_name: face_recognition\nindex: /srv/gallery\nSubModules: {Detection: {}}\n"
    assert label(text) == "recognition"
    assert label(text.replace("/srv/gallery", "null")) == "ambiguous"


def test_every_sentence_has_its_chinese() -> None:
    for one in examined(ATTRIBUTES).observations:
        assert in_language(one.note, "zh") is not None, one.note


PIPELINE = """\
pipeline_name: face_recognition
index: %s
rec_threshold: 0.4
SubModules:
  Detection: {module_name: face_detection, model_name: PicoDet_LCNet_x2_5_face}
  Recognition: {module_name: face_feature, model_name: ResNet50_face}
"""


@pytest.mark.parametrize("index", ["None", "null", '""', "No"])
def test_a_pipeline_without_an_index_has_nothing_to_compare_with_in_the_file(index: str) -> None:
    assert label(PIPELINE % index) == "ambiguous"


def test_a_pipeline_with_an_index_recognises() -> None:
    assert label(PIPELINE % "/srv/staff_index") == "recognition"


def test_attributes_of_pedestrians_are_attributes_and_other_pipelines_nothing() -> None:
    other = "pipeline_name: %s\nSubModules:\n  Detection: {module_name: object_detection}\n"
    assert label(other % "pedestrian_attribute_recognition") == "attributes"
    assert label(other % "vehicle_attribute_recognition") == "none"
