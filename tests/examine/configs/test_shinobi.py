"""Shinobi: details within a text, and plug-ins that find faces."""

from __future__ import annotations

import json

from tests.examine.configs.configured import (
    assert_sentences_and_cuts_hold,
    devices,
    examined,
    label,
    topics,
)


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


def test_every_sentence_has_its_chinese_and_damage_no_traceback() -> None:
    assert_sentences_and_cuts_hold(_monitor(detector="1"))
