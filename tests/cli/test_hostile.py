"""A hostile first look: each input is a result or a clear sentence, never a traceback or a hang."""

from __future__ import annotations

import json
import struct
import zlib
from pathlib import Path

import pytest

from auditor.core.errors import ExitCode
from tests.cli.program import face_audit
from tests.conftest import CaseMaker
from tests.places import SAMPLES


def audited(folder: Path, out: Path) -> tuple[int, str, dict[str, str]]:
    """Exit code, stderr, and the error of each exhibit by path."""
    done = face_audit("audit", folder, "--out", out)
    errors: dict[str, str] = {}
    if (out / "observations.json").is_file():
        observations = json.loads((out / "observations.json").read_text(encoding="utf-8"))
        paths = {e["id"]: e["path"] for e in observations["case"]["exhibits"]}
        errors = {paths[e["exhibit"]]: e["error"] for e in observations["examinations"]}
    return done.returncode, done.stderr, errors


def png_bomb() -> bytes:
    """A PNG of 60,000 x 60,000 picture elements in a few kilobytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    header = struct.pack(">IIBBBBB", 60_000, 60_000, 1, 0, 0, 0, 0)
    packed = zlib.compress(b"\0" * 1_000_000, 9)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")
    )


def test_an_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "case").mkdir()
    code, said, _ = audited(tmp_path / "case", tmp_path / "out")
    assert code == ExitCode.NOTHING_EXAMINED
    assert "holds nothing to examine" in said


@pytest.mark.slow
def test_files_that_cannot_be_examined_are_results(make_case: CaseMaker, tmp_path: Path) -> None:
    video = (SAMPLES / "sales-office" / "footage" / "entrance.mp4").read_bytes()
    folder = make_case(
        None,
        a_truncated_dot_mp4=video[: len(video) // 3],
        b_text_dot_mp4="not a video at all\n",
        c_bomb_dot_png=png_bomb(),
        d_empty_dot_mp4=b"",
        e_random_dot_bin=bytes(range(256)) * 64,
        f_yaml_dot_yml="a: &a [x, x]\nb: &b [*a, *a]\ncameras: {c: {ffmpeg: {inputs: *b}}}\n",
        g_ok_dot_txt="视频监控 video surveillance\n",
    )
    code, _, errors = audited(folder, tmp_path / "out")
    assert code == ExitCode.INCONCLUSIVE
    assert errors["b_text.mp4"] == errors["g_ok.txt"] == ""
    assert "60000" in errors["c_bomb.png"].replace(",", "").replace(" ", "")
    assert errors["d_empty.mp4"] == "the file is empty."
    assert errors["e_random.bin"]
    assert (tmp_path / "out" / "report.html").is_file()
    for step in ("observations.json", "findings.json"):
        written = (tmp_path / "out" / step).read_text(encoding="utf-8")
        assert str(tmp_path) not in written, f"{step} says where the case lies on this machine"


def test_a_bomb_of_aliases_in_a_configuration(make_case: CaseMaker, tmp_path: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    lines.append("cameras: {c: {ffmpeg: {inputs: *a11}}}")
    folder = make_case(None, bomb_dot_yml="\n".join(lines), ok_dot_txt="hello\n")
    code, _, _ = audited(folder, tmp_path / "out")
    assert code in (ExitCode.INCONCLUSIVE, ExitCode.CLEAN)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("audit", "nowhere"), "there is no such folder"),
        (("judge", "nowhere.json"), "cannot be read"),
        (("report", "nowhere.json"), "cannot be read"),
        (("rules", "show", "gb-loss-calculater"), "Did you mean"),
        (("audit", ".", "--rules", "nowhere"), "there is no such folder of rules"),
        (("audit", ".", "--as-of", "soon"), "is not a date"),
        (("audit", ".", "--out", "../out", "--detector", "nose"), "there is no face detector"),
    ],
)
def test_a_wrong_command_is_one_sentence(
    tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    (tmp_path / "a.txt").write_text("a")
    done = face_audit(*arguments, cwd=tmp_path)
    assert done.returncode == ExitCode.USAGE
    assert said in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert done.stdout == ""


@pytest.mark.parametrize("content", ["", "{}", "[]", "[" * 100_000, '{"format": 1}', "\ufeff{}"])
def test_a_saved_step_that_is_none_is_refused(tmp_path: Path, content: str) -> None:
    step = tmp_path / "observations.json"
    step.write_text(content, encoding="utf-8")
    done = face_audit("judge", step)
    assert done.returncode == ExitCode.USAGE
    assert "observations.json" in done.stderr


def test_an_exhibit_that_changes_while_it_is_examined(
    make_case: CaseMaker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from auditor.examine.interface import Workbench
    from auditor.examine.isolation.provider import NoIsolation
    from auditor.examine.open_case import open_case
    from auditor.examine.registry import EXAMINERS
    from auditor.examine.run import examine

    folder = make_case(None, a_dot_txt="before\n")
    loaded = open_case(folder)
    (folder / "a.txt").write_text("after\n")
    observations = examine(loaded, NoIsolation(EXAMINERS), Workbench(), lambda *_: None)
    assert observations.altered == ("E-01",)
