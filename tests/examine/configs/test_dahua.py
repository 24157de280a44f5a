"""Dahua's tables, answers and events: a rule that runs counts, a plan or a handler does not."""

from __future__ import annotations

import json

import pytest

from auditor.case.model import ExhibitKind
from auditor.core.wording import in_language
from tests.examine.configs.configured import devices, examined, facts, kind, label, topics

RULE = "table.VideoAnalyseRule[0][0]."
FACES = f"{RULE}Class=FaceDetection\n{RULE}Type=FaceDetection\n"
ON = f"{FACES}{RULE}Enable=true\n"
OFF = f"{FACES}{RULE}Enable=false\n"
HANDLER = """\
table.FaceRecognitionEventHandler[0].GroupID=0017
table.FaceRecognitionEventHandler[0].GroupName=depot
table.FaceRecognitionEventHandler[0].EventEnableMask=3
table.FaceRecognitionEventHandler[0].RecordLatch=10
"""
GROUPS = """\
GroupList[0].groupID=00001
GroupList[0].groupName=night shift
GroupList[0].groupSize=30
GroupList[0].similarity[0]=82
GroupList[0].groupType=BlackListDB
"""
EVENT = """\
Code=FaceRecognition;action=Start;index=10;data={
   "Candidates" : [ { "Similarity" : 81, "Person" : { "Name" : "Ivan Petrov", "ID" : "7741" } } ],
   "Object" : { "ObjectType" : "HumanFace", "Image" : { "Length" : 60615 }, "Age" : 67 }
}
"""
TERMINAL = """\
found=2
records[0].CardName=Damian Kos
records[0].Method=15
records[0].RecNo=84
records[0].UserID=1005
"""
SITE = f"""\
table.PictureHttpUpload.Enable=true
table.PictureHttpUpload.UploadServerList[0].Address=upload.easy4ipcloud.com
table.PictureHttpUpload.UploadServerList[0].Password=hunter2
table.PictureHttpUpload.UploadServerList[0].EventType[0]=FaceDetection
table.NAS[0].Enable=true
table.NAS[0].Address=0.0.0.0
table.NAS[1].Enable=true
table.NAS[1].Address=10.0.0.9
table.Email.Enable=false
table.Email.Address=smtp.example.org
table.StorageGlobal.FileHoldTime=0
table.StorageGroup[0].FileHoldTime=30
table.ChannelTitle[0].Name=Entrance
table.ChannelTitle[1].Name=Yard
table.Encode[0].MainFormat[0].Video.Width=2592
table.Encode[0].MainFormat[0].Video.Height=1944
table.RemoteDevice.uuid:System_CONFIG_NETCAMERA_INFO_1.Address=10.0.0.21
table.RemoteDevice.uuid:System_CONFIG_NETCAMERA_INFO_1.Enable=true
{ON}"""


def test_a_rule_about_faces_that_is_on_and_keeps_pictures_captures_faces() -> None:
    text = ON + f"{RULE}Config.FeatureEnable=false\n{RULE}EventHandler.SnapshotEnable=true\n"
    assert label(text) == "face_capture"
    assert label(ON) == "detection_only"


def test_the_only_rule_that_is_on_is_a_line() -> None:
    line = "table.VideoAnalyseRule[0][1].Type=CrossLineDetection\n"
    assert label(f"{OFF}{line}table.VideoAnalyseRule[0][1].Enable=true\n") == "none"


def test_attributes_count_under_a_rule_that_is_on_only() -> None:
    features = f"{RULE}Config.FeatureEnable=true\n{RULE}Config.FeatureList[0]=Age\n"
    assert label(ON + features) == "attributes"
    found = examined(OFF + features)
    assert found.configured[0].label == "none"
    assert topics(found, "leftover")


def test_normal_class_with_a_type_of_faces_is_about_faces() -> None:
    assert label(ON.replace("Class=FaceDetection", "Class=Normal")) == "detection_only"


def test_a_rule_of_recognition_is_recognition_whatever_stands_between_its_lines() -> None:
    others = "".join(f"table.MotionDetect[{n}].Enable=false\n" for n in range(40))
    text = f"{RULE}Enable=true\n{others}{RULE}Type=FaceRecognition\n"
    assert label(text) == "recognition"


@pytest.mark.parametrize(
    ("plan", "expected"),
    [
        ("FaceDetection", "detection_only"),
        ("FaceRecognition", "detection_only"),
        ("Normal", "none"),
    ],
)
def test_a_rule_runs_under_its_own_plan(plan: str, expected: str) -> None:
    assert label(f"{ON}table.VideoAnalyseGlobal[0].Scene.Type={plan}\n") == expected


def test_a_plan_without_a_rule_leaves_it_open() -> None:
    assert label("table.VideoAnalyseGlobal[0].Scene.Type=FaceRecognition\n") == "ambiguous"
    assert label("table.VideoAnalyseGlobal[0].Scene.Type=HeatMap\n") == "none"


def test_a_schedule_that_leaves_no_time_is_off() -> None:
    never = f"{RULE}EventHandler.TimeSection[0][0]=0 00:00:00-00:00:00\n"
    assert label(ON + never) == "none"
    always = f"{RULE}EventHandler.TimeSection[1][0]=1 00:00:00-23:59:59\n"
    assert label(ON + never + always) == "detection_only"


def test_handlers_alone_leave_it_open_and_beside_a_running_rule_they_recognise() -> None:
    assert label(HANDLER) == "ambiguous"
    assert label(HANDLER + ON) == "recognition"
    assert label(HANDLER + OFF) == "none"
    assert label(HANDLER.replace("=3", "=0")) == "none"
    assert topics(examined(HANDLER), "strangers")


def test_groups_with_people_are_a_library_and_names_of_groups_may_be_told() -> None:
    found = examined(GROUPS)
    assert found.configured[0].label == "recognition"
    assert facts(found)["storage.face_person_count"] == 30
    (library,) = topics(found, "library")
    assert "a block list" in library.note
    (threshold,) = topics(found, "threshold")
    assert "82 (0 to 100, higher is stricter)" in threshold.note
    assert label(GROUPS.replace("=30", "=0")) == "none"


def test_comparison_with_an_identity_card_is_one_to_one() -> None:
    text = "table.CitizenPictureCompareRule.Enable=true\n"
    found = examined(text + "table.CitizenPictureCompareRule.Threshold=60\n")
    assert facts(found)["capture.function"] == "verify_one_to_one"
    assert "of the person claimed is 60" in topics(found, "threshold")[0].note
    assert label("table.CitizenPictureCompareRule.Threshold=60\n") == "ambiguous"


def test_a_door_opened_by_face_is_recognition_and_by_card_is_not() -> None:
    assert label("table.AccessControl[0].Method=35\n") == "recognition"
    assert label("table.AccessControl[0].Method=1\n") == "none"


def test_records_of_a_door_opened_by_face_name_nobody() -> None:
    found = examined(TERMINAL)
    assert found.configured[0].label == "recognition"
    assert "Damian" not in found.model_dump_json()
    assert label(TERMINAL.replace("=15", "=1")) == "none"


def test_an_event_of_recognition_is_a_record_on_its_channel_and_names_nobody() -> None:
    found = examined(EVENT)
    (device,) = found.configured[0].devices
    assert (device.name, device.label) == ("channel 11", "recognition")
    assert "Petrov" not in found.model_dump_json()
    assert "7741" not in found.model_dump_json()
    (similarity,) = topics(found, "similarity")
    assert "81 of 100" in similarity.note


def test_events_of_other_codes() -> None:
    trait = 'Code=HumanTrait;action=Start;index=0;data={"Objects":[%s]}\n'
    assert label(trait % '{"ObjectType":"Human","Age":0,"Sex":"Unknown"}') == "none"
    assert label(trait % '{"ObjectType":"Human","Age":30,"Sex":"Man"}') == "attributes"
    face = 'Code=FaceDetection;action=Start;index=0;data={"Faces":[{"ObjectType":"HumanFace"}]}\n'
    assert label(face) == "detection_only"
    assert label("Code=_DoorFace_;action=Pulse;index=0;data={\n") == "recognition"
    assert label("Code=VideoMotion;action=Start;index=0\n") == "none"


def test_events_of_lines_and_of_home_assistants_log() -> None:
    assert label("Events[0].EventBaseInfo.Code=FaceRecognition\nEvents[0].UID=1\n") == "recognition"
    log = "event_type: dahua_event_received\ndata:\n  Code: FaceRecognition\n  action: Start\n"
    assert label(log) == "recognition"


def test_abilities_show_no_use() -> None:
    text = "caps.SupportedScenes[0]=FaceDetection\ncaps.SupportedScenes[1]=FaceRecognition\n"
    assert label(text) == "none"


def test_channels_have_names_addresses_and_sizes_and_their_own_labels() -> None:
    found = devices(SITE)
    assert (found["Entrance"].label, found["Entrance"].width) == ("detection_only", 2592)
    assert (found["Yard"].label, found["Yard"].host) == ("none", "10.0.0.21")
    assert found["Yard"].channel == "2"


def test_servers_in_use_are_destinations_and_passwords_are_never_shown() -> None:
    found = examined(SITE)
    notes = [one.note for one in topics(found, "destination")]
    assert len(notes) == 2
    assert any("upload.easy4ipcloud.com, which is outside" in note for note in notes)
    assert facts(found)["sharing.internet_transfer"] is True
    assert found.configured[0].label == "face_capture"
    assert "hunter2" not in found.model_dump_json()


def test_times_are_days_and_none_is_until_the_disk_is_full() -> None:
    notes = [one.note for one in topics(examined(SITE), "retention")]
    assert "Recordings: kept for 30 days." in notes
    assert "Recordings: kept without a limit in time." in notes


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: "\ufeff" + text,
        lambda text: text.replace("table.", "head."),
        lambda text: text.replace("table.", ""),
        lambda text: "\n".join(reversed(text.splitlines())),
        lambda text: f"```\n{text}```\n",
        lambda text: f"HTTP/1.1 200 OK\nContent-Type: text/plain\n\n{text}",
        lambda text: text + "\0\0\0",
    ],
)
def test_how_it_was_saved_changes_nothing(change: object) -> None:
    assert callable(change)
    assert label(change(ON)) == "detection_only"


def test_names_in_gb18030_are_read() -> None:
    text = f"table.ChannelTitle[0].Name=大门\n{ON}"
    assert devices(text.encode("gb18030"))["大门"].label == "detection_only"


def test_the_answer_of_the_rpc_form_has_no_name_of_its_table() -> None:
    rule = {"Type": "FaceRecognition", "Enable": True, "EventHandler": {}, "Config": {}}
    answer = {"id": 4, "params": {"table": [[rule]]}, "result": True}
    assert label(json.dumps(answer)) == "recognition"
    backup = {"VideoAnalyseRule": [[{**rule, "Enable": False}]]}
    assert label(json.dumps(backup)) == "none"


def test_a_rule_that_is_cut_off_is_never_none() -> None:
    assert label(f"{FACES}{RULE}Ena") == "ambiguous"
    assert label(f"{RULE}Enable=true\n") == "ambiguous"
    assert label(f"{RULE}Enable=true\n{OFF.replace('[0][0]', '[0][1]')}") == "ambiguous"


def test_what_is_commented_out_is_not_on() -> None:
    commented = "".join(f"# {line}\n" for line in ON.splitlines())
    assert label(commented + "table.MotionDetect[0].Enable=true\n") == "none"


def test_letters_and_programs_are_none_of_theirs() -> None:
    letter = "Dear all,\nwe set table.VideoAnalyseRule[0][0].Enable=true last week.\nRegards\n"
    assert kind(letter) is ExhibitKind.TEXT
    program = "def f(x):\n    # table.MotionDetect[0].Enable=true\n    return x\n\nprint(f(1))\n"
    assert kind(program) is not ExhibitKind.CONFIGURATION


@pytest.mark.parametrize(
    "text",
    [
        "table." + "a." * 200 + "b=1\ntable.VideoAnalyseRule[0]=x\n",
        '{"params": {"table": [[1, null, {"Enable": [], "Type": {}, "EventHandler": 3}]]}}',
        "table.VideoAnalyseRule=[]\ntable.ChannelTitle[0]=\ntable.AccessControl[0].Method=x\n",
        'Code=FaceRecognition;action=Start;index=99999;data={"Candidates": "x", "Faces": [1]}\n',
    ],
)
def test_odd_shapes_are_read_without_harm(text: str) -> None:
    assert examined(text).configured


def test_every_sentence_has_its_chinese() -> None:
    never = f"{RULE}EventHandler.TimeSection[0][0]=0 00:00:00-00:00:00\n"
    recorded = f"{RULE}EventHandler.RecordEnable=true\n{RULE}EventHandler.RecordLatch=12\n"
    plan = f"{ON}table.VideoAnalyseGlobal[0].Scene.Type=Normal\n"
    registered = "table.RegServer.Enable=true\ntable.RegServer.Servers[0].Address=a.example.com\n"
    mailed = "table.Email.Enable=true\ntable.Email.Address=smtp.example.org\n"
    for text in (SITE, HANDLER, GROUPS, EVENT, TERMINAL, ON + never, ON + recorded, plan):
        for one in examined(text + registered + mailed).observations:
            assert in_language(one.note, "zh") is not None, one.note


RULE_ON = (
    "VideoAnalyseRule[0][0].Class=FaceDetection",
    "VideoAnalyseRule[0][0].Type=FaceDetection",
    "VideoAnalyseRule[0][0].Enable=true",
)


def test_all_tables_at_once_stand_below_a_name_of_their_own() -> None:
    assert label("\r\n".join(f"table.All.{line}" for line in RULE_ON)) == "detection_only"


def test_lines_that_a_program_saved_as_json() -> None:
    pairs = dict(f"table.{line}".split("=") for line in RULE_ON)
    assert label(json.dumps(pairs)) == "detection_only"
    content = "\r\n".join(f"table.{line}" for line in RULE_ON)
    assert label(json.dumps({"content": content, "raw_path": "/cgi-bin/x"})) == "detection_only"


def test_a_rule_in_an_answer_of_the_rpc_without_its_table_s_name() -> None:
    rule = {"Class": "FaceAnalysis", "Type": "FaceRecognition", "Enable": True}
    assert label(json.dumps({"id": 5, "params": {"table": [[rule]]}})) == "recognition"
    rule["Enable"] = False
    assert label(json.dumps({"id": 5, "params": {"table": [[rule]]}})) == "none"


def test_candidates_of_a_search_and_faces_on_a_terminal() -> None:
    found = "totalCount=1\ncandidates[0].person.UID=7\ncandidates[0].similarity=92\n"
    assert label(found) == "recognition"
    faces = "FaceDataList[0].UserID=7\nFaceDataList[0].PhotoURL[0]=\n"
    assert label(faces) == "recognition"
    users = "".join(f"UserInfo[0].{key}=7\n" for key in ("UserID", "UserName", "UserType"))
    assert label(users + faces) == "recognition"
