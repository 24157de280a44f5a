"""Every examiner, in the order in which they are asked whether an exhibit is theirs."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from auditor.case.model import Exhibit, ExhibitKind
from auditor.examine.interface import Examiner, Workbench
from auditor.examine.model import Examination


@dataclass(frozen=True)
class ExaminerEntry:
    """An examiner that is imported with the first exhibit it is for; OpenCV and PyAV are slow.

    Attributes:
        name: the examiner's name.
        kinds: the kinds of exhibit it reads.
        place: its module, and the name of its class there.
    """

    name: str
    kinds: frozenset[ExhibitKind]
    place: str

    def reads(self, exhibit: Exhibit, path: Path) -> bool:
        """Whether the exhibit is of a kind that the examiner reads."""
        del path
        return exhibit.kind in self.kinds

    def examine(self, exhibit: Exhibit, path: Path, bench: Workbench) -> Examination:
        """Have the examiner examine the file at `path`; see `Examiner.examine`."""
        module, _, name = self.place.partition(":")
        examiner: Examiner = getattr(import_module(module), name)()
        return examiner.examine(exhibit, path, bench)


EXAMINERS: tuple[Examiner, ...] = (
    ExaminerEntry(
        "footage",
        frozenset({ExhibitKind.VIDEO, ExhibitKind.IMAGE}),
        "auditor.examine.footage.examiner:FootageExaminer",
    ),
    ExaminerEntry(
        "configuration",
        frozenset({ExhibitKind.CONFIGURATION}),
        "auditor.examine.configs.examiner:ConfigurationExaminer",
    ),
    ExaminerEntry(
        "document",
        frozenset({ExhibitKind.TEXT}),
        "auditor.examine.documents.examiner:DocumentExaminer",
    ),
)
