"""Kinds of settings that were read wrongly once: selectors, commands, names, other elements."""

from __future__ import annotations

import pytest

from tests.examine.configs.configured import examined, facts, label, topics

COMPREFACE = "COMPREFACE_URL={}\nCOMPREFACE_API_KEY=0000-aaaa\n"
FRIGATE = """\
version: 0.16-0
mqtt: {{host: {host}}}
face_recognition: {{enabled: true}}
detect: {{enabled: true}}
cameras: {{gate: {{ffmpeg: {{inputs: [{{path: 'rtsp://10.0.0.9:554/1', roles: [detect]}}]}}}}}}
"""
FUNCTION = """\
Transform: AWS::Serverless-2016-10-31
Globals: {{Function: {{Environment: {{Variables: {{{variable}: people}}}}}}}}
Resources:
  {name}:
    Type: AWS::Serverless::Function
    Properties: {{Handler: index.handler, Policies: [{policy}]}}
"""
WRITES = "{RekognitionWriteOnlyAccessPolicy: {CollectionId: people}}"
GATEWAY = """\
Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      uri: arn:aws:apigateway:eu-west-1:rekognition:path//
      header.X-Amz-Target: "'RekognitionService.{call}'"
      requestTemplates: {{application/json: '{{"CollectionId": "p", "FaceMatchThreshold": 88}}'}}
"""


def notes(text: str, name: str = "file.yml", topic: str = "threshold") -> list[str]:
    return [seen.note for seen in topics(examined(text, name), topic)]


def quotes(text: str, topic: str = "function") -> list[str]:
    return [getattr(seen.locator, "quote", "") for seen in topics(examined(text), topic)]


@pytest.mark.parametrize(
    ("selected", "value"), [("facenet", "0.9"), ("face-recognition", "0.45"), ("dlib", "")]
)
def test_a_selector_makes_one_block_the_used_one(selected: str, value: str) -> None:
    text = (
        f"mode: {selected}\nembedding_folder: people\nturnstiles: {{id: 1}}\n"
        "face-recognition: {tolerance: 0.45}\nfacenet: {threshold: 0.9}\n"
    )
    found = notes(text)
    assert len(found) == (1 if value else 2)
    assert all(f"is {value} (" in note for note in found) or not value


def test_a_selector_of_a_vendor_leaves_the_others_thresholds_out() -> None:
    text = (
        "face:\n  api-name: BAIDU_OFFLINE\n"
        "  baidu-offline: {lib-path: D:/sdk, app-id: 1111, recognition-min-threshold: 77}\n"
        "  megvii: {app-id: 1111, recognition-min-threshold: 66}\n"
    )
    assert label(text, "application.yml") == "recognition"
    (threshold,) = notes(text)
    assert "is 77 (0 to 100" in threshold
    assert topics(examined(text), "destination") == []


@pytest.mark.parametrize("key", ["command", "entrypoint"])
@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("stats.py -mm /models/emotions-recognition-retail-0003.xml", "attributes"),
        ("count.py -m /models/face-detection-retail-0004.xml", "detection_only"),
        ("who.py --model arcface", "ambiguous"),
        ("find_faces_in_picture.py", "ambiguous"),
    ],
)
def test_a_command_is_read_and_quoted(key: str, words: str, expected: str) -> None:
    text = f"services:\n  shop:\n    image: tools:1\n    {key}: python3 {words}\n"
    assert label(text, "docker-compose.yml") == expected
    assert all(words in quote for quote in quotes(text))


@pytest.mark.parametrize("line", ["- ./known_faces:/app/known_faces", "- insightface:/models"])
def test_a_mount_is_quoted_as_what_shows_the_mention(line: str) -> None:
    text = f"services:\n  api:\n    build: ./api\n    volumes:\n      - ./api:/app\n      {line}\n"
    assert label(text, "docker-compose.yml") == "ambiguous"
    assert line in quotes(text)


@pytest.mark.parametrize(
    ("name", "is_match"),
    [
        ("RECOGNITION_MIN_SIMILARITY", True),
        ("MATCH_THRESHOLD", True),
        ("SIMILARITY_THRESHOLD", True),
        ("MOTION_THRESHOLD", False),
        ("DISK_USAGE_THRESHOLD", False),
    ],
)
def test_a_threshold_of_recognition_next_to_a_face_service(name: str, is_match: bool) -> None:
    text = COMPREFACE.format("http://compreface:8000") + f"{name}=0.75\n"
    found = [note for note in notes(text, "site.env") if "0.75" in note]
    assert [("count as the same person" in note) for note in found] == [True] * is_match


def test_a_threshold_belongs_to_its_own_element() -> None:
    text = (
        "gst-launch-1.0 filesrc ! gvadetect model=/m/yolo11n.xml threshold=0.25 ! fakesink\n"
        "gst-launch-1.0 filesrc ! gvadetect model=/m/face-detection-retail-0004.xml threshold=0.6\n"
    )
    (threshold,) = notes(text, "run.sh")
    assert "is 0.6 " in threshold


def test_a_threshold_in_a_section_of_its_own() -> None:
    text = (
        "face_detector: {model_name: yolov8n_face, inference_host_address: '@local'}\n"
        "face_embedder: {model_name: mbf_w600k, inference_host_address: '@local'}\n"
        "database: {db_path: people.lance, similarity_threshold: 0.45}\n"
    )
    assert any("is 0.45 (0 to 1, higher is stricter)" in note for note in notes(text))


def test_the_thresholds_of_a_reader_whose_use_is_open() -> None:
    text = '{"CardReaderCfg": {"enable": true, "faceMatchThresholdN": 82, "faceRecogizeEnable": 1}}'
    text = text.replace("}}", ', "cardReaderFunction": []}}')
    assert label(text, "CardReaderCfg.json") == "ambiguous"
    assert any("is 82 " in note for note in notes(text))


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ("SearchFacesByImage", "recognition"),
        ("CompareFaces", "recognition"),
        ("DetectFaces", "detection_only"),
        ("DetectLabels", "none"),
    ],
)
def test_a_call_through_a_gateway(call: str, expected: str) -> None:
    assert label(GATEWAY.format(call=call), "template.yaml") == expected


def test_the_threshold_of_a_request_in_a_template() -> None:
    assert any("is 88 (0 to 100" in note for note in notes(GATEWAY.format(call="SearchFaces")))


@pytest.mark.parametrize(
    ("name", "variable", "policy", "expected"),
    [
        ("IndexFaceFunction", "COLLECTION_ID", WRITES, "recognition"),
        ("IndexFaceFunction", "BUCKET", WRITES, "ambiguous"),
        ("Upload", "COLLECTION_ID", WRITES, "ambiguous"),
        ("HelmetCheck", "BUCKET", "{RekognitionDetectOnlyPolicy: {}}", "none"),
    ],
)
def test_what_a_function_may_and_is_given(
    name: str, variable: str, policy: str, expected: str
) -> None:
    text = FUNCTION.format(name=name, variable=variable, policy=policy)
    assert label(text, "template.yaml") == expected


def test_a_region_is_that_of_the_service_and_of_no_other() -> None:
    text = FUNCTION.format(name="SearchFaces", variable="COLLECTION_ID", policy=WRITES)
    layer = "  Layer: {Type: X, Id: 'arn:aws:serverlessrepo:eu-north-1:1111:applications/x'}\n"
    (destination,) = notes(text + layer, topic="destination")
    assert "rekognition.amazonaws.com" in destination


def test_rekognition_in_double_take_has_its_region_and_collection() -> None:
    text = (
        "mqtt: {host: 10.0.0.5}\ndetectors:\n  rekognition:\n    aws_access_key_id: AKIAFAKE\n"
        "    aws_secret_access_key: fake\n    aws_region: ap-east-1\n    collection_id: staff\n"
    )
    assert "rekognition.ap-east-1.amazonaws.com" in " ".join(notes(text, topic="destination"))
    assert notes(text, topic="library") == ['A library of faces "staff" holds staff.']


@pytest.mark.parametrize(
    ("host", "leaves"),
    [("mqtt.shop-home.example.com", False), ("a1.iot.eu-west-1.amazonaws.com", True)],
)
def test_an_own_public_name_is_not_outside(host: str, leaves: bool) -> None:
    found = examined(FRIGATE.format(host=host), "config.yml")
    assert ("sharing.internet_transfer" in facts(found)) is leaves
    (destination,) = [seen.note for seen in topics(found, "destination")]
    assert ("public name" in destination) is not leaves


def test_coordinates_are_no_mentions_and_comments_are() -> None:
    box = '{"Class": "x", "Faces": [{"Box": [10, 20, 30], "Type": "HumanFace"}], "Id": 5}'
    assert quotes(box) == ["Type: …Face…"]
    text = "# face recognition service\ncloud:\n  vendor:\n    score: 80\n"
    found = examined(text, "application.yml")
    assert len(topics(found, "mention")) == 1
    assert not any("nothing in it mentions" in seen.note for seen in found.observations)
