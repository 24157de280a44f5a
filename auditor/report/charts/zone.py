"""Where in the picture faces were: the drawing, and the share outside the zone of the purpose."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby

from auditor.case.model import Camera, Exhibit
from auditor.case.polygon import Corner, Polygon
from auditor.examine.footage.zone import CAMERA_MOVES, ZonePart, ZoneShare, bystanders
from auditor.examine.model import CaptureEpisode, Examination, FootageCoverage
from auditor.report.charts.still_view import StillView
from auditor.report.charts.zone_view import Heat, PurposeZone, ScaleMark, Zone, ZonePath, ZoneRow
from auditor.report.parts import Said
from auditor.report.words import Words

_LONGER = 640.0
"""Units of the drawing along the picture's longer side."""


_LEFT, _ABOVE, _BEYOND = 44, 26, 12
"""Units round the picture, for the scale."""


_CELLS, _CELLS_ACROSS = 32, 18
"""Cells along the longer and the shorter side; square in a picture of 16 by 9."""


_LEVELS = 5


_MARKS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)


MOST_PATHS = 40
"""Paths drawn; the shading counts all of them."""


_PATH_POINTS = 24


_BACKDROP_BYTES = 220_000


_SURE = 0.995
"""A share that would be rounded to none or all of it is written as nearly none or all of it."""


def camera_moves(examination: Examination) -> bool:
    """Whether the frames were found not to show one view, so that there is no zone to draw."""
    return any(observation.topic == CAMERA_MOVES for observation in examination.observations)


def capture_zone(
    words: Words,
    exhibit: Exhibit,
    examination: Examination,
    *,
    camera: Camera | None,
    background: StillView | None,
    stills: Sequence[StillView],
) -> Zone | None:
    """The capture-zone picture; None where there is nothing to draw, or the camera moves."""
    coverage = examination.coverage
    episodes = [episode for episode in examination.episodes if episode.path]
    if not isinstance(coverage, FootageCoverage) or not episodes or camera_moves(examination):
        return None
    if coverage.width <= 0 or coverage.height <= 0:
        return None
    polygon = exhibit.purpose_zone
    share = bystanders(episodes, polygon) if polygon else ZoneShare()
    outside = set(share.outside.episodes)
    drawing = _Drawing(coverage)
    most, heat = drawing.heat(episodes, outside)
    drawn = _drawn(episodes, outside)
    backdrop = background if background and background.data else _fit_for_backdrop(stills)
    purpose = _purpose(words, drawing, polygon, share, episodes) if polygon else None
    if purpose and camera:
        purpose = purpose.model_copy(update=_stated(words, camera))
    return Zone(
        label=words.say(
            "zone.label", exhibit=exhibit.id, width=coverage.width, height=coverage.height
        ),
        view_box=drawing.view_box,
        width=drawing.width,
        height=drawing.height,
        marks_across=_marks(drawing.width),
        marks_down=_marks(drawing.height),
        backdrop=backdrop.data if backdrop else "",
        backdrop_label=_backdrop_label(words, backdrop, background),
        background=background,
        heat=heat,
        paths=tuple(
            ZonePath(points=drawing.path(episode), outside=episode.id in outside)
            for episode in drawn
            if len(episode.path) > 1
        ),
        legend=tuple(text for level in range(1, _LEVELS + 1) if (text := _level_text(level, most))),
        note=_note(words, episodes, drawn),
        limit=_limit(words, coverage, background),
        purpose=purpose,
    )


def _marks(length: float) -> tuple[ScaleMark, ...]:
    return tuple(ScaleMark(at=round(mark * length, 1), label=f"{mark:g}") for mark in _MARKS)


def _note(words: Words, episodes: Sequence[CaptureEpisode], drawn: Sequence[CaptureEpisode]) -> str:
    points = [point for episode in episodes for point in episode.path]
    return words.say(
        "zone.note",
        points=f"{len(points):,}",
        shown=len(drawn),
        all=f"{len(episodes):,}",
        region=_region(words, "zone.region", points),
    )


def _fit_for_backdrop(stills: Sequence[StillView]) -> StillView | None:
    fit = (s for s in stills if s.redacted and s.data and len(s.data) <= _BACKDROP_BYTES)
    return next(fit, None)


def _backdrop_label(words: Words, backdrop: StillView | None, background: StillView | None) -> str:
    if backdrop is None:
        return words.say("zone.plain")
    if backdrop is background:
        return words.say("zone.background", detector=backdrop.checked_by)
    return words.say("zone.backdrop")


def _limit(words: Words, coverage: FootageCoverage, background: StillView | None) -> str:
    if coverage.duration <= 0:
        return ""
    # A background is made only of frames that show one view.
    return words.say("zone.one_view" if background else "zone.view_unchecked")


def _level_text(level: int, most: int) -> str:
    low, high = (level - 1) * most // _LEVELS + 1, level * most // _LEVELS
    if high < low:
        return ""
    return str(low) if low == high else f"{low}–{high}"


def _drawn(episodes: Sequence[CaptureEpisode], outside: set[str]) -> list[CaptureEpisode]:
    """The episodes whose paths are drawn, widest eyes first; bystanders get up to half of them."""
    widest = sorted(episodes, key=lambda e: -e.best.eye_distance)
    others = [e for e in widest if e.id not in outside]
    alone = [e for e in widest if e.id in outside]
    alone = alone[: max(MOST_PATHS // 2, MOST_PATHS - len(others))]
    return [*others[: MOST_PATHS - len(alone)], *alone]


def _region(words: Words, key: str, points: Sequence[Corner]) -> str:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return words.say(
        key,
        left=round(min(xs) * 100),
        right=round(max(xs) * 100),
        top=round(min(ys) * 100),
        bottom=round(max(ys) * 100),
    )


class _Drawing:
    """A picture's places in units of the drawing."""

    def __init__(self, coverage: FootageCoverage) -> None:
        longer = max(coverage.width, coverage.height)
        self.width = round(coverage.width / longer * _LONGER, 1)
        self.height = round(coverage.height / longer * _LONGER, 1)
        wide = coverage.width >= coverage.height
        self.columns = _CELLS if wide else _CELLS_ACROSS
        self.rows = _CELLS_ACROSS if wide else _CELLS

    @property
    def view_box(self) -> str:
        return (
            f"{-_LEFT} {-_ABOVE} {self.width + _LEFT + _BEYOND:g} "
            f"{self.height + _ABOVE + _BEYOND:g}"
        )

    def heat(
        self, episodes: Sequence[CaptureEpisode], outside: set[str]
    ) -> tuple[int, tuple[Heat, ...]]:
        """The most centres in one cell, and the shades: bystanders apart from everybody else."""
        counts = {
            alone: self._counts(e for e in episodes if (e.id in outside) is alone)
            for alone in (False, True)
        }
        most = max((n for cells in counts.values() for n in cells.values()), default=1)
        shades: dict[tuple[bool, int], list[tuple[int, int]]] = {}
        for alone, cells in counts.items():
            for cell, count in cells.items():
                shades.setdefault((alone, max(1, -(-count * _LEVELS // most))), []).append(cell)
        return most, tuple(
            Heat(level=level, outside=alone, d=self._cells(sorted(cells, key=lambda c: c[::-1])))
            for (alone, level), cells in sorted(shades.items())
        )

    def _counts(self, episodes: Iterable[CaptureEpisode]) -> Counter[tuple[int, int]]:
        return Counter(
            (min(int(x * self.columns), self.columns - 1), min(int(y * self.rows), self.rows - 1))
            for episode in episodes
            for x, y in episode.path
            if 0 <= x <= 1 and 0 <= y <= 1
        )

    def _cells(self, cells: Sequence[tuple[int, int]]) -> str:
        """Cells as one path, those side by side as one rectangle."""
        wide, high = self.width / self.columns, self.height / self.rows
        drawn = []
        # Neighbours in a row are as far apart in the picture as in the list.
        for _, run in groupby(enumerate(cells), lambda one: (one[1][1], one[1][0] - one[0])):
            row = [cell for _, cell in run]
            (column, line), length = row[0], len(row)
            across = length * wide
            drawn.append(
                f"M{_unit(column * wide)} {_unit(line * high)}h{_unit(across)}v{_unit(high)}"
                f"h{_unit(-across)}z"
            )
        return "".join(drawn)

    def path(self, episode: CaptureEpisode) -> str:
        """The way of a face as points of a line."""
        every = max(1, -(-len(episode.path) // _PATH_POINTS))
        return self.points([*episode.path[::every], episode.path[-1]])

    def points(self, corners: Sequence[Corner]) -> str:
        """Places in the picture as points of a line."""
        return " ".join(f"{x * self.width:.0f},{y * self.height:.0f}" for x, y in corners)


def _unit(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


_LABEL_HIGH, _LABEL_WIDE = 30.0, 300.0
"""Units that the zone's label takes up on a small screen, where it is drawn largest."""


def _purpose(
    words: Words,
    drawing: _Drawing,
    polygon: Polygon,
    share: ZoneShare,
    episodes: Sequence[CaptureEpisode],
) -> PurposeZone:
    x, foot, at_right = _label_place(drawing, polygon, episodes)
    return PurposeZone(
        points=drawing.points(polygon),
        label=words.say("zone.purpose_label"),
        label_x=round(x, 1),
        label_y=round(foot, 1),
        label_at_right=at_right,
        sentence=_sentence(words, share, episodes),
        timed=share.seconds > 0,
        rows=(
            _row(words, "zone.inside", share.inside, share),
            _row(words, "zone.partly", share.partly, share),
            _row(words, "zone.outside", share.outside, share),
            ZoneRow(
                label=words.say("zone.all"),
                episodes=f"{share.episodes:,}",
                time=_time(words, share.seconds_outside, share.seconds),
            ),
        ),
    )


def _label_place(
    drawing: _Drawing, polygon: Polygon, episodes: Sequence[CaptureEpisode]
) -> tuple[float, float, bool]:
    """Where the label begins (or ends, at the right) and its foot: where it hides fewest faces."""
    xs, ys = [x * drawing.width for x, _ in polygon], [y * drawing.height for _, y in polygon]
    at_right = min(xs) + _LABEL_WIDE > drawing.width
    x = max(xs) if at_right else min(xs)
    left = x - _LABEL_WIDE if at_right else x
    # Above the zone, below it, and inside it at either edge.
    feet = (min(ys) - 8, max(ys) + _LABEL_HIGH - 8, min(ys) + _LABEL_HIGH - 8, max(ys) - 8)
    fit = [foot for foot in feet if _LABEL_HIGH <= foot <= drawing.height - 8]

    def hidden(foot: float) -> int:
        return sum(
            left <= across * drawing.width <= left + _LABEL_WIDE
            and foot - _LABEL_HIGH <= down * drawing.height <= foot + 8
            for episode in episodes
            for across, down in episode.path
        )

    return x, min(fit, key=hidden, default=_LABEL_HIGH), at_right


def _stated(words: Words, camera: Camera) -> dict[str, Said | None]:
    return {
        "stated": words.said(camera.purpose) if camera.purpose else None,
        "note": words.said(camera.note) if camera.note else None,
    }


def _sentence(words: Words, share: ZoneShare, episodes: Sequence[CaptureEpisode]) -> str:
    out = set(share.outside.episodes)
    places = [point for e in episodes if e.id in out for point in e.path]
    return words.say(
        "zone.bystanders",
        share=_of(words, len(out), share.episodes),
        more=_region(words, "zone.outside_region", places)
        if places
        else words.say("zone.none_outside"),
    )


def _row(words: Words, key: str, part: ZonePart, share: ZoneShare) -> ZoneRow:
    return ZoneRow(
        label=words.say(key),
        episodes=_of(words, len(part.episodes), share.episodes),
        time=_time(words, part.seconds_outside, part.seconds),
    )


def _time(words: Words, outside: float, seconds: float) -> str:
    if not seconds:
        return "–"
    return words.say(
        "zone.of_seconds",
        part=f"{outside:,.1f}",
        all=f"{seconds:,.1f}",
        percent=_percent(outside / seconds),
    )


def _of(words: Words, part: int, whole: int) -> str:
    return words.say("zone.of", part=f"{part:,}", all=f"{whole:,}", percent=_percent(part / whole))


def _percent(share: float) -> str:
    if 0 < share < 1 - _SURE:
        return "<1%"
    if _SURE < share < 1:
        return ">99%"
    return f"{share:.0%}"
