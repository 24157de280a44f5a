"""Hikvision ISAPI: the forms in which answers are saved, and what is none."""

from __future__ import annotations

import json

import pytest

from auditor.case.model import ExhibitKind
from auditor.core.wording import in_language
from auditor.examine.configs.registry import matches
from auditor.examine.configs.syntax.source import read_source
from auditor.examine.shared.text import decode
from auditor.vocabulary.vocabulary import definition
from tests.examine.configs.configured import devices, examined, kind, label, topics
from tests.examine.configs.isapi import (
    HEAD,
    LIBRARIES,
    SPACE,
    contrast,
    diagnostics,
    face_detect,
    notes,
    reader,
    trigger,
)


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


def test_a_truncated_file_is_read_as_far_as_it_goes_and_never_none() -> None:
    text = LIBRARIES[: len(LIBRARIES) // 2]
    assert kind(text) is ExhibitKind.CONFIGURATION
    found = examined(text)
    assert [summary.label.value for summary in found.configured] == ["ambiguous"]
    assert any("cut off" in warning for warning in found.warnings)


@pytest.mark.parametrize(
    ("kept", "expected"),
    [
        ("<id>1</id><enabled>true</enabled><sensi", "detection_only"),
        ("<id>1</id><enabled>tru", "ambiguous"),
        ("<id>1</id><enabled>false</enabled><sensi", "ambiguous"),
    ],
)
def test_what_stands_before_a_cut_decides_only_where_it_is_whole(kept: str, expected: str) -> None:
    assert label(f"{HEAD}<FaceDetect {SPACE}>{kept}") == expected


def test_a_truncated_dump_in_json_is_read_as_far_as_it_goes() -> None:
    text = reader(faceRecogizeEnable=1, cardReaderFunction=["face"], faceMatchThresholdN=91)
    cut = text[: text.index("91") + 1]
    found = examined(cut)
    assert [summary.label.value for summary in found.configured] == ["recognition"]
    assert topics(found, "threshold") == []
    assert label(text[: text.index("faceRecogizeEnable")]) == "ambiguous"


def test_every_cut_is_survived_and_makes_nothing_on_that_was_off() -> None:
    whole = f"{face_detect('false')}{LIBRARIES}"
    for end in range(whole.index("<id>") + 4, len(whole), 7):
        assert label(whole[:end]) in ("ambiguous", "none")


def test_ampersands_left_as_they_are_harm_nothing() -> None:
    url = "/in?a=1&b=2"
    text = (
        f"{HEAD}<HttpHostNotification {SPACE}><url>{url}</url><protocolType>HTTP</protocolType>"
        "<ipAddress>192.168.1.5</ipAddress></HttpHostNotification>"
    )
    assert label(text) == "none"
    assert len(topics(examined(text), "destination")) == 1


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
        assert in_language(one.note, "zh") is not None, one.note
        for fact, value in one.says.items():
            definition(fact).parse(value)


def test_what_a_browser_says_above_an_answer_is_passed_over() -> None:
    said = "This XML file does not appear to have any style information associated with it.\n"
    body = face_detect("true").removeprefix(HEAD)
    assert label(said + body) == "detection_only"
