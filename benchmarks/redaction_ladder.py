"""How well stills are redacted, on one synthetic head of known place, size, tilt and blur.

    python -m benchmarks.redaction_ladder [--quick] [--save FOLDER]

Each still is 960 by 540 pixels and is redacted without a box from tracking, so that only the
search of the still itself covers the head. Printed are the share of the head that is covered, the
share of the still that is grey beyond the head's box, both in percent, and processor seconds.
"""

from __future__ import annotations

import argparse
import io
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from auditor.examine.footage.redact import Redaction, redact_frame
from auditor.examine.footage.stills import all_detectors
from tests.examine.footage.clips import frontal_heads, room

HEIGHTS, TILTS, BLURS = (24, 32, 45, 64, 96, 160, 320), (0, 20, 45, -45, 90), (0.0, 1.5, 3.0)
COVERED = 0.9
"""Share of a head's pixels under grey from which it counts as covered; hair may stick out."""
OPAQUE, GREY, RIPPLE = 127, 150, 8
"""Alpha of what is head, the colour of what is covered, and what JPEG adds to that."""
Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Scene:
    """A still with a head: pixels (blue-green-red), where the head is, and how it was made."""

    bgr: NDArray[np.uint8]
    head: Mask
    height: int
    tilt: int
    blur: float


def scenes(quick: bool) -> Iterator[Scene]:
    """Every combination of height, tilt and blur, with a head that changes from one to the next."""
    heads = frontal_heads()
    number = 0
    for height in HEIGHTS:
        for tilt in TILTS[::2] if quick else TILTS:
            for blur in BLURS[::2] if quick else BLURS:
                yield scene(heads[number % len(heads)], height, tilt, blur)
                number += 1


def scene(path: Path, height: int, tilt: int, blur: float) -> Scene:
    """One head on a wall; `height` in pixels, `tilt` in degrees, `blur` as standard deviation."""
    with Image.open(path) as opened:
        head = opened.convert("RGBA")
    head = head.crop(head.getchannel("A").getbbox())
    head = head.resize((max(1, round(head.width * height / head.height)), height))
    head = head.rotate(tilt, expand=True, resample=Image.Resampling.BICUBIC)
    canvas = Image.fromarray(room(960, 540, shade=100))
    alpha = Image.new("L", canvas.size)
    at = (round(600 - head.width / 2), round(270 - head.height / 2))
    canvas.paste(head, at, head)
    alpha.paste(head.getchannel("A"), at)
    rgb = np.asarray(canvas, dtype=np.uint8)
    if blur:
        rgb = np.asarray(cv2.GaussianBlur(rgb, (0, 0), blur), dtype=np.uint8)
    bgr = np.ascontiguousarray(rgb[:, :, ::-1])
    return Scene(bgr, np.asarray(alpha) > OPAQUE, height, tilt, blur)


def shares(jpeg: bytes, head: Mask) -> tuple[float, float]:
    """The covered share of the head, and the grey share of the still beyond the head's box."""
    picture = np.asarray(Image.open(io.BytesIO(jpeg)).convert("RGB")).astype(int)
    grey = (np.abs(picture - GREY) <= RIPPLE).all(axis=2)
    size = (grey.shape[1], grey.shape[0])
    small = cv2.resize(head.astype(np.uint8), size, interpolation=cv2.INTER_AREA) > 0
    rows, columns = np.nonzero(small)
    beyond = grey.copy()
    beyond[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1] = False
    return float(grey[small].mean()), float(beyond.mean())


def main() -> None:
    """Print the table and its sums."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--save", type=Path)
    options = parser.parse_args()
    cv2.setNumThreads(1)
    detectors, use = all_detectors("centerface"), Redaction()
    covered, written, total, seconds, most = 0, 0, 0, 0.0, 0.0
    print("head tilt blur covered grey seconds")
    for made in scenes(options.quick):
        start = time.process_time()
        still = redact_frame(made.bgr, [], detectors, use)
        used = time.process_time() - start
        total, seconds = total + 1, seconds + used
        label = f"{made.height:4} {made.tilt:4} {made.blur:4}"
        if still is None:
            print(f"{label} not written {used:.2f}", flush=True)
            continue
        head, grey = shares(still.jpeg, made.head)
        written, covered, most = written + 1, covered + (head >= COVERED), max(most, grey)
        print(f"{label} {head:7.0%} {grey:4.0%} {used:.2f}", flush=True)
        if options.save:
            options.save.mkdir(parents=True, exist_ok=True)
            name = f"{made.height}_{made.tilt}_{made.blur}.jpg"
            (options.save / name).write_bytes(still.jpeg)
    print(
        f"{total} stills, {written} written, {covered} of them covered; "
        f"most grey {most:.0%}; {seconds / total:.2f} processor seconds a still"
    )


if __name__ == "__main__":
    main()
