"""Recorders without any function of faces: none, with what they keep and hand on."""

from __future__ import annotations

from auditor.core.wording import in_language
from tests.examine.configs.configured import devices, examined, label, topics

GO2RTC = """\
streams:
  face_of_building: rtsp://admin:s3cretpw@10.0.0.4/live
publish:
  face_of_building: rtmp://a.streaming.example.com/live2/key-abcd
api: {listen: ":1984"}
"""
MOTION = """\
# @preserve_pictures 30
camera_name Yard
netcam_url rtsp://10.0.0.9/live
width 1280
height 720
threshold 1500
target_dir /var/lib/motion
on_event_start /usr/local/bin/send.sh
event_gap 30
# @preserve_movies 0
"""


def test_go2rtc_without_streams_is_told_by_its_ports() -> None:
    text = 'api: {listen: ":1984"}\nwebrtc: {listen: ":8555"}\nstreams: {}\n'
    assert examined(text).format == "go2rtc"
    assert examined('api: {listen: ":1984"}\nwebrtc: {listen: ":8555"}\n').format == "go2rtc"
    assert examined('api: {listen: ":80"}\nusers: {a: {b: c}}\n').format != "go2rtc"


def test_the_host_of_a_stream_is_that_of_its_camera() -> None:
    text = (
        "streams:\n  gate: ['ffmpeg:rtsp://u:p@10.0.0.7/main#audio=aac']\n"
        "  play: exec:ffmpeg -i /media/a.mp4 -f rtsp {output}\n  nest: nest:?client_id=a\n"
    )
    assert {name: one.host for name, one in devices(text).items()} == {
        "gate": "10.0.0.7",
        "play": "",
        "nest": "",
    }


def test_go2rtc_never_has_a_face_function_whatever_a_stream_is_called() -> None:
    assert label(GO2RTC) == "none"
    assert devices(GO2RTC)["face_of_building"].host == "10.0.0.4"


def test_publishing_outside_is_a_destination_without_secrets() -> None:
    found = examined(GO2RTC)
    (sent,) = topics(found, "destination")
    assert "a public name" in sent.note
    assert "s3cretpw" not in found.model_dump_json()


def test_motion_has_no_threshold_of_comparison() -> None:
    found = examined(MOTION)
    assert found.configured[0].label == "none"
    assert topics(found, "threshold") == []
    assert devices(MOTION)["Yard"].width == 1280


def test_nought_days_are_for_ever() -> None:
    kept = [one.note for one in topics(examined(MOTION), "retention")]
    assert "Snapshots: kept for 30 days." in kept
    assert "Recordings: kept without a limit in time." in kept


def test_a_command_that_may_hand_pictures_on_is_asked_for() -> None:
    (command,) = topics(examined(MOTION), "command")
    assert command.locator.model_dump()["line"] == 8


def test_every_sentence_has_its_chinese() -> None:
    for text in (GO2RTC, MOTION):
        for one in examined(text).observations:
            assert in_language(one.note, "zh") is not None, one.note
