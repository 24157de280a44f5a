"""How fast footage is examined, and what is missed, side by side with other ways in one run.

    python -m benchmarks.footage_speed speed HOUR.mp4 QUIET.mp4 [--cut 20] [--deface PROGRAM]
    python -m benchmarks.footage_speed missed MEDIA [--only REGEX] [--most 40]

`speed` times, on the same file: pure decoding of every frame and of key frames with one thread,
this tool, and on a cut of the file the ways that look at every frame: this tool's `--exhaustive`,
deface (its own program where --deface names it, installed in an environment of its own) and a loop
with the HOG detector of face_recognition. What was timed on the cut is extrapolated to the whole
file, which is said. HOUR.mp4 and QUIET.mp4 come from `long_footage.py`.

`missed` examines the clips of MEDIA twice, exhaustively and as usual, and counts the episodes of a
second or longer that only the exhaustive examination found; episodes in clips without faces; and
how far starts and ends lie from those of MEDIA's ground truth.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import platform
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import av
import cv2
import numpy as np
from av.video.stream import VideoStream

from auditor.case.model import Exhibit
from auditor.core.digest import digest_file
from auditor.core.errors import ExhibitError
from auditor.examine.footage.detect import detector
from auditor.examine.footage.episodes import episodes_of
from auditor.examine.footage.examiner import FootageExaminer
from auditor.examine.footage.sampling import Sampling
from auditor.examine.footage.seeing import see
from auditor.examine.footage.seen import Strategy
from auditor.examine.footage.track import Tracking
from auditor.examine.footage.work import cores
from auditor.examine.interface import Workbench
from auditor.examine.kind import kind_of
from auditor.examine.model import CaptureEpisode, Examination, FootageCoverage, Tier
from benchmarks.footage_ground_truth import spans_of

LEAST = 1.0
"""Seconds from which an episode counts as one that must not be missed."""
CLOSE = 0.5
"""Seconds within which a start or an end is right."""
NEAR = 1.5
"""Face sizes within which two episodes that overlap in time are the same one."""


def exhibit_of(path: Path) -> Exhibit:
    """The file as an exhibit."""
    kind, media_type = kind_of(path)
    return Exhibit(
        id="E-01",
        path=path.name,
        kind=kind,
        media_type=media_type,
        size=path.stat().st_size,
        digest=digest_file(path),
    )


def examined(path: Path) -> Examination:
    """Everything the examiner makes of a file, but for stills."""
    return FootageExaminer().examine(exhibit_of(path), path, Workbench())


@dataclass(frozen=True)
class Faces:
    """The episodes in a file, and what was looked at."""

    episodes: tuple[CaptureEpisode, ...]
    coverage: FootageCoverage


def faces_in(path: Path, *, exhaustive: bool = False) -> Faces:
    """The episodes in a file; nothing else is examined."""
    exhibit, bench = exhibit_of(path), Workbench()
    strategy = Strategy(sampling=Sampling(exhaustive=exhaustive))
    seen = see(exhibit, path, bench, strategy)
    threshold = detector(bench.detector).threshold
    return Faces(episodes_of(exhibit, seen, Tracking(), threshold)[0], seen.coverage())


def machine() -> None:
    """Print what this ran on."""
    told = Path("/proc/cpuinfo")
    lines = told.read_text(encoding="utf-8").splitlines() if told.exists() else []
    model = next(
        (line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")),
        platform.processor(),
    )
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    print(
        f"{model}, {cores()} cores, load {load:.1f}; Python {platform.python_version()}, PyAV "
        f"{av.__version__}, OpenCV {cv2.__version__}"
    )


# --- speed ---------------------------------------------------------------------------------------


def timed(what: Callable[[], object]) -> float:
    """Seconds of wall time."""
    begun = time.perf_counter()
    what()
    return time.perf_counter() - begun


def decode(path: Path, *, keys_only: bool) -> int:
    """Decode a file with one thread; how many frames came."""
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        stream.thread_type = "NONE"
        if keys_only:
            stream.codec_context.skip_frame = "NONKEY"
        return sum(1 for _ in container.decode(stream))


def cut_out(path: Path, seconds: float, start: float, out: Path) -> float:
    """Copy packets from the key frame before `start` on into `out`; the seconds copied."""
    with av.open(str(path)) as source, av.open(str(out), "w") as target:
        stream = source.streams.video[0]
        assert stream.time_base is not None
        source.seek(int(start / stream.time_base), stream=stream)
        copy = target.add_stream_from_template(stream)
        first: int | None = None
        last = 0
        for packet in source.demux(stream):
            if packet.pts is None or packet.dts is None:
                continue
            first = packet.dts if first is None else first
            if (packet.pts - first) * stream.time_base > seconds:
                break
            packet.pts -= first
            packet.dts -= first
            last = max(last, packet.pts)
            packet.stream = copy
            target.mux(packet)
        return float(last * stream.time_base)


def hog_loop(path: Path) -> None:
    """What face_recognition's `face_locations` does: dlib's HOG detector on every frame."""
    import dlib  # noqa: PLC0415 - comes with an extra

    detector = dlib.get_frontal_face_detector()
    with av.open(str(path)) as container:
        for frame in container.decode(video=0):
            detector(np.asarray(frame.to_ndarray(format="rgb24")), 1)


def speed(hour: Path, quiet: Path, cut: float, deface: str) -> None:
    """Print the table of `speed`."""
    with av.open(str(hour)) as container:
        stream = container.streams.video[0]
        assert isinstance(stream, VideoStream)
        duration = float(container.duration or 0) / av.time_base
        print(
            f"{hour.name}: {duration:.0f} s of {stream.width}x{stream.height}, "
            f"{hour.stat().st_size / 1e6:.0f} MB"
        )
    rows: list[tuple[str, float]] = []

    rows.append(("decoding key frames, one thread", timed(lambda: decode(hour, keys_only=True))))
    result: dict[str, float] = {}
    seconds = timed(lambda: result.update(_child(hour)))
    rows.append(("this tool: faces, words, metadata, background", seconds))
    rows.append(("this tool: faces alone", timed(lambda: _child(hour, "--faces"))))
    rows.append(("decoding every frame, one thread", timed(lambda: decode(hour, keys_only=False))))
    with tempfile.TemporaryDirectory() as folder:
        part = Path(folder) / "cut.mp4"
        visits = hour.with_name(hour.name + ".tsv")
        start = 0.0
        if visits.exists():
            with visits.open(encoding="utf-8", newline="") as file:
                start = float(next(csv.DictReader(file, delimiter="\t"))["start"])
        length = cut_out(hour, cut, start, part)
        by = duration / length
        note = f"; {length:.0f} s of it timed, times {by:.0f}"
        rows.append(
            (f"this tool --exhaustive{note}", by * timed(lambda: faces_in(part, exhaustive=True)))
        )
        if deface:
            target = Path(folder) / "out.mp4"
            command = [deface, str(part), "--output", str(target)]
            rows.append(
                (
                    f"deface, its own program{note}",
                    by * timed(lambda: subprocess.run(command, check=True, capture_output=True)),
                )
            )
        rows.append((f"face_recognition HOG loop{note}", by * timed(lambda: hog_loop(part))))
    print(f"{'':62}{'seconds':>9}{'x real time':>12}{'x this tool':>12}")
    for name, took in rows:
        print(f"{name:62}{took:9.1f}{duration / took:12.1f}{took / seconds:12.2f}")
    print(f"memory of this tool at its most: {result['megabytes']:.0f} MiB")
    keys = timed(lambda: decode(quiet, keys_only=True))
    took = timed(lambda: _child(quiet, "--faces"))
    print(
        f"quiet footage ({quiet.name}): key frames {keys:.1f} s, faces {took:.1f} s, "
        f"{took / keys:.2f} times"
    )
    visits = hour.with_name(hour.name + ".tsv")
    if visits.exists():
        print(
            f"episodes {result['episodes']:.0f}, of them outside every visit {result['stray']:.0f}"
        )


def _child(path: Path, *flags: str) -> dict[str, float]:
    """Examine in a process of its own, so that its memory is its own."""
    done = subprocess.run(
        [sys.executable, __file__, "one", str(path), *flags],
        check=True,
        capture_output=True,
        text=True,
    )
    told: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return told


def one(path: Path, *, faces_only: bool) -> None:
    """Examine one file; print its memory and counts as JSON."""
    faces = faces_in(path) if faces_only else examined(path)
    visits = path.with_name(path.name + ".tsv")
    spans: list[tuple[float, float]] = []
    if visits.exists():
        with visits.open(encoding="utf-8", newline="") as file:
            spans = [
                (float(row["start"]), float(row["end"]))
                for row in csv.DictReader(file, delimiter="\t")
            ]
    stray = [e for e in faces.episodes if not any(e.end >= a and e.start <= b for a, b in spans)]
    print(
        json.dumps(
            {
                "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
                "episodes": len(faces.episodes),
                "stray": len(stray),
            }
        )
    )


# --- missed --------------------------------------------------------------------------------------


def same(one: CaptureEpisode, other: CaptureEpisode, size: tuple[int, int]) -> bool:
    """Whether two episodes of one clip overlap in time and cross the same place."""
    if min(one.end, other.end) < max(one.start, other.start) - 0.5:
        return False
    reach = NEAR * max(one.best.box.width, other.best.box.width)
    width, height = size
    return any(
        abs(x - u) * width <= reach and abs(y - v) * height <= reach
        for x, y in one.path
        for u, v in other.path
    )


def missed(media: Path, only: str, most: float) -> None:
    """Print the tables of `missed`."""
    with (media / "media.tsv").open(encoding="utf-8", newline="") as stream:
        rows = [r for r in csv.DictReader(stream, delimiter="\t") if re.search(only, r["path"])]
    found = lost = 0
    stray: list[tuple[str, CaptureEpisode]] = []
    faceless = 0.0
    apart: list[float] = []
    for row in rows:
        path = media / row["path"]
        kind = row["path"][0]
        if kind not in "ab" or "video" not in row["kind"]:
            continue
        try:
            usual = faces_in(path)
        except ExhibitError:
            continue
        coverage = usual.coverage
        if kind == "b":
            faceless += coverage.duration
            stray += [(row["path"], episode) for episode in usual.episodes]
        else:
            apart += ends_apart(usual, spans_of(row["ground_truth"], coverage.duration))
        if coverage.duration > most:
            continue
        every = faces_in(path, exhaustive=True)
        size = (coverage.width, coverage.height)
        long = [e for e in every.episodes if e.end - e.start >= LEAST]
        gone = [e for e in long if not any(same(e, other, size) for other in usual.episodes)]
        found += len(long)
        lost += len(gone)
        for episode in gone:
            print(
                f"  missed in {row['path']}: {episode.start:.2f}-{episode.end:.2f} s, eyes "
                f"{episode.best.eye_distance}, score {episode.best.confidence}"
            )
        print(
            f"{row['path']}: exhaustive {len(long)} of {LEAST:g} s and more, missed {len(gone)}",
            flush=True,
        )
    print(f"\nepisodes of {LEAST:g} s and more: {found} found exhaustively, {lost} missed")
    above = [e for _, e in stray if e.tier is not Tier.CAPTURED]
    print(
        f"clips without faces: {faceless:.0f} s, {len(stray)} episodes, {len(above)} of them above "
        f"tier captured"
    )
    for name, episode in stray:
        print(f"  {name} {episode.start:.2f}-{episode.end:.2f} {episode.tier.value}")
    near = sum(a <= CLOSE for a in apart)
    print(
        f"starts and ends: {near} of {len(apart)} within 0.5 s of the ground truth "
        f"({near / max(1, len(apart)):.1%})"
    )


def ends_apart(result: Faces, spans: Sequence[tuple[float, float]]) -> list[float]:
    """Of each true span that was hit, how far its start and end lie from the nearest episode's."""
    coverage = result.coverage
    apart: list[float] = []
    for start, end in spans:
        there = [e for e in result.episodes if e.end >= start and e.start <= end]
        if there:
            apart.append(min(abs(e.start - start) for e in there))
            apart.append(min(abs(e.end - min(end, coverage.duration)) for e in there))
    return apart


def main() -> None:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    commands = parser.add_subparsers(dest="command", required=True)
    fast = commands.add_parser("speed")
    fast.add_argument("hour", type=Path)
    fast.add_argument("quiet", type=Path)
    fast.add_argument("--cut", type=float, default=20.0)
    fast.add_argument("--deface", default="")
    less = commands.add_parser("missed")
    less.add_argument("media", type=Path)
    less.add_argument("--only", default="", help="regular expression for the paths")
    less.add_argument("--most", type=float, default=40.0, help="seconds of the longest clip")
    single = commands.add_parser("one")
    single.add_argument("path", type=Path)
    single.add_argument("--faces", action="store_true")
    asked = parser.parse_args()
    if asked.command == "one":
        one(asked.path, faces_only=asked.faces)
        return
    machine()
    if asked.command == "speed":
        speed(asked.hour, asked.quiet, asked.cut, asked.deface)
    else:
        missed(asked.media, asked.only, asked.most)


if __name__ == "__main__":
    main()
