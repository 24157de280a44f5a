"""What a file is, by its content and never by its name.

Signatures: ISO/IEC 14496-12 (`ftyp`), RFC 8794 (EBML), ISO/IEC 13818-1 (sync byte every 188 bytes;
pack header), Microsoft RIFF, ITU-T H.264 and H.265 Annex B (start code), and the image formats' own
headers.
"""

from __future__ import annotations

from pathlib import Path

from auditor.case.model import ExhibitKind
from auditor.examine.configs.examiner import recognise

HEAD_BYTES = 4096
"""How much of a file is looked at to tell text from other data."""

_IMAGES: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"BM", "image/bmp"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
)
_VIDEOS: tuple[tuple[bytes, str], ...] = (
    (b"\x1a\x45\xdf\xa3", "video/x-matroska"),
    (b"GIF8", "image/gif"),
    (b"FLV\x01", "video/x-flv"),
    (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", "video/x-ms-asf"),
    (b"\x00\x00\x01\xba", "video/mpeg"),
    (b"\x00\x00\x01\xb3", "video/mpeg"),
    (b"\x00\x00\x00\x01", "video/h264"),
    (b"\x00\x00\x01\x67", "video/h264"),
    # Recorders' own containers: Dahua's, and Hikvision's header before an MPEG program stream.
    (b"DHAV", "video/x-dhav"),
    (b"IMKH", "video/x-hikvision"),
)
_OTHER: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "application/pdf"),
    (b"PK\x03\x04", "application/zip"),
)
_STILL_BRANDS = (b"heic", b"heix", b"mif1", b"avif")
_PACKET = 188
_SYNC_BYTES = 4
"""How many packets in a row must begin with the sync byte to call a file a transport stream."""


def kind_of(path: Path) -> tuple[ExhibitKind, str]:
    """The kind of the file at `path`, and its media type.

    Raises:
        OSError: the file cannot be read.
    """
    with path.open("rb") as stream:
        head = stream.read(HEAD_BYTES)
    for signature, media_type in _IMAGES:
        if head.startswith(signature):
            return ExhibitKind.IMAGE, media_type
    if video := _video(head):
        return video
    for signature, media_type in _OTHER:
        if head.startswith(signature):
            return ExhibitKind.UNKNOWN, media_type
    if _looks_like_text(head):
        if recognise(path) is not None:
            return ExhibitKind.CONFIGURATION, "text/plain"
        return ExhibitKind.TEXT, "text/plain"
    return ExhibitKind.UNKNOWN, "application/octet-stream" if head else "inode/x-empty"


def _video(head: bytes) -> tuple[ExhibitKind, str] | None:
    if head[4:8] == b"ftyp":
        if head[8:12] in _STILL_BRANDS:
            return ExhibitKind.IMAGE, "image/heif"
        return ExhibitKind.VIDEO, "video/mp4"
    if head[:4] == b"RIFF":
        if head[8:12] == b"WEBP":
            return ExhibitKind.IMAGE, "image/webp"
        return (ExhibitKind.VIDEO, "video/x-msvideo") if head[8:12] == b"AVI " else None
    for signature, media_type in _VIDEOS:
        if head.startswith(signature):
            return ExhibitKind.VIDEO, media_type
    # QuickTime files may begin with another box; an MP4 without its index still has its data box.
    if head[4:8] in (b"moov", b"mdat", b"wide", b"free", b"skip"):
        return ExhibitKind.VIDEO, "video/quicktime"
    for offset in (0, 4):
        packets = head[offset :: _PACKET if offset == 0 else _PACKET + 4][:8]
        if len(packets) >= _SYNC_BYTES and set(packets) == {0x47}:
            return ExhibitKind.VIDEO, "video/mp2t"
    return None


_CONTROL = frozenset(range(32)) - {9, 10, 12, 13, 27}


def _looks_like_text(head: bytes) -> bool:
    """Text in UTF-8, GB18030 and their like has no control characters; UTF-16 shows by its mark."""
    if not head:
        return False
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return True
    # Device dumps are padded with NUL at the end.
    return not _CONTROL.intersection(head.rstrip(b"\x00"))
