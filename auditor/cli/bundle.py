"""`face-audit bundle`: seal an audit, with its originals, for somebody else to check."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from auditor.cli.console import CommandError, explained, print_result, result, say
from auditor.cli.lang import Lang
from auditor.cli.options import command_line
from auditor.pipeline.seal import BundleOptions, bundle_audit
from auditor.seal.layout import TAG_MANIFEST


def bundle(
    out: Annotated[Path, typer.Argument(metavar="OUT_DIR", help="Output folder of an audit.")],
    to: Annotated[Path, typer.Option("--to", help="Folder to make; must not exist.")],
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
        list[Path], typer.Option("--include", help="Additional file to seal; repeatable.")
    ] = [],
    lang: Lang = "en",
) -> None:
    """Seal an audit into a BagIt bag (RFC 8493): reports, steps, stills, log, originals.

    Every file is checked first against the digest it had when it was examined or written; a changed
    file is refused with exit code 4. Check the bundle with `face-audit verify`, with any BagIt
    tool, or with `sha256sum -c` as described in its VERIFY.txt, which also states what a seal does
    not prove.
    """
    del lang  # The option itself sets the language of the terminal.
    with explained():
        reason = _reason(case, without_originals, because)
        options = BundleOptions(
            to=to, case=case, left_out=reason, include=tuple(include), command=command_line()
        )
        digest = bundle_audit(out, options)
        if not reason:
            say("message.originals_inside", folder=to)
        print_result(str(to))
        result("bundle.digest", file=TAG_MANIFEST, digest=digest)


def _reason(case: Path | None, without_originals: bool, because: str) -> str:
    """The reason for leaving the originals out; empty if they are sealed.

    Raises:
        CommandError: the options do not settle whether the originals are sealed, or why not.
    """
    reason = because.strip()
    if without_originals and not reason:
        raise CommandError("originals_need_reason")
    if without_originals == (case is not None) or (because and not without_originals):
        raise CommandError("originals_or_reason")
    return reason
