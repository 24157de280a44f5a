"""Manipulations of bundles, logs and signatures: each is found, or what it leaves is named so."""

from __future__ import annotations

import datetime
import os
import shutil
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from auditor.core.digest import NamedDigest, digest_file
from auditor.record import custody
from auditor.seal.signing import key_from_file, sign_bundle
from auditor.seal.verify import verify_bundle
from tests.seal.conftest import Audited, Keys
from tests.seal.test_verify import NOTICE, resealed

LOG = "data/audit/custody.jsonl"
STEP = "data/audit/observations.json"
TAGS = "tagmanifest-sha256.txt"
Manipulate = Callable[[Path], None]


def nobody(what: str) -> str:
    return ""


def later(bag: Path, count: int = 2) -> None:
    """A log next to the sealed one, whose first entry is the sealing."""
    sealed = custody.read_log(bag / LOG)
    for number in range(count):
        tags = NamedDigest(name=f"bundle/{TAGS}", digest=digest_file(bag / TAGS))
        custody.append(
            bag / custody.FILE_NAME,
            command=("face-audit", "bundle" if number == 0 else "verify"),
            inputs=[],
            outputs=[tags] if number == 0 else [],
            exit_code=0,
            after=sealed,
        )


def edit(name: str, change: Callable[[bytes], bytes], *, again: bool = False) -> Manipulate:
    def manipulate(bag: Path) -> None:
        (bag / name).write_bytes(change((bag / name).read_bytes()))
        if again:
            resealed(bag)

    return manipulate


def move(name: str, target: str, *, again: bool = False) -> Manipulate:
    def manipulate(bag: Path) -> None:
        (bag / target).parent.mkdir(parents=True, exist_ok=True)
        (bag / name).rename(bag / target)
        if again:
            resealed(bag)

    return manipulate


def swap(bag: Path) -> None:
    one, two = bag / NOTICE, bag / "data/audit/stills/E-01-1.jpg"
    first, second = one.read_bytes(), two.read_bytes()
    one.write_bytes(second)
    two.write_bytes(first)


def swap_and_reseal(bag: Path) -> None:
    swap(bag)
    resealed(bag)


def nest(bag: Path) -> None:
    shutil.copytree(bag, bag.parent / "copy")
    (bag.parent / "copy").rename(bag / "data" / "inner")


def link_file(bag: Path) -> None:
    (bag / NOTICE).rename(bag.parent / "elsewhere")
    (bag / NOTICE).symlink_to(bag.parent / "elsewhere")


def hard_link_renamed(bag: Path) -> None:
    os.link(bag / NOTICE, bag / "data/originals/twin.txt")


def link_log(bag: Path) -> None:
    (bag / custody.FILE_NAME).symlink_to(bag / LOG)


def link_manifest(bag: Path) -> None:
    (bag / TAGS).rename(bag.parent / "tags")
    (bag / TAGS).symlink_to(bag.parent / "tags")


def unicode_twin(bag: Path) -> None:
    name = unicodedata.normalize("NFD", "é.txt")
    (bag / "data/originals" / name).write_text("twin", encoding="utf-8")


def cut_sealed_log(bag: Path) -> None:
    (bag / LOG).write_bytes((bag / LOG).read_bytes()[:-10])
    resealed(bag)


def empty_sealed_log(bag: Path) -> None:
    (bag / LOG).write_bytes(b"")
    resealed(bag)


def foreign_later_log(bag: Path) -> None:
    custody.append(
        bag / custody.FILE_NAME, command=("face-audit",), inputs=[], outputs=[], exit_code=0
    )


def later_log_without_sealing(bag: Path) -> None:
    custody.append(
        bag / custody.FILE_NAME,
        command=("face-audit", "verify"),
        inputs=[],
        outputs=[],
        exit_code=0,
        after=custody.read_log(bag / LOG),
    )


def replay_later_log(bag: Path) -> None:
    later(bag)
    log = bag / custody.FILE_NAME
    log.write_bytes(log.read_bytes() * 2)


def remove_middle_of_later_log(bag: Path) -> None:
    later(bag, 3)
    log = bag / custody.FILE_NAME
    first, _, third = log.read_bytes().splitlines(keepends=True)
    log.write_bytes(first + third)


def alter_later_log(bag: Path) -> None:
    later(bag, 3)
    log = bag / custody.FILE_NAME
    log.write_bytes(log.read_bytes().replace(b'"verify"', b'"custody"', 1))


def reorder_later_log(bag: Path) -> None:
    later(bag, 3)
    log = bag / custody.FILE_NAME
    log.write_bytes(b"".join(reversed(log.read_bytes().splitlines(keepends=True))))


def beginning_of_later_log_cut(bag: Path) -> None:
    later(bag, 3)
    log = bag / custody.FILE_NAME
    log.write_bytes(b"".join(log.read_bytes().splitlines(keepends=True)[1:]))


CAUGHT: list[tuple[str, Manipulate, str]] = [
    ("original altered", edit(NOTICE, lambda data: data + b" "), "altered"),
    ("original altered, lists again", edit(NOTICE, lambda d: d + b" ", again=True), "original"),
    ("original emptied, lists again", edit(NOTICE, lambda _: b"", again=True), "original"),
    ("original renamed", move(NOTICE, "data/originals/b.txt"), "missing"),
    ("original renamed, lists again", move(NOTICE, "data/originals/b.txt", again=True), "original"),
    ("original moved into the audit", move(NOTICE, "data/audit/x.txt"), "unlisted"),
    ("two files swapped", swap, "altered"),
    ("two files swapped, lists again", swap_and_reseal, "original"),
    ("bundle nested in itself", nest, "unlisted"),
    ("link for a file", link_file, "link"),
    ("second name of a file", hard_link_renamed, "unlisted"),
    ("link for the later log", link_log, "link"),
    ("link for the tag manifest", link_manifest, "link"),
    ("another form of a Unicode name", unicode_twin, "unlisted"),
    ("still altered, lists again", edit("data/audit/stills/E-01-1.jpg", lambda d: d + b"x",
                                        again=True), "step"),
    ("step altered", edit(STEP, lambda d: d.replace(b"Office", b"Shop")), "altered"),
    ("step altered, lists again", edit(STEP, lambda d: d.replace(b"Office", b"Shop"),
                                       again=True), "custody"),
    ("step of another version", edit(STEP, lambda d: d.replace(b'"version": 1', b'"version": 9'),
                                     again=True), "step"),
    ("description altered", edit("data/bundle.json", lambda d: d.replace(b"E-01", b"E-09")),
     "altered"),
    ("description altered, lists again", edit("data/bundle.json",
                                              lambda d: d.replace(b'"E-01"', b'"E-09"'),
                                              again=True), "original"),
    ("size stated falsely", edit("bag-info.txt", lambda d: d.replace(b"Payload-Oxum: ",
                                                                     b"Payload-Oxum: 9")),
     "structure"),
    ("instructions altered", edit("VERIFY.txt", lambda d: d + b"Trust me.\n"), "altered"),
    ("sealed log altered", edit(LOG, lambda d: d.replace(b'"exit_code":0', b'"exit_code":5')),
     "altered"),
    ("sealed log cut, lists again", cut_sealed_log, "custody"),
    ("sealed log doubled, lists again", edit(LOG, lambda d: d * 2, again=True), "custody"),
    ("later log of something else", foreign_later_log, "custody"),
    ("later log without the sealing", later_log_without_sealing, "custody"),
    ("later log replayed", replay_later_log, "custody"),
    ("later log without its middle", remove_middle_of_later_log, "custody"),
    ("later log altered", alter_later_log, "custody"),
    ("later log in another order", reorder_later_log, "custody"),
    ("later log without its beginning", beginning_of_later_log_cut, "custody"),
    ("declaration altered", edit("bagit.txt", lambda d: d + b"x"), "structure"),
]  # fmt: skip


@pytest.mark.parametrize(("manipulate", "fault"), [row[1:] for row in CAUGHT],
                         ids=[row[0] for row in CAUGHT])  # fmt: skip
def test_a_manipulation_is_found(bag: Path, manipulate: Manipulate, fault: str) -> None:
    manipulate(bag)
    assert fault in {problem.fault for problem in verify_bundle(bag).problems}


def protection(bag: Path) -> dict[str, tuple[int, str]]:
    return {part.part: (part.count, part.by) for part in verify_bundle(bag).protection}


def test_the_end_of_the_later_log_can_be_cut_and_is_said_to_be_unprotected(bag: Path) -> None:
    later(bag, 3)
    assert protection(bag)["later_log"] == (3, "nothing")
    log = bag / custody.FILE_NAME
    log.write_bytes(b"".join(log.read_bytes().splitlines(keepends=True)[:-1]))
    assert verify_bundle(bag).problems == ()
    assert protection(bag)["later_log"] == (2, "nothing")


def test_an_empty_log_is_counted_as_no_entry(bag: Path) -> None:
    empty_sealed_log(bag)
    assert protection(bag)["sealed_log"] == (0, "digest")


def test_a_consistent_rewrite_changes_the_digest_that_somebody_else_can_have_noted(
    examined: Audited, bag: Path, tmp_path: Path
) -> None:
    noted = verify_bundle(bag).sealed
    shutil.rmtree(examined.out)
    (examined.out / "stills").mkdir(parents=True)
    for name in ("observations.json", "stills/E-01-1.jpg"):
        shutil.copy(bag / "data/audit" / name, examined.out / name)
    log = (bag / LOG).read_text("utf-8").replace("examine", "judge")
    (examined.out / custody.FILE_NAME).write_text(log, encoding="utf-8")
    examined.seal(tmp_path / "again")
    again = verify_bundle(tmp_path / "again")
    assert again.problems == ()
    assert again.sealed != noted
    assert {part.by for part in again.protection} == {"digest"}


# --- signatures ----------------------------------------------------------------------------------


def self_signed(folder: Path, start: int, end: int, *, signs: bool = True) -> tuple[Path, Path]:
    """A key and its certificate, valid from `start` to `end` days from now."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Auditor")])
    now = datetime.datetime.now(datetime.UTC)
    usage = x509.KeyUsage(signs, signs, not signs, False, False, False, False, False, False)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + datetime.timedelta(days=start))
        .not_valid_after(now + datetime.timedelta(days=end))
        .add_extension(usage, critical=True)
        .sign(key, hashes.SHA256())
    )
    (folder / "own.pem").write_bytes(certificate.public_bytes(Encoding.PEM))
    data = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (folder / "own.key").write_bytes(data)
    return folder / "own.key", folder / "own.pem"


@pytest.mark.parametrize(
    ("days", "signs", "says"),
    [
        ((-20, -10), True, "expired on"),
        ((10, 20), True, "is not valid before"),
        ((-10, 10), False, "does not allow its key to sign"),
    ],
)
def test_an_unfit_signer_is_refused_even_if_it_is_named_as_trusted(
    bag: Path, tmp_path: Path, days: tuple[int, int], signs: bool, says: str
) -> None:
    key, certificate = self_signed(tmp_path, *days, signs=signs)
    sign_bundle(bag, key_from_file(key, (certificate,), nobody), None)
    done = verify_bundle(bag, [certificate])
    assert done.signatures[0].trusted is False
    assert done.problems
    if signs:
        assert says in done.problems[0].says or "does not lead to" in done.problems[0].says
    assert {part.part: part.by for part in done.protection}["files"] == "digest"


def test_what_a_signature_protects_is_said(bag: Path, keys: Keys) -> None:
    sign_bundle(bag, key_from_file(keys.key, (keys.certificate,), nobody), None)
    assert protection(bag)["files"][1] == "signature"
    assert protection(bag)["signatures"] == (1, "nothing")


def truncated(data: bytes) -> bytes:
    return data[: len(data) // 2]


def older_signature(bag: Path, keys: Keys) -> None:
    """A valid signature over the bundle before something was changed and the lists made again."""
    (bag / NOTICE).write_text("another", encoding="utf-8")
    resealed(bag)


@pytest.mark.parametrize("change", [truncated, lambda _: b"", lambda d: d[:-1] + b"\0",
                                    lambda d: d + d, lambda d: b"\0" + d])  # fmt: skip
def test_a_damaged_signature_is_a_fault(
    bag: Path, keys: Keys, change: Callable[[bytes], bytes]
) -> None:
    file = sign_bundle(bag, key_from_file(keys.key, (keys.certificate,), nobody), None)
    file.write_bytes(change(file.read_bytes()))
    assert "signature" in {problem.fault for problem in verify_bundle(bag).problems}


def test_an_older_signature_does_not_cover_what_was_sealed_again(bag: Path, keys: Keys) -> None:
    sign_bundle(bag, key_from_file(keys.key, (keys.certificate,), nobody), None)
    older_signature(bag, keys)
    done = verify_bundle(bag)
    assert {"signature", "original"} <= {problem.fault for problem in done.problems}
    assert not done.signatures[0].intact
