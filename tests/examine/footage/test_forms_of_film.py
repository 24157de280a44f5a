"""Films and pictures in every form: all of them are examined, and what is not is said."""

from __future__ import annotations

import io
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from av.video.stream import VideoStream
from PIL import Image, features

from auditor.case.model import ExhibitKind
from auditor.core.errors import ExhibitError
from auditor.examine.footage.decode import open_video
from auditor.examine.footage.episodes import episodes_of
from auditor.examine.footage.parts import STRIDE
from auditor.examine.footage.seeing import frames_again, see
from auditor.examine.footage.seen import Seen, Strategy
from auditor.examine.footage.track import Tracking
from auditor.examine.interface import Workbench
from auditor.examine.kind import kind_of

from .clips import Rgb, exhibit_of, in_another_container, room, with_head, write_clip

PICTURE = with_head(room(), x=0.5)
EMPTY = room()


def jpeg(picture: Rgb) -> bytes:
    stream = io.BytesIO()
    Image.fromarray(picture).save(stream, "JPEG", quality=90)
    return stream.getvalue()


def seen_in(path: Path) -> Seen:
    return see(exhibit_of(path), path, Workbench(), Strategy())


def with_face(seen: Seen) -> list[int]:
    return [look.index for look in seen.looks if look.found]


# --- frames in a row ------------------------------------------------------------------------------


def raw_motion_jpeg(folder: Path) -> Path:
    path = folder / "raw.mjpeg"
    path.write_bytes(b"".join(jpeg(PICTURE) for _ in range(5)))
    return path


def multipart(folder: Path) -> Path:
    path = folder / "stream.bin"
    parts = (
        b"--frame\r\nContent-Type: image/jpeg\r\nContent-Length: %d\r\n\r\n%s\r\n"
        % (len(jpeg(PICTURE)), jpeg(PICTURE))
        for _ in range(5)
    )
    path.write_bytes(b"".join(parts))
    return path


def from_the_middle(folder: Path) -> Path:
    whole = write_clip(folder / "whole.ts", [PICTURE] * 30, keys_every=10)
    path = folder / "cut.ts"
    path.write_bytes(whole.read_bytes()[188 * 3 + 77 :])
    return path


def material_exchange(folder: Path) -> Path:
    whole = write_clip(folder / "whole.mpg", [PICTURE] * 15, rate=Fraction(25))
    return in_another_container(whole, folder / "clip.mxf")


def three_byte_start_codes(folder: Path) -> Path:
    whole = write_clip(folder / "whole.h264", [PICTURE] * 10)
    path = folder / "clip.h264"
    path.write_bytes(whole.read_bytes()[1:])
    return path


@pytest.mark.parametrize(
    "make",
    [raw_motion_jpeg, multipart, from_the_middle, material_exchange, three_byte_start_codes],
    ids=lambda make: make.__name__,
)
def test_a_film_is_known_by_its_content_and_examined(
    make: Callable[[Path], Path], tmp_path: Path
) -> None:
    path = make(tmp_path)
    assert kind_of(path)[0] is ExhibitKind.VIDEO
    seen = seen_in(path)
    assert seen.reading.decoded >= 5
    assert with_face(seen)


def test_times_that_are_made_up_are_called_so(tmp_path: Path) -> None:
    seen = seen_in(raw_motion_jpeg(tmp_path))
    assert any("states no times" in warning for warning in seen.reading.warnings)


def test_a_sound_in_ogg_is_no_film(tmp_path: Path) -> None:
    path = tmp_path / "sound.ogg"
    path.write_bytes(b"OggS\x00\x02" + bytes(20) + b"\x01\x1e\x01vorbis" + bytes(200))
    assert kind_of(path)[0] is ExhibitKind.UNKNOWN


@pytest.mark.parametrize("seed", range(20))
def test_noise_is_no_film(seed: int, tmp_path: Path) -> None:
    path = tmp_path / "noise.bin"
    path.write_bytes(np.random.default_rng(seed).integers(0, 256, 1 << 18, np.uint8).tobytes())
    assert kind_of(path)[0] is ExhibitKind.UNKNOWN


# --- segments -------------------------------------------------------------------------------------


def segments(folder: Path) -> tuple[Path, Path]:
    """The part that begins a stream, and its only segment."""
    whole = folder / "whole.mp4"
    options = {"movflags": "frag_keyframe+empty_moov+default_base_moof"}
    with av.open(str(whole), "w", options=options) as container:
        stream = container.add_stream("libx264", rate=10)
        stream.height, stream.width = PICTURE.shape[:2]
        stream.pix_fmt = "yuv420p"
        for number in range(10):
            frame = av.VideoFrame.from_ndarray(PICTURE, format="rgb24")
            frame.pts, frame.time_base = number, Fraction(1, 10)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    data = whole.read_bytes()
    split = data.find(b"moof") - 4
    begin, segment = folder / "init.mp4", folder / "seg-1.m4s"
    begin.write_bytes(data[:split])
    segment.write_bytes(data[split:])
    whole.unlink()
    return begin, segment


def test_a_segment_is_read_with_the_part_that_begins_its_stream(tmp_path: Path) -> None:
    _, segment = segments(tmp_path)
    assert kind_of(segment)[0] is ExhibitKind.VIDEO
    assert with_face(seen_in(segment))


def test_a_segment_alone_says_what_is_missing(tmp_path: Path) -> None:
    begin, segment = segments(tmp_path)
    begin.unlink()
    with pytest.raises(ExhibitError) as problem:
        open_video(segment)
    assert "the part that begins the stream is missing" in str(problem.value)
    assert "init.mp4" in str(problem.value)


# --- moving pictures and several pictures ---------------------------------------------------------


MOVING = ["WEBP", "PNG", *(["AVIF"] if features.check("avif") else [])]


@pytest.mark.parametrize("form", MOVING)
def test_every_frame_of_a_moving_picture_is_examined_at_its_time(form: str, tmp_path: Path) -> None:
    path = tmp_path / "moving"
    pictures = (EMPTY, room(shade=140), PICTURE, with_head(room(), x=0.6))
    frames = [Image.fromarray(picture) for picture in pictures]
    frames[0].save(path, form, save_all=True, append_images=frames[1:], duration=400)
    assert kind_of(path)[0] is ExhibitKind.VIDEO
    seen = seen_in(path)
    assert with_face(seen)
    assert min(with_face(seen)) == 2
    assert seen.reading.duration == pytest.approx(1.2)


def test_a_single_frame_of_such_a_form_is_an_image(tmp_path: Path) -> None:
    path = tmp_path / "still.webp"
    Image.fromarray(PICTURE).save(path, "WEBP")
    assert kind_of(path)[0] is ExhibitKind.IMAGE


@pytest.mark.parametrize("form", ["TIFF", "MPO"])
def test_every_picture_of_an_image_file_is_examined(form: str, tmp_path: Path) -> None:
    path = tmp_path / "pictures"
    pages = [Image.fromarray(p) for p in (EMPTY, PICTURE, PICTURE)]
    pages[0].save(path, form, save_all=True, append_images=pages[1:])
    assert kind_of(path)[0] is ExhibitKind.IMAGE
    exhibit, seen = exhibit_of(path), seen_in(path)
    assert with_face(seen) == [1, 2]
    episodes, _ = episodes_of(exhibit, seen, Tracking(), 0.5)
    assert len(episodes) == 2
    assert [picture.index for picture in seen.pictures_at({2})] == [2]


def test_of_a_motion_photo_the_picture_and_the_film_are_examined(tmp_path: Path) -> None:
    film = write_clip(tmp_path / "film.mp4", [EMPTY, *[PICTURE] * 9])
    path = tmp_path / "photo.jpg"
    path.write_bytes(jpeg(EMPTY) + b"MotionPhoto_Data" + film.read_bytes())
    exhibit, seen = exhibit_of(path), seen_in(path)
    assert exhibit.kind is ExhibitKind.VIDEO
    frames = with_face(seen)
    assert frames
    assert min(frames) >= STRIDE
    assert any("2 parts" in warning for warning in seen.reading.warnings)
    assert [p.index for p in frames_again(exhibit, path, frames[:1])] == frames[:1]


def test_every_video_stream_is_examined(tmp_path: Path) -> None:
    path = tmp_path / "two.mkv"
    with av.open(str(path), "w") as container:
        streams = [container.add_stream("libx264", rate=10) for _ in range(2)]
        for stream in streams:
            assert isinstance(stream, VideoStream)
            stream.height, stream.width, stream.pix_fmt = 240, 320, "yuv420p"
        for number in range(10):
            for stream, picture in zip(streams, (EMPTY, PICTURE), strict=True):
                frame = av.VideoFrame.from_ndarray(picture, format="rgb24")
                frame.pts, frame.time_base = number, Fraction(1, 10)
                container.mux(stream.encode(frame))
        for stream in streams:
            container.mux(stream.encode(None))
    seen = seen_in(path)
    assert min(with_face(seen)) >= STRIDE
    episodes, _ = episodes_of(exhibit_of(path), seen, Tracking(), 0.5)
    assert len(episodes) == 1
    assert [p.index for p in seen.pictures_at({STRIDE + 3})] == [STRIDE + 3]
