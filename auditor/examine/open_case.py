"""Open a case with the recognition of exhibit kinds that the examiners bring."""

from __future__ import annotations

from pathlib import Path

from auditor.case.load import LoadedCase, load_case
from auditor.examine.archives.unpack import unpack
from auditor.examine.kind import kind_of


def open_case(folder: Path, output: Path | None = None) -> LoadedCase:
    """The case in `folder`; files in `output` are results, not exhibits.

    Members of archives are exhibits; `LoadedCase.close` removes them from this machine.

    Raises:
        CaseError: there is no such folder, or `case.yaml` is wrong; with line and column.
    """
    return load_case(folder, kind_of, output, unpack)
