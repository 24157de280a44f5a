"""What a caller may choose for each step; every option object is frozen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from auditor.core.text import Language
from auditor.judge.rules.verdict import Severity
from auditor.report.readers import Reader


@dataclass(frozen=True)
class ExamineOptions:
    """How to examine a case.

    Attributes:
        out: output folder; made if it does not exist.
        detector: name of the face detector, a key of `examine.footage.detect.DETECTORS`.
        exhaustive: search every frame of footage at its full resolution.
        show_faces: ids of the exhibits whose stills are written with faces uncovered.
        link_because: why face templates are made in memory to compare episodes; empty makes none.
        reuse: output folder of an earlier audit, whose examinations of unchanged exhibits are used
            again; None uses those of the folder `out` itself.
        isolated: examine in a worker process with limits, which a hostile file can crash without
            harm; otherwise in this process.
        command: the command line to enter in the custody log; empty enters the equivalent one.
    """

    out: Path
    detector: str = "centerface"
    exhaustive: bool = False
    show_faces: tuple[str, ...] = ()
    link_because: str = ""
    reuse: Path | None = None
    isolated: bool = True
    command: tuple[str, ...] = ()


@dataclass(frozen=True)
class AuditOptions(ExamineOptions):
    """How to examine, judge and report a case.

    Attributes:
        as_of: judge by the law in force on this date; None takes the case's own, else today.
        rules: folders of rule packs besides the shipped ones.
        fail_on: lowest severity that sets a failing exit code.
        language: language of the report.
        outputs: names in `report.outputs.registry`; empty writes its default outputs.
        reader: whose next steps page one gives; None gives those of all three kinds.
        keep: an earlier plan of action whose entries by people the new one keeps; None has none.
    """

    as_of: date | None = None
    rules: tuple[Path, ...] = ()
    fail_on: Severity = Severity.LOW
    language: Language = "en"
    outputs: tuple[str, ...] = ()
    reader: Reader | None = None
    keep: Path | None = None


@dataclass(frozen=True)
class JudgeOptions:
    """How to judge saved observations.

    Attributes:
        out: output folder; None is the folder of the observations.
        as_of: judge by the law in force on this date; None takes the case's own, else today.
        rules: folders of rule packs besides the shipped ones.
        fail_on: lowest severity that sets a failing exit code.
        command: the command line to enter in the custody log; empty enters the equivalent one.
    """

    out: Path | None = None
    as_of: date | None = None
    rules: tuple[Path, ...] = ()
    fail_on: Severity = Severity.LOW
    command: tuple[str, ...] = ()


@dataclass(frozen=True)
class ReportOptions:
    """How to report saved findings.

    Attributes:
        observations: the saved observations; None is the file next to the findings.
        out: output folder; None is the folder of the findings.
        language: language of the report.
        outputs: names in `report.outputs.registry`; empty writes its default outputs.
        reader: whose next steps page one gives; None gives those of all three kinds.
        keep: an earlier plan of action whose entries by people the new one keeps; None has none.
        command: the command line to enter in the custody log; empty enters the equivalent one.
    """

    observations: Path | None = None
    out: Path | None = None
    language: Language = "en"
    outputs: tuple[str, ...] = ()
    reader: Reader | None = None
    keep: Path | None = None
    command: tuple[str, ...] = ()
