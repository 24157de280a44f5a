"""`face-audit sign`: sign a sealed bundle or a PDF, with a time stamp if requested."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from auditor.cli.console import CommandError, explained, print_result, say
from auditor.cli.lang import Lang
from auditor.cli.options import command_line
from auditor.cli.texts import clause
from auditor.core.digest import NamedDigest, digest_file
from auditor.core.errors import ExitCode
from auditor.record import custody
from auditor.seal import layout

if TYPE_CHECKING:
    from pyhanko.sign.signers import Signer


def sign(
    document: Annotated[
        Path, typer.Argument(metavar="BUNDLE|PDF", help="Folder of a sealed bundle, or a PDF.")
    ],
    key: Annotated[
        Path | None, typer.Option("--key", help="Private key: PKCS#12, or PEM or DER with --cert.")
    ] = None,
    cert: Annotated[
        list[Path],
        typer.Option("--cert", help="The signer's certificate, then its chain; repeatable."),
    ] = [],
    pkcs11: Annotated[
        Path | None,
        typer.Option("--pkcs11", metavar="LIB", help="PKCS#11 module of a token or smart card."),
    ] = None,
    token: Annotated[str, typer.Option("--token", help="Label of the token.")] = "",
    label: Annotated[str, typer.Option("--label", help="Label of the key on the token.")] = "",
    tsa: Annotated[
        str,
        typer.Option(
            "--tsa",
            metavar="URL",
            help="Request a time stamp (RFC 3161) from this authority over the network; it "
            "receives a digest.",
        ),
    ] = "",
    to: Annotated[
        Path | None, typer.Option("--to", help="File for the signed PDF; default: the PDF itself.")
    ] = None,
    lang: Lang = "en",
) -> None:
    """Sign a bundle (detached CMS, over its tag manifest) or a PDF (PAdES).

    A passphrase or PIN is asked for, or taken from FACE_AUDIT_PASSPHRASE; never give it as an
    argument. Works offline; only with --tsa, the authority that you name is contacted.
    """
    del lang  # The option itself sets the language of the terminal.
    with explained():
        # Slow to import, and needed by no other command.
        from auditor.seal import signing  # noqa: PLC0415
        from auditor.seal.signature import certificate_fault  # noqa: PLC0415

        stamper = signing.authority(tsa) if tsa else None
        pdf = document.is_file()
        over = document if pdf else document / layout.TAG_MANIFEST
        if not over.is_file():
            raise CommandError("not_a_bundle_or_pdf", file=document)
        # The log of the folder that the signature is written to.
        signed = (to or document) if pdf else document
        log = (signed.parent if pdf else document) / custody.FILE_NAME
        before = () if pdf else custody.read_log(document / layout.AUDIT / custody.FILE_NAME)
        custody.read_log(log, before)
        read = NamedDigest(name=over.name, digest=digest_file(over))
        with _signer(key, tuple(cert), pkcs11, token, label) as signer:
            if unfit := certificate_fault(signer.signing_cert, datetime.now(UTC)):
                say("message.unfit_certificate", reason=clause(unfit))
            if tsa:
                say("message.asking_for_stamp", url=tsa)
            if pdf:
                signing.sign_pdf(document, signed, signer, stamper)
                written = signed
            else:
                written = signing.sign_bundle(document, signer, stamper)
        if not pdf or log.is_file():
            custody.append(
                log,
                command=command_line(),
                inputs=[read],
                outputs=[NamedDigest(name=written.name, digest=digest_file(written))],
                exit_code=ExitCode.CLEAN,
                after=before,
            )
        print_result(str(written))


@contextmanager
def _signer(
    key: Path | None, cert: tuple[Path, ...], library: Path | None, token: str, label: str
) -> Iterator[Signer]:
    from auditor.seal.signing import key_from_file, key_on_token  # noqa: PLC0415 - slow

    if (key is None) == (library is None):
        raise CommandError("key_or_token")
    if key is not None:
        yield key_from_file(key, cert, _ask)
    elif library is not None:
        if not token or not label:
            raise CommandError("token_needs_labels")
        with key_on_token(library, token, label, _ask) as signer:
            yield signer


def _ask(question: str) -> str:
    """A secret from the terminal; empty if there is no terminal."""
    if not sys.stdin.isatty():
        return ""
    return str(typer.prompt(question, hide_input=True, default="", show_default=False, err=True))
