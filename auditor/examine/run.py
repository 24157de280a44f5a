"""Examine a case: every exhibit by its examiner, and each digest again afterwards."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from auditor import __version__
from auditor.case.load import LoadedCase
from auditor.case.model import Case, Exhibit, ExhibitKind
from auditor.core.digest import Digest, digest_file
from auditor.core.errors import NothingExaminedError
from auditor.examine.archives.examiner import examined_archive
from auditor.examine.interface import Workbench
from auditor.examine.isolation.provider import IsolationProvider
from auditor.examine.kept import Kept
from auditor.examine.ladder_model import DetectorLadder
from auditor.examine.model import Examination, FootageCoverage, Observations
from auditor.examine.reuse import Earlier, examination_keys, quoting

Progress = Callable[[Exhibit, float, float], None]


def examine(
    loaded: LoadedCase,
    provider: IsolationProvider,
    bench: Workbench,
    progress: Progress,
    reused: Earlier | None = None,
) -> Observations:
    """Every exhibit of the case examined by `provider`, those in `reused` excepted.

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
    reused = reused or Earlier()
    keys = examination_keys(loaded.case, bench)
    ladders = _ladders(loaded.case, keys, provider, bench, reused)
    examinations = []
    for exhibit in loaded.case.exhibits:
        if exhibit.kind is ExhibitKind.ARCHIVE:
            examinations.append(examined_archive(exhibit, loaded.case))
            continue
        examination = reused.examinations.get(keys[exhibit.id])
        if examination is None:
            own = replace(bench, progress=_for(exhibit, progress))
            examination = _examined(exhibit, keys[exhibit.id], loaded, provider, own)
        examinations.append(examination)
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


def _ladders(
    case: Case,
    keys: Mapping[str, str],
    provider: IsolationProvider,
    bench: Workbench,
    reused: Earlier,
) -> tuple[DetectorLadder, ...]:
    """The ladder of the detector, where any footage is or was searched."""
    pictures = (ExhibitKind.VIDEO, ExhibitKind.IMAGE)
    footage = [keys[exhibit.id] for exhibit in case.exhibits if exhibit.kind in pictures]
    if all(key in reused.examinations for key in footage):
        return reused.ladders
    return (provider.ladder(bench.detector),)


def _for(exhibit: Exhibit, progress: Progress) -> Callable[[float, float], None]:
    return lambda done, total: progress(exhibit, done, total)


def _examined(
    exhibit: Exhibit, key: str, loaded: LoadedCase, provider: IsolationProvider, bench: Workbench
) -> Examination:
    name = f"{exhibit.id}-{key}"
    done = _finished(name, bench)
    if done is not None:
        return done
    statements = quoting(loaded.case.statements, exhibit)
    examination = provider.examine(exhibit, loaded.files[exhibit.id], bench, statements)
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


def _is_there(file: Path, digest: Digest) -> bool:
    return file.is_file() and digest_file(file) == digest


def _altered(exhibit: Exhibit, path: Path) -> bool:
    try:
        return digest_file(path) != exhibit.digest
    except OSError:
        return True
