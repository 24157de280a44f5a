"""Kinds of false statements about a configuration, each over several inputs."""

from __future__ import annotations

import time

import pytest

from auditor.core.locator import TextLocator
from auditor.examine.configs.frame.function_names import named_switch
from auditor.examine.configs.frame.labels import Function
from tests.examine.configs.configured import examined, facts, kind, label, topics

CLIENT = "COMPREFACE_URL=http://faces:8000\nCOMPREFACE_API_KEY=0000-bbbb\nPORT=80\n"


@pytest.mark.parametrize(
    ("keys", "function", "whole"),
    [
        (("FACE_RECOGNITION_ENABLED",), Function.RECOGNITION, True),
        (("COMPREFACE_ENABLED",), Function.RECOGNITION, True),
        (("COMPREFACE_DETECT_FACES",), Function.DETECTION, True),
        (("COMPREFACE_BLUR_FACES",), None, False),
        (("FACE_RECOGNITION_ALERTS_ENABLED",), Function.RECOGNITION, False),
        (("DRAW_RECOGNIZED_FACES",), Function.RECOGNITION, False),
        (("recognition", "liveness", "enabled"), Function.LIVENESS, True),
        (("face_recognition", "enabled"), Function.RECOGNITION, True),
        (("face_recognition", "cameras", "porch", "enabled"), Function.RECOGNITION, False),
        (("faceRecognition", "emailReport", "enable"), Function.RECOGNITION, False),
    ],
)
def test_a_switch_acts_on_the_innermost_function_it_names(
    keys: tuple[str, ...], function: Function | None, whole: bool
) -> None:
    switched = named_switch(*keys)
    assert (switched.function, switched.whole) == (function, whole)


@pytest.mark.parametrize("part", ["COMPREFACE_DETECT_FACES", "COMPREFACE_DRAW_FACES", "BLUR_FACES"])
def test_a_part_that_is_off_leaves_recognition_on(part: str) -> None:
    found = examined(f"{CLIENT}{part}=false\n")
    assert found.configured[0].label == "recognition"
    assert facts(found).get("configuration.recognition_enabled") is not False


@pytest.mark.parametrize(
    "content",
    [
        "services:\n  web:\n    build: .\n    ports: ['80:80']\n",
        "services:\n  web:\n    image: nginx\n    volumes: ['./enrolled_faces:/srv']\n",
        "volumes:\n  deepface_home:\nservices:\n  web:\n    build: .\n"
        "    volumes: ['deepface_home:/root/.deepface']\n",
        "shop:\n  vendor:\n    accept-level: 70\n    id: 3\n",
        "# 人脸识别\nshop:\n  vendor:\n    accept-level: 70\n    id: 3\n",
    ],
)
def test_what_was_not_wholly_read_is_never_none(content: str) -> None:
    assert label(content) == "ambiguous"


def test_services_of_known_images_are_none() -> None:
    assert label("services:\n  web:\n    image: nginx\n    ports: ['80:80']\n") == "none"


def test_a_comment_is_no_value() -> None:
    written = "engine.arcface-sdk.active-key=   # bought later\nengine.arcface-sdk.app-id=\n"
    assert label(f"{written}engine.arcface-sdk.compare-pool-size=4\n") == "ambiguous"


def test_an_unset_variable_is_no_destination() -> None:
    found = examined(f"{CLIENT}CALLBACK_URL=${{CALLBACK_URL:-}}\nTELEGRAM_TOKEN=${{T:-}}\n")
    places = [note.locator for note in topics(found, "destination")]
    assert [p.line for p in places if isinstance(p, TextLocator)] == [1]
    assert len(places) == 1


def test_logins_in_comments_are_quoted_nowhere() -> None:
    content = (
        "# face portal operator / Sesame-81\n# 人脸平台 账号root 口令Sesame-82\n"
        "face_recognition:\n  enabled: true # ask Sesame-83\ncameras:\n  lane:\n    ffmpeg:\n"
        "      inputs:\n        - path: rtsp://10.1.1.1/1 # Sesame-84\n          roles: [detect]\n"
    )
    found = examined(content).model_dump_json()
    assert "Sesame" not in found
    assert "人脸" in found


def test_an_alias_bomb_is_not_read_and_no_text() -> None:
    lines = ["on: true", "k0: &k0 [" + ",".join("x" * 10) + "]"]
    lines += [f"k{n}: &k{n} [" + ",".join([f"*k{n - 1}"] * 10) + "]" for n in range(1, 7)]
    assert kind("\n".join(lines)) == "configuration"


@pytest.mark.parametrize(
    "content",
    [
        '[project]\nname = "y"\ndependencies = 7\n',
        '[tool]\npoetry = "none"\n[project]\noptional-dependencies = [1]\n',
        'resource "null_resource" "y" {\n  provisioner "[x]" {\n'
        '    command = "aws rekognition create-collection --collection-id guests"\n  }\n}\n',
        '{"faces": [{"box\\udfff": [1, 2], "similarity": 0.8}], "n": {"a": 1, "b": "\\ud812"}}',
    ],
)
def test_odd_shapes_end_nothing(content: str) -> None:
    kind(content)
    examined_kind = kind(content)
    if examined_kind == "configuration":
        examined(content).model_dump_json().encode()


def test_an_unquoted_template_costs_its_value_alone() -> None:
    found = examined(
        "detectors:\n  compreface:\n    url: http://faces:8000\n"
        "    key: {{ vault_read('door', 'k') }}\ndetect:\n  match:\n    confidence: 71\n"
    )
    assert found.configured[0].label == "recognition"


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ("  enabled: true\n  retain:\n    days: 60\n", 60),
        ("  enabled: true\n  retain:\n    days: 2\n", 14),
    ],
)
def test_the_longest_retention_is_over_all_stores_with_faces(written: str, days: int) -> None:
    found = examined(
        f"version: 0.16-0\nface_recognition:\n  enabled: true\ndetect:\n  enabled: true\n"
        f"objects:\n  track: [person]\nrecord:\n{written}snapshots:\n  enabled: true\n"
        "  retain:\n    default: 14\ncameras:\n  yard:\n    ffmpeg:\n      inputs:\n"
        "        - path: rtsp://10.0.0.3/1\n          roles: [detect, record]\n"
    )
    assert facts(found)["storage.retention_days"] == days


def test_a_confidence_is_no_distance_and_https_is_not_http() -> None:
    door = examined(
        "recognition:\n  backend: deepface\n  confidence_threshold: 0.6\n"
        "door:\n  type: turnstile\nfaces:\n  face_data_dir: data/staff/\n"
    )
    assert "distance" not in " ".join(note.note for note in topics(door, "threshold"))
    sdk = examined(
        "face:\n  config:\n    enable: true\n    confidence: 81\n"
        "    baseUrl: https://api-cn.faceplusplus.com/facepp/v3\n"
    )
    assert "by HTTPS to" in " ".join(note.note for note in topics(sdk, "destination"))


@pytest.mark.parametrize("unit", ["\n", "password"])
def test_doubled_texts_take_at_most_about_twice_the_time(unit: str) -> None:
    def seconds(count: int) -> float:
        start = time.process_time()
        kind("face_recognition: on" + unit * count)
        return time.process_time() - start

    seconds(1)
    assert seconds(2400) < 3 * seconds(1200) + 0.05
