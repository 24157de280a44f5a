"""Suprema terminals: tuning shows no use; a way of verification and enrolled faces do."""

from __future__ import annotations

import json

import pytest

from auditor.core.wording import in_language
from tests.examine.configs.configured import examined, facts, label, topics

SENSOR = {
    "securityLevel": "BS2_FACE_SECURITY_NORMAL",
    "enrollThreshold": 4,
    "enableLFD": True,
    "maxRotation": 15,
    "unableToSaveImageOfVisualFace": False,
}


def test_tuning_alone_leaves_it_open() -> None:
    assert label(json.dumps(SENSOR)) == "ambiguous"


@pytest.mark.parametrize("mode", ["AUTH_EXT_MODE_FACE_ONLY", "AUTH_EXT_MODE_FACE_CARD"])
def test_a_way_of_verification_by_face_is_recognition(mode: str) -> None:
    assert label(json.dumps({"authSchedules": [{"mode": mode, "scheduleID": 1}]})) == "recognition"


def test_a_way_by_card_is_none() -> None:
    text = json.dumps({"authSchedules": [{"mode": "AUTH_EXT_MODE_CARD_ONLY"}]})
    assert label(text) == "none"


def test_users_with_faces_are_counted_and_not_named() -> None:
    users = [{"name": "Zhang Wei", "numOfFace": 1}, {"name": "Li Na", "numOfFace": 0}]
    found = examined(json.dumps({**SENSOR, "users": users}))
    assert found.configured[0].label == "recognition"
    assert facts(found)["storage.face_person_count"] == 1
    assert "Zhang" not in " ".join(one.note for one in found.observations)


def test_twice_denied_means_that_pictures_are_stored() -> None:
    kept = topics(examined(json.dumps(SENSOR)), "retention")
    assert len(kept) == 1
    off = {**SENSOR, "unableToSaveImageOfVisualFace": True}
    assert topics(examined(json.dumps(off)), "retention") == []


def test_every_sentence_has_its_chinese() -> None:
    for one in examined(json.dumps(SENSOR)).observations:
        assert in_language(one.note, "zh") is not None, one.note


@pytest.mark.parametrize(
    ("mode", "expected"), [(11, "recognition"), (21, "none"), (22, "recognition")]
)
def test_ways_by_their_numbers(mode: int, expected: str) -> None:
    assert label(json.dumps({"authSchedules": [{"mode": mode, "scheduleID": 1}]})) == expected


def test_a_way_by_finger_or_face_leaves_it_open() -> None:
    text = json.dumps({"authSchedules": [{"mode": "AUTH_MODE_CARD_BIOMETRIC"}]})
    assert label(text) == "ambiguous"


def test_tuning_leaves_it_open_without_a_security_level_and_without_liveness() -> None:
    sensor = {key: value for key, value in SENSOR.items() if key != "securityLevel"}
    assert label(json.dumps({**sensor, "enableLFD": False})) == "ambiguous"


def test_users_with_a_level_of_security_and_no_faces_are_none() -> None:
    hdr = {"ID": "1", "numOfFace": 0, "numOfCard": 1}
    user = {"hdr": hdr, "setting": {"securityLevel": 2}}
    assert label(json.dumps([user])) == "none"
    user = {**user, "hdr": {**hdr, "numOfFace": 2}}
    assert label(json.dumps([user])) == "recognition"


def test_messages_as_programs_print_them() -> None:
    printed = "authSchedules {\n  mode: AUTH_EXT_MODE_FACE_ONLY\n  scheduleID: 1\n}\n"
    assert label(printed) == "recognition"
    user = 'users: [hdr:<ID:"7" numOfFace:1 > setting:<faceAuthExtMode:255 > name:"Zhang Wei" ]\n'
    found = examined(user)
    assert found.configured[0].label == "recognition"
    assert "Zhang" not in found.model_dump_json()


def test_a_list_of_users_counts_those_with_a_face_and_names_nobody() -> None:
    found = examined("user_id,name,face_image_file1\n1,Zhang Wei,1.jpg\n2,Li Na,\n")
    assert facts(found)["storage.face_person_count"] == 1
    assert "Zhang" not in found.model_dump_json()
    assert label("user_id,name,face_count\n1,Zhang Wei,0\n") == "none"


def test_users_of_other_makers_are_not_theirs() -> None:
    text = json.dumps({"UserInfo": {"employeeNo": "1", "numOfFace": 1, "numOfFP": 0}})
    assert "suprema" not in examined(text).format


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ({"face_count": "2"}, "recognition"),
        ({"face_count": "0", "visual_face_count": "1"}, "recognition"),
        ({"face_count": "0", "visual_face_count": "0", "fingerprint_count": "1"}, "none"),
    ],
)
def test_users_as_biostar_answers_them(counts: dict[str, str], expected: str) -> None:
    rows = [{"user_id": "7", "name": "N. N.", **counts}]
    text = json.dumps({"UserCollection": {"total": "1", "rows": rows}})
    assert label(text) == expected
    assert "N. N." not in str(examined(text).model_dump())


@pytest.mark.parametrize(
    ("name", "expected"),
    [("IDENTIFY_SUCCESS_FACE", "recognition"), ("VERIFY_SUCCESS_CARD_PIN", "none")],
)
def test_an_event_as_biostar_answers_it(name: str, expected: str) -> None:
    event = {
        "user_id": {"user_id": "7"},
        "device_id": {"id": "5"},
        "event_type_id": {"code": "1", "name": name},
    }
    assert label(json.dumps({"EventCollection": {"rows": [event]}})) == expected


def test_a_card_alone_and_no_detection_of_faces() -> None:
    text = json.dumps(
        {
            "authSchedules": [{"mode": "AUTH_MODE_CARD_ONLY", "scheduleID": 1}],
            "faceDetectionLevel": "BS2_FACE_DETECTION_LEVEL_NONE",
        }
    )
    assert label(text) == "none"


@pytest.mark.parametrize(("mode", "expected"), [("11", "recognition"), ("2", "none")])
def test_a_device_as_biostar_answers_it(mode: str, expected: str) -> None:
    modes = [{"mode": mode, "schedule_id": {"id": "1"}}]
    device = {"id": "5", "authentication": {"operation_modes": modes, "match_timeout": "5"}}
    assert label(json.dumps({"Device": device})) == expected
