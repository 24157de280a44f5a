"""Numbers of a recording that people use: faces at once, time with a face, faces an hour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from auditor.examine.model import CaptureEpisode

_SECONDS_PER_HOUR = 3600.0


@dataclass(frozen=True)
class CaptureNumbers:
    """The numbers of one recording.

    Attributes:
        episodes: capture episodes of more than one frame; the same person may have several.
        glimpses: faces seen in a single frame of a film, counted apart.
        at_once: the most faces that were in view at any moment.
        with_face: seconds during which at least one face was in view.
        duration: seconds of the recording that was examined.
    """

    episodes: int
    at_once: int
    with_face: float
    duration: float
    glimpses: int = 0

    @property
    def per_hour(self) -> float | None:
        """Episodes an hour; None for recordings of under ten minutes, which tell no rate."""
        shortest = 600.0
        if self.duration < shortest:
            return None
        return self.episodes * _SECONDS_PER_HOUR / self.duration


def capture_numbers(episodes: Sequence[CaptureEpisode], duration: float) -> CaptureNumbers:
    """The numbers of one recording of `duration` seconds."""
    # At one moment, episodes that end come first: one that ends where another begins does not
    # overlap it. An episode of a single frame ends after it began.
    edges = sorted(
        [(e.start, 1, 1) for e in episodes]
        + [(e.end, 0 if e.end > e.start else 2, -1) for e in episodes]
    )
    now = most = 0
    with_face = began = 0.0
    for time, _, step in edges:
        if now == 0 and step == 1:
            began = time
        now += step
        most = max(most, now)
        if now == 0:
            with_face += time - began
    glimpses = sum(1 for e in episodes if e.is_glimpse) if duration else 0
    return CaptureNumbers(len(episodes) - glimpses, most, with_face, duration, glimpses)
