"""An audit that tests of the evidence share: a case without footage, so that it is cheap."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.program import face_audit

CASE_YAML = """\
title: Office with a camera
premises: {name: Office, kind: workplace}
period: {start: 2025-01-01, end: 2025-06-30}
as_of: 2025-11-01
statements:
  - by: {role: operator, name: Manager}
    on: 2025-06-30
    facts: {alternative.offered: false}
"""
NOTICE = "本区域有视频监控。\n"


@pytest.fixture(scope="session")
def _audited(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("audited")
    case = folder / "case"
    (case / "告示").mkdir(parents=True)
    (case / "case.yaml").write_text(CASE_YAML, encoding="utf-8")
    (case / "告示" / "sign 50% off.txt").write_text(NOTICE, encoding="utf-8")
    (case / "line\nfeed.txt").write_text("Recorded by the shop.\n", encoding="utf-8")
    done = face_audit("audit", case, "--out", folder / "out")
    assert (folder / "out" / "report.html").is_file(), done.stderr
    return folder


@pytest.fixture
def audited(_audited: Path, tmp_path: Path) -> Path:
    """A folder with a case (`case`) and what an audit of it left (`out`), to change at will."""
    folder = tmp_path / "audited"
    shutil.copytree(_audited, folder)
    return folder
