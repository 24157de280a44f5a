"""What the detectors find and miss, from the measurements saved with the observations."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from auditor.examine.ladder_model import DetectorLadder, LadderRung, RungResult
from auditor.examine.model import FootageCoverage, Observations
from auditor.report.parts import Pair, Said
from auditor.report.sections.method.view import (
    DetectorFloor,
    LadderGrid,
    LadderLimit,
    LadderView,
    RungCell,
    RungGroup,
    RungRow,
)
from auditor.report.words import Words

NINE_IN_TEN, HALF = 0.9, 0.5
"""Shares of the faces of a rung: found nearly always, and missed more often than found. A
convention of this report; no standard sets them."""


Size = tuple[int, int]


def detector_floor(words: Words, observations: Observations) -> DetectorFloor | None:
    """What every detector that examined footage finds and misses; None where there was none."""
    looked = any(isinstance(e.coverage, FootageCoverage) for e in observations.examinations)
    if not looked:
        return None
    ladders = tuple(_view(words, ladder) for ladder in observations.ladders)
    # Observations saved before there were ladders hold none.
    return DetectorFloor(missing="" if ladders else words.say("ladder.missing"), ladders=ladders)


def _view(words: Words, ladder: DetectorLadder) -> LadderView:
    sizes = _sizes(ladder.rungs)
    build = ladder.measured_with
    single = [r for r in ladder.rungs if not _of_grid_only(r, ladder)]
    conditions = [list(rungs) for _, rungs in groupby(single, key=lambda r: r.condition)]
    results = [result for rung in ladder.rungs for result in rung.results]
    return LadderView(
        detector=build.detector,
        setting=words.say(
            "ladder.setting",
            heads=ladder.heads,
            backgrounds=ladder.backgrounds,
            sizes=words.join(_size(size) for size in sizes),
            eyes=f"{ladder.base_eye_distance:g}",
        ),
        measured=words.say(
            "ladder.measured",
            model=build.model,
            libraries=words.join(f"{name} {version}" for name, version in build.libraries),
            script=ladder.script,
        ),
        changes=_changes(words, ladder),
        finds=_finds(words, ladder, sizes),
        misses=_misses(words, ladder, conditions, sizes),
        false_hits=words.say(
            "ladder.false_hits",
            hits=sum(result.false_hits for result in results),
            pictures=f"{sum(result.pictures for result in results):,}",
        ),
        sizes=tuple(_size(size) for size in sizes),
        limits=tuple(_limit(words, rungs, sizes) for rungs in conditions),
        groups=tuple(_group(words, rungs, sizes) for rungs in conditions),
        grids=tuple(_grid(words, ladder, size) for size in sizes),
    )


def _of_grid_only(rung: LadderRung, ladder: DetectorLadder) -> bool:
    """Whether two factors differ from the base condition."""
    return rung.condition == "yaw" and rung.eye_distance != ladder.base_eye_distance


def _sizes(rungs: Sequence[LadderRung]) -> list[Size]:
    return list(dict.fromkeys((r.width, r.height) for rung in rungs for r in rung.results))


def _size(size: Size) -> str:
    return f"{size[0]}\N{NO-BREAK SPACE}×\N{NO-BREAK SPACE}{size[1]}"


def _changes(words: Words, ladder: DetectorLadder) -> tuple[Pair, ...]:
    """How the build at work differs from the one measured; empty where it is the same."""
    was, now = ladder.measured_with, ladder.at_work
    kept = {words.say("ladder.model"): was.model} | dict(was.libraries)
    here = {words.say("ladder.model"): now.model} | dict(now.libraries)
    kept |= {name: f"{value:g}" for name, value in was.settings}
    here |= {name: f"{value:g}" for name, value in now.settings}
    nothing = words.say("ladder.nothing")
    return tuple(
        Pair(
            label=words.said(name),
            value=Said(
                text=words.say(
                    "ladder.was_now", was=kept.get(name, nothing), now=here.get(name, nothing)
                )
            ),
        )
        for name in dict.fromkeys((*kept, *here))
        if kept.get(name) != here.get(name)
    )


def _result(rung: LadderRung, size: Size) -> RungResult | None:
    return next((r for r in rung.results if (r.width, r.height) == size), None)


def _share(rung: LadderRung, size: Size) -> float | None:
    result = _result(rung, size)
    return None if result is None else result.found / result.faces


def _below(rungs: Sequence[LadderRung], sizes: Sequence[Size], share: float) -> list[LadderRung]:
    """Rungs at which less than `share` was found in pictures of any of `sizes`."""
    return [
        rung
        for rung in rungs
        if any((found := _share(rung, size)) is not None and found < share for size in sizes)
    ]


def _finds(words: Words, ladder: DetectorLadder, sizes: Sequence[Size]) -> str:
    rungs = [rung for rung in ladder.rungs if rung.condition == "eye_distance"]
    each = []
    for size in sizes:
        lost = _below(rungs, [size], NINE_IN_TEN)
        good = rungs[: rungs.index(lost[0])] if lost else rungs
        key = "ladder.finds_from" if good else "ladder.finds_nowhere"
        eyes = _rung(words, good[-1]) if good else ""
        each.append(words.say(key, eyes=eyes, size=_size(size)))
    return words.say("ladder.finds", each=words.say("page.semicolon").join(each))


def _misses(
    words: Words,
    ladder: DetectorLadder,
    conditions: Sequence[Sequence[LadderRung]],
    sizes: Sequence[Size],
) -> str:
    each = []
    for rungs in conditions:
        said = _from(words, rungs, sizes, HALF)
        if said:
            condition = words.say(f"ladder_condition.{rungs[0].condition}")
            each.append(words.say("ladder.miss", condition=condition, where=said))
    if not each:
        return words.say("ladder.misses_nothing")
    listed = words.say("page.semicolon").join(each)
    return words.say("ladder.misses", each=listed, eyes=f"{ladder.base_eye_distance:g}")


def _where(words: Words, rungs: Sequence[LadderRung], sizes: Sequence[Size], share: float) -> str:
    """From which rung on less than `share` was found, by size where sizes differ; else empty."""
    by_size = {size: _from(words, rungs, [size], share) for size in sizes}
    if len(set(by_size.values())) == 1:
        return by_size[sizes[0]]
    return words.join(
        words.say("ladder.in_size", where=where, size=_size(size))
        for size, where in by_size.items()
        if where
    )


def _from(words: Words, rungs: Sequence[LadderRung], sizes: Sequence[Size], share: float) -> str:
    """The easiest rung at which less than `share` was found, whatever harder rungs gave."""
    missed = _below(rungs, sizes, share)
    if not missed:
        return ""
    condition = missed[0].condition
    # What covers a face is in no order, so each is named.
    named = missed if condition == "covering" else missed[:1]
    said = words.join(_rung(words, rung) for rung in named)
    return words.say(f"ladder_from.{condition}", rung=said)


def _limit(words: Words, rungs: Sequence[LadderRung], sizes: Sequence[Size]) -> LadderLimit:
    return LadderLimit(
        condition=words.say(f"ladder_condition.{rungs[0].condition}"),
        below_nine_in_ten=_where(words, rungs, sizes, NINE_IN_TEN),
        below_half=_where(words, rungs, sizes, HALF),
    )


def _rung(words: Words, rung: LadderRung) -> str:
    """The value of a rung with its unit."""
    return words.say(
        f"ladder_rung.{rung.condition}",
        value=f"{rung.value:g}",
        part=f"{1 / rung.value:.0f}" if rung.value else "",
        elements=f"{rung.value * rung.eye_distance:.2g}",
        covering=words.say(f"ladder_covering.{rung.covering}"),
        grey=f"{sum(r.brightness for r in rung.results) / len(rung.results):.0f}",
    )


def _group(words: Words, rungs: Sequence[LadderRung], sizes: Sequence[Size]) -> RungGroup:
    condition = rungs[0].condition
    return RungGroup(
        condition=words.say(f"ladder_condition.{condition}"),
        means=words.say(f"ladder_means.{condition}"),
        rows=tuple(
            RungRow(
                label=_rung(words, rung),
                cells=tuple(_cell(words, _result(rung, size)) for size in sizes),
            )
            for rung in rungs
        ),
    )


def _cell(words: Words, result: RungResult | None) -> RungCell:
    if result is None:
        return RungCell(found="", interval="", eyes="", yaw="")
    low, high = result.interval
    return RungCell(
        found=words.say("ladder.of", found=result.found, faces=result.faces),
        interval=f"{100 * low:.0f}–{100 * high:.0f}%",
        eyes="" if result.eye_ratio is None else f"× {result.eye_ratio:.2f}",
        yaw="" if result.yaw_error is None else f"{result.yaw_error:.0f}°",
    )


def _grid(words: Words, ladder: DetectorLadder, size: Size) -> LadderGrid:
    cells = {
        (rung.eye_distance, rung.yaw): share
        for rung in ladder.rungs
        if rung.condition in {"eye_distance", "yaw"} and (share := _share(rung, size)) is not None
    }
    yaws = sorted({yaw for _, yaw in cells})
    distances = sorted({eyes for eyes, _ in cells}, reverse=True)
    return LadderGrid(
        caption=words.say("ladder.grid", size=_size(size)),
        columns=tuple(f"{yaw:g}°" for yaw in yaws),
        rows=tuple(
            (
                f"{eyes:g} px",
                tuple(
                    f"{100 * cells[eyes, yaw]:.0f}%" if (eyes, yaw) in cells else "" for yaw in yaws
                ),
            )
            for eyes in distances
        ),
    )
