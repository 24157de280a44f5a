"""dlib's HOG detector and its five-point landmark model: the second opinion.

Needs the extra `dlib`. Only two parts are used: the detector built into dlib (Dalal and Triggs,
CVPR 2005; King, arXiv:1502.00046) and `shape_predictor_5_face_landmarks.dat` (CC0). The package
`face_recognition` is *not* imported: its `api` module loads the network that makes face templates
as soon as it is imported, and this tool makes none.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import cv2
import numpy as np

from auditor.core.digest import digest_file
from auditor.core.errors import FaceAuditError
from auditor.core.installed import file_of
from auditor.examine.footage.detect.interface import Detection, Landmarks, Pixels, Point

NOSE_DEPTH = 0.36
"""Eye distances; fitted to 49 renderings of ten synthetic heads turned by 0 to 60 degrees: yaw
right to 6 degrees root mean square, 16 at most."""

_LANDMARKS = "shape_predictor_5_face_landmarks.dat"


@dataclass(frozen=True)
class DlibSettings:
    """How the detector is used.

    Attributes:
        threshold: added to dlib's own decision threshold; 0 is dlib's default.
        eager_threshold: the same for redaction; below -0.3 nearly everything is a face.
        longest: pictures whose longer side is larger are reduced to this many elements.
        shortest: pictures whose longer side is smaller are enlarged to this many elements.
        most_enlarged: nothing is enlarged by more than this factor.
        smallest_eyes: eye distance, in elements of the picture searched, down to which nine faces
            in ten were found: 77 of 80 from 32 to 45, 71 of 88 from 23 to 32, 7 of 72 below.
    """

    threshold: float = 0.0
    eager_threshold: float = -0.2
    longest: int = 1280
    shortest: int = 960
    most_enlarged: float = 4.0
    smallest_eyes: float = 30.0


class DlibHog:
    """See the module's text.

    Raises:
        FaceAuditError: the extra `dlib` is not installed.
    """

    name = "dlib-hog"

    def __init__(self, settings: DlibSettings | None = None) -> None:
        self.settings = settings or DlibSettings()
        self.threshold = _as_score(self.settings.threshold)
        self.nose_depth = NOSE_DEPTH
        dlib, file = _dlib(), _landmark_file()
        self.model = f"{file.name} sha256:{digest_file(file).value[:16]}"
        self._find = dlib.get_frontal_face_detector()
        self._points = dlib.shape_predictor(str(file))

    def detect(
        self, bgr: Pixels, *, eager: bool = False, scale: float | None = None
    ) -> tuple[Detection, ...]:
        """See `FaceDetector`."""
        height, width = bgr.shape[:2]
        factor = self.scale(width, height) if scale is None else scale
        inner = (max(1, round(width * factor)), max(1, round(height * factor)))
        how = cv2.INTER_AREA if factor < 1 else cv2.INTER_LINEAR
        scaled = bgr if factor == 1 else cv2.resize(bgr, inner, interpolation=how)
        rgb: Pixels = np.ascontiguousarray(scaled[:, :, ::-1], dtype=np.uint8)
        lowest = self.settings.eager_threshold if eager else self.settings.threshold
        boxes, scores, _ = self._find.run(rgb, 0, lowest)
        factors = (inner[0] / width, inner[1] / height)
        found = [
            detection
            for box, score in zip(boxes, scores, strict=True)
            if (detection := self._detection(rgb, box, float(score), factors, (width, height)))
        ]
        return tuple(sorted(found, key=lambda d: (-d.score, d.x, d.y)))

    def floor(self, width: int, height: int) -> float:
        """The eye distance below which faces are mostly missed, in elements of the picture."""
        return self.settings.smallest_eyes / self.scale(width, height)

    def scale(self, width: int, height: int) -> float:
        """By how much a picture is enlarged or reduced before it is searched."""
        longer, use = max(width, height), self.settings
        if longer > use.longest:
            return use.longest / longer
        return min(use.shortest / longer, use.most_enlarged) if longer < use.shortest else 1.0

    def _detection(
        self,
        rgb: Pixels,
        box: Any,  # noqa: ANN401 - dlib.rectangle; dlib has no types
        score: float,
        factors: tuple[float, float],
        size: tuple[int, int],
    ) -> Detection | None:
        across, down = factors
        x, y = max(0.0, box.left() / across), max(0.0, box.top() / down)
        right = min(float(size[0]), (box.right() + 1) / across)
        bottom = min(float(size[1]), (box.bottom() + 1) / down)
        if right - x < 1 or bottom - y < 1:
            return None
        shape = self._points(rgb, box)
        p = [(shape.part(i).x / across, shape.part(i).y / down) for i in range(5)]
        # The model's points: both corners of the eye on the picture's right, both of the one on its
        # left, and the base of the nose.
        eyes = sorted((_middle(p[0], p[1]), _middle(p[2], p[3])))
        return Detection(
            x=x,
            y=y,
            width=right - x,
            height=bottom - y,
            landmarks=Landmarks(left_eye=eyes[0], right_eye=eyes[1], nose=p[4]),
            score=_as_score(score),
        )


def _as_score(margin: float) -> float:
    """The distance from the decision boundary (dlib's, about -1 to 3) squeezed into 0 to 1."""
    return float(1 / (1 + np.exp(-2 * margin)))


def _middle(a: Point, b: Point) -> Point:
    return (a[0] + b[0]) / 2, (a[1] + b[1]) / 2


def _dlib() -> ModuleType:
    try:
        import dlib  # noqa: PLC0415 - an extra: its absence matters only to who asks for it
    except ImportError as missing:
        raise _not_installed("dlib") from missing
    module: ModuleType = dlib
    return module


def _landmark_file() -> Path:
    file = file_of("face_recognition_models", lambda name: name == _LANDMARKS)
    if file is not None:
        return file
    raise _not_installed(_LANDMARKS)


def _not_installed(what: str) -> FaceAuditError:
    return FaceAuditError(
        "the detector `dlib-hog` is not installed",
        where=what,
        why="it comes with the extra `dlib`",
        remedy="Install face-audit[dlib], or use --detector centerface",
    )
