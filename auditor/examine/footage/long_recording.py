"""The way through a long recording: survey, gate, pieces, and the result."""

from __future__ import annotations

from pathlib import Path

import av
import cv2

from auditor import __version__
from auditor.case.model import Exhibit
from auditor.examine.footage.decode import (
    Notes,
    Reading,
    jump_words,
    unreadable,
    warn_if_broken_off,
)
from auditor.examine.footage.detect import detector
from auditor.examine.footage.gate import (
    KeyScan,
    Span,
    busy,
    scan_keys,
    scan_runs,
    spaced,
    to_look_through,
)
from auditor.examine.footage.indexed import IndexedVideo
from auditor.examine.footage.pieces import (
    Piece,
    PieceLooks,
    cut_up,
    look_at_piece,
    put_together,
)
from auditor.examine.footage.sampling import Look
from auditor.examine.footage.search import Search
from auditor.examine.footage.seen import Seen, Strategy
from auditor.examine.footage.work import share_out
from auditor.examine.interface import Workbench
from auditor.examine.kept import Kept, key_of

_SCAN = 0.05
"""Share of a second's work that comparing key frames costs, for the progress shown."""


class LongRecording:
    """A recording whose frames can be reached out of order."""

    def __init__(
        self,
        exhibit: Exhibit,
        video: IndexedVideo,
        reading: Reading,
        bench: Workbench,
        strategy: Strategy,
    ) -> None:
        self.video = video
        self.reading = reading
        self.bench = bench
        self.use = strategy
        self.notes = Notes()
        self.sizes: list[tuple[int, int]] = []
        self.kept = Kept(_folder(exhibit, bench, strategy))
        self.done = 0.0
        self.total = video.table.duration * (1 + _SCAN)

    def seen(self) -> Seen:
        """Look through it.

        Raises:
            ExhibitError: nothing in it can be decoded, or its pictures are beyond the limits.
        """
        table = self.video.table
        compared: list[int] = []
        scans: list[KeyScan] = []
        between: list[Look] = []
        spans: list[Span] = [(0.0, table.duration)]
        if self.gated:
            compared = spaced(table, self.use.gate)
            scans = self._scan(compared)
            between = [look for scan in scans for look in scan.looks]
            spans = self._spans(scans, compared)
        times = table.times(table.keys)
        faces = sorted(float(times[key]) for scan in scans for key in scan.hits)
        pieces = cut_up(spans, table, faces)
        looks = put_together(pieces, self._look(pieces), between, self.use.sampling)
        self._finish_reading()
        return Seen(
            self.reading,
            looks,
            lambda frames: self.video.frames_at(frames, Notes()),
            decoded=min(self.notes.decoded, table.frames),
            compared_at=[
                t for t in map(float, times[compared]) if not any(a <= t <= b for a, b in spans)
            ],
            quiet=table.duration - sum(b - a for a, b in spans),
            gated=self.gated,
        )

    @property
    def gated(self) -> bool:
        """Whether a gate chooses where to look; time lapse is looked through frame by frame."""
        table = self.video.table
        rare = table.frames < self.use.gate.least_rate * table.duration
        return not self.use.sampling.exhaustive and not rare

    def _scan(self, compared: list[int]) -> list[KeyScan]:
        runs = scan_runs(self.video.table, compared, self.use.gate)
        each = self.video.table.duration * _SCAN / len(runs)
        scans = share_out(
            range(len(runs)),
            lambda n: scan_keys(self.video, runs[n], self._search(), self.use.gate),
            kept=self.kept,
            name=lambda n: f"keys-{n:04d}",
            kind=KeyScan,
            done=lambda _: self._progress(each),
        )
        for scan in scans:
            self.notes.add(scan.notes)
            self.sizes += [(scan.width, scan.height)] if scan.width else []
        return scans

    def _spans(self, scans: list[KeyScan], compared: list[int]) -> list[Span]:
        pixels = self.sizes[0][0] * self.sizes[0][1] if self.sizes else 0
        sizes = busy(self.video.table, self.use.gate, pixels)
        return to_look_through(self.video.table, scans, sizes, compared, self.use.gate)

    def _look(self, pieces: list[Piece]) -> list[PieceLooks]:
        self._progress(self.video.table.duration - sum(p.end - p.start for p in pieces))
        parts = share_out(
            pieces,
            lambda p: look_at_piece(self.video, p, self._search(), self.use.sampling),
            kept=self.kept,
            name=lambda p: f"piece-{p.number:04d}",
            kind=PieceLooks,
            done=lambda p: self._progress(p.end - p.start),
        )
        for part in parts:
            self.notes.add(part.notes)
            self.sizes += [(part.width, part.height)] if part.width else []
        return parts

    def _search(self) -> Search:
        return Search(detector(self.bench.detector), self.use.searching)

    def _progress(self, seconds: float) -> None:
        self.done = min(self.total, self.done + seconds)
        self.bench.progress(self.done, self.total)

    def _finish_reading(self) -> None:
        table, reading, notes = self.video.table, self.reading, self.notes
        if not notes.decoded:
            raise unreadable(
                self.video.path, notes.first_error or "it holds no frame that can be decoded"
            )
        reading.width, reading.height = self.sizes[0] if self.sizes else (0, 0)
        reading.duration = table.duration
        if jumps := table.jumps():
            reading.warnings.append(jump_words(len(jumps), jumps[0]))
        if len(set(self.sizes)) > 1:
            reading.warnings.append(
                "The picture changes its size on the way; boxes are in the size of their own frame."
            )
        reading.decoded = notes.decoded
        notes.add_warnings(reading)
        # How far the file was read is known from its packets: most frames were skipped on purpose.
        notes.ended_early = notes.ended_early or not table.complete
        reading.decoded = table.frames
        notes.hidden, notes.last_seconds = table.hidden, table.last_seconds
        warn_if_broken_off(reading, notes)


def _folder(exhibit: Exhibit, bench: Workbench, strategy: Strategy) -> Path | None:
    """Where parts are kept that belong to this footage, examined in this very way."""
    if bench.unfinished is None:
        return None
    model = detector(bench.detector).model
    versions = (__version__, av.__version__, cv2.__version__, bench.detector, model)
    return bench.unfinished / key_of(str(exhibit.digest), versions, strategy)
