"""The custody log as a user meets it."""

from __future__ import annotations

import json
from pathlib import Path

from auditor.core.errors import ExitCode
from tests.cli.program import face_audit


def test_every_command_on_a_folder_is_entered(audited: Path) -> None:
    out = audited / "out"
    face_audit("judge", out / "observations.json")
    face_audit("report", out / "findings.json", "--lang", "zh")
    log = (out / "custody.jsonl").read_text(encoding="utf-8").splitlines()
    entries = [entry for line in log if "state" not in (entry := json.loads(line))]
    assert [entry["command"][1] for entry in entries] == ["audit", "judge", "report"]
    first = entries[0]["exit_code"]
    assert [entry["exit_code"] for entry in entries] == [first, first, 0]
    read = {file["name"] for file in entries[0]["inputs"]}
    assert "case/case.yaml" in read
    assert any(name.startswith("rules/") for name in read)
    left = {file["name"] for file in entries[0]["outputs"]}
    assert {"observations.json", "findings.json", "report.html", "run.json"} <= left
    assert {file["name"] for file in entries[2]["inputs"]} == {"observations.json", "findings.json"}


def test_the_log_is_printed_with_what_it_does_not_prove(audited: Path) -> None:
    out = audited / "out"
    done = face_audit("custody", out)
    assert done.returncode == ExitCode.CLEAN
    assert "face-audit audit" in done.stdout
    assert "can rewrite all of it" in done.stdout


def test_a_file_altered_since_is_named(audited: Path) -> None:
    out = audited / "out"
    with (out / "findings.json").open("a") as stream:
        stream.write(" ")
    done = face_audit("custody", out)
    assert done.returncode == ExitCode.INTEGRITY
    assert "findings.json: not the file" in done.stdout


def test_nothing_is_done_in_a_folder_whose_log_is_broken(audited: Path) -> None:
    out = audited / "out"
    log = out / "custody.jsonl"
    log.write_bytes(log.read_bytes().replace(b'"sequence":1', b'"sequence":2'))
    before = {path.name: path.read_bytes() for path in out.iterdir() if path.is_file()}
    for command, on in (("judge", out / "observations.json"), ("custody", out)):
        done = face_audit(command, on)
        assert done.returncode == ExitCode.INTEGRITY
        assert "custody log is broken" in done.stderr
    assert {path.name: path.read_bytes() for path in out.iterdir() if path.is_file()} == before


def test_a_folder_without_a_log_is_said_to_have_none(tmp_path: Path) -> None:
    done = face_audit("custody", tmp_path)
    assert done.returncode == ExitCode.USAGE
    assert "there is no custody log" in done.stderr
