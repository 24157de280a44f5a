"""Applications that call face services: the selected vendor, filled credentials, active profile."""

from __future__ import annotations

import pytest

from auditor.core.wording import in_language
from auditor.examine.model import TextCoverage
from tests.examine.configs.configured import examined, facts, label, topics

TENCENT = """\
face:
  provider: tencent
  tencent: {secret-id: AKID0009, secret-key: ENC(zz), group-ids: [car-park], match-threshold: 72}
  baidu: {app-id: "", api-key: ""}
"""
PROFILES = """\
spring: {profiles: {active: prod}}
---
spring: {config: {activate: {on-profile: lab}}}
face: {enable: true}
---
spring: {config: {activate: {on-profile: prod}}}
face: {enable: false}
"""


def labels(text: str) -> set[str]:
    return {one.label.value for one in examined(text).configured}


def test_the_selected_vendor_with_credentials_and_a_threshold_recognises() -> None:
    assert label(TENCENT) == "recognition"
    assert "AKID0009" not in examined(TENCENT).model_dump_json()


def test_the_vendor_that_is_not_selected_does_not_count() -> None:
    assert label(TENCENT.replace("provider: tencent", "provider: baidu")) != "recognition"


def test_blank_credentials_and_placeholders_are_open() -> None:
    text = "arcsoft:\n  appId: your-app-id\n  sdkKey: xxxx\n  libPath: /opt/arc\n"
    assert label(text) == "ambiguous"
    filled = text.replace("your-app-id", "A9f2").replace("xxxx", "B7c1")
    assert label(filled) == "ambiguous"
    assert (
        label(filled + "  functionConfiguration: {supportFaceRecognition: true}\n") == "recognition"
    )


def test_a_switch_that_is_off_ends_it() -> None:
    assert label(TENCENT + "  enable: false\n") == "none"


def test_only_the_active_profile_counts() -> None:
    assert labels(PROFILES) == {"none"}


def test_properties() -> None:
    text = (
        "server.port=80\nbaidu.face.app-id=12\nbaidu.face.api-key=k9\nbaidu.face.group-id=staff\n"
    )
    assert label(text) == "recognition"


def test_every_sentence_has_its_chinese() -> None:
    for text in (TENCENT, PROFILES):
        for one in examined(text).observations:
            assert in_language(one.note, "zh") is not None, one.note


# --- credentials, thresholds, engines ------------------------------------------------------------


def test_a_threshold_beside_filled_credentials_recognises() -> None:
    text = "arcface-sdk:\n  app-id: A9f2\n  sdk-key: B7c1\n  passRate: 80\n"
    found = examined(text)
    assert found.configured[0].label == "recognition"
    (threshold,) = topics(found, "threshold")
    assert "80 (0 to 100" in threshold.note
    assert label(text.replace("passRate", "thread-pool-size")) == "ambiguous"


@pytest.mark.parametrize("blank", ["", "APP_ID", "xxxx", "你的AppId", "<app-id>"])
def test_what_is_to_be_filled_in_leaves_it_open(blank: str) -> None:
    text = f"baidu.face.appId={blank}\nbaidu.face.apiKey={blank}\nbaidu.face.groupId=lodgers\n"
    assert label(text) == "ambiguous"


def test_an_engine_started_without_recognition_locates_or_infers() -> None:
    text = (
        "arcsoft:\n  appId: A9f2\n  sdkKey: B7c1\n  functionConfiguration:\n"
        "    supportFaceDetect: true\n    supportFaceRecognition: {}\n    supportAge: {}\n"
    )
    assert label(text.format("true", "false")) == "recognition"
    assert label(text.format("false", "true")) == "attributes"
    assert label(text.format("false", "false")) == "detection_only"


def test_the_default_of_a_placeholder_counts_and_no_default_leaves_it_open() -> None:
    text = (
        "face:\n  enabled: ${{ON{0}}}\n  provider: baidu\n  baidu:\n    api-key: ${{KEY}}\n"
        "    group-id: ${{GROUP{1}}}\n"
    )
    assert label(text.format(":true", ":crew")) == "recognition"
    assert label(text.format(":false", ":crew")) == "none"
    assert label(text.format("", "")) == "ambiguous"


def test_a_switch_ends_only_what_stands_beside_it() -> None:
    text = TENCENT + "  liveness: {enabled: false, threshold: 0.7}\n"
    assert label(text) == "recognition"
    notes = [one.note for one in topics(examined(text), "threshold")]
    assert len(notes) == 1


def test_credentials_of_the_vendor_above_its_faces_count() -> None:
    text = "baidu:\n  apiKey: k9a\n  secretKey: s8b\n  face: {matchScore: 81}\n"
    found = examined(text)
    assert found.configured[0].label == "recognition"
    assert facts(found)["sharing.internet_transfer"] is True


def test_reading_plates_with_the_same_vendor_is_none_of_it() -> None:
    text = "baidu:\n  ocr: {apiKey: k9a, secretKey: s8b, plate: on}\nface: {title: x, b: 1}\n"
    assert label(text) != "recognition"


def test_a_service_that_compares_with_a_claimed_identity() -> None:
    text = (
        "aliyun:\n  face-verify:\n    access-key-id: LT1\n    access-key-secret: W7\n"
        "    endpoint: cloudauth.cn-shanghai.aliyuncs.com\n"
    )
    assert facts(examined(text))["capture.function"] == "verify_one_to_one"


def test_a_bucket_for_faces_lies_outside() -> None:
    text = TENCENT + "cos:\n  bucketName: lobby-faces\n"
    notes = " ".join(one.note for one in topics(examined(text), "destination"))
    assert "object storage" in notes


def test_a_profile_nobody_names_leaves_it_open() -> None:
    text = "spring:\n  config: {activate: {on-profile: depot}}\n" + TENCENT
    assert label(text) == "ambiguous"
    assert label("spring: {profiles: {active: depot}}\n---\n" + text) in ("recognition", "none")
    assert labels("spring:\n  profiles:\n    active: depot\n---\n" + text) == {"recognition"}


# --- requests, answers, programs -----------------------------------------------------------------

REQUESTS = {
    '{"image": "a", "image_type": "BASE64", "group_id_list": "crew"}': "recognition",
    '{"image": "a", "image_type": "URL", "face_field": "age,gender"}': "attributes",
    '{"image": "a", "image_type": "URL", "face_field": "landmark,quality"}': "detection_only",
    '[{"image": "a", "image_type": "URL"}, {"image": "b", "image_type": "URL"}]': "recognition",
    '{"GroupIds": ["crew"], "Url": "a", "FaceMatchThreshold": 60}': "recognition",
    '{"Url": "a", "NeedFaceAttributes": 1}': "attributes",
    '{"Url": "a", "NeedFaceAttributes": 0}': "detection_only",
    '{"UrlA": "a", "UrlB": "b", "FaceModelVersion": "3.0"}': "recognition",
    '{"Action": "SearchFace", "DbName": "crew", "ImageUrl": "a"}': "recognition",
    '{"face_set_name": "crew", "image_url": "a", "top_n": 3}': "recognition",
    '{"image_url": "a", "attributes": "2,4"}': "attributes",
    '{"results": [{"confidence": 88}], "thresholds": {"1e-3": 62, "1e-5": 73}}': "recognition",
}


@pytest.mark.parametrize("request_body", REQUESTS)
def test_requests_and_answers(request_body: str) -> None:
    assert label(request_body) == REQUESTS[request_body]


def test_whom_an_answer_names_is_not_quoted() -> None:
    text = '{"result": {"user_list": [{"user_id": "wang_fang", "score": 93.1}]}}'
    found = examined(text)
    assert found.configured[0].label == "recognition"
    assert "wang_fang" not in found.model_dump_json()


PROGRAMS = {
    "from aip import AipFace\nc = AipFace(A, B, C)\nc.search(i, 'BASE64', 'crew')\n": "recognition",
    "import com.baidu.aip.face.AipFace;\nAipFace c = x;\nc.detect(i, t, o);\n": "detection_only",
    "import com.arcsoft.face.FaceEngine;\nc.setSupportAge(true);\nc.setSupportFaceRecognition(false"
    ");\n": "attributes",
    'curl -X POST "https://api-cn.faceplusplus.com/facepp/v3/search" -F "outer_id=crew"\n': (
        "recognition"
    ),
    'curl -X POST "https://api-cn.faceplusplus.com/facepp/v3/detect" \\\n'
    '  -F "return_attributes=gender,age"\n': "attributes",
    "import com.tencentcloudapi.iai.v20200303.IaiClient;\nnew SearchFacesRequest();\n": (
        "recognition"
    ),
}


@pytest.mark.parametrize("program", PROGRAMS)
def test_programs(program: str) -> None:
    assert label(program) == PROGRAMS[program]


def test_a_list_of_settings_in_php() -> None:
    text = (
        "<?php\nreturn [\n    'face' => [\n        'driver' => 'tencent',\n"
        "        'secret_id' => 'AKIDz8k',\n        'group_id' => 'school',\n    ],\n];\n"
    )
    assert label(text) == "recognition"
    assert "AKIDz8k" not in examined(text).model_dump_json()


# --- nothing dropped in silence ------------------------------------------------------------------


def test_strangers_folders_and_unknown_keys_are_told() -> None:
    text = TENCENT + "  stranger: {save: true}\n  upload-path: /srv/img\n  orbit: 7\n"
    found = examined(text)
    assert topics(found, "strangers")
    assert topics(found, "folder")
    assert isinstance(found.coverage, TextCoverage)
    assert found.coverage.not_understood == ("face.orbit",)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_other_encodings_and_line_ends(encoding: str) -> None:
    text = ("# 人脸门禁\n" + TENCENT).replace("\n", "\r\n")
    assert label(text.encode(encoding)) == "recognition"


def test_everything_commented_out_is_not_on() -> None:
    text = "\n".join("# " + line for line in TENCENT.splitlines()) + "\nserver: {port: 80}\n"
    assert "recognition" not in labels_or_none(text)


def labels_or_none(text: str) -> set[str]:
    from auditor.core.errors import ExhibitError

    try:
        return labels(text)
    except ExhibitError:
        return set()
