"""What is read in documents besides observations: who wrote words, counts, and listed cameras."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from pydantic import Field

from auditor.core.frozen import Frozen
from auditor.core.locator import Locator
from auditor.vocabulary.value import SpeakerRole


class Medium(StrEnum):
    """How a conversation came to us, weakest first."""

    TYPED = "typed"
    SCREENSHOT = "screenshot"
    EXPORT = "export"


class Utterance(Frozen):
    """That an observation rests on words which one side of a conversation wrote.

    `by` is the side; `on` the day it was sent, None where no day with its year is stated.
    """

    by: SpeakerRole
    medium: Medium
    on: date | None = None


class DayRange(Frozen):
    """Days from `start` to `end`, both included."""

    start: date
    end: date


class ConsentCount(Frozen):
    """The records of consent in a document, counted; nobody is named.

    `blank` have nothing where consent is recorded, `unclear` something that was not understood.
    `captured` have a time of capture, `captured_refused` of them no consent, `captured_before` one
    before consent was given, `captured_after_withdrawal` one after it was withdrawn; None where no
    column says so. `asked_by` counts by way of asking; the single name `*` gives the number of
    different people instead. `cameras` counts by camera or place. `uncovered` are days on which a
    face was taken and the record shows no consent in force. `of_faces` says that the heading names
    faces; otherwise to what people consented is not recorded.
    """

    records: int = Field(ge=0)
    given: int = Field(ge=0)
    refused: int = Field(ge=0)
    blank: int = Field(ge=0)
    unclear: int = Field(ge=0)
    withdrawn: int | None = None
    captured: int | None = None
    captured_refused: int | None = None
    captured_before: int | None = None
    captured_after_withdrawal: int | None = None
    asked_by: tuple[tuple[str, int], ...] = ()
    cameras: tuple[tuple[str, int], ...] = ()
    uncovered: tuple[DayRange, ...] = ()
    of_faces: bool = False


class ListedCamera(Frozen):
    """A camera as an inventory lists it; None and empty where the table does not say.

    `recognition` says whether faces are recognised, `detection` whether they are detected or
    captured, which is less. `retention_of_video` says that the retention is that of recordings.
    """

    name: str
    host: str = ""
    place: str = ""
    recognition: bool | None = None
    detection: bool | None = None
    retention_days: int | None = Field(default=None, ge=0)
    retention_of_video: bool = False
    recipient: str = ""
    locator: Locator
