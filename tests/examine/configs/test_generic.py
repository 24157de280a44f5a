"""Structured files of no known format: nothing proves recognition, and nobody is named."""

from __future__ import annotations

import pytest

from auditor.case.model import ExhibitKind
from auditor.core.wording import in_language
from auditor.examine.model import EvidenceState
from tests.examine.configs.configured import examined, kind, label, topics

WHOLE = """\
service: {port: 8080}
face_recognition:
  enabled: true
  similarity_threshold: 0.71
  face_database: /srv/people
"""


def test_a_switch_a_comparison_and_a_store_together_are_still_no_proof() -> None:
    found = examined(WHOLE)
    assert found.configured[0].label == "ambiguous"
    positive = {EvidenceState.ENABLED, EvidenceState.POPULATED, EvidenceState.OBSERVED}
    functions = topics(found, "function")
    assert functions
    assert all(one.state not in positive and one.confidence <= 0.5 for one in functions)
    assert not any(one.says for one in found.observations)


@pytest.mark.parametrize(
    "text",
    [
        "known_faces:\n  Quintessa: {image: a.jpg, enabled: true}\n  Zebulon: b.jpg\nport: 1\n",
        '{"faces": [{"face_name": "Quintessa"}, {"face_name": "Zebulon"}], "log": 1}',
        '{"face_library": {"people": ["Quintessa", "Zebulon face"]}, "log": {"level": 3}}',
        "[face_database]\nQuintessa=1\nZebulon=b.jpg\nport=2\n",
    ],
)
def test_no_name_of_a_person_is_quoted(text: str) -> None:
    found = examined(text)
    said = found.model_dump_json()
    assert found.configured[0].label == "ambiguous"
    assert "Quintessa" not in said
    assert "Zebulon" not in said


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
    assert in_language(question.note, "zh") is not None


def test_silence_of_an_unknown_format_is_not_none() -> None:
    found = examined("interface: {name: eth0}\nsurface: {width: 3}\nlog: {level: info}\n")
    assert found.configured[0].label == "ambiguous"
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


def test_agent_dvr_and_others_without_a_reader_are_open_and_say_why() -> None:
    text = (
        '<objects><cameras><camera name="gate"><facerecognition enabled="%s"/>'
        "<alerts active='true'/></camera></cameras></objects>"
    )
    found = examined(text % "true")
    assert found.configured[0].label == "ambiguous"
    assert topics(found, "question")
    assert label(text % "false") == "none"
