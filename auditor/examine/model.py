"""What examiners give back: observations, coverage and warnings. No word of law."""

from __future__ import annotations

import math
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from auditor.case.model import Case
from auditor.core.digest import Digest
from auditor.core.frozen import Frozen
from auditor.core.locator import Box, Locator
from auditor.core.wording import Worded
from auditor.examine.document_model import ConsentCount, ListedCamera, Utterance
from auditor.vocabulary.value import FactValue

QUOTED = "statement.quoted"
"""Topic of the observation that the words a statement was read from are in the exhibit."""


# --- what ----------------------------------------------------------------------------------------


class Tier(StrEnum):
    """What the pixels allow, from eye distance and pose; `examine/footage/tier.py` has the sources.

    A tier is a capability. It never says that recognition took place, and a low one clears nothing.
    """

    CAPTURED = "captured"
    MARGINAL = "marginal"
    USABLE = "usable"
    STRONG = "strong"
    ENROLMENT = "enrolment"


class Pose(Frozen):
    """Head pose in degrees, estimated from five landmarks.

    `yaw` is positive when the face turns to the right of the picture, `roll` when it tilts
    clockwise in the picture; both are from -90 to 90. Pitch is not estimated.
    """

    yaw: float
    roll: float


class FaceMeasurement(Frozen):
    """One face in one frame.

    `eye_distance` is the distance between the eye centres in pixels as it would be seen
    from the front (divided by the cosine of the yaw); `eye_distance_in_picture` is as measured.
    `sharpness` is the variance of the Laplacian over the face scaled to 64 px (no unit, 0 upwards),
    for ranking within an episode only. `confidence` is the detector's own score, 0 to 1.
    """

    time: float
    frame: int
    box: Box
    eye_distance: float
    eye_distance_in_picture: float
    pose: Pose
    sharpness: float
    confidence: float


class CaptureEpisode(Frozen):
    """One face in view of one camera without a gap, joined by position and never by looks.

    `best` is the measurement of the highest tier, then the largest eye distance. `boundary` says
    that the best eye distance lies within the stated band around a threshold, so that the tier next
    to it is as well supported. `frames` counts the frames with a detection. `path` is the centre of
    the face over time as shares of width and height, for the capture-zone picture.
    """

    id: str
    start: float
    end: float
    frames: int
    tier: Tier
    boundary: bool
    best: FaceMeasurement
    path: tuple[tuple[float, float], ...]

    @property
    def is_glimpse(self) -> bool:
        """Whether the face was seen in a single frame: a passer-by or an error."""
        return self.frames == 1


NO_STILL = "No still"
"""How every warning begins that says why a still was not written."""


class RedactedStill(Frozen):
    """A still written for the report, with every face made unrecognisable before it was written.

    `file` is relative to the output folder. `checked_by` names the detector that found no face
    left in it. `purpose` tells a frame shown for what is in it from the blurred background on which
    places are drawn; a background is of no one `time`, which is 0. `redacted` is False, and
    `checked_by` empty, only where `--show-faces` named the exhibit: faces in it are as recorded.
    """

    file: str
    digest: Digest
    parent: str
    time: float
    width: int
    height: int
    episodes: tuple[str, ...]
    checked_by: str
    purpose: Literal["evidence", "background"] = "evidence"
    redacted: bool = True


class EvidenceState(StrEnum):
    """How far a piece of configuration goes, from a mere word to a record of use.

    Only the last three say that something is so; the others are kept apart and never counted as on.
    """

    MENTIONED = "mentioned"
    SUPPORTED = "supported"
    PERMITTED = "permitted"
    PROVISIONED = "provisioned"
    GATED = "gated"
    DISABLED = "disabled"
    ENABLED = "enabled"
    POPULATED = "populated"
    OBSERVED = "observed"


class Label(StrEnum):
    """The one answer a configuration gives, per camera or service and for the whole file.

    From the strongest to the weakest.
    """

    RECOGNITION = "recognition"
    ATTRIBUTES = "attributes"
    FACE_CAPTURE = "face_capture"
    DETECTION_ONLY = "detection_only"
    AMBIGUOUS = "ambiguous"
    NONE = "none"


class ConfiguredDevice(Frozen):
    """A camera or service that a configuration names, and what the configuration says it does.

    `name` is as written, `channel` its number where it has one, `host` where its pictures come
    from (without credentials). `state` is that of the evidence for the label, None where the label
    rests on nothing being written. `width` and `height` are of its stream in pixels,
    `field` its horizontal field of view in degrees, `mounted` the height of its lens and `distance`
    that of the place it watches, both in metres. What a file does not say is None or empty.
    """

    name: Worded
    kind: Literal["camera", "service"] = "camera"
    label: Label
    state: EvidenceState | None = None
    by_default: bool = False
    locator: Locator
    channel: str = ""
    host: str = ""
    width: int | None = Field(default=None, ge=1)
    height: int | None = Field(default=None, ge=1)
    field: float | None = Field(default=None, gt=0, le=360)
    mounted: float | None = Field(default=None, gt=0)
    distance: float | None = Field(default=None, gt=0)
    thresholds: tuple[Worded, ...] = ()


class ConfigurationSummary(Frozen):
    """What a configuration says as a whole: its label, and the cameras and services it names."""

    label: Label
    state: EvidenceState | None = None
    version: Worded = ""
    devices: tuple[ConfiguredDevice, ...] = ()


class Observation(Frozen):
    """Something an examiner saw at a place in an exhibit.

    `topic` is a dotted word of the examiner's (`face.episode`, `frigate.recognition`,
    `text.face_mentioned`). `says` gives the facts this observation bears on, by id, with the value
    it supports; `facts/establish.py` weighs them. A set value says "at least these" unless
    `complete`; `lacks` are members that the sets in it are known not to have although they are not
    complete. `confidence` is 0 to 1 and is the examiner's own; `note` is one plain English
    sentence. `subject` is the camera or service it is about, as the exhibit writes it.
    `utterance` is set where the words are those of one side of a conversation.
    """

    exhibit: str
    topic: str
    locator: Locator
    note: Worded
    says: dict[str, FactValue] = Field(default_factory=dict)
    complete: bool = False
    lacks: tuple[str, ...] = ()
    subject: Worded = ""
    state: EvidenceState | None = None
    by_default: bool = False
    utterance: Utterance | None = None
    confidence: float = Field(default=1.0, ge=0, le=1)


# --- how much of it ------------------------------------------------------------------------------


class FootageCoverage(Frozen):
    """What was and was not examined in one piece of footage, as counts of frames.

    `frames_in_file` is what the container states (None where it does not). `decoded` were turned
    into pictures, `sampled` were handed to the detector, `with_detection` had a face in them,
    `measured` had a face whose eye distance and pose could be taken. `duration` is in seconds, from
    the first to the last presentation time stamp read; `read_to_end` is False where the file broke
    off. `largest_gap` is the longest time in seconds in which no frame was examined.
    """

    type: Literal["footage"] = "footage"
    frames_in_file: int | None
    decoded: int
    sampled: int
    compared: int = 0
    with_detection: int
    measured: int
    duration: float
    quiet: float = 0.0
    largest_gap: float
    read_to_end: bool
    width: int
    height: int


class TextCoverage(Frozen):
    """What was read of a text or configuration: lines in it, and keys not understood."""

    type: Literal["text"] = "text"
    lines: int
    encoding: str
    not_understood: tuple[str, ...] = ()


Coverage = Annotated[FootageCoverage | TextCoverage, Field(discriminator="type")]


class Examination(Frozen):
    """What one examiner made of one exhibit.

    `error` is set, and the rest empty, where it could not be read at all. `method` states the
    strategy and its parameters in words a report can print; `format` names the vendor format.
    `configured` has an entry for each configuration found in a configuration exhibit. `not_read`
    are plain English sentences on what in the exhibit has words and was not read. `consent` has the
    numbers of each record of consent in it, `listed` the cameras of an inventory.
    """

    exhibit: str
    examiner: str
    format: str = ""
    method: tuple[tuple[Worded, Worded], ...] = ()
    observations: tuple[Observation, ...] = ()
    episodes: tuple[CaptureEpisode, ...] = ()
    stills: tuple[RedactedStill, ...] = ()
    coverage: Coverage | None = None
    configured: tuple[ConfigurationSummary, ...] = ()
    consent: tuple[ConsentCount, ...] = ()
    listed: tuple[ListedCamera, ...] = ()
    warnings: tuple[Worded, ...] = ()
    not_read: tuple[Worded, ...] = ()
    error: str = ""


# --- what the detector finds ---------------------------------------------------------------------


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


# --- could visits be joined ----------------------------------------------------------------------


class ErrorRate(Frozen):
    """How often comparisons of one kind went wrong in a test.

    `rate` is the share of `comparisons` that were `errors`; `low` and `high` bound its 95 %
    interval. Comparisons of the same people are not independent, so the interval is that of a test
    with `independent` comparisons: of each pair of people one, or of each person one.
    """

    errors: int = Field(ge=0)
    comparisons: int = Field(ge=1)
    independent: int = Field(ge=1)
    rate: float = Field(ge=0, le=1)
    low: float = Field(ge=0, le=1)
    high: float = Field(ge=0, le=1)


class ThresholdErrors(Frozen):
    """The errors of one threshold, in the terms of ISO/IEC 19795-1.

    `threshold` is the distance up to which two templates count as a match. `false_match` are
    comparisons of different people that match, `false_non_match` those of one person that do not.
    """

    threshold: float
    false_match: ErrorRate
    false_non_match: ErrorRate


class MatchingTest(Frozen):
    """What comparing faces of known people came to.

    `templates` were made of `people`; `eye_distance` is the median in pixels.
    `closest_different` is the smallest distance between templates of different people and
    `furthest_same` the largest between those of one person.
    """

    material: Literal["photographs", "clips"]
    people: int
    templates: int
    eye_distance: float
    closest_different: float
    furthest_same: float
    thresholds: tuple[ThresholdErrors, ...] = Field(min_length=1)


class EncoderErrors(Frozen):
    """The errors measured of one encoder; `model` is its file with the digest."""

    encoder: str
    model: str
    tests: tuple[MatchingTest, ...] = Field(min_length=1)


class NotCompared(Frozen):
    """An episode that was not compared with others.

    `why` is `tier` (below usable), `cap` (more episodes than are compared at a time), `not_read`
    (its frame could not be read again) or `not_aligned` (its face gave no usable eyes and nose).
    """

    episode: str
    why: Literal["tier", "cap", "not_read", "not_aligned"]


class Linking(Frozen):
    """Whether separate visits could be joined by face: counts and distances, and nobody's name.

    Face templates were made in memory for it, for the `reason` given, and none was kept.
    `distances` has a row for each episode of `compared`, with the Euclidean distance of its
    template to that of every episode before it, rounded to two decimals: 0 for the same picture,
    mostly above 0.5 for two people. `joined` episodes could be joined into `groups` of two or more,
    within each of which all distances are at most `threshold`; faces in view of one camera at the
    same time are never joined. `threshold` is the largest one tested at which no test had a higher
    share of false matches than `accepted`.
    """

    reason: str
    errors: EncoderErrors
    threshold: float
    accepted: float
    compared: tuple[str, ...]
    distances: tuple[tuple[float, ...], ...]
    joined: int
    groups: int
    not_compared: tuple[NotCompared, ...]


class Observations(Frozen):
    """The saved result of `face-audit examine`: everything that needs the footage, done once.

    `altered` are the exhibits whose digest afterwards was not the one taken before. `ladders` has
    one of every detector that examined footage here. `linking` is there only where `--link` asked
    for it.
    """

    format: Literal["face-audit/observations"] = "face-audit/observations"
    version: Literal[1] = 1
    tool_version: str
    case: Case
    examinations: tuple[Examination, ...]
    altered: tuple[str, ...] = ()
    ladders: tuple[DetectorLadder, ...] = ()
    linking: Linking | None = None
