"""Moving pictures in image files: WebP, PNG and AVIF with frames that have times."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from PIL import Image

from auditor.examine.footage.decode.limits import (
    LIMITS,
    Limits,
    reason_of,
    refuse_huge,
    unreadable,
)
from auditor.examine.footage.decode.pictures import Picture, StillPicture
from auditor.examine.footage.decode.reading import Footage, Reading
from auditor.examine.footage.decode.still import image_formats, upright_pixels

_USUAL_SECONDS = 0.1
"""How long a frame without a stated time is shown; browsers do the same."""


def open_sequence(path: Path, limits: Limits = LIMITS) -> Footage:
    """The frames of a moving picture, each at the time at which it is shown.

    Raises:
        ExhibitError: it is no such picture, too large, or nothing of it can be read.
    """
    reading = Reading()
    pictures = _frames(path, reading, limits)
    return Footage(reading, pictures)


def _frames(path: Path, reading: Reading, limits: Limits) -> Iterator[Picture]:
    try:
        image = Image.open(path, formats=image_formats(path))
    except Exception as problem:  # a hostile file may raise anything inside a parser
        raise unreadable(path, reason_of(problem)) from problem
    with image:
        refuse_huge(image.width, image.height, path, limits)
        reading.format = (image.format or "").lower()
        reading.frames_in_file = getattr(image, "n_frames", 1)
        reading.width, reading.height = image.size
        time = 0.0
        for number in range(min(reading.frames_in_file, limits.most_frames)):
            try:
                image.seek(number)
                image.load()
                bgr = upright_pixels(image)
            except Exception as problem:  # as above
                reading.read_to_end = False
                reading.warnings.append(
                    f"Broken off: reading ended at {time:.2f} s because of damage "
                    f"({reason_of(problem)})."
                )
                break
            reading.height, reading.width = bgr.shape[:2]
            reading.decoded += 1
            reading.duration = time
            yield StillPicture(np.ascontiguousarray(bgr), number, round(time, 6), number == 0)
            time += (image.info.get("duration") or 0) / 1000 or _USUAL_SECONDS
    if reading.decoded == 0:
        raise unreadable(path, "it holds no frame that can be decoded")
