"""What each detector finds and misses, measured on a ladder of synthetic faces.

`benchmarks/detector_ladder.py` draws the faces, measures, and writes one file per detector next to
this module. A ladder belongs to the model file, the libraries and the settings it was measured
with; whether those are at work now is for the reader of `DetectorLadder` to compare.
"""

from __future__ import annotations

import importlib
from dataclasses import asdict, is_dataclass
from pathlib import Path

from pydantic import ValidationError

from auditor.core.errors import ExitCode, FaceAuditError
from auditor.examine.footage.detect.interface import FaceDetector
from auditor.examine.ladder_model import DetectorBuild, DetectorLadder, MeasuredLadder

_OPENCV, _DLIB = ("OpenCV", "cv2"), ("dlib", "dlib")
LIBRARIES: dict[str, tuple[tuple[str, str], ...]] = {
    "centerface": (_OPENCV,),
    "dlib-hog": (_OPENCV, _DLIB),
}
"""What runs each detector, by name and import name; OpenCV resizes the picture for both."""
_FOLDER = Path(__file__).parent


class LadderError(FaceAuditError):
    """A ladder that ships with the program is missing or damaged."""

    exit_code = ExitCode.INTERNAL_ERROR


def build_of(finder: FaceDetector) -> DetectorBuild:
    """The build of the detector at work here."""
    settings = getattr(finder, "settings", None)
    known = asdict(settings) if is_dataclass(settings) and not isinstance(settings, type) else {}
    known["nose_depth"] = finder.nose_depth
    return DetectorBuild(
        detector=finder.name,
        model=finder.model,
        libraries=tuple(
            (name, str(importlib.import_module(module).__version__))
            for name, module in LIBRARIES.get(finder.name, ())
        ),
        settings=tuple(sorted((name, float(value)) for name, value in known.items())),
    )


def ladder_file(name: str) -> Path:
    """Where the ladder of the detector called `name` is kept."""
    return _FOLDER / f"ladder_{name}.json"


def ladder_of(finder: FaceDetector) -> DetectorLadder:
    """The packaged ladder of `finder`, with the build that is at work now.

    Raises:
        LadderError: there is no ladder of it, it is not in the form of `MeasuredLadder`, or it is
            another detector's.
    """
    file = ladder_file(finder.name)
    try:
        measured = MeasuredLadder.model_validate_json(file.read_bytes(), strict=True)
    except OSError as problem:
        raise LadderError(
            "cannot be read", where=file.name, why=problem.strerror or "", remedy=_REMEDY
        ) from problem
    except ValidationError as problem:
        first = problem.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise LadderError(
            f"is damaged at {place}: {first['msg']}" if place else f"is damaged: {first['msg']}",
            where=file.name,
            remedy=_REMEDY,
        ) from problem
    if measured.measured_with.detector != finder.name:
        raise LadderError(
            f"is that of {measured.measured_with.detector}", where=file.name, remedy=_REMEDY
        )
    return DetectorLadder(**dict(measured), at_work=build_of(finder))


_REMEDY = "Install face-audit again, or measure with `benchmarks/detector_ladder.py --write`"
