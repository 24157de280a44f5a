"""What was seen in footage: the timeline, the capture zone, the episodes and the stills."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from auditor.case.model import Camera, Exhibit
from auditor.examine.model import CaptureEpisode, Examination, FootageCoverage, Tier
from auditor.report.charts.axis import Tick
from auditor.report.charts.timeline_view import Bar, CoverStrip, Lane, Timeline
from auditor.report.charts.zone import camera_moves, capture_zone
from auditor.report.cover_periods import Cover, Kind, Stretch
from auditor.report.sections.footage.stills import StillFolder
from auditor.report.sections.footage.view import EpisodeRow, FootageView
from auditor.report.sections.readings.build import observation_rows
from auditor.report.words import Words, anchor

EPISODES = 200
"""Episodes printed as rows; the saved observations hold them all."""


_LEFT, _RIGHT, _WIDTH, _LANE, _TOP = 165.0, 725.0, 750.0, 26.0, 8.0


_STRIP = 18.0


_TICK_STEPS = (
    *(0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600),
    *(7200, 14400, 21600, 43200, 86400),
)


_MOST_TICKS = 8


def footage_views(
    words: Words,
    exhibits: Iterable[Exhibit],
    cameras: Iterable[Camera],
    examinations: Sequence[Examination],
    stills: StillFolder,
    *,
    covered: Sequence[Cover],
) -> tuple[FootageView, ...]:
    """One view for each exhibit whose footage was examined."""
    described = {camera.name: camera for camera in cameras}
    views = []
    for exhibit in exhibits:
        for examination in examinations:
            footage = isinstance(examination.coverage, FootageCoverage) or examination.episodes
            if examination.exhibit == exhibit.id and footage:
                camera = described.get(exhibit.camera)
                views.append(_view(words, exhibit, camera, examination, stills, covered=covered))
    return tuple(views)


def _view(
    words: Words,
    exhibit: Exhibit,
    camera: Camera | None,
    examination: Examination,
    stills: StillFolder,
    *,
    covered: Sequence[Cover],
) -> FootageView:
    coverage = examination.coverage
    coverage = coverage if isinstance(coverage, FootageCoverage) else None
    episodes = sorted(examination.episodes, key=lambda e: (e.start, e.end, e.id))
    backgrounds = [s for s in examination.stills if s.purpose == "background"]
    background = stills.view(backgrounds[0], exhibit.id) if backgrounds else None
    evidence = [still for still in examination.stills if still.purpose == "evidence"]
    shown = tuple(stills.view(still, exhibit.id) for still in evidence)
    day = exhibit.provenance.recorded_on
    strips = tuple((one.kind, one.on(day)) for one in covered)
    others = [o for o in examination.observations if not o.topic.startswith("face.")]
    return FootageView(
        exhibit=exhibit.id,
        anchor=anchor("footage", exhibit.id),
        file=exhibit.path,
        camera=exhibit.camera,
        demonstrative=exhibit.demonstrative,
        summary=_summary(words, episodes),
        timeline=_timeline(words, exhibit.id, episodes, coverage, strips)
        if episodes and coverage
        else None,
        zone=capture_zone(
            words, exhibit, examination, camera=camera, background=background, stills=shown
        ),
        no_zone=_no_zone(words, exhibit, examination),
        covered=tuple(
            words.say(
                "cover.of_recording",
                what=words.say(f"cover_lane.{kind}"),
                state=words.say(f"cover_state.{stretch.state}"),
                why=words.say(f"cover_why.{stretch.why}"),
            )
            for kind, stretch in strips
        ),
        episodes=tuple(_row(words, episode) for episode in episodes[:EPISODES]),
        all_episodes=words.number(len(episodes)),
        more_episodes=words.say(
            "episode.more", shown=EPISODES, count=words.number(len(episodes) - EPISODES)
        )
        if len(episodes) > EPISODES
        else "",
        stills=shown,
        others=observation_rows(words, others),
    )


def _no_zone(words: Words, exhibit: Exhibit, examination: Examination) -> str:
    if not examination.episodes or not camera_moves(examination):
        return ""
    return words.say("zone.moves_no_zone" if exhibit.purpose_zone else "zone.moves")


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


def _timeline(
    words: Words,
    exhibit: str,
    episodes: Sequence[CaptureEpisode],
    coverage: FootageCoverage,
    covered: Sequence[tuple[Kind, Stretch]],
) -> Timeline | None:
    end = max(coverage.duration, *(episode.end for episode in episodes))
    if end <= 0:
        return None
    scale = (_RIGHT - _LEFT) / end
    lanes = [tier for tier in reversed(Tier) if any(e.tier is tier for e in episodes)]
    at = {tier: _TOP + index * _LANE for index, tier in enumerate(lanes)}
    strips = _TOP + len(lanes) * _LANE
    axis = strips + len(covered) * _STRIP + 4
    counts = Counter(episode.tier for episode in episodes)
    return Timeline(
        label=words.say(
            "timeline.label", exhibit=exhibit, count=len(episodes), end=words.clock(end)
        ),
        width=_WIDTH,
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
        strips=tuple(
            CoverStrip(
                y=strips + index * _STRIP,
                label=words.say(f"cover_lane.{kind}"),
                state=stretch.state,
                title=words.say(
                    "cover.each",
                    what=words.say(f"cover_lane.{kind}"),
                    state=words.say(f"cover_state.{stretch.state}"),
                ),
            )
            for index, (kind, stretch) in enumerate(covered)
        ),
        ticks=tuple(
            Tick(x=round(_LEFT + second * scale, 1), label=words.moment(second))
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
