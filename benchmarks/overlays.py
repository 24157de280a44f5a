"""Overlays of recognition and analytics programs, found in stills and clips that are labelled.

    python -m benchmarks.overlays FOLDER [--kind e] [--only TEXT]

FOLDER holds `media.tsv` (columns path, ground_truth ...). A file counts as showing an overlay
where its ground truth says "overlay: YES" or "SYSTEM UI: YES"; where it says PARTLY it counts
neither way; anything else has none. Frames drawn around faces without words show that faces are
found and are printed, as are labels of unknown meaning and actions; they are no overlay here. For
each file it prints truth, finding and why; at the end precision, recall, frames read and seconds.
"""

from __future__ import annotations

import argparse
import csv
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from auditor.case.model import Exhibit, ExhibitKind
from auditor.core.digest import digest_file
from auditor.core.errors import ExhibitError
from auditor.core.locator import MediaLocator
from auditor.examine.footage.overlay import (
    OverlayResult,
    ReadFrame,
    SeenFrame,
    read_overlays,
    time_observations,
    wanted,
)
from auditor.examine.footage.seeing import see
from auditor.examine.footage.seen import Seen, Strategy
from auditor.examine.interface import Workbench
from auditor.examine.kind import kind_of
from auditor.examine.model import Observation

NO_CLAIM = frozenset({"overlay.face_box", "overlay.unknown", "overlay.action"})
"""Topics that claim no program for faces: frames alone, and labels that may mean anything."""
LISTED = 4
"""Observations printed for each file."""


def main() -> None:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--kind", action="append", help="first folder of the paths; e by default")
    parser.add_argument("--only", default="", help="only paths that contain this")
    asked = parser.parse_args()
    with (asked.folder / "media.tsv").open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream, delimiter="\t") if asked.only in row["path"]]
    counts: Counter[str] = Counter()
    for row in rows:
        if row["path"].split("/")[0] in (asked.kind or ["e"]):
            _file(asked.folder, row, counts)
    found, missed, wrong = counts["found"], counts["MISSED"], counts["WRONG"]
    print(
        f"\nwith overlay: {found} of {found + missed} found; without: {wrong} of "
        f"{counts['none'] + wrong} wrongly reported; partly: {counts['partly']}; unreadable: "
        f"{counts['unreadable']}"
    )
    if found + wrong and found + missed:
        print(f"precision {found / (found + wrong):.3f}, recall {found / (found + missed):.3f}")
    print(
        f"{counts['frames']} frames read in {counts['reading'] / 1000:.1f} s; finding faces took "
        f"{counts['seeing'] / 1000:.1f} s"
    )


def _file(folder: Path, row: dict[str, str], counts: Counter[str]) -> None:
    path = folder / row["path"]
    kind, media_type = kind_of(path)
    if kind not in {ExhibitKind.VIDEO, ExhibitKind.IMAGE}:
        return
    exhibit = Exhibit(
        id="E-01",
        path=row["path"],
        kind=kind,
        media_type=media_type,
        size=path.stat().st_size,
        digest=digest_file(path),
    )
    began = time.perf_counter()
    try:
        seen = see(exhibit, path, Workbench(), Strategy())
    except ExhibitError as problem:
        counts["unreadable"] += 1
        print(f"unreadable  {row['path']} ({problem.why})")
        return
    middle = time.perf_counter()
    result = read_overlays(exhibit, frames_of(seen))
    counts["frames"] += result.frames_read
    counts["seeing"] += round(1000 * (middle - began))
    counts["reading"] += round(1000 * (time.perf_counter() - middle))
    outcome = _outcome(row["ground_truth"], result)
    counts[outcome] += 1
    print(f"{outcome:8} {row['path']}  ({result.frames_read} frames; {row['ground_truth'][:90]})")
    for observation in result.observations[:LISTED]:
        print(f"           {_told(observation)}")
    if result.clocks:
        for observation in time_observations(exhibit, result.clocks, None, seen.reading.duration):
            print(f"           {_told(observation)}")


def frames_of(seen: Seen) -> Iterator[ReadFrame]:
    """The frames of an exhibit that are read for words, with their pictures."""
    frames = [SeenFrame(look.index, look.time, look.key, look.found) for look in seen.looks]
    by_index = {frame.index: frame for frame in frames}
    chosen = wanted(frames)
    for picture in seen.pictures_at(set(chosen)) if chosen else ():
        yield ReadFrame(by_index[picture.index], picture.pixels())


def _outcome(truth: str, result: OverlayResult) -> str:
    shown = any(o.topic not in NO_CLAIM for o in result.observations)
    if "PARTLY" in truth:
        return "partly"
    if "overlay: YES" in truth or "UI: YES" in truth:
        return "found" if shown else "MISSED"
    return "WRONG" if shown else "none"


def _told(observation: Observation) -> str:
    place = observation.locator
    quote = place.quote if isinstance(place, MediaLocator) else ""
    return f"{observation.topic}  {observation.note}  {quote}"


if __name__ == "__main__":
    main()
