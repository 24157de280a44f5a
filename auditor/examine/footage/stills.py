"""Which frames of an exhibit are shown in the report, and their redacted stills."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from auditor.case.model import Exhibit
from auditor.core.digest import digest_bytes
from auditor.core.errors import FaceAuditError
from auditor.core.writing import write_whole
from auditor.examine.footage.decode import Picture
from auditor.examine.footage.detect import DETECTORS, detector
from auditor.examine.footage.detect.interface import FaceDetector
from auditor.examine.footage.follow import faces_at
from auditor.examine.footage.redact import Redaction, Still, redact_frame, unredacted
from auditor.examine.footage.sampling import Look
from auditor.examine.footage.tier import rank
from auditor.examine.footage.track import Tracking, join
from auditor.examine.interface import Workbench
from auditor.examine.model import NO_STILL, CaptureEpisode, RedactedStill

NEAR = 0.5
"""Seconds around a still within which every face found is covered, in that very frame or not."""

PicturesAt = Callable[[set[int]], Iterator[Picture]]
"""Reads the exhibit again and yields the frames with these indices, in order of time."""


def make_stills(
    exhibit: Exhibit,
    *,
    episodes: Sequence[CaptureEpisode],
    looks: Sequence[Look],
    pictures_at: PicturesAt,
    bench: Workbench,
    redaction: Redaction,
) -> tuple[tuple[RedactedStill, ...], tuple[str, ...]]:
    """The stills written, and a warning for each that was not.

    A still is not written where a face is left in it, or no second detector is there to check it.
    Those of an exhibit in `bench.show_faces` are written as they are, and named and marked so.
    """
    folder = bench.stills
    if folder is None or not episodes:
        return (), ()
    shown = exhibit.id in bench.show_faces
    checkers = [] if shown else all_detectors(bench.detector)
    if not shown and len(checkers) < redaction.checkers:
        return (), (_NO_SECOND_DETECTOR,)
    # Joined again and not taken from the episodes: faces that were set aside are covered, too.
    tracks = join(looks, Tracking())
    stills: list[RedactedStill] = []
    unsafe: list[str] = []
    wanted = _moments(episodes, redaction.most_stills)
    # Read a second time instead of keeping pictures: faces stay in memory as briefly as can be.
    for picture in pictures_at(set(wanted)):
        bgr = picture.pixels()
        if shown:
            still: Still | None = unredacted(bgr, redaction)
        else:
            followed = faces_at(tracks, picture.time, NEAR)
            still = redact_frame(bgr, followed, checkers, redaction)
        if still is None:
            unsafe.append(
                f"{NO_STILL} of {picture.time:.2f} s: a face was found in it after "
                f"{redaction.rounds} rounds of redaction, so it was not written."
            )
            continue
        name = f"{exhibit.id}-{len(stills) + 1}{'-unredacted' if shown else ''}.jpg"
        kept = _keep(exhibit, still, folder / name)
        stills.append(
            kept.model_copy(
                update={
                    "time": round(picture.time, 3),
                    "episodes": wanted[picture.index],
                    "redacted": not shown,
                }
            )
        )
    return tuple(stills), tuple(unsafe)


def keep_background(exhibit: Exhibit, still: Still, folder: Path) -> RedactedStill:
    """Write the background on which places are drawn; `folder` is that of the stills."""
    kept = _keep(exhibit, still, folder / f"{exhibit.id}-background.jpg")
    return kept.model_copy(update={"purpose": "background"})


def _keep(exhibit: Exhibit, still: Still, file: Path) -> RedactedStill:
    write_whole(still.jpeg, file, file.parent.parent)
    return RedactedStill(
        file=f"stills/{file.name}",
        digest=digest_bytes(still.jpeg),
        parent=exhibit.id,
        time=0.0,
        width=still.width,
        height=still.height,
        episodes=(),
        checked_by=still.checked_by,
    )


_NO_SECOND_DETECTOR = (
    f"{NO_STILL} was written: a second detector must find no face in it, and the extra `dlib`, "
    "which brings one, is not installed. Install face-audit[dlib]."
)


def _moments(episodes: Sequence[CaptureEpisode], most: int) -> dict[int, tuple[str, ...]]:
    """Frames to show, with the episodes in view.

    The best frame of the best episode, then of the best one not yet in a frame chosen, and so on,
    up to as many as there may be stills.
    """
    best = sorted(episodes, key=lambda e: (-rank(e.tier), -e.best.eye_distance, e.start, e.id))
    moments: dict[int, tuple[str, ...]] = {}
    shown: set[str] = set()
    for episode in best:
        if episode.id in shown or len(moments) == most:
            continue
        now = episode.best.time
        there = tuple(e.id for e in episodes if e.start <= now <= e.end)
        moments[episode.best.frame] = there
        shown.update(there)
    return moments


def all_detectors(chosen: str) -> list[FaceDetector]:
    """The detector in use and every other one that is installed."""
    found = [detector(chosen)]
    for name in DETECTORS:
        if name != chosen:
            try:
                found.append(detector(name))
            except FaceAuditError:
                continue  # an extra that is not installed
    return found
