"""Immich: machine learning groups faces unless it is switched off."""

from __future__ import annotations

from auditor.core.wording import in_language
from tests.examine.configs.configured import (
    examined,
    facts,
    label,
    topics,
)


def test_immich_pictures_sent_to_machine_learning_outside_leave_the_site() -> None:
    text = '{"machineLearning": {"enabled": true, "urls": ["%s"], "facialRecognition": {}}}'
    assert "sharing.internet_transfer" in facts(examined(text % "https://ml.azure.com"))
    assert "sharing.internet_transfer" not in facts(examined(text % "http://10.0.0.40:3003"))


def test_immich_without_a_word_on_machine_learning_is_open() -> None:
    text = (
        '{"ffmpeg": {"crf": 23}, "oauth": {"enabled": false}, "passwordLogin": {"enabled": true}}'
    )
    assert label(text) == "ambiguous"
    (question,) = topics(examined(text), "question")
    assert in_language(question.note, "zh") is not None


def test_immich_a_strange_key_where_the_switch_should_be_leaves_it_open() -> None:
    text = '{"machineLearning": {"enabled": true, "facialRecognition": {"%s": false}}}'
    assert label(text % "enabled") == "none"
    assert label(text % "enabeld") == "ambiguous"
