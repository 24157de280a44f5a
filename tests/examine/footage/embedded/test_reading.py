"""Whatever the bytes, reading ends without an error and with nobody named."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from auditor.case.model import Exhibit, ExhibitKind
from auditor.core.digest import digest_bytes
from auditor.examine.footage.embedded import read_embedded
from auditor.examine.footage.embedded.findings import masked, masked_list, quoted
from auditor.examine.footage.embedded.limits import LIMITS
from auditor.examine.footage.embedded.mentions import mentions_of_faces
from auditor.examine.footage.embedded.onvif_track import OnvifTrack
from auditor.examine.footage.embedded.xmp import PictureFrame, read_xmp
from auditor.examine.shared.moments import moment_of

from ..clips import exhibit_of, truncated
from .files import (
    face_object,
    frame_of,
    picture,
    plain_clip,
    with_metadata_track,
    xmp_of,
)


def exhibit(kind: ExhibitKind = ExhibitKind.IMAGE) -> Exhibit:
    return Exhibit(
        id="E-01",
        path="material/item",
        kind=kind,
        media_type="",
        size=1,
        digest=digest_bytes(b""),
        camera="gate 2",
    )


XML = st.recursive(
    st.text(st.characters(codec="ascii", exclude_characters="<&"), max_size=12),
    lambda inner: st.builds(
        "<{0}>{1}</{0}>".format,
        st.sampled_from(
            ["tt:Object", "tt:Frame", "tt:Appearance", "tt:Class", "tt:Type", "tt:HumanFace"]
        ),
        st.lists(inner, max_size=3).map("".join),
    ),
    max_leaves=12,
)


@given(st.one_of(st.binary(max_size=300), XML.map(frame_of)))
def test_no_bytes_break_the_reading_of_onvif_metadata(data: bytes) -> None:
    track = OnvifTrack()
    track.take(data, 0.0)
    track.take(b"<tt:MetadataStream>" + data, 1.0)
    track.found(exhibit(), 0.0, (320, 240))


@given(st.one_of(st.binary(max_size=300), st.text(max_size=200).map(str.encode)))
def test_no_bytes_break_the_reading_of_xmp(data: bytes) -> None:
    read_xmp(exhibit(), [data, xmp_of("")[:-80] + data], PictureFrame(400, 200))


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    data=st.binary(max_size=600),
    kind=st.sampled_from([ExhibitKind.IMAGE, ExhibitKind.VIDEO, ExhibitKind.UNKNOWN]),
    head=st.sampled_from(
        [b"", b"\xff\xd8\xff\xe1", b"\x89PNG\r\n\x1a\n", b"\x1a\x45\xdf\xa3", b"IMKH"]
    ),
)
def test_no_file_breaks_it(tmp_path: Path, data: bytes, kind: ExhibitKind, head: bytes) -> None:
    path = tmp_path / "item"
    path.write_bytes(head + data)
    read_embedded(exhibit(kind), path)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.floats(0, 1), with_byte=st.integers(0, 255))
def test_a_changed_byte_in_a_video_breaks_nothing(
    tmp_path: Path, at: float, with_byte: int
) -> None:
    whole = tmp_path / "with-metadata-clip.mp4"
    if not whole.exists():
        with_metadata_track(plain_clip(tmp_path / "clip.mp4"), [frame_of(face_object())] * 3)
    data = bytearray(whole.read_bytes())
    data[min(len(data) - 1, int(at * len(data)))] = with_byte
    changed = tmp_path / "changed.mp4"
    changed.write_bytes(bytes(data))
    read_embedded(exhibit(ExhibitKind.VIDEO), changed)


@pytest.mark.parametrize("share", [0.2, 0.6, 0.95])
def test_a_video_that_breaks_off_is_read_as_far_as_it_goes(tmp_path: Path, share: float) -> None:
    path = truncated(plain_clip(tmp_path / "clip.ts"), share)
    result = read_embedded(exhibit_of(path), path)
    assert any(o.topic == "embedded.container" for o in result.observations)


def test_a_file_that_cannot_be_opened_is_a_warning(tmp_path: Path) -> None:
    result = read_embedded(exhibit(ExhibitKind.VIDEO), tmp_path / "none.mp4")
    assert result.warnings == ("Embedded metadata could not be read (FileNotFoundError).",)
    assert result.observations == ()


def test_observations_name_the_camera_and_the_exhibit(tmp_path: Path) -> None:
    picture().save(tmp_path / "a.jpg", xmp=xmp_of("", 'xmp:CreateDate="2024-05-06T07:08:09Z"'))
    (one,) = read_embedded(exhibit(), tmp_path / "a.jpg").observations
    assert (one.exhibit, one.subject, one.topic) == ("E-01", "gate 2", "embedded.created")


def test_the_method_states_the_limits() -> None:
    words = LIMITS.words()
    assert "3000000 packets" in words
    assert "100000 documents" in words


@given(st.text(max_size=40))
def test_a_masked_name_shows_one_character(name: str) -> None:
    assert len(masked(name)) <= 4
    assert masked(name).endswith("***")


def test_masks_are_told_apart_by_nothing_else() -> None:
    assert masked_list(["Wang Fang", "Wei Wei", " ", "Bo"]) == "B***, W***"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("rtsp://root:hunter2@192.0.2.7/live", "rtsp://[removed]@192.0.2.7/live"),
        ("two\nlines\x00", "two lines"),
        ("x" * 200, "x" * 77 + "..."),
    ],
)
def test_quotations_are_one_short_line_without_secrets(text: str, expected: str) -> None:
    assert quoted(text) == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"faceRect":1,"age":30}', ("faceRect", "age")),
        ("humanFace FACE_SNAP 人脸识别", ("Face", "FACE_SNAP", "人脸识别", "识别")),
        ("interface surface typeface facebook", ()),
        ("similarity 0.9", ()),
    ],
)
def test_words_about_faces(text: str, words: tuple[str, ...]) -> None:
    assert mentions_of_faces(text) == words


@given(st.text(max_size=60))
def test_no_text_breaks_the_reading_of_times(text: str) -> None:
    moment_of(text)
