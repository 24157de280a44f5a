"""Load a case: the declarations, the files, and a digest of each before anything else reads it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from auditor.case.answer_sheet import (
    ANSWERS_FILE,
    NOTHING_ASKED,
    AnswerSheet,
    sheet_of,
    with_answers,
)
from auditor.case.archive import ArchiveMembers, Unpack, UnpackedFolder, members_of
from auditor.case.check import CheckedFile, check_case_bytes
from auditor.case.consistency import FilesAndMembers, check_paths
from auditor.case.discover import CASE_FILE, find_files
from auditor.case.file import CaseFile, ExhibitEntry, StatementEntry
from auditor.case.model import (
    Camera,
    Case,
    Exhibit,
    ExhibitKind,
    LeftOut,
    Operator,
    Premises,
    Provenance,
    PurposeAnswers,
    Quote,
    Statement,
    Waiver,
    left_out,
)
from auditor.case.numbers import ExhibitNumbers, exhibit_order, number_exhibits, read_numbers
from auditor.case.own_files import UnreadableCaseFileError, read_own_file
from auditor.case.problems import CaseFileError, CaseProblem, ProblemLevel
from auditor.core.digest import Digest, digest_bytes, digest_file
from auditor.core.errors import CaseError
from auditor.vocabulary.value import Speaker

RecogniseKind = Callable[[Path], tuple[ExhibitKind, str]]
"""Recognises the kind and the media type of a file by its content; raises OSError if unreadable."""

_SIMILAR_NAMES = ("case.yml", "case.yaml.txt", "case.yml.txt", "case.json")


@dataclass(frozen=True)
class LoadedCase:
    """A case with the places of its files on this machine, which no saved step contains.

    Attributes:
        case: the case, with the answers of the interview as statements.
        files: the file of each exhibit, by exhibit id.
        case_file: the digest of `case.yaml` as it was read; None if there is none.
        unpacked: the temporary folder with the members of archives; None without archives.
        without_answers: the case as if no interview had been held.
        answers: the answers of the interview.
        answers_file: the digest of `case.answers.yaml` as it was read; None if there is none.
        folder: the case folder; None where there is none.
    """

    case: Case
    files: dict[str, Path]
    case_file: Digest | None = None
    unpacked: UnpackedFolder | None = None
    without_answers: Case | None = None
    answers: AnswerSheet = NOTHING_ASKED
    answers_file: Digest | None = None
    folder: Path | None = None

    def close(self) -> None:
        """Remove the members of archives from this machine."""
        if self.unpacked is not None:
            self.unpacked.close()


@dataclass(frozen=True)
class CheckedCase:
    """A case folder after every check that reads no exhibit.

    Attributes:
        checked: the checked case file; None if there is none, or it cannot be read as text.
        digest: the digest of the case file as it was read; None if there is none.
        answers: the checked answers of the interview; None as for `checked`.
        answers_digest: the digest of their file; None if there is none.
        files: the file of each exhibit, by path.
        left_out: what is not an exhibit, and why.
        problems: errors and warnings of the case file in order of line, then those of files.
        members: members of archives, which are among `files` too.
    """

    checked: CheckedFile | None = None
    digest: Digest | None = None
    answers: CheckedFile | None = None
    answers_digest: Digest | None = None
    files: Mapping[str, Path] = field(default_factory=dict)
    left_out: tuple[LeftOut, ...] = ()
    problems: tuple[CaseProblem, ...] = ()
    members: ArchiveMembers = field(default_factory=ArchiveMembers)

    @property
    def has_errors(self) -> bool:
        """Whether the case cannot be loaded."""
        return any(problem.level is ProblemLevel.ERROR for problem in self.problems)


def check_case(
    folder: Path, output: Path | None = None, unpack: Unpack | None = None
) -> CheckedCase:
    """Check the case in `folder`, and what would be its exhibits.

    Args:
        folder: the case.
        output: the folder that results go to; None for none.
        unpack: unpacks archives; None leaves them as they are.

    Raises:
        CaseError: there is no such folder, `output` is in it, or it has too many files.
    """
    if not folder.is_dir():
        raise CaseError(
            "is not a folder" if folder.exists() else "there is no such folder",
            where=folder,
            remedy="Name the folder that holds the material of the case",
        )
    _refuse_output_inside(folder, output)
    try:
        raw = read_own_file(folder, CASE_FILE)
        raw_answers = read_own_file(folder, ANSWERS_FILE)
    except UnreadableCaseFileError as error:
        return CheckedCase(problems=(error.problem,))
    checked = check_case_bytes(raw) if raw is not None else None
    answers = check_case_bytes(raw_answers) if raw_answers is not None else None
    data = checked.data if checked is not None else {}
    leave_out, named = _paths(data.get("leave_out")), _named(data)
    files, others = find_files(folder, leave_out, output, named)
    members = members_of(files, unpack, leave_out, named) if unpack else ArchiveMembers()
    files |= members.files
    others = (*others, *sorted(members.left_out, key=lambda item: item.path))
    problems = list(checked.problems) if checked is not None else []
    if checked is not None:
        problems += checked.located(
            check_paths(
                data,
                checked.paths,
                checked.line_of,
                files if unpack else FilesAndMembers(files),
                others,
            )
        )
        problems.sort(key=lambda problem: (problem.line or 0, problem.column or 0))
    else:
        problems += [CaseProblem(id="similar_name", file=n) for n in _SIMILAR_NAMES if n in files]
    if answers is not None:
        problems += [p.model_copy(update={"file": ANSWERS_FILE}) for p in answers.problems]
    return CheckedCase(
        checked=checked,
        digest=digest_bytes(raw) if raw is not None else None,
        answers=answers,
        answers_digest=digest_bytes(raw_answers) if raw_answers is not None else None,
        files=files,
        left_out=others,
        problems=tuple(problems),
        members=members,
    )


def load_case(
    folder: Path,
    recognise_kind: RecogniseKind,
    output: Path | None = None,
    unpack: Unpack | None = None,
) -> LoadedCase:
    """The case in `folder`; an earlier audit into `output` lends its exhibit numbers.

    Raises:
        CaseFileError: `case.yaml` is wrong; with every error, its line and column.
        CaseError: there is no such folder, or `output` is in it.
    """
    checked = check_case(folder, output, unpack)
    if checked.has_errors:
        raise CaseFileError(checked.problems)
    written = checked.checked.written if checked.checked is not None else None
    return _loaded(checked, written or CaseFile(), folder, recognise_kind, output)


def _loaded(
    checked: CheckedCase,
    written: CaseFile,
    folder: Path,
    recognise_kind: RecogniseKind,
    output: Path | None,
) -> LoadedCase:
    cameras = tuple(Camera(**entry.model_dump()) for entry in written.cameras)
    declared = {entry.path: entry for entry in written.exhibits}
    read, unreadable = _read_files(checked.files, recognise_kind)
    numbers = number_exhibits(
        {file.path: file.digest.value for file in read},
        {path: entry.id for path, entry in declared.items() if entry.id},
        read_numbers(output),
    )
    exhibits = _exhibits(read, declared, cameras, numbers, checked.members.archives)
    by_path = {exhibit.path: exhibit.id for exhibit in exhibits}
    case = Case(
        title=written.title or written.premises.name or folder.resolve().name,
        premises=Premises(**written.premises.model_dump()),
        operator=Operator(**written.operator.model_dump()),
        start=written.period.start,
        end=written.period.end,
        as_of=written.as_of,
        decided_as=written.decided_as,
        statements=_statements(written, checked.checked, by_path),
        necessity=tuple(
            PurposeAnswers.model_validate(entry.model_dump()) for entry in written.necessity
        ),
        waivers=tuple(Waiver(**entry.model_dump()) for entry in written.waivers),
        exhibits=exhibits,
        cameras=cameras,
        left_out=(*checked.left_out, *unreadable),
        compiled_by=written.compiled.name,
        compiled_by_role=written.compiled.role,
        compiled_on=written.compiled.on,
        largest_gap_allowed=written.largest_gap_allowed,
        declared=checked.checked is not None,
        notes=(*checked.problems, *_numbers_kept(numbers)),
        retired=numbers.retired,
    )
    sheet = NOTHING_ASKED
    if checked.answers is not None and checked.answers.written is not None:
        sheet = sheet_of(checked.answers.written)
    return LoadedCase(
        folder=folder,
        case=with_answers(case, sheet),
        files={exhibit.id: checked.files[exhibit.path] for exhibit in exhibits},
        case_file=checked.digest,
        unpacked=checked.members.folder,
        without_answers=case,
        answers=sheet,
        answers_file=checked.answers_digest,
    )


# --- the folder ----------------------------------------------------------------------------------


def _refuse_output_inside(folder: Path, output: Path | None) -> None:
    """Results inside the case would be material of the next audit."""
    if output is None:
        return
    case, target = folder.resolve(), output.resolve()
    if target.is_relative_to(case):
        raise CaseError(
            "is the case folder itself"
            if target == case
            else f"is inside the case folder {folder}",
            where=f"--out {output}",
            why="results must not become material of the case",
            remedy=f"Name a folder next to it, for example --out {_next_to(folder)}",
        )


def _next_to(folder: Path) -> Path:
    """A folder next to the case: named from where the user is, if that can be done plainly."""
    case = folder.resolve()
    name = f"{case.name or 'case'}-audit"
    return Path("..") / name if case == Path.cwd() else folder.parent / name


def _paths(written: object) -> list[str]:
    return [path for path in written if isinstance(path, str)] if isinstance(written, list) else []


def _named(data: Mapping[str, object]) -> list[str]:
    """Paths that the case file names as exhibits."""
    entries = data.get("exhibits")
    named = (
        [e.get("path") for e in entries if isinstance(e, dict)] if isinstance(entries, list) else []
    )
    return _paths(named)


# --- exhibits ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _ReadFile:
    path: str
    digest: Digest
    kind: ExhibitKind
    media_type: str
    size: int


def _read_files(
    files: Mapping[str, Path], recognise_kind: RecogniseKind
) -> tuple[list[_ReadFile], list[LeftOut]]:
    """Every readable file, its digest taken before its content is read."""
    read: list[_ReadFile] = []
    unreadable: list[LeftOut] = []
    for name, path in files.items():
        try:
            digest = digest_file(path)
            kind, media_type = recognise_kind(path)
            read.append(_ReadFile(name, digest, kind, media_type, path.stat().st_size))
        except OSError as error:
            unreadable.append(left_out(name, "left_unreadable", error.strerror or ""))
    return read, unreadable


def _exhibits(
    read: Iterable[_ReadFile],
    declared: Mapping[str, ExhibitEntry],
    cameras: tuple[Camera, ...],
    numbers: ExhibitNumbers,
    archives: Mapping[str, str],
) -> tuple[Exhibit, ...]:
    """The files as exhibits, in order of their numbers; `archives` are those that hold members."""
    zones = {camera.name: camera.purpose_zone for camera in cameras}
    exhibits = []
    for file in read:
        entry = declared.get(file.path, ExhibitEntry(path=file.path))
        exhibits.append(
            Exhibit(
                id=numbers.ids[file.path],
                path=file.path,
                kind=file.kind,
                media_type=file.media_type,
                size=file.size,
                digest=file.digest,
                camera=entry.camera,
                role=entry.role,
                demonstrative=entry.demonstrative,
                provenance=Provenance(
                    recorded_by=entry.recorded_by,
                    recorded_on=entry.recorded_on,
                    original_kept_at=entry.original_kept_at,
                    note=entry.note,
                ),
                purpose_zone=zones.get(entry.camera, ()),
                inside=archives.get(file.path, ""),
            )
        )
    return tuple(sorted(exhibits, key=lambda exhibit: exhibit_order(exhibit.id)))


def _numbers_kept(numbers: ExhibitNumbers) -> list[CaseProblem]:
    return [CaseProblem(id="numbers_kept")] if numbers.from_memory else []


# --- statements ----------------------------------------------------------------------------------


def _statements(
    written: CaseFile, checked: CheckedFile | None, by_path: Mapping[str, str]
) -> tuple[Statement, ...]:
    if checked is None:
        return ()
    return tuple(
        _statement(entry, checked.line_of(checked.paths.file_path(("statements", index))), by_path)
        for index, entry in enumerate(written.statements)
    )


def _statement(entry: StatementEntry, line: int, by_path: Mapping[str, str]) -> Statement:
    return Statement(
        by=Speaker(role=entry.by.role, name=entry.by.name),
        on=entry.on,
        facts=entry.facts,
        # An exhibit that turned out to be unreadable has no number.
        read_in=by_path.get(entry.read_in, ""),
        quote=entry.quote,
        quotes=tuple(
            Quote(fact=quote.fact, words=quote.words, read_in=by_path[read_in])
            for quote in entry.quotes
            if (read_in := quote.read_in or entry.read_in) in by_path
        ),
        note=entry.note,
        line=line,
    )
