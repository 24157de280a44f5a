"""What examiners give back: observations, coverage and warnings. No word of law."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from auditor.case.model import Case
from auditor.core.digest import Digest
from auditor.core.frozen import Frozen
from auditor.core.locator import Box, Locator
from auditor.core.wording import Worded
from auditor.examine.document_model import ConsentCount, ListedCamera, Utterance
from auditor.examine.ladder_model import DetectorLadder
from auditor.examine.linking_model import Linking
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
