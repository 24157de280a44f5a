"""ONVIF: what is supported shows no use; rules that are configured and records do."""

from __future__ import annotations

import json

import pytest

from auditor.core.wording import in_language
from tests.examine.configs.configured import devices, examined, facts, label, topics

TAN = "http://www.onvif.org/ver20/analytics/wsdl"
TT = "http://www.onvif.org/ver10/schema"
RULE = f"""\
<GetRulesResponse xmlns="{TAN}" xmlns:tt="{TT}">
  <Rule Name="DoorFaces" Type="tt:FaceRecognition"><tt:Parameters>
    <tt:SimpleItem Name="Threshold" Value="0.81"/>
    <tt:SimpleItem Name="IncludeImage" Value="RemoteStorage"/>
  </tt:Parameters></Rule>
</GetRulesResponse>
"""
SUPPORTED = f"""\
<GetSupportedRulesResponse xmlns="{TAN}" xmlns:tt="{TT}">
  <SupportedRules><tt:RuleDescription Name="tt:FaceRecognition"/></SupportedRules>
</GetSupportedRulesResponse>
"""
DESCRIBED = f"""\
<tt:Object ObjectId="77" xmlns:tt="{TT}" xmlns:fc="http://www.onvif.org/ver20/analytics/humanface">
  <tt:Appearance><tt:HumanFace><fc:Age><fc:Min>30</fc:Min><fc:Max>39</fc:Max></fc:Age></tt:HumanFace>
  </tt:Appearance>
</tt:Object>
"""
EVENT = f"""\
<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:tt="{TT}"
  xmlns:wsnt="http://docs.oasis-open.org/wsn/b-2"><s:Body><wsnt:Notify>
<wsnt:NotificationMessage><wsnt:Topic>tns1:RuleEngine/Recognition/Face</wsnt:Topic><wsnt:Message>
<tt:Message UtcTime="2024-01-01T00:00:00Z" PropertyOperation="Changed">
<tt:Source><tt:SimpleItem Name="VideoSource" Value="vs_1"/></tt:Source>
<tt:Data><tt:SimpleItem Name="Likelihood" Value="0.9"/>
<tt:SimpleItem Name="EnrollmentID" Value="emp-00412"/></tt:Data>
</tt:Message></wsnt:Message></wsnt:NotificationMessage></wsnt:Notify></s:Body></s:Envelope>
"""
PROFILES = f"""\
<GetProfilesResponse xmlns="http://www.onvif.org/ver10/media/wsdl" xmlns:tt="{TT}">
<Profiles token="p1"><tt:VideoSourceConfiguration token="c1"><tt:Name>Lobby</tt:Name>
<tt:SourceToken>vs_1</tt:SourceToken></tt:VideoSourceConfiguration>
<tt:VideoEncoderConfiguration token="e"><tt:Resolution><tt:Width>1920</tt:Width>
<tt:Height>1080</tt:Height></tt:Resolution></tt:VideoEncoderConfiguration>
<tt:VideoAnalyticsConfiguration token="v"><tt:UseCount>1</tt:UseCount>
<tt:AnalyticsEngineConfiguration><tt:AnalyticsModule Name="m" Type="acme:FaceDetection"/>
</tt:AnalyticsEngineConfiguration></tt:VideoAnalyticsConfiguration></Profiles>
<Profiles token="p2"><tt:VideoSourceConfiguration token="c2"><tt:Name>Yard</tt:Name>
<tt:SourceToken>vs_2</tt:SourceToken></tt:VideoSourceConfiguration></Profiles>
</GetProfilesResponse>
"""


def of_type(kind: str, item: str = "") -> str:
    """A configured rule of this type."""
    return RULE.replace("tt:FaceRecognition", kind).replace(
        '<tt:SimpleItem Name="IncludeImage" Value="RemoteStorage"/>', item
    )


def test_a_configured_rule_is_recognition_and_its_threshold_is_a_similarity() -> None:
    found = examined(RULE)
    assert found.configured[0].label == "recognition"
    (threshold,) = topics(found, "threshold")
    assert "same person is 0.81 (0 to 1, higher is stricter)" in threshold.note
    assert facts(found)["storage.raw_face_images"] is True


def test_what_is_supported_is_never_on() -> None:
    assert label(SUPPORTED) == "none"
    bare = f'<tt:RuleDescription xmlns:tt="{TT}" Name="tt:FaceRecognition"/>'
    assert label(bare) == "none"
    options = f'<RuleOptions xmlns="{TT}"><Rule Name="a" Type="tt:FaceRecognition"/></RuleOptions>'
    assert label(options) == "none"
    sample = DESCRIBED.replace("<tt:Object", "<tt:SampleFrame xmlns:tt='x'><tt:Object", 1)
    assert label(sample + "</tt:SampleFrame>") == "none"


def test_a_topic_that_is_offered_is_never_on() -> None:
    topics_offered = (
        '<GetEventPropertiesResponse xmlns="http://www.onvif.org/ver10/events/wsdl"><TopicSet '
        'xmlns="http://docs.oasis-open.org/wsn/t-1"><RuleEngine xmlns=""><Recognition><Face/>'
        "</Recognition></RuleEngine></TopicSet></GetEventPropertiesResponse>"
    )
    assert label(topics_offered) == "none"


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("acme:FaceMatchEngine", "recognition"),
        ("acme:FaceCapture", "face_capture"),
        ("acme:FaceImageFinder", "detection_only"),
        ("acme:humanface", "detection_only"),
        ("acme:FaceAttributes", "attributes"),
        ("acme:AgeGender", "attributes"),
        ("tt:CellMotionDetector", "none"),
        ("tt:LineDetector", "none"),
        ("tt:LineCounting", "none"),
        ("acme:PrivacyMask", "none"),
        ("acme:InterfaceTamper", "none"),
        ("tt:LicensePlateRecognition", "none"),
    ],
)
def test_types_of_rules(kind: str, expected: str) -> None:
    assert label(of_type(kind)) == expected


@pytest.mark.parametrize(
    ("classes", "expected"), [("Human Face", "detection_only"), ("Car", "none")]
)
def test_objects_are_faces_where_their_class_is_listed(classes: str, expected: str) -> None:
    item = f'<tt:SimpleItem Name="ClassFilter" Value="{classes}"/>'
    assert label(of_type("tt:ObjectDetection", item)) == expected


def test_a_rule_that_is_switched_off_is_none() -> None:
    assert label(
        of_type("tt:FaceRecognition", '<tt:SimpleItem Name="Enabled" Value="false"/>')
    ) == ("none")


def test_a_request_to_create_a_rule_leaves_it_open() -> None:
    assert label(RULE.replace("GetRulesResponse", "CreateRules")) == "ambiguous"


@pytest.mark.parametrize("declared", ["", '<?xml version="1.0"?>\n'])
def test_several_answers_in_one_file_are_one_device(declared: str) -> None:
    assert label(f"{declared}{SUPPORTED}{declared}{RULE}") == "recognition"
    assert label(f"{declared}{SUPPORTED}{declared}{of_type('tt:LineDetector')}") == "none"


def test_attributes_and_classes_in_metadata() -> None:
    assert label(DESCRIBED) == "attributes"
    posed = DESCRIBED.replace("fc:Age>", "fc:PoseAngle>")
    assert label(posed) == "detection_only"
    classed = "<tt:Class><tt:Type Likelihood='0.8'>Face</tt:Type></tt:Class>"
    body = "<tt:HumanBody><tt:Clothing>red</tt:Clothing></tt:HumanBody>"
    frame = (
        f'<tt:MetadataStream xmlns:tt="{TT}"><tt:VideoAnalytics><tt:Frame UtcTime="2024">'
        "<tt:Object ObjectId='1'><tt:Appearance>{}</tt:Appearance></tt:Object></tt:Frame>"
        "</tt:VideoAnalytics></tt:MetadataStream>"
    )
    assert label(frame.format(classed)) == "detection_only"
    assert label(frame.format(classed + "<tt:Image>AAAA</tt:Image>")) == "face_capture"
    found = examined(frame.format(body))
    assert found.configured[0].label == "none"
    assert topics(found, "body")


def test_an_event_with_an_enrolled_person_is_recognition_and_names_nobody() -> None:
    found = examined(EVENT)
    assert found.configured[0].devices[0].name == "vs_1"
    assert found.configured[0].label == "recognition"
    assert "emp-00412" not in found.model_dump_json()


def test_events_without_a_comparison() -> None:
    alarm = EVENT.replace('"EnrollmentID" Value="emp-00412"', '"IsFDAlarm" Value="true"')
    assert label(alarm) == "detection_only"
    own = alarm.replace("Recognition/Face", "MyRuleDetector/FaceDetect")
    assert label(own) == "detection_only"
    assert label(own.replace('"true"', '"false"')) == "none"
    assert label(own.replace("MyRuleDetector/FaceDetect", "CellMotionDetector/Motion")) == "none"


def test_json_sent_over_mqtt() -> None:
    data = {"EnrollmentID": "77", "Likelihood": 0.9}
    event = {"UtcTime": "2024", "Source": {"VideoSource": "1"}, "Data": data}
    assert label(json.dumps(event)) == "recognition"
    face = {"Appearance": {"Class": {"Type": {"@Likelihood": "0.8", "#text": "Face"}}}}
    assert label(json.dumps({"Frame": {"@UtcTime": "2024", "Object": [face]}})) == "detection_only"
    described = {"tt:Object": {"tt:Appearance": {"tt:HumanFace": {"fc:Gender": "Female"}}}}
    assert label(json.dumps({"tt:Frame": described})) == "attributes"


def test_cameras_by_their_profiles_each_with_its_own_label() -> None:
    found = devices(PROFILES)
    assert (found["Lobby"].label, found["Lobby"].width) == ("detection_only", 1920)
    assert found["Yard"].label == "none"


def test_a_configuration_that_no_profile_uses_leaves_it_open() -> None:
    assert label(PROFILES.replace("<tt:UseCount>1", "<tt:UseCount>0")) == "ambiguous"


def test_an_event_is_of_the_camera_whose_source_it_names() -> None:
    found = devices(PROFILES + EVENT)
    assert found["Lobby"].label == "recognition"
    assert found["Yard"].label == "none"


def test_a_broker_is_a_destination_without_its_password() -> None:
    text = (
        '<GetEventBrokersResponse xmlns="http://www.onvif.org/ver10/events/wsdl"><EventBroker>'
        "<Address>mqtts://u:hunter2@broker.example.com:8883</Address>"
        "<MetadataFilter>x</MetadataFilter></EventBroker></GetEventBrokersResponse>"
    )
    found = examined(text)
    (destination,) = topics(found, "destination")
    assert "broker.example.com, which is a public name" in destination.note
    assert "hunter2" not in found.model_dump_json()


def test_a_damaged_answer_is_never_none() -> None:
    found = examined(RULE[:200])
    assert [summary.label.value for summary in found.configured] == ["ambiguous"]
    assert any("cut off" in warning for warning in found.warnings)


def test_a_fragment_without_declarations_of_its_prefixes_is_read() -> None:
    text = (
        '<tan:GetRulesResponse><tan:Rule Name="a" Type="tt:FaceRecognition"/>'
        "</tan:GetRulesResponse>"
    )
    assert label(text) == "recognition"


def test_odd_shapes_are_read_without_harm() -> None:
    odd = {"UtcTime": 1, "Source": {"a": []}, "Data": {"EnrollmentID": None, "x": [{}]}}
    assert label(json.dumps(odd)) == "none"
    assert label(f'<tt:Object xmlns:tt="{TT}"><tt:Appearance/><tt:Rule Type=""/></tt:Object>') == (
        "none"
    )


def test_every_sentence_has_its_chinese() -> None:
    multicast = (
        f'<tt:MetadataConfiguration xmlns:tt="{TT}"><tt:Analytics>true</tt:Analytics><tt:Multicast>'
        "<tt:Address><tt:IPv4Address>239.0.1.1</tt:IPv4Address></tt:Address></tt:Multicast>"
        "</tt:MetadataConfiguration>"
    )
    body = DESCRIBED.replace("HumanFace", "HumanBody")
    assert topics(examined(multicast), "multicast")
    for text in (RULE, SUPPORTED, DESCRIBED, EVENT, PROFILES, multicast, body):
        for one in examined(text).observations:
            assert in_language(one.note, "zh") is not None, one.note


def test_a_fragment_without_any_namespace() -> None:
    rule = '<Rule Name="a" Type="tt:FaceRecognition"/>'
    assert label(f"<GetRulesResponse>{rule}</GetRulesResponse>") == "recognition"
    offered = '<RuleDescription Name="tt:FaceRecognition"/>'
    assert label(f"<GetSupportedRulesResponse>{offered}</GetSupportedRulesResponse>") == "none"


def test_what_converters_make_of_answers() -> None:
    module = {"$": {"Name": "a", "Type": "tt:FaceRecognition"}}
    answer = {"GetAnalyticsModulesResponse": {"AnalyticsModule": [module]}}
    assert label(json.dumps(answer)) == "recognition"
    module["$"]["Type"] = "tt:CellMotionEngine"
    assert label(json.dumps(answer)) == "none"


def test_profiles_as_a_library_for_python_gives_them() -> None:
    source = {"Name": "Door", "token": "V1", "SourceToken": "S1"}
    rule = {"Name": "a", "Type": "tt:FaceRecognition"}
    profile = {
        "Name": "main",
        "token": "P1",
        "VideoSourceConfiguration": source,
        "VideoAnalyticsConfiguration": {"RuleEngineConfiguration": {"Rule": [rule]}},
    }
    found = examined(json.dumps({"Profiles": [profile]}))
    assert [summary.label.value for summary in found.configured] == ["recognition"]
