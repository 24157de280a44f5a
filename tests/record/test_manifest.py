from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from auditor.case.model import Exhibit, ExhibitKind
from auditor.core.digest import digest_bytes, digest_file
from auditor.record.manifest import manifest


@pytest.mark.parametrize(
    "name", ["plain.txt", "with space.txt", "back\\slash", "line\nfeed", "售楼处"]
)
def test_sha256sum_reads_the_manifest_whatever_the_name(tmp_path: Path, name: str) -> None:
    tool = shutil.which("sha256sum")
    if tool is None:
        pytest.skip("no sha256sum on this machine")
    (tmp_path / name).write_text(name)
    exhibit = Exhibit(
        id="E-01",
        path=name,
        kind=ExhibitKind.TEXT,
        media_type="text/plain",
        size=1,
        digest=digest_file(tmp_path / name),
    )
    (tmp_path / "manifest").write_bytes(manifest([exhibit]))
    command = [tool, "-c", "--strict", "manifest"]
    assert subprocess.run(command, cwd=tmp_path, check=False, capture_output=True).returncode == 0
    (tmp_path / name).write_text("altered")
    assert subprocess.run(command, cwd=tmp_path, check=False, capture_output=True).returncode == 1


def test_a_file_and_its_bytes_have_the_same_digest(tmp_path: Path) -> None:
    data = bytes(range(256)) * 9000
    (tmp_path / "a").write_bytes(data)
    assert digest_file(tmp_path / "a") == digest_bytes(data)
