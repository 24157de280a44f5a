from __future__ import annotations

import struct
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import av
import numpy as np
import pytest
from av.video.stream import VideoStream

from auditor.examine.footage.embedded import Embedded, read_embedded
from auditor.examine.footage.embedded.boxes import read_boxes
from auditor.examine.model import EvidenceState, Observation

from ..clips import exhibit_of
from .files import (
    box,
    edit_list,
    face_object,
    frame_of,
    full_box,
    plain_clip,
    with_box,
    with_metadata_track,
)


def read(path: Path) -> Embedded:
    return read_embedded(exhibit_of(path), path)


def found(result: Embedded, topic: str) -> Observation:
    (one,) = [o for o in result.observations if o.topic == f"embedded.{topic}"]
    return one


def topics(result: Embedded) -> set[str]:
    return {o.topic.removeprefix("embedded.") for o in result.observations}


@pytest.mark.parametrize("name", ["clip.mp4", "clip.mov", "clip.mkv"])
def test_the_creation_time_of_a_container_is_utc(tmp_path: Path, name: str) -> None:
    path = plain_clip(tmp_path / name, creation_time="2024-05-06T07:08:09.000000Z")
    result = read(path)
    assert result.created == datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC)
    assert dict(result.method)["creation time"] == (
        "creation time of the container, stated as UTC; some devices write their local time there"
    )


def test_a_container_without_a_time_gives_none(tmp_path: Path) -> None:
    assert read(plain_clip(tmp_path / "clip.mp4")).created is None


def test_a_time_with_a_zone_goes_before_one_without(tmp_path: Path) -> None:
    start = datetime(2024, 5, 6, 7, 8, 9, tzinfo=timezone(timedelta(hours=8)))
    ticks = int((start - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds()) * 10_000_000
    stamp = box(b"cstb", struct.pack(">IIQ", 1, 1, ticks))
    clip = plain_clip(tmp_path / "clip.mp4", creation_time="2024-06-01T00:00:00.000000Z")
    result = read(with_box(clip, full_box(b"meta", stamp)))
    assert result.created == start
    assert result.created is not None
    assert result.created.tzinfo is UTC
    assert "start time of the ONVIF export" in found(result, "created").note
    assert "2024-06-01 00:00:00 (UTC)" in found(result, "created_differs").note


def test_onvif_metadata_give_the_time_of_the_first_frame(tmp_path: Path) -> None:
    clip = plain_clip(tmp_path / "clip.mp4")
    samples = [b"<x/>", frame_of(face_object(), utc="2024-05-06T07:08:09.500")]
    result = read(with_metadata_track(clip, samples))
    assert result.created == datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC)


def test_what_made_the_file_is_told_without_secrets(tmp_path: Path) -> None:
    path = plain_clip(tmp_path / "clip.mkv", MAKE="Acme", SOFTWARE="NVR token=abcdef123456")
    note = found(read(path), "container").note
    assert "make Acme" in note
    assert "software NVR token=[removed]" in note
    assert "abcdef" not in note


def test_titles_and_comments_are_not_quoted(tmp_path: Path) -> None:
    path = plain_clip(tmp_path / "clip.mp4", title="Wang Fang at the gate", comment="Wang Fang")
    assert "Wang" not in repr(read(path))


def test_an_ordinary_edit_list_is_not_told(tmp_path: Path) -> None:
    clip = plain_clip(tmp_path / "clip.mp4")
    assert b"elst" in clip.read_bytes()
    assert "edit_list" not in topics(read(clip))


def test_frames_stored_out_of_order_are_not_left_out(tmp_path: Path) -> None:
    path = tmp_path / "slow.mp4"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=1, options={"bf": "2", "b-adapt": "0"})
        assert isinstance(stream, VideoStream)
        stream.width, stream.height, stream.pix_fmt = 320, 240, "yuv420p"
        for shade in range(12):
            grain = np.random.default_rng(shade).integers(0, 255, (240, 320, 3), np.uint8)
            container.mux(stream.encode(av.VideoFrame.from_ndarray(grain, format="rgb24")))
        container.mux(stream.encode(None))
    assert b"ctts" in path.read_bytes()
    assert read_boxes(path).parts == 1
    assert "edit_list" not in topics(read(path))


def test_parts_left_out_are_told(tmp_path: Path) -> None:
    clip = plain_clip(tmp_path / "clip.mp4")
    # The movie counts in milliseconds, the track in 10240 parts of a second.
    result = read(edit_list(clip, (500, 15360)))
    assert found(result, "edit_list").note.startswith(
        "The container leaves out 1.5 s before and 0.0 s after what it shows"
    )


def test_joined_parts_are_told(tmp_path: Path) -> None:
    clip = plain_clip(tmp_path / "clip.mp4")
    assert "shows 2 parts of the recorded picture" in (
        found(read(edit_list(clip, (500, 0), (500, 10240))), "edit_list").note
    )


def test_a_declared_track_for_faces_is_an_ability_only(tmp_path: Path) -> None:
    key = box(b"keyd", b"mdta", b"com.apple.quicktime.detected-face")
    entry = box(b"mebx", bytes(6), b"\x00\x01", box(b"keys", key))
    clip = plain_clip(tmp_path / "clip.mp4")
    told = found(read(with_metadata_track(clip, [bytes(8)], entry=entry)), "face_track")
    assert told.state is EvidenceState.SUPPORTED
    assert told.says == {}


def test_a_makers_own_variant_is_named_and_not_decoded(tmp_path: Path) -> None:
    path = tmp_path / "ch01.mp4"
    path.write_bytes(b"IMKH" + bytes(36) + plain_clip(tmp_path / "clip.ts").read_bytes())
    exhibit = exhibit_of(plain_clip(tmp_path / "clip.mp4"))
    result = read_embedded(exhibit, path)
    assert "as recordings of Hikvision devices do" in found(result, "container_variant").note
