"""Words in pictures of documents: photos of signs, scans and screenshots.

The reader of `footage/overlay` reads lines that run from left to right. Here a picture is decoded,
turned until its lines do, lit evenly where it is dark, and columns of vertical writing are made
into lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from auditor.core.locator import Box
from auditor.examine.documents.readers.pictures import SURE
from auditor.examine.interface import PictureLine

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from auditor.examine.footage.overlay.reader import Word

    Pixels = NDArray[np.uint8]

MAX_PAGES = 30
"""Most pages of a TIFF that are read; faxes and scans are stored so."""
MAX_PIXELS = 120_000_000
"""Largest picture decoded: telephones take up to 108 million pixels."""
_TALL = 1.8
"""A box so many times as high as wide is a line of a turned picture, or a column."""
_TURNED_SHARE = 0.5
"""Where more of the text's area is in tall boxes, the picture is turned or written in columns."""
_WELL_READ = 0.85
"""Mean confidence above which a picture is not read a second time. Upright signs that were rendered
with glare, tilt and noise have 0.9 to 1; upside down they have 0.4 to 0.8."""
_DARK = 70
"""Mean grey level, 0 to 255, below which a picture is lit before a second reading."""


def words_in_picture(raw: bytes) -> Sequence[PictureLine]:
    """The lines of text in an encoded picture, in their order.

    Raises:
        ValueError: it cannot be decoded.
        FaceAuditError: the models for reading are not installed.
    """
    lines: list[PictureLine] = []
    for number, picture in enumerate(_decoded(raw)):
        page = number + 1 if number else 0
        lines += [_line(word, page) for word in _read(picture)]
    return lines


def picture_reader_name() -> str:
    """The program that reads, with its version."""
    from auditor.examine.footage.overlay.reader import reader  # noqa: PLC0415 - loads models

    return reader().name


def _line(word: Word, page: int) -> PictureLine:
    area = word.area
    box = Box(
        x=max(0, round(area.left)),
        y=max(0, round(area.top)),
        width=round(area.right - area.left),
        height=round(area.bottom - area.top),
    )
    return PictureLine(word.text, box, word.confidence, page)


# --- decoding ------------------------------------------------------------------------------------


def _decoded(raw: bytes) -> Iterator[Pixels]:
    """The pages of a picture, upright by its own orientation, as blue, green and red."""
    import cv2  # noqa: PLC0415 - slow to import, and for pictures only
    import numpy as np  # noqa: PLC0415

    is_tiff = raw[:4] in {b"II*\0", b"MM\0*"}
    picture = None if is_tiff else cv2.imdecode(np.frombuffer(raw, np.uint8), cv2.IMREAD_COLOR)
    if picture is not None:
        yield np.asarray(picture, np.uint8)
        return
    yield from _by_pillow(raw)


def _by_pillow(raw: bytes) -> Iterator[Pixels]:
    import io  # noqa: PLC0415

    import numpy as np  # noqa: PLC0415
    from PIL import Image, ImageOps, ImageSequence  # noqa: PLC0415 - for few pictures
    from pillow_heif import register_heif_opener  # noqa: PLC0415

    register_heif_opener()
    with Image.open(io.BytesIO(raw)) as image:
        if image.width * image.height > MAX_PIXELS:
            message = "the picture is too large"
            raise ValueError(message)
        frames = ImageSequence.Iterator(image) if image.format == "TIFF" else (image,)
        for number, frame in enumerate(frames):
            if number == MAX_PAGES:
                return
            rgb = np.asarray(ImageOps.exif_transpose(frame).convert("RGB"), np.uint8)
            yield np.ascontiguousarray(rgb[:, :, ::-1])


# --- reading -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Reading:
    """Words in the coordinates of the picture as it was decoded."""

    words: tuple[Word, ...]

    @property
    def score(self) -> float:
        """How much was read with certainty: characters weighted by their confidence."""
        return sum(
            word.confidence * len(word.text) for word in self.words if word.confidence >= SURE
        )

    @property
    def confidence(self) -> float:
        letters = sum(len(word.text) for word in self.words)
        total = sum(word.confidence * len(word.text) for word in self.words)
        return total / letters if letters else 0.0

    @property
    def tall_share(self) -> float:
        areas = [(_width(word) * _height(word), _is_tall(word)) for word in self.words]
        whole = sum(area for area, _ in areas)
        return sum(area for area, tall in areas if tall) / whole if whole else 0.0


def _width(word: Word) -> float:
    return word.area.right - word.area.left


def _height(word: Word) -> float:
    return word.area.bottom - word.area.top


def _is_tall(word: Word) -> bool:
    return _height(word) > _TALL * _width(word)


def _read(picture: Pixels) -> tuple[Word, ...]:
    reading = _as_it_is(picture)
    if reading.tall_share > _TURNED_SHARE:
        return _of_tall_boxes(picture, reading).words
    if reading.confidence >= _WELL_READ:
        return reading.words
    for lit in (True, False) if picture.mean() < _DARK else (False, True):
        other = _as_it_is(_lit(picture)) if lit else _turned(picture, 2)
        if other.score > reading.score:
            reading = other
        if reading.confidence >= _WELL_READ:
            break
    return reading.words


def _of_tall_boxes(picture: Pixels, first: _Reading) -> _Reading:
    """A picture turned by a quarter, or writing in columns; the reader has tried the former."""
    if first.confidence >= _WELL_READ:
        # The reader turns tall boxes against the clock; only their order is still to be turned.
        return _Reading(tuple(sorted(first.words, key=lambda word: -word.area.right)))
    sample = sorted(filter(_is_tall, first.words), key=lambda word: -_width(word) * _height(word))
    sample = sample[:_SAMPLE]
    columns = _mean_confidence([_laid_out(picture, word) for word in sample])
    turned = _mean_confidence([_turned_strip(picture, word) for word in sample])
    other = _columns(picture, first) if columns > turned else _turned(picture, 3)
    return other if other.score > first.score else first


_SAMPLE = 2
"""Lines by which the direction of writing is decided."""


def _mean_confidence(strips: Sequence[Pixels | None]) -> float:
    sheet = _sheet([strip for strip in strips if strip is not None])
    return _as_it_is(sheet[0]).confidence if sheet is not None else 0.0


def _as_it_is(picture: Pixels) -> _Reading:
    from auditor.examine.footage.overlay.reader import reader  # noqa: PLC0415 - loads models

    return _Reading(tuple(reader().read(picture)))


def _lit(picture: Pixels) -> Pixels:
    """The picture with even light: contrast stretched in every part of it (CLAHE)."""
    import cv2  # noqa: PLC0415
    import numpy as np  # noqa: PLC0415

    lab = cv2.cvtColor(picture, cv2.COLOR_BGR2LAB)
    lab[:, :, 0] = cv2.createCLAHE(clipLimit=4.0, tileGridSize=(8, 8)).apply(lab[:, :, 0])
    return np.asarray(cv2.cvtColor(lab, cv2.COLOR_LAB2BGR), np.uint8)


def _turned(picture: Pixels, quarters: int) -> _Reading:
    """What is read after `quarters` quarter turns against the clock."""
    import numpy as np  # noqa: PLC0415

    height, width = picture.shape[:2]
    reading = _as_it_is(np.ascontiguousarray(np.rot90(picture, quarters)))
    return _Reading(tuple(_moved(word, quarters, width, height) for word in reading.words))


def _moved(word: Word, quarters: int, width: int, height: int) -> Word:
    """`word` of the turned picture with its area in the picture itself, `width` by `height`."""
    from dataclasses import replace  # noqa: PLC0415

    area = word.area
    match quarters:
        case 1:
            turned = (width - area.bottom, area.left, width - area.top, area.right)
        case 2:
            turned = (
                width - area.right,
                height - area.bottom,
                width - area.left,
                height - area.top,
            )
        case _:
            turned = (area.top, height - area.right, area.bottom, height - area.left)
    return replace(word, area=type(area)(*turned))


# --- vertical writing ----------------------------------------------------------------------------


def _columns(picture: Pixels, first: _Reading) -> _Reading:
    """Tall boxes read as columns from right to left, each laid out as a line."""
    columns = sorted(
        (word for word in first.words if _is_tall(word)), key=lambda word: -word.area.right
    )
    strips = [(word, strip) for word in columns if (strip := _laid_out(picture, word)) is not None]
    sheet = _sheet([strip for _, strip in strips])
    if sheet is None:
        return _Reading(())
    page, rows = sheet
    read = []
    for word in _as_it_is(page).words:
        middle = (word.area.top + word.area.bottom) / 2
        index = next((i for i, (low, high) in enumerate(rows) if low <= middle < high), None)
        if index is not None:
            read.append((index, word))
    flat = [word for word in first.words if not _is_tall(word) and word.confidence >= _WELL_READ]
    return _Reading((*flat, *_in_columns(read, [word for word, _ in strips])))


def _in_columns(read: Sequence[tuple[int, Word]], columns: Sequence[Word]) -> tuple[Word, ...]:
    from dataclasses import replace  # noqa: PLC0415

    ordered = sorted(read, key=lambda item: (item[0], item[1].area.left))
    return tuple(replace(word, area=columns[index].area) for index, word in ordered)


_ROW_PIXELS = 48
_GAP = 12
_LEAST_PIXELS = 8
_SHEET_PIXELS = 736
"""Least side of a sheet: a smaller one would be enlarged before reading, which takes longer."""


def _laid_out(picture: Pixels, word: Word) -> Pixels | None:
    """The characters of a column side by side."""
    import cv2  # noqa: PLC0415
    import numpy as np  # noqa: PLC0415

    crop = _cut_out(picture, word)
    if crop is None:
        return None
    size = (_ROW_PIXELS, _ROW_PIXELS)
    cells = [cv2.resize(crop[low:high], size) for low, high in _cells(crop)]
    return np.asarray(np.concatenate(cells, axis=1), np.uint8)


def _turned_strip(picture: Pixels, word: Word) -> Pixels | None:
    """A tall box turned with the clock."""
    import cv2  # noqa: PLC0415
    import numpy as np  # noqa: PLC0415

    crop = _cut_out(picture, word)
    if crop is None:
        return None
    height, width = crop.shape[:2]
    size = (max(1, round(height * _ROW_PIXELS / width)), _ROW_PIXELS)
    return np.asarray(cv2.resize(np.rot90(crop, 3), size), np.uint8)


def _cut_out(picture: Pixels, word: Word) -> Pixels | None:
    """The part of the picture with `word`; None where it is too small to be read."""
    area = word.area
    crop = picture[
        max(0, int(area.top)) : int(area.bottom) + 1, max(0, int(area.left)) : int(area.right) + 1
    ]
    return crop if min(crop.shape[:2]) >= _LEAST_PIXELS else None


def _cells(column: Pixels) -> list[tuple[int, int]]:
    """Where the characters of a column begin and end, cut where there is least ink."""
    import cv2  # noqa: PLC0415
    import numpy as np  # noqa: PLC0415

    height, width = column.shape[:2]
    gray = cv2.cvtColor(column, cv2.COLOR_BGR2GRAY)
    ink = np.abs(gray.astype(np.float32) - np.median(gray)).mean(axis=1)
    cells: list[tuple[int, int]] = []
    start = 0
    while height - start > 1.4 * width:
        low, high = start + int(0.75 * width), min(height, start + int(1.35 * width))
        cut = low + int(np.argmin(ink[low:high]))
        cells.append((start, cut))
        start = cut
    if height - start > 0.3 * width:
        cells.append((start, height))
    return cells or [(0, height)]


def _sheet(strips: Sequence[Pixels]) -> tuple[Pixels, list[tuple[int, int]]] | None:
    """The strips one below the other on a page, and the rows they take; None without any."""
    import numpy as np  # noqa: PLC0415

    if not strips:
        return None
    width = max(_SHEET_PIXELS, *(strip.shape[1] + 2 * _GAP for strip in strips))
    height = max(_SHEET_PIXELS, len(strips) * (_ROW_PIXELS + 2 * _GAP))
    ground: Any = np.median(np.concatenate([strip.reshape(-1, 3) for strip in strips]), axis=0)
    sheet = np.full((height, width, 3), ground, np.uint8)
    rows = []
    for index, strip in enumerate(strips):
        top = index * (_ROW_PIXELS + 2 * _GAP)
        sheet[top + _GAP : top + _GAP + _ROW_PIXELS, _GAP : _GAP + strip.shape[1]] = strip
        rows.append((top, top + _ROW_PIXELS + 2 * _GAP))
    return sheet, rows
