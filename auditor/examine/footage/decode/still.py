"""Pictures in image files."""

from __future__ import annotations

import warnings as python_warnings
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from PIL import Image, ImageFile, ImageOps, features

from auditor.core.errors import ExhibitError
from auditor.examine.footage.decode.limits import LIMITS, Limits, reason_of, refuse_huge
from auditor.examine.footage.decode.pictures import Picture, StillPicture
from auditor.examine.footage.decode.reading import Footage, Reading
from auditor.examine.footage.detect.interface import Pixels

IMAGE_FORMATS = (
    *("JPEG", "PNG", "WEBP", "BMP", "TIFF", "GIF"),
    *(("AVIF",) if features.check("avif") else ()),
)
"""Pillow formats that may open an exhibit; not every build of Pillow reads AVIF."""


def image_formats(path: Path) -> tuple[str, ...]:
    """The Pillow formats that may open the file at `path`: HEIC where it may be one.

    The library for HEIC is large and seldom needed, so it is imported for such files alone.
    """
    with path.open("rb") as stream:
        if stream.read(8)[4:] != b"ftyp":
            return IMAGE_FORMATS
    from pillow_heif import register_heif_opener  # noqa: PLC0415 - see above

    register_heif_opener()
    return (*IMAGE_FORMATS, "HEIF")


def open_image(path: Path, limits: Limits = LIMITS) -> Footage:
    """The pictures in an image file, each turned upright as its EXIF orientation says.

    Nearly always there is a single one. Pages of TIFF and the pictures of MPO and HEIC files are
    given one after another, all at the time 0; previews are left out.

    Raises:
        ExhibitError: it is no image, too large, or nothing of it can be read.
    """
    reading = Reading(frames_in_file=1)
    with python_warnings.catch_warnings():
        python_warnings.simplefilter("ignore")  # Pillow warns of what the limit below refuses
        try:
            with Image.open(path, formats=image_formats(path)) as image:
                refuse_huge(image.width, image.height, path, limits)
                reading.format = (image.format or "").lower()
                first = _bgr(_load(image, reading))
                numbers = _further(image, reading)
        except ExhibitError:
            raise
        except Exception as problem:  # a hostile file may raise anything inside a parser
            raise ExhibitError(
                "the image cannot be read",
                where=path,
                why=reason_of(problem),
                remedy="Ask for the original file, or export it again as JPEG or PNG",
            ) from problem
    reading.height, reading.width = first.shape[:2]
    reading.decoded = 1
    return Footage(reading, _pictures(path, first, numbers, reading, limits))


def _pictures(
    path: Path, first: Pixels, numbers: Sequence[int], reading: Reading, limits: Limits
) -> Iterator[Picture]:
    yield StillPicture(first)
    if not numbers:
        return
    with Image.open(path, formats=image_formats(path)) as image:
        for number in numbers:
            try:
                image.seek(number)
                refuse_huge(image.width, image.height, path, limits)
                image.load()
                bgr = upright_pixels(image)
            except Exception as problem:  # as above
                reading.warnings.append(
                    f"Picture {number + 1} of the file could not be read: {reason_of(problem)}."
                )
                continue
            reading.decoded += 1
            yield StillPicture(bgr, index=number)


def _further(image: ImageFile.ImageFile, reading: Reading) -> tuple[int, ...]:
    """The numbers of the further pictures that are no previews and no maps of brightness."""
    count = getattr(image, "n_frames", 1)
    if count == 1:
        return ()
    previews = {0}
    entries = getattr(image, "mpinfo", {}).get(_MP_ENTRIES, ())
    with_gain_map = b"hdrgm" in image.info.get("xmp", b"")
    for number, entry in enumerate(entries):
        kind = str(entry.get("Attribute", {}).get("MPType", ""))
        if kind.startswith("Large Thumbnail") or (with_gain_map and kind == "Undefined"):
            previews.add(number)
    numbers = tuple(n for n in range(min(count, _MOST_PICTURES)) if n not in previews)
    reading.frames_in_file = 1 + len(numbers)
    if count > _MOST_PICTURES:
        reading.warnings.append(
            f"The file holds {count} pictures; the first {_MOST_PICTURES} were examined."
        )
    return numbers


_MP_ENTRIES = 0xB002
"""Tag of the list of pictures of an MPO file (CIPA DC-007, 5.2.3)."""
_MOST_PICTURES = 500
"""Pictures of one image file that are examined."""


def upright_pixels(image: Image.Image) -> Pixels:
    """A loaded picture, turned upright, as (height, width, 3), blue-green-red."""
    return _bgr(ImageOps.exif_transpose(_in_eight_bits(image)))


def _bgr(image: Image.Image) -> Pixels:
    rgb = np.asarray(image.convert("RGB"), dtype=np.uint8)
    return np.ascontiguousarray(rgb[:, :, ::-1])


def _in_eight_bits(image: Image.Image) -> Image.Image:
    """Sixteen bits a channel scaled to eight: Pillow's own conversion would cut off instead."""
    if image.mode.startswith("I"):
        return image.point(lambda value: value / 256).convert("L")
    return image


def _load(image: ImageFile.ImageFile, reading: Reading) -> Image.Image:
    try:
        image.load()
    except OSError as problem:
        if "truncated" not in str(problem):
            raise
        reading.read_to_end = False
        reading.warnings.append(
            "Broken off: the image file ends before its picture does; the missing part is grey or "
            "black and was examined as such."
        )
        before = ImageFile.LOAD_TRUNCATED_IMAGES
        ImageFile.LOAD_TRUNCATED_IMAGES = True
        try:
            image.load()
        finally:
            ImageFile.LOAD_TRUNCATED_IMAGES = before
    return ImageOps.exif_transpose(_in_eight_bits(image))
