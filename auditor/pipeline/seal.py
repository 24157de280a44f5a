"""An audit sealed into a bundle, and the checks of a bundle entered in its log."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from auditor.core import saved
from auditor.core.digest import Digest, NamedDigest
from auditor.core.errors import ExitCode, FaceAuditError
from auditor.examine.model import Observations
from auditor.pipeline.file_names import OBSERVATIONS
from auditor.record import custody
from auditor.record.run_record import now
from auditor.seal import bundle as seals
from auditor.seal import layout
from auditor.seal.instructions import seal_text
from auditor.seal.verify import Verification


@dataclass(frozen=True)
class BundleOptions:
    """What to seal, and where.

    Attributes:
        to: folder to make; must not exist.
        case: case folder that the originals are taken from; None leaves them out.
        left_out: why the originals are left out; empty if they are inside.
        include: further files to seal.
        command: the command line to enter in the custody log.
    """

    to: Path
    case: Path | None = None
    left_out: str = ""
    include: tuple[Path, ...] = ()
    command: tuple[str, ...] = ()


def bundle_audit(out: Path, options: BundleOptions) -> Digest:
    """Seal the audit in output folder `out`, and return the digest of the tag manifest.

    Raises:
        FaceAuditError: the folder holds no audit, or the bundle cannot be made as asked.
        IntegrityError: a file is not the one that was examined or written.
        BrokenChainError: the custody log is broken.
    """
    if (options.case is None) != bool(options.left_out):
        raise FaceAuditError(
            "a bundle has either the originals or a reason for leaving them out", where=options.to
        )
    log = out / custody.FILE_NAME
    entries = custody.read_log(log)
    if not entries:
        raise FaceAuditError(
            "there is no custody log",
            where=log,
            why="it states which files belong to the audit",
            remedy="Audit the case, or judge and report its observations.json, in that folder",
        )
    observations, _ = saved.read(out / OBSERVATIONS, Observations)
    pieces = [
        *seals.audit_pieces(out, observations, entries),
        *seals.included_pieces(list(options.include)),
    ]
    if options.case is not None:
        pieces += seals.original_pieces(observations.case, options.case, out, entries)
    about = seals.contents(observations, pieces, options.left_out)
    sealed = seals.seal(options.to, about, pieces, seal_text(about), now().date())
    entry = custody.append(
        log,
        command=options.command,
        inputs=[NamedDigest(name=piece.stored, digest=piece.digest) for piece in pieces],
        outputs=[NamedDigest(name=f"bundle/{layout.TAG_MANIFEST}", digest=sealed)],
        exit_code=ExitCode.CLEAN,
    )
    custody.copy_entry(entry, options.to / custody.FILE_NAME)
    return sealed


def record_verification(
    bundle: Path, verification: Verification, command: tuple[str, ...], exit_code: ExitCode
) -> None:
    """Enter a check in the log next to the bundle, which continues the sealed one.

    Raises:
        BrokenChainError: one of the logs is broken.
    """
    tag_manifest = NamedDigest(
        name=f"bundle/{layout.TAG_MANIFEST}", digest=Digest(value=verification.sealed)
    )
    custody.append(
        bundle / custody.FILE_NAME,
        command=command,
        inputs=[tag_manifest],
        outputs=[],
        exit_code=exit_code,
        after=custody.read_log(bundle / layout.AUDIT / custody.FILE_NAME),
    )
