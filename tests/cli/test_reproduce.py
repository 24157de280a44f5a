"""The command that a report prints gives the same bytes elsewhere."""

from __future__ import annotations

import html
import json
import os
import shlex
from pathlib import Path

import pytest

from auditor.core.digest import digest_file
from tests.cli.program import face_audit, process


@pytest.mark.slow
def test_the_printed_command_gives_the_printed_digests_in_another_place(
    audited: Path, tmp_path: Path
) -> None:
    reproduce = json.loads((audited / "out/run.json").read_text(encoding="utf-8"))["reproduce"]
    command = shlex.join(reproduce["command"])
    report = html.unescape((audited / "out/record.html").read_text(encoding="utf-8"))
    assert command in report
    home = tmp_path / "another home"
    home.mkdir()
    elsewhere = {
        "PATH": os.environ["PATH"],
        "PYTHONHASHSEED": "7",
        "HOME": str(home),
        "LANG": "C",
        "LC_ALL": "C",
        "TZ": "Pacific/Kiritimati",
    }
    program, *arguments = shlex.split(command)
    assert program == "face-audit"
    process(*arguments, cwd=audited, env=elsewhere)
    expected = {step["name"]: step["digest"]["value"] for step in reproduce["expected"]}
    assert set(expected) == {"observations.json", "findings.json"}
    for name, value in expected.items():
        assert digest_file(audited / "audit-again" / name).value == value
        assert value in report
    assert reproduce["models"]
    assert reproduce["packs"]


@pytest.mark.parametrize(
    ("lang", "words"), [("en", "What a seal does not prove"), ("zh", "如何重现结果")]
)
def test_a_report_from_saved_steps_says_how_to_reproduce_them(
    audited: Path, lang: str, words: str
) -> None:
    face_audit("report", audited / "out/findings.json", "--lang", lang)
    report = html.unescape((audited / "out/record.html").read_text(encoding="utf-8"))
    assert words in report
    assert "face-audit judge observations.json --as-of 2025-11-01" in report
    assert str(digest_file(audited / "out/findings.json")) in report
