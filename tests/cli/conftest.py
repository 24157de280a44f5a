"""Cases and audits that tests of the command line share, each made once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.program import face_audit
from tests.examine.footage.clips import room, with_head, write_clip
from tests.examine.footage.conftest import one_core
from tests.shared import Shared

__all__ = ["one_core"]

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
def clips(shared: Shared) -> Path:
    """A case: one person on two cameras, another on a third, four frames each, and a sign."""
    return shared.path("clips", _write_clips)


def _write_clips(folder: Path) -> None:
    folder.mkdir()
    empty = room(640, 480)
    for name, which, x in (("door", 0, 0.3), ("hall", 0, 0.6), ("lift", 1, 0.5)):
        pictures = [with_head(empty, x=x + 0.004 * n, which=which) for n in range(4)]
        write_clip(folder / f"{name}.mp4", pictures)
    (folder / "sign.txt").write_text("Video surveillance. Ask at the desk.\n")


@pytest.fixture(scope="session")
def _audited(shared: Shared) -> Path:
    return shared.path("audited-without-footage", _audit)


def _audit(folder: Path) -> None:
    case = folder / "case"
    (case / "告示").mkdir(parents=True)
    (case / "case.yaml").write_text(CASE_YAML, encoding="utf-8")
    (case / "告示" / "sign 50% off.txt").write_text(NOTICE, encoding="utf-8")
    (case / "line\nfeed.txt").write_text("Recorded by the shop.\n", encoding="utf-8")
    done = face_audit("audit", case, "--out", folder / "out")
    assert (folder / "out" / "report.html").is_file(), done.stderr


@pytest.fixture
def audited(_audited: Path, tmp_path: Path) -> Path:
    """A folder with a case without footage (`case`) and an audit of it (`out`), to change."""
    folder = tmp_path / "audited"
    shutil.copytree(_audited, folder)
    return folder
