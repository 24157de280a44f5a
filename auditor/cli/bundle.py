"""`face-audit bundle`: seal an audit, with its originals, for the other side to check."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from auditor.cli.console import explained, result, say
from auditor.core import saved
from auditor.core.digest import NamedDigest
from auditor.core.errors import ExitCode, FaceAuditError
from auditor.examine.model import Observations
from auditor.pipeline.file_names import OBSERVATIONS
from auditor.record import custody
from auditor.record.run_record import now
from auditor.seal import bundle as seals
from auditor.seal import layout
from auditor.seal.instructions import seal_text


def bundle(
    out: Annotated[Path, typer.Argument(metavar="OUT_DIR", help="Output folder of an audit.")],
    to: Annotated[Path, typer.Option("--to", help="Folder to make; must not be there yet.")],
    case: Annotated[
        Path | None, typer.Option("--case", help="Case folder that the originals are taken from.")
    ] = None,
    without_originals: Annotated[
        bool, typer.Option("--without-originals", help="Leave the originals out; needs --because.")
    ] = False,
    because: Annotated[
        str, typer.Option("--because", metavar="REASON", help="Why the originals are left out.")
    ] = "",
    include: Annotated[
        list[Path], typer.Option("--include", help="Further file to seal; may be given again.")
    ] = [],
) -> None:
    """Seal an audit into a BagIt bag (RFC 8493): reports, steps, stills, log, originals.

    Every file is checked first against the digest it had when it was examined or left; a changed
    one is refused with exit code 4. Check the bundle with `face-audit verify`, with any BagIt tool,
    or with `sha256sum -c` as its VERIFY.txt says, which also says what a seal does not prove.
    """
    with explained():
        reason = _reason(case, without_originals, because)
        log = out / custody.FILE_NAME
        entries = custody.read_log(log)
        if not entries:
            raise FaceAuditError(
                "there is no custody log",
                where=log,
                why="it says which files belong to the audit",
                remedy="Audit the case, or judge and report its observations.json, in that folder",
            )
        observations, _ = saved.read(out / OBSERVATIONS, Observations)
        pieces = [*seals.audit_pieces(out, observations, entries), *seals.included_pieces(include)]
        if case is not None:
            pieces += seals.original_pieces(observations.case, case, out, entries)
        about = seals.contents(observations, pieces, reason)
        sealed = seals.seal(to, about, pieces, seal_text(about), now().date())
        entry = custody.append(
            log,
            command=("face-audit", *sys.argv[1:]),
            inputs=[NamedDigest(name=piece.stored, digest=piece.digest) for piece in pieces],
            outputs=[NamedDigest(name=f"bundle/{layout.TAG_MANIFEST}", digest=sealed)],
            exit_code=ExitCode.CLEAN,
        )
        custody.copy_entry(entry, to / custody.FILE_NAME)
        if not reason:
            say(f"{to} holds the originals, which may show persons as they were recorded.")
        result(str(to))
        result(f"{layout.TAG_MANIFEST} {sealed}")


def _reason(case: Path | None, without_originals: bool, because: str) -> str:
    """The reason for leaving the originals out; empty where they go in.

    Raises:
        FaceAuditError: the options leave open whether the originals go in, or why they do not.
    """
    reason = because.strip()
    if without_originals and not reason:
        raise FaceAuditError(
            "needs a reason, which the bundle then says",
            where="--without-originals",
            remedy='Give one with --because "..."',
        )
    if without_originals == (case is not None) or (because and not without_originals):
        raise FaceAuditError(
            "either the case folder to take the originals from, or --without-originals with a "
            "reason, and not both",
            where="--case",
            remedy="Give one of them",
        )
    return reason
