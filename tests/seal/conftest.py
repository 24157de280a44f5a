"""A sealed bundle and keys, made once; each test gets copies to change at will."""

from __future__ import annotations

import datetime
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from auditor.core import saved
from auditor.core.digest import Digest, NamedDigest, digest_bytes
from auditor.examine.model import Examination, Observations, RedactedStill
from auditor.examine.open_case import open_case
from auditor.record import custody
from auditor.seal import bundle
from auditor.seal.instructions import seal_text

DAY = datetime.date(2026, 6, 1)
PASSPHRASE = "correct horse"  # noqa: S105 - protects a key made for the test


@dataclass(frozen=True)
class Audited:
    """A case, and an output folder with its observations and a custody log."""

    case: Path
    out: Path

    def seal(self, to: Path, *, left_out: str = "") -> Digest:
        entries = custody.read_log(self.out / custody.FILE_NAME)
        observations, _ = saved.read(self.out / "observations.json", Observations)
        pieces = bundle.audit_pieces(self.out, observations, entries)
        if not left_out:
            pieces += bundle.original_pieces(observations.case, self.case, self.out, entries)
        about = bundle.contents(observations, pieces, left_out)
        return bundle.seal(to, about, pieces, seal_text(about), DAY)


@pytest.fixture
def examined(tmp_path: Path) -> Audited:
    """A case with names that tools write in different ways, as it stands after examining."""
    case, out = tmp_path / "case", tmp_path / "out"
    (case / "告示").mkdir(parents=True)
    (case / "case.yaml").write_text("title: Office\n", encoding="utf-8")
    for name in (
        "告示/a notice.txt",
        "50% off.txt",
        "line\nfeed.txt",
        "back\\slash",
        "e\u0301.txt",
    ):
        (case / name).write_text(name, encoding="utf-8")
    loaded = open_case(case)
    (out / "stills").mkdir(parents=True)
    (out / "stills/E-01-1.jpg").write_bytes(b"a picture")
    still = RedactedStill(
        file="stills/E-01-1.jpg",
        digest=digest_bytes(b"a picture"),
        parent="E-01",
        time=0,
        width=1,
        height=1,
        episodes=(),
        checked_by="centerface",
    )
    examination = Examination(exhibit="E-01", examiner="footage", stills=(still,))
    seen = Observations(tool_version="1", case=loaded.case, examinations=(examination,))
    digest = saved.write(seen, out / "observations.json")
    assert loaded.case_file is not None
    custody.append(
        out / custody.FILE_NAME,
        command=("face-audit", "examine", "case"),
        inputs=[NamedDigest(name="case/case.yaml", digest=loaded.case_file)],
        outputs=[NamedDigest(name="observations.json", digest=digest)],
        exit_code=0,
    )
    return Audited(case, out)


@pytest.fixture
def bag(examined: Audited, tmp_path: Path) -> Path:
    """A sealed bundle."""
    examined.seal(tmp_path / "bag")
    return tmp_path / "bag"


@dataclass(frozen=True)
class Keys:
    """Files of a signer, of a time-stamping authority, and of the root both lead to."""

    root: Path
    other_root: Path
    certificate: Path
    key: Path
    pkcs12: Path
    stamper: Path
    stamper_key: Path


def _certificate(
    name: str,
    key: rsa.RSAPrivateKey,
    issuer: str,
    issuer_key: rsa.RSAPrivateKey,
    purpose: x509.ObjectIdentifier | None = None,
) -> x509.Certificate:
    now = datetime.datetime.now(datetime.UTC)
    authority = name == issuer
    built = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]))
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, issuer)]))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        .add_extension(
            x509.KeyUsage(
                digital_signature=not authority,
                content_commitment=not authority,
                key_encipherment=False,
                data_encipherment=False,
                key_agreement=False,
                key_cert_sign=authority,
                crl_sign=authority,
                encipher_only=False,
                decipher_only=False,
            ),
            critical=True,
        )
    )
    if purpose is not None:
        built = built.add_extension(x509.ExtendedKeyUsage([purpose]), critical=True)
    return built.sign(issuer_key, hashes.SHA256())


@pytest.fixture(scope="session")
def _made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("keys")
    made = [rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(4)]
    root_key, other_key, key, stamper_key = made
    root = _certificate("Test Root", root_key, "Test Root", root_key)
    other = _certificate("Other Root", other_key, "Other Root", other_key)
    signer = _certificate("审计员", key, "Test Root", root_key)
    stamper = _certificate(
        "Test Clock", stamper_key, "Test Root", root_key, ExtendedKeyUsageOID.TIME_STAMPING
    )
    for name, one in (("root", root), ("other", other), ("signer", signer), ("stamper", stamper)):
        (folder / f"{name}.pem").write_bytes(one.public_bytes(Encoding.PEM))
    for name, private in (("signer", key), ("stamper", stamper_key)):
        data = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        (folder / f"{name}.key").write_bytes(data)
    protected = BestAvailableEncryption(PASSPHRASE.encode())
    data = pkcs12.serialize_key_and_certificates(b"signer", key, signer, [root], protected)
    (folder / "signer.p12").write_bytes(data)
    return folder


@pytest.fixture
def keys(_made: Path, tmp_path: Path) -> Keys:
    """Keys and certificates."""
    folder = tmp_path / "keys"
    shutil.copytree(_made, folder)
    return Keys(
        root=folder / "root.pem",
        other_root=folder / "other.pem",
        certificate=folder / "signer.pem",
        key=folder / "signer.key",
        pkcs12=folder / "signer.p12",
        stamper=folder / "stamper.pem",
        stamper_key=folder / "stamper.key",
    )
