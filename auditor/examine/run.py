"""Examine a case: every exhibit by its examiner, and each digest again afterwards."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from auditor import __version__
from auditor.case.load import LoadedCase
from auditor.case.model import Exhibit, ExhibitKind, Statement
from auditor.core.digest import Digest, digest_file
from auditor.core.errors import NothingExaminedError
from auditor.examine.archives.examiner import examined_archive
from auditor.examine.documents.quotes import quoted_exhibits
from auditor.examine.interface import Workbench
from auditor.examine.isolation.provider import IsolationProvider
from auditor.examine.kept import Kept, key_of
from auditor.examine.model import Examination, FootageCoverage, Observations

Progress = Callable[[Exhibit, float, float], None]


def examine(
    loaded: LoadedCase, provider: IsolationProvider, bench: Workbench, progress: Progress
) -> Observations:
    """Every exhibit of the case examined by `provider`.

    An exhibit that cannot be read, or on which an examiner fails, is its own result with the
    reason; the others go on. `progress` is called with the exhibit, what is done of it and the
    whole.

    Raises:
        NothingExaminedError: the case holds no exhibit at all, and nobody states anything.
        FaceAuditError: the detector, or what linking needs, is not installed.
    """
    if not loaded.case.exhibits and not loaded.case.has_answers:
        raise NothingExaminedError(
            "the case holds nothing to examine",
            where=loaded.case.title,
            remedy="Put footage, pictures, configuration files or texts into the folder, or "
            "answer questions under statements in case.yaml",
        )
    # A detector that is missing must be reported once, and not as the error of every exhibit.
    ladders = (provider.ladder(bench.detector),) if _has_footage(loaded) else ()
    examinations = []
    for exhibit in loaded.case.exhibits:
        if exhibit.kind is ExhibitKind.ARCHIVE:
            examinations.append(examined_archive(exhibit, loaded.case))
            continue
        examinations.append(_examined(exhibit, loaded, provider, bench, progress))
        progress(exhibit, 1, 1)
    linking = None
    if bench.link_because:
        linking = provider.link(bench.link_because, loaded, examinations)
    altered = tuple(
        exhibit.id
        for exhibit in loaded.case.exhibits
        if _altered(exhibit, loaded.files[exhibit.id])
    )
    searched = any(isinstance(examined.coverage, FootageCoverage) for examined in examinations)
    return Observations(
        tool_version=__version__,
        case=loaded.case,
        examinations=tuple(examinations),
        altered=altered,
        ladders=ladders if searched else (),
        linking=linking,
    )


def _has_footage(loaded: LoadedCase) -> bool:
    pictures = (ExhibitKind.VIDEO, ExhibitKind.IMAGE)
    return any(exhibit.kind in pictures for exhibit in loaded.case.exhibits)


def _examined(
    exhibit: Exhibit,
    loaded: LoadedCase,
    provider: IsolationProvider,
    bench: Workbench,
    progress: Progress,
) -> Examination:
    quoting = [s for s in loaded.case.statements if exhibit.id in quoted_exhibits(s)]
    name = _name(exhibit, bench, quoting)
    done = _finished(name, bench)
    if done is not None:
        return done
    own = replace(bench, progress=lambda done, total: progress(exhibit, done, total))
    examination = provider.examine(exhibit, loaded.files[exhibit.id], own, quoting)
    _kept(bench).write(name, examination)
    return examination


def _finished(name: str, bench: Workbench) -> Examination | None:
    """What an interrupted run made of this very exhibit in this very way, stills and all."""
    done = _kept(bench).read(name, Examination)
    if done is None or bench.stills is None:
        return done
    complete = all(
        _is_there(bench.stills.parent / still.file, still.digest) for still in done.stills
    )
    return done if complete else None


def _kept(bench: Workbench) -> Kept:
    return Kept(bench.unfinished)


def _name(exhibit: Exhibit, bench: Workbench, quoting: Sequence[Statement]) -> str:
    """A name that differs with everything that the examination depends on."""
    how = (__version__, bench.detector, bench.exhaustive, exhibit.id in bench.show_faces)
    quotes = tuple(statement.model_dump_json() for statement in quoting)
    return f"{exhibit.id}-{key_of(exhibit.model_dump_json(), how, bench.stills is None, quotes)}"


def _is_there(file: Path, digest: Digest) -> bool:
    return file.is_file() and digest_file(file) == digest


def _altered(exhibit: Exhibit, path: Path) -> bool:
    try:
        return digest_file(path) != exhibit.digest
    except OSError:
        return True
