"""What the section on what the cameras do prints."""

from __future__ import annotations

from auditor.core.frozen import Frozen
from auditor.report.charts.still_view import StillView
from auditor.report.charts.timeline_view import Timeline


class CameraView(Frozen):
    """One recording: numbers people use, the timeline and the still that shows most."""

    anchor: str
    title: str
    numbers: str
    means: str
    timeline: Timeline | None
    still: StillView | None
    outside_zone: str


class FlowStep(Frozen):
    """A station of face data: a camera or service, a store, or a recipient."""

    kind: str
    kind_word: str
    name: str
    says: str


class CamerasView(Frozen):
    """What the cameras do, recording by recording, and where the data go."""

    cameras: tuple[CameraView, ...]
    more: str
    flow: tuple[FlowStep, ...]
