"""A letter as a model: what the case knows is filled in, blanks are left for the sender."""

from __future__ import annotations

from auditor.core.frozen import Frozen
from auditor.report.parts import Said


class LetterSection(Frozen):
    """A heading and what follows it; `numbered` where the parts are requests in order."""

    heading: str
    parts: tuple[str, ...]
    numbered: bool = False


class Attachment(Frozen):
    """One piece of material sent with a letter.

    `number` counts from 1 and is what the letter cites; `what` is its kind with its camera,
    `source` who recorded it and when, `digest` its SHA-256 in hexadecimal.
    """

    number: int
    what: str
    file: str
    source: Said
    digest: str


class AttachmentList(Frozen):
    """The attachments of a letter: with `heads` a table of all columns, without them a list."""

    heading: str
    rows: tuple[Attachment, ...]
    lines: tuple[str, ...]
    heads: tuple[str, ...] = ()


class Letter(Frozen):
    """A letter, complete except for the blanks that the sender fills in by hand.

    `title` names the file and the window; `to` is the whole line of the addressee. `sections` are
    printed in order; the last ones before `closing` are the requests.
    """

    title: str
    to: Said
    subject: str
    opening: tuple[str, ...]
    sections: tuple[LetterSection, ...]
    closing: tuple[str, ...]
    blanks: tuple[str, str, str]
    attachments: AttachmentList

    @property
    def requests(self) -> tuple[str, ...]:
        """The numbered requests."""
        return next(section.parts for section in self.sections if section.numbered)
