"""What each face detector finds and misses, on a ladder of synthetic faces.

    python -m benchmarks.detector_ladder [--detector centerface] [--only yaw] [--write]
    python -m benchmarks.detector_ladder --pictures FOLDER

One factor at a time is varied from a base condition: a frontal face, sharp, light, not compressed,
40 elements between the eyes. Eye distance and yaw are also varied together. The detector gets whole
pictures of 1280x720 and 1920x1080, as recorded; eye distances are in elements of those pictures.
Every rung shows the same people in the same places on the same backgrounds, so that rungs differ by
their factor alone. Rendered faces are easier than faces of people: what is missed here is missed in
footage too, and what is found here may be missed there.

Without `--write` the result is printed; with it, it becomes what ships with the program (see
`auditor/examine/footage/detect/ladder.py`), byte for byte the same on the same machine and
versions. `--pictures` writes one picture of every rung to look at instead of measuring.
"""

from __future__ import annotations

import argparse
import io
import json
import math
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
from av.video.stream import VideoStream

from auditor.examine.footage.detect import DETECTORS, detector
from auditor.examine.footage.detect.interface import Detection, FaceDetector, Pixels
from auditor.examine.footage.detect.ladder import build_of, ladder_file
from auditor.examine.footage.measure import measure
from auditor.examine.ladder_model import (
    Covering,
    LadderCondition,
    LadderRung,
    MeasuredLadder,
    RungResult,
)
from benchmarks.ladder_scene import (
    BACKGROUNDS,
    GARMENTS,
    PEOPLE,
    YAWS,
    Floats,
    Person,
    TrueFace,
    background,
    people,
    places,
)

SIZES = ((1280, 720), (1920, 1080))
"""Widths and heights of the pictures: the detector reduces the larger one more."""
BASE_EYES = 40.0
"""Elements between the eyes in the base condition."""
EYES = (8.0, 10.0, 12.0, 16.0, 20.0, 24.0, 32.0, 40.0, 60.0, 90.0, 120.0)
FACES, FACES_OF_A_PAIR = 48, 24
"""Faces of a rung in pictures of one size, where they fit; fewer where two factors are varied."""
A_PICTURE, PICTURES = 12, 8
"""Most faces in one picture, and most pictures of a rung: very large faces are fewer."""
WIDEST, NARROWEST = 5.0, 1.0
"""Widths of a hit in eye distances, between which it may be the face that it lies on."""

FULL_WELL = 10_000.0
"""Electrons at white; with `READ_NOISE` (electrons, standard deviation) and a noise variance of
the electrons counted, the linear camera model of EMVA Standard 1288. The two numbers are an
engineering choice, of the order of sensors with elements of two to three micrometres."""
READ_NOISE = 3.0
GAMMA = 2.2
STILL_FRAMES = 5
"""Frames of the clip that is compressed; the last one is looked at."""


@dataclass(frozen=True)
class Rung:
    """One condition to try; see `LadderRung`."""

    condition: LadderCondition
    value: float
    eye_distance: float = BASE_EYES
    yaw: int = 0
    covering: Covering = "none"

    @property
    def faces(self) -> int:
        """How many faces are to be drawn at each picture size."""
        pair = self.condition == "yaw" and self.eye_distance != BASE_EYES
        return FACES_OF_A_PAIR if pair else FACES


def rungs() -> Iterator[Rung]:
    """The whole ladder, in each condition the easiest rung first."""
    for eyes in reversed(EYES):
        yield Rung("eye_distance", eyes, eye_distance=eyes)
    for eyes in reversed(EYES):
        for yaw in YAWS[1:]:
            yield Rung("yaw", yaw, eye_distance=eyes, yaw=yaw)
    steps: dict[LadderCondition, tuple[float, ...]] = {
        "roll": (15, 30, 45, 60, 75, 90),
        "defocus": (0.03, 0.05, 0.08, 0.12, 0.16, 0.2, 0.3),
        "motion": (0.1, 0.2, 0.3, 0.5, 0.75, 1.0, 1.5),
        "jpeg": (80, 60, 40, 25, 15, 8, 4),
        "h264": (23, 28, 33, 38, 43, 48, 51),
        "darkness": (1 / 4, 1 / 16, 1 / 64, 1 / 256, 1 / 1024),
        "noise": (1 / 4, 1 / 16, 1 / 64, 1 / 256, 1 / 1024),
    }
    for condition, values in steps.items():
        for value in values:
            yield Rung(condition, value)
    for covering in GARMENTS:
        if covering != "none":
            yield Rung("covering", 0, covering=covering)


# --- what is done to a picture -------------------------------------------------------------------


def _defocus(picture: Floats, value: float, eyes: float, _: np.random.Generator) -> Floats:
    return np.asarray(cv2.GaussianBlur(picture, (0, 0), value * eyes), dtype=np.float32)


def _motion(picture: Floats, value: float, eyes: float, _: np.random.Generator) -> Floats:
    """A smear along the picture's rows, as of somebody walking across."""
    length = value * eyes
    reach = math.ceil(length / 2)
    kernel = np.clip((length + 1) / 2 - np.abs(np.arange(-reach, reach + 1)), 0, 1)[None, :]
    return np.asarray(cv2.filter2D(picture, -1, kernel / kernel.sum()), dtype=np.float32)


def _jpeg(picture: Floats, value: float, _eyes: float, _: np.random.Generator) -> Floats:
    _done, data = cv2.imencode(".jpg", _whole(picture), [cv2.IMWRITE_JPEG_QUALITY, int(value)])
    return np.asarray(cv2.imdecode(data, cv2.IMREAD_COLOR), dtype=np.float32)


def _h264(picture: Floats, value: float, _eyes: float, _: np.random.Generator) -> Floats:
    """Through x264 as a recorder would use it: no look-ahead, a key frame, then predicted ones."""
    memory = io.BytesIO()
    with av.open(memory, "w", format="matroska") as container:
        stream = container.add_stream("libx264", rate=Fraction(12))
        assert isinstance(stream, VideoStream)
        stream.height, stream.width = picture.shape[:2]
        stream.pix_fmt = "yuv420p"
        stream.options = {"crf": f"{value:g}", "preset": "veryfast", "tune": "zerolatency"}
        stream.codec_context.thread_count = 1
        frame = av.VideoFrame.from_ndarray(_whole(picture), format="bgr24")
        for number in range(STILL_FRAMES):
            frame.pts = number
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    memory.seek(0)
    with av.open(memory, "r") as written:
        *_before, last = written.decode(video=0)
    return last.to_ndarray(format="bgr24").astype(np.float32)


def _darkness(picture: Floats, value: float, _eyes: float, rng: np.random.Generator) -> Floats:
    return _exposed(picture, value, 1.0, rng)


def _noise(picture: Floats, value: float, _eyes: float, rng: np.random.Generator) -> Floats:
    return _exposed(picture, value, 1 / value, rng)


def _exposed(picture: Floats, light: float, gain: float, rng: np.random.Generator) -> Floats:
    """The picture taken with a share of the `light`, amplified by `gain`."""
    electrons = (picture / 255.0) ** GAMMA * (FULL_WELL * light)
    spread = np.sqrt(electrons + READ_NOISE**2)
    counted = electrons + spread * rng.standard_normal(picture.shape, dtype=np.float32)
    seen = np.clip(counted * (gain / FULL_WELL), 0, 1)
    return np.asarray(255.0 * seen ** (1 / GAMMA), dtype=np.float32)


Change = Callable[[Floats, float, float, np.random.Generator], Floats]
CHANGES: dict[LadderCondition, Change] = {
    "defocus": _defocus,
    "motion": _motion,
    "jpeg": _jpeg,
    "h264": _h264,
    "darkness": _darkness,
    "noise": _noise,
}


def _whole(picture: Floats) -> Pixels:
    return np.clip(np.round(picture), 0, 255).astype(np.uint8)


# --- pictures of a rung --------------------------------------------------------------------------


def scenes(rung: Rung, size: tuple[int, int]) -> Iterator[tuple[Pixels, list[TrueFace]]]:
    """The pictures of a rung in one size, with the faces in each."""
    drawn = 0
    for number in range(PICTURES):
        if drawn >= rung.faces:
            return
        canvas = background(size, number)
        most = min(A_PICTURE, rung.faces - drawn)
        at = places(size, rung.eye_distance, most, seed=number)
        faces = people(canvas, [(_person(rung, drawn + i), point) for i, point in enumerate(at)])
        drawn += len(at)
        if rung.condition in CHANGES:
            rng = np.random.default_rng([number, size[0]])
            change = CHANGES[rung.condition]
            canvas = change(canvas, rung.value, rung.eye_distance, rng)
        yield _whole(canvas), faces


def _person(rung: Rung, number: int) -> Person:
    """Everybody comes in turn, in every colour, and mirrored every other round."""
    mirrored = (number // len(PEOPLE)) % 2 == 1
    roll = rung.value if rung.condition == "roll" else 0.0
    return Person(
        name=PEOPLE[number % len(PEOPLE)],
        eye_distance=rung.eye_distance,
        yaw=rung.yaw,
        roll=-roll if mirrored else roll,
        mirrored=mirrored,
        covering=rung.covering,
        shade=number // len(PEOPLE),
    )


# --- measuring -----------------------------------------------------------------------------------


@dataclass
class Tally:
    """Sums over the pictures of a rung in one size."""

    pictures: int = 0
    faces: int = 0
    found: int = 0
    false_hits: int = 0
    ratios: list[float] = field(default_factory=list)
    yaw_errors: list[float] = field(default_factory=list)
    brightness: list[float] = field(default_factory=list)

    def add(self, picture: Pixels, faces: Sequence[TrueFace], finder: FaceDetector) -> None:
        """Count what `finder` finds of `faces` in `picture`."""
        hits = finder.detect(picture)
        self.pictures += 1
        self.faces += len(faces)
        self.brightness.append(float(picture.mean()))
        self.false_hits += sum(not any(_is_on(hit, face) for face in faces) for hit in hits)
        for face in faces:
            hit = next((hit for hit in hits if _is_on(hit, face)), None)
            if hit is None:
                continue
            self.found += 1
            seen = measure(picture, hit, time=0.0, frame=0, depth=finder.nose_depth)
            if seen is not None:
                self.ratios.append(seen.eye_distance / face.eye_distance)
                self.yaw_errors.append(abs(seen.pose.yaw - face.yaw))

    def result(self, size: tuple[int, int]) -> RungResult:
        """The sums as they are kept."""
        return RungResult(
            width=size[0],
            height=size[1],
            pictures=self.pictures,
            faces=self.faces,
            found=self.found,
            false_hits=self.false_hits,
            eye_ratio=round(float(np.median(self.ratios)), 2) if self.ratios else None,
            yaw_error=round(float(np.median(self.yaw_errors)), 1) if self.yaw_errors else None,
            brightness=round(float(np.mean(self.brightness)), 1),
        )


def _is_on(hit: Detection, face: TrueFace) -> bool:
    """Whether a hit holds the point between the eyes of a face, and is about as large."""
    x, y = face.middle
    inside = hit.x <= x <= hit.x + hit.width and hit.y <= y <= hit.y + hit.height
    return inside and NARROWEST <= hit.width / face.eye_distance <= WIDEST


def measured(rung: Rung, finders: Sequence[FaceDetector]) -> list[LadderRung]:
    """The rung as each of `finders` climbs it."""
    results: list[list[RungResult]] = [[] for _ in finders]
    for size in SIZES:
        tallies = [Tally() for _ in finders]
        for picture, faces in scenes(rung, size):
            for tally, finder in zip(tallies, finders, strict=True):
                tally.add(picture, faces, finder)
        for result, tally in zip(results, tallies, strict=True):
            result.append(tally.result(size))
    return [
        LadderRung(
            condition=rung.condition,
            value=rung.value,
            covering=rung.covering,
            eye_distance=rung.eye_distance,
            yaw=float(rung.yaw),
            results=tuple(result),
        )
        for result in results
    ]


def ladder(finder: FaceDetector, climbed: Iterable[LadderRung]) -> MeasuredLadder:
    """The ladder of `finder` as it is kept."""
    return MeasuredLadder(
        measured_with=build_of(finder),
        script="benchmarks/detector_ladder.py",
        drawn_with=(
            ("PyAV", av.__version__),
            ("OpenCV", cv2.__version__),
            ("NumPy", np.__version__),
        ),
        heads=len(PEOPLE),
        backgrounds=len(BACKGROUNDS),
        base_eye_distance=BASE_EYES,
        rungs=tuple(climbed),
    )


def as_text(made: MeasuredLadder) -> str:
    """The ladder as its file: JSON, one rung a line, so that a change shows where it is."""
    head = json.dumps(made.model_dump(mode="json", exclude={"rungs"}), indent=1)
    lines = [json.dumps(r.model_dump(mode="json"), separators=(",", ":")) for r in made.rungs]
    return head.removesuffix("\n}") + ',\n "rungs": [\n' + ",\n".join(lines) + "\n ]\n}\n"


# --- the command ---------------------------------------------------------------------------------


def main() -> None:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--detector", action="append", choices=sorted(DETECTORS))
    parser.add_argument("--only", action="append", help="only rungs of this condition")
    parser.add_argument("--write", action="store_true", help="keep the result with the program")
    parser.add_argument("--pictures", type=Path, help="write pictures here instead of measuring")
    asked = parser.parse_args()
    if asked.write and asked.only:
        parser.error("a part of the ladder is not kept; leave out --only or --write")
    wanted = [rung for rung in rungs() if not asked.only or rung.condition in asked.only]
    if asked.pictures:
        _write_pictures(wanted, asked.pictures)
        return
    finders = [detector(name) for name in asked.detector or sorted(DETECTORS)]
    climbed: list[list[LadderRung]] = [[] for _ in finders]
    began = time.perf_counter()
    for rung in wanted:
        for kept, one in zip(climbed, measured(rung, finders), strict=True):
            kept.append(one)
        _print_rung(rung, [kept[-1] for kept in climbed], finders)
    print(f"{time.perf_counter() - began:.0f} s")
    if asked.write:
        for finder, kept in zip(finders, climbed, strict=True):
            ladder_file(finder.name).write_text(as_text(ladder(finder, kept)), encoding="utf-8")


def _print_rung(rung: Rung, climbed: Sequence[LadderRung], finders: Sequence[FaceDetector]) -> None:
    said = rung.covering if rung.condition == "covering" else f"{rung.value:.4g}"
    print(f"{rung.condition} {said}, eyes {rung.eye_distance:g} px, yaw {rung.yaw}")
    for one, finder in zip(climbed, finders, strict=True):
        for result in one.results:
            low, high = result.interval
            print(
                f"  {finder.name:10} {result.width}x{result.height} found {result.found:2} of "
                f"{result.faces:2} ({low:4.0%} to {high:4.0%}), eyes x {result.eye_ratio}, yaw off "
                f"{result.yaw_error}, false {result.false_hits}, grey {result.brightness:.0f}",
                flush=True,
            )


def _write_pictures(wanted: Sequence[Rung], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for rung in wanted:
        picture, _faces = next(scenes(rung, SIZES[0]))
        said = rung.covering if rung.condition == "covering" else f"{rung.value:.4g}"
        name = f"{rung.condition}_{said}_{rung.eye_distance:g}px_{rung.yaw}deg.png"
        cv2.imwrite(str(folder / name), picture)


if __name__ == "__main__":
    main()
