"""What a picture's EXIF says of the camera, the moment and, as a hint only, of faces.

Exif 3.0 (CIPA DC-008): Make, Model and Software; DateTimeOriginal with OffsetTimeOriginal;
UserComment with its character code. Of maker notes only two numbers are read, whose place in the
note is well known: Panasonic's tag 0x003f and Fujifilm's 0x4100, both "faces detected", as in the
tag tables of ExifTool. Other makers' notes are enciphered or vary by model.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from PIL import ExifTags, Image

from auditor.case.model import Exhibit
from auditor.examine.footage.embedded.findings import Found, Stamp, observe, quoted
from auditor.examine.model import Observation
from auditor.examine.shared.moments import moment_of

_MADE_WITH = (
    (ExifTags.Base.Make, "make"),
    (ExifTags.Base.Model, "model"),
    (ExifTags.Base.Software, "software"),
)
_DATES = (
    (ExifTags.Base.DateTimeOriginal, ExifTags.Base.OffsetTimeOriginal, "DateTimeOriginal", 4),
    (ExifTags.Base.DateTimeDigitized, ExifTags.Base.OffsetTimeDigitized, "DateTimeDigitized", 6),
    (ExifTags.Base.DateTime, ExifTags.Base.OffsetTime, "DateTime", 8),
)
"""Date, its offset from UTC, its name in the report, and rank; editing sets the last one too."""
_TEXTS = (
    (ExifTags.Base.ImageDescription, "ImageDescription"),
    (ExifTags.Base.UserComment, "UserComment"),
    (ExifTags.Base.XPComment, "XPComment"),
    (ExifTags.Base.XPTitle, "XPTitle"),
    (ExifTags.Base.XPKeywords, "XPKeywords"),
)
_CODES = {
    b"ASCII\x00\x00\x00": "ascii",
    b"JIS\x00\x00\x00\x00\x00": "iso2022_jp",
    bytes(8): "utf-8",
}
_UNICODE = b"UNICODE\x00"
_CODE = 8
_FUJIFILM_FACES = 0x4100
_PANASONIC = b"Panasonic\x00\x00\x00"
_PANASONIC_FACES = 0x003F
_ENTRY = 12
_MOST_ENTRIES = 512
_SHORT = 3
"""The type of a 16-bit number in TIFF 6.0."""
_HINT = 0.5
"""Confidence of a number in a maker note, whose meaning no standard gives."""


def read_exif(exhibit: Exhibit, exif: Image.Exif) -> Found:
    """Camera, times and hints of `exif`."""
    details = exif.get_ifd(ExifTags.IFD.Exif)
    return Found(
        observations=(*_camera(exhibit, exif), *_faces(exhibit, exif, details)),
        stamps=tuple(_stamps(exif, details)),
    )


def texts(exif: Image.Exif) -> Iterator[tuple[str, str]]:
    """Name and text of every field that holds free words."""
    details = exif.get_ifd(ExifTags.IFD.Exif)
    for tag, name in _TEXTS:
        wide = "utf-16-be" if exif.endian == ">" else "utf-16-le"
        if text := _text(exif.get(tag, details.get(tag)), wide):
            yield name, text


def _camera(exhibit: Exhibit, exif: Image.Exif) -> Iterator[Observation]:
    told = [
        f"{word} {value}" for tag, word in _MADE_WITH if (value := quoted(_text(exif.get(tag))))
    ]
    if told:
        yield observe(exhibit, "exif", f"EXIF names what made the picture: {', '.join(told)}.")


def _faces(exhibit: Exhibit, exif: Image.Exif, details: dict[int, object]) -> Iterator[Observation]:
    note = details.get(ExifTags.IFD.MakerNote)
    if not isinstance(note, bytes):
        return
    count, maker = None, "Fujifilm"
    if note.startswith(_PANASONIC):
        count, maker = _panasonic_faces(note, exif.endian or "<"), "Panasonic"
    elif note.startswith(b"FUJIFILM"):
        count = exif.get_ifd(ExifTags.IFD.MakerNote).get(_FUJIFILM_FACES)
    if isinstance(count, int) and count > 0:
        yield observe(
            exhibit,
            "exif_face",
            f"The camera's own note ({maker}) states {count} faces found when the picture was "
            "taken; that is the camera's aid for focusing, and only a hint.",
            confidence=_HINT,
        )


def _panasonic_faces(note: bytes, order: str) -> int | None:
    """The number of faces in a Panasonic note: a directory as in TIFF 6.0 after 12 bytes."""
    try:
        (entries,) = struct.unpack_from(f"{order}H", note, len(_PANASONIC))
        for place in range(min(entries, _MOST_ENTRIES)):
            at = len(_PANASONIC) + 2 + place * _ENTRY
            tag, kind, count, value = struct.unpack_from(f"{order}HHIH", note, at)
            if (tag, kind, count) == (_PANASONIC_FACES, _SHORT, 1):
                return int(value)
    except struct.error:
        pass
    return None


def _stamps(exif: Image.Exif, details: dict[int, object]) -> Iterator[Stamp]:
    for tag, offset_tag, name, rank in _DATES:
        written = _text(details.get(tag, exif.get(tag)))
        offset = _text(details.get(offset_tag))
        moment = moment_of(f"{written}{offset}") or moment_of(written)
        if moment is not None:
            yield Stamp(moment, f"{name} in EXIF", rank)


def _text(value: object, wide: str = "utf-16-le") -> str:
    """A field as text, whichever of its forms it has; nothing for none.

    `wide` is the coding of Unicode in this file, which follows its byte order.
    """
    if isinstance(value, str):
        return value.strip("\x00 \r\n\t")
    if not isinstance(value, bytes):
        return ""
    if value.startswith(_UNICODE):
        code, value = wide, value[_CODE:]
    elif value[:_CODE] in _CODES:
        code, value = _CODES[value[:_CODE]], value[_CODE:]
    else:
        # Windows' own fields are always in this form, and a plain text has no such second byte.
        code = "utf-16-le" if value[1:2] == b"\x00" else "utf-8"
    return value.decode(code, "ignore").strip("\x00 \r\n\t")
