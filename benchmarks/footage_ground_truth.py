"""The footage examiner against footage whose content is known.

    python -m benchmarks.footage_ground_truth FOLDER [--kind a] [--kind b] [--boxes] [--only TEXT]

FOLDER holds `media.tsv` (columns path, kind, ground_truth ...), clips with faces (kind `a`),
material without (kind `b`) and, for `--boxes`, `c/boxes.json`. For each clip it prints the spans
found and those of the ground truth; at the end how much of the true spans was covered, in how much
material without faces an episode was reported, and media seconds to wall and processor seconds.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from auditor.case.model import Exhibit
from auditor.core.digest import digest_file
from auditor.core.errors import ExhibitError
from auditor.examine.footage.detect import DETECTORS, detector
from auditor.examine.footage.detect.interface import FaceDetector
from auditor.examine.footage.examiner import FootageExaminer
from auditor.examine.interface import Workbench
from auditor.examine.kind import kind_of
from auditor.examine.model import Examination, FootageCoverage

Span = tuple[float, float]
_SPAN = re.compile(r"(?<![\w.])(\d+(?:\.\d+)?)-(\d+(?:\.\d+)?|end)(?![\w.]*px)(?=[\s(=,;:]|$)")
TOLERANCE = 0.5
"""Seconds by which the ground truth may be off, as its own notes say."""
LARGE = 60
"""Width in picture elements of the faces the ground truth is about."""
SAME = 0.35
"""Part of the union two boxes share from which they are the same face."""


@dataclass
class Totals:
    """Sums over the clips of one kind."""

    clips: int = 0
    unreadable: int = 0
    with_episode: int = 0
    with_large: int = 0
    spans: int = 0
    spans_hit: int = 0
    true_seconds: float = 0.0
    covered_seconds: float = 0.0
    stray_seconds: float = 0.0
    media: float = 0.0
    wall: float = 0.0
    processor: float = 0.0


def main() -> None:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--kind", action="append", choices=("a", "b"))
    parser.add_argument("--detector", default="centerface", choices=sorted(DETECTORS))
    parser.add_argument("--boxes", action="store_true", help="measure the detector on c/boxes.json")
    parser.add_argument("--stills", type=Path, help="also write redacted stills into this folder")
    parser.add_argument("--only", default="", help="only paths that contain this")
    asked = parser.parse_args()
    if asked.boxes:
        for scale in (1.0, 0.5, 0.25):
            _boxes(asked.folder, detector(asked.detector), scale)
        return
    with (asked.folder / "media.tsv").open(encoding="utf-8", newline="") as stream:
        rows = [r for r in csv.DictReader(stream, delimiter="\t") if asked.only in r["path"]]
    for kind in asked.kind or ("a", "b"):
        totals = Totals()
        for row in rows:
            if row["path"].startswith(f"{kind}/"):
                _clip(asked.folder, row, Workbench(asked.stills, detector=asked.detector), totals)
        _print_totals(kind, totals)


def _clip(folder: Path, row: dict[str, str], bench: Workbench, totals: Totals) -> None:
    path = folder / row["path"]
    kind, media_type = kind_of(path)
    exhibit = Exhibit(
        id=f"E-{totals.clips + 1:02}",
        path=row["path"],
        kind=kind,
        media_type=media_type,
        size=path.stat().st_size,
        digest=digest_file(path),
    )
    began, busy = time.perf_counter(), time.process_time()
    try:
        result = FootageExaminer().examine(exhibit, path, bench)
    except ExhibitError as problem:
        totals.unreadable += 1
        print(f"{row['path']}\n  unreadable: {problem.what} ({problem.why})")
        return
    wall = time.perf_counter() - began
    coverage = result.coverage
    assert isinstance(coverage, FootageCoverage)
    true = spans_of(row["ground_truth"], coverage.duration)
    found = [(e.start, e.end) for e in result.episodes]
    totals.clips += 1
    totals.media += coverage.duration
    totals.wall += wall
    totals.processor += time.process_time() - busy
    totals.with_episode += bool(found)
    totals.with_large += any(e.best.box.width >= LARGE for e in result.episodes)
    for span in true:
        covered = _length(_cut(found, span))
        totals.spans += 1
        hit = covered >= 0.5 * (span[1] - span[0]) - TOLERANCE and covered > 0
        totals.spans_hit += hit
        if not hit:
            print(f"MISSED {row['path']} {span[0]:.2f}-{span[1]:.2f}, {covered:.2f} s covered")
        totals.true_seconds += span[1] - span[0]
        totals.covered_seconds += covered
    if true:
        wide = [(a - TOLERANCE, b + TOLERANCE) for a, b in true]
        stray = _length(found) - sum(_length(_cut(found, w)) for w in _merged(wide))
        totals.stray_seconds += max(0.0, stray)
    _print_clip(row, result, true, wall)


def _print_clip(row: dict[str, str], result: Examination, true: list[Span], wall: float) -> None:
    coverage = result.coverage
    assert isinstance(coverage, FootageCoverage)
    print(
        f"{row['path']}  {coverage.duration:.1f} s in {wall:.1f} s; decoded {coverage.decoded}, "
        f"looked at {coverage.sampled}, hits {coverage.with_detection}"
    )
    if true:
        print("  true ", " ".join(f"{a:.2f}-{b:.2f}" for a, b in true))
    for e in result.episodes:
        print(
            f"  found {e.start:.2f}-{e.end:.2f} frames {e.frames} {e.tier.value} eyes "
            f"{e.best.eye_distance} yaw {e.best.pose.yaw} score {e.best.confidence} box "
            f"{e.best.box.width}x{e.best.box.height}"
        )
    for warning in result.warnings:
        print(f"  ! {warning[:160]}")


def _print_totals(kind: str, t: Totals) -> None:
    print(f"\nKIND {kind}: {t.clips} examined, {t.unreadable} unreadable")
    print(f"  with an episode {t.with_episode}, with a face {LARGE} wide or more {t.with_large}")
    if t.spans:
        print(
            f"  true spans hit {t.spans_hit} of {t.spans}; true seconds covered "
            f"{t.covered_seconds:.1f} of {t.true_seconds:.1f} "
            f"({t.covered_seconds / t.true_seconds:.1%}); outside of them {t.stray_seconds:.1f} s"
        )
    ratio = t.media / t.wall if t.wall else 0.0
    print(
        f"  {t.media:.1f} s of media in {t.wall:.1f} s ({t.processor:.1f} s of processor time): "
        f"{ratio:.2f} media seconds a second\n"
    )


def spans_of(text: str, duration: float) -> list[Span]:
    """The spans of the ground truth, in seconds from the first time stamp."""
    told = text[text.index("span") :] if "span" in text else ""
    told = told.split("recognition overlay")[0].split("all other times")[0]
    first = re.search(r"FIRST PTS IS (\d+\.\d+)", text)
    shift = float(first.group(1)) if first else 0.0
    told = re.sub(r"\([^)]*\)", " ", told)
    spans = []
    for begin, end in _SPAN.findall(told):
        to = duration if end == "end" else float(end) - shift
        spans.append((float(begin) - shift, min(to, duration)))
    return [(a, b) for a, b in spans if b > a]


def _cut(spans: Sequence[Span], to: Span) -> list[Span]:
    return [(max(a, to[0]), min(b, to[1])) for a, b in spans if min(b, to[1]) > max(a, to[0])]


def _merged(spans: Sequence[Span]) -> list[Span]:
    merged: list[Span] = []
    for a, b in sorted(spans):
        if merged and a <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(b, merged[-1][1]))
        else:
            merged.append((a, b))
    return merged


def _length(spans: Sequence[Span]) -> float:
    return sum(b - a for a, b in _merged(spans))


# --- boxes ---------------------------------------------------------------------------------------


def _boxes(folder: Path, finder: FaceDetector, scale: float) -> None:
    """Recall by eye distance and precision on pictures whose faces are all boxed."""
    known: dict[str, Any] = json.loads((folder / "c" / "boxes.json").read_text(encoding="utf-8"))
    hits = wrong = faces = 0
    by_size: dict[int, list[int]] = {}
    for name, entry in known.items():
        picture = cv2.imread(str(folder / "c" / name))
        if picture is None or not entry["complete"]:
            continue
        if scale != 1:
            picture = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        bgr = np.asarray(picture, dtype=np.uint8)
        true = [[v * scale for v in box] for box in entry["boxes"]]
        taken: set[int] = set()
        for d in finder.detect(bgr):
            box = [d.x, d.y, d.x + d.width, d.y + d.height]
            shared, at = max(
                ((_shared(box, t), i) for i, t in enumerate(true) if i not in taken),
                default=(0.0, -1),
            )
            if shared > SAME:
                taken.add(at)
            else:
                wrong += 1
        hits += len(taken)
        faces += len(true)
        for i, t in enumerate(true):
            step = int(2 * math.log2(max(1.0, (t[2] - t[0]) * 0.45)))
            counted = by_size.setdefault(step, [0, 0])
            counted[0] += i in taken
            counted[1] += 1
    print(
        f"{finder.name} at scale {scale}: recall {hits}/{faces} = {hits / faces:.3f}, precision "
        f"{hits / max(1, hits + wrong):.3f}, wrong {wrong}"
    )
    for step, (hit, of) in sorted(by_size.items()):
        print(f"  eyes from {2 ** (step / 2):5.1f} px: {hit} of {of}")


def _shared(a: Sequence[float], b: Sequence[float]) -> float:
    wide = min(a[2], b[2]) - max(a[0], b[0])
    high = min(a[3], b[3]) - max(a[1], b[1])
    if wide <= 0 or high <= 0:
        return 0.0
    shared = wide * high
    return shared / ((a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - shared)


if __name__ == "__main__":
    main()
