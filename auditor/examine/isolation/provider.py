"""How exhibits are examined: the interface, and the way without a process of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from auditor.case.load import LoadedCase
from auditor.case.model import Exhibit, Statement
from auditor.examine.exhibit import examine_exhibit
from auditor.examine.footage.detect import detector as made_detector
from auditor.examine.interface import Examiner, Workbench
from auditor.examine.ladder_model import DetectorLadder
from auditor.examine.linking_model import Linking
from auditor.examine.model import Examination


class IsolationProvider(Protocol):
    """Does everything that opens an exhibit or runs a detector."""

    @property
    def protections(self) -> tuple[str, ...]:
        """What holds a hostile file back; empty where nothing does."""
        ...

    def examine(
        self, exhibit: Exhibit, path: Path, bench: Workbench, statements: Sequence[Statement]
    ) -> Examination:
        """Examine one exhibit; see `examine_exhibit`. Whatever fails is in the result."""
        ...

    def ladder(self, detector: str) -> DetectorLadder:
        """The ladder of a detector, which shows at the same time that it is there.

        Raises:
            FaceAuditError: there is no such detector, or it is not installed.
        """
        ...

    def ready_to_link(self) -> None:
        """Make sure that what linking needs is there, before hours are spent on examining.

        Raises:
            FaceAuditError: something is missing.
        """
        ...

    def link(
        self, because: str, loaded: LoadedCase, examinations: Sequence[Examination]
    ) -> Linking:
        """Compare the faces of episodes by templates that are made in memory and not kept."""
        ...


@dataclass(frozen=True)
class NoIsolation:
    """Examines in this process. A file that crashes a decoder ends the program."""

    examiners: Sequence[Examiner]
    protections: tuple[str, ...] = ()

    def examine(
        self, exhibit: Exhibit, path: Path, bench: Workbench, statements: Sequence[Statement]
    ) -> Examination:
        """See `IsolationProvider.examine`."""
        return examine_exhibit(exhibit, path, self.examiners, bench, statements)

    def ladder(self, detector: str) -> DetectorLadder:
        """See `IsolationProvider.ladder`."""
        # Most cases have no footage, and what measures it is slow to import.
        from auditor.examine.footage.detect.ladder import ladder_of  # noqa: PLC0415

        return ladder_of(made_detector(detector))

    def ready_to_link(self) -> None:
        """See `IsolationProvider.ready_to_link`."""
        # Unless asked, nothing that could make a face template is so much as loaded.
        from auditor.examine.footage.link.linking import ready  # noqa: PLC0415

        ready()

    def link(
        self, because: str, loaded: LoadedCase, examinations: Sequence[Examination]
    ) -> Linking:
        """See `IsolationProvider.link`."""
        from auditor.examine.footage.link.linking import link  # noqa: PLC0415

        return link(because, loaded, examinations)
