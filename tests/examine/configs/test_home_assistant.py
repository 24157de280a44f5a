"""Home Assistant: platforms of image processing decide, camera by camera, and words do not."""

from __future__ import annotations

import pytest

from auditor.core.wording import in_language
from auditor.examine.model import TextCoverage
from tests.examine.configs.configured import devices, examined, label, topics

IDENTIFY = """\
image_processing:
  - platform: dlib_face_identify
    confidence: 0.52
    keep_unknown_faces: true
    source: [{entity_id: camera.parcel_locker}]
    faces: {alpha: /config/faces/a.jpg, beta: [/config/faces/b.jpg, /config/faces/c.jpg]}
  - platform: dlib_face_detect
    keep_faces: false
    source: [{entity_id: camera.bike_shed}]
"""
LISTED = """\
- platform: deepstack_face
  ip_address: !secret ai_host
  port: 5100
  detect_only: false
  save_faces: true
  save_faces_folder: /config/www/faces/
  source: {entity_id: camera.bike_shed}
- platform: deepstack_object
  ip_address: 10.0.0.4
  source: [{entity_id: camera.yard}]
"""


def _labels(text: str) -> dict[str, str]:
    return {name: one.label.value for name, one in devices(text).items()}


def test_each_camera_is_what_its_platform_does() -> None:
    assert _labels(IDENTIFY) == {
        "camera.parcel_locker": "recognition",
        "camera.bike_shed": "detection_only",
    }
    assert _labels(LISTED) == {"camera.bike_shed": "recognition", "camera.yard": "none"}


def test_the_tolerance_is_a_distance_and_the_library_is_counted() -> None:
    found = examined(IDENTIFY)
    (threshold,) = topics(found, "threshold")
    assert "0.52 (distance, lower is stricter)" in threshold.note
    (library,) = topics(found, "library")
    assert "2 people, 3 pictures" in library.note
    assert "alpha" not in library.note


def test_faces_kept_by_a_custom_release_are_told_where_they_are_kept() -> None:
    kept = [one.note for one in topics(examined(IDENTIFY), "retention")]
    assert kept == ["Pictures of unknown faces: kept without a limit in time."]


def test_pictures_in_the_web_folder_are_published() -> None:
    assert topics(examined(LISTED), "published")


def test_detection_alone_recognises_nobody() -> None:
    assert label(LISTED.replace("detect_only: false", "detect_only: true")) == "face_capture"
    only = LISTED.replace("detect_only: false", "detect_only: true").replace("save_faces: true", "")
    assert label(only) == "detection_only"


def test_the_first_releases_of_facebox_take_a_similarity() -> None:
    text = (
        "image_processing:\n  - platform: facebox\n    endpoint: 10.0.0.3:8080\n"
        "    confidence: 0.6\n    source: [{entity_id: camera.door}]\n"
    )
    (threshold,) = topics(examined(text), "threshold")
    assert "0.6 (0 to 1, higher is stricter)" in threshold.note


def test_a_custom_integration_about_faces_leaves_it_open() -> None:
    text = "homeassistant: {name: Home, latitude: 1}\nface_recognition: {api_host: localhost}\n"
    found = examined(text)
    assert found.configured[0].label == "ambiguous"
    assert isinstance(found.coverage, TextCoverage)
    assert found.coverage.not_understood == ("face_recognition",)


@pytest.mark.parametrize(
    ("features", "expected"), [("Brands,Faces", "attributes"), ("Tags", "none")]
)
def test_a_cloud_service_tells_faces_where_it_is_asked_to(features: str, expected: str) -> None:
    text = (
        f"image_processing:\n  - platform: microsoft_vision\n    visual_features: {features}\n"
        "    source: [{entity_id: camera.door}]\n"
    )
    assert label(text) == expected


def test_a_secret_address_is_no_host() -> None:
    text = (
        "homeassistant: {name: x}\ncamera:\n  - platform: mjpeg\n    name: a\n"
        "    mjpeg_url: !secret a_url\n"
    )
    assert devices(text)["camera.a"].host == ""


def test_a_key_the_platform_does_not_take_is_listed() -> None:
    found = examined(LISTED.replace("port: 5100", "tolerance: 3"))
    assert isinstance(found.coverage, TextCoverage)
    assert found.coverage.not_understood == ("[0].tolerance",)


@pytest.mark.parametrize("prefix", ["#", "# ", "#  "])
def test_a_list_that_is_all_comments_is_none(prefix: str) -> None:
    text = "".join(f"{prefix}{line}\n" for line in LISTED.splitlines())
    assert label(text) == "none"


def test_every_sentence_has_its_chinese() -> None:
    for text in (IDENTIFY, LISTED):
        for one in examined(text).observations:
            assert in_language(one.note, "zh") is not None, one.note
