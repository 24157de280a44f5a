"""One face measured: eye distance, pose, sharpness.

Yaw comes from a head of three points: the eyes at (-1/2, 0, 0) and (1/2, 0, 0), the nose `depth` in
front of the line between them, all in eye distances, seen from far away. Turned by yaw the eyes are
cos(yaw) apart and the nose stands sin(yaw) * depth off their middle, so

    tan(yaw) = (nose offset along the eye line / eye distance in the picture) / depth.

`depth` belongs to the detector, since detectors differ in what they call the nose; how well it fits
is said there. It was fitted to rendered heads; a nose that does not stand over the middle of its
face and a strongly tilted or lowered head shift the estimate further, and near profile the
landmarks themselves fail, hence `MOST_CORRECTED`. Pitch is not estimated.
"""

from __future__ import annotations

import math

import cv2

from auditor.core.locator import Box
from auditor.examine.footage.detect.interface import Detection, Pixels
from auditor.examine.model import FaceMeasurement, Pose

MOST_CORRECTED = 60.0
"""Degrees of yaw beyond which the eye distance is corrected no further: at most twofold."""
SHARPNESS_SIDE = 64
"""Elements to which a face is scaled, so that sharpness does not depend on its size."""
LEAST_EYES = 2.0
"""Eye distance in pixels below which landmarks have no meaning."""


def measure(
    bgr: Pixels, detection: Detection, *, time: float, frame: int, depth: float
) -> FaceMeasurement | None:
    """The measurement of a detection in `bgr`; None where its landmarks allow none.

    Values are rounded (times to 3 decimals, distances and angles to 1, scores to 3) so that saved
    results are stable.
    """
    left, right, nose = (
        detection.landmarks.left_eye,
        detection.landmarks.right_eye,
        detection.landmarks.nose,
    )
    across, down = right[0] - left[0], right[1] - left[1]
    distance = math.hypot(across, down)
    if distance < LEAST_EYES or not math.isfinite(distance):
        return None
    offset = (
        (nose[0] - (left[0] + right[0]) / 2) * across + (nose[1] - (left[1] + right[1]) / 2) * down
    ) / distance
    yaw = math.degrees(math.atan(offset / distance / depth))
    corrected = distance / math.cos(math.radians(min(abs(yaw), MOST_CORRECTED)))
    return FaceMeasurement(
        time=round(time, 3),
        frame=frame,
        box=_box(detection),
        eye_distance=round(corrected, 1),
        eye_distance_in_picture=round(distance, 1),
        pose=Pose(
            yaw=_degrees(yaw), roll=_degrees(_upright(math.degrees(math.atan2(down, across))))
        ),
        sharpness=round(_sharpness(bgr, detection), 1),
        confidence=round(detection.score, 3),
    )


def _degrees(angle: float) -> float:
    # Adding zero turns a rounded -0.0 into 0.0.
    return round(angle, 1) + 0.0


def _upright(roll: float) -> float:
    """Roll within -90 to 90; a face upside down is taken from its eye line as if upright."""
    return (roll + 90) % 180 - 90 if abs(roll) > 90 else roll  # noqa: PLR2004 - a right angle


def _box(detection: Detection) -> Box:
    x, y = math.floor(detection.x), math.floor(detection.y)
    right = math.ceil(detection.x + detection.width)
    bottom = math.ceil(detection.y + detection.height)
    return Box(x=x, y=y, width=right - x, height=bottom - y)


def _sharpness(bgr: Pixels, detection: Detection) -> float:
    """Variance of the Laplacian (Pech-Pacheco et al., ICPR 2000) over the face at a fixed size."""
    box = _box(detection)
    face = bgr[box.y : box.y + box.height, box.x : box.x + box.width]
    if face.size == 0:
        return 0.0
    grey = cv2.cvtColor(face, cv2.COLOR_BGR2GRAY)
    shrink = min(grey.shape) > SHARPNESS_SIDE
    scaled = cv2.resize(
        grey,
        (SHARPNESS_SIDE, SHARPNESS_SIDE),
        interpolation=cv2.INTER_AREA if shrink else cv2.INTER_LINEAR,
    )
    return float(cv2.Laplacian(scaled, cv2.CV_64F).var())
