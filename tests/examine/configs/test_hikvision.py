"""Hikvision ISAPI: rules about faces of cameras and recorders, and their libraries."""

from __future__ import annotations

import json

import pytest

from auditor.examine.model import EvidenceState
from tests.examine.configs.configured import devices, examined, facts, label, topics
from tests.examine.configs.isapi import HEAD, LIBRARIES, SPACE, contrast, face_detect, notes, states


def test_face_detection_that_is_on_locates_faces_and_no_more() -> None:
    assert label(face_detect("true")) == "detection_only"
    assert devices(face_detect("true", 3))["channel 3"].label == "detection_only"


def test_face_detection_that_is_off_is_none() -> None:
    assert label(face_detect("false")) == "none"


@pytest.mark.parametrize(
    "space",
    [
        "http://www.hikvision.com/ver20/XMLSchema",
        "http://www.std-cgi.com/ver20/XMLSchema",
        "urn:psialliance-org",
    ],
)
def test_the_namespace_differs_between_firmwares(space: str) -> None:
    text = face_detect("true").replace("http://www.isapi.org/ver20/XMLSchema", space)
    assert label(text) == "detection_only"
    assert examined(text).format == "hikvision"


def test_a_rule_without_any_namespace_is_known_by_its_name_and_switch() -> None:
    assert label("<faceDetect><id>1</id><enabled>true</enabled></faceDetect>") == "detection_only"


def test_able_and_off_and_linked_to_nothing_is_none() -> None:
    text = """<dump>
      <SmartCap><isSupportFaceDetect opt="true,false">true</isSupportFaceDetect></SmartCap>
      <FaceDetect><id>2</id><enabled>false</enabled></FaceDetect>
      <EventTrigger><id>facedetection-2</id><eventType>facedetection</eventType>
        <EventTriggerNotificationList/></EventTrigger>
    </dump>"""
    assert label(text) == "none"
    assert EvidenceState.SUPPORTED in states(examined(text))


@pytest.mark.parametrize("name", ["FaceSnap", "FaceRule", "FaceCaptureParam"])
def test_capture_that_is_on_is_capture(name: str) -> None:
    text = f"<{name} {SPACE}><enabled>true</enabled><snapTimes>2</snapTimes></{name}>"
    assert label(text) == "face_capture"
    assert label(text.replace("true", "false")) == "none"


def test_capture_parameters_without_their_rule_leave_it_open() -> None:
    params = f"{HEAD}<FaceCaptureParam {SPACE}><faceSnapThreshold>40</faceSnapThreshold>"
    params += "</FaceCaptureParam>\n"
    assert label(params) == "ambiguous"
    off = f"{HEAD}<FaceRule {SPACE}><enabled>false</enabled></FaceRule>\n"
    assert label(params + off) == "none"


def test_comparison_bound_to_a_library_is_recognition_with_its_threshold() -> None:
    bound = "<FDLibList><FDLib><id>1</id><FDID>77AA</FDID></FDLib></FDLibList>"
    text = "GET /ISAPI/Intelligent/channels/4/faceContrast\n" + contrast("true", bound)
    found = examined(text)
    assert found.configured[0].label == "recognition"
    camera = devices(text)["channel 4"]
    assert camera.label == "recognition"
    assert camera.thresholds == ("from which two faces count as the same person: 82",)
    assert not any("31" in one.note for one in topics(found, "threshold"))


def test_comparison_in_json_sent_outside_the_site() -> None:
    text = json.dumps(
        {
            "faceContrast": {
                "enable": True,
                "faceContrastType": ["faceContrast", "strangerDetection"],
                "FDIDList": [{"FDID": "9F", "thresholdValue": 71}],
            },
            "HttpHostNotification": {
                "protocolType": "HTTPS",
                "hostName": "watch.hik-connect.com",
                "portNo": "8443",
                "url": "/in?token=hidden9",
            },
        }
    )
    found = examined(text)
    assert found.configured[0].label == "recognition"
    assert facts(found)["sharing.internet_transfer"] is True
    (sent,) = topics(found, "destination")
    assert "watch.hik-connect.com, which is outside" in sent.note
    (limit,) = topics(found, "threshold")
    assert "is 71 (0 to 100, higher is stricter)" in limit.note
    assert "hidden9" not in notes(found)


@pytest.mark.parametrize("empty", ["<FDLibList/>", "<FDLibList></FDLibList>"])
def test_comparison_with_an_empty_list_of_libraries_leaves_it_open(empty: str) -> None:
    assert label(contrast("true", empty)) == "ambiguous"


def test_comparison_that_is_off_leaves_its_tuning_over() -> None:
    found = examined(contrast("false"))
    assert found.configured[0].label == "none"
    assert topics(found, "leftover")
    assert not topics(found, "threshold")
    assert facts(found) == {"configuration.recognition_enabled": False}


def test_libraries_alone_leave_it_open_and_are_listed() -> None:
    found = examined(LIBRARIES)
    assert found.configured[0].label == "ambiguous"
    said = " ".join(one.note for one in topics(found, "library"))
    assert '"季票" holds known people' in said
    assert '"路人库" holds strangers; it is filled by the device' in said
    assert any("No time limit" in one.note for one in topics(found, "retention"))


def test_libraries_beside_a_comparison_that_is_off_are_left_over() -> None:
    found = examined(LIBRARIES + contrast("false"))
    assert found.configured[0].label == "none"
    assert len(topics(found, "library")) == 3
    assert not topics(found, "threshold")


def test_libraries_beside_a_comparison_that_is_on_are_in_use() -> None:
    assert label(LIBRARIES + contrast("true")) == "recognition"


def test_people_in_a_library_make_it_recognition_and_are_only_counted() -> None:
    counts = (
        '{"FDRecordDataInfo":[{"FDID":"77AA","faceLibType":"ordinary","recordDataNumber":312}]}'
    )
    found = examined(LIBRARIES + "\n" + counts + "\n")
    assert found.configured[0].label == "recognition"
    assert facts(found)["storage.face_person_count"] == 312
    assert len([o for o in topics(found, "library") if "77" not in o.note]) == 3


def test_people_in_a_library_whose_comparison_is_off_leave_it_open() -> None:
    counts = (
        '{"FDRecordDataInfo":[{"FDID":"77AA","faceLibType":"ordinary","recordDataNumber":312}]}'
    )
    assert label(contrast("false") + "\n" + counts + "\n") == "ambiguous"


def test_a_library_that_is_armed_is_in_use() -> None:
    text = '{"FDLib": [{"FDID": "3", "faceLibType": "blackFD", "libArmingType": "armingLib"}]}'
    assert label(text) == "recognition"
    assert label(text.replace("armingLib", "nonArmingLib")) == "ambiguous"


def test_a_search_that_found_people_shows_stored_faces_and_names_nobody() -> None:
    text = f"""<FDSearchResult {SPACE}><numOfMatches>2</numOfMatches><totalMatches>2</totalMatches>
    <MatchElementList>
      <MatchElement><name>Odalys Quint</name><similarity>0.9</similarity><PID>1</PID></MatchElement>
      <MatchElement><name>Bram Ode</name><PID>2</PID></MatchElement>
    </MatchElementList></FDSearchResult>"""
    found = examined(text)
    assert found.configured[0].label == "recognition"
    assert facts(found)["storage.face_person_count"] == 2
    assert "Odalys" not in notes(found)
    assert "Bram" not in notes(found)
    nobody = f"<FDSearchResult {SPACE}><numOfMatches>0</numOfMatches></FDSearchResult>"
    assert label(nobody) == "none"
