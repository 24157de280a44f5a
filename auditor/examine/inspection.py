"""One file by itself: what it says, for somebody who has only that file and no case."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field

from auditor.case.archive import members_of
from auditor.case.model import Exhibit, ExhibitKind, LeftOut
from auditor.core.digest import Digest, digest_file
from auditor.core.errors import ExhibitError, FaceAuditError
from auditor.core.frozen import Frozen
from auditor.core.locator import Locator
from auditor.core.wording import Worded
from auditor.examine.archives.unpack import unpack
from auditor.examine.configs.examiner import ConfigurationExaminer
from auditor.examine.configs.frame.labels import strongest
from auditor.examine.configs.syntax.sealed import SEALED, is_sealed
from auditor.examine.documents.examiner import DocumentExaminer
from auditor.examine.interface import Workbench
from auditor.examine.kind import kind_of
from auditor.examine.lazy_pictures import read_picture, with_words_in
from auditor.examine.model import ConfiguredDevice, EvidenceState, Examination, Label, Observation
from auditor.examine.unread import why_not_read
from auditor.vocabulary.value import FactValue

FORMAT: Literal["face-audit/inspection"] = "face-audit/inspection"


class Evidence(Frozen):
    """What one place in the file says: the sentence, where it stands, and how far it goes.

    `topic` is the kind of thing said (`function`, `threshold`, `retention`, `destination`,
    `library`, `leftover`, `mention`, `question` and others of a format's own).
    """

    topic: str
    subject: Worded = ""
    says: Worded
    state: EvidenceState | None = None
    by_default: bool = False
    locator: Locator
    facts: dict[str, FactValue] = Field(default_factory=dict)


class InspectedFile(Frozen):
    """What one file says.

    `label` is None where it is no configuration; a configuration that could not be read is
    `ambiguous`, never `none`. `error` says why it was not examined, or not to its end.
    """

    file: str
    kind: ExhibitKind
    digest: Digest | None = None
    format: str = ""
    versions: tuple[Worded, ...] = ()
    label: Label | None = None
    state: EvidenceState | None = None
    cameras: tuple[ConfiguredDevice, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    not_understood: tuple[str, ...] = ()
    warnings: tuple[Worded, ...] = ()
    error: str = ""


class Inspection(Frozen):
    """What several files say, each by itself."""

    format: Literal["face-audit/inspection"] = FORMAT
    version: Literal[1] = 1
    files: tuple[InspectedFile, ...]


_NOT_HERE = {
    ExhibitKind.VIDEO: "Footage is examined by `face-audit audit`, which looks at its pictures.",
    ExhibitKind.ARCHIVE: "It is an archive inside an archive; unpack it, and name its files.",
}
_FACES_ELSEWHERE = "Only words in the picture were read; `face-audit audit` examines faces in it."


def inspected(path: Path) -> tuple[InspectedFile, ...]:
    """What the file at `path` says, or each member of the archive at `path`.

    What is wrong with a file is said in its result.
    """
    if path.exists() and not path.is_file():
        why = "a folder" if path.is_dir() else "neither a file nor a folder"
        return (
            InspectedFile(
                file=str(path), kind=ExhibitKind.UNKNOWN, error=f"It is {why}, and was not read."
            ),
        )
    members = members_of({str(path): path} if path.is_file() else {}, unpack, (), ())
    if members.folder is None:
        return (_inspected(path, str(path)),)
    try:
        files = [_inspected(file, name) for name, file in members.files.items()]
        return (*files, *(_left_out(item) for item in members.left_out))
    finally:
        members.folder.close()


def _left_out(item: LeftOut) -> InspectedFile:
    return InspectedFile(file=item.path, kind=ExhibitKind.UNKNOWN, error=f"{item.reason}.")


def _inspected(path: Path, name: str) -> InspectedFile:
    try:
        kind, media_type = kind_of(path)
        exhibit = Exhibit(
            id="E-01",
            path=path.name,
            kind=kind,
            media_type=media_type,
            size=path.stat().st_size,
            digest=digest_file(path),
        )
    except OSError as problem:
        why = problem.strerror or str(problem)
        return InspectedFile(file=name, kind=ExhibitKind.UNKNOWN, error=f"cannot be read: {why}")
    if kind is ExhibitKind.UNKNOWN and is_sealed(path):
        return InspectedFile(
            file=name, kind=kind, digest=exhibit.digest, label=Label.AMBIGUOUS, error=SEALED
        )
    if kind is ExhibitKind.UNKNOWN:
        why = why_not_read(exhibit)
        return InspectedFile(file=name, kind=kind, digest=exhibit.digest, error=why)
    if (elsewhere := _NOT_HERE.get(kind)) is not None:
        return InspectedFile(file=name, kind=kind, digest=exhibit.digest, error=elsewhere)
    try:
        examination = _examined(exhibit, path)
    except FaceAuditError as problem:
        return InspectedFile(
            file=name,
            kind=kind,
            digest=exhibit.digest,
            label=Label.AMBIGUOUS if isinstance(problem, ExhibitError) else None,
            error=str(problem),
        )
    except Exception as problem:  # a reader's defect is said of this file, and the others go on
        return InspectedFile(
            file=name,
            kind=kind,
            digest=exhibit.digest,
            label=Label.AMBIGUOUS,
            error=f"face-audit failed on this file ({type(problem).__name__}).",
        )
    return _of(name, exhibit, examination)


def _examined(exhibit: Exhibit, path: Path) -> Examination:
    if exhibit.kind is ExhibitKind.IMAGE:
        nothing = Examination(exhibit=exhibit.id, examiner="document", warnings=(_FACES_ELSEWHERE,))
        return with_words_in(nothing, exhibit, path, declared=True)
    if exhibit.kind is ExhibitKind.CONFIGURATION:
        return ConfigurationExaminer().examine(exhibit, path, Workbench())
    return DocumentExaminer().examine(exhibit, path, Workbench(read_picture=read_picture))


def _of(name: str, exhibit: Exhibit, examination: Examination) -> InspectedFile:
    configured = examination.configured
    label = strongest(one.label for one in configured) if configured else None
    main = next((one for one in configured if one.label is label), None)
    return InspectedFile(
        file=name,
        kind=exhibit.kind,
        digest=exhibit.digest,
        format=examination.format,
        versions=tuple(one.version for one in configured),
        label=label,
        state=main.state if main is not None else None,
        cameras=tuple(device for one in configured for device in one.devices),
        evidence=tuple(_evidence(one) for one in examination.observations),
        not_understood=getattr(examination.coverage, "not_understood", ()),
        warnings=(*examination.warnings, *examination.not_read),
    )


def _evidence(one: Observation) -> Evidence:
    return Evidence(
        topic=one.topic.partition(".")[2] or one.topic,
        subject=one.subject,
        says=one.note,
        state=one.state,
        by_default=one.by_default,
        locator=one.locator,
        facts=one.says,
    )
