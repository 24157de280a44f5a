"""Face detectors behind one interface, in one explicit registry."""

from __future__ import annotations

from collections.abc import Callable

from auditor.errors import FaceAuditError
from auditor.examine.footage.detect.centerface import CenterFace
from auditor.examine.footage.detect.dlib_hog import DlibHog
from auditor.examine.footage.detect.interface import FaceDetector

DETECTORS: dict[str, Callable[[], FaceDetector]] = {
    CenterFace.name: CenterFace,
    DlibHog.name: DlibHog,
}
"""Every detector by the name a user gives; each is made only when it is asked for."""

_made: dict[str, FaceDetector] = {}


def detector(name: str) -> FaceDetector:
    """The detector called `name`, made at the first call and kept: loading a model takes time.

    Raises:
        FaceAuditError: there is no such detector, or it is not installed.
    """
    if name not in DETECTORS:
        raise FaceAuditError(
            f"there is no face detector called {name!r}",
            remedy=f"Use one of {', '.join(DETECTORS)}",
        )
    if name not in _made:
        _made[name] = DETECTORS[name]()
    return _made[name]
