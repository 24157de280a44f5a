"""Hikvision ISAPI: cameras, recorders and terminals, in XML, JSON and converters' JSON."""

from __future__ import annotations

import json
from typing import Any

import pytest

from auditor.case.model import ExhibitKind
from auditor.examine.configs.hikvision.readers import has_face, needs_face
from auditor.examine.configs.registry import matches
from auditor.examine.configs.source import read_source
from auditor.examine.documents.text import decode
from auditor.examine.model import EvidenceState, Examination
from auditor.facts.vocabulary import definition
from auditor.report.examiner_words import in_chinese
from tests.examine.configs.configured import devices, examined, facts, kind, label, topics

SPACE = 'version="2.0" xmlns="http://www.isapi.org/ver20/XMLSchema"'
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def face_detect(enabled: str, channel: int = 1) -> str:
    return f"""{HEAD}<FaceDetect {SPACE}>
<id>{channel}</id>
<enabled>{enabled}</enabled>
<sensitivityLevel>3</sensitivityLevel>
<highlightsenabled>false</highlightsenabled>
</FaceDetect>
"""


def contrast(enable: str, libraries: str = "", threshold: int = 82) -> str:
    return f"""{HEAD}<FaceContrastList version="2.0" xmlns="http://www.std-cgi.com/ver20/XMLSchema">
<FaceContrast>
<id>1</id>
<enable>{enable}</enable>
<faceContrastType>faceContrast</faceContrastType>
<thresholdValue>{threshold}</thresholdValue>
{libraries}
<QuickContrast>
<enabled>false</enabled>
<threshold>31</threshold>
</QuickContrast>
</FaceContrast>
</FaceContrastList>
"""


LIBRARIES = f"""{HEAD}<FDLibBaseCfgList {SPACE}>
<FDLibBaseCfg>
<id>1</id>
<FDID>77AA</FDID>
<name>季票</name>
<faceLibType>ordinary</faceLibType>
<thresholdValue>64</thresholdValue>
</FDLibBaseCfg>
<FDLibBaseCfg>
<id>2</id>
<FDID>77AB</FDID>
<name>路人库</name>
<faceLibType>stranger</faceLibType>
</FDLibBaseCfg>
</FDLibBaseCfgList>
"""


def trigger(event: str, channel: int, *methods: str) -> dict[str, Any]:
    actions = [{"id": method, "notificationMethod": method} for method in methods]
    return {
        "id": f"{event}-{channel}",
        "eventType": event,
        "dynVideoInputChannelID": str(channel),
        "EventTriggerNotificationList": {"EventTriggerNotification": actions} if actions else None,
    }


def diagnostics(
    *triggers: dict[str, Any],
    able: Any = "true",  # noqa: ANN401 - it stands among answers of any form
    **more: Any,  # noqa: ANN401
) -> str:
    """A recorder as the diagnostics of a home automation hold it: answers by address."""
    answers: dict[str, Any] = {
        "System/deviceInfo": {
            "DeviceInfo": {
                "@xmlns": "http://www.isapi.org/ver20/XMLSchema",
                "model": "DS-7104X",
                "serialNumber": "DS-7104X0420199",
                "firmwareVersion": "V4.1",
            }
        },
        "System/capabilities": {
            "DeviceCap": {
                "SmartCap": {"isSupportFaceDetect": able},
                "EventCap": {"isSupportFaceContrast": able, "isSupportFaceSnap": able},
            }
        },
        "ContentMgmt/InputProxy/channels": {
            "InputProxyChannelList": {
                "InputProxyChannel": [
                    {
                        "id": "1",
                        "name": "ferry",
                        "sourceInputPortDescriptor": {"ipAddress": "10.3.0.21"},
                    },
                    {
                        "id": "2",
                        "name": "kiosk",
                        "sourceInputPortDescriptor": {"ipAddress": "10.3.0.22"},
                    },
                ]
            }
        },
        "Streaming/channels/201": {
            "StreamingChannel": {
                "id": "201",
                "channelName": "201",
                "Video": {
                    "videoInputChannelID": "2",
                    "videoResolutionWidth": "2688",
                    "videoResolutionHeight": "1520",
                },
            }
        },
        "Event/triggers": {"EventNotification": {"EventTriggerList": {"EventTrigger": triggers}}},
        **more,
    }
    answered = {address: {"response": body} for address, body in answers.items()}
    return json.dumps({"data": {"ISAPI": answered}}, indent=1)


def reader(**settings: object) -> str:
    return json.dumps({"CardReaderCfg": {"enable": True, "swipeInterval": 0, **settings}})


def states(found: Examination) -> set[EvidenceState | None]:
    return {one.state for one in topics(found, "function")}


def notes(found: Examination) -> str:
    """Everything a report would print of the exhibit."""
    return json.dumps(found.model_dump(mode="json"), ensure_ascii=False)


# --- cameras and recorders ------------------------------------------------------------------------


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
                "hostName": "watch.example.org",
                "portNo": "8443",
                "url": "/in?token=hidden9",
            },
        }
    )
    found = examined(text)
    assert found.configured[0].label == "recognition"
    assert facts(found)["sharing.internet_transfer"] is True
    (sent,) = topics(found, "destination")
    assert "watch.example.org, which lies outside" in sent.note
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


def test_linkage_alone_leaves_it_open_per_camera_and_asks() -> None:
    text = diagnostics(trigger("faceContrast", 2, "center"), trigger("faceSnap", 1))
    found = examined(text)
    assert found.configured[0].label == "ambiguous"
    cameras = devices(text)
    assert cameras["ferry"].label == "none"
    assert cameras["kiosk"].label == "ambiguous"
    assert cameras["kiosk"].host == "10.3.0.22"
    assert (cameras["kiosk"].width, cameras["kiosk"].height) == (2688, 1520)
    assert topics(found, "question")
    assert found.configured[0].version == "DS-7104X, firmware V4.1"
    assert "0420199" not in notes(found)


@pytest.mark.parametrize("method", [(), ("unknown",)])
def test_linkage_without_an_action_is_none(method: tuple[str, ...]) -> None:
    assert label(diagnostics(trigger("facedetection", 1, *method))) == "none"


def test_linkage_of_a_device_that_is_not_able_is_none() -> None:
    text = diagnostics(trigger("faceContrast", 1, "record"), able="false")
    assert label(text) == "none"
    assert EvidenceState.SUPPORTED not in states(examined(text))


def test_linkage_of_other_events_says_nothing_of_faces() -> None:
    plates = {"LicensePlateAuditData": {"whiteList": {"enabled": "true"}}}
    text = diagnostics(
        trigger("VMD", 1, "center"),
        trigger("PeopleCounting", 2, "center"),
        **{"Traffic/channels/1/licensePlateAuditData": plates},
    )
    assert label(text) == "none"


def test_one_camera_switched_off_beside_one_that_is_on() -> None:
    text = diagnostics(
        trigger("faceContrast", 1, "center"),
        **{
            "Intelligent/channels/1/faceContrast": {"FaceContrast": {"id": "1", "enable": "false"}},
            "Intelligent/channels/2/faceContrast": {"FaceContrast": {"id": "1", "enable": "true"}},
        },
    )
    assert label(text) == "recognition"
    cameras = devices(text)
    assert cameras["ferry"].label == "none"
    assert cameras["kiosk"].label == "recognition"


def test_the_richest_capability_answers_are_never_positive() -> None:
    text = f"""{HEAD}<FDLibCap {SPACE}><maxFDLibNum>64</maxFDLibNum>
<FaceAppendData><name>x</name><sex opt="male,female"/></FaceAppendData>
<isSupportFDLib>true</isSupportFDLib></FDLibCap>
{HEAD}<FaceContrastList {SPACE}><FaceContrast><enable opt="true,false">true</enable>
<FDLibList><FDLib><FDID>1</FDID></FDLib></FDLibList></FaceContrast></FaceContrastList>
{HEAD}<IntelliCap {SPACE}><isSupportFaceSnap>true</isSupportFaceSnap>
<FaceRule><enabled>true</enabled></FaceRule></IntelliCap>
GET /ISAPI/Smart/FaceDetect/1/capabilities
{face_detect("true")}
GET /ISAPI/AccessControl/CardReaderCfg/capabilities?format=json
{{"CardReaderCfg": {{"cardReaderNo": {{"@min": 1, "@max": 2}}, "enable": "true,false",
 "cardReaderFunction": {{"@opt": "fingerPrint,face"}}, "faceRecogizeEnable": {{"@opt": "1,3"}},
 "livingBodyDetect": "true,false", "defaultVerifyMode": {{"@opt": "face,cardAndFace"}}}}}}
{{"AcsCfg": {{"saveVerificationPic": "true,false", "saveFacePic": "true,false"}}}}
"""
    found = examined(text)
    assert found.configured[0].label == "none"
    assert states(found) == {EvidenceState.SUPPORTED}
    assert facts(found) == {}


def test_an_engine_that_is_selected_leaves_it_open_until_its_rule_is_known() -> None:
    engine = f"{HEAD}<VCAResource {SPACE}><type>facesnap</type></VCAResource>\n"
    assert label(engine) == "ambiguous"
    assert label(engine.replace("facesnap", "close")) == "none"
    rule = f"{HEAD}<FaceRule {SPACE}><enabled>true</enabled></FaceRule>\n"
    assert label(engine + rule) == "face_capture"


def test_attributes_that_are_on() -> None:
    text = f"""<FaceRule {SPACE}><enabled>true</enabled>
    <faceExpression><enabled>true</enabled></faceExpression></FaceRule>"""
    assert label(text) == "attributes"
    off = text.replace("<enabled>true", "<enabled>false", 1)
    assert label(off) == "none"
    assert topics(examined(off), "leftover")


def test_counting_at_a_line_is_anonymous_and_counting_by_face_is_not() -> None:
    line = f"<FramesPeopleCounting {SPACE}><enabled>true</enabled></FramesPeopleCounting>"
    assert label(line) == "none"
    face = line.replace("</Frames", "<faceDeduplication>true</faceDeduplication></Frames")
    found = examined(face)
    assert found.configured[0].label == "ambiguous"
    assert any("by their appearance" in one.note for one in topics(found, "function"))


@pytest.mark.parametrize(
    ("event", "more", "expected"),
    [
        ("facedetection", "", "detection_only"),
        ("faceSnap", "", "face_capture"),
        ("alarmResult", "<similarity>91</similarity>", "recognition"),
        ("faceSnap", "<ageGroup>young</ageGroup>", "attributes"),
        ("VMD", "", "none"),
    ],
)
def test_records_of_alarms(event: str, more: str, expected: str) -> None:
    text = f"""<EventNotificationAlert {SPACE}><channelID>1</channelID>
    <dateTime>2031-02-03T04:05:06+08:00</dateTime><eventType>{event}</eventType>
    <eventState>active</eventState>{more}</EventNotificationAlert>"""
    assert label(text) == expected
    named = text.replace("<channelID>", "<name>Noor Sand</name><channelID>").replace("\n", "")
    assert "Noor" not in notes(examined(named))
    inactive = text.replace(">active<", ">inactive<")
    assert label(inactive) == "none"


def test_hosts_that_are_not_set_are_no_destination() -> None:
    host = """{"HttpHostNotificationList": {"HttpHostNotification": [
      {"id": "1", "url": "/x", "protocolType": "HTTP", "ipAddress": "0.0.0.0", "hostName": ""},
      {"id": "2", "url": "/x", "protocolType": "HTTP", "ipAddress": "10.1.2.3",
       "userName": "pusher", "password": "s3cretX",
       "SubscribeEvent": {"eventMode": "list", "EventList": [{"type": "VMD"}]}}]}}"""
    found = examined(host)
    (sent,) = topics(found, "destination")
    assert sent.note.startswith("Alarms go by HTTP to 10.1.2.3")
    assert "s3cretX" not in notes(found)


def test_recordings_are_kept_for_a_period_or_until_the_disk_is_full() -> None:
    track = f"""<TrackList {SPACE}><Track><id>101</id><Duration>P21DT0H</Duration>
    <LoopEnable>true</LoopEnable></Track></TrackList>"""
    (kept,) = topics(examined(track), "retention")
    assert kept.note == "Recordings: kept for 21 days."
    (ring,) = topics(examined(track.replace("P21D", "P0D")), "retention")
    assert ring.note == "Recordings: kept without a limit in time."


# --- terminals ------------------------------------------------------------------------------------


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


# --- how it is written ----------------------------------------------------------------------------


def test_answers_by_address_as_text_in_json() -> None:
    text = json.dumps(
        {
            "/ISAPI/Intelligent/channels/2/faceContrast": contrast("true"),
            "/ISAPI/Smart/FaceDetect/1": face_detect("false"),
            "/ISAPI/Smart/FaceDetect/2/capabilities": face_detect("true", 2),
        }
    )
    assert label(text) == "recognition"
    assert devices(text)["channel 1"].label == "none"
    off = text.replace("<enable>true", "<enable>false")
    assert label(off) == "none"


def test_answers_of_a_device_s_own_json_as_text_in_json() -> None:
    inner = reader(cardReaderFunction=["face"], faceRecogizeEnable=1)
    text = json.dumps({"answers": {"/ISAPI/AccessControl/CardReaderCfg/7?format=json": inner}})
    assert devices(text)["card reader 7"].label == "recognition"


def test_what_xml2js_makes_of_it() -> None:
    rule = {"$": {"version": "2.0"}, "id": ["1"], "enabled": ["true"], "sensitivityLevel": ["3"]}
    assert label(json.dumps({"FaceDetect": rule})) == "detection_only"


def test_answers_of_both_languages_in_one_file_with_what_stood_between() -> None:
    text = (
        "> GET /ISAPI/Smart/FaceDetect/1 HTTP/1.1\n< HTTP/1.1 200 OK\n"
        f"< Content-Type: application/xml\n\n{face_detect('true')}"
        "=== /ISAPI/AccessControl/CardReaderCfg/1 ===\n"
        + reader(cardReaderFunction=["face"], faceRecogizeEnable=1)
        + f"\n<!-- GET /ISAPI/Intelligent/channels/3/faceContrast -->\n{contrast('false')}"
    )
    found = devices(text)
    assert {name: device.label.value for name, device in found.items()} == {
        "channel 1": "detection_only",
        "channel 3": "none",
        "card reader 1": "recognition",
    }
    assert len(examined(text).configured) == 1


def test_answers_without_a_declaration_one_after_another() -> None:
    text = face_detect("false").removeprefix(HEAD) + LIBRARIES.removeprefix(HEAD)
    assert label(text) == "ambiguous"
    assert label(text + contrast("true").removeprefix(HEAD)) == "recognition"


def test_windows_lines_byte_order_mark_chinese_coding_and_fence() -> None:
    text = LIBRARIES + contrast("true")
    assert label(text.replace("\n", "\r\n")) == "recognition"
    assert label("\ufeff" + text) == "recognition"
    for coded in (text, text.replace("UTF-8", "GB2312")):
        found = examined(coded.encode("gb18030"))
        assert found.configured[0].label == "recognition"
        assert "季票" in notes(found)
    assert label(f"```xml\n{face_detect('true')}```\n") == "detection_only"


def test_a_commented_rule_is_not_there() -> None:
    body = face_detect("true").replace("<enabled>true</enabled>", "<!--<enabled>true</enabled>-->")
    assert label(body) == "none"


def test_a_truncated_file_is_known_and_never_none() -> None:
    text = LIBRARIES[: len(LIBRARIES) // 2]
    assert kind(text) is ExhibitKind.CONFIGURATION
    with pytest.raises(Exception, match="not well-formed"):
        examined(text)


def test_nothing_about_faces_is_none_from_this_file_and_asks() -> None:
    text = f"""<StreamingChannel {SPACE}><id>101</id><channelName>pier</channelName>
    <Video><videoResolutionWidth>1920</videoResolutionWidth>
    <videoResolutionHeight>1080</videoResolutionHeight></Video></StreamingChannel>"""
    found = examined(text)
    assert found.configured[0].label == "none"
    assert devices(text)["pier"].width == 1920
    assert topics(found, "question")


@pytest.mark.parametrize(
    "text",
    [
        "Attention: faces are recognised at the gate by ISAPI cameras.",
        '{"openapi": "3.0.0", "paths": {"/ISAPI/AccessControl/CardReaderCfg/{id}": {"get": {}}}}',
        "CardReaderCfg:\n  port: 80\n  enabled: true\n",
        '<Envelope xmlns="http://www.w3.org/2003/05/soap-envelope" xmlns:t="http://www.onvif.org/'
        'ver10/schema"><t:HttpHostNotification><t:a>1</t:a></t:HttpHostNotification></Envelope>',
        "<html><body><p>FaceDetect enabled</p></body></html>",
    ],
)
def test_other_files_are_not_claimed(text: str) -> None:
    found = matches(read_source(decode(text.encode()), "file.txt"))
    assert "hikvision" not in [entry.id for entry, _ in found]


@pytest.mark.parametrize(
    "text",
    [
        '{"CardReaderCfg": {"cardReaderNo": [], "faceRecogizeEnable": {"a": [1]}, "ecoMode": 3}}',
        '{"faceContrast": {"FDIDList": 7, "enable": [[]], "thresholdValue": {"x": null}}}',
        '{"FDLib": [[{"FDID": null, "faceLibType": [[]]}], 4, null], "FDLibInfo": {"FDID": 1e999}}',
        '{"UserInfoSearch": {"UserInfo": "none", "totalMatches": "many"}}',
        '{"HttpHostNotification": {"url": 5, "ipAddress": {}, "SubscribeEvent": "x"}}',
        '{"InputProxyChannel": {"id": 1e400, "name": {}, "sourceInputPortDescriptor": 3}}',
    ],
)
def test_odd_values_are_no_reason_to_fail(text: str) -> None:
    for one in examined(text).configured:
        assert one.label in ("none", "ambiguous")


EVERYTHING = (
    LIBRARIES,
    contrast("false"),
    diagnostics(trigger("faceSnap", 1, "center")),
    reader(cardReaderFunction=["face"], faceRecogizeEnable=1, defaultVerifyMode="face"),
    '{"AcsCfg": {"saveFacePic": true, "voicePrompt": true}}',
    '{"FTPNotification": {"enabled": true, "hostName": "ftp.example.net"}, '
    '"HttpHostNotification": {"ipAddress": "10.0.0.4"}, "mailing": {"hostName": "m.example.net"}, '
    '"Ehome": {"enabled": true, "hostName": "isup.example.net"}}',
    '{"UserInfo": {"numOfFace": 1, "doorRight": "1", "Valid": {"endTime": "2033-01-01T00:00"}}}',
)


@pytest.mark.parametrize("text", EVERYTHING)
def test_every_sentence_has_its_chinese_and_every_fact_is_known(text: str) -> None:
    found = examined(text)
    for one in found.observations:
        assert in_chinese(one.note) is not None, one.note
        for fact, value in one.says.items():
            definition(fact).parse(value)
