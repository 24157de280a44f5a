"""Home-made doors: a library's name leaves it open; threshold and store beside it do not."""

from __future__ import annotations

import pytest

from auditor.core.wording import in_language
from tests.examine.configs.configured import devices, examined, facts, label, topics

GATE = """\
camera: {id: "rtsp://adm:hunter2@10.0.0.8/s1"}
images_folder: data/photos
mode: facenet
test_mode: True
connection: {host: 10.0.0.9, login: gate, password: hunter2}
facenet: {embedding_folder: data/emb, threshold: 0.8}
turnstiles: {id_tur: 4}
save_unknown: true
webhook: https://hooks.example.com/hook/abcdef
"""
INI = """\
[model]
backend = face_recognition
[recognition]
tolerance = 0.6
known_faces = known_faces/
[door]
relay_pin = 17
"""


@pytest.mark.parametrize("text", [GATE, INI])
def test_library_threshold_and_store_are_recognition(text: str) -> None:
    found = examined(text)
    assert found.format == "door-project"
    assert found.configured[0].label == "recognition"
    (threshold,) = topics(found, "threshold")
    assert "distance, lower is stricter" in threshold.note


def test_a_cosine_library_does_not_tell_the_scale() -> None:
    text = INI.replace("face_recognition", "insightface").replace("tolerance", "match_threshold")
    (threshold,) = topics(examined(text), "threshold")
    assert "a scale the file does not state" in threshold.note


def test_a_name_beside_a_door_leaves_it_open() -> None:
    assert label("[model]\nbackend = insightface\n[door]\nrelay = 17\nmode = attendance\n") == (
        "ambiguous"
    )


def test_detection_alone_and_a_switch_that_is_off_are_no_recognition() -> None:
    text = "backend: deepface\nmode: {}\nknown_faces: faces/\n{}door: {{relay: 3}}\n"
    assert label(text.format("detect_only", "tolerance: 0.4\n")) == "detection_only"
    off = "face_recognition: {enabled: false, tolerance: 0.5}\n"
    assert label(text.format("access_control", off)) == "none"
    unknown = off.replace("false", '"${FACES}"')
    assert label(text.format("access_control", unknown)) == "ambiguous"


def test_liveness_is_told_where_it_is_on() -> None:
    on = GATE + "anti_spoofing: {enabled: true}\n"
    assert any("living person" in one.note for one in topics(examined(on), "function"))
    off = topics(examined(on.replace("enabled: true", "enabled: false")), "function")
    assert all("switched on" not in one.note for one in off if "living" in one.note)


def test_unknown_faces_cameras_and_destinations() -> None:
    found = examined(GATE)
    assert "without a limit in time" in topics(found, "retention")[0].note
    assert facts(found)["storage.raw_face_images"] is True
    assert devices(GATE)["camera.id"].host == "10.0.0.8"
    assert "hooks.example.com" in topics(found, "destination")[0].note
    dump = found.model_dump_json()
    assert "hunter2" not in dump
    assert "abcdef" not in dump


@pytest.mark.parametrize(
    "text",
    [
        "services:\n  face:\n    image: acme/deepface\n    environment: {DOOR: 1, MODE: x}\n",
        "backend: arcsoft\nserver: {port: 80}\n",
        "# backend: insightface\ndoor: {relay: 3}\nname: hall\n",
    ],
)
def test_other_files_are_none_of_these(text: str) -> None:
    assert examined(text).format != "door-project"


def test_every_sentence_has_its_chinese() -> None:
    for text in (GATE + "auto_register: true\nkeep_days: 30\n", INI):
        for one in examined(text).observations:
            assert in_language(one.note, "zh") is not None, one.note
