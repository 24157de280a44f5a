"""What examiners give back: observations, coverage and warnings. No word of law."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from auditor.case.model import Case, FactValue
from auditor.evidence.digest import Digest
from auditor.frozen import Frozen

# --- where ---------------------------------------------------------------------------------------


class Box(Frozen):
    """A rectangle in whole picture elements of the exhibit's own resolution, origin top left."""

    x: int
    y: int
    width: int
    height: int


class MediaLocator(Frozen):
    """A span of media time, and a place in the picture.

    `start` and `end` are seconds from the stream's first presentation time stamp; `frame` is the
    index, from 0, of the frame in presentation order, where known. `quote` are the words that were
    read in the picture there, as read.
    """

    type: Literal["media"] = "media"
    start: float
    end: float
    frame: int | None = None
    box: Box | None = None
    quote: str = ""


class TextLocator(Frozen):
    """A place in a text: line and column from 1, the key path where there is one, and the words.

    `quote` has every secret blanked.
    """

    type: Literal["text"] = "text"
    line: int
    column: int = 1
    key: str = ""
    quote: str = ""


class FileLocator(Frozen):
    """The exhibit as a whole."""

    type: Literal["file"] = "file"


Locator = Annotated[MediaLocator | TextLocator | FileLocator, Field(discriminator="type")]

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
    clockwise in the picture; both lie in -90 to 90. Pitch is not estimated.
    """

    yaw: float
    roll: float


class FaceMeasurement(Frozen):
    """One face in one frame.

    `eye_distance` is the distance between the eye centres in picture elements as it would be seen
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


class RedactedStill(Frozen):
    """A still written for the report, with every face made unrecognisable before it was written.

    `file` is relative to the output folder. `checked_by` names the detector that found no face
    left in it.
    """

    file: str
    digest: Digest
    parent: str
    time: float
    width: int
    height: int
    episodes: tuple[str, ...]
    checked_by: str


class EvidenceState(StrEnum):
    """How far a piece of configuration goes, from a mere word to a record of use.

    Only the last three say that something is so; the others are told apart and never counted as on.
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


class Observation(Frozen):
    """Something an examiner saw at a place in an exhibit.

    `topic` is a dotted word of the examiner's (`face.episode`, `frigate.recognition`,
    `text.face_mentioned`). `says` gives the facts this observation bears on, by id, with the value
    it supports; `facts/establish.py` weighs them. A set value says "at least these" unless
    `complete`. `confidence` is 0 to 1 and is the examiner's own; `note` is one plain English
    sentence. `subject` is the camera or service it speaks of, as the exhibit writes it.
    """

    exhibit: str
    topic: str
    locator: Locator
    note: str
    says: dict[str, FactValue] = Field(default_factory=dict)
    complete: bool = False
    subject: str = ""
    state: EvidenceState | None = None
    by_default: bool = False
    confidence: float = Field(default=1.0, ge=0, le=1)


# --- how much of it ------------------------------------------------------------------------------


class FootageCoverage(Frozen):
    """What was and was not looked at in one piece of footage, as counts of frames.

    `frames_in_file` is what the container states (None where it does not). `decoded` were turned
    into pictures, `sampled` were handed to the detector, `with_detection` had a face in them,
    `measured` had a face whose eye distance and pose could be taken. `duration` is in seconds, from
    the first to the last presentation time stamp read; `read_to_end` is False where the file broke
    off. `largest_gap` is the longest time in seconds in which no frame was looked at.
    """

    type: Literal["footage"] = "footage"
    frames_in_file: int | None
    decoded: int
    sampled: int
    with_detection: int
    measured: int
    duration: float
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
    """

    exhibit: str
    examiner: str
    format: str = ""
    method: tuple[tuple[str, str], ...] = ()
    observations: tuple[Observation, ...] = ()
    episodes: tuple[CaptureEpisode, ...] = ()
    stills: tuple[RedactedStill, ...] = ()
    coverage: Coverage | None = None
    warnings: tuple[str, ...] = ()
    error: str = ""


class Observations(Frozen):
    """The saved result of `face-audit examine`: everything that needs the footage, done once.

    `altered` are the exhibits whose digest afterwards was not the one taken before.
    """

    format: Literal["face-audit/observations"] = "face-audit/observations"
    version: Literal[1] = 1
    tool_version: str
    case: Case
    examinations: tuple[Examination, ...]
    altered: tuple[str, ...] = ()
