"""What a file is, by its content and never by its name.

Signatures: ISO/IEC 14496-12 (`ftyp`), RFC 8794 (EBML), ISO/IEC 13818-1 (sync byte every 188 bytes;
pack header), Microsoft RIFF, ITU-T H.264 and H.265 Annex B (start code), and the image formats' own
headers.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from auditor.case.model import ExhibitKind
from auditor.examine.archives.forms import archive_form
from auditor.examine.documents.forms import MEDIA_TYPES, compound_type, form_of
from auditor.examine.documents.readers.html import is_fragment, is_page
from auditor.examine.documents.readers.mail import is_mail
from auditor.examine.documents.readers.table import is_table
from auditor.examine.shared.film_signatures import (
    MOTION_JPEG,
    MOTION_PHOTO,
    PROBE_BYTES,
    film_type,
)
from auditor.examine.shared.joined_pictures import Joined, follower_of, is_moving_picture
from auditor.examine.shared.text import decode, looks_like_text

HEAD_BYTES = 4096
"""How much of a file is read to distinguish text from other data."""

_VIDEOS: tuple[tuple[bytes, str], ...] = (
    (b"\x1a\x45\xdf\xa3", "video/x-matroska"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"FLV\x01", "video/x-flv"),
    (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", "video/x-ms-asf"),
    (b"\x00\x00\x01\xba", "video/mpeg"),
    (b"\x00\x00\x01\xb3", "video/mpeg"),
    # Recorders' own containers: Dahua's, and Hikvision's header before an MPEG program stream.
    (b"DHAV", "video/x-dhav"),
    (b"IMKH", "video/x-hikvision"),
)
_PDF, _ZIP = b"%PDF-", b"PK\x03\x04"
_RIFF_FORMS = {
    b"WEBP": (ExhibitKind.IMAGE, "image/webp"),
    b"AVI ": (ExhibitKind.VIDEO, "video/x-msvideo"),
}
_BOXES = frozenset({b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot"})
_MAX_FIRST_BOX = 1 << 40
_BMP_HEADERS = frozenset({12, 40, 52, 56, 64, 108, 124})
_BMP_DEPTHS = frozenset({1, 2, 4, 8, 16, 24, 32})
_TIFF_FIELD_TYPES = range(1, 19)
_JPEG_AFTER_START = frozenset({0xC0, 0xC1, 0xC2, 0xC4, 0xDB, 0xDD, *range(0xE0, 0xF0), 0xFE})
_H264_FIRST_UNITS = frozenset({1, 5, 6, 7, 8, 9})
_H265_FIRST_UNITS = frozenset({32, 33, 34, 35, 39, 40})
_STILL_BRANDS = (b"heic", b"heix", b"mif1", b"avif", b"avis")
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
    if (form := form_of(head, path)) is not None:
        return ExhibitKind.TEXT, MEDIA_TYPES[form]
    # Before any signature: words may begin with the letters of one, and no picture or film has
    # four kilobytes without a control character.
    if looks_like_text(head):
        return _kind_of_text(path, head)
    if (image := _image(head)) is not None:
        return _kind_of_picture(path, image)
    if video := _video(head):
        return _kind_of_picture(path, video[1]) if video[0] is ExhibitKind.IMAGE else video
    if (archive := archive_form(path, head)) is not None:
        return ExhibitKind.ARCHIVE, archive.value
    if media_type := compound_type(head, path) or _document(head):
        return ExhibitKind.UNKNOWN, media_type
    if (film := _film(path)) is not None:
        return ExhibitKind.VIDEO, film
    return ExhibitKind.UNKNOWN, "application/octet-stream" if head else "inode/x-empty"


def _document(head: bytes) -> str | None:
    signatures = ((_PDF, "application/pdf"), (_ZIP, "application/zip"))
    return next((name for signature, name in signatures if head.startswith(signature)), None)


def _kind_of_picture(path: Path, media_type: str) -> tuple[ExhibitKind, str]:
    """A picture, or a film that begins like one: frames in a row, or moving WebP, PNG or AVIF."""
    if media_type in {"image/jpeg", "image/heif"}:
        follower = follower_of(path)
        if follower.kind is Joined.FILM:
            return ExhibitKind.VIDEO, MOTION_PHOTO
        if follower.kind is Joined.FRAMES:
            return ExhibitKind.VIDEO, MOTION_JPEG
    with path.open("rb") as stream:
        moves = is_moving_picture(stream.read(HEAD_BYTES))
    return (ExhibitKind.VIDEO if moves else ExhibitKind.IMAGE), media_type


def _film(path: Path) -> str | None:
    """A film whose first bytes do not say so."""
    with path.open("rb") as stream:
        return film_type(stream.read(PROBE_BYTES))


def _kind_of_text(path: Path, head: bytes) -> tuple[ExhibitKind, str]:
    if is_mail(head):
        return ExhibitKind.TEXT, "message/rfc822"
    text = decode(head).text
    if is_page(text):
        return ExhibitKind.TEXT, "text/html"
    # Recognised here, so that the command line does not load the vendor readers for nothing.
    from auditor.examine.configs.examiner import recognise  # noqa: PLC0415

    if recognise(path) is not None:
        return ExhibitKind.CONFIGURATION, "text/plain"
    if is_fragment(text):
        return ExhibitKind.TEXT, "text/html"
    return ExhibitKind.TEXT, "text/csv" if is_table(text) else "text/plain"


def _image(head: bytes) -> str | None:
    """The media type of a picture whose header holds more than its signature."""
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if head.startswith(b"\xff\xd8\xff") and len(head) > _JPEG_LENGTH_END:
        # ISO/IEC 10918-1 B.1.1: a marker, and the length of its segment with the length itself.
        length = int.from_bytes(head[4:6], "big")
        return "image/jpeg" if head[3] in _JPEG_AFTER_START and length > 1 else None
    if head.startswith(b"BM") and _is_bmp(head):
        return "image/bmp"
    if head[:4] in {b"II*\x00", b"MM\x00*"} and _is_tiff(head):
        return "image/tiff"
    return None


_JPEG_LENGTH_END = 5


def _is_bmp(head: bytes) -> bool:
    """Size of the information header, one colour plane, and a depth there is (BITMAPINFOHEADER)."""
    header = int.from_bytes(head[14:18], "little")
    if header not in _BMP_HEADERS:
        return False
    planes, depth = (22, 24) if header == 12 else (26, 28)  # noqa: PLR2004 - BITMAPCOREHEADER
    return (
        int.from_bytes(head[planes : planes + 2], "little") == 1
        and int.from_bytes(head[depth : depth + 2], "little") in _BMP_DEPTHS
    )


def _is_tiff(head: bytes) -> bool:
    """TIFF 6.0: the offset of the first directory, and where it is near, its first field."""
    order: Literal["little", "big"] = "little" if head[:2] == b"II" else "big"
    offset = int.from_bytes(head[4:8], order)
    if offset < 8 or len(head) < 10:  # noqa: PLR2004 - length of the header
        return False
    if offset + 6 > len(head):
        return len(head) == HEAD_BYTES
    fields = int.from_bytes(head[offset : offset + 2], order)
    field_type = int.from_bytes(head[offset + 4 : offset + 6], order)
    return fields > 0 and field_type in _TIFF_FIELD_TYPES


def _video(head: bytes) -> tuple[ExhibitKind, str] | None:
    if head[4:8] == b"ftyp":
        still = head[8:12] in _STILL_BRANDS
        return (ExhibitKind.IMAGE, "image/heif") if still else (ExhibitKind.VIDEO, "video/mp4")
    if head[:4] == b"RIFF":
        return _RIFF_FORMS.get(head[8:12])
    media_type = next((name for signature, name in _VIDEOS if head.startswith(signature)), None)
    media_type = media_type or _elementary(head)
    # QuickTime files may begin with another box; an MP4 without its index still has its data box.
    if media_type is None and head[4:8] in _BOXES and _is_box_length(head):
        media_type = "video/quicktime"
    if media_type is None and _is_transport_stream(head):
        media_type = "video/mp2t"
    return None if media_type is None else (ExhibitKind.VIDEO, media_type)


def _is_transport_stream(head: bytes) -> bool:
    """Sync bytes at the distance of packets, with four bytes of time before each or without."""
    for offset, length in ((0, _PACKET), (4, _PACKET + 4)):
        packets = head[offset::length][:8]
        if len(packets) >= _SYNC_BYTES and set(packets) == {0x47}:
            return True
    return False


def _is_box_length(head: bytes) -> bool:
    """ISO/IEC 14496-12, 4.2: at least its own header; 0 for "to the end", 1 for a 64-bit length."""
    length = int.from_bytes(head[:4], "big")
    if length == 1:
        return 16 <= int.from_bytes(head[8:16], "big") < _MAX_FIRST_BOX  # noqa: PLR2004
    return length == 0 or length >= 8  # noqa: PLR2004


def _elementary(head: bytes) -> str | None:
    """Raw H.264 or H.265: a start code and the header of a unit that a stream begins with."""
    for start_code in (b"\x00\x00\x00\x01", b"\x00\x00\x01"):
        if not head.startswith(start_code) or len(head) < len(start_code) + 2:
            continue
        first, second = head[len(start_code)], head[len(start_code) + 1]
        # The highest bit is zero in both; H.265 has six bits of type and a temporal id from 1.
        if first & 0x80 == 0:
            if (first >> 1) & 0x3F in _H265_FIRST_UNITS and first & 1 == 0 and second == 1:
                return "video/hevc"
            if first & 0x1F in _H264_FIRST_UNITS:
                return "video/h264"
    return None
