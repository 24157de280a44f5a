"""Clips and pictures made on the spot, with heads that belong to nobody."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.stream import Disposition
from av.video.stream import VideoStream
from numpy.typing import NDArray
from PIL import Image

from auditor.case.model import Exhibit, ExhibitKind
from auditor.core.digest import digest_file
from auditor.examine.kind import kind_of
from tests.places import HEADS

Rgb = NDArray[np.uint8]
CODECS = {
    ".mp4": "libx264",
    ".mov": "libx264",
    ".mpg": "mpeg2video",
    ".mkv": "libx264",
    ".ts": "libx264",
    ".h264": "libx264",
    ".avi": "mjpeg",
    ".webm": "libvpx",
    ".gif": "gif",
}
MS = Fraction(1, 1000)


def frontal_heads() -> list[Path]:
    """The heads that look straight ahead; the file name has the yaw and the pitch."""
    return sorted(HEADS.glob("*_y+00p+0?.png"))


def turned_heads(most: int) -> list[tuple[int, Path]]:
    """Yaw in degrees and file of every level head turned by at most `most`."""
    named = [
        (int(path.stem.split("_y")[1].split("p")[0]), path) for path in HEADS.glob("*_y*p+0?.png")
    ]
    return sorted((yaw, path) for yaw, path in named if abs(yaw) <= most)


def on_grey(path: Path) -> Rgb:
    """A head in its own size on a plain wall."""
    with Image.open(path) as opened:
        head = opened.convert("RGBA")
    wall = Image.new("RGBA", head.size, (150, 150, 150, 255))
    return np.asarray(Image.alpha_composite(wall, head).convert("RGB"), dtype=np.uint8)


def room(width: int = 320, height: int = 240, shade: int = 150) -> Rgb:
    """An empty wall with some texture, the same at every call."""
    grain = np.random.default_rng(7).integers(-6, 7, (height, width, 1))
    slope = np.linspace(-20, 20, width)[None, :, None]
    return np.clip(shade + slope + grain, 0, 255).repeat(3, axis=2).astype(np.uint8)


def with_head(
    picture: Rgb, *, x: float, y: float = 0.5, height: float = 0.6, which: int = 0
) -> Rgb:
    """A copy of `picture` with a head centred at shares `x`, `y`, as high as the share `height`."""
    with Image.open(frontal_heads()[which]) as opened:
        head = opened.convert("RGBA")
    head = head.crop(head.getchannel("A").getbbox())
    tall = round(picture.shape[0] * height)
    head = head.resize((max(1, round(head.width * tall / head.height)), tall))
    canvas = Image.fromarray(picture)
    at = (round(x * canvas.width - head.width / 2), round(y * canvas.height - head.height / 2))
    canvas.paste(head, at, head)
    return np.asarray(canvas, dtype=np.uint8)


def write_clip(
    path: Path,
    pictures: Sequence[Rgb],
    *,
    rate: Fraction = Fraction(10),
    stamps: Sequence[int] | None = None,
    rotation: int = 0,
    keys_every: int = 250,
    aspect: Fraction | None = None,
) -> Path:
    """Encode `pictures`; `stamps` are time stamps in milliseconds, else `rate` a second.

    `aspect` is the width of a pixel to its height as the file states it.
    """
    codec = CODECS[path.suffix]
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=rate)
        assert isinstance(stream, VideoStream)
        stream.height, stream.width = pictures[0].shape[:2]
        stream.pix_fmt = {"mjpeg": "yuvj420p", "gif": "rgb8"}.get(codec, "yuv420p")
        stream.codec_context.gop_size = keys_every
        stream.codec_context.max_b_frames = 0
        if aspect is not None:
            stream.codec_context.sample_aspect_ratio = aspect
        if stamps is not None:
            stream.codec_context.time_base = stream.time_base = MS
        if rotation:
            stream.set_display_rotation(rotation)
        for number, picture in enumerate(pictures):
            frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(picture), format="rgb24")
            frame.pts = number if stamps is None else stamps[number]
            frame.time_base = 1 / rate if stamps is None else MS
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def in_another_container(path: Path, copy: Path) -> Path:
    """The same frames and time stamps, not encoded again, in the container of `copy`'s suffix."""
    with av.open(str(path)) as source, av.open(str(copy), "w") as target:
        picture = source.streams.video[0]
        stream = target.add_stream_from_template(picture)
        for packet in source.demux(picture):
            if packet.size:
                packet.stream = stream
                target.mux(packet)
    return copy


def with_cover_first(path: Path, copy: Path) -> Path:
    """The same frames behind a cover picture, as music shops and editing programs store one."""
    with av.open(str(path)) as source, av.open(str(copy), "w") as target:
        picture = source.streams.video[0]
        cover = target.add_stream("mjpeg", rate=1)
        assert isinstance(cover, VideoStream)
        cover.width, cover.height, cover.pix_fmt = 64, 48, "yuvj420p"
        cover.disposition = Disposition.attached_pic
        stream = target.add_stream_from_template(picture)
        target.mux(cover.encode(av.VideoFrame.from_ndarray(room(64, 48), format="rgb24")))
        target.mux(cover.encode(None))
        for packet in source.demux(picture):
            if packet.size:
                packet.stream = stream
                target.mux(packet)
    return copy


def index_first(path: Path) -> Path:
    """The same MP4 with its index before its pictures, so that half of it can be opened."""
    copy = path.with_name(f"front-{path.name}")
    with (
        av.open(str(path)) as source,
        av.open(str(copy), "w", options={"movflags": "faststart"}) as target,
    ):
        picture = source.streams.video[0]
        stream = target.add_stream_from_template(picture)
        for packet in source.demux(picture):
            if packet.size:
                packet.stream = stream
                target.mux(packet)
    return copy


def truncated(path: Path, share: float) -> Path:
    """A copy of the file with only the first `share` of its bytes."""
    data = path.read_bytes()
    cut = path.with_name(f"cut-{path.name}")
    cut.write_bytes(data[: int(len(data) * share)])
    return cut


def exhibit_of(path: Path, kind: ExhibitKind | None = None) -> Exhibit:
    """The exhibit `E-01` for a file, of the kind its content shows unless one is given."""
    seen, media_type = kind_of(path)
    return Exhibit(
        id="E-01",
        path=path.name,
        kind=kind or seen,
        media_type=media_type,
        size=path.stat().st_size,
        digest=digest_file(path),
    )


def moving_marks(count: int, width: int = 96, height: int = 64) -> list[Rgb]:
    """Pictures that all differ, without a face, with a red patch at the top left."""
    pictures = []
    for number in range(count):
        picture = room(width, height)
        at = 30 + number * 3 % (width - 40)
        picture[30:40, at : at + 8] = (20, 40, 220)
        picture[:16, :24] = (220, 20, 20)
        pictures.append(picture)
    return pictures


def walk(places: Iterable[float | None], **look: float) -> list[Rgb]:
    """A head at each place across the picture; None is a frame without it."""
    empty = room()
    return [
        empty if x is None else with_head(empty, x=x, height=look.get("height", 0.6))
        for x in places
    ]
