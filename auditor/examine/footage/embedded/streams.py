"""One pass over a video's packets, for every kind of metadata that lies among them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import av
import av.container
from av.packet import Packet
from av.stream import Stream
from av.video.stream import VideoStream

from auditor.case.model import Exhibit
from auditor.examine.footage.decode import (
    FALLBACK_RATE,
    display_size,
    footage_streams,
    open_source,
    pixel_aspect,
)
from auditor.examine.footage.embedded.boxes import read_boxes
from auditor.examine.footage.embedded.container import ContainerTags, read_container
from auditor.examine.footage.embedded.findings import Found, guarded
from auditor.examine.footage.embedded.limits import LIMITS, EmbeddedLimits
from auditor.examine.footage.embedded.onvif_track import OnvifTrack
from auditor.examine.footage.embedded.sei import SeiReader, has_user_data
from auditor.examine.footage.embedded.xmp import PictureFrame, read_xmp

_TEXT_SUBTITLES = frozenset({"subrip", "srt", "ass", "ssa", "mov_text", "webvtt", "text"})
"""Codings of subtitles, which are shown to people and are no metadata."""


@dataclass
class _Clock:
    """Times of packets in seconds, counted by the frame rate where the file states none.

    `units` are seconds to one step of a time stamp, by the number of the track.
    """

    units: dict[int, float]
    frame_seconds: float
    first: float | None = None
    last: float = 0.0
    counted: int = 0

    @staticmethod
    def of(container: av.container.InputContainer, picture: VideoStream | None) -> _Clock:
        units = {s.index: float(s.time_base) for s in container.streams if s.time_base}
        rate = (picture.guessed_rate or picture.average_rate) if picture is not None else None
        return _Clock(units, float(1 / (rate or FALLBACK_RATE)))

    def picture(self, packet: Packet[Stream]) -> float:
        """The time of a packet of the picture; the earliest is the origin of the report's times."""
        stated = self._stated(packet)
        self.last = self.counted * self.frame_seconds if stated is None else stated
        self.counted += 1
        if not packet.is_discard:
            self.first = self.last if self.first is None else min(self.first, self.last)
        return self.last

    def time_of(self, packet: Packet[Stream]) -> float:
        """The time of any other packet; that of the picture before it where it has none."""
        stated = self._stated(packet)
        return self.last if stated is None else stated

    def _stated(self, packet: Packet[Stream]) -> float | None:
        stamp = packet.pts if packet.pts is not None else packet.dts
        unit = self.units.get(packet.stream_index)
        return None if stamp is None or unit is None else stamp * unit


def read_streams(exhibit: Exhibit, path: Path, limits: EmbeddedLimits = LIMITS) -> Found:
    """Everything embedded in the video at `path`.

    Raises:
        FFmpegError: the file cannot be opened.
        OSError: it cannot be read.
    """
    with open_source(path) as container:
        readers = _Readers.of(container, limits)
        readers.read(container)
        picture = readers.picture
        origin = readers.clock.first or 0.0
        size = _size(container, readers)
        coder = readers.user_data.encoder if readers.user_data is not None else ""
        tags = ContainerTags(container.metadata, picture.metadata if picture else {}, coder)
        return Found.together(
            (
                readers.track.found(exhibit, origin, size),
                readers.user_data.found(exhibit, origin) if readers.user_data else Found(),
                guarded(
                    "What the container says of itself",
                    lambda: _container(exhibit, path, tags, size, limits),
                ),
                Found(warnings=(*readers.warnings, *readers.not_known())),
            )
        )


@dataclass
class _Readers:
    """Takers of packets, and what was odd about them.

    `unknown` counts packets of tracks that are neither picture nor sound nor ONVIF metadata.
    """

    picture: VideoStream | None
    track: OnvifTrack
    user_data: SeiReader | None
    clock: _Clock
    limits: EmbeddedLimits
    warnings: list[str] = field(default_factory=list)
    unknown: Counter[tuple[int, str]] = field(default_factory=Counter)

    @staticmethod
    def of(container: av.container.InputContainer, limits: EmbeddedLimits) -> _Readers:
        picture = next(iter(footage_streams(container)), None)
        track = OnvifTrack(limits)
        user_data = SeiReader.of(picture, track.take, limits) if picture is not None else None
        readers = _Readers(picture, track, user_data, _Clock.of(container, picture), limits)
        if picture is not None and user_data is None and has_user_data(picture):
            readers.warnings.append(
                "User data next to the picture (SEI) were not read: the file does not tell how its "
                "stream is to be taken apart."
            )
        return readers

    def read(self, container: av.container.InputContainer) -> None:
        """Hand every packet to its reader, and every attachment."""
        for stream in container.streams:
            if stream.type == "attachment":
                self.track.take(bytes(getattr(stream, "data", b"")), 0.0)
        for count, packet in enumerate(self._packets(container)):
            if count >= self.limits.most_packets:
                reached = max(0.0, self.clock.last - (self.clock.first or 0.0))
                self.warnings.append(
                    f"Embedded metadata were read from the first {count} packets only, up to "
                    f"{reached:.2f} s."
                )
                return
            self._take(packet)

    def _take(self, packet: Packet[Stream]) -> None:
        if self.picture is not None and packet.stream_index == self.picture.index:
            time = self.clock.picture(packet)
            if self.user_data is not None:
                self.user_data.take(packet, time)
        elif not self.track.take(bytes(packet), self.clock.time_of(packet)):
            kind = packet.stream.name or packet.stream.type
            if kind not in _TEXT_SUBTITLES and "timecode" not in packet.stream.metadata:
                self.unknown[packet.stream.index, kind] += 1

    def _packets(self, container: av.container.InputContainer) -> Iterator[Packet[Stream]]:
        wanted: list[Stream] = [s for s in container.streams if s.type in {"data", "subtitle"}]
        if self.picture is not None:
            wanted.append(self.picture)
        packets: Iterator[Packet[Stream]] = container.demux(*wanted) if wanted else iter(())
        while True:
            try:
                packet = next(packets)
            except StopIteration:
                return
            except Exception:  # damage may raise anything inside FFmpeg's demuxers
                self.warnings.append(
                    "Embedded metadata were read only up to where the file is damaged."
                )
                return
            if packet.size:
                yield packet

    def not_known(self) -> Iterator[str]:
        """A warning for each track that was not understood."""
        for (index, kind), count in sorted(self.unknown.items()):
            yield (
                f"Track {index} ({kind}) holds {count} packets of a kind not known here; they were "
                "not read."
            )


def _size(container: av.container.InputContainer, readers: _Readers) -> tuple[int, int]:
    """Width and height for placing boxes; zeros where the picture is shown turned.

    What a device marked in the picture it coded cannot be placed in one that is turned afterwards
    without knowing which of the two it meant.
    """
    picture, track = readers.picture, readers.track
    if picture is None:
        return 0, 0
    context = picture.codec_context
    size = display_size(context.width, context.height, pixel_aspect(picture)[0])
    if not track.faces.count and not track.compared.count:
        return size
    try:
        container.seek(0)
        turned = next(container.decode(picture)).rotation
    except Exception:  # as above; an undecodable picture is reported elsewhere
        return size
    return (0, 0) if turned else size


def _container(
    exhibit: Exhibit,
    path: Path,
    tags: ContainerTags,
    size: tuple[int, int],
    limits: EmbeddedLimits,
) -> Found:
    boxes = read_boxes(path, limits)
    marked = read_xmp(exhibit, list(boxes.xmp), PictureFrame(*size), limits)
    return Found.together((read_container(exhibit, path, tags, boxes), marked))
