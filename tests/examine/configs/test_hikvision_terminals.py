"""Hikvision ISAPI: face terminals and access control."""

from __future__ import annotations

import json
from typing import Any

import pytest

from auditor.examine.configs.hikvision.readers import has_face, needs_face
from auditor.examine.model import EvidenceState
from tests.examine.configs.configured import devices, examined, facts, label, topics
from tests.examine.configs.isapi import SPACE, notes, reader, states


def test_a_reader_that_recognises_faces() -> None:
    text = reader(
        cardReaderFunction=["face", "fingerPrint"],
        faceRecogizeEnable=1,
        defaultVerifyMode="cardAndFace",
        faceMatchThresholdN=91,
        faceMatchThreshold1=58,
        livingBodyDetect=True,
    )
    found = examined(text)
    assert found.configured[0].label == "recognition"
    assert facts(found)["capture.function"] == "verify_one_to_one"
    (device,) = found.configured[0].devices
    assert device.kind == "service"
    assert device.thresholds == (
        "from which two faces count as the same person: 91",
        "from which a face counts as that of the person claimed: 58",
    )
    (only,) = topics(found, "no_other_way")
    assert "cardAndFace" in only.note


@pytest.mark.parametrize("off", [2, "2", False, 0])
def test_two_is_off(off: object) -> None:
    text = reader(
        cardReaderFunction=["face"],
        faceRecogizeEnable=off,
        faceMatchThresholdN=91,
        livingBodyDetect=True,
    )
    found = examined(text)
    assert found.configured[0].label == "none"
    assert not topics(found, "threshold")
    assert topics(found, "leftover")


@pytest.mark.parametrize("on", [1, "1", 3, True])
def test_one_and_three_are_on(on: object) -> None:
    assert label(reader(cardReaderFunction=["face"], faceRecogizeEnable=on)) == "recognition"
    assert label(reader(cardReaderFunction=["face"], faceRecognizeEnable=on)) == "recognition"


def test_a_reader_for_fingers_has_thresholds_for_faces_and_does_not_use_them() -> None:
    text = reader(
        cardReaderFunction=["fingerPrint"],
        faceRecogizeEnable=2,
        faceMatchThresholdN=85,
        defaultVerifyMode="cardOrFp",
    )
    assert label(text) == "none"
    assert label(reader(cardReaderFunction=["fingerPrint"], faceMatchThresholdN=85)) == "none"


def test_an_empty_list_of_functions_leaves_the_switch_unproved() -> None:
    assert label(reader(cardReaderFunction=[], faceRecogizeEnable=1)) == "ambiguous"


def test_several_readers_one_with_faces_and_one_without() -> None:
    text = (
        "# /ISAPI/AccessControl/CardReaderCfg/1?format=json\n"
        + reader(cardReaderFunction=["face"], faceRecogizeEnable=1)
        + "\n# /ISAPI/AccessControl/CardReaderCfg/2?format=json\n"
        + reader(cardReaderFunction=["fingerPrint"], faceRecogizeEnable=2)
        + "\n"
    )
    found = devices(text)
    assert found["card reader 1"].label == "recognition"
    assert found["card reader 2"].label == "none"
    assert label(text) == "recognition"


@pytest.mark.parametrize(
    ("mode", "accepts", "needs"),
    [
        ("face", True, True),
        ("cardAndFace", True, True),
        ("faceOrfaceAndCard", True, True),
        ("faceOrFpOrCardOrPw", True, False),
        ("cardOrfaceOrPw", True, False),
        ("card", False, False),
    ],
)
def test_ways_to_verify(mode: str, *, accepts: bool, needs: bool) -> None:
    assert has_face(mode) is accepts
    assert needs_face(mode) is needs


def test_users_with_a_face_are_counted_and_never_named() -> None:
    users = [
        {"employeeNo": "61", "name": "Ines Faro", "numOfFace": 1, "doorRight": "1"},
        {"employeeNo": "62", "name": "Tor Lund", "numOfFace": 0, "doorRight": "1"},
        {
            "employeeNo": "63",
            "name": "Ada Pell",
            "numOfFace": 2,
            "Valid": {"endTime": "2037-12-31T23:59:59"},
        },
    ]
    text = json.dumps({"UserInfoSearch": {"totalMatches": 3, "UserInfo": users}})
    found = examined(text)
    assert found.configured[0].label == "recognition"
    assert facts(found)["storage.face_person_count"] == 2
    assert "2037-12-31" in topics(found, "validity")[0].note
    for name in ("Ines", "Tor", "Ada"):
        assert name not in notes(found)
    none = text.replace('"numOfFace": 1', '"numOfFace": 0').replace('"numOfFace": 2', '"x": 0')
    assert label(none) == "none"


def test_users_with_a_face_at_a_terminal_that_is_off_leave_it_open() -> None:
    off = reader(cardReaderFunction=["face"], faceRecogizeEnable=2)
    count = '{"UserInfoCount": {"userNumber": 9, "bindFaceUserNumber": 4}}'
    assert label(f"{off}\n{count}\n") == "ambiguous"
    assert label(count) == "recognition"


def test_kept_pictures_of_verifications_are_capture() -> None:
    kept = '{"AcsCfg": {"saveVerificationPic": true, "uploadCapPic": false, "saveFacePic": false}}'
    assert label(kept) == "face_capture"
    assert label(kept.replace("true", "false")) == "none"
    assert label('{"AcsCfg": {"uploadCapPic": true, "voicePrompt": true}}') == "ambiguous"
    off = reader(cardReaderFunction=["face"], faceRecogizeEnable=2)
    assert label(f"{off}\n{kept}\n") == "ambiguous"


def test_an_identity_terminal_compares_with_a_card() -> None:
    text = f"""<IdentityTerminal {SPACE}><faceAlgorithm>DeepLearn</faceAlgorithm>
    <saveCertifiedImage>enable</saveCertifiedImage><workMode>accessControlMode</workMode>
    <ecoMode><eco>enable</eco><faceMatchThresholdN>77</faceMatchThresholdN></ecoMode>
    </IdentityTerminal>"""
    found = examined(text)
    assert found.configured[0].label == "recognition"
    assert "77" in topics(found, "threshold")[0].note
    passed_on = text.replace("accessControlMode", "passthrough").replace("enable<", "disable<", 1)
    assert label(passed_on) == "ambiguous"


@pytest.mark.parametrize("name", ["FaceCompareCond", "FaceRecognizeMode"])
def test_tuning_of_comparison_alone_leaves_it_open(name: str) -> None:
    assert label(json.dumps({name: {"mode": "normalMode", "pitch": 30, "yaw": 30}})) == "ambiguous"


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        ({"major": 5, "minor": 75, "currentVerifyMode": "cardOrFace"}, "recognition"),
        ({"major": 5, "minor": 1, "currentVerifyMode": "face"}, "recognition"),
        ({"major": 5, "minor": 1, "currentVerifyMode": "card"}, "none"),
        ({"major": 2, "minor": 75, "currentVerifyMode": "invalid"}, "none"),
    ],
)
def test_records_of_openings(event: dict[str, Any], expected: str) -> None:
    entry = {**event, "name": "Noor Sand", "employeeNoString": "5", "cardReaderNo": 1}
    text = json.dumps({"AcsEvent": {"responseStatusStrg": "OK", "InfoList": [entry]}})
    found = examined(text)
    assert found.configured[0].label == expected
    assert "Noor" not in notes(found)


def test_a_push_in_json_has_no_root_of_its_own() -> None:
    push = {
        "ipAddress": "10.0.0.9",
        "channelID": 1,
        "dateTime": "2031-01-01T00:00:00+00:00",
        "eventType": "AccessControllerEvent",
        "AccessControllerEvent": {"majorEventType": 5, "subEventType": 75, "name": "Noor Sand"},
    }
    body = json.dumps(push, indent=1)
    text = (
        f"--boundary\nContent-Type: application/json\nContent-Length: 99\n\n{body}\n--boundary--\n"
    )
    assert label(text) == "recognition"


def test_a_comparison_pushed_in_json_quotes_neither_person_nor_template() -> None:
    push = {
        "macAddress": "a0:b1:c2:d3:e4:f5",
        "dateTime": "2031-01-01T00:00:00+00:00",
        "eventState": "active",
        "eventType": "alarmResult",
        "alarmResult": [
            {
                "modelData": "UmxJMU1EQXdNRG9CQUFBQUFBQUFBQnVB",
                "faces": [{"identify": [{"candidate": [{"name": "Noor Sand"}]}]}],
            }
        ],
    }
    found = examined(json.dumps(push))
    assert found.configured[0].label == "recognition"
    for hidden in ("Noor", "UmxJMU1E", "a0:b1"):
        assert hidden not in notes(found)


def test_an_ability_without_a_namespace() -> None:
    text = '<FaceContrastCap><enable opt="true,false"/><maxNum min="0" max="9"/></FaceContrastCap>'
    found = examined(text)
    assert found.format == "hikvision"
    assert found.configured[0].label == "none"
    assert states(found) == {EvidenceState.SUPPORTED}


@pytest.mark.parametrize(
    ("settings", "kept"),
    [
        ({"mode": "regular", "period": 2880}, "Logs and records: kept for 2880 minutes."),
        ({"mode": "cycle"}, "Logs and records: kept without a limit in time."),
    ],
)
def test_events_are_kept_for_minutes_or_overwritten(settings: dict[str, Any], kept: str) -> None:
    (one,) = topics(examined(json.dumps({"EventStorageCfg": settings})), "retention")
    assert one.note == kept


def test_a_weekly_plan_with_faces() -> None:
    day = {"week": "Monday", "enable": True, "verifyMode": "face"}
    plan = {"VerifyWeekPlanCfg": {"enable": True, "WeekPlanCfg": [day]}}
    assert label(json.dumps(plan)) == "recognition"
    plan["VerifyWeekPlanCfg"]["enable"] = False
    assert label(json.dumps(plan)) == "none"


def test_a_check_for_masks_at_the_door_is_an_attribute() -> None:
    on = {"MaskDetection": {"enable": True, "noMaskStrategy": "tipsNotOpenDoor"}}
    assert label(json.dumps(on)) == "attributes"
    on["MaskDetection"]["enable"] = False
    assert label(json.dumps(on)) == "none"


def test_a_person_put_into_a_library_and_a_search_in_one() -> None:
    person = {"faceLibType": "blackFD", "FDID": "1", "FPID": "7"}
    assert label(json.dumps({"FaceDataRecord": person})) == "recognition"
    assert label(json.dumps(person)) == "ambiguous"
    assert label(json.dumps({"maxResults": 30, **person})) == "ambiguous"


def test_a_reader_that_says_nothing_of_faces() -> None:
    text = json.dumps({"CardReaderCfg": {"enable": True, "cardReaderName": "North door"}})
    assert label(text) == "none"
    assert examined(text).format == "hikvision"
