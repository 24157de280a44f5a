"""Check signatures: detached CMS over a tag manifest, PAdES inside a PDF. Nothing is downloaded.

Whether a signature matches the bytes and whether its signer is trusted are two questions. Only
certificates that the reader names answer the second. Revocation is not checked, because that would
need the network.
"""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from auditor.core.errors import FaceAuditError
from auditor.core.frozen import Frozen
from auditor.seal.own_loop import own_loop

if TYPE_CHECKING:
    from asn1crypto import x509
    from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
    from pyhanko.sign.validation.settings import KeyUsageConstraints
    from pyhanko.sign.validation.status import StandardCMSSignatureStatus
    from pyhanko_certvalidator import ValidationContext

Validate = Callable[["ValidationContext"], "StandardCMSSignatureStatus"]
"""Checks one signature by what is trusted."""

SIGNATURES = re.compile(r"tagmanifest-sha256\.txt(\.[1-9]\d{0,3})?\.p7s")
"""Names of detached signatures next to a tag manifest."""

MOST_BYTES = 10_000_000
"""Largest detached signature that is read, in bytes; with its chain, one has a few thousand."""

# The result names what fails; these libraries would also print a traceback.
for _name in ("pyhanko", "pyhanko_certvalidator"):
    logging.getLogger(_name).addHandler(logging.NullHandler())


class SignatureSeen(Frozen):
    """One signature.

    `intact`: it matches the bytes of `over`, and the key of the certificate made it. `trusted`: its
    certificate leads to one the reader named; None if none was named. `signed_at` is the time of
    the signer's own clock, `stamped_at` that of the time-stamping authority; `stamp_trusted` is
    like `trusted`. `fault` says which check failed, empty if none did.
    """

    file: str
    over: str
    intact: bool
    trusted: bool | None = None
    subject: str = ""
    issuer: str = ""
    serial: str = ""
    valid_from: datetime | None = None
    valid_until: datetime | None = None
    signed_at: datetime | None = None
    stamped_at: datetime | None = None
    stamped_by: str = ""
    stamp_trusted: bool | None = None
    fault: str = ""


def check_detached(
    signature: Path, name: str, over: Path, over_name: str, trust: Iterable[Path]
) -> SignatureSeen:
    """The detached CMS signature in the file `signature` (DER) over the bytes of the file `over`.

    Raises:
        FaceAuditError: a certificate of `trust` cannot be read.
    """
    # Slow to import, and needed only if there is a signature.
    from asn1crypto import cms  # noqa: PLC0415
    from pyhanko.sign.validation.generic_cms import async_validate_detached_cms  # noqa: PLC0415

    roots = load_certificates(trust)

    def validate(context: ValidationContext) -> StandardCMSSignatureStatus:
        if signature.stat().st_size > MOST_BYTES:
            raise ValueError(f"larger than {MOST_BYTES} bytes")
        info = cms.ContentInfo.load(signature.read_bytes(), strict=True)
        if info["content_type"].native != "signed_data":
            raise ValueError("not signed data")
        with over.open("rb") as stream:
            return own_loop(
                lambda: asyncio.run(
                    async_validate_detached_cms(
                        stream, info["content"], context, key_usage_settings=_key_usage()
                    )
                )
            )

    return _seen(name, over_name, validate, roots)


def check_pdf(pdf: Path, trust: Iterable[Path]) -> tuple[SignatureSeen, ...]:
    """Every signature in a PDF.

    Raises:
        FaceAuditError: the file is not a readable PDF, or a certificate cannot be read.
    """
    from pyhanko.pdf_utils.reader import PdfFileReader  # noqa: PLC0415 - slow to import

    roots = load_certificates(trust)
    try:
        with pdf.open("rb") as stream:
            embedded = PdfFileReader(stream).embedded_regular_signatures
            return tuple(_check_embedded(pdf.name, signature, roots) for signature in embedded)
    except Exception as problem:  # a hostile file can make a PDF reader fail in any way
        raise FaceAuditError(
            "is not a readable PDF", where=pdf, remedy="Name a bundle or a PDF"
        ) from problem


def _check_embedded(
    file: str, embedded: EmbeddedPdfSignature, roots: tuple[x509.Certificate, ...]
) -> SignatureSeen:
    from pyhanko.sign.validation import validate_pdf_signature  # noqa: PLC0415 - slow to import

    def validate(context: ValidationContext) -> StandardCMSSignatureStatus:
        usage = _key_usage()
        return own_loop(lambda: validate_pdf_signature(embedded, context, key_usage_settings=usage))

    return _seen(file, _extent(embedded), validate, roots)


def _extent(embedded: EmbeddedPdfSignature) -> str:
    embedded.compute_integrity_info()  # type: ignore[no-untyped-call]
    covers = embedded.evaluate_signature_coverage().name == "ENTIRE_FILE"
    return "the whole file" if covers else "an earlier state of the file"


def load_certificates(files: Iterable[Path]) -> tuple[x509.Certificate, ...]:
    """The certificates in `files`, PEM or DER.

    Raises:
        FaceAuditError: a file contains no certificate.
    """
    from pyhanko.keys import load_certs_from_pemder_data  # noqa: PLC0415 - slow to import

    certificates: list[x509.Certificate] = []
    for file in files:
        try:
            loaded = list(load_certs_from_pemder_data(file.read_bytes()))
            # Certificates are parsed lazily; a broken one must fail here and not later.
            for certificate in loaded:
                certificate.subject.native  # noqa: B018
        except Exception as problem:
            raise FaceAuditError(
                "contains no readable certificate (PEM or DER)", where=file
            ) from problem
        if not loaded:
            raise FaceAuditError("contains no certificate (PEM or DER)", where=file)
        certificates += loaded
    return tuple(certificates)


def _key_usage() -> KeyUsageConstraints:
    """What a signer's key may be for: RFC 5280, 4.2.1.3, bit 0 or bit 1."""
    from pyhanko.sign.validation.settings import KeyUsageConstraints  # noqa: PLC0415

    return KeyUsageConstraints(
        key_usage={"digital_signature", "non_repudiation"}, match_all_key_usages=False
    )


def _context(roots: tuple[x509.Certificate, ...], moment: datetime | None) -> ValidationContext:
    from pyhanko_certvalidator import ValidationContext  # noqa: PLC0415 - slow to import

    # The certificate must be valid at the time of the time stamp; without one, now.
    return ValidationContext(
        trust_roots=list(roots),
        other_certs=list(roots),
        allow_fetching=False,
        moment=moment,
        revocation_mode="soft-fail",
    )


def certificate_fault(certificate: x509.Certificate, moment: datetime) -> str:
    """Why a signer's certificate cannot be relied on at `moment`, as a clause; empty if it can."""
    if moment > certificate.not_valid_after:
        return f"expired on {certificate.not_valid_after.date()}"
    if moment < certificate.not_valid_before:
        return f"is not valid before {certificate.not_valid_before.date()}"
    return _usage_fault(certificate)


def _usage_fault(certificate: x509.Certificate) -> str:
    """RFC 5280, 4.2.1.3: where the usage of a key is stated, it must include signatures."""
    usage = certificate.key_usage_value
    if usage is None or {"digital_signature", "non_repudiation"} & set(usage.native):
        return ""
    return "does not allow its key to sign"


def _seen(
    file: str, over: str, validate: Validate, roots: tuple[x509.Certificate, ...]
) -> SignatureSeen:
    try:
        status = validate(_context(roots, None))
        validity = status.timestamp_validity
        stamp = validity if validity is not None and validity.intact and validity.valid else None
        if roots and stamp is not None and stamp.trusted and not status.trusted:
            status = validate(_context(roots, stamp.timestamp))
        certificate = status.signing_cert
        intact = status.intact and status.valid
        stamped = stamp is not None and stamp.trusted
        moment = stamp.timestamp if stamp is not None and stamped else datetime.now(UTC)
        # A library that is given the signer itself as trusted looks at neither dates nor usage.
        unfit = certificate_fault(certificate, moment) if roots else _usage_fault(certificate)
        fault = _fault(status, roots) or (
            f"was made with a certificate that {unfit}" if unfit else ""
        )
        return SignatureSeen(
            file=file,
            over=over,
            intact=intact,
            trusted=(status.trusted and not unfit) if roots else None,
            subject=certificate.subject.human_friendly,
            issuer=certificate.issuer.human_friendly,
            serial=f"{certificate.serial_number:x}",
            valid_from=certificate.not_valid_before,
            valid_until=certificate.not_valid_after,
            signed_at=status.signer_reported_dt,
            stamped_at=stamp.timestamp if stamp else None,
            stamped_by=stamp.signing_cert.subject.human_friendly if stamp else "",
            stamp_trusted=stamp.trusted if stamp and roots else None,
            fault=fault,
        )
    except Exception as problem:  # a hostile signature can make its reader fail in any way
        reason = " ".join(str(problem).split())[:200] or type(problem).__name__
        return SignatureSeen(
            file=file, over=over, intact=False, fault=f"is not a readable signature: {reason}"
        )


def _fault(status: Any, roots: tuple[x509.Certificate, ...]) -> str:  # noqa: ANN401 - as above
    stamp = status.timestamp_validity
    if not status.intact:
        return "was made over other bytes than these"
    if not status.valid:
        return "was not made with the key of its certificate"
    # PDF only: whether anything except a further signature was added after signing.
    if getattr(getattr(status, "modification_level", None), "name", "") == "OTHER":
        return "is in a file that was changed after signing"
    if stamp is not None and not (stamp.intact and stamp.valid):
        return "has a time stamp that does not match it"
    if roots and not status.trusted:
        why = status.trust_problem_indic
        reason = f" ({why.name.lower().replace('_', ' ')})" if why is not None else ""
        return f"does not lead to a certificate that was named as trusted{reason}"
    if roots and stamp is not None and not stamp.trusted:
        return "has a time stamp that does not lead to a certificate named as trusted"
    return ""
