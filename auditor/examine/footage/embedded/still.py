"""Everything embedded in an image file: EXIF, XMP, comments and segments of the maker's own.

XMP is found where Adobe's XMP Specification, Part 3, puts it: APP1 segments of JPEG, with an
extended form for long packets; iTXt of PNG, the tag 700 of TIFF, the XMP chunk of WebP.
"""

from __future__ import annotations

import warnings as python_warnings
from collections.abc import Iterable, Iterator
from pathlib import Path

from PIL import ExifTags, Image

from auditor.case.model import Exhibit
from auditor.examine.footage.decode import image_formats
from auditor.examine.footage.embedded.exif import read_exif, texts
from auditor.examine.footage.embedded.findings import Found, guarded, listed, observe
from auditor.examine.footage.embedded.limits import LIMITS, EmbeddedLimits
from auditor.examine.footage.embedded.mentions import as_text, mentions_of_faces
from auditor.examine.footage.embedded.xmp import PictureFrame, read_xmp
from auditor.examine.model import EvidenceState, Observation

_XMP = b"http://ns.adobe.com/xap/1.0/\x00"
_EXTENDED = b"http://ns.adobe.com/xmp/extension/\x00"
_GUID = 32
_EXTENDED_HEAD = len(_EXTENDED) + _GUID + 8
_STANDARD = (_XMP, _EXTENDED, b"Exif\x00", b"JFIF\x00", b"ICC_PROFILE\x00", b"Photoshop ", b"Adobe")
"""Segments of JPEG that are read elsewhere or hold nothing in words."""
_UPRIGHT = 1
_EMPTY_EXIF = 6 + 8 + 2 + 4
"""Bytes of a directory without entries: its mark, the header of TIFF, a count and a pointer."""


def read_still(exhibit: Exhibit, path: Path, limits: EmbeddedLimits = LIMITS) -> Found:
    """Everything embedded in the image at `path`; its picture is not decoded.

    Raises:
        Exception: it cannot be opened; a hostile file may raise anything inside a parser.
    """
    with python_warnings.catch_warnings():
        python_warnings.simplefilter("ignore")  # of pictures that are too large, and of odd tags
        with Image.open(path, formats=image_formats(path)) as image:
            return Found.together(
                (
                    guarded("EXIF", lambda: _with_exif(exhibit, image, limits)),
                    _xmp(exhibit, image, limits),
                    Found(tuple(_mentions(exhibit, _comments(image), limits))),
                )
            )


def _exif(image: Image.Image) -> Image.Exif:
    if image.format != "PNG":
        return image.getexif()
    # Pillow would decode the whole picture to look behind it as well.
    exif = Image.Exif()
    if isinstance(data := image.info.get("exif"), bytes):
        exif.load(data)
    return exif


def _with_exif(exhibit: Exhibit, image: Image.Image, limits: EmbeddedLimits) -> Found:
    exif = _exif(image)
    if not len(exif) and len(image.info.get("exif", b"")) > _EMPTY_EXIF:
        # Pillow itself passes over what it could not read.
        return Found(warnings=("EXIF is there and could not be read.",))
    words = Found(tuple(_mentions(exhibit, texts(exif), limits)))
    return Found.together((read_exif(exhibit, exif), words))


def _xmp(exhibit: Exhibit, image: Image.Image, limits: EmbeddedLimits) -> Found:
    packets = list(_packets(image, limits))
    if not packets:
        return Found()
    frame = PictureFrame(image.width, image.height) if _upright(image) else PictureFrame(0, 0)
    return read_xmp(exhibit, packets, frame, limits)


def _upright(image: Image.Image) -> bool:
    """Whether the picture is shown as it is stored.

    Programs differ on whether regions of a turned picture are meant as stored or as shown, so in
    such a picture they are not placed.
    """
    try:
        return bool(_exif(image).get(ExifTags.Base.Orientation, _UPRIGHT) == _UPRIGHT)
    except Exception:  # as `read_still`; that EXIF cannot be read is reported there
        return False


def _packets(image: Image.Image, limits: EmbeddedLimits) -> Iterator[bytes]:
    segments: list[tuple[str, bytes]] = getattr(image, "applist", [])
    standard = [content[len(_XMP) :] for _, content in segments if content.startswith(_XMP)]
    yield from standard
    yield from _extended([content for _, content in segments], limits)
    if not standard:
        packet = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp")
        if packet:
            yield packet.encode() if isinstance(packet, str) else bytes(packet)


def _extended(segments: list[bytes], limits: EmbeddedLimits) -> Iterator[bytes]:
    """Packets in the extended form: parts with an identifier, the whole length and their offset."""
    whole: dict[bytes, bytearray] = {}
    for content in segments:
        if not content.startswith(_EXTENDED) or len(content) < _EXTENDED_HEAD:
            continue
        guid = content[len(_EXTENDED) : len(_EXTENDED) + _GUID]
        length = int.from_bytes(content[_EXTENDED_HEAD - 8 : _EXTENDED_HEAD - 4], "big")
        offset = int.from_bytes(content[_EXTENDED_HEAD - 4 : _EXTENDED_HEAD], "big")
        part = content[_EXTENDED_HEAD:]
        if length > limits.most_bytes or offset + len(part) > length:
            continue
        whole.setdefault(guid, bytearray(length))[offset : offset + len(part)] = part
    yield from (bytes(packet) for packet in whole.values())


def _mentions(
    exhibit: Exhibit, fields: Iterable[tuple[str, str]], limits: EmbeddedLimits
) -> Iterator[Observation]:
    """One observation for each field of free words that mentions faces."""
    for name, text in fields:
        if words := mentions_of_faces(text[: limits.most_bytes]):
            yield observe(
                exhibit,
                "comment",
                f"The field {name} of the picture mentions faces ({listed(words)}); what its "
                "maker means by the words is not known here.",
                state=EvidenceState.MENTIONED,
                confidence=0.5,
            )


def _comments(image: Image.Image) -> Iterator[tuple[str, str]]:
    for name, content in getattr(image, "applist", []):
        if not content.startswith(_STANDARD) and (text := as_text(content)):
            yield name, text
    # Of PNG, the chunks before the picture; to reach those behind it, it would be decoded.
    for name, value in image.info.items():
        if isinstance(name, str) and isinstance(value, str) and not name.startswith("XML:"):
            yield name, value
