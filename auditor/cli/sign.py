"""`face-audit sign`: sign a sealed bundle or a PDF, with a time stamp if one is asked for."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from auditor.cli.console import explained, result, say
from auditor.core.digest import NamedDigest, digest_file
from auditor.core.errors import ExitCode, FaceAuditError
from auditor.record import custody
from auditor.seal import layout

if TYPE_CHECKING:
    from pyhanko.sign.signers import Signer


def sign(
    what: Annotated[
        Path, typer.Argument(metavar="BUNDLE|PDF", help="Folder of a sealed bundle, or a PDF.")
    ],
    key: Annotated[
        Path | None, typer.Option("--key", help="Private key: PKCS#12, or PEM or DER with --cert.")
    ] = None,
    cert: Annotated[
        list[Path],
        typer.Option("--cert", help="The signer's certificate, then its chain; may be repeated."),
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
            help="Time-stamping authority (RFC 3161) to ask over the network; it gets a digest.",
        ),
    ] = "",
    to: Annotated[
        Path | None, typer.Option("--to", help="File for the signed PDF; default: in its place.")
    ] = None,
) -> None:
    """Sign a bundle (detached CMS, over its tag manifest) or a PDF (PAdES).

    A passphrase or PIN is asked for, or taken from FACE_AUDIT_PASSPHRASE; never give it as an
    argument. Works offline; with --tsa, and only then, the authority you name is asked for a time
    stamp.
    """
    with explained():
        # Slow to import, and needed by no other command.
        from auditor.seal import signing  # noqa: PLC0415

        stamper = signing.authority(tsa) if tsa else None
        pdf = what.is_file()
        over = what if pdf else what / layout.TAG_MANIFEST
        if not over.is_file():
            raise FaceAuditError(
                "is neither a bundle nor a PDF",
                where=what,
                remedy="Make one with face-audit bundle",
            )
        # The log of the folder that the signature goes into.
        signed = (to or what) if pdf else what
        log = (signed.parent if pdf else what) / custody.FILE_NAME
        before = () if pdf else custody.read_log(what / layout.AUDIT / custody.FILE_NAME)
        custody.read_log(log, before)
        read = NamedDigest(name=over.name, digest=digest_file(over))
        with _signer(key, tuple(cert), pkcs11, token, label) as signer:
            if tsa:
                say(f"Asking {tsa} for a time stamp.")
            if pdf:
                signing.sign_pdf(what, signed, signer, stamper)
                left = signed
            else:
                left = signing.sign_bundle(what, signer, stamper)
        if not pdf or log.is_file():
            custody.append(
                log,
                command=("face-audit", *sys.argv[1:]),
                inputs=[read],
                outputs=[NamedDigest(name=left.name, digest=digest_file(left))],
                exit_code=ExitCode.CLEAN,
                after=before,
            )
        result(str(left))


@contextmanager
def _signer(
    key: Path | None, cert: tuple[Path, ...], library: Path | None, token: str, label: str
) -> Iterator[Signer]:
    from auditor.seal.signing import key_from_file, key_on_token  # noqa: PLC0415 - slow

    if (key is None) == (library is None):
        raise FaceAuditError(
            "either a key in a file or one on a token is needed, and not both",
            where="--key, --pkcs11",
            remedy="Give one of them",
        )
    if key is not None:
        yield key_from_file(key, cert, _ask)
    elif library is not None:
        if not token or not label:
            raise FaceAuditError(
                "needs --token and --label", where="--pkcs11", remedy="Give both, as the token has"
            )
        with key_on_token(library, token, label, _ask) as signer:
            yield signer


def _ask(what: str) -> str:
    """A secret from the terminal; empty where there is none to ask at."""
    if not sys.stdin.isatty():
        return ""
    return str(typer.prompt(what, hide_input=True, default="", show_default=False, err=True))
