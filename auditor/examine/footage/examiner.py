"""The footage examiner: decode, choose frames, detect, measure, join, redact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import av
import cv2

from auditor.case.model import Exhibit, ExhibitKind
from auditor.core.locator import MediaLocator
from auditor.examine.footage.background import background, frames_for_background
from auditor.examine.footage.background import words as background_words
from auditor.examine.footage.confirm import confirmed, lowered_words
from auditor.examine.footage.decode import Reading
from auditor.examine.footage.detect import detector
from auditor.examine.footage.detect.interface import FaceDetector
from auditor.examine.footage.embedded import read_embedded
from auditor.examine.footage.episodes import episodes_of
from auditor.examine.footage.overlay import (
    OverlayResult,
    ReadFrame,
    SeenFrame,
    read_overlays,
    time_observations,
    wanted,
)
from auditor.examine.footage.overlay.reader import WordReader
from auditor.examine.footage.redact import Redaction
from auditor.examine.footage.seeing import see
from auditor.examine.footage.seen import Seen, Strategy
from auditor.examine.footage.stills import all_detectors, keep_background, make_stills
from auditor.examine.footage.tier import sources, words
from auditor.examine.footage.track import Track, Tracking, suited_to
from auditor.examine.footage.zone import camera_moves, zone_observations
from auditor.examine.interface import Workbench
from auditor.examine.model import (
    CaptureEpisode,
    Examination,
    FootageCoverage,
    Observation,
    RedactedStill,
)

LONG_GAP = 5.0
"""Seconds between frames examined from which a warning is given: a walk of 1.4 m/s through a view
7 m wide takes as long."""
_NAMED = 5
"""Hits set aside whose time a warning names."""


@dataclass
class FootageExaminer:
    """Finds and measures faces in videos and images. It makes no face template and names nobody."""

    name: str = "footage"
    strategy: Strategy = field(default_factory=Strategy)
    tracking: Tracking = field(default_factory=Tracking)
    redaction: Redaction = field(default_factory=Redaction)
    words: WordReader | None = None
    """What reads words in pictures; without it, RapidOCR does."""

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
        strategy = self.strategy
        if bench.exhaustive:
            every = replace(strategy.sampling, exhaustive=True)
            strategy = replace(strategy, sampling=every)
        seen = see(exhibit, path, bench, strategy)
        reading = seen.reading
        tracking = self.tracking
        if not seen.gated:
            tracking = suited_to(tracking, [look.time for look in seen.looks])
        episodes, aside = episodes_of(exhibit, seen, tracking, finder.threshold)
        second = [d for d in all_detectors(bench.detector) if d.name != finder.name]
        episodes, weak = confirmed(episodes, seen.pictures_at, second)
        stills, unsafe = make_stills(
            exhibit,
            episodes=episodes,
            looks=seen.looks,
            pictures_at=seen.pictures_at,
            bench=bench,
            redaction=self.redaction,
        )
        coverage = seen.coverage()
        embedded = read_embedded(exhibit, path)
        overlays = self._overlays(exhibit, seen)
        behind, moving, bare = self._background(exhibit, bench, seen, episodes, coverage)
        return Examination(
            exhibit=exhibit.id,
            examiner=self.name,
            format=reading.format,
            method=(
                *self._method(
                    finder,
                    strategy,
                    tracking,
                    gated=seen.gated,
                    linked=bool(bench.link_because),
                ),
                *_pixel_shape(reading),
                *overlays.method,
                *embedded.method,
            ),
            observations=(
                *_observations(exhibit, episodes, coverage),
                *overlays.observations,
                *embedded.observations,
                *time_observations(exhibit, overlays.clocks, embedded.created, coverage.duration),
                *(moving or zone_observations(exhibit, exhibit.purpose_zone, episodes)),
            ),
            episodes=episodes,
            stills=(*stills, *behind),
            coverage=coverage,
            warnings=(
                *reading.warnings,
                *_gap_words(coverage),
                *_aside_words(aside, tracking),
                *lowered_words(weak),
                *_unmeasured_words(seen.unmeasured),
                *_zero_words(coverage, episodes, finder),
                *unsafe,
                *bare,
                *overlays.warnings,
                *embedded.warnings,
            ),
        )

    def _overlays(self, exhibit: Exhibit, seen: Seen) -> OverlayResult:
        """What is burned into the picture, from a few of the frames that were examined."""
        frames = {
            look.index: SeenFrame(look.index, look.time, look.key, look.found)
            for look in seen.looks
        }
        chosen = set(wanted(tuple(frames.values())))
        return read_overlays(
            exhibit,
            (
                ReadFrame(frames[picture.index], picture.pixels())
                for picture in seen.pictures_at(chosen)
            ),
            words=self.words,
        )

    def _background(
        self,
        exhibit: Exhibit,
        bench: Workbench,
        seen: Seen,
        episodes: Sequence[CaptureEpisode],
        coverage: FootageCoverage,
    ) -> tuple[tuple[RedactedStill, ...], tuple[Observation, ...], tuple[str, ...]]:
        """The still on which places are drawn, or why there is none."""
        if not episodes or exhibit.kind is ExhibitKind.IMAGE:
            return (), (), ()
        frames = set(frames_for_background(seen.looks))
        boxes = [face.box for look in seen.looks if look.index in frames for face in look.found]
        made = background(
            (picture.pixels() for picture in seen.pictures_at(frames)),
            boxes,
            all_detectors(bench.detector),
            self.redaction,
        )
        if made.moves:
            return (), (camera_moves(exhibit, coverage),), ()
        if not made.safe:
            return (), (), (_NO_BACKGROUND,)
        if made.still is None or bench.stills is None:
            return (), (), ()
        return (keep_background(exhibit, made.still, bench.stills),), (), ()

    def _method(
        self,
        finder: FaceDetector,
        strategy: Strategy,
        tracking: Tracking,
        *,
        gated: bool,
        linked: bool,
    ) -> tuple[tuple[str, str], ...]:
        return (
            ("decoding", f"PyAV {av.__version__}, one thread; time from presentation time stamps"),
            *((("long recordings", strategy.gate.words()),) if gated else ()),
            ("frames examined", strategy.sampling.words()),
            ("parts of a frame", strategy.searching.words()),
            (
                "detector",
                f"{finder.name} ({finder.model}) in OpenCV {cv2.__version__}, scores from "
                f"{finder.threshold:.2f}",
            ),
            ("joining", tracking.words()),
            ("tiers", words()),
            *sources(),
            ("stills", self.redaction.words()),
            ("background of the capture zone", background_words()),
            (
                "what a face is",
                "whatever the detector takes for one: a poster, a screen or a statue counts, a "
                "person seen from behind or hooded does not; episodes are not persons",
            ),
            (
                "face templates",
                "made in memory to compare episodes, see there; none was kept"
                if linked
                else "none were made; nobody was recognised or compared",
            ),
        )


def _pixel_shape(reading: Reading) -> tuple[tuple[str, str], ...]:
    """How pixels that are not square were brought to the shape in which they are shown."""
    aspect = reading.pixel_aspect
    if aspect == 1:
        return ()
    return (
        (
            "shape of pixels",
            f"stored {aspect.numerator}:{aspect.denominator}, examined as shown, at "
            f"{reading.width}x{reading.height}; all distances are in display pixels",
        ),
    )


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
                    f"No face was found in {coverage.sampled} frames examined; that does not show "
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
            f"A face was in view in {episode.frames} frames examined, at best with "
            f"{best.eye_distance:.1f} pixels between the eyes ({episode.tier.value})."
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


def _gap_words(coverage: FootageCoverage) -> list[str]:
    if coverage.largest_gap < LONG_GAP:
        return []
    return [
        f"Up to {coverage.largest_gap:.1f} s are between two frames examined. A person in view "
        "only in between is not counted, and whether a person stayed in view in between is not "
        "known."
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
        f"No face: {stage}. Frames decoded {coverage.decoded}, examined {coverage.sampled}, with "
        f"a hit {coverage.with_detection}, measured {coverage.measured}; longest time not examined "
        f"{coverage.largest_gap:.2f} s. In pictures of {coverage.width}x{coverage.height} the "
        f"detector {finder.name} mostly misses faces with less than "
        f"{finder.floor(coverage.width, coverage.height):.0f} pixels between the eyes, "
        "faces lying on their side, and faces turned away."
    ]


_NO_BACKGROUND = (
    "No background of this view is written, as the check that no face is left in it did not pass; "
    "places are drawn on a plain ground."
)
