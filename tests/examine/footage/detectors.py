"""The detectors of faces, made when a test first asks for them and never at import."""

from __future__ import annotations

from auditor.examine.footage.detect import DETECTORS, detector
from auditor.examine.footage.detect.interface import FaceDetector


def all_detectors() -> list[FaceDetector]:
    """Every detector, in the order of their names."""
    return [detector(name) for name in sorted(DETECTORS)]
