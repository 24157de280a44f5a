"""What was seen in footage: the timeline, the capture zone, the episodes and the stills."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from auditor.case.model import Exhibit
from auditor.examine.model import CaptureEpisode, Examination, FootageCoverage, Tier
from auditor.report.material import observation_rows
from auditor.report.model import (
    Bar,
    Cell,
    EpisodeRow,
    FootageView,
    Lane,
    StillView,
    Tick,
    Timeline,
    Zone,
)
from auditor.report.stills import StillFolder
from auditor.report.words import Words, anchor

_LEFT, _RIGHT, _LANE, _TOP = 118.0, 708.0, 26.0, 8.0
_TICK_STEPS = (
    *(0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600),
    *(7200, 14400, 21600, 43200, 86400),
)
_MOST_TICKS = 8
_COLUMNS, _ROWS = 32, 18
_LEVELS = 5
MOST_PATHS = 40
"""Paths drawn in a capture-zone picture; the shading counts all of them."""
_PATH_POINTS = 24
_BACKDROP_BYTES = 220_000


def footage_views(
    words: Words,
    exhibits: Iterable[Exhibit],
    examinations: Sequence[Examination],
    stills: StillFolder,
) -> tuple[FootageView, ...]:
    """One view for each exhibit in which footage was looked at."""
    views = []
    for exhibit in exhibits:
        for examination in examinations:
            footage = isinstance(examination.coverage, FootageCoverage) or examination.episodes
            if examination.exhibit == exhibit.id and footage:
                views.append(_view(words, exhibit, examination, stills))
    return tuple(views)


def _view(
    words: Words, exhibit: Exhibit, examination: Examination, stills: StillFolder
) -> FootageView:
    coverage = examination.coverage
    coverage = coverage if isinstance(coverage, FootageCoverage) else None
    episodes = sorted(examination.episodes, key=lambda e: (e.start, e.end, e.id))
    shown = tuple(stills.view(still, exhibit.id) for still in examination.stills)
    others = [o for o in examination.observations if not o.topic.startswith("face.")]
    return FootageView(
        exhibit=exhibit.id,
        anchor=anchor("footage", exhibit.id),
        file=exhibit.path,
        camera=exhibit.camera,
        demonstrative=exhibit.demonstrative,
        summary=_summary(words, episodes),
        timeline=_timeline(words, episodes, coverage) if episodes and coverage else None,
        zone=_zone(words, exhibit.id, episodes, coverage, shown) if coverage else None,
        episodes=tuple(_row(words, episode) for episode in episodes),
        stills=shown,
        others=observation_rows(words, others),
    )


def _summary(words: Words, episodes: Sequence[CaptureEpisode]) -> str:
    if not episodes:
        return words.say("footage.no_episode")
    counts = Counter(episode.tier for episode in episodes)
    each = words.join(
        words.say("footage.of_tier", tier=words.say(f"tier.{tier.value}"), count=counts[tier])
        for tier in reversed(Tier)
        if counts[tier]
    )
    largest = max(episode.best.eye_distance for episode in episodes)
    return words.say(
        "footage.summary", count=len(episodes), each=each, largest=words.number(round(largest, 1))
    )


def _row(words: Words, episode: CaptureEpisode) -> EpisodeRow:
    best = episode.best
    return EpisodeRow(
        id=episode.id,
        start=words.clock(episode.start),
        end=words.clock(episode.end),
        tier=episode.tier.value,
        tier_word=words.say(f"tier.{episode.tier.value}"),
        boundary=episode.boundary,
        eye_distance=f"{best.eye_distance:.1f}",
        pose=words.say("footage.pose", yaw=round(best.pose.yaw), roll=round(best.pose.roll)),
        frames=f"{episode.frames:,}",
        best_at=words.clock(best.time),
    )


# --- timeline ------------------------------------------------------------------------------------


def _timeline(
    words: Words, episodes: Sequence[CaptureEpisode], coverage: FootageCoverage
) -> Timeline | None:
    end = max(coverage.duration, *(episode.end for episode in episodes))
    if end <= 0:
        return None
    scale = (_RIGHT - _LEFT) / end
    lanes = [tier for tier in reversed(Tier) if any(e.tier is tier for e in episodes)]
    at = {tier: _TOP + index * _LANE for index, tier in enumerate(lanes)}
    axis = _TOP + len(lanes) * _LANE + 4
    counts = Counter(episode.tier for episode in episodes)
    return Timeline(
        label=words.say("timeline.label", count=len(episodes), end=words.clock(end)),
        width=720.0,
        height=axis + 50.0,
        left=_LEFT,
        right=_RIGHT,
        axis=axis,
        lanes=tuple(
            Lane(
                y=at[tier],
                tier=tier.value,
                label=words.say(f"tier.{tier.value}"),
                count=str(counts[tier]),
            )
            for tier in lanes
        ),
        bars=tuple(_bar(words, episode, at[episode.tier], scale) for episode in episodes),
        ticks=tuple(
            Tick(x=round(_LEFT + second * scale, 1), label=words.clock(second))
            for second in _ticks(end)
        ),
        gap=round(min(coverage.largest_gap * scale, _RIGHT - _LEFT), 1),
        gap_label=words.say("timeline.gap", gap=words.number(round(coverage.largest_gap, 1))),
        broken="" if coverage.read_to_end else words.say("timeline.broken"),
    )


def _bar(words: Words, episode: CaptureEpisode, y: float, scale: float) -> Bar:
    return Bar(
        x=round(_LEFT + episode.start * scale, 1),
        y=y,
        width=round(max(2.0, (episode.end - episode.start) * scale), 1),
        tier=episode.tier.value,
        title=f"{episode.id}: {words.clock(episode.start)}–{words.clock(episode.end)}",
    )


def _ticks(end: float) -> list[float]:
    step = next((step for step in _TICK_STEPS if end / step <= _MOST_TICKS), end / _MOST_TICKS)
    return [index * step for index in range(int(end / step) + 1)]


# --- capture zone --------------------------------------------------------------------------------


def _zone(
    words: Words,
    exhibit: str,
    episodes: Sequence[CaptureEpisode],
    coverage: FootageCoverage,
    stills: Sequence[StillView],
) -> Zone | None:
    width, height = coverage.width, coverage.height
    points = [point for episode in episodes for point in episode.path]
    if not points or width <= 0 or height <= 0:
        return None
    counts = Counter(
        (min(int(x * _COLUMNS), _COLUMNS - 1), min(int(y * _ROWS), _ROWS - 1))
        for x, y in points
        if 0 <= x <= 1 and 0 <= y <= 1
    )
    most = max(counts.values(), default=1)
    widest = sorted(episodes, key=lambda e: -e.best.eye_distance)[:MOST_PATHS]
    cell = (width / _COLUMNS, height / _ROWS)
    backdrop = next(
        (s for s in stills if s.data and len(s.data) <= _BACKDROP_BYTES and s.width and s.height),
        None,
    )
    return Zone(
        label=words.say("zone.label", exhibit=exhibit, width=width, height=height),
        width=width,
        height=height,
        backdrop=backdrop.data if backdrop else "",
        backdrop_label=words.say("zone.backdrop") if backdrop else words.say("zone.plain"),
        cells=tuple(
            Cell(
                x=round(column * cell[0], 1),
                y=round(row * cell[1], 1),
                width=round(cell[0], 1),
                height=round(cell[1], 1),
                level=max(1, -(-count * _LEVELS // most)),
            )
            for (column, row), count in sorted(counts.items())
        ),
        paths=tuple(_path(episode, width, height) for episode in widest if len(episode.path) > 1),
        stroke=round(width / 400, 2),
        legend=tuple(
            words.say("zone.level", count=_level_text(level, most))
            for level in range(1, _LEVELS + 1)
            if _level_text(level, most)
        ),
        note=words.say(
            "zone.note",
            points=f"{len(points):,}",
            shown=min(len(episodes), MOST_PATHS),
            all=len(episodes),
            region=_region(words, points),
        ),
    )


def _level_text(level: int, most: int) -> str:
    low, high = (level - 1) * most // _LEVELS + 1, level * most // _LEVELS
    if high < low:
        return ""
    return str(low) if low == high else f"{low}–{high}"


def _path(episode: CaptureEpisode, width: int, height: int) -> str:
    every = max(1, -(-len(episode.path) // _PATH_POINTS))
    kept = [*episode.path[::every], episode.path[-1]]
    return " ".join(f"{x * width:.0f},{y * height:.0f}" for x, y in kept)


def _region(words: Words, points: Sequence[tuple[float, float]]) -> str:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return words.say(
        "zone.region",
        left=round(min(xs) * 100),
        right=round(max(xs) * 100),
        top=round(min(ys) * 100),
        bottom=round(max(ys) * 100),
    )
