from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import av
import pytest
from av.video.frame import VideoFrame
from hypothesis import given
from hypothesis import strategies as st

from auditor.core.locator import MediaLocator
from auditor.examine.footage.embedded import Embedded, read_embedded
from auditor.examine.footage.embedded.limits import EmbeddedLimits
from auditor.examine.footage.embedded.sei import user_data
from auditor.examine.model import EvidenceState, Observation

from ..clips import exhibit_of
from .files import SOMEBODYS, face_object, frame_of, plain_clip, rewrapped, sei_message, with_sei

JSON = b'{"faces":[{"faceRect":[1,2,3,4],"similarity":0.91,"personName":"Wang Fang"}]}'
CODECS = {"h264": "libx264", "hevc": "libx265"}


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("sei")
    return {name: plain_clip(folder / f"clip.{name}", coder) for name, coder in CODECS.items()}


def read(path: Path, limits: EmbeddedLimits | None = None) -> Embedded:
    return read_embedded(exhibit_of(path), path, *([limits] if limits else []))


def found(result: Embedded, topic: str) -> Observation:
    (one,) = [o for o in result.observations if o.topic == f"embedded.{topic}"]
    return one


@pytest.mark.parametrize("codec", CODECS)
@pytest.mark.parametrize("suffix", ["", ".mp4", ".mkv", ".ts"])
def test_words_about_faces_are_found_in_every_container(
    bare: dict[str, Path], codec: str, suffix: str
) -> None:
    path = with_sei(bare[codec], sei_message(JSON), codec=codec)
    if suffix:
        path = rewrapped(path, suffix)
    told = found(read(path), "sei")
    assert told.note == (
        "User data next to the picture (SEI) mention faces in 20 messages; what their maker means "
        "by the words is not known here."
    )
    assert told.says == {}
    assert told.state is EvidenceState.MENTIONED
    assert isinstance(told.locator, MediaLocator)
    assert told.locator.quote == "faces, faceRect, similarity, personName"
    assert told.locator.start == 0.0
    assert told.locator.end == pytest.approx(1.9, abs=0.01)
    assert "Wang" not in told.model_dump_json()


def test_the_stream_with_user_data_still_decodes(bare: dict[str, Path]) -> None:
    path = with_sei(bare["h264"], sei_message(JSON))
    with av.open(str(path)) as container:
        frames: list[VideoFrame] = list(container.decode(container.streams.video[0]))
    assert len(frames) == 20


def test_the_encoder_is_told_and_is_no_user_data(bare: dict[str, Path]) -> None:
    result = read(bare["h264"])
    assert "encoder x264 - core" in found(result, "container").note
    assert not [o for o in result.observations if o.topic.startswith("embedded.sei")]


def test_binary_data_are_counted_and_not_guessed_at(bare: dict[str, Path]) -> None:
    path = with_sei(bare["h264"], sei_message(b"\xff\x00\x00\x01\xfeface\x00\x00\x03\x80" * 40))
    assert found(read(path), "sei_unknown").note == (
        "User data next to the picture (SEI) of a kind not known here: 20 messages under 1 "
        "identifiers were counted and not read."
    )


def test_onvif_metadata_in_user_data_are_read_as_such(bare: dict[str, Path]) -> None:
    path = with_sei(bare["h264"], sei_message(frame_of(face_object())))
    assert "20 times" in found(read(path), "onvif_face").note


@pytest.mark.parametrize(
    "text", [b"the surface of the interface", b"FaceTime HD", b"facet; typeface", b'{"temp": 21}']
)
def test_words_that_only_look_like_faces_are_none(bare: dict[str, Path], text: bytes) -> None:
    result = read(with_sei(bare["h264"], sei_message(text)))
    assert not [o for o in result.observations if o.topic.startswith("embedded.sei")]


def test_signatures_are_told_and_not_called_verified(bare: dict[str, Path]) -> None:
    signed = sei_message(b"\x01\x02", UUID("005bc93f-2d71-5e95-ada4-796f90877a6f"))
    note = found(read(with_sei(bare["h264"], signed)), "signature").note
    assert "20 messages of signatures (ONVIF Media Signing); they were not verified" in note


def test_the_clock_of_the_stream_gives_the_time_of_capture(bare: dict[str, Path]) -> None:
    moment = datetime(2023, 4, 5, 6, 7, 8, 250_000, UTC)
    ticks = round(moment.timestamp() * 1_000_000).to_bytes(8, "big")
    pairs = b"\xff".join(ticks[at : at + 2] for at in range(0, 8, 2))
    clock = sei_message(b"\x0f" + pairs, UUID(bytes=b"MISPmicrosectime"))
    result = read(rewrapped(with_sei(bare["h264"], clock), ".mp4"))
    assert result.created == moment
    assert "MISB ST 0604" in dict(result.method)["creation time"]


def test_beyond_the_limit_reading_stops_and_says_so(bare: dict[str, Path]) -> None:
    path = with_sei(bare["h264"], sei_message(JSON))
    result = read(path, EmbeddedLimits(most_messages=5))
    assert "User data next to the picture (SEI): only the first 5 messages were read." in (
        result.warnings
    )


def test_several_messages_in_one_unit_are_taken_apart() -> None:
    unit = b"\x01\x01\x00" + sei_message(b"a" * 300) + sei_message(b"b") + b"\x80"
    assert list(user_data(unit)) == [(SOMEBODYS, b"a" * 300), (SOMEBODYS, b"b")]


def test_a_message_that_is_cut_off_is_left_out() -> None:
    unit = sei_message(b"whole") + sei_message(b"cut off")[:-3]
    assert [content for _, content in user_data(unit)] == [b"whole"]


@given(st.binary(max_size=400))
def test_no_bytes_break_the_reading_of_units(unit: bytes) -> None:
    for _, content in user_data(unit):
        assert len(content) <= len(unit)
