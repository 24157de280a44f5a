"""Stills: embedded as data addresses, or not embedded and the reason given."""

from __future__ import annotations

import base64
from pathlib import Path

from auditor.core.digest import digest_bytes
from auditor.examine.model import RedactedStill
from auditor.report.charts.still_view import StillView
from auditor.report.words import Words, anchor

MOST_BYTES = 600 * 1000
"""Largest still embedded, in bytes."""


MOST_BYTES_ALL = 2_400_000
"""Bytes of stills embedded in one report; base64 makes a third more of them."""


_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"RIFF", "image/webp"),
)


class StillFolder:
    """The folder the stills are in, and how much of the report they have used."""

    def __init__(self, folder: Path, words: Words) -> None:
        self.folder = folder
        self.words = words
        self.left = MOST_BYTES_ALL

    def view(self, still: RedactedStill, exhibit: str) -> StillView:
        """The still as the report shows it."""
        words = self.words
        data, status = self._data(still)
        episodes = words.say("still_text.episodes", count=len(still.episodes))
        caption = words.say(
            "still_text.caption",
            exhibit=words.exhibit(exhibit),
            time=words.moment(still.time),
            episodes=episodes,
        )
        return StillView(
            anchor=anchor("still", f"{exhibit}-{still.file}"),
            file=still.file,
            data=data,
            status=status,
            status_word=words.say(f"still.{status}"),
            width=still.width,
            height=still.height,
            place=words.say("still_text.place", exhibit=exhibit, time=words.moment(still.time)),
            caption=caption,
            digest=str(still.digest),
            derived_from=self._parent(still),
            checked_by=still.checked_by,
            redacted=still.redacted,
        )

    def _parent(self, still: RedactedStill) -> str:
        """The exhibit the still was made from, with its digest: a still is never an original."""
        exhibit = self.words.exhibits.get(still.parent)
        said = self.words.exhibit(still.parent)
        return f"{said}, {exhibit.digest}" if exhibit else said

    def _data(self, still: RedactedStill) -> tuple[str, str]:
        """The data address, and what became of the still."""
        try:
            path = (self.folder / still.file).resolve()
            if not path.is_relative_to(self.folder.resolve()):
                return "", "outside"
            if not path.is_file():
                return "", "missing"
            if path.stat().st_size > min(MOST_BYTES, self.left):
                return "", "too_large"
            content = path.read_bytes()
        except (OSError, ValueError):
            return "", "missing"
        if digest_bytes(content) != still.digest:
            return "", "altered"
        kind = next((kind for magic, kind in _MAGIC if content.startswith(magic)), "")
        if not kind:
            return "", "not_a_picture"
        self.left -= len(content)
        return f"data:{kind};base64,{base64.b64encode(content).decode('ascii')}", "embedded"
