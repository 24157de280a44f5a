"""One text in the forms in which people have it: file formats, scans, and photos of signs."""

from __future__ import annotations

import base64
import html
import io
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

Pixels = NDArray[np.uint8]
_FONTS = (
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc",
)
"""Fonts with Chinese characters, where Debian's `fonts-noto-cjk` puts them."""
SIGN_FONT_PIXELS = 40
SIGN_WIDTH = 1200


def font(pixels: int) -> ImageFont.FreeTypeFont:
    """A font with Chinese characters.

    Raises:
        FileNotFoundError: none of the known ones is installed.
    """
    for name in _FONTS:
        if Path(name).is_file():
            return ImageFont.truetype(name, pixels)
    raise FileNotFoundError(", ".join(_FONTS))


# --- files ---------------------------------------------------------------------------------------


def as_text(words: str) -> bytes:
    """UTF-8."""
    return words.encode()


def as_gbk(words: str) -> bytes:
    """GB18030 without a mark, as older Chinese programs save it."""
    return words.encode("gb18030")


def as_html(words: str) -> bytes:
    """A page with entities and inline tags; lines with tabs or bars are rows of a table."""
    pieces: list[str] = []
    in_table = False
    for line in words.split("\n"):
        cells = _cells(line)
        if (len(cells) > 1) != in_table:
            pieces.append("</table>" if in_table else "<table>")
            in_table = not in_table
        if in_table:
            pieces.append("<tr>" + "".join(f"<td>{html.escape(c)}</td>" for c in cells) + "</tr>")
        else:
            pieces.append(f"<p>{_broken_up(line)}</p>")
    body = "".join(pieces)
    return (
        f"<!doctype html><html><head><meta charset=utf-8></head><body>{body}</body></html>".encode()
    )


def _broken_up(line: str) -> str:
    half = len(line) // 2
    return f"{html.escape(line[:half])}<span>{html.escape(line[half:])}</span>"


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.replace(" | ", "\t").split("\t")]


def as_word(words: str) -> bytes:
    """DOCX; lines with tabs or bars are rows of a table."""
    import docx  # noqa: PLC0415

    document = docx.Document()
    table: Any = None
    for line in words.split("\n"):
        cells = _cells(line)
        if len(cells) > 1:
            table = table or document.add_table(rows=0, cols=len(cells))
            for cell, value in zip(table.add_row().cells, cells, strict=True):
                cell.text = value
        else:
            table = None
            document.add_paragraph(line)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def as_mail(words: str) -> bytes:
    """An e-mail in base64, with the text in its body."""
    message = EmailMessage()
    message["From"] = "office@example.com"
    message["To"] = "someone@example.com"
    message["Subject"] = "Document"
    message["Date"] = "Mon, 20 Oct 2025 10:00:00 +0800"
    message.set_content(words, cte="base64")
    return bytes(message)


def as_scan(words: str) -> bytes:
    """PDF without a text layer: a page as a scanner sees it."""
    page = _page(words, 1654, 36, margin=120)
    page = _rotated(page, 0.6)
    noise = np.random.default_rng(1).normal(0, 4, page.shape)
    page = np.clip(page.astype(np.float32) + noise, 0, 255).astype(np.uint8)
    stream = io.BytesIO()
    Image.fromarray(page[:, :, ::-1]).save(stream, "PDF", resolution=200)
    return stream.getvalue()


def as_picture_in_page(words: str) -> bytes:
    """HTML whose only words are in a picture that it embeds."""
    picture = base64.b64encode(as_screenshot(words)).decode()
    page = f'<img src="data:image/png;base64,{picture}">'
    return f"<!doctype html><html><body>{page}</body></html>".encode()


# --- pictures ------------------------------------------------------------------------------------


def as_screenshot(words: str) -> bytes:
    """PNG, as a telephone shows a text."""
    return _encoded(_page(words, 1080, 38, margin=48), ".png")


def as_photo(words: str) -> bytes:
    """JPEG of a sign on a wall, from the side, with glare, blur and noise."""
    return photo(words)


def photo(
    words: str, *, light: float = 1.0, glare: bool = True, tilt: float = 4.0, quarters: int = 0
) -> bytes:
    """A sign on a wall.

    Args:
        words: what the sign says.
        light: share of the light.
        glare: whether a lamp is reflected in it.
        tilt: degrees by which the camera is not level.
        quarters: quarter turns against the clock of the stored picture.
    """
    sign = _page(words, SIGN_WIDTH, SIGN_FONT_PIXELS, margin=70)
    scene = _on_wall(sign)
    if glare:
        scene = _with_glare(scene)
    scene = _rotated(scene, tilt)
    scene = np.asarray(cv2.GaussianBlur(scene, (0, 0), 0.9), np.uint8)
    noise = np.random.default_rng(2).normal(0, 5, scene.shape)
    scene = np.clip(scene.astype(np.float32) * light + noise, 0, 255).astype(np.uint8)
    return _encoded(np.ascontiguousarray(np.rot90(scene, quarters)), ".jpg")


def vertical(words: str) -> bytes:
    """A board written from the top down and from right to left."""
    columns = [column for line in words.split("\n") for column in _wrapped(line, 16)]
    cell = 64
    height = cell * (max(len(column) for column in columns) + 2)
    width = int(cell * 1.6) * (len(columns) + 1)
    picture = Image.new("RGB", (width, height), (250, 246, 230))
    draw = ImageDraw.Draw(picture)
    face = font(cell - 14)
    for index, column in enumerate(columns):
        left = width - int(cell * 1.6) * (index + 1)
        for row, char in enumerate(column):
            draw.text((left, cell * (row + 1)), char, font=face, fill=(40, 30, 30))
    return _encoded(np.asarray(picture)[:, :, ::-1], ".jpg")


def _wrapped(line: str, length: int) -> list[str]:
    return [line[start : start + length] for start in range(0, len(line), length)]


def _page(words: str, width: int, size: int, margin: int) -> Pixels:
    face = font(size)
    lines = [
        piece for line in words.split("\n") for piece in _fitted(line, face, width - 2 * margin)
    ]
    height = 2 * margin + int(1.6 * size) * len(lines)
    picture = Image.new("RGB", (width, height), (252, 252, 250))
    draw = ImageDraw.Draw(picture)
    for row, line in enumerate(lines):
        draw.text((margin, margin + int(1.6 * size) * row), line, font=face, fill=(30, 32, 36))
    return np.ascontiguousarray(np.asarray(picture, np.uint8)[:, :, ::-1])


def _fitted(line: str, face: ImageFont.FreeTypeFont, width: float) -> list[str]:
    """`line` broken as a page breaks it: between words, or between Chinese characters."""
    pieces: list[str] = [""]
    words = line.replace("\t", "    ").split(" ")
    units = [unit for word in words for unit in (*_breakable(word), " ")][:-1]
    for unit in units:
        if face.getlength(pieces[-1] + unit) > width and pieces[-1].strip():
            pieces.append("")
        if pieces[-1] or unit != " ":
            pieces[-1] += unit
    return pieces


def _breakable(word: str) -> list[str]:
    return [word] if word.isascii() else list(word)


def _on_wall(sign: Pixels) -> Pixels:
    height, width = sign.shape[:2]
    rows, columns = height + 500, width + 700
    grain = np.random.default_rng(3).normal(150, 10, (rows, columns, 3))
    wall = cv2.GaussianBlur(np.clip(grain, 0, 255).astype(np.uint8), (0, 0), 3)
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    seen = np.array(
        [
            [330, 260],
            [columns - 300, 190],
            [columns - 340, rows - 230],
            [300, rows - 170],
        ],
        np.float32,
    )
    to_scene = cv2.getPerspectiveTransform(corners, seen)
    placed = cv2.warpPerspective(sign, to_scene, (columns, rows), flags=cv2.INTER_AREA)
    mask = cv2.warpPerspective(np.full((height, width), 255, np.uint8), to_scene, (columns, rows))
    return np.asarray(np.where(mask[:, :, None] > 0, placed, wall), np.uint8)


def _with_glare(scene: Pixels) -> Pixels:
    rows, columns = scene.shape[:2]
    y, x = np.mgrid[0:rows, 0:columns]
    spot = np.exp(
        -(((x - columns * 0.62) / (columns * 0.12)) ** 2 + ((y - rows * 0.3) / (rows * 0.1)) ** 2)
    )
    return np.asarray(np.clip(scene + 110 * spot[:, :, None], 0, 255), np.uint8)


def _rotated(picture: Pixels, degrees: float) -> Pixels:
    rows, columns = picture.shape[:2]
    turn = cv2.getRotationMatrix2D((columns / 2, rows / 2), degrees, 1.0)
    turned = cv2.warpAffine(
        picture, turn, (columns, rows), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    return np.asarray(turned, np.uint8)


def _encoded(picture: Pixels, ending: str) -> bytes:
    return bytes(cv2.imencode(ending, picture)[1])


FORMS: dict[str, tuple[Callable[[str], bytes], str]] = {
    "text": (as_text, ".txt"),
    "GBK": (as_gbk, ".txt"),
    "HTML": (as_html, ".html"),
    "DOCX": (as_word, ".docx"),
    "e-mail": (as_mail, ".eml"),
    "screenshot": (as_screenshot, ".png"),
    "photo": (as_photo, ".jpg"),
    "scan": (as_scan, ".pdf"),
    "picture in a page": (as_picture_in_page, ".html"),
}
"""Every form, with the function that makes it and the ending of its files."""
