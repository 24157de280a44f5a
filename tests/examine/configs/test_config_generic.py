"""Structured files of no known format: three things make recognition, fewer leave it open."""

from __future__ import annotations

import pytest

from auditor.case.model import ExhibitKind
from auditor.examine.model import EvidenceState
from auditor.report.examiner_words import in_chinese
from tests.examine.configs.configured import examined, kind, label, topics

WHOLE = """\
service: {port: 8080}
face_recognition:
  enabled: true
  similarity_threshold: 0.71
  face_database: /srv/people
"""


def test_a_switch_a_comparison_and_a_store_together_are_recognition_with_low_confidence() -> None:
    assert label(WHOLE) == "recognition"
    on = [o for o in topics(examined(WHOLE), "function") if o.state is EvidenceState.ENABLED]
    assert on
    assert all(one.confidence <= 0.5 for one in on)


@pytest.mark.parametrize("left_out", ["similarity_threshold", "face_database"])
def test_fewer_leave_it_open(left_out: str) -> None:
    text = "\n".join(line for line in WHOLE.splitlines() if left_out not in line)
    assert label(text) == "ambiguous"


def test_switched_off_with_its_tuning_left_is_not_on() -> None:
    assert label(WHOLE.replace("true", "false")) == "none"


def test_a_variable_as_switch_leaves_it_open() -> None:
    assert label(WHOLE.replace("true", "${FACES}")) == "ambiguous"


def test_a_word_alone_leaves_it_open_and_asks() -> None:
    found = examined("app: {name: face-demo, port: 1}\nlog: {level: info}\n")
    assert found.configured[0].label == "ambiguous"
    (question,) = topics(found, "question")
    assert in_chinese(question.note) is not None


def test_nothing_about_faces_is_none_and_says_how_little_that_shows() -> None:
    found = examined("interface: {name: eth0}\nsurface: {width: 3}\nlog: {level: info}\n")
    assert found.configured[0].label == "none"
    (question,) = topics(found, "question")
    assert "shows little" in question.note


@pytest.mark.parametrize(
    "text",
    [
        "From: the park\nTo: visitors\nSubject: face entry\n\nFrom July faces open the gate.",
        "Attention: this area is under video surveillance.",
        "告示：本区域采集人脸信息。\n地址：东门\n电话：12345",
        "<html><body><p>We recognise faces</p><p>b</p><p>c</p></body></html>",
        "Dear guest,\n\nwe keep a = b and c = d for you.\nYours",
    ],
)
def test_notices_and_letters_stay_texts(text: str) -> None:
    assert kind(text) is ExhibitKind.TEXT
