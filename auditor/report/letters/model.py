"""A letter as a model: what the case knows is filled in, blanks are left for the sender."""

from __future__ import annotations

from auditor.core.frozen import Frozen
from auditor.report.parts import Said


class Letter(Frozen):
    """A letter, ready but for the blanks.

    `requests` are numbered; `blanks` are what the sender fills in by hand; `attachments` name the
    material with its digest.
    """

    title: str
    to: Said
    subject: str
    opening: tuple[str, ...]
    facts_heading: str
    facts: tuple[str, ...]
    requests_heading: str
    requests: tuple[str, ...]
    closing: tuple[str, ...]
    blanks: tuple[str, ...]
    attachments_heading: str
    attachments: tuple[str, ...]
