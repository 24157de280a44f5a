"""Seal the outputs of an audit and its originals into a bag (RFC 8493).

Public tools check a bag: `bagit`, or `sha256sum -c` on its two manifests. A bundle is deterministic
except for the day in `bag-info.txt`; files are copied and never moved.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import bagit

from auditor import __version__
from auditor.case.answer_sheet import ANSWERS_FILE
from auditor.case.discover import CASE_FILE, find_files
from auditor.case.model import Case
from auditor.core import saved
from auditor.core.digest import Digest, digest_bytes, digest_file
from auditor.core.errors import FaceAuditError, IntegrityError
from auditor.core.writing import sync_folder, sync_tree, unfinished_name
from auditor.examine.model import Observations
from auditor.record import custody
from auditor.seal import layout
from auditor.seal.layout import BundleContents, SealedOriginal, is_plain, stored_as

_ELSEWHERE = ("case/", "rules/", "bundle/", "data/")
"""How names in a log begin for files outside the output folder."""


@dataclass(frozen=True)
class SealedFile:
    """A file to seal: its path now, its path in the bundle, and the digest it must have."""

    source: Path
    stored: str
    digest: Digest


def audit_pieces(
    out: Path, observations: Observations, entries: Iterable[custody.CustodyEntry]
) -> list[SealedFile]:
    """Every file of the output folder that its log names, the log, and the stills present.

    Raises:
        IntegrityError: a file is missing, or is not the one a command last wrote or read.
    """
    entries = tuple(entries)
    known = {
        file.name: file.digest
        for entry in entries
        for file in entry.inputs
        if not file.name.startswith(_ELSEWHERE)
    }
    written = custody.last_written(entries)
    known |= {name: digest for name, digest in written.items() if not name.startswith(_ELSEWHERE)}
    # Observations may arrive without their stills; the report then says so.
    known |= {
        still.file: still.digest
        for examination in observations.examinations
        for still in examination.stills
        if is_plain(still.file) and (out / still.file).exists()
    }
    for name in known:
        if not is_plain(name) or not (out / name).resolve().is_relative_to(out.resolve()):
            raise IntegrityError(
                "the custody log names a file outside the folder",
                where=out / custody.FILE_NAME,
                remedy="Ask where the folder comes from",
            )
    log = out / custody.FILE_NAME
    pieces = [_checked(out / name, f"{layout.AUDIT}/{name}", known[name]) for name in sorted(known)]
    return [*pieces, SealedFile(log, f"{layout.AUDIT}/{custody.FILE_NAME}", digest_file(log))]


def original_pieces(
    case: Case, folder: Path, out: Path, entries: Iterable[custody.CustodyEntry]
) -> list[SealedFile]:
    """Every exhibit, the case file and the answers, checked against the examined files.

    Raises:
        IntegrityError: one is missing, or is not the file that was examined.
    """
    if not folder.is_dir():
        raise FaceAuditError(
            "is not a folder", where=folder, remedy="Name the folder that holds the case"
        )
    files, _ = find_files(folder, (), out)
    pieces = [
        _checked(files.get(exhibit.path, folder / exhibit.path), stored_as(exhibit), exhibit.digest)
        for exhibit in case.exhibits
        # The archive is the file; it is in the bundle with its members.
        if not exhibit.inside
    ]
    read = {file.name: file.digest for entry in entries for file in entry.inputs}
    for name in (CASE_FILE, ANSWERS_FILE):
        if (digest := read.get(f"case/{name}")) is not None:
            pieces.append(_checked(folder / name, f"{layout.ORIGINALS}/{name}", digest))
    return pieces


def included_pieces(files: Iterable[Path]) -> list[SealedFile]:
    """Further files the user names; each keeps its name.

    Raises:
        FaceAuditError: one cannot be read, or two have one name.
    """
    pieces: dict[str, SealedFile] = {}
    for file in files:
        stored = f"{layout.INCLUDED}/{file.name}"
        if stored in pieces or not is_plain(file.name):
            raise FaceAuditError(
                "has the name of another included file, or a name that a manifest cannot contain",
                where=file,
                remedy="Give it another name",
            )
        try:
            pieces[stored] = SealedFile(file, stored, digest_file(file))
        except OSError as problem:
            raise FaceAuditError(
                f"cannot be read: {problem.strerror}", where=file, remedy="Name a file"
            ) from problem
    return list(pieces.values())


def _checked(source: Path, stored: str, digest: Digest) -> SealedFile:
    try:
        now = digest_file(source)
    except OSError as problem:
        raise IntegrityError(
            f"cannot be read: {problem.strerror}",
            where=source,
            why="the audit rests on it or wrote it",
            remedy="Put it back, or audit the case again into another folder",
        ) from problem
    if now != digest:
        raise IntegrityError(
            "is not the file that was examined or written",
            where=source,
            why=f"its digest is {now}, and was {digest}",
            remedy="Put the file back, or audit the case again into another folder",
        )
    return SealedFile(source, stored, digest)


def contents(
    observations: Observations, pieces: Iterable[SealedFile], left_out: str
) -> BundleContents:
    """The description of the bundle."""
    stored = {piece.stored for piece in pieces}
    case_file = f"{layout.ORIGINALS}/{CASE_FILE}"
    return BundleContents(
        tool_version=__version__,
        title=observations.case.title,
        originals=tuple(
            SealedOriginal(
                id=exhibit.id,
                path=exhibit.path,
                stored=stored_as(exhibit) if stored_as(exhibit) in stored else "",
                digest=exhibit.digest,
            )
            for exhibit in observations.case.exhibits
            if not exhibit.inside
        ),
        case_file=case_file if case_file in stored else "",
        left_out=left_out,
    )


def seal(
    target: Path, about: BundleContents, pieces: Iterable[SealedFile], explanation: bytes, day: date
) -> Digest:
    """Write the bundle to `target` and return the digest of its tag manifest.

    The folder appears complete or not at all.

    Args:
        target: a folder that does not exist yet.
        about: the description of the bundle.
        pieces: the files to seal.
        explanation: `VERIFY.txt`.
        day: the day of sealing.

    Raises:
        FaceAuditError: `target` already exists, or cannot be written.
        IntegrityError: a file changed while it was copied.
    """
    if target.exists() or target.is_symlink():
        raise FaceAuditError(
            "already exists", where=target, remedy="Name a folder that does not exist yet"
        )
    staging = target.with_name(unfinished_name(target.name))
    try:
        digest = _fill(staging, about, tuple(pieces), explanation, day)
        sync_tree(staging)
        staging.replace(target)
        sync_folder(target.parent)
    except OSError as problem:
        raise FaceAuditError(
            f"cannot be written: {problem.strerror}", where=target, remedy="Name another folder"
        ) from problem
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return digest


def _fill(
    staging: Path,
    about: BundleContents,
    pieces: tuple[SealedFile, ...],
    explanation: bytes,
    day: date,
) -> Digest:
    prefix = f"{layout.PAYLOAD}/"
    described = saved.encode(about)
    wanted = {piece.stored: piece.digest for piece in pieces}
    wanted[layout.CONTENTS] = digest_bytes(described)
    for piece in pieces:
        # The library moves everything into the payload folder by itself.
        to = staging / piece.stored.removeprefix(prefix)
        to.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(piece.source, to)
    saved.write_whole(described, staging / layout.CONTENTS.removeprefix(prefix))
    bag = bagit.make_bag(str(staging), _info(about, day), checksums=["sha256"])
    sealed = {path: sums["sha256"] for path, sums in bag.payload_entries().items()}
    for path, digest in wanted.items():
        if sealed.get(path) != digest.value:
            raise IntegrityError(
                "changed while it was copied",
                where=path,
                remedy="Seal it again when no program changes it",
            )
    # The library declares an older version with another way of escaping names, and lists the tag
    # files in the order of the disk. No name here needs to be escaped.
    (staging / layout.BAGIT).write_text(layout.DECLARATION, encoding="utf-8", newline="\n")
    (staging / layout.VERIFY).write_bytes(explanation)
    tags = (layout.VERIFY, layout.BAG_INFO, layout.BAGIT, layout.MANIFEST)
    lines = [f"{digest_file(staging / name).value}  {name}\n" for name in tags]
    tag_manifest = "".join(lines).encode()
    (staging / layout.TAG_MANIFEST).write_bytes(tag_manifest)
    bagit.Bag(str(staging)).validate()
    return digest_bytes(tag_manifest)


def _info(about: BundleContents, day: date) -> Mapping[str, str]:
    stored = sum(1 for original in about.originals if original.stored)
    originals = f"left out: {about.left_out}" if about.left_out else f"{stored}, as examined"
    return {
        "Bag-Software-Agent": f"face-audit {about.tool_version}, bagit {bagit.VERSION}",
        "Bagging-Date": day.isoformat(),
        "External-Description": " ".join(about.title.split()),
        "Originals": " ".join(originals.split()),
    }
