"""What formats hand in becomes labels per camera, facts, and sentences in both languages."""

from __future__ import annotations

from auditor.core.wording import in_language
from auditor.examine.configs.frame.conclusions import FACTS
from auditor.examine.configs.frame.labels import Function
from auditor.examine.configs.frame.notebook import Notebook
from auditor.examine.configs.frame.terms import (
    KeptThing,
    LibraryKind,
    Scale,
    Sent,
    ThresholdUse,
    TimeUnit,
)
from auditor.examine.configs.interface import FormatReading
from auditor.examine.configs.syntax.source import read_source
from auditor.examine.model import EvidenceState, Label
from auditor.examine.shared.text import DecodedText
from auditor.vocabulary.vocabulary import definition

S = EvidenceState
TEXT = "face:\n  enabled: true\n  days: 30\n"


def book(*, closed: bool = True) -> Notebook:
    source = read_source(DecodedText(TEXT, "utf-8"), "f.yml", "E-01")
    return Notebook(source.documents[0], "test", closed=closed)


def labels(reading: FormatReading) -> dict[str, Label]:
    return {device.name: device.label for device in reading.summary.devices}


def says(reading: FormatReading) -> dict[str, object]:
    return {k: v for one in reading.observations for k, v in one.says.items()}


def test_a_camera_takes_over_what_holds_for_all_unless_it_says_otherwise() -> None:
    note = book()
    note.device("gate")
    note.device("lobby")
    note.function(Function.RECOGNITION, S.ENABLED)
    note.function(Function.RECOGNITION, S.DISABLED, subject="lobby")
    reading = note.reading()
    assert labels(reading) == {"gate": Label.RECOGNITION, "lobby": Label.NONE}
    assert reading.summary.label is Label.RECOGNITION


def test_a_switch_that_every_camera_overrides_decides_nothing_and_says_nothing() -> None:
    note = book()
    note.device("gate")
    note.function(Function.RECOGNITION, S.ENABLED)
    note.function(Function.RECOGNITION, S.DISABLED, subject="gate")
    reading = note.reading()
    assert reading.summary.label is Label.NONE
    assert says(reading)["configuration.recognition_enabled"] is False


def test_off_for_all_and_on_for_one_camera_is_on() -> None:
    note = book()
    note.device("gate")
    note.device("lobby")
    note.function(Function.RECOGNITION, S.DISABLED)
    note.function(Function.RECOGNITION, S.ENABLED, subject="gate")
    reading = note.reading()
    assert labels(reading) == {"gate": Label.RECOGNITION, "lobby": Label.NONE}
    assert says(reading)["configuration.recognition_enabled"] is True


def test_the_longest_time_of_face_pictures_is_the_fact_and_units_are_days() -> None:
    note = book()
    note.function(Function.RECOGNITION, S.ENABLED)
    note.retention(KeptThing.UNKNOWN, 48, TimeUnit.HOURS)
    note.retention(KeptThing.MATCHED, 72, TimeUnit.HOURS)
    note.retention(KeptThing.RECORDINGS, 90, TimeUnit.DAYS)
    assert says(note.reading())["storage.retention_days"] == 3


def test_where_no_face_function_is_on_retention_says_nothing_of_faces() -> None:
    note = book()
    note.retention(KeptThing.MATCHED, 72, TimeUnit.HOURS)
    assert "storage.retention_days" not in says(note.reading())


def test_only_faces_that_leave_the_site_are_a_transfer() -> None:
    for address, faces, leaves in (
        ("https://api-cn.faceplusplus.com/x", True, True),
        ("https://api-cn.faceplusplus.com/x", False, False),
        ("https://nvr.my-shop.example/x", True, False),
        ("http://10.0.0.4/x", True, False),
    ):
        note = book()
        note.function(Function.RECOGNITION, S.ENABLED)
        note.destination("HTTP", address, Sent("frame.face_pictures", faces))
        assert ("sharing.internet_transfer" in says(note.reading())) is leaves


def test_a_detail_that_cannot_be_is_a_warning_and_not_a_traceback() -> None:
    note = book()
    note.device("gate")
    note.detail("gate", width=-5)
    reading = note.reading()
    assert reading.summary.devices[0].width is None
    assert any("gate" in warning for warning in reading.warnings)


def test_credentials_in_an_address_are_not_kept() -> None:
    note = book()
    note.device("gate")
    note.detail("gate", host="rtsp://admin:hunter22@10.0.0.8/stream")
    reading = note.reading()
    assert reading.summary.devices[0].host == "10.0.0.8"
    assert "hunter22" not in reading.summary.model_dump_json()


def test_every_sentence_that_the_notebook_makes_has_its_chinese() -> None:
    note = book(closed=False)
    note.device("gate")
    for function in Function:
        for state in EvidenceState:
            note.function(function, state, subject="gate", by_default=state is S.ENABLED)
    for use in ThresholdUse:
        for scale in Scale:
            note.threshold(0.8, use, scale)
            note.threshold(0.8, use, scale, by_default=True)
        note.threshold(None, use, Scale.UNSTATED)
    for thing in KeptThing:
        for unit in TimeUnit:
            note.retention(thing, 5, unit)
            note.retention(thing, 5, unit, by_default=True)
        note.retention(thing, None, TimeUnit.DAYS)
    for kind in LibraryKind:
        note.library(kind, people=3, pictures=9, name="a", filled="hand")
        note.library(kind, people=3)
        note.library(kind)
    for address in ("10.0.0.1", "vendor.example", "${HOST}"):
        note.destination("MQTT", address, Sent("frame.face_pictures", True))
    note.leftover("threshold")
    for one in note.reading().observations:
        assert in_language(one.note, "zh") is not None, one.note


def test_a_library_is_a_list_only_where_faces_are_compared() -> None:
    note = book()
    note.library(LibraryKind.BLOCK_LIST, people=3)
    assert "watchlist.lists" not in says(note.reading())
    note = book()
    note.function(Function.RECOGNITION, EvidenceState.ENABLED)
    note.library(LibraryKind.BLOCK_LIST, people=3)
    assert says(note.reading())["watchlist.lists"] == ("block_list",)


def test_facts_that_follow_are_facts_of_the_vocabulary() -> None:
    for facts in FACTS.values():
        for fact, value in facts.items():
            definition(fact).parse(value)
