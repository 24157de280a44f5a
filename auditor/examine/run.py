"""Examine a case: every exhibit by its examiner, and each digest again afterwards."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from auditor import __version__
from auditor.case.load import LoadedCase
from auditor.case.model import DocumentRole, Exhibit, ExhibitKind
from auditor.core.digest import Digest, digest_file
from auditor.core.errors import ExhibitError, NothingExaminedError
from auditor.examine.archives.examiner import examined_archive
from auditor.examine.documents.quotes import quoted
from auditor.examine.footage.detect import detector
from auditor.examine.interface import Examiner, Workbench
from auditor.examine.kept import Kept, key_of
from auditor.examine.lazy_pictures import read_picture, with_words_in
from auditor.examine.model import (
    DetectorLadder,
    Examination,
    FootageCoverage,
    Linking,
    Observations,
)
from auditor.examine.unread import why_not_read

Progress = Callable[[Exhibit, float, float], None]


def examine(
    loaded: LoadedCase, examiners: Sequence[Examiner], bench: Workbench, progress: Progress
) -> Observations:
    """What `examiners` make of every exhibit of the case.

    One that cannot be read, or on which an examiner fails, is its own result with the reason; the
    others go on. `progress` is told the exhibit, what is done of it and the whole.

    Raises:
        NothingExaminedError: the case holds no exhibit at all, and nobody states anything.
    """
    if not loaded.case.exhibits and not loaded.case.has_answers:
        raise NothingExaminedError(
            "the case holds nothing to examine",
            where=loaded.case.title,
            remedy="Put footage, pictures, configuration files or texts into the folder, or "
            "answer questions under statements in case.yaml",
        )
    examinations = []
    for exhibit in loaded.case.exhibits:
        path = loaded.files[exhibit.id]
        own = replace(bench, progress=_for(exhibit, progress), read_picture=read_picture)
        if exhibit.kind is ExhibitKind.ARCHIVE:
            examinations.append(examined_archive(exhibit, loaded.case))
            continue
        examination = _finished(exhibit, bench) or _examine_one(exhibit, path, examiners, own)
        examinations.append(_with_quotes(examination, exhibit, path, loaded))
        progress(exhibit, 1, 1)
    linking = _linked(loaded, examinations, bench)
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
        ladders=_ladders(examinations, bench),
        linking=linking,
    )


def _finished(exhibit: Exhibit, bench: Workbench) -> Examination | None:
    """What an interrupted run made of this very exhibit in this very way, stills and all."""
    done = _kept(bench).read(_name(exhibit, bench), Examination)
    if done is None or bench.stills is None:
        return done
    there = all(
        _lies_there(bench.stills.parent / still.file, still.digest) for still in done.stills
    )
    return done if there else None


def _kept(bench: Workbench) -> Kept:
    return Kept(bench.unfinished)


def _name(exhibit: Exhibit, bench: Workbench) -> str:
    how = (__version__, bench.detector, bench.exhaustive, exhibit.id in bench.show_faces)
    return f"{exhibit.id}-{key_of(exhibit.model_dump_json(), how, bench.stills is None)}"


def _lies_there(file: Path, digest: Digest) -> bool:
    return file.is_file() and digest_file(file) == digest


def _ladders(examinations: Sequence[Examination], bench: Workbench) -> tuple[DetectorLadder, ...]:
    """The ladder of the detector, where it looked at any footage."""
    if not any(isinstance(examined.coverage, FootageCoverage) for examined in examinations):
        return ()
    # Most cases have no footage, and what measures it is slow to import.
    from auditor.examine.footage.detect.ladder import ladder_of  # noqa: PLC0415

    return (ladder_of(detector(bench.detector)),)


def _linked(
    loaded: LoadedCase, examinations: Sequence[Examination], bench: Workbench
) -> Linking | None:
    if not bench.link_because:
        return None
    # Without being asked, nothing that could make a face template is so much as loaded.
    from auditor.examine.footage.link.linking import link  # noqa: PLC0415

    return link(bench.link_because, loaded, examinations)


def _for(exhibit: Exhibit, progress: Progress) -> Callable[[float, float], None]:
    return lambda done, total: progress(exhibit, done, total)


def _examine_one(
    exhibit: Exhibit, path: Path, examiners: Sequence[Examiner], bench: Workbench
) -> Examination:
    name = "none"
    try:
        examiner = next((each for each in examiners if each.reads(exhibit, path)), None)
        if examiner is None:
            return Examination(exhibit=exhibit.id, examiner=name, error=why_not_read(exhibit))
        name = examiner.name
        examination = _with_words(examiner.examine(exhibit, path, bench), exhibit, path)
        # Saved within the guard: what cannot be written down costs this exhibit alone.
        examination.model_dump_json().encode()
        _kept(bench).write(_name(exhibit, bench), examination)
        return examination
    except ExhibitError as problem:
        said = str(problem)
    except Exception as problem:  # one examiner's defect must not end the audit
        said = f"face-audit failed on this exhibit ({type(problem).__name__}: {problem})."
    # Where the case lies on this machine is nobody's business, and would differ on another one.
    shown = said.replace(str(path), exhibit.path)
    examination = Examination(exhibit=exhibit.id, examiner=name, error=_encodable(shown))
    _kept(bench).write(_name(exhibit, bench), examination)
    return examination


def _encodable(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")


def _with_quotes(
    examination: Examination, exhibit: Exhibit, path: Path, loaded: LoadedCase
) -> Examination:
    found, missing = quoted(exhibit, path, loaded.case.statements, read_picture)
    if not found and not missing:
        return examination
    return examination.model_copy(
        update={
            "observations": (*examination.observations, *found),
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


def _altered(exhibit: Exhibit, path: Path) -> bool:
    try:
        return digest_file(path) != exhibit.digest
    except OSError:
        return True
