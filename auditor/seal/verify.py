"""Check a sealed bundle: files against lists, log, originals and steps against each other.

Every check that can be done is done; each thing that does not hold is one problem of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
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
from auditor.seal.bag import MOST_MANIFEST_BYTES, Problem, Tree, listed, tag_text, tree
from auditor.seal.layout import AUDIT, Contents
from auditor.seal.signature import SIGNATURES, SignatureSeen, check_detached

Model = TypeVar("Model", bound=BaseModel)

MOST_STEP_BYTES = 512_000_000
"""Largest saved step that is read, in bytes."""


class Verification(Frozen):
    """What was checked of a bundle, and what does not hold.

    `files` were digested, `entries` of the custody log were followed. `originals` were compared
    with what was examined; `left_out` is the reason given where they are not in the bundle.
    `sealed` is the digest of the tag manifest, in hexadecimal: whoever noted it at the time of
    sealing can tell by it that the bundle is the same.
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
    problems: tuple[Problem, ...]

    @classmethod
    def of_pdf(cls, seen: tuple[SignatureSeen, ...]) -> Verification:
        """What the signatures of a PDF say; there is nothing else to check in one."""
        return cls(
            files=0,
            entries=0,
            originals=0,
            left_out="",
            sealed="",
            signatures=seen,
            problems=tuple(
                Problem(fault="signature", path=one.file, says=one.fault)
                for one in seen
                if one.fault
            ),
        )


def verify_bundle(bag: Path, trust: Iterable[Path] = ()) -> Verification:
    """Check the bundle at `bag`.

    Args:
        bag: the folder.
        trust: certificates (PEM or DER) that a signer must lead to; with none, who signed is told
            and not verified. With some, a signature that does not lead to them does not hold, and
            neither does a bundle without one.

    Raises:
        FaceAuditError: `bag` is no folder of a bundle, or a certificate cannot be read.
    """
    if bag.is_symlink() or not bag.is_dir():
        raise FaceAuditError("is no folder", where=bag, remedy="Name the folder of a bundle")
    trusted = tuple(trust)
    if not (bag / layout.BAGIT).exists() and not (bag / layout.PAYLOAD).exists():
        raise FaceAuditError(
            f"is no sealed bundle: it has neither {layout.BAGIT} nor {layout.PAYLOAD}",
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
    )


class _Check:
    """One pass over a bundle: what was found, and what does not hold so far."""

    def __init__(self, found: Tree) -> None:
        self.found = found
        self.problems = found.problems
        self.digests: dict[str, str] = {}
        self.entries = 0
        self.originals = 0
        self.left_out = ""

    def _add(self, fault: str, path: str, says: str) -> None:
        self.problems.append(Problem.model_validate({"fault": fault, "path": path, "says": says}))

    def declaration(self) -> None:
        """`bagit.txt` must say that this is a bag, in UTF-8 (RFC 8493, 2.1.1)."""
        text, problems = tag_text(self.found, layout.BAGIT)
        self.problems += problems
        if text and not re.fullmatch(
            r"BagIt-Version: \d+\.\d+\r?\nTag-File-Character-Encoding: UTF-8\r?\n?", text
        ):
            self._add("structure", layout.BAGIT, "is no declaration of a bag after RFC 8493")

    def lists(self) -> None:
        """Every file must be listed, every listed file there, and be what the list says."""
        wanted: dict[str, str] = {}
        for name in (layout.MANIFEST, layout.TAG_MANIFEST):
            text, problems = tag_text(self.found, name)
            entries, faults = listed(text, name)
            self.problems += [*problems, *faults]
            wanted |= entries
        self._digest(self._allowance())
        for path in sorted(wanted.keys() | self.found.files.keys()):
            if path not in self.found.files:
                self._add("missing", path, "is listed and not there")
            elif path not in wanted:
                if not _after_sealing(path):
                    self._add("unlisted", path, "is there and in no list")
            elif (digest := self.digests.get(path)) is not None and digest != wanted[path]:
                self._add("altered", path, "is not the file that was listed")

    def _allowance(self) -> int | None:
        """Bytes the payload is said to have (`Payload-Oxum`); what has more is not digested."""
        text, problems = tag_text(self.found, layout.BAG_INFO)
        self.problems += problems
        said = re.search(r"^Payload-Oxum: (\d{1,18})\.(\d{1,18})\s*$", text, re.MULTILINE)
        if said is None:
            self._add("structure", layout.BAG_INFO, "does not say how much the payload holds")
            return None
        sizes = [
            path.stat().st_size
            for shown, path in self.found.files.items()
            if shown.startswith(f"{layout.PAYLOAD}/")
        ]
        if (sum(sizes), len(sizes)) != (int(said[1]), int(said[2])):
            says = (
                f"says {said[1]} bytes in {said[2]} files; there are {sum(sizes)} in {len(sizes)}"
            )
            self._add("structure", layout.BAG_INFO, says)
        return int(said[1])

    def _digest(self, most: int | None) -> None:
        """Digest every file, but for one so large that reading it could not end."""
        for shown, path in self.found.files.items():
            payload = shown.startswith(f"{layout.PAYLOAD}/")
            allowed = (most or 0) if payload else MOST_MANIFEST_BYTES
            try:
                if path.stat().st_size > allowed:
                    says = f"is larger than the {allowed} bytes it can have, and was not read"
                    self._add("altered", shown, says)
                else:
                    self.digests[shown] = digest_file(path).value
            except OSError as problem:
                self._add("altered", shown, f"cannot be read: {problem.strerror}")

    def log(self) -> None:
        """The sealed custody log, and the one that goes on from it, must be one chain."""
        sealed: tuple[custody.Entry, ...] = ()
        for name in (f"{AUDIT}/{custody.FILE_NAME}", custody.FILE_NAME):
            if name not in self.found.files:
                if name != custody.FILE_NAME:
                    self._add("custody", name, "is not there")
                continue
            try:
                further = custody.read_log(self.found.files[name], sealed)
            except (FaceAuditError, OSError) as problem:
                said = problem.what if isinstance(problem, FaceAuditError) else str(problem)
                self._add("custody", name, said)
                return
            self.entries += len(further)
            if not sealed:
                self._left(further)
                sealed = further
            elif further and not self._sealed_by(further[0]):
                self._add("custody", name, "does not begin with the sealing of this bundle")

    def _left(self, entries: tuple[custody.Entry, ...]) -> None:
        """What the commands left must be what was sealed."""
        for name, digest in custody.last_left(entries).items():
            path = f"{AUDIT}/{name}"
            if self.digests.get(path) not in (None, digest.value):
                self._add("custody", path, "is not the file that the last command to write it left")

    def _sealed_by(self, entry: custody.Entry) -> bool:
        name = f"bundle/{layout.TAG_MANIFEST}"
        said = {one.name: one.digest.value for one in entry.outputs}
        return said.get(name) == self.digests.get(layout.TAG_MANIFEST)

    def _step(self, path: str, model: type[Model]) -> Model | None:
        file = self.found.files.get(path)
        if file is None or path not in self.digests:
            self._add("step", path, "is not there, or could not be read")
            return None
        if file.stat().st_size > MOST_STEP_BYTES:
            self._add("step", path, f"is larger than {MOST_STEP_BYTES} bytes, and was not read")
            return None
        try:
            return saved.read(file, model)[0]
        except FaceAuditError as problem:
            self._add("step", path, problem.what)
            return None

    def contents(self) -> None:
        """Every original must be the one that was examined, or be left out for a reason."""
        about = self._step(layout.CONTENTS, Contents)
        observations = self._step(f"{AUDIT}/observations.json", Observations)
        if about is None or observations is None:
            return
        for still in (one for seen in observations.examinations for one in seen.stills):
            path = f"{AUDIT}/{still.file}"
            if self.digests.get(path) not in (None, still.digest.value):
                self._add("step", path, "is not the still that the examination left")
        self.left_out = about.left_out
        stored = {one.id: one.stored for one in about.originals}
        for exhibit in observations.case.exhibits:
            path = stored.get(exhibit.id, "")
            if not path:
                if not about.left_out:
                    says = f"{exhibit.id} was examined and is not in the bundle"
                    self._add("original", exhibit.path, says)
            elif self.digests.get(path) != exhibit.digest.value:
                self._add("original", path, f"is not {exhibit.id} as it was examined")
            else:
                self.originals += 1

    def steps(self) -> None:
        """Findings must rest on these observations, and a page must name them."""
        seen = self.digests.get(f"{AUDIT}/observations.json")
        path = f"{AUDIT}/findings.json"
        if path not in self.found.files or seen is None:
            return
        findings = self._step(path, Findings)
        if findings is not None and findings.observations_digest.value != seen:
            self._add("step", path, "rests on other observations than these")
        page = self.found.files.get(f"{AUDIT}/report.html")
        small = page is not None and page.stat().st_size <= MOST_STEP_BYTES
        if page is not None and small and seen.encode() not in page.read_bytes():
            self._add("step", f"{AUDIT}/report.html", "does not name these observations")

    def signed(self, trust: tuple[Path, ...]) -> tuple[SignatureSeen, ...]:
        """Every signature over the tag manifest."""
        names = sorted(name for name in self.found.files if SIGNATURES.fullmatch(name))
        over = self.found.files.get(layout.TAG_MANIFEST)
        seen: list[SignatureSeen] = []
        for name in names if over is not None else ():
            assert over is not None  # noqa: S101 - told mypy above
            one = check_detached(self.found.files[name], name, over, layout.TAG_MANIFEST, trust)
            seen.append(one)
            if one.fault:
                self._add("signature", name, one.fault)
        if trust and not seen:
            self._add("signature", "", "there is no signature")
        return tuple(seen)


def _after_sealing(path: str) -> bool:
    """Whether a file is one that is written after sealing, and so in no list."""
    return path in (layout.TAG_MANIFEST, custody.FILE_NAME) or bool(SIGNATURES.fullmatch(path))
