"""Pictures with the overlays of programs drawn into them, on heads that belong to nobody."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from auditor.case.model import Exhibit, ExhibitKind, Provenance
from auditor.core.digest import digest_bytes
from auditor.examine.footage.detect import detector
from auditor.examine.footage.detect.interface import Pixels
from auditor.examine.footage.measure import measure
from auditor.examine.footage.overlay import ReadFrame, SeenFrame
from auditor.examine.footage.overlay.places import Area
from auditor.examine.model import FaceMeasurement

from ..clips import Rgb, room, with_head

SIZE = (960, 540)
CHINESE = (
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
    "/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf",
)
"""Where distributions put a font with Chinese characters; `.ci/run` installs the first."""
WHITE, GREEN, RED, YELLOW = (255, 255, 255), (0, 255, 0), (255, 30, 30), (255, 255, 0)


@cache
def _chinese_font() -> str | None:
    return next((path for path in CHINESE if Path(path).is_file()), None)


def needs_chinese() -> None:
    """Skip where no font has Chinese characters; in CI that is a failure."""
    if _chinese_font() is None:
        if os.environ.get("FACE_AUDIT_REQUIRE_BROWSER") == "1":
            pytest.fail("this runs in CI and there is no font with Chinese characters")
        pytest.skip("there is no font with Chinese characters")


@cache
def font(size: int, chinese: bool) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """A font of this size; Pillow brings one for Latin letters."""
    path = _chinese_font()
    if chinese and path is not None:
        return ImageFont.truetype(path, size)
    return ImageFont.load_default(size)


@dataclass
class Drawn:
    """A picture under construction: a room with heads, onto which a program draws."""

    rgb: Rgb
    faces: tuple[FaceMeasurement, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.faces = faces_in(self.rgb)
        self._image = Image.fromarray(self.rgb)
        self._pen = ImageDraw.Draw(self._image)

    def area(self, which: int = 0, grow: float = 0.08) -> Area:
        """The place of a face, from the left, a little larger than the detector's box."""
        box = sorted(self.faces, key=lambda f: f.box.x)[which].box
        across, down = box.width * (grow + 0.1), box.height * grow
        return Area(
            box.x - across, box.y - down, box.x + box.width + across, box.y + box.height + down
        )

    def frame(self, area: Area, colour: tuple[int, int, int] = GREEN, width: int = 2) -> Drawn:
        """Draw a rectangle."""
        corners = (area.left, area.top, area.right, area.bottom)
        self._pen.rectangle(corners, outline=colour, width=width)
        return self

    def brackets(self, area: Area, colour: tuple[int, int, int] = YELLOW, width: int = 3) -> Drawn:
        """Draw the four corners of a rectangle."""
        arm = 0.22 * min(area.width, area.height)
        for x, across in ((area.left, arm), (area.right, -arm)):
            for y, down in ((area.top, arm), (area.bottom, -arm)):
                self._pen.line((x, y, x + across, y), fill=colour, width=width)
                self._pen.line((x, y, x, y + down), fill=colour, width=width)
        return self

    def rounded(self, area: Area, colour: tuple[int, int, int], width: int = 3) -> Drawn:
        """Draw a rectangle with rounded corners."""
        corners = (area.left, area.top, area.right, area.bottom)
        self._pen.rounded_rectangle(corners, 0.18 * area.width, outline=colour, width=width)
        return self

    def ellipse(self, area: Area, colour: tuple[int, int, int], width: int = 3) -> Drawn:
        """Draw an ellipse that fills a rectangle."""
        corners = (area.left, area.top, area.right, area.bottom)
        self._pen.ellipse(corners, outline=colour, width=width)
        return self

    def fill(self, area: Area, colour: tuple[int, int, int]) -> Drawn:
        """Fill a rectangle."""
        self._pen.rectangle((area.left, area.top, area.right, area.bottom), fill=colour)
        return self

    def text(
        self,
        words: str,
        at: tuple[float, float],
        size: int = 22,
        colour: tuple[int, int, int] = WHITE,
        on: tuple[int, int, int] | None = None,
    ) -> Drawn:
        """Write words with their top left corner at a place, on a filled ground or with an edge."""
        chinese = any(ord(c) > 0x370 for c in words)
        if chinese:
            needs_chinese()
        letters = font(size, chinese)
        if on is not None:
            box = self._pen.textbbox(at, words, font=letters)
            self._pen.rectangle((box[0] - 4, box[1] - 3, box[2] + 4, box[3] + 3), fill=on)
        self._pen.text(
            at,
            words,
            font=letters,
            fill=colour,
            stroke_width=0 if on else 1,
            stroke_fill=(20, 20, 20),
        )
        return self

    def picture(self) -> Rgb:
        """What has been drawn so far."""
        return np.asarray(self._image, dtype=np.uint8)

    def read(self, index: int = 0, time: float = 0.0) -> ReadFrame:
        """The picture as the examiner hands it in."""
        bgr: Pixels = np.ascontiguousarray(self.picture()[:, :, ::-1])
        return ReadFrame(SeenFrame(index, time, index == 0, self.faces), bgr)


@cache
def _heads(places: tuple[tuple[float, float], ...], height: float) -> Rgb:
    picture = room(*SIZE, shade=110)
    for which, (x, y) in enumerate(places):
        picture = with_head(picture, x=x, y=y, height=height, which=which)
    return picture


def scene(*places: tuple[float, float], height: float = 0.5) -> Drawn:
    """A room with a head at each place, given as shares of width and height."""
    return Drawn(_heads(places, height).copy())


@cache
def _found(data: bytes, shape: tuple[int, ...]) -> tuple[FaceMeasurement, ...]:
    bgr: Pixels = np.frombuffer(data, np.uint8).reshape(shape)
    finder = detector("centerface")
    measured = (
        measure(bgr, one, time=0.0, frame=0, depth=finder.nose_depth) for one in finder.detect(bgr)
    )
    return tuple(face for face in measured if face is not None)


def faces_in(rgb: Rgb) -> tuple[FaceMeasurement, ...]:
    """The faces that the detector finds."""
    bgr = np.ascontiguousarray(rgb[:, :, ::-1])
    return _found(bgr.tobytes(), bgr.shape)


def exhibit(kind: ExhibitKind = ExhibitKind.IMAGE, **provenance: object) -> Exhibit:
    """An exhibit to which observations are put down."""
    return Exhibit(
        id="E-01",
        path="clip",
        kind=kind,
        media_type="image/png" if kind is ExhibitKind.IMAGE else "video/mp4",
        size=1,
        digest=digest_bytes(b"clip"),
        camera="hall",
        provenance=Provenance.model_validate(provenance),
    )


def one_after_another(pictures: Sequence[Drawn], every: float = 1.0) -> Iterator[ReadFrame]:
    """The pictures as frames of a video, `every` seconds apart."""
    for number, picture in enumerate(pictures):
        yield picture.read(index=number * 25, time=number * every)
