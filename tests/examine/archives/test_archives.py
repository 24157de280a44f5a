"""Members of archives are exhibits of their own; what is not unpacked is named with the reason."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import py7zr
import pytest

from auditor.case.load import LoadedCase
from auditor.case.model import ExhibitKind
from auditor.examine.archives.limits import LimitError, safe_parts
from auditor.examine.inspection import inspected
from auditor.examine.interface import Workbench
from auditor.examine.isolation.provider import NoIsolation
from auditor.examine.model import Observations
from auditor.examine.open_case import open_case
from auditor.examine.registry import EXAMINERS
from auditor.examine.run import examine
from auditor.record.manifest import manifest

NOTICE = "本店使用人脸识别，保存30天。"


def packed(members: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


def tar(mode: str) -> Callable[[dict[str, bytes]], bytes]:
    def pack(members: dict[str, bytes]) -> bytes:
        stream = io.BytesIO()
        with tarfile.open(fileobj=stream, mode=mode) as archive:  # type: ignore[call-overload]
            for name, data in members.items():
                entry = tarfile.TarInfo(name)
                entry.size = len(data)
                archive.addfile(entry, io.BytesIO(data))
        return stream.getvalue()

    return pack


def seven_zip(members: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with py7zr.SevenZipFile(stream, "w") as archive:
        for name, data in members.items():
            archive.writestr(data, name)
    return stream.getvalue()


PACKERS: dict[str, Callable[[dict[str, bytes]], bytes]] = {
    "a.zip": packed,
    "a.tar": tar("w"),
    "a.tar.gz": tar("w:gz"),
    "a.tar.bz2": tar("w:bz2"),
    "a.tar.xz": tar("w:xz"),
    "a.7z": seven_zip,
}


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder = tmp_path / "case"
    folder.mkdir()
    return folder


def examined(loaded: LoadedCase) -> Observations:
    return examine(loaded, NoIsolation(EXAMINERS), Workbench(), lambda *_: None)


def reasons(loaded: LoadedCase) -> dict[str, str]:
    return {item.path: item.cause for item in loaded.case.left_out}


@pytest.mark.parametrize("name", PACKERS)
def test_members_are_exhibits_with_their_path_inside(case: Path, name: str) -> None:
    members = {"告示/notice.txt": NOTICE.encode(), "config.yml": b"cameras:\n  door: {}\n"}
    (case / name).write_bytes(PACKERS[name](members))
    loaded = open_case(case)
    kinds = {exhibit.path: exhibit.kind for exhibit in loaded.case.exhibits}
    assert kinds[name] is ExhibitKind.ARCHIVE
    assert kinds[f"{name}/告示/notice.txt"] is ExhibitKind.TEXT
    (notice,) = [e for e in loaded.case.exhibits if e.path.endswith("notice.txt")]
    assert notice.inside == name
    assert loaded.files[notice.id].read_text("utf-8") == NOTICE
    loaded.close()


def test_a_member_is_examined_and_its_copy_is_removed(case: Path) -> None:
    (case / "a.zip").write_bytes(packed({"notice.txt": NOTICE.encode()}))
    (case / "case.yaml").write_text(
        "exhibits:\n  - {path: a.zip/notice.txt, role: notice}\n", encoding="utf-8"
    )
    loaded = open_case(case)
    observations = examined(loaded)
    says = [fact for e in observations.examinations for o in e.observations for fact in o.says]
    assert "notice.retention_days" in says
    copy = loaded.files[loaded.case.exhibits[1].id]
    assert copy.is_file()
    loaded.close()
    assert not copy.exists()


def test_a_copy_is_removed_with_the_loaded_case(case: Path) -> None:
    (case / "a.zip").write_bytes(packed({"notice.txt": NOTICE.encode()}))
    loaded = open_case(case)
    copy = loaded.files[loaded.case.exhibits[1].id]
    del loaded
    assert not copy.exists()


@pytest.mark.parametrize(
    "name",
    ["../up.txt", "a/../../up.txt", "/etc/passwd", "C:\\x.txt", "..\\x", "", "a\0b", "x" * 300],
)
def test_a_path_that_leads_out_is_refused(name: str) -> None:
    with pytest.raises(LimitError):
        safe_parts(name)


def test_nothing_is_written_outside(case: Path, tmp_path: Path) -> None:
    (case / "a.zip").write_bytes(packed({"../../../evil.txt": b"x", "good.txt": b"words here"}))
    loaded = open_case(case)
    assert reasons(loaded)["a.zip/../../../evil.txt"] == "left_path_outside"
    assert not list(tmp_path.rglob("evil.txt"))
    assert [e.path for e in loaded.case.exhibits] == ["a.zip", "a.zip/good.txt"]


def test_links_and_encrypted_members_are_named(case: Path) -> None:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        link = tarfile.TarInfo("link")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    (case / "a.tar").write_bytes(stream.getvalue())
    raw = bytearray(packed({"secret.txt": b"words"}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        raw[raw.index(signature) + offset] |= 1
    (case / "b.zip").write_bytes(bytes(raw))
    found = reasons(open_case(case))
    assert found["a.tar/link"] == "left_link_in_archive"
    assert found["b.zip/secret.txt"] == "left_encrypted"


def test_what_would_fill_the_disk_is_not_unpacked(case: Path) -> None:
    (case / "bomb.zip").write_bytes(packed({"a.txt": b"0" * 80_000_000}))
    loaded = open_case(case)
    assert reasons(loaded) == {"bomb.zip/…": "left_too_large_unpacked"}
    (examination,) = examine(
        loaded, NoIsolation(EXAMINERS), Workbench(), lambda *_: None
    ).examinations
    assert "could be unpacked" in examination.error


def test_an_archive_is_unpacked_inside_another_one_and_no_deeper(case: Path) -> None:
    deepest = packed({"three.txt": b"three words here"})
    inner = packed({"two.txt": b"two words here", "deepest.zip": deepest})
    (case / "a.zip").write_bytes(packed({"inner.zip": inner}))
    loaded = open_case(case)
    paths = [exhibit.path for exhibit in loaded.case.exhibits]
    assert "a.zip/inner.zip/two.txt" in paths
    assert not any(path.endswith("three.txt") for path in paths)
    errors = [e.error for e in examined(loaded).examinations]
    assert [error for error in errors if error] == [next(e for e in errors if "not unpacked" in e)]


def test_a_compressed_file_is_an_archive_of_one(case: Path) -> None:
    (case / "notice.txt.gz").write_bytes(gzip.compress(NOTICE.encode()))
    assert [e.path for e in open_case(case).case.exhibits][1] == "notice.txt.gz/notice.txt"


def test_chinese_names_without_the_mark_of_utf8(case: Path) -> None:
    raw = packed({"xxxx.txt": b"words here"}).replace(b"xxxx", "告示".encode("gb18030"))
    (case / "a.zip").write_bytes(raw)
    assert [e.path for e in open_case(case).case.exhibits][1] == "a.zip/告示.txt"


def test_only_files_of_the_folder_are_in_the_manifest(case: Path) -> None:
    (case / "a.zip").write_bytes(packed({"notice.txt": NOTICE.encode()}))
    assert manifest(open_case(case).case.exhibits).decode().split()[1:] == ["a.zip"]


def test_a_damaged_archive_says_so(case: Path) -> None:
    (case / "a.zip").write_bytes(packed({"notice.txt": NOTICE.encode()})[:40])
    (examination,) = examine(
        open_case(case), NoIsolation(EXAMINERS), Workbench(), lambda *_: None
    ).examinations
    assert "damaged or incomplete" in examination.error


def test_inspect_shows_every_member(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(packed({"one.txt": NOTICE.encode(), "../two.txt": b"x"}))
    one, two = inspected(path)
    assert one.file == f"{path}/one.txt"
    assert any("30 days" in entry.says for entry in one.evidence)
    assert "leads out" in two.error
