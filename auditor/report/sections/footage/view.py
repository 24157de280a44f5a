"""What the section on footage prints."""

from __future__ import annotations

from auditor.core.frozen import Frozen
from auditor.report.charts.still_view import StillView
from auditor.report.charts.timeline_view import Timeline
from auditor.report.charts.zone_view import Zone
from auditor.report.sections.readings.view import ObservationRow


class EpisodeRow(Frozen):
    """An episode as a row of the table that says what the timeline shows."""

    id: str
    start: str
    end: str
    tier: str
    tier_word: str
    boundary: bool
    eye_distance: str
    pose: str
    frames: str
    best_at: str


class FootageView(Frozen):
    """What was seen in one piece of footage; `no_zone` says why no capture zone is drawn.

    `more_episodes` says how many stand only in the saved observations. `covered` says what is known
    of notice and consent on the day of the recording.
    """

    exhibit: str
    anchor: str
    file: str
    camera: str
    demonstrative: bool
    summary: str
    timeline: Timeline | None
    zone: Zone | None
    no_zone: str
    covered: tuple[str, ...]
    episodes: tuple[EpisodeRow, ...]
    all_episodes: str
    more_episodes: str
    stills: tuple[StillView, ...]
    others: tuple[ObservationRow, ...]
