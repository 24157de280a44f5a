"""Frigate configurations of every age, in the product's own syntax, with the traps of practice."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from auditor.case.model import Exhibit, ExhibitKind
from auditor.core.digest import digest_bytes
from auditor.core.errors import ExhibitError
from auditor.core.locator import TextLocator
from auditor.examine.configs.examiner import ConfigurationExaminer, recognise
from auditor.examine.interface import Workbench
from auditor.examine.model import EvidenceState, Examination, Observation, TextCoverage
from auditor.vocabulary.vocabulary import definition

Read = Callable[..., Examination]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def reader(text: str | bytes, name: str = "config.yml") -> Examination:
        path = tmp_path / name
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        assert recognise(path) in ("frigate", "kubernetes")
        exhibit = Exhibit(
            id="E-01",
            path=name,
            kind=ExhibitKind.CONFIGURATION,
            media_type="text/plain",
            size=path.stat().st_size,
            digest=digest_bytes(path.read_bytes()),
        )
        result = ConfigurationExaminer().examine(exhibit, path, Workbench())
        for observation in result.observations:
            for fact, value in observation.says.items():
                definition(fact).parse(value)
        return result

    return reader


def by_topic(result: Examination, topic: str) -> list[Observation]:
    return [one for one in result.observations if one.topic == f"frigate.{topic}"]


def label(result: Examination, camera: str = "") -> str:
    found = [one for one in by_topic(result, "label") if one.subject == camera]
    assert len(found) == 1
    return found[0].note.split(":", 1)[0].replace(" ", "_")


def says(result: Examination) -> dict[str, object]:
    return {fact: value for one in result.observations for fact, value in one.says.items()}


TWO_OF_THREE = """\
version: 0.16-0
mqtt: {host: 10.77.0.4, user: nvr, password: "{FRIGATE_MQTT_PASSWORD}"}
face_recognition:
  enabled: true
  model_size: large
  recognition_threshold: 0.86
  save_attempts: 60
snapshots: {enabled: true, retain: {default: 45}}
detect: {enabled: true}
cameras:
  tram_stop: {ffmpeg: {inputs: [{path: "rtsp://u:p@ss@10.77.0.21/main", roles: [detect]}]}}
  bakery_till: {ffmpeg: {inputs: [{path: "rtsp://10.77.0.22/main", roles: [detect]}]}}
  canteen:
    ffmpeg: {inputs: [{path: "rtsp://10.77.0.23/main", roles: [detect]}]}
    face_recognition: {enabled: false}
"""

CAMERA = """\
cameras:
  gate:
    ffmpeg:
      inputs:
        - path: rtsp://10.0.0.5/main
          roles: [detect]
"""


def test_one_camera_overridden_off_leaves_the_others_on(read: Read) -> None:
    result = read(TWO_OF_THREE)
    assert label(result) == "recognition"
    assert label(result, "tram_stop") == label(result, "bakery_till") == "recognition"
    assert label(result, "canteen") == "none"
    assert says(result) == {
        "configuration.recognition_enabled": True,
        "capture.template_extracted": True,
        "capture.function": "identify_one_to_many",
        "capture.faces_detected": True,
        "collection.items": ("face",),
        "storage.raw_face_images": True,
        "capture.unmatched_discarded": False,
        "storage.retention_days": 45,
    }


def test_every_observation_of_a_key_points_to_its_line(read: Read) -> None:
    result = read(TWO_OF_THREE)
    lines = TWO_OF_THREE.split("\n")
    for one in result.observations:
        if isinstance(one.locator, TextLocator) and one.locator.key:
            key = one.locator.key.rsplit(".", 1)[-1]
            line = lines[one.locator.line - 1]
            assert line[one.locator.column - 1 :].startswith(key)
    (threshold,) = [
        one for one in by_topic(result, "threshold") if "recognition_threshold" in one.note
    ]
    assert isinstance(threshold.locator, TextLocator)
    assert threshold.locator.line == 6
    assert threshold.locator.key == "face_recognition.recognition_threshold"
    assert "0.86" in threshold.note
    assert "similarity" in threshold.note
    assert not threshold.by_default


def test_leftovers_beside_a_switch_that_is_off_are_no_use(read: Read) -> None:
    result = read(
        "face_recognition: {enabled: no, model_size: large, min_area: 2200}\n"
        "mqtt: {enabled: false, host: broker.example.org}\n"
        + CAMERA
        + "    objects:\n      track: [horse, dog]   # - face\n"
    )
    assert label(result) == label(result, "gate") == "none"
    assert says(result) == {"configuration.recognition_enabled": False}
    (leftover,) = by_topic(result, "leftover")
    assert leftover.state is EvidenceState.DISABLED
    assert "model_size" in leftover.note
    assert not by_topic(result, "destination")
    (mention,) = by_topic(result, "mention")
    assert mention.state is EvidenceState.MENTIONED
    assert not by_topic(result, "threshold")


def test_faces_as_objects_need_a_model_that_knows_them(read: Read) -> None:
    body = (
        "objects: {track: [person, face]}\n"
        "snapshots: {enabled: true, retain: {default: 5, objects: {face: 33}}}\n" + CAMERA
    )
    captured = read("model: {path: 'plus://0123abcd'}\n" + body)
    assert label(captured) == "face_capture"
    assert says(captured) == {
        "configuration.recognition_enabled": False,
        "capture.faces_detected": True,
        "storage.raw_face_images": True,
        "storage.retention_days": 33,
    }
    assert label(read(body)) == "none"
    located = read("model: {path: 'plus://0123abcd'}\nobjects: {track: [person, face]}\n" + CAMERA)
    assert label(located) == "detection_only"
    assert "storage.raw_face_images" not in says(located)


def test_a_camera_list_of_objects_replaces_the_global_one(read: Read) -> None:
    result = read(
        "model: {path: 'plus://0123abcd'}\nobjects: {track: [person, face]}\n"
        + CAMERA
        + "    objects: {track: [person]}\n"
    )
    assert label(result) == "none"


@pytest.mark.parametrize("word", ["true", "True", "yes", "on", "'true'", '"Yes"', "1", "y"])
def test_every_spelling_of_yes(read: Read, word: str) -> None:
    assert label(read(f"face_recognition:\n  enabled: {word}\n" + CAMERA)) == "recognition"


@pytest.mark.parametrize("word", ["false", "no", "Off", "'False'", "0", "n"])
def test_every_spelling_of_no(read: Read, word: str) -> None:
    assert label(read(f"face_recognition:\n  enabled: {word}\n" + CAMERA)) == "none"


@pytest.mark.parametrize(
    "word",
    ["{FRIGATE_FACES}", '"{FRIGATE_FACES}"', "${FACES}", "{{ faces }}", "!secret faces", "maybe"],
)
def test_a_switch_that_is_a_variable_is_neither(read: Read, word: str) -> None:
    result = read(f"face_recognition:\n  enabled: {word}\n" + CAMERA)
    assert label(result) == label(result, "gate") == "ambiguous"
    assert "configuration.recognition_enabled" not in says(result)
    assert by_topic(result, "question")


def test_a_variable_with_a_default_counts_as_its_default(read: Read) -> None:
    assert label(read("face_recognition: {enabled: '${FACES:-false}'}\n" + CAMERA)) == "none"
    assert label(read("face_recognition: {enabled: '${FACES:-yes}'}\n" + CAMERA)) == "recognition"


def test_a_camera_on_with_the_program_off_is_an_error_and_not_a_use(read: Read) -> None:
    result = read(CAMERA + "    face_recognition: {enabled: true}\n")
    assert label(result) == "none"
    (error,) = by_topic(result, "configuration_error")
    assert error.state is EvidenceState.DISABLED
    assert any("refuses to start" in warning for warning in result.warnings)
    assert says(result) == {"configuration.recognition_enabled": False}


@pytest.mark.parametrize(
    ("extra", "missing"),
    [
        ("    enabled: false\n", "camera is switched off"),
        ("    detect: {enabled: false}\n", "detection is off"),
        ("    objects: {track: [car]}\n", "not tracked"),
    ],
)
def test_a_missing_precondition_is_named_and_settles_nothing(
    read: Read, extra: str, missing: str
) -> None:
    result = read("face_recognition: {enabled: true}\n" + CAMERA + extra)
    assert label(result, "gate") == "none"
    assert label(result) == "ambiguous"
    assert says(result) == {}
    assert any(missing in one.note for one in by_topic(result, "label"))


def test_detection_is_off_by_default_from_0_16_and_on_before(read: Read) -> None:
    body = "face_recognition: {enabled: true}\n" + CAMERA
    assert label(read("version: 0.17-0\n" + body), "gate") == "none"
    assert label(read("version: 0.17-0\ndetect: {enabled: true}\n" + body)) == "recognition"
    # A file without a version is migrated, and the migration writes detect.enabled: true.
    assert label(read(body)) == "recognition"


def test_a_profile_is_gated_and_leaves_the_question_open(read: Read) -> None:
    profile = (
        "    face_recognition: {enabled: false}\n"
        "    profiles:\n      away:\n        face_recognition: {enabled: true}\n"
    )
    gated = read(
        "version: 0.18-0\nface_recognition: {enabled: true}\ndetect: {enabled: true}\n"
        + CAMERA
        + profile
    )
    (one,) = by_topic(gated, "profile")
    assert one.state is EvidenceState.GATED
    assert one.subject == "gate"
    assert label(gated) == "ambiguous"
    assert says(gated) == {}
    idle = read("version: 0.18-0\n" + CAMERA + profile)
    assert by_topic(idle, "profile")[0].state is EvidenceState.GATED
    assert label(idle) == "none"


def test_a_profile_that_switches_detection_on_is_gated_too(read: Read) -> None:
    result = read(
        "version: 0.18-0\nface_recognition: {enabled: true}\n"
        + CAMERA
        + "    profiles:\n      away: {detect: {enabled: true}}\n"
    )
    assert by_topic(result, "profile")[0].state is EvidenceState.GATED
    assert label(result) == "ambiguous"


def test_pictures_of_strangers_are_kept_by_default(read: Read) -> None:
    default = read(
        "version: 0.18-0\ndetect: {enabled: on}\nface_recognition: {enabled: true}\n" + CAMERA
    )
    (kept,) = by_topic(default, "attempts")
    assert "200" in kept.note
    assert kept.by_default
    assert says(default)["storage.raw_face_images"] is True
    none = read("face_recognition: {enabled: true, save_attempts: 0}\n" + CAMERA)
    assert "storage.raw_face_images" not in says(none)


def test_a_threshold_out_of_range_is_a_warning(read: Read) -> None:
    result = read("face_recognition: {enabled: true, recognition_threshold: 90}\n" + CAMERA)
    assert any("90" in warning and "refuses" in warning for warning in result.warnings)


def test_keys_that_the_program_refuses_are_named(read: Read) -> None:
    result = read(
        "face_recognition: {enabled: true, enable_faces: 1}\nx-own: 1\n"
        + CAMERA
        + "    face_recognition: {model_size: large}\n"
    )
    assert result.coverage is not None
    assert result.coverage.type == "text"
    assert result.coverage.not_understood == (
        "x-own",
        "face_recognition.enable_faces",
        "cameras.gate.face_recognition.model_size",
    )


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (
            "record: {enabled: true, retain: {days: 3, mode: all}, events: "
            "{retain: {default: 21}}}\n",
            {"Recordings: 3 days", "Recordings of events: 21 days"},
        ),
        (
            "version: 0.15-1\nrecord: {enabled: true, retain: {days: 0.5}, alerts: "
            "{retain: {days: 30}}}\n",
            {
                "Recordings: 0.5 days",
                "Recordings of alerts: 30 days",
                "Recordings of detections: 10 days by default",
            },
        ),
        (
            "version: 0.17-0\nrecord:\n  enabled: true\n  continuous: {days: 2}\n  "
            "motion: {days: 9}\n"
            "  detections: {retain: {days: 14}}\n",
            {
                "Recordings at all times: 2 days",
                "Recordings with motion: 9 days",
                "Recordings of detections: 14 days",
                "Recordings of alerts: 10 days by default",
            },
        ),
        (
            "record: {enabled: true, events: {retain: {default: 10, objects: {person: 15}}}}\n",
            {"Recordings of events: 10 days", "Recordings of events with people: 15 days"},
        ),
        (
            "record: {enabled: true}\n",
            {"Recordings of events, alerts and detections: 10 days by default"},
        ),
        ("record: {enabled: false, retain: {days: 90}}\n", set()),
        ("record: {retain: {days: 90}}\n", set()),
        ("clips: {enabled: true, retain: {default: 12}}\n", {"Clips of events: 12 days"}),
    ],
)
def test_retention_keys_of_every_version(read: Read, record: str, expected: set[str]) -> None:
    found = by_topic(read(record + CAMERA), "retention")
    assert {one.note.split(" (")[0] for one in found} == expected


def test_a_restreamed_camera_is_the_one_that_go2rtc_reads(read: Read) -> None:
    text = (
        "go2rtc: {streams: {gate_sub: ['ffmpeg:gate#audio=aac', 'rtsp://u:p@10.0.0.9:554/sub']}}\n"
        + CAMERA.replace("rtsp://10.0.0.5/main", "rtsp://127.0.0.1:8554/gate_sub")
    )
    assert read(text).configured[0].devices[0].host == "10.0.0.9"
    assert read(text.replace("rtsp://u", "rtspx://u")).configured[0].devices[0].host == "10.0.0.9"
    variable = text.replace("u:p@10.0.0.9", "u:p@{FRIGATE_GATE}")
    assert read(variable).configured[0].devices[0].host == ""
    unnamed = text.replace("gate_sub: [", "other: [")
    assert read(unnamed).configured[0].devices[0].host == "127.0.0.1"


def test_a_file_whose_cameras_are_still_to_come_is_one(read: Read) -> None:
    result = read("mqtt: {enabled: false}\nrecord: {enabled: true}\ncameras:\n  # gate:\n")
    assert result.format == "frigate"
    assert result.configured[0].label == "none"
    on = read("mqtt: {host: a}\nrecord: {}\ncameras:\nface_recognition: {enabled: true}\n")
    assert on.configured[0].label == "ambiguous"


def test_a_number_without_end_is_none(read: Read) -> None:
    result = read(CAMERA + "    detect: {width: 1e400, height: .inf}\n")
    assert result.configured[0].devices[0].width is None


def test_a_key_no_camera_has_is_listed(read: Read) -> None:
    result = read(CAMERA + "    faces: {enabled: true}\n    fps: 5\n")
    assert isinstance(result.coverage, TextCoverage)
    assert result.coverage.not_understood == ("cameras.gate.faces",)


def test_a_camera_without_detection_keeps_no_snapshots(read: Read) -> None:
    result = read("snapshots: {enabled: true}\n" + CAMERA + "    detect: {enabled: false}\n")
    assert by_topic(result, "retention") == []


def test_a_camera_of_its_own_retention(read: Read) -> None:
    result = read(
        "face_recognition: {enabled: true}\nsnapshots: {enabled: true}\n"
        + CAMERA
        + "    snapshots: {retain: {default: 60}}\n"
        + "  yard: {ffmpeg: {inputs: [{path: 'rtsp://10.0.0.6/x', roles: [detect]}]}}\n"
    )
    assert says(result)["storage.retention_days"] == 60
    notes = {one.subject: one.note for one in by_topic(result, "retention")}
    assert "60 days" in notes["gate"]
    assert "10 days by default" in notes["yard"]


@pytest.mark.parametrize(
    ("extra", "outside"),
    [
        ("mqtt: {host: a1.iot.eu-west-1.amazonaws.com}\n", True),
        ("mqtt: {host: mqtt.example.org}\n", False),
        ("mqtt: {host: 52.18.4.9}\n", True),
        ("mqtt: {host: core-mosquitto}\n", False),
        ("mqtt: {host: nas.local}\n", False),
        ("mqtt: {enabled: false, host: mqtt.example.org}\n", False),
        ("mqtt: {host: '{FRIGATE_MQTT_HOST}'}\n", False),
        ("genai: {enabled: true, provider: gemini, api_key: k}\n", True),
        ("genai: {enabled: false, provider: gemini, api_key: k}\n", False),
        (
            "genai: {enabled: true, provider: ollama, base_url: "
            "'http://10.0.0.9:11434', model: llava}\n",
            False,
        ),
        (
            "genai: {enabled: true, provider: ollama, base_url: 'http://10.0.0.9:11434', "
            "model: 'qwen3-vl:235b-cloud'}\n",
            True,
        ),
        ("version: 0.17-0\ndetect: {enabled: on}\ngenai: {provider: openai}\n", False),
        (
            "version: 0.17-0\ndetect: {enabled: on}\ngenai: {provider: openai}\n"
            "review: {genai: {enabled: true}}\n",
            True,
        ),
        (
            "version: 0.18-0\ndetect: {enabled: on}\ngenai:\n  far: {provider: "
            "azure_openai, roles: [descriptions]}\n"
            "objects: {genai: {enabled: true}}\n",
            True,
        ),
        ("go2rtc: {streams: {gate: ['rtsp://10.0.0.5/1']}}\n", False),
        ("go2rtc: {publish: {gate: 'rtmp://a.rtmp.youtube.com/live2/abcd'}}\n", True),
        ("notifications: {enabled: true, email: a@b.example}\n", False),
    ],
)
def test_destinations_inside_and_outside(read: Read, extra: str, outside: bool) -> None:
    on = read("face_recognition: {enabled: true}\n" + extra + CAMERA)
    assert ("sharing.internet_transfer" in says(on)) is outside
    # Without faces, what leaves is no face data.
    assert "sharing.internet_transfer" not in says(read(extra + CAMERA))


def test_a_camera_kept_out_of_mqtt(read: Read) -> None:
    result = read("mqtt: {host: broker}\n" + CAMERA + "    mqtt: {enabled: false}\n")
    (one,) = by_topic(result, "destination")
    assert "no pictures" in one.note


def test_prompts_about_looks_are_attributes(read: Read) -> None:
    body = (
        "genai: {enabled: true, provider: ollama, base_url: 'http://10.0.0.9', "
        "object_prompts: {person: '%s'}}\n"
    )
    assert label(read(body % "Describe clothing and age" + CAMERA)) == "attributes"
    assert label(read(body % "描述此人的年龄和穿着" + CAMERA)) == "attributes"
    assert label(read(body % "Describe what happens" + CAMERA)) == "none"
    off = body.replace("enabled: true", "enabled: false") % "Describe clothing and age"
    assert label(read(off + CAMERA)) == "none"


WORDS_ONLY = """\
# face_recognition:
#   enabled: true
mqtt: {host: broker}
objects:
  filters:
    face: {min_score: 0.8}
    person: {min_area: 5000}
cameras:
  face_door:
    ffmpeg: {inputs: [{path: rtsp://10.0.0.5/face, roles: [detect]}]}
    zones: {face: {coordinates: "0,0,1,1"}}
    motion: {mask: "0,0,1,1"}   # face of the building
"""


def test_words_alone_are_never_a_use(read: Read) -> None:
    result = read(WORDS_ONLY)
    assert label(result) == label(result, "face_door") == "none"
    assert says(result) == {"configuration.recognition_enabled": False}
    (mention,) = by_topic(result, "mention")
    assert isinstance(mention.locator, TextLocator)
    assert mention.locator.line == 1


ANCHORED = """\
face_recognition: {enabled: true}
cameras:
  a: &cam
    ffmpeg: {inputs: [{path: rtsp://10.0.0.5/1, roles: [detect]}]}
    objects: {track: &what [person, car]}
    face_recognition: {enabled: false}
  front-door: {<<: *cam, face_recognition: {enabled: true}}
  "the yard":
    <<: *cam
    objects: {track: *what}
"""


def test_anchors_and_merges(read: Read) -> None:
    result = read(ANCHORED)
    assert label(result, "a") == "none"
    assert label(result, "front-door") == "recognition"
    assert label(result, "the yard") == "none"


def _without_places(result: Examination) -> list[tuple[object, ...]]:
    return [
        (one.topic, one.subject, one.state, one.note, tuple(one.says.items()), one.by_default)
        for one in result.observations
        if one.topic.startswith("frigate.")
    ]


def _configmap(text: str) -> str:
    inner = "".join(f"    {line}\n" if line else "\n" for line in text.rstrip("\n").split("\n"))
    return (
        f"apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: nvr}}\ndata:\n  config.yml: |\n{inner}"
    )


@pytest.mark.parametrize(
    "wrap",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: b"\xef\xbb\xbf" + text.encode(),
        lambda text: text.encode("utf-16"),
        lambda text: "```yaml\n" + text + "```\n",
        _configmap,
        lambda text: "image: x\nconfig: |\n" + "".join(f"  {line}\n" for line in text.split("\n")),
        lambda text: (
            "frigate:\n  config:\n" + "".join(f"    {line}\n" for line in text.split("\n"))
        ),
        lambda text: text + "---\nkind: Service\n",
        lambda text: json.dumps(YAML(typ="safe").load(text)),
        lambda text: json.dumps(YAML(typ="safe").load(text), indent=2),
        lambda text: json.dumps({"options": {"config": text}}),
        lambda text: text.encode() + b"\0" * 512,
    ],
    ids=[
        "crlf",
        "bom",
        "utf16",
        "fence",
        "configmap",
        "helm text",
        "helm map",
        "stream",
        "json",
        "json indented",
        "options",
        "nul",
    ],
)
def test_the_same_file_in_other_clothes(read: Read, wrap: Callable[[str], str | bytes]) -> None:
    plain = _without_places(read(TWO_OF_THREE))
    assert _without_places(read(wrap(TWO_OF_THREE))) == plain


def test_places_within_a_configmap(read: Read) -> None:
    result = read(_configmap(TWO_OF_THREE))
    (one,) = by_topic(result, "recognition")
    assert isinstance(one.locator, TextLocator)
    assert one.locator.key == "data.config.yml -> face_recognition.enabled"
    assert (one.locator.line, one.locator.column) == (9, 7)
    assert one.locator.quote == "enabled: true"


def test_chinese_comments_in_gbk(read: Read) -> None:
    text = "# 人脸识别 门口\nface_recognition: {enabled: true}\n" + CAMERA
    result = read(text.encode("gbk"))
    assert label(result) == "recognition"
    assert result.coverage is not None
    assert result.coverage.type == "text"
    assert result.coverage.encoding == "gb18030"
    assert by_topic(result, "mention")
    mixed = read(text.encode() + "# 人脸 备注\n".encode("gbk"))
    assert label(mixed) == "recognition"
    assert mixed.coverage is not None
    assert mixed.coverage.type == "text"
    assert mixed.coverage.encoding == "mixed"


def test_the_answer_of_the_api(read: Read) -> None:
    answer = {
        "version": "0.16-0",
        "mqtt": {"enabled": True, "host": "10.0.0.2", "password": None},
        "face_recognition": {"enabled": True, "model_size": "small", "save_attempts": 100},
        "detect": {"enabled": False},
        "snapshots": {"enabled": False, "retain": {"default": 10.0}},
        "cameras": {
            "gate": {
                "enabled": True,
                "enabled_in_config": True,
                "ffmpeg": {"inputs": [{"path": "rtsp://*:*@10.0.0.5/1", "roles": ["detect"]}]},
                "detect": {"enabled": True},
                "objects": {"track": ["person"]},
                "face_recognition": {"enabled": True, "min_area": 750},
                "snapshots": {"enabled": True, "retain": {"default": 7.0}},
            },
            "shed": {
                "enabled": False,
                "ffmpeg": {"inputs": [{"path": "rtsp://10.0.0.6/1", "roles": ["detect"]}]},
                "detect": {"enabled": True},
                "face_recognition": {"enabled": True, "min_area": 750},
            },
        },
    }
    result = read(json.dumps(answer), "config.json")
    assert label(result, "gate") == "recognition"
    assert label(result, "shed") == "none"
    assert says(result)["storage.retention_days"] == 7


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("version: 0.16-0\n", "0.16"),
        ("record: {enabled: true, events: {retain: {default: 3}}}\n", "up to 0.14"),
        ("record: {enabled: true, continuous: {days: 3}}\n", "from 0.17"),
        ("face_recognition: {enabled: false}\n", "from 0.16"),
        ("rtmp: {enabled: false}\n", "up to 0.13"),
        ("clips: {max_seconds: 300}\n", "up to 0.8"),
        ("", "not stated"),
    ],
)
def test_versions_declared_and_inferred(read: Read, text: str, words: str) -> None:
    (version,) = by_topic(read(text + CAMERA), "version")
    assert words in version.note


def test_keys_of_two_ages_are_a_warning(read: Read) -> None:
    result = read("rtmp: {enabled: true}\nface_recognition: {enabled: true}\n" + CAMERA)
    assert any("different versions" in warning for warning in result.warnings)


def test_a_key_that_stands_twice(read: Read) -> None:
    result = read(
        "face_recognition: {enabled: true}\n" + CAMERA + "face_recognition: {enabled: false}\n"
    )
    assert label(result) == "none"
    assert any("twice" in warning for warning in result.warnings)


def test_no_secret_of_the_file_is_in_the_result(read: Read) -> None:
    secrets = ["Hunter2Secret", "p@ss/wo:rd", "Zx81-token-Value", "AIzaSyD4f8aB3kLmN0pQrStUvWx"]
    text = (
        f"mqtt: {{host: mqtt.example.org, user: nvr, password: {secrets[0]}}}\n"
        f"# face cam rtsp://admin:{secrets[1]}@10.0.0.5/1 password {secrets[2]}\n"
        f"genai: {{enabled: true, provider: gemini, api_key: {secrets[3]}}}\n"
        "face_recognition: {enabled: true}\n"
        f"cameras:\n  gate: {{ffmpeg: {{inputs: [{{path: "
        f"'rtsp://admin:{secrets[1]}@10.0.0.5/1'}}]}}, "
        "face_recognition: {enabled: true}}\n"
    )
    dumped = read(text).model_dump_json()
    for secret in secrets:
        assert secret not in dumped


def test_a_damaged_file_is_an_error_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "config.yml"
    path.write_text(CAMERA + "\tdetect: {enabled: true}\n", encoding="utf-8")
    assert recognise(path) in ("frigate", "kubernetes")
    exhibit = Exhibit(
        id="E-01",
        path="config.yml",
        kind=ExhibitKind.CONFIGURATION,
        media_type="text/plain",
        size=1,
        digest=digest_bytes(b""),
    )
    with pytest.raises(ExhibitError, match=r"config\.yml:7:1: is not valid YAML"):
        ConfigurationExaminer().examine(exhibit, path, Workbench())


def test_every_camera_of_a_large_site_has_a_label(read: Read) -> None:
    cameras = "".join(
        f"  cam_{n}: {{ffmpeg: {{inputs: [{{path: 'rtsp://10.0.{n}.1/m', roles: [detect]}}]}}, "
        "snapshots: {enabled: true}}\n"
        for n in range(64)
    )
    result = read("face_recognition: {enabled: true}\ncameras:\n" + cameras)
    assert len(by_topic(result, "label")) == 65
