"""What is sealed, what is refused, and that public tools can check it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import bagit
import pytest

from auditor.core import saved
from auditor.core.errors import FaceAuditError, IntegrityError
from auditor.seal.layout import BundleContents
from auditor.seal.verify import verify_bundle
from tests.seal.conftest import Audited


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_public_tools_check_the_bundle_whatever_the_names(bag: Path) -> None:
    assert bagit.Bag(str(bag)).is_valid()
    tool = shutil.which("sha256sum")
    if tool is None:
        pytest.skip("no sha256sum on this machine")
    for name in ("tagmanifest-sha256.txt", "manifest-sha256.txt"):
        subprocess.run([tool, "-c", "--strict", name], cwd=bag, check=True, capture_output=True)


def test_every_original_is_in_it_and_can_be_found_by_its_name(bag: Path, examined: Audited) -> None:
    about, _ = saved.read(bag / "data/bundle.json", BundleContents)
    for one in about.originals:
        assert (bag / one.stored).read_bytes() == (examined.case / one.path).read_bytes()
    stored = {one.path: one.stored for one in about.originals}
    assert stored["告示/a notice.txt"] == "data/originals/告示/a notice.txt"
    renamed = {path for path, where in stored.items() if "originals-renamed" in where}
    assert renamed == {"50% off.txt", "line\nfeed.txt", "back\\slash", "e\u0301.txt"}
    assert about.case_file == "data/originals/case.yaml"


def test_the_same_audit_sealed_on_the_same_day_gives_the_same_bytes(
    examined: Audited, tmp_path: Path
) -> None:
    assert examined.seal(tmp_path / "one") == examined.seal(tmp_path / "two")
    assert files(tmp_path / "one") == files(tmp_path / "two")


def test_a_changed_or_missing_original_is_refused_and_nothing_is_left(
    examined: Audited, tmp_path: Path
) -> None:
    file = examined.case / "50% off.txt"
    kept = file.read_bytes()
    file.write_bytes(kept + b" ")
    with pytest.raises(IntegrityError, match="is not the file that was examined"):
        examined.seal(tmp_path / "bag")
    file.unlink()
    with pytest.raises(IntegrityError, match="cannot be read"):
        examined.seal(tmp_path / "bag")
    file.write_bytes(kept)
    (examined.case / "case.yaml").write_text("title: Another\n")
    with pytest.raises(IntegrityError, match=r"case\.yaml"):
        examined.seal(tmp_path / "bag")
    assert not [path for path in tmp_path.iterdir() if path.name.startswith("bag")]


def test_a_changed_step_is_refused(examined: Audited, tmp_path: Path) -> None:
    with (examined.out / "observations.json").open("a") as stream:
        stream.write("\n")
    with pytest.raises(IntegrityError, match=r"observations\.json"):
        examined.seal(tmp_path / "bag")


def test_originals_are_left_out_only_with_the_reason_in_the_bag(
    examined: Audited, tmp_path: Path
) -> None:
    reason = "they show\npassers-by"
    examined.seal(tmp_path / "bag", left_out=reason)
    info = (tmp_path / "bag/bag-info.txt").read_text(encoding="utf-8")
    assert "Originals: left out: they show passers-by\n" in info
    explained = (tmp_path / "bag/VERIFY.txt").read_text(encoding="utf-8")
    assert "Reason given: they show passers-by." in explained
    assert "原件未放入。所述理由：they show passers-by。" in explained
    assert not (tmp_path / "bag/data/originals").exists()
    done = verify_bundle(tmp_path / "bag")
    assert (done.problems, done.originals, done.left_out) == ((), 0, reason)


def test_the_explanation_says_in_both_languages_what_a_seal_does_not_prove(bag: Path) -> None:
    text = (bag / "VERIFY.txt").read_text(encoding="utf-8")
    assert "sha256sum -c manifest-sha256.txt" in text
    assert "It does not show what a camera saw" in text
    assert "不说明摄像机拍到了什么" in text


def test_a_folder_that_is_there_is_not_written_into(examined: Audited, tmp_path: Path) -> None:
    with pytest.raises(FaceAuditError, match="already exists"):
        examined.seal(tmp_path)
