"""Check a sealed bundle: files against lists, log, originals and steps against each other.

Every possible check is done; each failed check is a problem of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import BaseModel

from auditor import __version__
from auditor.core import saved
from auditor.core.digest import digest_file
from auditor.core.errors import FaceAuditError
from auditor.core.frozen import Frozen
from auditor.examine.model import Observations
from auditor.judge.decide.findings import Findings
from auditor.record import custody
from auditor.seal import layout
from auditor.seal.bag import MOST_MANIFEST_BYTES, BagProblem, BagTree, listed, tag_text, tree
from auditor.seal.layout import AUDIT, BundleContents
from auditor.seal.signature import SIGNATURES, SignatureSeen, check_detached

Model = TypeVar("Model", bound=BaseModel)

MOST_STEP_BYTES = 512_000_000
"""Largest saved step that is read, in bytes."""


ProtectedPart = Literal["files", "sealed_log", "later_log", "signatures"]
"""The files that the lists name, the sealed log, its entries after sealing, the signatures."""


class PartProtection(Frozen):
    """What would show a change of one part of a bundle.

    `by` is `signature` where an intact signature covers it (of a trusted signer, if any certificate
    was named), `digest` where only the digest of the tag manifest does, which somebody else must
    have noted, and `nothing` where anyone who holds the bundle could change it unseen. `count` is
    the number of files or of entries.
    """

    part: ProtectedPart
    count: int
    by: Literal["signature", "digest", "nothing"]


class Verification(Frozen):
    """What was checked in a bundle, and which checks failed.

    `files`, `entries` and `originals` count the digested files, the entries of the custody log and
    the originals compared with the examined files; `left_out` is the reason if the originals are
    not in the bundle. `sealed` is the digest of the tag manifest, in hexadecimal: somebody who
    noted it at the time of sealing can see that the bundle is the same.
    """

    format: Literal["face-audit/verification"] = "face-audit/verification"
    version: Literal[1] = 1
    tool_version: str = __version__
    files: int
    entries: int
    originals: int
    left_out: str
    sealed: str
    signatures: tuple[SignatureSeen, ...]
    problems: tuple[BagProblem, ...]
    protection: tuple[PartProtection, ...] = ()

    @classmethod
    def of_pdf(cls, seen: tuple[SignatureSeen, ...]) -> Verification:
        """The signatures of a PDF; there is nothing else to check in a PDF."""
        return cls(
            files=0,
            entries=0,
            originals=0,
            left_out="",
            sealed="",
            signatures=seen,
            problems=tuple(
                BagProblem(fault="signature", path=signature.file, says=signature.fault)
                for signature in seen
                if signature.fault
            ),
        )


def verify_bundle(bag: Path, trust: Iterable[Path] = ()) -> Verification:
    """Check the bundle at `bag`.

    Args:
        bag: the folder.
        trust: certificates (PEM or DER) that a signer must lead to. Without any, the signer is
            named but not verified. With some, a bundle without a signature fails, and so does a
            signature that does not lead to them.

    Raises:
        FaceAuditError: `bag` is not the folder of a bundle, or a certificate cannot be read.
    """
    if bag.is_symlink() or not bag.is_dir():
        raise FaceAuditError("is not a folder", where=bag, remedy="Name the folder of a bundle")
    trusted = tuple(trust)
    if not (bag / layout.BAGIT).exists() and not (bag / layout.PAYLOAD).exists():
        raise FaceAuditError(
            f"is not a sealed bundle: it has neither {layout.BAGIT} nor {layout.PAYLOAD}",
            where=bag,
            remedy="Make one with face-audit bundle",
        )
    check = _Check(tree(bag))
    check.declaration()
    check.lists()
    check.log()
    check.contents()
    check.steps()
    signatures = check.signed(trusted)
    return Verification(
        files=len(check.digests),
        entries=check.entries,
        originals=check.originals,
        left_out=check.left_out,
        sealed=check.digests.get(layout.TAG_MANIFEST, ""),
        signatures=signatures,
        problems=tuple(check.problems),
        protection=tuple(_protection(check, signatures)),
    )


def _protection(check: _Check, signatures: tuple[SignatureSeen, ...]) -> Iterator[PartProtection]:
    signed = any(s.intact and not s.fault for s in signatures)
    sealed: Literal["signature", "digest"] = "signature" if signed else "digest"
    yield PartProtection(part="files", count=check.listed, by=sealed)
    later = check.entries - check.sealed_entries
    yield PartProtection(part="sealed_log", count=check.sealed_entries, by=sealed)
    if later:
        yield PartProtection(part="later_log", count=later, by="nothing")
    if signatures:
        yield PartProtection(part="signatures", count=len(signatures), by="nothing")


class _Check:
    """One pass over a bundle: its files, and the failed checks so far."""

    def __init__(self, bag: BagTree) -> None:
        self.bag = bag
        self.problems = bag.problems
        self.digests: dict[str, str] = {}
        self.entries = 0
        self.sealed_entries = 0
        self.listed = 0
        self.originals = 0
        self.left_out = ""

    def _add(self, fault: str, path: str, says: str) -> None:
        self.problems.append(
            BagProblem.model_validate({"fault": fault, "path": path, "says": says})
        )

    def declaration(self) -> None:
        """`bagit.txt` must say that this is a bag, in UTF-8 (RFC 8493, 2.1.1)."""
        text, problems = tag_text(self.bag, layout.BAGIT)
        self.problems += problems
        if text and not re.fullmatch(
            r"BagIt-Version: \d+\.\d+\r?\nTag-File-Character-Encoding: UTF-8\r?\n?", text
        ):
            self._add("structure", layout.BAGIT, "is not a bag declaration as in RFC 8493")

    def lists(self) -> None:
        """Every file must be listed, every listed file must exist and have the listed digest."""
        wanted: dict[str, str] = {}
        for name in (layout.MANIFEST, layout.TAG_MANIFEST):
            text, problems = tag_text(self.bag, name)
            entries, faults = listed(text, name)
            self.problems += [*problems, *faults]
            wanted |= entries
        self._digest(self._allowance())
        self.listed = len(wanted.keys() & self.bag.files.keys())
        for path in sorted(wanted.keys() | self.bag.files.keys()):
            if path not in self.bag.files:
                self._add("missing", path, "is listed but missing")
            elif path not in wanted:
                if not _after_sealing(path):
                    self._add("unlisted", path, "is in no list")
            elif (digest := self.digests.get(path)) is not None and digest != wanted[path]:
                self._add("altered", path, "does not have the listed digest")

    def _allowance(self) -> int | None:
        """Stated size of the payload in bytes (`Payload-Oxum`); larger files are not digested."""
        text, problems = tag_text(self.bag, layout.BAG_INFO)
        self.problems += problems
        stated = re.search(r"^Payload-Oxum: (\d{1,18})\.(\d{1,18})\s*$", text, re.MULTILINE)
        if stated is None:
            self._add("structure", layout.BAG_INFO, "does not state the size of the payload")
            return None
        sizes = [
            path.stat().st_size
            for name, path in self.bag.files.items()
            if name.startswith(f"{layout.PAYLOAD}/")
        ]
        if (sum(sizes), len(sizes)) != (int(stated[1]), int(stated[2])):
            actual = f"{sum(sizes)} in {len(sizes)}"
            says = f"states {stated[1]} bytes in {stated[2]} files; there are {actual}"
            self._add("structure", layout.BAG_INFO, says)
        return int(stated[1])

    def _digest(self, most: int | None) -> None:
        """Digest every file, except files too large to read in reasonable time."""
        for name, path in self.bag.files.items():
            payload = name.startswith(f"{layout.PAYLOAD}/")
            allowed = (most or 0) if payload else MOST_MANIFEST_BYTES
            try:
                if path.stat().st_size > allowed:
                    says = f"is larger than the {allowed} bytes allowed and was not read"
                    self._add("altered", name, says)
                else:
                    self.digests[name] = digest_file(path).value
            except OSError as problem:
                self._add("altered", name, f"cannot be read: {problem.strerror}")

    def log(self) -> None:
        """The sealed custody log, and the log that continues it, must be one chain."""
        sealed: tuple[custody.CustodyEntry, ...] = ()
        for name in (f"{AUDIT}/{custody.FILE_NAME}", custody.FILE_NAME):
            if name not in self.bag.files:
                if name != custody.FILE_NAME:
                    self._add("custody", name, "is missing")
                continue
            try:
                further = custody.read_log(self.bag.files[name], sealed)
            except (FaceAuditError, OSError) as problem:
                reason = problem.what if isinstance(problem, FaceAuditError) else str(problem)
                self._add("custody", name, reason)
                return
            self.entries += len(further)
            if not sealed:
                self._check_written(further)
                sealed = further
                self.sealed_entries = len(further)
            elif further and not self._sealed_by(further[0]):
                self._add("custody", name, "does not start with the sealing of this bundle")

    def _check_written(self, entries: tuple[custody.CustodyEntry, ...]) -> None:
        """The sealed files must be the ones the commands wrote."""
        for name, digest in custody.last_written(entries).items():
            path = f"{AUDIT}/{name}"
            if self.digests.get(path) not in (None, digest.value):
                self._add("custody", path, "is not the file that the last command wrote")

    def _sealed_by(self, entry: custody.CustodyEntry) -> bool:
        name = f"bundle/{layout.TAG_MANIFEST}"
        outputs = {output.name: output.digest.value for output in entry.outputs}
        return outputs.get(name) == self.digests.get(layout.TAG_MANIFEST)

    def _step(self, path: str, model: type[Model]) -> Model | None:
        file = self.bag.files.get(path)
        if file is None or path not in self.digests:
            self._add("step", path, "is missing or cannot be read")
            return None
        if file.stat().st_size > MOST_STEP_BYTES:
            self._add("step", path, f"is larger than {MOST_STEP_BYTES} bytes and was not read")
            return None
        try:
            return saved.read(file, model)[0]
        except FaceAuditError as problem:
            self._add("step", path, problem.what)
            return None

    def contents(self) -> None:
        """Every original must be the examined file, or be left out for a reason."""
        about = self._step(layout.CONTENTS, BundleContents)
        observations = self._step(f"{AUDIT}/observations.json", Observations)
        if about is None or observations is None:
            return
        for still in (s for examination in observations.examinations for s in examination.stills):
            path = f"{AUDIT}/{still.file}"
            if self.digests.get(path) not in (None, still.digest.value):
                self._add("step", path, "is not the still that the examination wrote")
        self.left_out = about.left_out
        stored = {original.id: original.stored for original in about.originals}
        for exhibit in observations.case.exhibits:
            if exhibit.inside:
                continue
            path = stored.get(exhibit.id, "")
            if not path:
                if not about.left_out:
                    says = f"{exhibit.id} was examined but is not in the bundle"
                    self._add("original", exhibit.path, says)
            elif self.digests.get(path) != exhibit.digest.value:
                self._add("original", path, f"is not {exhibit.id} as it was examined")
            else:
                self.originals += 1

    def steps(self) -> None:
        """Findings must rest on these observations, and the report page must name them."""
        seen = self.digests.get(f"{AUDIT}/observations.json")
        path = f"{AUDIT}/findings.json"
        if path not in self.bag.files or seen is None:
            return
        findings = self._step(path, Findings)
        if findings is not None and findings.observations_digest.value != seen:
            self._add("step", path, "rests on other observations")
        page = self.bag.files.get(f"{AUDIT}/report.html")
        small = page is not None and page.stat().st_size <= MOST_STEP_BYTES
        if page is not None and small and seen.encode() not in page.read_bytes():
            self._add("step", f"{AUDIT}/report.html", "does not name these observations")

    def signed(self, trust: tuple[Path, ...]) -> tuple[SignatureSeen, ...]:
        """Every signature over the tag manifest."""
        names = sorted(name for name in self.bag.files if SIGNATURES.fullmatch(name))
        over = self.bag.files.get(layout.TAG_MANIFEST)
        seen: list[SignatureSeen] = []
        for name in names if over is not None else ():
            assert over is not None  # noqa: S101 - checked above
            signature = check_detached(self.bag.files[name], name, over, layout.TAG_MANIFEST, trust)
            seen.append(signature)
            if signature.fault:
                self._add("signature", name, signature.fault)
        if trust and not seen:
            self._add("signature", "", "there is no signature")
        return tuple(seen)


def _after_sealing(path: str) -> bool:
    """Whether a file is written after sealing and therefore in no list."""
    return path in (layout.TAG_MANIFEST, custody.FILE_NAME) or bool(SIGNATURES.fullmatch(path))
