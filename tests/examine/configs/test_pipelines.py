"""DeepStream and OpenVINO: what a model infers, told by its name, with the traps of names."""

from __future__ import annotations

import pytest

from auditor.core.wording import in_language
from tests.examine.configs.configured import devices, examined, label, topics

DETECTOR = """\
; the face detector of the TAO toolkit
[property]
gie-unique-id=1
tlt-encoded-model=../models/facenet/model.etlt
labelfile-path=labels_face.txt
network-type=0
[class-attrs-all]
pre-cluster-threshold=0.4
"""
APPLICATION = """\
[application]
enable-perf-measurement=1
[source0]
enable=1
uri=rtsp://admin:hid2den@10.77.4.2/s1
[primary-gie]
enable=1
model-engine-file=peoplenet.engine
[secondary-gie0]
enable=1
model-engine-file=emotionnet.engine
[tracker]
enable=1
[sink1]
enable=1
type=6
msg-broker-conn-str=kafka.cloud.example.com;9092
"""
DLS = (
    '{"type": "GStreamer", "template": "rtspsrc location=rtsp://10.77.5.1/s ! gvadetect '
    "model=face-detection-retail-0005.xml ! gvaclassify "
    "model=emotions-recognition-retail-0003.xml ! gvametapublish method=mqtt "
    'address=10.77.5.9:1883"}\n'
)
DEMO = (
    "./interactive_demo -m_fd face-detection-retail-0005.xml -m_lm landmarks-regression.xml "
    "-m_reid face-reidentification-retail-0095.xml -fg ./gallery --allow_grow -t_id 0.31\n"
)


def test_nvidias_facenet_is_a_detector() -> None:
    assert label(DETECTOR) == "detection_only"


def test_an_application_that_runs_a_classifier_of_emotions_infers_attributes() -> None:
    assert label(APPLICATION) == "attributes"
    assert devices(APPLICATION)["source0"].host == "10.77.4.2"
    assert "hid2den" not in examined(APPLICATION).model_dump_json()


def test_a_section_that_is_off_does_not_count() -> None:
    off = APPLICATION.replace("[secondary-gie0]\nenable=1", "[secondary-gie0]\nenable=0")
    assert label(off) == "detection_only"


def test_the_same_as_yaml() -> None:
    text = (
        "source-list: {list: 'rtsp://10.77.4.2/s1'}\n"
        "video-template: {enable: %s, customlib-name: libnvds_gaze_demo.so}\n"
    )
    assert label(text % 1) == "attributes"
    assert label(text % 0) == "none"


def test_an_embedding_without_a_gallery_is_open() -> None:
    text = "[property]\nnetwork-type=100\noutput-tensor-meta=1\nonnx-file=w600k_r50_arcface.onnx\n"
    assert label(text) == "ambiguous"


def test_following_bodies_is_open_and_never_recognition() -> None:
    text = (
        "[primary-gie]\nenable=1\nmodel-engine-file=retail_vehicle.engine\n[tracker]\nreidType=2\n"
    )
    assert label(text) == "ambiguous"


def test_vehicles_are_none() -> None:
    assert label("[property]\ngie-unique-id=1\nonnx-file=trafficcamnet.onnx\n") == "none"


def test_recognition_in_a_models_name_is_no_identification() -> None:
    assert label(DLS) == "attributes"


def test_a_gallery_makes_it_recognition_and_the_threshold_is_a_distance() -> None:
    assert label(DEMO) == "recognition"
    assert any("distance" in one.note for one in topics(examined(DEMO), "threshold"))
    (library,) = topics(examined(DEMO), "library")
    assert "strangers" in library.note
    assert label(DEMO.replace("-fg ./gallery --allow_grow", "")) == "ambiguous"


def test_a_model_given_by_a_variable_is_open() -> None:
    text = DLS.replace("face-detection-retail-0005.xml", "$FACE_MODEL").replace(
        "emotions-recognition-retail-0003.xml", "$EMOTION_MODEL"
    )
    assert label(text) in ("ambiguous", "none")


@pytest.mark.parametrize("text", [DETECTOR, APPLICATION, DLS, DEMO])
def test_every_sentence_has_its_chinese(text: str) -> None:
    for one in examined(text).observations:
        assert in_language(one.note, "zh") is not None, one.note


SECONDARY = """\
[property]
process-mode=2
network-type=100
output-tensor-meta=1
gie-unique-id=2
operate-on-gie-id=1
onnx-file=/srv/models/facenet/facenet_b1.onnx
"""


def test_facenet_that_hands_on_its_output_for_every_object_makes_templates() -> None:
    assert label(SECONDARY) == "ambiguous"
    assert label(SECONDARY.replace("process-mode=2", "process-mode=1")) == "detection_only"


def test_a_network_of_objects_that_hands_on_its_output_says_nothing_of_faces() -> None:
    assert label(SECONDARY.replace("facenet", "platenet")) == "none"


@pytest.mark.parametrize(
    "line",
    [
        "parse-bbox-func-name=NvDsInferParseYoloFace",
        "network-type=4",
        "model-engine-file=../yolov5_n_widerface_640.trt",
    ],
)
def test_a_face_detector_is_told_by_its_parser_kind_or_training_set(line: str) -> None:
    assert label(f"[property]\ngie-unique-id=1\nprocess-mode=1\n{line}\n") == "detection_only"


def test_a_model_that_only_another_file_names_leaves_it_open() -> None:
    text = "[osd]\nenable=1\n[primary-gie]\nenable=1\nconfig-file=config_infer_primary.txt\n"
    assert label(text) == "ambiguous"
    assert label(text.replace("enable=1", "enable=0")) == "none"
    assert label(text.replace("primary.txt", "primary_trafficcamnet.txt")) == "none"


def test_a_folder_named_after_faces_is_no_model_of_faces() -> None:
    text = "[property]\nnetwork-type=0\nonnx-file=/opt/face-recognition-app/models/cars/yolo.onnx\n"
    assert label(text) == "none"


@pytest.mark.parametrize(("kind", "wanted"), [(0, "none"), (2, "ambiguous")])
def test_a_tracker_follows_people_by_appearance_where_its_network_is_on(
    kind: int, wanted: str
) -> None:
    text = (
        "%YAML:1.0\n\nBaseConfig:\n  minDetectorConfidence: 0.2\nTargetManagement:\n"
        "  probationAge: 2\nTrajectoryManagement:\n  enableReAssoc: 1\n"
        f"ReID:\n  reidType: {kind}\n  tltEncodedModel: /opt/resnet50_market1501.etlt\n"
    )
    assert label(text) == wanted


def test_the_files_that_an_application_refers_to_are_read_too() -> None:
    lines = (
        "[property]\nenable=1\nconfig-width=1920\n[line-crossing-stream-0]\nenable=1\nclass-id=0\n"
    )
    assert label(lines) == "none"
    sensors = "[sensor0]\nenable=1\ntype=Camera\nid=GATE_7\ndescription=Aisle\n"
    assert list(devices(sensors)) == ["GATE_7"]
    emotion = "enginePath=models/emotion/emotion.engine\netltPath=models/emotion/emotion.etlt\n"
    assert label(emotion + "etltKey=some\nbatchSize=32\n") == "attributes"


def test_every_camera_of_a_list_is_named() -> None:
    text = (
        "source-list:\n  list: rtsp://a:hid2den@10.77.4.2/s1;rtsp://10.77.4.3/s1;\n"
        "primary-gie:\n  enable: 1\n  config-file: retinaface.yml\n"
    )
    assert {one.host for one in devices(text).values()} == {"10.77.4.2", "10.77.4.3"}
    assert {one.label for one in devices(text).values()} == {"detection_only"}


SCRIPT = """\
#!/bin/bash
# MODEL=face-reidentification-retail-0095
BASE=${MODELS_PATH}/intel
DETECT=$BASE/face-detection-adas-0001/FP32/face-detection-adas-0001.xml
CLASSIFY=${BASE}/%s/FP32/model.xml
gst-launch-1.0 filesrc location=a.mp4 ! decodebin ! \\
gvadetect model=$DETECT device=CPU ! queue ! \\
gvaclassify model=${CLASSIFY} device=CPU ! fakesink
"""


@pytest.mark.parametrize(
    ("model", "wanted"),
    [
        ("age-gender-recognition-retail-0013", "attributes"),
        ("vehicle-attributes-recognition-barrier-0039", "detection_only"),
        ("face-reidentification-retail-0095", "ambiguous"),
    ],
)
def test_a_scripts_own_variables_tell_the_model(model: str, wanted: str) -> None:
    assert label(SCRIPT % model) == wanted


def test_a_model_that_only_whoever_starts_it_knows_leaves_it_open() -> None:
    assert label('gst-launch-1.0 filesrc ! gvadetect model="${1}" ! gvaclassify model=$M !') == (
        "ambiguous"
    )


def test_a_program_made_from_the_demonstration_recognises_with_its_gallery() -> None:
    text = (
        "./door -m_fd ./face-detection-retail-0005.xml \\\n -m_lm ./landmarks-regression.xml \\\n"
        " -m_reid ./face-reidentification-retail-0095.xml \\\n %s -t_reid 0.57 -t_fd 0.9\n"
    )
    assert label(text % "-fg ./share/faces_gallery.json") == "recognition"
    other = text.replace("face-reidentification-retail-0095", "model-y1")
    assert label(other % "-fg ./share/faces_gallery.json") == "recognition"
    assert label(text % "") == "ambiguous"
    notes = " ".join(o.note for o in topics(examined(text % ""), "threshold"))
    assert "0.57 (distance" in notes


def test_a_pipeline_of_ffmpeg_is_read() -> None:
    text = (
        '{"type": "FFmpeg", "template": ["-vf \\"detect=model={models[face_detect][1][network]}",'
        '\n ",classify=model=\\"{models[emotion_recognition][1][network]}\\""]}'
    )
    assert label(text) == "attributes"
