"""Make the rendered sprites and plates small enough to keep with the scripts.

    python pack_sprites.py --heads RAW_HEADS --plates RAW_PLATES --out .

Sprites are cropped to what is drawn and reduced to 255 colours with transparency; masks
become one grey channel; plates stay as rendered. Needs OpenCV, NumPy and Pillow.
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

COLOURS = {"heads": 255, "bodies": 255}
FAINT = 3  # an alpha up to this is nothing
CLUSTER_RUNS = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_MAX_ITER, 12, 0.5)


def reduce_colours(rgba: NDArray[np.uint8], colours: int) -> Image.Image:
    """A palette picture; entry 0 is fully transparent."""
    seen = rgba[..., 3] > FAINT
    points = rgba[seen].astype(np.float32)
    cv2.setRNGSeed(7)
    _, labels, centres = cv2.kmeans(points, colours, None, CLUSTER_RUNS, 1, cv2.KMEANS_PP_CENTERS)
    indices = np.zeros(rgba.shape[:2], np.uint8)
    indices[seen] = labels[:, 0] + 1
    palette = np.vstack([np.zeros((1, 4)), centres]).round().astype(np.uint8)
    picture = Image.fromarray(indices, "P")
    picture.putpalette(palette[:, :3].tobytes())
    picture.info["transparency"] = palette[:, 3].tobytes()
    return picture


def pack_sprite(source: Path, target: Path, colours: int) -> tuple[int, int]:
    """Write the small sprite; returns how much was cropped on the left and above."""
    bgra = cv2.imread(str(source), cv2.IMREAD_UNCHANGED)
    rows, columns = np.nonzero(bgra[..., 3] > FAINT)
    top, left = int(rows.min()), int(columns.min())
    cut = bgra[top : rows.max() + 1, left : columns.max() + 1]
    picture = reduce_colours(cv2.cvtColor(cut, cv2.COLOR_BGRA2RGBA), colours)
    picture.save(target, optimize=True, transparency=picture.info["transparency"])
    return left, top


def main() -> None:
    """Pack both folders."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--heads", type=Path, required=True, help="output of render_heads.py")
    parser.add_argument("--plates", type=Path, required=True, help="output of render_plates.py")
    parser.add_argument("--out", type=Path, required=True, help="gets folders heads and plates")
    args = parser.parse_args()
    heads, plates = args.out / "heads", args.out / "plates"
    heads.mkdir(parents=True, exist_ok=True)
    plates.mkdir(exist_ok=True)
    index = json.loads((args.heads / "sprites.json").read_text())
    for look in index.values():
        for kind, colours in COLOURS.items():
            for sprite in look[kind].values():
                name = sprite["file"]
                left, top = pack_sprite(args.heads / name, heads / name, colours)
                sprite["eye_x"] = round(sprite["eye_x"] - left, 2)
                sprite["eye_y"] = round(sprite["eye_y"] - top, 2)
    (heads / "sprites.json").write_text(json.dumps(index, indent=1, sort_keys=True) + "\n")
    for plate in sorted(args.plates.glob("*.jpg")):
        shutil.copyfile(plate, plates / plate.name)
    for mask in sorted(args.plates.glob("*.png")):
        alpha = cv2.imread(str(mask), cv2.IMREAD_UNCHANGED)[..., 3]
        cv2.imwrite(str(plates / mask.name), alpha, [cv2.IMWRITE_PNG_COMPRESSION, 9])


if __name__ == "__main__":
    main()
