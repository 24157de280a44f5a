"""ZKTeco terminals: what they count shows use, what they could hold does not."""

from __future__ import annotations

import pytest

from auditor.case.model import ExhibitKind
from auditor.core.wording import in_language
from tests.examine.configs.configured import examined, facts, kind, label, topics

ENROLLED = (
    "~DeviceName=GateNine,~SerialNumber=CGXH2119, FaceFunOn=1,FaceVersion=7,~MaxFaceCount=30,"
    "FaceCount=212,UserCount=260,FingerFunOn=0,FaceThreshold=75"
)
OFF = """\
FaceFunOn=0
~MaxFaceCount=0
MultiBioDataSupport=0:1:0:0:0:0:0:0:0:0
FPCount=88
"""
RICH = """\
~DeviceName=SpeedFace
FaceVersion=39
~MaxFaceCount=60
MultiBioDataSupport=0:1:1:0:0:0:0:0:1:1
MultiBioVersion=0:10:7:0:0:0:0:0:12:39
MaxMultiBioDataCount=0:10000:6000:0:0:0:0:0:3000:6000
FingerFunOn=1
"""


@pytest.mark.parametrize("separator", [",", "\n", "\r\n", "&", "\t"])
def test_enrolled_faces_are_recognition_however_the_options_are_parted(separator: str) -> None:
    assert label(ENROLLED.replace(",", separator)) == "recognition"


def test_the_number_enrolled_is_counted_and_the_maximum_is_not() -> None:
    found = examined(ENROLLED)
    assert facts(found)["storage.face_person_count"] == 212
    (threshold,) = topics(found, "threshold")
    assert "the device's own points" in threshold.note


def test_off_with_no_faces_is_none_and_says_so() -> None:
    assert label(OFF) == "none"
    assert facts(examined(OFF))["configuration.recognition_enabled"] is False


def test_what_the_richest_device_could_do_is_never_on() -> None:
    assert label(RICH) == "ambiguous"
    assert "configuration.recognition_enabled" not in facts(examined(RICH))


def test_on_and_nothing_counted_is_open() -> None:
    assert label("~DeviceName=A,FaceFunOn=1,FingerFunOn=1") == "ambiguous"


def test_off_on_a_device_for_visible_light_is_open() -> None:
    assert label("FaceFunOn=0\nVisilightFun=1\nFingerFunOn=1\n") == "ambiguous"


def test_faces_by_visible_light_are_counted_in_their_vector() -> None:
    text = "FaceFunOn=0\nVisilightFun=1\nMultiBioDataCount=0:3:0:0:0:0:0:0:0:41\n"
    assert label(text) == "recognition"
    assert facts(examined(text))["storage.face_person_count"] == 41


def test_fingers_are_not_faces() -> None:
    assert label("FaceFunOn=0\nMultiBioDataCount=0:300:0:0:0:0:0:0:0:0\nFPCount=300\n") == "none"


def test_a_verification_by_face_is_a_record_of_use() -> None:
    assert (
        label("FaceFunOn=1\nFingerFunOn=1\nPIN=3\tTime=2025-01-01\tVerified=15\n") == "recognition"
    )


def test_templates_in_a_dump_are_populated_and_never_quoted() -> None:
    text = "FACE PIN=77\tFID=50\tSIZE=1648\tVALID=1\tTMP=QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo0NTY3\n"
    assert label(text) == "recognition"
    assert "QUJDREVG" not in examined(text).model_dump_json()


def test_what_goes_to_a_server_is_a_destination() -> None:
    text = (
        ENROLLED + ",TransFlag=TransData AttLog FACE UserPic,ICLOCKSVRURL=http://att.myqcloud.com"
    )
    found = examined(text)
    assert facts(found)["sharing.internet_transfer"] is True
    (destination,) = topics(found, "destination")
    assert "outside the site" in destination.note


def test_a_serial_number_is_never_shown() -> None:
    assert "CGXH2119" not in examined(ENROLLED).model_dump_json()


def test_every_sentence_has_its_chinese() -> None:
    for text in (ENROLLED, OFF, RICH, "FaceFunOn=0\nVisilightFun=1\nFPCount=3\n"):
        for one in examined(text).observations:
            assert in_language(one.note, "zh") is not None, one.note


def test_a_letter_is_none_of_theirs() -> None:
    assert kind("We set the face function on (FaceFunOn) last week.\n") is ExhibitKind.TEXT


@pytest.mark.parametrize("words", ["TransData AttLog\tOpLog\tFACE\tUserPic", "111111111111"])
def test_a_server_that_asks_for_faces_leaves_it_open(words: str) -> None:
    answer = f"GET OPTION FROM: 4823901\nStamp=9999\nTransFlag={words}\nRealtime=1\n"
    assert label(answer) == "ambiguous"
    assert topics(examined(answer), "destination")


@pytest.mark.parametrize("words", ["TransData AttLog\tOpLog\tEnrollFP", "1111111100"])
def test_a_server_that_asks_for_no_faces_is_none(words: str) -> None:
    assert label(f"GET OPTION FROM: 4823901\nTransFlag={words}\nRealtime=1\n") == "none"


def test_a_heartbeat_counts_faces_without_keys() -> None:
    beat = "GET /iclock/getrequest?SN=CG1&INFO=Ver 8.0.1.4-2018,120,3,922,10.0.0.7,10,7,12,{},111\n"
    assert label(beat.format(88)) == "recognition"
    assert facts(examined(beat.format(88)))["storage.face_person_count"] == 88
    assert label(beat.format(0)) == "none"


def test_a_row_of_an_attendance_log_tells_the_way_and_nobody() -> None:
    log = "POST /iclock/cdata?SN=X&table=ATTLOG\n145299\t2015-07-30 15:16:28\t0\t{}\t0\t0\n"
    assert label(log.format(15)) == "recognition"
    assert label(log.format(1)) == "none"
    found = examined("FaceFunOn=1\nFingerFunOn=1\npin=145299\tverifytype=15\n")
    assert found.configured[0].label == "recognition"
    assert "145299" not in found.model_dump_json()


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            "7\t2031-02-03 08:00:00\t0\t15\t0\t0\t0\n8\t2031-02-03 08:01:00\t0\t1\t0\t0\t0\n",
            "recognition",
        ),
        ("7\t2031-02-03 08:00:00\t0\t1\t15\t0\t0\n", "none"),
        ("     7\t2031-02-03 08:00:00\t1\t0\t15\t0\n", "recognition"),
        ("     7\t2031-02-03 08:00:00\t1\t0\t1\t0\n", "none"),
        ("<Attendance>: 7 : 2031-02-03 08:00:00 (15, 0)\n", "recognition"),
        ("<Attendance>: 7 : 2031-02-03 08:00:00 (1, 0)\n", "none"),
        ("time=2031-02-03 08:00:00\tpin=7\teventaddr=1\tevent=0\tverifytype=15\n", "recognition"),
        ("time=2031-02-03 08:00:00\tpin=7\teventaddr=1\tevent=0\tverifytype=4\n", "none"),
    ],
)
def test_a_log_without_a_heading(rows: str, expected: str) -> None:
    assert label(rows, "attlog.dat") == expected


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ("C:295:DATA UPDATE BIOPHOTO PIN=7\tType=9\tSize=4\tContent=AAAA", "recognition"),
        ("BIOPHOTO PIN=7\tFileName=7.jpg\tSize=4", "recognition"),
        ("biodata pin=7\tno=0\tindex=0\tvalid=1\ttype=9\ttmp=AAAA", "recognition"),
        ("BIODATA Pin=7\tNo=0\tIndex=0\tValid=1\tType=1\tTmp=AAAA", "none"),
        ("FP PIN=7\tFID=6\tSize=4\tValid=1\tTMP=AAAA", "none"),
        ("USERPIC PIN=7\tFileName=7.jpg\tSize=4\tContent=AAAA", "ambiguous"),
    ],
)
def test_a_record_of_a_table(record: str, expected: str) -> None:
    found = examined(f"{record}\n")
    assert [summary.label.value for summary in found.configured] == [expected]
    assert "AAAA" not in str(found.model_dump())


def test_options_that_say_nothing_of_faces() -> None:
    text = "~DeviceName=Gate,MAC=00:00:00:00:00:01,UserCount=3,FPCount=6,~Platform=Z_TFT\n"
    assert label(text) == "none"
