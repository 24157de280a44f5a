"""What is no fault of the program: Ctrl-C, a full disk, no permission, a reader that has gone."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from auditor.core import saved
from auditor.core.errors import ExitCode
from tests.cli.program import face_audit
from tests.places import ROOT


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "there is no space left"),
        (errno.EDQUOT, "there is no space left"),
        (errno.EACCES, "permission is denied"),
        (errno.EPERM, "permission is denied"),
        (errno.EROFS, "read-only"),
        (errno.ENOENT, "there is no such file or folder"),
        (errno.EEXIST, "is in the way"),
        (errno.ENOTDIR, "is a file, not a folder"),
        (errno.EISDIR, "is a folder where a file is needed"),
        (errno.ENAMETOOLONG, "name is too long"),
        (errno.EMFILE, "no more open files"),
        (errno.EIO, "the operating system reports: Input/output error"),
    ],
)
def test_what_the_system_refuses_is_one_message_and_no_defect(
    number: int, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(data: bytes, path: Path) -> None:
        raise OSError(number, os.strerror(number), str(path))

    monkeypatch.setattr(saved, "write_whole", refuse)
    done = face_audit("init", tmp_path / "case")
    assert done.returncode == ExitCode.USAGE
    assert words in done.stderr
    assert str(tmp_path / "case" / "case.yaml") in done.stderr
    assert "defect" not in done.stderr
    assert len(done.stderr.splitlines()) == 1
    chinese = face_audit("init", tmp_path / "case", "--lang", "zh")
    assert chinese.returncode == ExitCode.USAGE
    assert "缺陷" not in chinese.stderr


def test_too_little_memory_is_no_defect(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(data: bytes, path: Path) -> None:
        raise MemoryError

    monkeypatch.setattr(saved, "write_whole", fail)
    done = face_audit("init", tmp_path / "case")
    assert done.returncode == ExitCode.USAGE
    assert done.stderr.startswith("There is not enough memory.")


def test_an_output_folder_below_a_file_is_no_defect(audited: Path) -> None:
    below = audited / "case" / "case.yaml" / "out"
    for arguments in (
        ("audit", audited / "case", "--out", below),
        ("judge", audited / "out/observations.json", "--out", below),
        ("report", audited / "out/findings.json", "--out", below),
        ("diff", audited / "out/findings.json", audited / "out/findings.json", "--html", below),
    ):
        done = face_audit(*arguments)
        assert done.returncode == ExitCode.USAGE
        assert "case.yaml" in done.stderr
        assert "defect" not in done.stderr


def test_a_defect_is_called_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(data: bytes, path: Path) -> None:
        raise ZeroDivisionError("nothing\x1b[2Jleft")

    monkeypatch.setattr(saved, "write_whole", fail)
    monkeypatch.delenv("FACE_AUDIT_TRACEBACK", raising=False)
    done = face_audit("init", tmp_path / "case")
    assert done.returncode == ExitCode.INTERNAL_ERROR
    assert "ZeroDivisionError: nothing\\u001b[2Jleft. This is a defect" in done.stderr
    monkeypatch.setenv("FACE_AUDIT_TRACEBACK", "1")
    with pytest.raises(ZeroDivisionError):
        face_audit("init", tmp_path / "case")


@pytest.mark.parametrize(
    ("step", "words"),
    [
        ("pipeline.examine.examine", "Interrupted before the first exhibit was completed"),
        ("pipeline.audit.judge_step", "continues from it: face-audit judge {out}/observations"),
        ("pipeline.audit.report_step", "continues from them: face-audit report {out}/findings"),
    ],
)
def test_ctrl_c_says_what_is_kept_and_how_to_continue(
    step: str, words: str, audited: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    out = audited / "stopped"
    with monkeypatch.context() as patch:
        patch.setattr(f"auditor.{step}", stop)
        done = face_audit("audit", audited / "case", "--out", out)
    assert done.returncode == ExitCode.INTERRUPTED
    last = done.stderr.splitlines()[-1]
    assert words.format(out=out) in last
    command = last.partition(": face-audit ")[2].split()
    again = face_audit(*(command or ["audit", str(audited / "case"), "--out", str(out)]))
    assert again.returncode in {ExitCode.CLEAN, ExitCode.INCONCLUSIVE, ExitCode.WORST_HIGH}


@pytest.mark.slow
def test_an_interrupted_examination_continues_from_what_is_kept(
    clips: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    # A shell may have started the tests with the signal ignored.
    program = (
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler);"
        "from auditor.cli.main import run; run()"
    )
    running = subprocess.Popen(
        [sys.executable, "-c", program, "examine", clips, "--out", out],
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    assert running.stderr is not None
    for line in running.stderr:
        if "E-02" in line:
            break
    running.send_signal(signal.SIGINT)
    _, messages = running.communicate(timeout=60)
    assert running.returncode == ExitCode.INTERRUPTED
    kept = list((out / "unfinished").glob("*.json"))
    assert kept
    assert str(out / "unfinished") in messages
    assert "the same command continues from it" in messages
    assert "Traceback" not in messages


@pytest.mark.slow
def test_a_reader_that_has_gone_ends_the_command_quietly() -> None:
    for arguments in (("facts",), ("--help",)):
        read, write = os.pipe()
        os.close(read)
        done = subprocess.run(
            [sys.executable, "-m", "auditor", *arguments],
            stdout=write,
            stderr=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            check=False,
        )
        os.close(write)
        assert done.returncode == ExitCode.OUTPUT_CLOSED
        assert done.stderr == ""
