"""Recorders and pipelines of smaller spread: UniFi Protect, API/AI, Shinobi, model SDKs."""

from __future__ import annotations

import json

import pytest

from auditor.report.examiner_words import in_chinese
from tests.examine.configs.configured import devices, examined, facts, label, topics


def _bootstrap(*, types: list[str], able: list[str], smart: dict[str, bool] | None = None) -> str:
    console: dict[str, object] = {"recordingRetentionDurationMs": 2592000000, "version": "6.0.1"}
    if smart is not None:
        console["smartDetection"] = smart
    camera = {
        "name": "gate",
        "host": "10.77.4.2",
        "modelKey": "camera",
        "smartDetectSettings": {"objectTypes": types},
        "featureFlags": {"smartDetectTypes": able},
    }
    other = {**camera, "name": "yard", "smartDetectSettings": {"objectTypes": ["vehicle"]}}
    return json.dumps({"nvr": console, "cameras": [camera, other]}, indent=1)


FACE = ["person", "face"]


@pytest.mark.parametrize(
    ("smart", "wanted"),
    [
        ({"enable": True, "faceRecognition": True}, "recognition"),
        ({"enable": True, "faceRecognition": False}, "detection_only"),
        ({"enable": False, "faceRecognition": True}, "none"),
        (None, "ambiguous"),
    ],
)
def test_protect_a_camera_that_looks_for_faces_and_the_switch_of_the_console(
    smart: dict[str, bool] | None, wanted: str
) -> None:
    text = _bootstrap(types=FACE, able=FACE, smart=smart)
    found = {name: one.label.value for name, one in devices(text).items()}
    assert found == {"gate": wanted, "yard": "none"}
    (kept,) = topics(examined(text), "retention")
    assert "30 days" in kept.note


def test_protect_the_console_alone_and_what_a_camera_could_do_are_no_use() -> None:
    smart = {"enable": True, "faceRecognition": True}
    assert label(_bootstrap(types=["person"], able=FACE, smart=smart)) == "none"


def test_protect_the_answer_of_one_camera_and_of_a_list_are_read_as_well() -> None:
    one = json.loads(_bootstrap(types=FACE, able=FACE))["cameras"][0]
    assert label(json.dumps(one)) == "ambiguous"
    assert label(json.dumps([one])) == "ambiguous"
    assert label(json.dumps({"data": {"cameras": [one], "nvr": {}}})) == "ambiguous"


PAGE = """\
HTTP/1.1 200 OK
Content-Type: application/json

{"result": "success", "data": {"channel_info": {
  "CH1": {"switch": true, "snap_mode": "OptimalMode", "min_pixel": 64, "face_attribute": false,
          "ftp_picture_upload": true},
  "IP_CH2": {"switch": false, "snap_mode": "OptimalMode", "face_attribute": true}},
  "page_type": "ChannelConfig", "agreed_to_agreement": true}}
"""


def test_api_ai_the_switch_of_each_channel_decides() -> None:
    found = {name: one.label.value for name, one in devices(PAGE).items()}
    assert found == {"CH1": "detection_only", "IP_CH2": "none"}
    assert topics(examined(PAGE), "upload")
    assert label(PAGE.replace('"face_attribute": false', '"face_attribute": true')) == "attributes"


def test_api_ai_a_range_is_what_could_be_set() -> None:
    text = (
        '{"data": {"channel_info": {"type": "object", "items": {"CH1": {"type": "object", "items": '
        '{"switch": {"default_value": true}, "snap_mode": {"type": "string"}}}}}}}'
    )
    assert label(text) == "none"


def test_api_ai_an_enabled_list_of_faces_recognises() -> None:
    text = (
        '{"data": {"Count": 2, "Group": [{"Id": 1, "Name": "gate list", "DetectType": 0, '
        '"Policy": 1, "Enabled": %d, "Similarity": 72}, {"Id": 9, "DetectType": 1, "Policy": 0, '
        '"Enabled": 1, "Similarity": 60}]}}'
    )
    found = examined(text % 1)
    assert found.configured[0].label == "recognition"
    (threshold,) = topics(found, "threshold")
    assert "72" in threshold.note
    assert label(text % 0) == "none"


def _monitor(**details: str) -> str:
    return json.dumps(
        [{"mid": "gate", "ke": "group", "host": "10.77.4.2", "details": json.dumps(details)}]
    )


def test_shinobi_details_within_a_text_are_read() -> None:
    on = _monitor(detector="1", detector_face="1", max_keep_days="12")
    assert label(on) == "detection_only"
    assert devices(on)["gate"].host == "10.77.4.2"
    assert "12 days" in topics(examined(on), "retention")[0].note
    assert label(_monitor(detector="0", detector_face="1")) == "none"
    assert label(_monitor(detector="1", detector_use_motion="1")) == "none"


def test_shinobi_a_plugin_for_faces_leaves_open_whom_it_knows() -> None:
    text = '{"plug": "%s", "mode": "client", "type": "detector", "key": "hid2den", "port": 8080%s}'
    assert label(text % ("Face", "")) == "ambiguous"
    assert label(text % ("Face", ', "enabled": false')) == "none"
    assert label(text % ("Tensorflow", "")) == "none"
    assert "hid2den" not in examined(text % ("Face", "")).model_dump_json()


SDK = """\
face_detector: {hardware: HAILORT/HAILO8, inference_host_address: "%s"}
face_embedder: {hardware: HAILORT/HAILO8, inference_host_address: "%s"}
db_path: ./people.lance
cosine_similarity_threshold: 0.6
video_source: "rtsp://a:hid2den@10.77.4.2/s1"
storage: {endpoint: ./clips, bucket: strangers}
mystery: 3
"""


def test_a_pipeline_with_an_embedder_and_a_database_recognises() -> None:
    text = SDK % ("@local", "@local")
    found = examined(text)
    assert found.configured[0].label == "recognition"
    (threshold,) = topics(found, "threshold")
    assert "higher is stricter" in threshold.note
    assert devices(text)["video_source"].host == "10.77.4.2"
    assert "mystery" in found.coverage.not_understood  # type: ignore[union-attr]
    assert "hid2den" not in found.model_dump_json()


def test_inference_in_the_cloud_means_that_pictures_leave() -> None:
    assert facts(examined(SDK % ("@cloud", "@cloud")))["sharing.internet_transfer"] is True
    assert "sharing.internet_transfer" not in facts(examined(SDK % ("@local", "10.7.0.1:8778")))


def test_a_detector_alone_detects_and_an_embedder_without_database_is_open() -> None:
    lines = (SDK % ("@local", "@local")).splitlines()
    detector = "\n".join(line for line in lines if not line.startswith(("face_emb", "db_path")))
    assert label(detector) == "detection_only"
    assert label("\n".join(line for line in lines if "db_path" not in line)) == "ambiguous"


@pytest.mark.parametrize(
    "text",
    [_bootstrap(types=FACE, able=FACE), PAGE, _monitor(detector="1"), SDK % ("a.b", "a.b")],
)
def test_every_sentence_has_its_chinese_and_damage_no_traceback(text: str) -> None:
    for one in examined(text).observations:
        assert in_chinese(one.note) is not None, one.note
    for cut in range(1, 12):
        try:
            found = examined(text[: len(text) * cut // 12])
        except Exception as problem:
            assert type(problem).__name__ == "ExhibitError"  # noqa: PT017
        else:
            assert all(
                one.label.value != "recognition" or text.startswith("face_")
                for one in found.configured
            )


REGISTRY = (
    "Windows Registry Editor Version 5.00\r\n\r\n"
    "[HKEY_LOCAL_MACHINE\\SOFTWARE\\Perspective Software\\Blue Iris\\Cameras\\gate]\r\n"
    '"ip"="10.77.4.2"\r\n'
    '"password"="hid2den"\r\n'
    '"ai_face"=dword:0000000%d\r\n'
)


@pytest.mark.parametrize(("value", "wanted"), [(1, "ambiguous"), (0, "none")])
def test_blue_iris_a_value_about_faces_is_open_where_it_is_on(value: int, wanted: str) -> None:
    text = ("\ufeff" + REGISTRY % value).encode("utf-16-le")
    assert devices(text, "bi.reg")["gate"].label == wanted
    found = examined(text, "bi.reg")
    assert found.configured[0].label == wanted
    assert "hid2den" not in found.model_dump_json()


def test_immich_pictures_sent_to_machine_learning_outside_leave_the_site() -> None:
    text = '{"machineLearning": {"enabled": true, "urls": ["%s"], "facialRecognition": {}}}'
    assert "sharing.internet_transfer" in facts(examined(text % "https://ml.example.com"))
    assert "sharing.internet_transfer" not in facts(examined(text % "http://10.0.0.40:3003"))


def test_immich_without_a_word_on_machine_learning_is_open() -> None:
    text = (
        '{"ffmpeg": {"crf": 23}, "oauth": {"enabled": false}, "passwordLogin": {"enabled": true}}'
    )
    assert label(text) == "ambiguous"
    (question,) = topics(examined(text), "question")
    assert in_chinese(question.note) is not None


def test_agent_dvr_and_others_without_a_reader_are_open_and_say_why() -> None:
    text = (
        '<objects><cameras><camera name="gate"><facerecognition enabled="%s"/>'
        "<alerts active='true'/></camera></cameras></objects>"
    )
    found = examined(text % "true")
    assert found.configured[0].label == "ambiguous"
    assert topics(found, "question")
    assert label(text % "false") == "none"


def test_immich_a_strange_key_where_the_switch_should_be_leaves_it_open() -> None:
    text = '{"machineLearning": {"enabled": true, "facialRecognition": {"%s": false}}}'
    assert label(text % "enabled") == "none"
    assert label(text % "enabeld") == "ambiguous"
