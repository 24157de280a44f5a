"""What the section on method prints."""

from __future__ import annotations

from auditor.core.frozen import Frozen
from auditor.report.parts import Pair


class MethodView(Frozen):
    """How one exhibit was read."""

    exhibit: str
    anchor: str
    examiner: str
    pairs: tuple[Pair, ...]


class AgreementRow(Frozen):
    """One group of decided cases: how many decided issues were reached, open or contradicted."""

    group: str
    cases: str
    decided: str
    reached: str
    cannot_tell: str
    contradicted: str


class Contradicted(Frozen):
    """A decided issue on which the rules come to the opposite, and why."""

    case: str
    said: str
    why: str


class AgreementView(Frozen):
    """Agreement with decided cases; `other_packs` empty where the measured packs are at work."""

    rows: tuple[AgreementRow, ...]
    reasoning: str
    contradictions: tuple[Contradicted, ...]
    other_packs: str


class LadderLimit(Frozen):
    """Where under one condition fewer than nine in ten were found, or than half; empty: nowhere."""

    condition: str
    below_nine_in_ten: str
    below_half: str


class RungCell(Frozen):
    """What was found at one rung in pictures of one size; empty words where nothing was found."""

    found: str
    interval: str
    eyes: str
    yaw: str


class RungRow(Frozen):
    """One rung; a cell for each picture size."""

    label: str
    cells: tuple[RungCell, ...]


class RungGroup(Frozen):
    """The rungs of one condition, and what their values mean."""

    condition: str
    means: str
    rows: tuple[RungRow, ...]


class LadderGrid(Frozen):
    """Shares found by eye distance (rows) and yaw (columns) in pictures of one size."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]


class LadderView(Frozen):
    """What one detector finds and misses. `changes` say how the one at work differs."""

    detector: str
    setting: str
    measured: str
    changes: tuple[Pair, ...]
    finds: str
    misses: str
    false_hits: str
    sizes: tuple[str, ...]
    limits: tuple[LadderLimit, ...]
    groups: tuple[RungGroup, ...]
    grids: tuple[LadderGrid, ...]


class DetectorFloor(Frozen):
    """What the detectors at work find and miss; `missing` says where that was not recorded."""

    missing: str
    ladders: tuple[LadderView, ...]
