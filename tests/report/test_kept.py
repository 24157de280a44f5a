"""Saved steps stay readable: the files in `kept/` were written by version 0.1 and never change.

A change that makes them unreadable raises the version of the form; then files of that version are
kept beside these, and these are refused with a sentence.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from auditor.core import saved
from auditor.core.digest import digest_file
from auditor.core.errors import ExitCode, SavedStepError
from auditor.examine.model import Observations
from auditor.judge.decide.findings import Findings
from auditor.report.catalogue import catalogue
from auditor.report.outputs.registry import OUTPUTS
from tests.cli.program import face_audit

KEPT = Path(__file__).parent / "kept"
DIGESTS = {
    "findings.json": "5127e6b659e9d25a62c6016b55afd91d77ff556a66355557a3cef5319077aefc",
    "observations.json": "b922224ee12c17aa50e8523d7f5427819b3b38cfb3feeacbe4bbe3df56013888",
}

MODELS = {"findings.json": Findings, "observations.json": Observations}


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return Path(shutil.copytree(KEPT, tmp_path / "kept"))


@pytest.mark.parametrize("name", DIGESTS)
def test_they_are_the_files_that_were_written_then(name: str) -> None:
    assert digest_file(KEPT / name).value == DIGESTS[name]


@pytest.mark.slow
def test_every_output_is_made_from_them(kept: Path) -> None:
    pages = [entry for entry in OUTPUTS if not entry.name.startswith("pdf")]
    # A PDF is printed from a page that is made in both languages here.
    for language, outputs in (("en", pages), ("zh", OUTPUTS)):
        asked = [word for entry in outputs for word in ("--format", entry.name)]
        files = [output.file for entry in outputs for output in entry.load()]
        done = face_audit("report", kept / "findings.json", "--lang", language, *asked)
        assert done.returncode == ExitCode.CLEAN, done.stderr
        assert [Path(line).name for line in done.stdout.split()] == files
    page = (kept / "record.html").read_text("utf-8")
    assert "Gym with a turnstile" in page
    assert catalogue("zh").say("verdict.waived") in page


@pytest.mark.parametrize(("name", "model"), MODELS.items())
def test_another_version_is_refused_with_the_version_that_is_read(
    kept: Path, name: str, model: type[Findings | Observations]
) -> None:
    assert saved.read(kept / name, model)
    step = json.loads((kept / name).read_text("utf-8"))
    step["version"] = 2
    (kept / name).write_text(json.dumps(step), "utf-8")
    with pytest.raises(SavedStepError, match="version 2") as refused:
        saved.read(kept / name, model)
    assert "version 1 is needed" in str(refused.value)
