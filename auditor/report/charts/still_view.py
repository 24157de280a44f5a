"""A still with what is printed next to it."""

from __future__ import annotations

from auditor.core.frozen import Frozen


class StillView(Frozen):
    """A still. `place` is the exhibit and the moment in short, `caption` all that is known of it.

    `data` is a data URI, empty where it was not embedded.

    `redacted` is False where faces in it are as recorded, because the user asked for it by name.
    """

    anchor: str
    file: str
    data: str
    status: str
    status_word: str
    width: int
    height: int
    place: str
    caption: str
    digest: str
    derived_from: str
    checked_by: str
    redacted: bool
