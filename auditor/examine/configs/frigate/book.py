"""The notebook of a Frigate configuration."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from auditor.examine.configs.frame.notebook import Notebook
from auditor.examine.configs.frame.terms import Place
from auditor.examine.configs.frigate.settings import Setting, Settings
from auditor.examine.model import EvidenceState
from auditor.vocabulary.value import FactValue


@dataclass(frozen=True)
class FrigateBook:
    """The notebook with the settings it is about: a place is a setting, or None for a default."""

    settings: Settings
    notebook: Notebook

    def note(
        self,
        topic: str,
        at: Setting | None,
        words: str,
        *,
        says: Mapping[str, FactValue] | None = None,
        subject: str = "",
        state: EvidenceState | None = None,
        by_default: bool = False,
        confidence: float = 1.0,
    ) -> None:
        """Note `words` at a setting; see `Notes.note`."""
        place = Place(
            at=self.settings.locator(at),
            subject=subject,
            by_default=by_default,
            confidence=confidence,
        )
        self.notebook.note(topic, words, says=says, state=state, **place)
