"""CenterFace through OpenCV's DNN module.

The model is Xu, Yan, Sun, Yang and Luo, "CenterFace: Joint Face Detection and Alignment Using Face
as Point", arXiv:1911.03599 (MIT licence), shipped in `auditor/models/`. The network gives four maps
at a quarter of its input's size: how likely a face is centred there, the logarithm of its height
and width, how far the centre is off the cell, and five points relative to the box.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from auditor.core.digest import digest_file
from auditor.core.errors import FaceAuditError
from auditor.core.paths import MODELS
from auditor.examine.footage.detect.interface import Detection, Landmarks, Pixels

STRIDE = 4
"""Input elements to a cell of the output maps, as the network is built."""
MULTIPLE = 32
"""The network halves its input five times, so both sides must be multiples of this."""
OUTPUTS = ("537", "538", "539", "540")
"""Names in the model file: heat map, log size (height, width), offset (y, x), points (y, x)."""
NOSE_DEPTH = 0.5
"""Eye distances; fitted to 50 renderings of ten synthetic heads turned by 0 to 60 degrees: yaw
right to 4 degrees root mean square, 11 at most."""

_Maps = NDArray[np.float32]


@dataclass(frozen=True)
class CenterFaceSettings:
    """How the network is used. The numbers were chosen on `benchmarks/footage_ground_truth.py`.

    Attributes:
        threshold: lowest score of a face, 0 to 1.
        eager_threshold: the same for redaction.
        overlap: two boxes that share more than this part of their union are one face.
        shortest: pictures whose longer side is smaller are enlarged to this many elements.
        longest: pictures whose longer side is larger are reduced to this many elements,
        least_reduced: but never by more than this factor, so that the floor stays at about 12
            elements up to 4K,
        hard_limit: unless they would still be larger than this.
        most_enlarged: nothing is enlarged by more than this factor.
        smallest_eyes: eye distance, in elements of the network's input, down to which nine faces in
            ten were found: 57 of 61 between 5.7 and 8 elements, all of 90 between 8 and 11, few
            below (boxed pictures at full, half and quarter size; the benchmark's `--boxes`).
    """

    threshold: float = 0.5
    eager_threshold: float = 0.3
    overlap: float = 0.3
    shortest: int = 640
    longest: int = 960
    least_reduced: float = 0.5
    hard_limit: int = 1920
    most_enlarged: float = 4.0
    smallest_eyes: float = 6.0


class CenterFace:
    """See the module's text.

    Raises:
        FaceAuditError: the model file is not in `auditor/models/`.
    """

    name = "centerface"

    def __init__(self, settings: CenterFaceSettings | None = None) -> None:
        self.settings = settings or CenterFaceSettings()
        self.threshold = self.settings.threshold
        self.nose_depth = NOSE_DEPTH
        file = model_file()
        self.model = f"{file.name} sha256:{digest_file(file).value[:16]}"
        self._network = cv2.dnn.readNetFromONNX(str(file))

    def detect(
        self, bgr: Pixels, *, eager: bool = False, scale: float | None = None
    ) -> tuple[Detection, ...]:
        """See `FaceDetector`."""
        height, width = bgr.shape[:2]
        factor = self.scale(width, height) if scale is None else scale
        inner = (max(1, round(width * factor)), max(1, round(height * factor)))
        how = cv2.INTER_AREA if factor < 1 else cv2.INTER_LINEAR
        scaled = bgr if factor == 1 else cv2.resize(bgr, inner, interpolation=how)
        # Padding keeps the picture's proportions; stretching would bend every eye distance.
        right, below = -inner[0] % MULTIPLE, -inner[1] % MULTIPLE
        padded = cv2.copyMakeBorder(scaled, 0, below, 0, right, cv2.BORDER_CONSTANT)
        self._network.setInput(cv2.dnn.blobFromImage(padded, swapRB=True))
        heat, size, offset, points = self._network.forward(OUTPUTS)
        lowest = self.settings.eager_threshold if eager else self.settings.threshold
        found = _decode(heat[0, 0], size[0], offset[0], points[0], lowest)
        kept = _suppress(found, self.settings.overlap)
        factors = (inner[0] / width, inner[1] / height)
        return tuple(
            detection
            for row in found[kept]
            if (detection := _detection(row, factors, width, height)) is not None
        )

    def floor(self, width: int, height: int) -> float:
        """The eye distance below which faces are mostly missed, in elements of the picture."""
        return self.settings.smallest_eyes / self.scale(width, height)

    def scale(self, width: int, height: int) -> float:
        """By how much a picture is enlarged or reduced before it goes into the network."""
        longer, use = max(width, height), self.settings
        if longer > use.longest:
            return min(max(use.longest / longer, use.least_reduced), use.hard_limit / longer)
        return min(use.shortest / longer, use.most_enlarged) if longer < use.shortest else 1.0


def model_file() -> Path:
    """The file `centerface.onnx` that ships with the program.

    Raises:
        FaceAuditError: the file is missing.
    """
    file = MODELS / "centerface.onnx"
    if file.is_file():
        return file
    raise FaceAuditError(
        "the CenterFace model file is missing",
        where=str(file),
        why="the installation is incomplete",
        remedy="Install face-audit again",
    )


def _decode(heat: _Maps, size: _Maps, offset: _Maps, points: _Maps, lowest: float) -> _Maps:
    """Rows of x, y, width, height, score and five (x, y), in elements of the network's input."""
    rows, columns = np.nonzero(heat > lowest)
    height = np.exp(size[0, rows, columns]) * STRIDE
    width = np.exp(size[1, rows, columns]) * STRIDE
    y = (rows + offset[0, rows, columns] + 0.5) * STRIDE - height / 2
    x = (columns + offset[1, rows, columns] + 0.5) * STRIDE - width / 2
    found = [x, y, width, height, heat[rows, columns]]
    for index in range(5):
        found.append(points[2 * index + 1, rows, columns] * width + x)
        found.append(points[2 * index, rows, columns] * height + y)
    return np.stack(found, axis=1).astype(np.float32)


def _suppress(found: _Maps, overlap: float) -> list[int]:
    """Indices of the boxes to keep, the surest first; of equals the one found first."""
    left, top = found[:, 0], found[:, 1]
    right, bottom = left + found[:, 2], top + found[:, 3]
    area = found[:, 2] * found[:, 3]
    waiting = np.argsort(-found[:, 4], kind="stable")
    kept: list[int] = []
    while waiting.size:
        first, rest = waiting[0], waiting[1:]
        kept.append(int(first))
        wide = np.minimum(right[first], right[rest]) - np.maximum(left[first], left[rest])
        high = np.minimum(bottom[first], bottom[rest]) - np.maximum(top[first], top[rest])
        shared = np.maximum(wide, 0) * np.maximum(high, 0)
        waiting = rest[shared / (area[first] + area[rest] - shared) < overlap]
    return kept


def _detection(
    row: _Maps, factors: tuple[float, float], width: int, height: int
) -> Detection | None:
    """The row in elements of the picture, its box cut to it; None where nothing is left."""
    values = [float(v) for v in row]
    across, down = factors
    x, y = max(0.0, values[0] / across), max(0.0, values[1] / down)
    right = min(float(width), (values[0] + values[2]) / across)
    bottom = min(float(height), (values[1] + values[3]) / down)
    if right - x < 1 or bottom - y < 1:
        return None
    points = [(values[i] / across, values[i + 1] / down) for i in range(5, 15, 2)]
    return Detection(
        x=x,
        y=y,
        width=right - x,
        height=bottom - y,
        landmarks=Landmarks(*points),
        score=min(1.0, values[4]),
    )
