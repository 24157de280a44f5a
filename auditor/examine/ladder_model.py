"""What a face detector finds of synthetic faces: the measured ladder that a report quotes."""

from __future__ import annotations

import math
from typing import Literal

from pydantic import Field

from auditor.core.frozen import Frozen


class DetectorBuild(Frozen):
    """What decides a detector's hits: the model file, what runs it, and how it is used.

    `model` is `FaceDetector.model`. `libraries` are names and versions; `settings` are the names
    and values of the detector's settings.
    """

    detector: str
    model: str
    libraries: tuple[tuple[str, str], ...]
    settings: tuple[tuple[str, float], ...]


class RungResult(Frozen):
    """What was found of the faces of one rung in pictures of one size.

    `found` of `faces` drawn into `pictures` had a hit; `false_hits` are hits that were no face.
    `eye_ratio` is the median of measured to true eye distance, `yaw_error` the median of the
    absolute error of the yaw in degrees; None where no face found could be measured. `brightness`
    is the mean grey level of the pictures, 0 to 255.
    """

    width: int
    height: int
    pictures: int
    faces: int = Field(ge=1)
    found: int = Field(ge=0)
    false_hits: int = Field(ge=0)
    eye_ratio: float | None = None
    yaw_error: float | None = None
    brightness: float

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval of the share found: Wilson, JASA 22 (1927), 209-212."""
        z = 1.959964
        share, spread = self.found / self.faces, z * z / self.faces
        middle = share + spread / 2
        half = z * math.sqrt(share * (1 - share) / self.faces + spread / (4 * self.faces))
        low, high = (middle - half) / (1 + spread), (middle + half) / (1 + spread)
        return max(0.0, low), min(1.0, high)


LadderCondition = Literal[
    "eye_distance",
    "yaw",
    "roll",
    "defocus",
    "motion",
    "jpeg",
    "h264",
    "darkness",
    "noise",
    "covering",
]
Covering = Literal[
    "none",
    "sunglasses",
    "cap",
    "mask",
    "hard_hat",
    "mask_and_sunglasses",
    "mask_and_cap",
    "mask_and_hard_hat",
    "full_face_helmet",
]


class LadderRung(Frozen):
    """One condition under which a detector was tried; all else is as in the base condition.

    `value` is, by condition: `eye_distance` pixels between the eyes as from the front;
    `yaw` and `roll` degrees; `defocus` standard deviation of the blur in eye distances; `motion`
    length of the smear in eye distances; `jpeg` quality, 0 to 100; `h264` constant rate factor, 0
    to 51; `darkness` (the picture gets dark) and `noise` (the camera amplifies what is left) share
    of the light; `covering` nothing, for `covering` says what the face is covered by. Of one
    condition the easiest rung comes first; what covers a face is in no such order.
    """

    condition: LadderCondition
    value: float
    covering: Covering = "none"
    eye_distance: float
    yaw: float
    results: tuple[RungResult, ...] = Field(min_length=1)


class MeasuredLadder(Frozen):
    """What a detector finds of synthetic faces, rung by rung.

    `heads` is the number of rendered people, `backgrounds` of drawn backgrounds, `drawn_with` the
    libraries that made the pictures. `base_eye_distance` belongs to the base condition: a frontal
    face, sharp, light, not compressed.
    """

    measured_with: DetectorBuild
    script: str
    drawn_with: tuple[tuple[str, str], ...]
    heads: int
    backgrounds: int
    base_eye_distance: float
    rungs: tuple[LadderRung, ...]


class DetectorLadder(MeasuredLadder):
    """The ladder of a detector, and the build that was at work when the footage was examined."""

    at_work: DetectorBuild
