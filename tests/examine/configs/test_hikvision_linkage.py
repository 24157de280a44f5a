"""Hikvision ISAPI: what stands around a rule, what is recorded, and where it goes."""

from __future__ import annotations

import pytest

from auditor.examine.model import EvidenceState
from tests.examine.configs.configured import devices, examined, facts, label, topics
from tests.examine.configs.isapi import (
    HEAD,
    SPACE,
    diagnostics,
    face_detect,
    notes,
    states,
    trigger,
)


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
    assert sent.note.startswith("Alarms: by HTTP to 10.1.2.3")
    assert "s3cretX" not in notes(found)


def test_recordings_are_kept_for_a_period_or_until_the_disk_is_full() -> None:
    track = f"""<TrackList {SPACE}><Track><id>101</id><Duration>P21DT0H</Duration>
    <LoopEnable>true</LoopEnable></Track></TrackList>"""
    (kept,) = topics(examined(track), "retention")
    assert kept.note == "Recordings: kept for 21 days."
    (ring,) = topics(examined(track.replace("P21D", "P0D")), "retention")
    assert ring.note == "Recordings: kept without a limit in time."


def test_a_network_drive_is_a_destination() -> None:
    nas = "<nas><id>9</id><ipAddress>192.168.4.5</ipAddress><nasType>NFS</nasType></nas>"
    empty = "<nas><id>10</id><ipAddress>0.0.0.0</ipAddress></nas>"
    found = examined(f"{HEAD}<storage {SPACE}><nasList>{nas}{empty}</nasList></storage>")
    (told,) = topics(found, "destination")
    assert "NAS" in told.note
    assert "on the site" in told.note
