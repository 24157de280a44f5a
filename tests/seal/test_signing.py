"""Signatures over bundles and PDFs, read back by this program and by OpenSSL."""

from __future__ import annotations

import http.server
import io
import shutil
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pypdf
import pytest
from asn1crypto import tsp

from auditor.core.errors import FaceAuditError
from auditor.seal.signature import check_pdf, load_certificates
from auditor.seal.signing import PASSPHRASE as VARIABLE
from auditor.seal.signing import (
    SigningError,
    authority,
    key_from_file,
    key_on_token,
    sign_bundle,
    sign_pdf,
)
from auditor.seal.verify import verify_bundle
from tests.seal.conftest import PASSPHRASE, Keys

if TYPE_CHECKING:
    from pyhanko.sign.timestamps import DummyTimeStamper


def nobody(what: str) -> str:
    return ""


def signed(bag: Path, keys: Keys) -> Path:
    return sign_bundle(bag, key_from_file(keys.key, (keys.certificate,), nobody), None)


def test_a_signed_bundle_says_who_signed_and_that_nobody_verified_it(bag: Path, keys: Keys) -> None:
    signed(bag, keys)
    done = verify_bundle(bag)
    assert done.problems == ()
    (seen,) = done.signatures
    assert (seen.intact, seen.trusted) == (True, None)
    assert "审计员" in seen.subject
    assert "Test Root" in seen.issuer
    assert seen.serial
    assert seen.valid_until is not None
    assert seen.stamped_at is None


def test_a_signer_is_verified_only_by_a_certificate_that_was_named(bag: Path, keys: Keys) -> None:
    assert [p.says for p in verify_bundle(bag, [keys.root]).problems] == ["there is no signature"]
    signed(bag, keys)
    done = verify_bundle(bag, [keys.root])
    assert (done.problems, done.signatures[0].trusted) == ((), True)
    other = verify_bundle(bag, [keys.other_root])
    assert other.signatures[0].intact
    assert other.signatures[0].trusted is False
    (problem,) = other.problems
    assert "does not lead to a certificate" in problem.says


def test_a_signature_covers_the_whole_bundle(bag: Path, keys: Keys) -> None:
    signed(bag, keys)
    (bag / "tagmanifest-sha256.txt").write_bytes(
        (bag / "tagmanifest-sha256.txt").read_bytes().replace(b"VERIFY", b"verify")
    )
    done = verify_bundle(bag)
    assert not done.signatures[0].intact
    assert "other bytes" in done.signatures[0].fault


def test_openssl_checks_the_signature_as_the_explanation_says(bag: Path, keys: Keys) -> None:
    if shutil.which("openssl") is None:
        pytest.skip("no openssl on this machine")
    signed(bag, keys)
    shutil.copy(keys.root, bag / "CHAIN.pem")
    text = (bag / "VERIFY.txt").read_text(encoding="utf-8")
    commands = [line.strip() for line in text.splitlines() if line.strip().startswith("openssl")]
    assert len(commands) == 4
    for command in commands[:2]:
        done = subprocess.run(command.split(), cwd=bag, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr
    with (bag / "tagmanifest-sha256.txt").open("a") as stream:
        stream.write("\n")
    for command in commands[:2]:
        done = subprocess.run(command.split(), cwd=bag, capture_output=True, check=False)
        assert done.returncode != 0


def test_a_passphrase_comes_from_the_environment_or_the_prompt(
    keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    asked: list[str] = []

    def ask(what: str) -> str:
        asked.append(what)
        return PASSPHRASE

    assert key_from_file(keys.pkcs12, (), ask).subject_name == "审计员"
    assert asked == ["Passphrase of signer.p12"]
    with pytest.raises(SigningError, match="passphrase is missing or wrong"):
        key_from_file(keys.pkcs12, (), nobody)
    monkeypatch.setenv(VARIABLE, PASSPHRASE)
    assert key_from_file(keys.pkcs12, (), nobody).subject_name == "审计员"


def test_a_key_that_does_not_fit_is_one_sentence(keys: Keys, tmp_path: Path) -> None:
    with pytest.raises(SigningError, match="no certificate belongs to this key"):
        key_from_file(keys.key, (keys.root,), nobody)
    with pytest.raises(FaceAuditError, match="contains no certificate"):
        key_from_file(keys.key, (keys.key,), nobody)
    with pytest.raises(SigningError, match="cannot be read"):
        key_from_file(tmp_path / "none", (), nobody)
    with pytest.raises(SigningError, match="no readable private key"):
        key_from_file(keys.root, (), nobody)


def test_a_token_that_cannot_be_used_is_one_sentence(tmp_path: Path) -> None:
    with (
        pytest.raises(SigningError, match=r"pkcs11|cannot be opened"),
        key_on_token(tmp_path / "no-module.so", "token", "label", nobody),
    ):
        pass


# --- time stamps ---------------------------------------------------------------------------------


class Clock(http.server.BaseHTTPRequestHandler):
    """A time-stamping authority on this machine."""

    stamper: DummyTimeStamper
    status = 200

    def do_POST(self) -> None:
        request = tsp.TimeStampReq.load(self.rfile.read(int(self.headers["Content-Length"])))
        answer = self.stamper.request_tsa_response(request).dump()
        self.send_response(self.status)
        self.send_header("Content-Type", "application/timestamp-reply")
        self.send_header("Location", "http://127.0.0.1:9/elsewhere")
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def clock(keys: Keys) -> Iterator[tuple[type[Clock], str]]:
    from pyhanko.keys import load_private_key_from_pemder
    from pyhanko.sign.timestamps import DummyTimeStamper

    class Here(Clock):
        stamper = DummyTimeStamper(
            load_certificates([keys.stamper])[0],
            load_private_key_from_pemder(keys.stamper_key, None),
        )

    server = http.server.HTTPServer(("127.0.0.1", 0), Here)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield Here, f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_time_stamp_is_asked_of_the_authority_that_was_named(
    bag: Path, keys: Keys, clock: tuple[type[Clock], str]
) -> None:
    signer = key_from_file(keys.key, (keys.certificate,), nobody)
    sign_bundle(bag, signer, authority(clock[1]))
    (seen,) = verify_bundle(bag).signatures
    assert seen.stamped_at is not None
    assert "Test Clock" in seen.stamped_by
    assert seen.stamp_trusted is None
    done = verify_bundle(bag, [keys.root])
    assert done.problems == ()
    assert done.signatures[0].stamp_trusted is True


@pytest.mark.parametrize("status", [302, 307, 500])
def test_an_authority_that_fails_or_sends_elsewhere_leaves_no_signature(
    bag: Path, keys: Keys, clock: tuple[type[Clock], str], status: int
) -> None:
    clock[0].status = status
    signer = key_from_file(keys.key, (keys.certificate,), nobody)
    with pytest.raises(SigningError, match=f"status {status}"):
        sign_bundle(bag, signer, authority(clock[1]))
    assert verify_bundle(bag).signatures == ()


@pytest.mark.parametrize("url", ["ftp://a/", "tsa.example", "https://me:secret@tsa.example/", ""])
def test_only_a_plain_web_address_is_asked(url: str) -> None:
    with pytest.raises(SigningError):
        authority(url)


# --- PDF -----------------------------------------------------------------------------------------


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(width=200, height=200)
    writer.write(tmp_path / "report.pdf")
    return tmp_path / "report.pdf"


def test_a_pdf_is_signed_and_each_signature_is_read_back(
    pdf: Path, keys: Keys, tmp_path: Path, clock: tuple[type[Clock], str]
) -> None:
    before = pdf.read_bytes()
    signer = key_from_file(keys.key, (keys.certificate,), nobody)
    once, twice = tmp_path / "once.pdf", tmp_path / "twice.pdf"
    sign_pdf(pdf, once, signer, None)
    assert pdf.read_bytes() == before
    assert once.read_bytes().startswith(before)
    assert len(pypdf.PdfReader(once).pages) == 1
    (seen,) = check_pdf(once, [keys.root])
    assert (seen.intact, seen.trusted, seen.over, seen.fault) == (True, True, "the whole file", "")
    sign_pdf(once, twice, signer, authority(clock[1]))
    first, second = check_pdf(twice, [keys.root])
    assert (first.over, first.fault) == ("an earlier state of the file", "")
    assert second.stamp_trusted is True
    assert check_pdf(pdf, ()) == ()


def test_a_pdf_altered_after_signing_is_found(pdf: Path, keys: Keys) -> None:
    sign_pdf(pdf, pdf, key_from_file(keys.key, (keys.certificate,), nobody), None)
    data = pdf.read_bytes()
    pdf.write_bytes(data.replace(b"200", b"300", 1))
    (seen,) = check_pdf(pdf, ())
    assert not seen.intact
    assert seen.fault
    pdf.write_bytes(data)
    writer = pypdf.PdfWriter(io.BytesIO(data), incremental=True)
    writer.add_blank_page(width=100, height=100)
    writer.write(pdf)
    (seen,) = check_pdf(pdf, ())
    assert "changed after signing" in seen.fault


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.7\n", b"%PDF-1.7\nstartxref\n5\n%%EOF", b"\xff" * 99]
)
def test_what_is_no_pdf_is_one_sentence(tmp_path: Path, keys: Keys, data: bytes) -> None:
    file = tmp_path / "no.pdf"
    file.write_bytes(data)
    with pytest.raises(FaceAuditError, match="not a readable PDF"):
        check_pdf(file, ())
    with pytest.raises(SigningError, match="cannot be signed"):
        sign_pdf(file, file, key_from_file(keys.key, (keys.certificate,), nobody), None)
    assert file.read_bytes() == data
