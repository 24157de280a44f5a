"""Sign: a detached CMS signature over a bundle's tag manifest (CAdES), or inside a PDF (PAdES).

The only part of the program that can use the network, and only to ask the time-stamping authority
that the user names (RFC 3161). It sends a digest and nothing else.
"""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlsplit

import aiohttp
from asn1crypto import keys, tsp, x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_der_private_key,
)
from pyhanko.keys import load_private_key_from_pemder_data
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.timestamps import TimeStamper, TimestampRequestError
from pyhanko_certvalidator.registry import SimpleCertificateStore

from auditor.core.errors import FaceAuditError
from auditor.core.saved import write_whole
from auditor.seal import layout
from auditor.seal.own_loop import own_loop
from auditor.seal.signature import load_certificates

PASSPHRASE = "FACE_AUDIT_PASSPHRASE"  # noqa: S105 - the name of a variable
"""Environment variable with the passphrase of a key, or the PIN of a token."""
DIGEST = "sha256"
SECONDS = 30
"""How long a time-stamping authority may take to answer."""
MOST_ANSWER = 1_000_000
"""Largest answer of a time-stamping authority that is read, in bytes."""

logging.getLogger("pyhanko").addHandler(logging.NullHandler())

Ask = Callable[[str], str]
"""Asks for a secret at the terminal by its name; returns "" if nobody can be asked."""


class SigningError(FaceAuditError):
    """Something that signing needs is missing or invalid."""


def key_from_file(key: Path, certificates: tuple[Path, ...], ask: Ask) -> signers.Signer:
    """A signer from PKCS#12, or from a private key in PEM or DER and its certificate.

    Args:
        key: the file with the private key.
        certificates: the signer's own certificate first, then those between it and its root; may
            be left out for PKCS#12, which contains them.
        ask: asks for the passphrase if there is one and the environment does not give it.

    Raises:
        SigningError: a file cannot be read, or the passphrase is wrong.
    """
    chain = list(load_certificates(certificates))
    try:
        data = key.read_bytes()
    except OSError as problem:
        raise SigningError(
            f"cannot be read: {problem.strerror}", where=key, remedy="Name the file of a key"
        ) from problem

    def read(passphrase: bytes | None) -> signers.Signer:
        if _is_private_key(data):
            return _signer(load_private_key_from_pemder_data(data, passphrase), chain, key)
        signer: signers.Signer = signers.SimpleSigner.load_pkcs12_data(data, chain, passphrase)
        return signer

    for passphrase in _passphrases(key, ask):
        try:
            return read(passphrase)
        except SigningError:
            raise
        except Exception:  # noqa: S112 - a wrong passphrase and a broken file fail alike
            continue
    raise SigningError(
        "contains no readable private key, or the passphrase is missing or wrong",
        where=key,
        remedy=f"Give the passphrase at the prompt or in {PASSPHRASE}",
    )


def _passphrases(key: Path, ask: Ask) -> Iterator[bytes | None]:
    """None first: do not ask for the passphrase of a key without one."""
    yield None
    if passphrase := os.environ.get(PASSPHRASE) or ask(f"Passphrase of {key.name}"):
        yield passphrase.encode()


def _is_private_key(data: bytes) -> bool:
    """Whether `data` is a bare private key (PEM or DER) and not PKCS#12."""
    if data.lstrip().startswith(b"-----BEGIN"):
        return True
    try:
        load_der_private_key(data, password=None)
    except TypeError:  # encrypted
        return True
    except (ValueError, UnsupportedAlgorithm):
        return False
    return True


def _signer(
    key: keys.PrivateKeyInfo, chain: list[x509.Certificate], file: Path
) -> signers.SimpleSigner:
    own = next((certificate for certificate in chain if _fits(key, certificate)), None)
    if own is None:
        raise SigningError(
            "no certificate belongs to this key", where=file, remedy="Name it with --cert"
        )
    store = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    store.register_multiple(certificate for certificate in chain if certificate is not own)
    return signers.SimpleSigner(signing_cert=own, signing_key=key, cert_registry=store)


def _fits(key: keys.PrivateKeyInfo, certificate: x509.Certificate) -> bool:
    from cryptography.hazmat.primitives.serialization import (  # noqa: PLC0415
        load_der_private_key,
    )

    public = load_der_private_key(key.dump(), password=None).public_key()
    spki = public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return bool(spki == certificate.public_key.dump())


@contextmanager
def key_on_token(library: Path, token: str, label: str, ask: Ask) -> Iterator[signers.Signer]:
    """A signer whose key stays on a token (PKCS#11), which may be a smart card.

    Args:
        library: the PKCS#11 module of the token's maker.
        token: the token's label.
        label: the label of the certificate and key on it.
        ask: asks for the PIN if the environment does not give it.

    Raises:
        SigningError: the extra `pkcs11` is missing, or the token cannot be used.
    """
    try:
        from pyhanko.config.pkcs11 import TokenCriteria  # noqa: PLC0415 - an extra
        from pyhanko.sign.pkcs11 import PKCS11Signer, open_pkcs11_session  # noqa: PLC0415
    except ImportError as problem:
        raise SigningError(
            "needs the extra pkcs11, which is not installed",
            where="--pkcs11",
            remedy="Install face-audit[pkcs11]",
        ) from problem
    pin = os.environ.get(PASSPHRASE) or ask(f"PIN of {token}") or None
    try:
        criteria = TokenCriteria(label=token)
        session = open_pkcs11_session(str(library), token_criteria=criteria, user_pin=pin)
    except Exception as problem:  # drivers fail in their own ways
        raise SigningError(
            f"the token {token!r} cannot be opened: {problem}", where=library
        ) from problem
    try:
        yield PKCS11Signer(session, cert_label=label, key_label=label)
    finally:
        session.close()


def authority(url: str) -> TimeStamper:
    """The time-stamping authority at `url`.

    Raises:
        SigningError: it is not an http or https address, or contains a password.
    """
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or "@" in parts.netloc:
        raise SigningError(
            "is not an http or https address without a password",
            where="--tsa",
            remedy="Name the address that the authority publishes",
        )
    return _Authority(url)


class _Authority(TimeStamper):
    """Asks only this authority: redirects are not followed."""

    def __init__(self, url: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.url = url

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        try:
            async with (
                aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=SECONDS)) as session,
                session.post(
                    self.url,
                    data=req.dump(),
                    headers={"Content-Type": "application/timestamp-query"},
                    allow_redirects=False,
                ) as answer,
            ):
                if answer.status != 200:  # noqa: PLR2004 - RFC 3161 over HTTP: anything else failed
                    raise TimestampRequestError(f"it answered with status {answer.status}")
                data = await answer.content.read(MOST_ANSWER)
                return tsp.TimeStampResp.load(data)
        except (aiohttp.ClientError, OSError, TimeoutError, ValueError) as problem:
            raise TimestampRequestError(f"it did not answer correctly: {problem}") from problem


def sign_bundle(bag: Path, signer: signers.Signer, stamper: TimeStamper | None) -> Path:
    """Sign the tag manifest of the bundle at `bag`; returns the signature's file.

    Raises:
        SigningError: it could not be signed or stamped.
    """
    over = bag / layout.TAG_MANIFEST
    target = bag / layout.SIGNATURE
    further = 2
    while target.exists():
        target = bag / f"{layout.TAG_MANIFEST}.{further}.p7s"
        further += 1
    with _signing(over):
        signature = own_loop(
            lambda: asyncio.run(
                signer.async_sign_general_data(
                    over.read_bytes(), DIGEST, detached=True, use_cades=True, timestamper=stamper
                )
            )
        )
    write_whole(signature.dump(), target)
    return target


def sign_pdf(pdf: Path, to: Path, signer: signers.Signer, stamper: TimeStamper | None) -> None:
    """Sign the PDF at `pdf` (PAdES, ETSI EN 319 142-1) and write it to `to`, which may be `pdf`.

    Raises:
        SigningError: it is not a PDF that can be signed, or could not be signed or stamped.
    """
    with _signing(pdf), pdf.open("rb") as stream:
        signed = _signed(stream, signer, stamper)
    write_whole(signed, to)


def _signed(stream: IO[bytes], signer: signers.Signer, stamper: TimeStamper | None) -> bytes:
    writer = IncrementalPdfFileWriter(stream)
    taken = {signature.field_name for signature in writer.prev.embedded_signatures}
    number = next(n for n in range(1, len(taken) + 2) if f"Signature{n}" not in taken)
    about = signers.PdfSignatureMetadata(
        field_name=f"Signature{number}", md_algorithm=DIGEST, subfilter=SigSeedSubFilter.PADES
    )
    pdf_signer = signers.PdfSigner(about, signer=signer, timestamper=stamper)
    output: Any = own_loop(lambda: pdf_signer.sign_pdf(writer))
    return bytes(output.getbuffer())


@contextmanager
def _signing(what: Path) -> Iterator[None]:
    try:
        yield
    except TimestampRequestError as problem:
        raise SigningError(
            f"the time-stamping authority gave no time stamp: {problem}",
            where="--tsa",
            remedy="Name another, or sign without one",
        ) from problem
    except Exception as problem:  # files and signers fail in their own ways
        raise SigningError(f"cannot be signed: {problem}", where=what) from problem
