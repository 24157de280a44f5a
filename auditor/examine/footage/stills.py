"""Which frames of an exhibit are shown in the report, and their redacted stills."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from auditor.case.model import Exhibit
from auditor.errors import FaceAuditError
from auditor.evidence.digest import digest_bytes
from auditor.examine.footage.decode import Picture
from auditor.examine.footage.detect import DETECTORS, detector
from auditor.examine.footage.detect.interface import FaceDetector
from auditor.examine.footage.redact import Redaction, redact
from auditor.examine.footage.sampling import Look
from auditor.examine.footage.tier import rank
from auditor.examine.interface import Workbench
from auditor.examine.model import CaptureEpisode, FaceMeasurement, RedactedStill

NEAR = 0.5
"""Seconds around a still within which every face found is covered, in that very frame or not."""

PicturesAt = Callable[[set[int]], Iterator[Picture]]
"""Reads the exhibit again and yields the frames with these indices, in order of time."""


def make_stills(
    exhibit: Exhibit,
    *,
    episodes: Sequence[CaptureEpisode],
    looks: Sequence[Look[FaceMeasurement]],
    pictures_at: PicturesAt,
    bench: Workbench,
    redaction: Redaction,
) -> tuple[tuple[RedactedStill, ...], tuple[str, ...]]:
    """The stills written, and a warning for each that was not because a face was left."""
    folder = bench.stills
    if folder is None or not episodes:
        return (), ()
    checkers = _checkers(bench.detector)
    stills: list[RedactedStill] = []
    unsafe: list[str] = []
    wanted = _moments(episodes, redaction.most_stills)
    # Read a second time instead of keeping pictures: faces stay in memory as briefly as can be.
    for picture in pictures_at(set(wanted)):
        faces = [
            face.box
            for look in looks
            for face in look.found
            if abs(look.time - picture.time) <= NEAR
        ]
        still = redact(picture.pixels(), faces, checkers, redaction)
        if still is None:
            unsafe.append(
                f"No still of {picture.time:.2f} s: a face was found in it after "
                f"{redaction.rounds} rounds of redaction, so it was not written."
            )
            continue
        name = f"{exhibit.id}-{len(stills) + 1}.jpg"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(still.jpeg)
        stills.append(
            RedactedStill(
                file=f"stills/{name}",
                digest=digest_bytes(still.jpeg),
                parent=exhibit.id,
                time=round(picture.time, 3),
                width=still.width,
                height=still.height,
                episodes=wanted[picture.index],
                checked_by=still.checked_by,
            )
        )
    return tuple(stills), tuple(unsafe)


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


def _checkers(chosen: str) -> list[FaceDetector]:
    """The detector in use and every other one that is installed."""
    found = [detector(chosen)]
    for name in DETECTORS:
        if name != chosen:
            try:
                found.append(detector(name))
            except FaceAuditError:
                continue  # an extra that is not installed; `checked_by` says who checked
    return found
