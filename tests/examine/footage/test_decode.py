from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image

from auditor.case.model import ExhibitKind
from auditor.core.errors import ExhibitError
from auditor.examine.footage.decode import (
    Limits,
    Reading,
    footage_streams,
    open_image,
    open_video,
)
from auditor.examine.footage.gate import Gate
from auditor.examine.footage.seeing import see
from auditor.examine.footage.seen import Strategy
from auditor.examine.interface import Workbench
from auditor.examine.kind import kind_of

from .clips import (
    CODECS,
    exhibit_of,
    index_first,
    moving_marks,
    truncated,
    with_cover_first,
    write_clip,
)
from .embedded.files import edit_list


def read(path: Path) -> tuple[Reading, list[float]]:
    footage = open_video(path)
    return footage.reading, [picture.time for picture in footage.pictures]


@pytest.mark.parametrize("suffix", [".mp4", ".mkv", ".avi", ".ts", ".webm", ".mov", ".gif"])
def test_each_container_gives_every_frame_at_its_time(tmp_path: Path, suffix: str) -> None:
    path = write_clip(tmp_path / f"clip{suffix}", moving_marks(12))
    reading, times = read(path)
    assert len(times) == reading.decoded == 12
    assert times == pytest.approx([n / 10 for n in range(12)], abs=0.011)
    assert reading.read_to_end
    assert (reading.width, reading.height) == (96, 64)
    assert not reading.warnings


def test_a_fractional_rate_does_not_drift(tmp_path: Path) -> None:
    rate = Fraction(30000, 1001)
    path = write_clip(tmp_path / "ntsc.mp4", moving_marks(60), rate=rate)
    _, times = read(path)
    assert times[-1] == pytest.approx(59 * 1001 / 30000, abs=1e-6)


def test_variable_frame_rate_is_read_from_time_stamps(tmp_path: Path) -> None:
    stamps = [0, 40, 80, 700, 710, 1900, 1940]
    path = write_clip(tmp_path / "vfr.mkv", moving_marks(7), stamps=stamps)
    reading, times = read(path)
    assert times == pytest.approx([s / 1000 for s in stamps], abs=1e-9)
    assert reading.duration == pytest.approx(1.94)


def test_time_begins_with_the_first_frame(tmp_path: Path) -> None:
    path = write_clip(tmp_path / "late.mkv", moving_marks(4), stamps=[850, 900, 1000, 1100])
    _, times = read(path)
    assert times == pytest.approx([0, 0.05, 0.15, 0.25], abs=1e-9)


def test_a_stream_without_time_stamps_is_counted_and_says_so(tmp_path: Path) -> None:
    path = write_clip(tmp_path / "bare.h264", moving_marks(10), rate=Fraction(20))
    reading, times = read(path)
    assert times == pytest.approx([n / 20 for n in range(10)])
    assert any("counted, not read: 10 of 10" in w and "20.000" in w for w in reading.warnings)


def test_joined_recordings_run_on_and_are_named(tmp_path: Path) -> None:
    first = write_clip(tmp_path / "one.ts", moving_marks(30))
    joined = tmp_path / "joined.ts"
    joined.write_bytes(first.read_bytes() * 2)
    reading, times = read(joined)
    assert times == sorted(times)
    assert reading.duration == pytest.approx(5.9, abs=0.15)
    assert any("run backwards" in w for w in reading.warnings)


def test_a_jump_of_the_time_stamps_is_named(tmp_path: Path) -> None:
    path = write_clip(tmp_path / "gap.mkv", moving_marks(4), stamps=[0, 100, 60_000, 60_100])
    reading, times = read(path)
    assert times[-1] == pytest.approx(60.1)
    assert any("first from 0.10 s to 60.00 s" in w for w in reading.warnings)


@pytest.mark.parametrize(("turn", "corner"), [(90, (-1, 0)), (180, (-1, -1)), (-90, (0, -1))])
def test_the_display_matrix_turns_the_picture(
    tmp_path: Path, turn: int, corner: tuple[int, int]
) -> None:
    # The patch lies at the top left as stored; a turn against the clock takes it to `corner`.
    path = write_clip(tmp_path / "turned.mp4", moving_marks(3), rotation=turn)
    footage = open_video(path)
    bgr = next(iter(footage.pictures)).pixels()
    expected = (64, 96) if turn == 180 else (96, 64)
    assert bgr.shape[:2] == expected
    assert (footage.reading.height, footage.reading.width) == expected
    row, column = (4 if c == 0 else -4 for c in corner)
    blue, green, red = (int(v) for v in bgr[row, column])
    assert red > 150 > max(blue, green)


@pytest.mark.parametrize(
    ("aspect", "rotation", "shown"),
    [
        (Fraction(1), 0, (96, 64)),
        (Fraction(2), 0, (192, 64)),
        (Fraction(1, 2), 0, (96, 128)),
        (Fraction(12, 11), 0, (105, 64)),
        (Fraction(2), 90, (64, 192)),
        (Fraction(1, 50), 0, (96, 64)),
    ],
)
@pytest.mark.parametrize("suffix", [".mp4", ".mkv"])
def test_pictures_have_the_shape_in_which_they_are_shown(
    tmp_path: Path, suffix: str, aspect: Fraction, rotation: int, shown: tuple[int, int]
) -> None:
    path = write_clip(tmp_path / f"clip{suffix}", moving_marks(3), aspect=aspect, rotation=rotation)
    footage = open_video(path)
    picture = next(iter(footage.pictures))
    assert picture.size == shown
    assert picture.pixels().shape == (shown[1], shown[0], 3)
    small = picture.reduced(48)
    assert max(small.shape) == 48
    assert small.shape[1] / small.shape[0] == pytest.approx(shown[0] / shown[1], rel=0.05)
    assert (footage.reading.width, footage.reading.height) == shown
    assert bool(footage.reading.warnings) == (aspect == Fraction(1, 50))


@pytest.mark.parametrize(("stored", "shown"), [((352, 576), (704, 576)), ((704, 240), (704, 480))])
def test_a_squeezed_size_without_a_stated_shape_is_widened_with_a_warning(
    tmp_path: Path, stored: tuple[int, int], shown: tuple[int, int]
) -> None:
    path = write_clip(tmp_path / "clip.mp4", moving_marks(2, *stored))
    footage = open_video(path)
    assert next(iter(footage.pictures)).size == shown
    (warning,) = footage.reading.warnings
    assert "recorders squeeze" in warning


def test_the_limit_of_pixels_counts_the_picture_as_it_is_shown(tmp_path: Path) -> None:
    path = write_clip(tmp_path / "clip.mp4", moving_marks(2), aspect=Fraction(4))
    with pytest.raises(ExhibitError, match="384x64"):
        open_video(path, Limits(most_pixels=10_000))


@pytest.mark.parametrize("suffix", [".mkv", ".avi"])
def test_a_truncated_file_is_read_as_far_as_it_goes(tmp_path: Path, suffix: str) -> None:
    path = write_clip(tmp_path / f"clip{suffix}", moving_marks(60), keys_every=5)
    reading, times = read(truncated(path, 0.5))
    assert 5 < len(times) < 55
    assert not reading.read_to_end
    assert any(w.startswith("Broken off:") for w in reading.warnings)


def test_an_mp4_cut_behind_its_index_is_broken_off(tmp_path: Path) -> None:
    path = index_first(write_clip(tmp_path / "clip.mp4", moving_marks(60), keys_every=5))
    reading, times = read(truncated(path, 0.6))
    assert 5 < len(times) < 55
    assert not reading.read_to_end
    assert any(w.startswith("Broken off:") for w in reading.warnings)


def as_written(path: Path) -> Path:
    return path


def late(path: Path) -> Path:
    return write_clip(path.with_suffix(".mkv"), moving_marks(50), stamps=range(5000, 10_000, 100))


def last_frame_shown_for_long(path: Path) -> Path:
    return write_clip(path, moving_marks(50), stamps=[*range(0, 4900, 100), 30_000])


def with_cover(path: Path) -> Path:
    return with_cover_first(path, path.with_name("covered.mp4"))


@pytest.mark.parametrize(
    ("made", "frames"),
    [
        (as_written, 50),
        (late, 50),
        (last_frame_shown_for_long, 50),
        (with_cover, 50),
        # Durations in 1/1000 s and starts in the units of the track, 10240 a second.
        (lambda path: edit_list(path, (3000, 10240)), 30),
        (lambda path: edit_list(path, (2500, 10240 * 5 // 2)), 25),
        (lambda path: edit_list(path, (4000, -1), (5000, 0)), 50),
        (lambda path: edit_list(path, (1000, 0), (1000, 10240 * 3)), 20),
    ],
    ids=["plain", "late", "last", "cover", "trimmed", "beginning cut", "delayed", "two parts"],
)
@pytest.mark.parametrize("gate", [60.0, 0.0], ids=["in order", "by its table"])
def test_an_intact_file_is_not_called_broken(
    tmp_path: Path, made: Callable[[Path], Path], frames: int, gate: float
) -> None:
    path = made(write_clip(tmp_path / "clip.mp4", moving_marks(50), keys_every=10))
    strategy = Strategy(gate=Gate(from_seconds=gate))
    seen = see(exhibit_of(path), path, Workbench(), strategy)
    assert seen.reading.read_to_end
    assert not [w for w in seen.reading.warnings if "Broken off" in w or "video streams" in w]
    assert (seen.reading.decoded, seen.reading.width) == (frames, 96)


def test_a_cover_picture_is_no_footage(tmp_path: Path) -> None:
    path = write_clip(tmp_path / "clip.mp4", moving_marks(4))
    covered = with_cover_first(path, tmp_path / "covered.mp4")
    with av.open(str(covered)) as container:
        assert len(container.streams.video) == 2
        assert [s.codec_context.name for s in footage_streams(container)] == ["h264"]


def test_a_file_with_a_damaged_middle_goes_on(tmp_path: Path) -> None:
    path = write_clip(tmp_path / "clip.mkv", moving_marks(60), keys_every=5)
    data = bytearray(path.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 600] = bytes(600)
    path.write_bytes(data)
    reading, times = read(path)
    assert len(times) > 20
    assert reading.warnings


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"This is a letter, not a film.\n" * 40,
        b"#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nclip.ts\n#EXT-X-ENDLIST\n",
        b"ffconcat version 1.0\nfile clip.ts\n",
        b"\x00\x00\x00\x18ftypmp42" + bytes(300),
    ],
    ids=["empty", "text", "playlist", "concat", "headers only"],
)
def test_what_is_no_video_is_refused_with_reason_and_remedy(tmp_path: Path, content: bytes) -> None:
    write_clip(tmp_path / "clip.ts", moving_marks(5))
    path = tmp_path / "film.mp4"
    path.write_bytes(content)
    with pytest.raises(ExhibitError) as caught:
        read(path)
    assert caught.value.why
    assert caught.value.remedy


def test_a_video_without_its_index_is_refused(tmp_path: Path) -> None:
    path = write_clip(tmp_path / "clip.mp4", moving_marks(30))
    with pytest.raises(ExhibitError):
        read(truncated(path, 0.6))


def test_frames_beyond_the_limit_are_refused(tmp_path: Path) -> None:
    path = write_clip(tmp_path / "clip.mp4", moving_marks(3))
    with pytest.raises(ExhibitError, match="96x64"):
        open_video(path, Limits(most_pixels=5000))


def test_reading_stops_at_the_limit_of_frames_and_says_so(tmp_path: Path) -> None:
    path = write_clip(tmp_path / "clip.mp4", moving_marks(20))
    footage = open_video(path, Limits(most_frames=8))
    assert len(list(footage.pictures)) == 8
    assert not footage.reading.read_to_end
    assert any("Cut off" in w for w in footage.reading.warnings)


# --- images --------------------------------------------------------------------------------------


def bomb(path: Path, side: int = 30_000) -> Path:
    """A PNG of a few hundred bytes that would decode to `side` squared elements."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    body = zlib.compress(bytes(100_000))
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b"")
    )
    return path


@pytest.mark.parametrize("side", [9_000, 30_000])
def test_a_png_bomb_is_refused_before_it_is_decoded(tmp_path: Path, side: int) -> None:
    with pytest.raises(ExhibitError):
        open_image(bomb(tmp_path / "small.png", side))


def test_exif_orientation_turns_the_picture(tmp_path: Path) -> None:
    stored = Image.fromarray(moving_marks(1)[0])
    exif = Image.Exif()
    exif[0x0112] = 6  # to be shown turned by 90 degrees with the clock
    stored.save(tmp_path / "phone.jpg", exif=exif)
    bgr = next(iter(open_image(tmp_path / "phone.jpg").pictures)).pixels()
    assert bgr.shape == (96, 64, 3)
    assert int(bgr[4, -4, 2]) > 150 > int(bgr[4, -4, 0])


@pytest.mark.parametrize("mode", ["L", "P", "RGBA", "1", "I;16"])
def test_every_mode_becomes_three_channels(tmp_path: Path, mode: str) -> None:
    grey = Image.fromarray(moving_marks(1)[0]).convert("L")
    image = (
        Image.fromarray(np.asarray(grey).astype(np.uint16) * 256)
        if mode == "I;16"
        else grey.convert(mode)
    )
    image.save(tmp_path / "picture.png")
    bgr = next(iter(open_image(tmp_path / "picture.png").pictures)).pixels()
    assert bgr.shape == (64, 96, 3)
    assert 60 < float(bgr.mean()) < 200


def test_a_truncated_jpeg_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    noise = np.random.default_rng(1).integers(0, 255, (200, 300, 3)).astype(np.uint8)
    Image.fromarray(noise).save(tmp_path / "whole.jpg", quality=90)
    footage = open_image(truncated(tmp_path / "whole.jpg", 0.5))
    assert not footage.reading.read_to_end
    assert any("Broken off" in w for w in footage.reading.warnings)


def test_every_suffix_has_a_codec_in_the_tests() -> None:
    assert {".mp4", ".mkv", ".avi", ".ts", ".webm"} <= set(CODECS)


def test_a_recorders_own_header_before_a_program_stream_is_read_past(tmp_path: Path) -> None:
    plain = write_clip(tmp_path / "plain.mpg", moving_marks(12), rate=Fraction(25))
    path = tmp_path / "export.mp4"
    path.write_bytes(b"IMKH\x01\x01\x00\x00\x02\x00\x01\x00" + bytes(28) + plain.read_bytes())
    assert kind_of(path) == (ExhibitKind.VIDEO, "video/x-hikvision")
    reading, times = read(path)
    assert len(times) == reading.decoded == 12


def test_heic_is_decoded(tmp_path: Path) -> None:
    import pillow_heif
    from PIL import Image

    pillow_heif.register_heif_opener()
    path = tmp_path / "phone.heic"
    Image.new("RGB", (64, 48), (200, 10, 10)).save(path)
    assert kind_of(path) == (ExhibitKind.IMAGE, "image/heif")
    opened = open_image(path)
    assert opened.reading.format == "heif"
