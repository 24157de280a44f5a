"""What passes between the program and its worker process: JSON, checked on arrival.

A worker that a hostile file took over can send anything. So nothing is unpickled, a message has a
largest size, and an examination is taken only for the exhibit that was asked about.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from auditor.case.model import Case, Exhibit, Statement
from auditor.core.frozen import Frozen
from auditor.examine.ladder_model import DetectorLadder
from auditor.examine.linking_model import Linking
from auditor.examine.model import Examination

LARGEST = 1 << 30
"""Most bytes of one message; an hour of busy footage gives less than a hundredth of it."""


class ExamineRequest(Frozen):
    """Examine one exhibit; paths are those of this machine, the others as in `Workbench`."""

    type: Literal["examine"] = "examine"
    exhibit: Exhibit
    path: str
    stills: str | None
    detector: str
    exhaustive: bool
    unfinished: str | None
    show_faces: tuple[str, ...]
    statements: tuple[Statement, ...]


class LadderRequest(Frozen):
    """Give the ladder of a detector."""

    type: Literal["ladder"] = "ladder"
    detector: str


class ReadyToLinkRequest(Frozen):
    """See whether everything is there that linking needs."""

    type: Literal["ready_to_link"] = "ready_to_link"


class LinkRequest(Frozen):
    """Compare the faces of the episodes in `examinations`."""

    type: Literal["link"] = "link"
    because: str
    case: Case
    files: dict[str, str]
    examinations: tuple[Examination, ...]


class ReadyReply(Frozen):
    """The first message of a worker: which protections are in force."""

    type: Literal["ready"] = "ready"
    protections: tuple[Literal["process", "memory", "time", "files", "network"], ...]


class ProgressReply(Frozen):
    """How far the work is, in the units of `Workbench.progress`."""

    type: Literal["progress"] = "progress"
    done: float
    total: float


class ExaminedReply(Frozen):
    """The examination asked for."""

    type: Literal["examined"] = "examined"
    examination: Examination


class LadderReply(Frozen):
    """The ladder asked for."""

    type: Literal["ladder"] = "ladder"
    ladder: DetectorLadder


class LinkReply(Frozen):
    """What linking found; None in reply to `ReadyToLinkRequest`."""

    type: Literal["link"] = "link"
    linking: Linking | None


class RefusedReply(Frozen):
    """The parts of a `FaceAuditError`; `defect` where it is an error of the program's own data."""

    type: Literal["refused"] = "refused"
    what: str
    where: str
    why: str
    remedy: str
    defect: bool


Request = Annotated[
    ExamineRequest | LadderRequest | ReadyToLinkRequest | LinkRequest,
    Field(discriminator="type"),
]
Reply = Annotated[
    ReadyReply | ProgressReply | ExaminedReply | LadderReply | LinkReply | RefusedReply,
    Field(discriminator="type"),
]
REQUEST: TypeAdapter[Request] = TypeAdapter(Request)
REPLY: TypeAdapter[Reply] = TypeAdapter(Reply)
