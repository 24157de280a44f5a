"""`face-audit verify`: check a sealed bundle, or the signatures of a PDF."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from auditor.cli.console import CommandError, explained, print_result, result
from auditor.cli.lang import Lang
from auditor.cli.options import command_line
from auditor.cli.texts import clause, text
from auditor.core import saved
from auditor.core.errors import ExitCode
from auditor.pipeline.seal import record_verification
from auditor.seal.signature import SignatureSeen, check_pdf
from auditor.seal.verify import Verification, verify_bundle


def verify(
    bundle: Annotated[
        Path, typer.Argument(metavar="BUNDLE", help="Folder of a sealed bundle, or a signed PDF.")
    ],
    trust: Annotated[
        list[Path],
        typer.Option(
            "--trust",
            metavar="CERT",
            help="Certificate (PEM or DER) that a signer must lead to; repeatable.",
        ),
    ] = [],
    record: Annotated[
        bool,
        typer.Option("--record", help="Enter this check in the custody log next to the bundle."),
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
    lang: Lang = "en",
) -> None:
    """Check a bundle: missing, altered and unlisted files, custody log, originals, signatures.

    Opens no connection, and changes nothing without --record. Exit code 0: every check passed; 6:
    a check failed.
    Without --trust, the signer is named and not verified; with it, a bundle must be signed by a key
    whose certificate leads to one of those given.
    """
    del lang  # The option itself sets the language of the terminal.
    with explained():
        verification = _verify(bundle, trust)
        code = ExitCode.VERIFY_FAILED if verification.problems else ExitCode.CLEAN
        if record and verification.files:
            record_verification(bundle, verification, command_line(), code)
        if as_json:
            print_result(saved.encode(verification).decode().rstrip("\n"))
        else:
            _print(verification)
        raise typer.Exit(code)


def _verify(bundle: Path, trust: list[Path]) -> Verification:
    if not bundle.is_file():
        return verify_bundle(bundle, trust)
    signatures = check_pdf(bundle, trust)
    if not signatures:
        raise CommandError("no_signature", file=bundle)
    return Verification.of_pdf(signatures)


def _print(verification: Verification) -> None:
    for problem in verification.problems:
        fault = text(f"fault.{problem.fault}")
        key = "verify.problem" if problem.path else "verify.problem_of_bundle"
        values = {"path": problem.path} if problem.path else {}
        result(key, fault=fault, says=clause(problem.says), **values)
    if verification.files:
        _print_contents(verification)
    for part in verification.protection:
        result(f"protected_part.{part.part}", count=part.count, by=text(f"protected_by.{part.by}"))
    for signature in verification.signatures:
        _print_signature(signature)
    if not verification.signatures:
        result("verify.unsigned")
    if verification.problems:
        result("verify.broken")
    else:
        result("verify.bundle_holds" if verification.files else "verify.pdf_holds")


def _print_contents(verification: Verification) -> None:
    result("verify.files", files=verification.files, entries=verification.entries)
    if verification.left_out:
        result("verify.left_out", reason=verification.left_out)
    else:
        result("verify.originals", originals=verification.originals)
    if verification.sealed:
        result("verify.sealed", digest=verification.sealed)


def _print_signature(signature: SignatureSeen) -> None:
    if not signature.intact:
        state = "broken"
    elif signature.trusted is None:
        state = "unverified"
    else:
        state = "trusted" if signature.trusted else "untrusted"
    result(
        "verify.signature",
        file=signature.file,
        over=signature.over,
        state=text(f"signature_state.{state}"),
    )
    if signature.subject:
        result("verify.signer", subject=signature.subject, serial=signature.serial)
        result(
            "verify.issuer",
            issuer=signature.issuer,
            start=signature.valid_from,
            end=signature.valid_until,
        )
    if signature.signed_at is not None:
        result("verify.signed_at", time=signature.signed_at)
    if signature.stamped_at is not None:
        result(
            "verify.stamped_at",
            time=signature.stamped_at,
            authority=signature.stamped_by,
            state=text(f"stamp_state.{'verified' if signature.stamp_trusted else 'unverified'}"),
        )
