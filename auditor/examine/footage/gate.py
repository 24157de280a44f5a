"""Where a long recording may show somebody: what moved, found without decoding it all.

Two signs are used. Sizes: an encoder spends bytes on what changes, so half a second that is larger
than the quiet ones around it holds a movement. Key frames: each is compared with the last one that
was searched, so that what changed unnoticed in between is seen as well. Only where one of them
speaks are all frames decoded; elsewhere the picture is the one already searched.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from auditor.core.frozen import Frozen
from auditor.examine.footage.decode import Grey, Notes
from auditor.examine.footage.indexed import IndexedVideo
from auditor.examine.footage.packets import PacketTable
from auditor.examine.footage.sampling import Look
from auditor.examine.footage.search import Search, changed, sketch

Span = tuple[float, float]
"""Start and end in seconds of media time."""


@dataclass(frozen=True)
class Gate:
    """The gate's parameters; engineering choices, tried on the benchmark's footage.

    Attributes:
        from_seconds: recordings shorter than this are looked through without a gate,
        least_rate: and so are those with fewer frames a second: between two looks there is at most
            one frame then, and its size in bytes says nothing about movement.
        window: seconds whose bytes are added up.
        around: seconds before and after a window from which its quiet level is taken.
        lone: how many times the spread of the quiet windows one window must be above their level,
            both of the logarithm of their sizes,
        steady: and how many times the spread of such means the mean of three windows must be,
        share: and by what part of the level in any case,
        least: and by how many bytes for a million pixels.
        margin: seconds examined before and after what moved.
        apart: key frames are compared at least this many seconds apart.
        recheck: seconds after which an unchanged picture is searched again nevertheless.
        join: quiet stretches shorter than this many seconds are looked through.
    """

    from_seconds: float = 60.0
    least_rate: float = 2.0
    window: float = 0.5
    around: float = 300.0
    lone: float = 6.5
    steady: float = 4.0
    share: float = 0.15
    least: float = 300.0
    margin: float = 0.5
    apart: float = 1.0
    recheck: float = 300.0
    join: float = 2.0

    def words(self) -> str:
        """The gate as one sentence for a report."""
        return (
            f"recordings of {self.from_seconds:g} s and more: frames are decoded where "
            f"{self.window:g} s of the file are larger than the quiet ones within "
            f"{self.around:g} s of them (by {self.lone:g} times their spread, or {self.steady:g} "
            f"times and lasting, and {self.share:.0%}), and where a key frame differs from the "
            "last one searched; in between the picture counts as unchanged, faces in it are looked "
            f"for at key frames, and every {self.recheck:g} s it is searched again"
        )


def busy(table: PacketTable, gate: Gate, pixels: int) -> list[Span]:
    """Spans in which the sizes of the frames say that something moved, without margins.

    `pixels` are the picture's elements. Key frames are left out: they are large in any case.
    """
    times = table.times(table.stamps)
    between = ~np.isin(table.stamps, table.keys)
    count = int(times[-1] / gate.window) + 1
    windows = np.minimum((times / gate.window).astype(np.int64), count - 1)
    size = np.bincount(windows[between], weights=table.sizes[between], minlength=count)
    frames = np.bincount(windows[between], minlength=count)
    usual = max(1.0, float(np.median(frames[frames > 0]))) if between.any() else 1.0
    # A window that holds a key frame or a gap has fewer others: bytes of a full window count.
    full: NDArray[np.float64] = np.full(count, np.nan)
    np.divide(size * usual, frames, out=full, where=frames > 0)
    height = _height(full, _places(table, gate, count), gate, pixels)
    # What lasts is separated from noise earlier, as a mean spreads less than what it is taken of.
    lasting = _in_spreads(np.convolve(height, np.ones(3) / 3, mode="same"), gate) > gate.steady
    above = (height > gate.lone) | (lasting & (height > 0))
    return [(n * gate.window, (n + 1) * gate.window) for n in map(int, np.nonzero(above)[0])]


_MOST_PLACES = 8
"""Windows after a key frame that are compared among themselves only: quality settles after it."""


def _places(table: PacketTable, gate: Gate, count: int) -> NDArray[np.int64]:
    """Of each window, how many windows after a key frame it lies."""
    starts = (np.arange(count) + 0.5) * gate.window
    keys = table.times(table.keys)
    before = np.maximum(np.searchsorted(keys, starts, side="right") - 1, 0)
    since = np.maximum(starts - keys[before], 0.0)
    return np.minimum((since / gate.window).astype(np.int64), _MOST_PLACES)


def _height(
    size: NDArray[np.floating[Any]], place: NDArray[np.int64], gate: Gate, pixels: int
) -> NDArray[np.float64]:
    """How many spreads each window lies above the quiet ones around it; below 0 where it is less.

    `size` are bytes, not a number where nothing is known; `place` is the place after a key frame.
    """
    result = np.zeros(len(size), dtype=np.float64)
    logarithm = np.log1p(size)
    for here, near in _stretches(len(size), gate):
        usual = _usual(logarithm[near], place[near])
        beyond = logarithm[near] - usual[place[near]]
        known = beyond[~np.isnan(beyond)]
        if not known.size:
            continue
        quarter, spread = _quiet(known)
        spread = max(spread, math.log1p(gate.share) / gate.steady)
        level = usual[place] + quarter + 0.674 * spread
        least = np.log1p(np.expm1(level[here]) + gate.least * pixels / 1e6)
        above = (logarithm[here] - level[here]) / spread
        result[here] = np.where(logarithm[here] > least, np.nan_to_num(above), np.minimum(above, 0))
    return np.nan_to_num(result)


def _in_spreads(means: NDArray[np.float64], gate: Gate) -> NDArray[np.float64]:
    """`means` of three heights in their own spread.

    Encoders spend in waves, so that the heights of quiet windows are not independent: three large
    ones follow each other more often than chance would have it.
    """
    result = np.zeros_like(means)
    for here, near in _stretches(len(means), gate):
        result[here] = means[here] / max(_quiet(means[near])[1], 1 / math.sqrt(3))
    return result


def _stretches(count: int, gate: Gate) -> Iterator[tuple[slice, slice]]:
    """Stretches of windows and what is around each: the level changes slowly."""
    step, around = round(gate.around / 2 / gate.window), round(gate.around / gate.window)
    for begin in range(0, count, step):
        yield (
            slice(begin, min(begin + step, count)),
            slice(max(0, begin - around), begin + step + around),
        )


def _quiet(values: NDArray[np.floating[Any]]) -> tuple[float, float]:
    """The lower quartile, and the spread that the quietest quarter tells of.

    Much movement must not pass for the usual, so the louder values do not count. In a normal
    distribution the two quantiles lie 1.645 and 0.674 standard deviations below the middle.
    """
    low, quarter = np.quantile(values, [0.05, 0.25])
    return float(quarter), float(quarter - low) / (1.645 - 0.674)


_ENOUGH = 8
"""Windows at one place after a key frame from which their own level is taken."""


def _usual(logarithm: NDArray[np.floating[Any]], place: NDArray[np.int64]) -> NDArray[np.float64]:
    """The lower quartile at each place; that of all where there are too few."""
    known = ~np.isnan(logarithm)
    pooled = float(np.quantile(logarithm[known], 0.25)) if known.any() else 0.0
    usual = np.full(_MOST_PLACES + 1, pooled)
    for which in range(_MOST_PLACES + 1):
        here = logarithm[known & (place == which)]
        if len(here) >= _ENOUGH:
            usual[which] = np.quantile(here, 0.25)
    return usual


class KeyScan(Frozen):
    """What a run of key frames showed.

    `changed` and `hits` are places in the table's keys: those that differ from the last one
    searched, and those in which a face was found. `looks` are the searches that found none. `width`
    and `height` are those of its first picture, upright.
    """

    changed: tuple[int, ...] = ()
    hits: tuple[int, ...] = ()
    compared: int = 0
    looks: tuple[Look, ...] = ()
    notes: Notes = Field(default_factory=Notes)
    width: int = 0
    height: int = 0


def scan_keys(video: IndexedVideo, keys: Sequence[int], search: Search, gate: Gate) -> KeyScan:
    """Compare key frames with the last one searched; search the first, and again now and then."""
    notes = Notes()
    changes: list[int] = []
    hits: list[int] = []
    looks: list[Look] = []
    reference: Grey | None = None
    searched = 0.0
    compared = 0
    size = (0, 0)
    for key, picture in video.key_frames(keys, notes):
        drawn = sketch(picture, search.use)
        compared += 1
        size = size if compared > 1 else picture.size
        if reference is not None and (
            reference.shape != drawn.shape or changed(reference, drawn, search.use).any()
        ):
            changes.append(key)
            reference = drawn
        elif reference is None or picture.time - searched >= gate.recheck:
            found = search.finely if key == 0 else search.whole
            if found(picture.pixels()):
                hits.append(key)
            else:
                looks.append(Look(index=picture.index, time=picture.time, key=True))
            reference, searched = drawn, picture.time
    return KeyScan(
        changed=tuple(changes),
        hits=tuple(hits),
        compared=compared,
        looks=tuple(looks),
        notes=notes,
        width=size[0],
        height=size[1],
    )


def spaced(table: PacketTable, gate: Gate) -> list[int]:
    """Key frames to compare: all, or where they are closer, one every `apart` seconds."""
    chosen: list[int] = []
    last = -np.inf
    for place, time in enumerate(table.times(table.keys)):
        if time >= 0 and time - last >= gate.apart - 1e-6:
            chosen.append(place)
            last = time
    return chosen or [0]


def scan_runs(table: PacketTable, compared: Sequence[int], gate: Gate) -> list[list[int]]:
    """Runs of key frames to compare; each ends with the first of the next one.

    About twelve runs, but none longer than `recheck` seconds nor shorter than a minute.
    """
    times = table.times(table.keys)
    length = min(max(table.duration / 12, 60.0), gate.recheck)
    runs: list[list[int]] = [[]]
    for key in compared:
        if runs[-1] and times[key] - times[runs[-1][0]] >= length:
            runs[-1].append(key)
            runs.append([])
        runs[-1].append(key)
    return runs


def to_look_through(
    table: PacketTable,
    scans: Iterable[KeyScan],
    sizes: Iterable[Span],
    compared: Sequence[int],
    gate: Gate,
) -> list[Span]:
    """Spans in which all frames are to be decoded: rising, apart, within the recording."""
    times = table.times(table.keys)
    before = {key: compared[n - 1] for n, key in enumerate(compared) if n}
    spans = [(a - gate.margin, b + gate.margin) for a, b in sizes]
    for scan in scans:
        spans += [(float(times[before.get(k, k)]), float(times[k])) for k in scan.changed]
        spans += [(float(times[k]), float(times[k]) + gate.margin) for k in scan.hits]
    return merged(spans, gate.join, table.duration)


def merged(spans: Iterable[Span], join: float, end: float) -> list[Span]:
    """`spans` in order, cut to 0 and `end`, those closer than `join` seconds made one."""
    result: list[Span] = []
    for a, b in sorted((max(0.0, a), min(end, b)) for a, b in spans):
        if result and a - result[-1][1] < join:
            result[-1] = (result[-1][0], max(b, result[-1][1]))
        else:
            result.append((a, b))
    return result
