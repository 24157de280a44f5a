"""The examination of one exhibit: by its examiner, with every failure as its result."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from auditor.case.model import DocumentRole, Exhibit, ExhibitKind, Statement
from auditor.core.errors import ExhibitError
from auditor.examine.documents.quotes import quoted
from auditor.examine.interface import Examiner, Workbench
from auditor.examine.lazy_pictures import read_picture, with_words_in
from auditor.examine.model import Examination
from auditor.examine.unread import why_not_read


def examine_exhibit(
    exhibit: Exhibit,
    path: Path,
    examiners: Sequence[Examiner],
    bench: Workbench,
    statements: Sequence[Statement],
) -> Examination:
    """What the first of `examiners` that reads `exhibit` makes of it, with what is quoted from it.

    Whatever goes wrong is the result of this exhibit alone: an examination with the reason.

    Args:
        exhibit: the exhibit.
        path: where its file is.
        examiners: asked in this order.
        bench: what an examiner may use.
        statements: those of the case; some quote the exhibit.
    """
    name = "none"
    try:
        examiner = next((each for each in examiners if each.reads(exhibit, path)), None)
        if examiner is None:
            return failed(exhibit, why_not_read(exhibit))
        name = examiner.name
        own = replace(bench, read_picture=read_picture)
        examination = _with_words(examiner.examine(exhibit, path, own), exhibit, path)
        examination = _with_quotes(examination, exhibit, path, statements)
        # Inside the guard: what cannot be saved costs this exhibit alone.
        examination.model_dump_json().encode()
        return examination
    except ExhibitError as problem:
        reason = str(problem)
    except MemoryError:
        reason = "Reading it took more memory than an exhibit may use."
    except Exception as problem:  # one examiner's defect must not end the audit
        reason = f"face-audit failed on this exhibit ({type(problem).__name__}: {problem})."
    # Where the case is on this machine is private, and would differ on another one.
    return failed(exhibit, reason.replace(str(path), exhibit.path), examiner=name)


def failed(exhibit: Exhibit, reason: str, *, examiner: str = "none") -> Examination:
    """The examination of an exhibit that could not be examined, for `reason`."""
    text = reason.encode("utf-8", "replace").decode("utf-8")
    return Examination(exhibit=exhibit.id, examiner=examiner, error=text)


def _with_quotes(
    examination: Examination, exhibit: Exhibit, path: Path, statements: Sequence[Statement]
) -> Examination:
    observations, missing = quoted(exhibit, path, statements, read_picture)
    if not observations and not missing:
        return examination
    return examination.model_copy(
        update={
            "observations": (*examination.observations, *observations),
            "warnings": (*examination.warnings, *missing),
        }
    )


def _with_words(examination: Examination, exhibit: Exhibit, path: Path) -> Examination:
    """A picture that is declared or looks like a document is read as one, too."""
    # A still of a named camera is footage; its words are overlays, which are read as such.
    if exhibit.kind is not ExhibitKind.IMAGE or examination.examiner != "footage":
        return examination
    if exhibit.camera and exhibit.role is DocumentRole.OTHER:
        return examination
    declared = exhibit.role is not DocumentRole.OTHER
    return with_words_in(examination, exhibit, path, declared=declared)
