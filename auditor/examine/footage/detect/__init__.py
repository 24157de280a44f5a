"""Face detectors behind one interface, in one explicit registry."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from auditor.core.errors import FaceAuditError

if TYPE_CHECKING:
    from auditor.examine.footage.detect.interface import FaceDetector


def _make_centerface() -> FaceDetector:
    from auditor.examine.footage.detect.centerface import CenterFace  # noqa: PLC0415 - OpenCV

    return CenterFace()


def _make_dlib_hog() -> FaceDetector:
    from auditor.examine.footage.detect.dlib_hog import DlibHog  # noqa: PLC0415 - OpenCV, dlib

    return DlibHog()


DETECTORS: dict[str, Callable[[], FaceDetector]] = {
    "centerface": _make_centerface,
    "dlib-hog": _make_dlib_hog,
}
"""Every detector by the name a user gives; each is imported and made when it is asked for."""


class _Made(threading.local):
    """Detectors made so far, each thread its own: a network holds its input between calls."""

    def __init__(self) -> None:
        self.by_name: dict[str, FaceDetector] = {}


_made = _Made()


def check_detector_name(name: str) -> None:
    """Refuse a name that no detector has.

    Raises:
        FaceAuditError: there is no such detector.
    """
    if name not in DETECTORS:
        raise FaceAuditError(
            f"there is no face detector called {name!r}",
            remedy=f"Use one of {', '.join(DETECTORS)}",
        )


def detector(name: str) -> FaceDetector:
    """The detector called `name` for this thread, made at the first call and kept.

    Raises:
        FaceAuditError: there is no such detector, or it is not installed.
    """
    check_detector_name(name)
    if name not in _made.by_name:
        _made.by_name[name] = DETECTORS[name]()
    return _made.by_name[name]
