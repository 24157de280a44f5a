"""Overlays of recognition and analytics programs, and the clock, burned into footage."""

from auditor.examine.footage.overlay.choose import SeenFrame
from auditor.examine.footage.overlay.clock import ClockReading
from auditor.examine.footage.overlay.examine import (
    OverlayResult,
    OverlaySettings,
    ReadFrame,
    read_overlays,
    wanted,
)
from auditor.examine.footage.overlay.times import time_observations

__all__ = [
    "ClockReading",
    "OverlayResult",
    "OverlaySettings",
    "ReadFrame",
    "SeenFrame",
    "read_overlays",
    "time_observations",
    "wanted",
]
