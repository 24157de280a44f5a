"""Suprema terminals: tuning shows no use; a way of verification and enrolled faces do."""

from __future__ import annotations

import json

import pytest

from auditor.report.examiner_words import in_chinese
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
        assert in_chinese(one.note) is not None, one.note
