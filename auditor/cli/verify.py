"""`face-audit verify`: check a sealed bundle, or the signatures of a PDF."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from auditor.cli.console import explained, result
from auditor.core import saved
from auditor.core.digest import Digest, NamedDigest
from auditor.core.errors import ExitCode, FaceAuditError
from auditor.record import custody
from auditor.seal import layout
from auditor.seal.signature import SignatureSeen, check_pdf
from auditor.seal.verify import Verification, verify_bundle

_PDF_NOT_PROVED = (
    "A signature shows that the holder of a key signed these bytes, not that what they say is true."
)
_NOT_PROVED = (
    "This shows that the files are the ones that were sealed. It does not show what a camera saw, "
    "that a file was true when it was handed in, or that whoever holds the folder did not seal it "
    "anew; VERIFY.txt in the bundle says more."
)


def verify(
    bundle: Annotated[
        Path, typer.Argument(metavar="BUNDLE", help="Folder of a sealed bundle, or a signed PDF.")
    ],
    trust: Annotated[
        list[Path],
        typer.Option(
            "--trust",
            metavar="CERT",
            help="Certificate (PEM or DER) that a signer must lead to; may be given again.",
        ),
    ] = [],
    record: Annotated[
        bool,
        typer.Option("--record", help="Enter this check in the custody log beside the bundle."),
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
) -> None:
    """Check a bundle: missing, altered and unlisted files, custody log, originals, signatures.

    Opens no connection, and changes nothing without --record. Exit code 0: all of it holds; 6:
    something does not.
    Without --trust, who signed is told and not verified; with it, a bundle must be signed by a key
    whose certificate leads to one of those given.
    """
    with explained():
        if bundle.is_file():
            seen = check_pdf(bundle, trust)
            if not seen:
                raise FaceAuditError("holds no signature", where=bundle, remedy="Name a signed PDF")
            done = Verification.of_pdf(seen)
        else:
            done = verify_bundle(bundle, trust)
        code = ExitCode.VERIFY_FAILED if done.problems else ExitCode.CLEAN
        if record and done.files:
            _enter(bundle, done, code)
        if as_json:
            result(saved.encode(done).decode().rstrip("\n"))
        else:
            _print(done)
        raise typer.Exit(code)


def _enter(bundle: Path, done: Verification, code: ExitCode) -> None:
    """Enter the check in the log beside the bundle, which goes on from the sealed one.

    Raises:
        BrokenChainError: one of the logs is broken.
    """
    over = Digest(value=done.sealed)
    custody.append(
        bundle / custody.FILE_NAME,
        command=("face-audit", *sys.argv[1:]),
        inputs=[NamedDigest(name=f"bundle/{layout.TAG_MANIFEST}", digest=over)],
        outputs=[],
        exit_code=code,
        after=custody.read_log(bundle / layout.AUDIT / custody.FILE_NAME),
    )


def _print(done: Verification) -> None:
    for problem in done.problems:
        path = _printable(problem.path)
        says = _printable(problem.says)
        result(f"{problem.fault}: {path}: {says}" if path else f"{problem.fault}: {says}")
    if done.files:
        result(f"{done.files} files digested, {done.entries} entries of the custody log followed.")
        result(
            f"Originals left out: {_printable(done.left_out)}"
            if done.left_out
            else f"{done.originals} originals are as they were examined."
        )
        if done.sealed:
            result(f"Digest of the tag manifest: sha256:{done.sealed}")
    for one in done.signatures:
        _print_signature(one)
    if not done.signatures:
        result("Not signed.")
    if done.problems:
        result("Something does not hold; it is named above.")
    else:
        result(f"Everything checked holds. {_NOT_PROVED if done.files else _PDF_NOT_PROVED}")


def _print_signature(one: SignatureSeen) -> None:
    if not one.intact:
        state = "does not hold"
    elif one.trusted is None:
        state = "intact, signer not verified (give --trust)"
    elif one.trusted:
        state = "intact, signer verified; whether the certificate was revoked was not asked"
    else:
        state = "intact, signer not trusted"
    result(f"Signature {_printable(one.file)} over {one.over}: {state}")
    if one.subject:
        result(f"  signer {_printable(one.subject)}, serial {one.serial}")
        result(f"  issued by {_printable(one.issuer)}, valid {one.valid_from} to {one.valid_until}")
    if one.signed_at is not None:
        result(f"  signed {one.signed_at} by the signer's own clock")
    if one.stamped_at is not None:
        trusted = "verified" if one.stamp_trusted else "not verified"
        who = _printable(one.stamped_by)
        result(f"  time stamp {one.stamped_at} by {who}, authority {trusted}")


def _printable(text: str) -> str:
    """`text` without anything that a terminal would obey."""
    return text if text.isprintable() else ascii(text)[1:-1]
