"""Face detectors behind one interface, in one explicit registry."""

from __future__ import annotations

import threading
from collections.abc import Callable

from auditor.core.errors import FaceAuditError
from auditor.examine.footage.detect.centerface import CenterFace
from auditor.examine.footage.detect.dlib_hog import DlibHog
from auditor.examine.footage.detect.interface import FaceDetector

DETECTORS: dict[str, Callable[[], FaceDetector]] = {
    CenterFace.name: CenterFace,
    DlibHog.name: DlibHog,
}
"""Every detector by the name a user gives; each is made only when it is asked for."""


class _Made(threading.local):
    """Detectors made so far, each thread its own: a network holds its input between calls."""

    def __init__(self) -> None:
        self.by_name: dict[str, FaceDetector] = {}


_made = _Made()


def detector(name: str) -> FaceDetector:
    """The detector called `name` for this thread, made at the first call and kept.

    Raises:
        FaceAuditError: there is no such detector, or it is not installed.
    """
    if name not in DETECTORS:
        raise FaceAuditError(
            f"there is no face detector called {name!r}",
            remedy=f"Use one of {', '.join(DETECTORS)}",
        )
    if name not in _made.by_name:
        _made.by_name[name] = DETECTORS[name]()
    return _made.by_name[name]
