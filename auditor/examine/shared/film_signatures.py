"""Films recognised by their content, where a short signature is not enough.

Sources: RFC 3533 (Ogg), SMPTE ST 377-1 (MXF partition pack), ISO/IEC 13818-1 (transport packets and
pack headers), ISO/IEC 14496-12 (boxes of segments), RFC 2046 (multipart), ITU-T H.264 and H.265,
Annex B (start codes and unit types).
"""

from __future__ import annotations

import re

PROBE_BYTES = 1 << 18
"""How much of a file is searched for streams that begin in the middle of a packet."""
MULTIPART = "multipart/x-mixed-replace"
MOTION_JPEG = "video/x-motion-jpeg"
SEGMENT = "video/iso.segment"
MOTION_PHOTO = "image/x-motion-photo"
MOVING_PICTURES = frozenset({"image/webp", "image/png", "image/heif"})
"""Media types of pictures that are films where they have frames with times."""

_OGG_PICTURES = (b"\x80theora", b"BBCD\x00", b"OVP80", b"\x01video\x00")
_MXF = bytes.fromhex("060e2b34020501010d01020101")
_SEGMENT_BOXES = frozenset({b"styp", b"moof", b"sidx", b"emsg", b"prft"})
_MULTIPART = re.compile(
    rb"\A(?:HTTP/1\.[01] 200[^\n]*\n(?:[\w-]+:[^\n]*\n)*)?\s*--[^\r\n]{1,80}\r?\n"
    rb"(?:[\w-]+:[^\n]*\n){0,8}?content-type:\s*image/jpe?g",
    re.IGNORECASE,
)
_PACKETS = (188, 192, 204)
"""Lengths of transport packets: plain, with a time before each, with bytes that correct errors."""
_LEAST_PACKETS = 8
_PACK = re.compile(rb"\x00\x00\x01\xba[\x44-\x7f\x21-\x2f]")
"""A pack header of MPEG-2 (ISO/IEC 13818-1, 2.5.3.3) or MPEG-1."""
_VIDEO_STREAM = re.compile(rb"\x00\x00\x01[\xe0-\xef]")
_START_CODE = re.compile(rb"\x00\x00\x01(..)", re.DOTALL)
_H264_SETS = frozenset({7, 8})
_H265_SETS = frozenset({32, 33, 34})
_LEAST_UNITS = 3


def film_type(head: bytes) -> str | None:
    """The media type of a film that begins with `head`, up to `PROBE_BYTES`; None for others."""
    if head.startswith(b"OggS"):
        return "video/ogg" if any(codec in head[:4096] for codec in _OGG_PICTURES) else None
    if _MXF in head[: 1 << 16]:
        return "application/mxf"
    if head[4:8] in _SEGMENT_BOXES and int.from_bytes(head[:4], "big") < len(head) * 64:
        return SEGMENT
    if _MULTIPART.match(head[:2048]):
        return MULTIPART
    return _stream_from_the_middle(head)


def _stream_from_the_middle(head: bytes) -> str | None:
    """A stream that was cut out of a longer one, so that it begins anywhere in a packet."""
    if any(_has_packets(head, length) for length in _PACKETS):
        return "video/mp2t"
    if len(_PACK.findall(head)) > 1 and _VIDEO_STREAM.search(head):
        return "video/mpeg"
    units = [(unit[0], unit[1]) for unit in _START_CODE.findall(head)]
    if len(units) < _LEAST_UNITS or any(first & 0x80 for first, _ in units):
        return None
    if {(first >> 1) & 0x3F for first, second in units if second & 7 == 1} >= _H265_SETS:
        return "video/hevc"
    return "video/h264" if {first & 0x1F for first, _ in units} >= _H264_SETS else None


def _has_packets(head: bytes, length: int) -> bool:
    """Whether the sync byte is at one place of every packet, wherever the first one begins."""
    if len(head) < length * _LEAST_PACKETS:
        return False
    count = min(32, len(head) // length)
    return any(
        set(head[start : start + length * count : length]) == {0x47} for start in range(length)
    )
