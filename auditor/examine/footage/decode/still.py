"""Pictures in image files."""

from __future__ import annotations

import warnings as python_warnings
from pathlib import Path

import numpy as np
from PIL import Image, ImageFile, ImageOps, features

from auditor.core.errors import ExhibitError
from auditor.examine.footage.decode.limits import LIMITS, Limits, reason_of, refuse_huge
from auditor.examine.footage.decode.pictures import Picture, StillPicture
from auditor.examine.footage.decode.reading import Footage, Reading

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
    """The picture in an image file, turned upright as its EXIF orientation says.

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
                if (count := getattr(image, "n_frames", 1)) > 1:
                    reading.warnings.append(
                        f"The file holds {count} pictures; only the first was examined."
                    )
                upright = _load(image, reading)
        except ExhibitError:
            raise
        except Exception as problem:  # a hostile file may raise anything inside a parser
            raise ExhibitError(
                "the image cannot be read",
                where=path,
                why=reason_of(problem),
                remedy="Ask for the original file, or export it again as JPEG or PNG",
            ) from problem
    rgb = np.asarray(upright.convert("RGB"), dtype=np.uint8)
    bgr = np.ascontiguousarray(rgb[:, :, ::-1])
    reading.height, reading.width = bgr.shape[:2]
    reading.decoded = 1
    only: Picture = StillPicture(bgr)
    return Footage(reading, iter((only,)))


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
    plain: Image.Image = image
    if image.mode.startswith("I"):
        # Sixteen bits a channel: Pillow's own conversion would cut off instead of scaling.
        plain = image.point(lambda value: value / 256).convert("L")
    return ImageOps.exif_transpose(plain)
