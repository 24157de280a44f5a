"""Recorders of one maker under many names (API/AI): the switch of each channel decides."""

from __future__ import annotations

from tests.examine.configs.configured import (
    assert_sentences_and_cuts_hold,
    devices,
    examined,
    label,
    topics,
)

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


def test_every_sentence_has_its_chinese_and_damage_no_traceback() -> None:
    assert_sentences_and_cuts_hold(PAGE)
