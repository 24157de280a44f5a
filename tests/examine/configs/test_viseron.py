"""Viseron: on for the cameras listed under the domain, in all three versions."""

from __future__ import annotations

from auditor.core.wording import in_language
from tests.examine.configs.configured import devices, examined, label, topics

ONE_OF_TWO = """\
ffmpeg: {camera: {quay_a: {host: 10.77.1.5, path: /1}, quay_b: {host: 10.77.1.6, path: /1}}}
edgetpu: {object_detector: {cameras: {quay_a: {labels: [{label: person}]}, quay_b: }}}
compreface:
  face_recognition:
    host: 10.77.1.9
    port: 8000
    recognition_api_key: 0c1d2e3f-secret
    save_unknown_faces: false
    cameras: {quay_a: }
nvr: {quay_a: , quay_b: }
storage:
  snapshots:
    face_recognition:
      tiers: [{path: /x, max_age: {hours: 36}}]
"""
OBJECTS = """\
gstreamer: {camera: {silo: {host: 10.77.1.9, path: /live}}}
deepstack: {host: ai.lan, object_detector: {cameras: {silo: {labels: [{label: truck}]}}}}
nvr: {silo: }
"""
FIRST = """\
cameras:
  - name: Gate
    host: 10.0.0.7
  - name: Yard
    host: 10.0.0.8
    object_detection: {labels: [{label: car}]}
object_detection:
  labels: [{label: person, post_processor: face_recognition}]
post_processors:
  face_recognition: {type: dlib}
"""


def test_on_for_the_camera_listed_and_not_for_the_other() -> None:
    found = devices(ONE_OF_TWO)
    labels = {name: device.label.value for name, device in found.items()}
    assert labels == {"quay_a": "recognition", "quay_b": "none"}
    assert label(ONE_OF_TWO) == "recognition"
    assert found["quay_a"].host == "10.77.1.5"


def test_a_camera_with_nothing_below_it_is_listed() -> None:
    assert devices(ONE_OF_TWO)["quay_a"].state == "enabled"


def test_a_service_used_for_objects_recognises_nobody() -> None:
    assert label(OBJECTS) == "none"


def test_without_an_object_detector_it_never_runs() -> None:
    text = ONE_OF_TWO.replace("edgetpu: {object_detector", "edgetpu: {motion_detector")
    assert label(text) == "none"
    assert topics(examined(text), "no_detector")


def test_a_domain_with_no_cameras_is_off() -> None:
    assert label(ONE_OF_TWO.replace("cameras: {quay_a: }", "cameras: {}", 1)) == "none"


def test_the_first_version_needs_both_halves() -> None:
    assert label(FIRST) == "recognition"
    labels = {name: d.label.value for name, d in devices(FIRST).items()}
    assert labels["Yard"] == "none"
    unused = FIRST.replace(", post_processor: face_recognition", "")
    assert label(unused) == "none"
    assert topics(examined(unused), "leftover")


def test_a_post_processor_alone_is_a_part_that_leaves_it_open() -> None:
    text = "post_processors:\n  face_recognition:\n    type: dlib\n    model: cnn\n"
    assert examined(text).format == "viseron"
    assert label(text) == "ambiguous"


def test_unknown_faces_kept_by_default_are_told_as_default() -> None:
    text = ONE_OF_TWO.replace("    save_unknown_faces: false\n", "")
    assert any(one.by_default for one in topics(examined(text), "function"))


def test_hours_are_hours() -> None:
    assert any("36 hours" in one.note for one in topics(examined(ONE_OF_TWO), "retention"))


def test_no_secret_is_shown() -> None:
    assert "0c1d2e3f-secret" not in examined(ONE_OF_TWO).model_dump_json()


def test_every_sentence_has_its_chinese() -> None:
    for text in (ONE_OF_TWO, OBJECTS, FIRST):
        for one in examined(text).observations:
            assert in_language(one.note, "zh") is not None, one.note
