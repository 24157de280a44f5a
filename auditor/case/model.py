"""The case: what was submitted, as typed frozen records."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from auditor.case.polygon import Polygon
from auditor.case.problems import CaseProblem
from auditor.core.digest import Digest
from auditor.core.frozen import Frozen
from auditor.core.text import Language
from auditor.vocabulary.value import FactValue, Speaker, SpeakerRole


class ExhibitKind(StrEnum):
    """What an exhibit is, decided by its content and never by its name."""

    VIDEO = "video"
    IMAGE = "image"
    CONFIGURATION = "configuration"
    TEXT = "text"
    ARCHIVE = "archive"
    UNKNOWN = "unknown"


class DocumentRole(StrEnum):
    """What a text is, as the case file says; content alone cannot tell a sign from a contract."""

    NOTICE = "notice"
    CONTRACT = "contract"
    MESSAGE = "message"
    CONSENT_FORM = "consent_form"
    CONSENT_RECORD = "consent_record"
    PRIVACY_POLICY = "privacy_policy"
    INTERNAL = "internal"
    JUDGMENT = "judgment"
    OTHER = "other"


class Provenance(Frozen):
    """Where an exhibit comes from, as the case file says. Empty means: not stated."""

    recorded_by: str = ""
    recorded_on: date | None = None
    original_kept_at: str = ""
    note: str = ""


class Exhibit(Frozen):
    """One piece of material.

    `path` is relative to the case folder, with forward slashes. `size` is in bytes. `digest` was
    taken before anything else read the file. A `demonstrative` exhibit (a reconstruction, a
    drawing) shows how something may have been: it is examined like any other and no fact rests on
    it. `purpose_zone` is that of its camera; empty where none is declared. `inside` is the path of
    the archive that holds it; empty for a file of the case folder.
    """

    id: str
    path: str
    kind: ExhibitKind
    media_type: str
    size: int
    digest: Digest
    camera: str = ""
    role: DocumentRole = DocumentRole.OTHER
    demonstrative: bool = False
    provenance: Provenance = Provenance()
    purpose_zone: Polygon = ()
    inside: str = ""


class Camera(Frozen):
    """A camera as the case file describes it.

    `name` is what exhibits give as their camera. `purpose_zone` is the part of the picture in which
    its `purpose` (in a few words) needs faces: corners as shares 0 to 1 of the upright picture's
    width and height from its top left; empty where none is declared. How it is installed: `width`
    and `height` of its stream in pixels, `field` its horizontal field of view in degrees,
    `mounted` the height of its lens and `distance` that of the line people cross from the point
    below it, both in metres; None where it is not stated.
    """

    name: str
    purpose_zone: Polygon = ()
    width: int | None = None
    height: int | None = None
    field: float | None = None
    mounted: float | None = None
    distance: float | None = None
    purpose: str = ""
    note: str = ""


class Quote(Frozen):
    """Words of the exhibit `read_in` that support the answer to `fact`."""

    fact: str
    words: str
    read_in: str


class Statement(Frozen):
    """Answers given by one speaker on one day.

    `read_in` is the id of the exhibit the speaker read the answers from; `quote` are words of
    that exhibit, which the tool looks for in it. `quotes` are words for single answers. `line` is
    the line of `case.yaml` on which the statement begins, from 1.
    """

    by: Speaker
    on: date
    facts: dict[str, FactValue]
    read_in: str = ""
    quote: str = ""
    quotes: tuple[Quote, ...] = ()
    note: str = ""
    line: int


class Ground(StrEnum):
    """The ground on which a less intrusive way is rejected."""

    INEFFECTIVE = "ineffective"
    UNAVAILABLE = "unavailable"
    MORE_INTRUSIVE = "more_intrusive"
    COSTS_OPERATOR = "costs_operator"
    SLOWER = "slower"


class WayAnswer(Frozen):
    """An answer about one less intrusive way: in use or offered, or rejected and why."""

    way: str
    rejected: bool
    ground: Ground | None = None
    why: str = ""


class PurposeAnswers(Frozen):
    """One speaker's answers on why faces are needed for one purpose.

    `purpose` is a value of `purpose.told`; None in a field means that nobody answered.
    `serves` and `costs_to_person` are values of `necessity.serves` and `necessity.costs_to_person`.
    """

    purpose: str
    by: Speaker
    on: date
    tells_people_apart: bool | None = None
    tells_people_apart_why: str = ""
    face_needed: bool | None = None
    face_needed_why: str = ""
    ways: tuple[WayAnswer, ...] = ()
    serves: tuple[str, ...] | None = None
    costs_to_person: tuple[str, ...] | None = None


class Waiver(Frozen):
    """A finding accepted on purpose.

    `evidence` is the digest of what the finding rested on when it was accepted, as the findings
    print it (SHA-256, hexadecimal); the waiver is in force from `on` to `expires`, both included.
    """

    rule: str
    reason: str
    approved_by: str
    on: date
    expires: date
    evidence: str


class Premises(Frozen):
    """The place under audit."""

    name: str = ""
    kind: str = ""
    city: str = ""
    country: str = "china"
    address: str = ""


class Operator(Frozen):
    """Who runs the deployment."""

    name: str = ""
    kind: str = ""


class LeftOut(Frozen):
    """A file or folder of the case folder that is not an exhibit, and why.

    `reason` is a clause in English. `cause` is the id of the reason in `messages.yaml`, and
    `detail` what the system said about it; both empty in cases saved by earlier versions.
    """

    path: str
    reason: str
    cause: str = ""
    detail: str = ""

    def because(self, language: Language) -> str:
        """The reason as a clause."""
        if not self.cause:
            return self.reason
        return CaseProblem(id=self.cause, values={"detail": self.detail}).what(language)


def left_out(path: str, cause: str, detail: str = "") -> LeftOut:
    """The file or folder `path` as left out for the reason with the id `cause`."""
    reason = CaseProblem(id=cause, values={"detail": detail}).what("en")
    return LeftOut(path=path, reason=reason, cause=cause, detail=detail)


class RetiredExhibit(Frozen):
    """The number of a file that is no longer in the case, so that no other file gets it.

    `digest` is SHA-256, in hexadecimal.
    """

    id: str
    path: str
    digest: str


class Case(Frozen):
    """A case as loaded: declarations, and every exhibit with its digest.

    `start` and `end` bound the conduct under audit; without an end it continues.
    `as_of` is the date by whose law the case asks to be judged. `decided_as` names a
    decided case to compare with. `largest_gap_allowed` is the coverage floor: the longest time in
    seconds of footage that may stay unexamined. `declared` is False where there is no `case.yaml`.
    `notes` are the warnings about the case file: for example a month taken as its last day.
    `retired` are the numbers of files that were exhibits in an earlier audit of this case.
    """

    title: str
    premises: Premises = Premises()
    operator: Operator = Operator()
    start: date | None = None
    end: date | None = None
    as_of: date | None = None
    decided_as: str = ""
    statements: tuple[Statement, ...] = ()
    necessity: tuple[PurposeAnswers, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    exhibits: tuple[Exhibit, ...] = ()
    cameras: tuple[Camera, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    compiled_by: str = ""
    compiled_by_role: SpeakerRole | None = None
    compiled_on: date | None = None
    largest_gap_allowed: float | None = None
    declared: bool = True
    notes: tuple[CaseProblem, ...] = ()
    retired: tuple[RetiredExhibit, ...] = ()

    @property
    def has_answers(self) -> bool:
        """Whether somebody states something, so that the case can be judged without exhibits."""
        return bool(self.statements or self.necessity)
