"""Offline always: no step opens a connection."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from auditor.core.errors import ExitCode
from tests.cli.program import face_audit, process
from tests.cli.watched import watched
from tests.shared import Shared

pytestmark = pytest.mark.slow

# The program in a process in which no socket can reach anybody. That one is made is no connection:
# a library asks in this way, on the machine itself, whether IPv6 is there.
_CUT_OFF = """
import socket, sys
def refuse(*_, **__):
    raise SystemExit("a connection was opened")
class Refusing(socket.socket):
    connect = connect_ex = sendto = sendmsg = listen = accept = refuse
socket.socket = Refusing
socket.create_connection = socket.getaddrinfo = refuse
sys.argv = ["face-audit", *sys.argv[1:]]
from auditor.cli.main import run
run()
"""


def test_an_audit_opens_no_connection(clips: Path, shared: Shared) -> None:
    audited_clips = watched(shared, "audited-plainly", clips)
    assert audited_clips.seen.connections == []
    assert (audited_clips.out / "report.html").is_file()


def test_sealing_signing_and_verifying_open_no_connection(audited: Path) -> None:
    bundle = audited / "bundle"
    key, certificate = audited / "key.pem", audited / "certificate.pem"
    _self_signed(key, certificate)
    for command in (
        ("bundle", audited / "out", "--case", audited / "case", "--to", bundle),
        ("sign", bundle, "--key", key, "--cert", certificate),
        ("verify", bundle, "--trust", certificate),
    ):
        done = process(*command, code=_CUT_OFF)
        assert done.returncode == ExitCode.CLEAN, done.stdout + done.stderr
    assert "signer verified" in done.stdout


def test_only_the_time_stamp_that_is_asked_for_opens_one(audited: Path) -> None:
    bundle = audited / "bundle"
    key, certificate = audited / "key.pem", audited / "certificate.pem"
    _self_signed(key, certificate)
    face_audit("bundle", audited / "out", "--case", audited / "case", "--to", bundle)
    asked = ("--key", key, "--cert", certificate, "--tsa", "http://127.0.0.1:9/")
    done = process("sign", bundle, *asked, code=_CUT_OFF)
    assert done.returncode != ExitCode.CLEAN
    assert "a connection was opened" in done.stderr


def _self_signed(key: Path, certificate: Path) -> None:
    private = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Auditor")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(private.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(hours=1))
        .not_valid_after(now + datetime.timedelta(hours=1))
        .sign(private, hashes.SHA256())
    )
    key.write_bytes(private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    certificate.write_bytes(made.public_bytes(Encoding.PEM))
