"""User data next to the coded picture: SEI messages of H.264 and H.265.

`user_data_unregistered` (payload type 5) is an identifier of 16 bytes and then whatever its maker
likes: ITU-T H.264 and H.265, Annex D; framing of SEI messages in H.264, 7.3.2.3. FFmpeg's own
filters find the units and bring length-prefixed streams into the form with start codes, so that the
same few lines read every container.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID

import av
from av.bitstream import BitStreamFilterContext
from av.packet import Packet
from av.stream import Stream
from av.video.stream import VideoStream

from auditor.case.model import Exhibit
from auditor.examine.footage.embedded.findings import (
    MOST_NAMED,
    Found,
    Span,
    Stamp,
    listed,
    observe,
    quoted,
)
from auditor.examine.footage.embedded.limits import LIMITS, EmbeddedLimits
from auditor.examine.footage.embedded.mentions import as_text, mentions_of_faces
from auditor.examine.model import EvidenceState, Observation

_FILTERS = {
    "h264": "h264_mp4toannexb,filter_units=pass_types=6",
    "hevc": "hevc_mp4toannexb,filter_units=pass_types=39-40",
}
"""SEI is unit type 6 in H.264 (table 7-1), and 39 and 40 in H.265 (table 7-1)."""
_UNIT_HEADER = {"h264": 1, "hevc": 2}
_START = b"\x00\x00\x01"
_UNREGISTERED = 5
_IDENTIFIER = 16
_MORE = 0xFF
_REMEMBERED = 512
_SHORT = 4096
"""Messages of at most so many bytes are remembered, so many of them, so that one that is repeated
with every frame is read once."""

_ENCODERS = {
    # x264 encoder/encoder.c and x265 source/encoder/sei.h, each followed by its version in words.
    UUID("dc45e9bd-e6d9-48b7-962c-d820d923eeef"),
    UUID("2ca2de09-b517-47db-bb55-a4fe7fc2fc4e"),
}
_SIGNATURES = {
    UUID("005bc93f-2d71-5e95-ada4-796f90877a6f"): "ONVIF Media Signing",
    UUID("5369676e-6564-2056-6964-656f2e2e2e30"): "Axis Signed Video",
}
"""ONVIF Export File Format, "Requirements to Preserve Media Signing"; Axis signed-video-framework,
README."""
_CLOCKS = {
    UUID(bytes=b"MISPmicrosectime"),
    UUID("a8687dd4-d759-3758-a5ce-f0338b6545f1"),
}
"""MISB ST 0604: the moment of capture in microseconds since 1970, for H.264 and for H.265."""
_CLOCK_BYTES = 12
STAMP_RANK = 1


@dataclass
class _Words:
    count: int = 0
    start: float = 0.0
    end: float = 0.0
    found: dict[str, None] = field(default_factory=dict)


@dataclass
class SeiReader:
    """Takes the packets of one video stream; `found` tells what their user data came to.

    `hand_on` is offered every text with its time, and returns True where it has read it.
    """

    codec: str
    filters: BitStreamFilterContext
    hand_on: Callable[[bytes, float], bool]
    limits: EmbeddedLimits = LIMITS
    messages: int = 0
    texts: int = 0
    failures: int = 0
    unknown: Counter[UUID] = field(default_factory=Counter)
    signatures: Counter[str] = field(default_factory=Counter)
    encoder: str = ""
    clock: tuple[datetime, float] | None = None
    words: _Words = field(default_factory=_Words)
    _before: dict[bytes, tuple[str, ...]] = field(default_factory=dict)

    @staticmethod
    def of(
        stream: VideoStream, hand_on: Callable[[bytes, float], bool], limits: EmbeddedLimits
    ) -> SeiReader | None:
        """A reader for `stream`; None where it has no such messages or cannot be taken apart."""
        if not has_user_data(stream):
            return None
        codec = stream.codec_context.name
        try:
            filters = BitStreamFilterContext(_FILTERS[codec], stream)
        except (av.FFmpegError, ValueError):
            return None
        return SeiReader(codec, filters, hand_on, limits)

    @property
    def finished(self) -> bool:
        """Whether a limit is reached and nothing more will be read."""
        return self.messages >= self.limits.most_messages or self.failures > self.limits.most_errors

    def take(self, packet: Packet[Stream], time: float) -> None:
        """Read the user data of a packet at `time` in seconds."""
        if self.finished:
            return
        try:
            kept = self.filters.filter(packet)
            units = [unit for part in kept for unit in bytes(part).split(_START) if unit]
        except (av.FFmpegError, ValueError):
            self.failures += 1
            return
        for unit in units:
            for identifier, body in user_data(unit[_UNIT_HEADER[self.codec] :]):
                self.messages += 1
                self._read(identifier, body[: self.limits.most_bytes], time)

    def _read(self, identifier: UUID, body: bytes, time: float) -> None:
        if identifier in _ENCODERS:
            text = as_text(body) or ""
            self.encoder = self.encoder or quoted(text.split(" - H.26")[0].split(":")[0])
        elif (signature := _SIGNATURES.get(identifier)) is not None:
            self.signatures[signature] += 1
        elif identifier in _CLOCKS:
            self.clock = self.clock or _clock(body, time)
        else:
            self._read_unknown(identifier, body, time)

    def _read_unknown(self, identifier: UUID, body: bytes, time: float) -> None:
        words = self._before.get(body)
        if words is None:
            text = as_text(body)
            if text is None:
                if identifier in self.unknown or len(self.unknown) < self.limits.most_kept:
                    self.unknown[identifier] += 1
                return
            if self.hand_on(body, time):
                return
            words = mentions_of_faces(text)
            if len(self._before) < _REMEMBERED and len(body) <= _SHORT:
                self._before[body] = words
        self.texts += 1
        if words:
            mentions = self.words
            mentions.start = time if not mentions.count else min(mentions.start, time)
            mentions.end = time if not mentions.count else max(mentions.end, time)
            mentions.count += 1
            mentions.found.update(dict.fromkeys(words[: 2 * MOST_NAMED]))

    # --- what it comes to ------------------------------------------------------------------------

    def found(self, exhibit: Exhibit, origin: float) -> Found:
        """Observations, warnings and the time of the first clock message.

        `origin` is the time in seconds of the first frame, from which the report counts.
        """
        return Found(
            tuple(self._observations(exhibit, origin)),
            tuple(self._warnings()),
            self._stamps(origin),
        )

    def _observations(self, exhibit: Exhibit, origin: float) -> Iterator[Observation]:
        if (mentions := self.words).count:
            yield observe(
                exhibit,
                "sei",
                f"User data next to the picture (SEI) mention faces in {mentions.count} messages; "
                "what their maker means by the words is not known here.",
                at=Span(
                    mentions.start - origin, mentions.end - origin, quote=listed(mentions.found)
                ),
                state=EvidenceState.MENTIONED,
                confidence=0.5,
            )
        if self.unknown:
            yield observe(
                exhibit,
                "sei_unknown",
                f"User data next to the picture (SEI) of a kind not known here: "
                f"{self.unknown.total()} messages under {len(self.unknown)} identifiers were "
                "counted and not read.",
            )
        if self.signatures:
            yield observe(
                exhibit,
                "signature",
                f"The recording carries {self.signatures.total()} messages of signatures "
                f"({listed(sorted(self.signatures))}); they were not verified here.",
            )

    def _warnings(self) -> Iterator[str]:
        if self.failures:
            yield (
                f"User data next to the picture (SEI): {self.failures} packets could not be taken "
                "apart."
            )
        if self.messages >= self.limits.most_messages:
            yield (
                f"User data next to the picture (SEI): only the first {self.messages} messages "
                "were read."
            )

    def _stamps(self, origin: float) -> tuple[Stamp, ...]:
        if self.clock is None:
            return ()
        moment, time = self.clock
        try:
            began = moment - timedelta(seconds=max(0.0, time - origin))
        except OverflowError:
            return ()
        return (Stamp(began, "time of capture in the video stream (MISB ST 0604)", STAMP_RANK),)


def has_user_data(stream: VideoStream) -> bool:
    """Whether the stream's coding has messages that are read here."""
    return stream.codec_context.name in _FILTERS


def user_data(unit: bytes) -> Iterator[tuple[UUID, bytes]]:
    """Identifier and content of each unregistered message in an SEI unit without its header.

    Damage ends the unit: what was read before it is kept.
    """
    # H.264 and H.265, 7.3.1: a byte 3 was put in where content would have looked like a start code.
    content = unit.replace(b"\x00\x00\x03", b"\x00\x00")
    at = 0
    while at + 1 < len(content):
        kind, at = _number(content, at)
        size, at = _number(content, at)
        payload = content[at : at + size]
        if len(payload) < size:
            return
        at += size
        if kind == _UNREGISTERED and size >= _IDENTIFIER:
            yield UUID(bytes=payload[:_IDENTIFIER]), payload[_IDENTIFIER:]


def _number(content: bytes, at: int) -> tuple[int, int]:
    """A number written as bytes of 255 and a last one below, and the place after it."""
    value = 0
    while at < len(content):
        value += content[at]
        at += 1
        if content[at - 1] != _MORE:
            break
    return value, at


def _clock(body: bytes, time: float) -> tuple[datetime, float] | None:
    """The moment in a clock message: a byte of status, then four pairs with 255 between them."""
    if len(body) < _CLOCK_BYTES:
        return None
    micros = int.from_bytes(body[1:3] + body[4:6] + body[7:9] + body[10:12], "big")
    try:
        return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=micros), time
    except OverflowError:
        return None
