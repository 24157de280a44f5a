"""What commands import: the program starts fast only if it loads nothing that it does not need."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from auditor.cli.application import COMMANDS, load_command
from tests.places import ROOT

KEPT = ROOT / "tests" / "report" / "kept"
WITHOUT_EXHIBITS = ("judge", "report", "diff", "timeline", "rules", "facts", "verify", "custody")
"""Commands that work on saved steps, and touch no exhibit."""
AUDITED = (None, 0, 5, 11, 12, 13, 14)
"""Exit codes of commands that did what was asked."""
READ_EXHIBITS = {"cv2", "av", "onnxruntime", "rapidocr", "numpy", "hcl2", "ruamel"}
"""Libraries that only reading an exhibit needs."""
SHARED = {
    "auditor.examine.configs",
    "auditor.examine.configs.frame",
    "auditor.examine.configs.frame.labels",
    "auditor.examine.footage",
    "auditor.examine.footage.tier",
    "auditor.examine.footage.zone",
}
"""What the report and the judge use of the examiners: words, tiers and the geometry of zones."""


def modules_after(script: str) -> set[str]:
    """The modules that are loaded in a new process after `script`."""
    report = "\nimport json, sys\nprint('\\n' + json.dumps(sorted(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", script + report],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_the_version_needs_nothing() -> None:
    loaded = modules_after(
        "import sys\nsys.argv = ['face-audit', '--version']\n"
        "from auditor.cli.main import run\nrun()"
    )
    assert "auditor.cli.main" in loaded
    assert not loaded & {"pydantic", "typer", "rich", "yaml", *READ_EXHIBITS}
    assert {name for name in loaded if name.startswith("auditor.")} <= {
        "auditor.cli",
        "auditor.cli.main",
        "auditor.cli.version",
    }


def test_saved_steps_are_worked_on_without_what_reads_exhibits(tmp_path: Path) -> None:
    findings = str(KEPT / "findings.json")
    saved = tmp_path / "saved.txt"
    saved.write_text(f"{KEPT}\n")
    lines = [
        ["facts"],
        ["rules", "list"],
        ["diff", findings, findings],
        ["report", findings, "--out", str(tmp_path)],
        ["portfolio", str(saved), "--out", str(tmp_path / "portfolio")],
    ]
    loaded = modules_after(
        "from auditor.cli.application import application, load_command\n"
        f"for name in {WITHOUT_EXHIBITS!r}: load_command(name)\n"
        f"for line in {lines!r}:\n"
        f"    assert application()(line, standalone_mode=False) in {AUDITED}, line"
    )
    assert (tmp_path / "report.html").is_file()
    assert {f"auditor.cli.{name}" for name in WITHOUT_EXHIBITS} <= loaded
    assert not loaded & READ_EXHIBITS
    examiners = {
        name
        for name in loaded
        if name.startswith(("auditor.examine.configs", "auditor.examine.footage"))
    }
    assert examiners <= SHARED


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_of_commands_says_what_each_says_of_itself(name: str) -> None:
    sentence = load_command(name).help.strip().split("\n\n", 1)[0]
    assert " ".join(sentence.split()) == COMMANDS[name]


def test_every_module_of_a_command_is_listed() -> None:
    folder = ROOT / "auditor" / "cli"
    texts = {path.stem: path.read_text(encoding="utf-8") for path in folder.glob("*.py")}
    commands = {name for name, text in texts.items() if f'"""`face-audit {name}' in text}
    assert commands == set(COMMANDS)
