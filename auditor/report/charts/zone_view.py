"""The drawing of where faces were in the picture."""

from __future__ import annotations

from auditor.core.frozen import Frozen
from auditor.report.charts.still_view import StillView
from auditor.report.parts import Said


class Heat(Frozen):
    """Cells with one shade as one path: `level` 1 to 5 by how often a face was there.

    `outside` tells bystanders from everybody else.
    """

    level: int
    outside: bool
    d: str


class ZonePath(Frozen):
    """The way of one face, as points of a line; `outside` for a bystander."""

    points: str
    outside: bool


class ScaleMark(Frozen):
    """A mark on the scale along a side of the picture."""

    at: float
    label: str


class ZoneRow(Frozen):
    """Episodes that lie alike to the zone the purpose needs, and how long they were outside it."""

    label: str
    episodes: str
    time: str


class PurposeZone(Frozen):
    """The zone that the purpose needs, and who was captured outside it.

    `stated` is the camera's purpose and `note` what else the case file says of the zone. `timed` is
    False for a picture, which has no time.
    """

    points: str
    label: str
    label_x: float
    label_y: float
    label_at_right: bool
    sentence: str
    stated: Said | None = None
    note: Said | None = None
    timed: bool
    rows: tuple[ZoneRow, ...]


class Zone(Frozen):
    """Where in the picture faces were, in units of the drawing; the picture's corner is at 0, 0.

    `background` is the still drawn upon, where it was made for that; `limit` says how far the
    drawing rests on a camera that stood still.
    """

    label: str
    view_box: str
    width: float
    height: float
    marks_across: tuple[ScaleMark, ...]
    marks_down: tuple[ScaleMark, ...]
    backdrop: str
    backdrop_label: str
    background: StillView | None
    heat: tuple[Heat, ...]
    paths: tuple[ZonePath, ...]
    legend: tuple[str, ...]
    note: str
    limit: str
    purpose: PurposeZone | None
