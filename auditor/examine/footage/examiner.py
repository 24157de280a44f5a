"""The footage examiner: decode, choose frames, detect, measure, join, redact."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import av
import cv2

from auditor.case.model import Exhibit, ExhibitKind
from auditor.errors import ExhibitError
from auditor.examine.footage.decode import Footage, Picture, Reading, open_image, open_video
from auditor.examine.footage.detect import detector
from auditor.examine.footage.detect.interface import FaceDetector
from auditor.examine.footage.measure import measure
from auditor.examine.footage.redact import Redaction
from auditor.examine.footage.sampling import Look, Looks, Sampling, sample
from auditor.examine.footage.stills import make_stills
from auditor.examine.footage.tier import on_boundary, rank, sources, tier_of, words
from auditor.examine.footage.track import Track, Tracking, centre, join, set_apart
from auditor.examine.interface import Workbench
from auditor.examine.model import (
    CaptureEpisode,
    Examination,
    FaceMeasurement,
    FootageCoverage,
    MediaLocator,
    Observation,
)

MOST_PATH = 200
"""Points of an episode's path that are kept, spread evenly; a face may be in view for hours."""
_NAMED = 5
"""Hits set aside whose time a warning names."""


@dataclass
class FootageExaminer:
    """Finds and measures faces in videos and images. It makes no face template and names nobody."""

    name: str = "footage"
    sampling: Sampling = field(default_factory=Sampling)
    tracking: Tracking = field(default_factory=Tracking)
    redaction: Redaction = field(default_factory=Redaction)

    def reads(self, exhibit: Exhibit, path: Path) -> bool:
        """Whether the exhibit is a video or an image, which its content has decided."""
        return exhibit.kind in {ExhibitKind.VIDEO, ExhibitKind.IMAGE}

    def examine(self, exhibit: Exhibit, path: Path, bench: Workbench) -> Examination:
        """Examine the video or image at `path`.

        Raises:
            ExhibitError: nothing in it can be decoded, or its pictures are beyond the limits.
            FaceAuditError: the detector asked for does not exist or is not installed.
        """
        finder = detector(bench.detector)
        opened = self._open(exhibit, path)
        seen = self._look(opened, finder, bench)
        tracks, aside = set_apart(join(seen.looks, self.tracking), self._tracking_for(exhibit))
        reading = opened.reading
        episodes = tuple(
            _episode(f"{exhibit.id}/{number}", track, reading)
            for number, track in enumerate(tracks, start=1)
        )
        stills, unsafe = make_stills(
            exhibit,
            episodes=episodes,
            looks=seen.looks,
            pictures_at=lambda frames: self._pictures_at(exhibit, path, frames),
            bench=bench,
            redaction=self.redaction,
        )
        coverage = seen.coverage(reading)
        return Examination(
            exhibit=exhibit.id,
            examiner=self.name,
            format=reading.format,
            method=self._method(finder),
            observations=_observations(exhibit, episodes, coverage),
            episodes=episodes,
            stills=stills,
            coverage=coverage,
            warnings=(
                *reading.warnings,
                *_aside_words(aside, self.tracking),
                *_unmeasured_words(seen.unmeasured),
                *_zero_words(coverage, episodes, finder),
                *unsafe,
            ),
        )

    @staticmethod
    def _open(exhibit: Exhibit, path: Path) -> Footage:
        try:
            return open_image(path) if exhibit.kind is ExhibitKind.IMAGE else open_video(path)
        except OSError as problem:
            raise ExhibitError(
                "the file cannot be opened", where=path, why=str(problem.strerror or problem)
            ) from problem

    def _tracking_for(self, exhibit: Exhibit) -> Tracking:
        # A single picture has no neighbours that could bear a face out.
        return Tracking(lone_score=0.0) if exhibit.kind is ExhibitKind.IMAGE else self.tracking

    def _look(self, opened: Footage, finder: FaceDetector, bench: Workbench) -> _Seen:
        seen = _Seen()
        total = opened.reading.duration_in_file or 0.0

        def find(picture: Picture) -> tuple[FaceMeasurement, ...]:
            bgr = picture.pixels()
            found = finder.detect(bgr)
            measured = [
                measure(bgr, one, time=picture.time, frame=picture.index, depth=finder.nose_depth)
                for one in found
            ]
            faces = tuple(sorted((m for m in measured if m is not None), key=_corner))
            seen.with_detection += bool(found)
            seen.measured += bool(faces)
            seen.unmeasured += len(found) - len(faces)
            bench.progress(picture.time, max(total, picture.time))
            return faces

        for look in sample(opened.pictures, self.sampling, find, seen.times):
            seen.looks.append(look)
        return seen

    def _pictures_at(self, exhibit: Exhibit, path: Path, frames: set[int]) -> Iterator[Picture]:
        # Read a second time instead of keeping pictures: faces stay in memory as briefly as can be.
        last = max(frames)
        for picture in self._open(exhibit, path).pictures:
            if picture.index in frames:
                yield picture
            if picture.index >= last:
                return

    def _method(self, finder: FaceDetector) -> tuple[tuple[str, str], ...]:
        return (
            ("decoding", f"PyAV {av.__version__}, one thread; time from presentation time stamps"),
            ("frames looked at", self.sampling.words()),
            (
                "detector",
                f"{finder.name} ({finder.model}) in OpenCV {cv2.__version__}, scores from "
                f"{finder.threshold:.2f}",
            ),
            ("joining", self.tracking.words()),
            ("tiers", words()),
            *sources(),
            ("stills", self.redaction.words()),
            (
                "what a face is",
                "whatever the detector takes for one: a poster, a screen or a statue counts, a "
                "person seen from behind or hooded does not; episodes are not persons",
            ),
            ("face templates", "none were made; nobody was recognised or compared"),
        )


@dataclass
class _Seen:
    """What the pass over the frames brought, and its counts."""

    looks: list[Look[FaceMeasurement]] = field(default_factory=list)
    times: Looks = field(default_factory=Looks)
    with_detection: int = 0
    measured: int = 0
    unmeasured: int = 0

    def coverage(self, reading: Reading) -> FootageCoverage:
        return FootageCoverage(
            frames_in_file=reading.frames_in_file,
            decoded=reading.decoded,
            sampled=len(self.looks),
            with_detection=self.with_detection,
            measured=self.measured,
            duration=round(reading.duration, 3),
            largest_gap=round(self.times.largest_gap(), 3),
            read_to_end=reading.read_to_end,
            width=reading.width,
            height=reading.height,
        )


def _corner(face: FaceMeasurement) -> tuple[int, int, int, int]:
    return face.box.x, face.box.y, face.box.width, face.box.height


def _episode(name: str, track: Track, reading: Reading) -> CaptureEpisode:
    best = max(
        track.sightings,
        key=lambda f: (rank(tier_of(f.eye_distance, f.pose.yaw)), f.eye_distance, f.sharpness),
    )
    width, height = max(1, reading.width), max(1, reading.height)
    return CaptureEpisode(
        id=name,
        start=track.sightings[0].time,
        end=track.last.time,
        frames=len(track.sightings),
        tier=tier_of(best.eye_distance, best.pose.yaw),
        boundary=on_boundary(best.eye_distance, best.pose.yaw),
        best=best,
        path=tuple(
            (round(min(1.0, x / width), 3), round(min(1.0, y / height), 3))
            for x, y in map(centre, _spread(track.sightings))
        ),
    )


def _spread(sightings: Sequence[FaceMeasurement]) -> Sequence[FaceMeasurement]:
    """At most `MOST_PATH` of them, the first and the last among them."""
    if len(sightings) <= MOST_PATH:
        return sightings
    step = (len(sightings) - 1) / (MOST_PATH - 1)
    return [sightings[round(number * step)] for number in range(MOST_PATH)]


def _observations(
    exhibit: Exhibit, episodes: Sequence[CaptureEpisode], coverage: FootageCoverage
) -> tuple[Observation, ...]:
    if not episodes:
        return (
            Observation(
                exhibit=exhibit.id,
                topic="face.none",
                locator=MediaLocator(start=0.0, end=coverage.duration),
                note=(
                    f"No face was found in {coverage.sampled} frames looked at; that does not show "
                    "that nobody was in view."
                ),
                subject=exhibit.camera,
            ),
        )
    return tuple(_observed(exhibit, episode) for episode in episodes)


def _observed(exhibit: Exhibit, episode: CaptureEpisode) -> Observation:
    best = episode.best
    return Observation(
        exhibit=exhibit.id,
        topic="face.episode",
        locator=MediaLocator(start=episode.start, end=episode.end, frame=best.frame, box=best.box),
        note=(
            f"A face was in view in {episode.frames} frames looked at, at best with "
            f"{best.eye_distance:.1f} picture elements between the eyes ({episode.tier.value})."
        ),
        says={"capture.faces_detected": True},
        subject=exhibit.camera,
        confidence=best.confidence,
    )


def _aside_words(aside: Sequence[Track], tracking: Tracking) -> list[str]:
    if not aside:
        return []
    first = ", ".join(f"{t.last.time:.2f} s" for t in aside[:_NAMED])
    more = ", ..." if len(aside) > _NAMED else ""
    return [
        f"Set aside: {len(aside)} faces the detector saw in fewer than {tracking.steady} frames "
        f"and with scores below {tracking.lone_score:g}, at {first}{more}; they are in no episode."
    ]


def _unmeasured_words(unmeasured: int) -> list[str]:
    if not unmeasured:
        return []
    return [
        f"Not measured: {unmeasured} hits of the detector had no usable eye positions; they are in "
        "no episode."
    ]


def _zero_words(
    coverage: FootageCoverage, episodes: Sequence[CaptureEpisode], finder: FaceDetector
) -> list[str]:
    if episodes:
        return []
    if coverage.measured:
        stage = "every hit of the detector was set aside"
    elif coverage.with_detection:
        stage = "no hit of the detector could be measured"
    else:
        stage = "the detector found nothing"
    return [
        f"No face: {stage}. Frames decoded {coverage.decoded}, looked at {coverage.sampled}, with "
        f"a hit {coverage.with_detection}, measured {coverage.measured}; longest time not looked "
        f"at {coverage.largest_gap:.2f} s. In pictures of {coverage.width}x{coverage.height} the "
        f"detector {finder.name} mostly misses faces with less than "
        f"{finder.floor(coverage.width, coverage.height):.0f} picture elements between the eyes, "
        "faces lying on their side, and faces turned away."
    ]
