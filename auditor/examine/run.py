"""Examine a case: every exhibit by its examiner, and each digest again afterwards."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from auditor import __version__
from auditor.case.load import LoadedCase
from auditor.case.model import Exhibit
from auditor.errors import ExhibitError, NothingExaminedError
from auditor.evidence.digest import digest_file
from auditor.examine.documents.quotes import quoted
from auditor.examine.interface import Examiner, Workbench
from auditor.examine.model import Examination, Observations

Progress = Callable[[Exhibit, float, float], None]


def examine(
    loaded: LoadedCase, examiners: Sequence[Examiner], bench: Workbench, progress: Progress
) -> Observations:
    """What `examiners` make of every exhibit of the case.

    One that cannot be read, or on which an examiner fails, is its own result with the reason; the
    others go on. `progress` is told the exhibit, what is done of it and the whole.

    Raises:
        NothingExaminedError: the case holds no exhibit at all.
    """
    if not loaded.case.exhibits:
        raise NothingExaminedError(
            "the case holds nothing to examine",
            where=loaded.case.title,
            remedy="Put footage, pictures, configuration files or texts into the folder",
        )
    examinations = []
    for exhibit in loaded.case.exhibits:
        path = loaded.files[exhibit.id]
        told = replace(bench, progress=_for(exhibit, progress))
        examination = _examine_one(exhibit, path, examiners, told)
        examinations.append(_with_quotes(examination, exhibit, path, loaded))
        progress(exhibit, 1, 1)
    altered = tuple(
        exhibit.id
        for exhibit in loaded.case.exhibits
        if _altered(exhibit, loaded.files[exhibit.id])
    )
    return Observations(
        tool_version=__version__,
        case=loaded.case,
        examinations=tuple(examinations),
        altered=altered,
    )


def _for(exhibit: Exhibit, progress: Progress) -> Callable[[float, float], None]:
    return lambda done, total: progress(exhibit, done, total)


def _examine_one(
    exhibit: Exhibit, path: Path, examiners: Sequence[Examiner], bench: Workbench
) -> Examination:
    examiner = next((one for one in examiners if one.reads(exhibit, path)), None)
    if examiner is None:
        reason = (
            "the file is empty" if exhibit.size == 0 else f"no examiner reads {exhibit.media_type}"
        )
        return Examination(exhibit=exhibit.id, examiner="none", error=f"{reason}.")
    try:
        return examiner.examine(exhibit, path, bench)
    except ExhibitError as problem:
        said = str(problem)
    except Exception as problem:  # one examiner's defect must not end the audit
        said = f"face-audit failed on this exhibit ({type(problem).__name__}: {problem})."
    # Where the case lies on this machine is nobody's business, and would differ on another one.
    shown = said.replace(str(path), exhibit.path)
    return Examination(exhibit=exhibit.id, examiner=examiner.name, error=shown)


def _with_quotes(
    examination: Examination, exhibit: Exhibit, path: Path, loaded: LoadedCase
) -> Examination:
    statements = [s for s in loaded.case.statements if s.read_in == exhibit.id and s.quote]
    if not statements:
        return examination
    found, missing = quoted(exhibit, path, statements)
    return examination.model_copy(
        update={
            "observations": (*examination.observations, *found),
            "warnings": (*examination.warnings, *missing),
        }
    )


def _altered(exhibit: Exhibit, path: Path) -> bool:
    try:
        return digest_file(path) != exhibit.digest
    except OSError:
        return True
