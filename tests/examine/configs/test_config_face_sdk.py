"""Applications that call face services: the selected vendor, filled credentials, active profile."""

from __future__ import annotations

from auditor.report.examiner_words import in_chinese
from tests.examine.configs.configured import examined, label

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
            assert in_chinese(one.note) is not None, one.note
