"""Without `--link` no face template exists anywhere; with it, none is written anywhere."""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from auditor.case.load import LoadedCase
from auditor.core.errors import ExitCode
from auditor.examine.model import Observations
from auditor.examine.open_case import open_case
from tests.cli.program import face_audit
from tests.examine.footage.clips import room, with_head, write_clip
from tests.template_traces import Template, traces

# The program in a process that notes what is loaded, opened and written, and by how many networks
# templates are made. dlib opens files unseen by Python, so its constructor is watched instead.
_WATCHED = """
import json, os, sys
seen = {"opened": [], "written": [], "networks": 0}
def watch(event, args):
    if event == "open" and isinstance(args[0], (str, bytes)):
        path, mode, flags = args
        name = os.fsdecode(path)
        seen["opened"].append(name)
        if flags & (os.O_WRONLY | os.O_RDWR):
            seen["written"].append(os.path.abspath(name))
sys.addaudithook(watch)
import dlib
make = dlib.face_recognition_model_v1
def watched(*arguments):
    seen["networks"] += 1
    return make(*arguments)
dlib.face_recognition_model_v1 = watched
told, sys.argv = sys.argv[1], ["face-audit", *sys.argv[2:]]
from auditor.cli.main import run
try:
    run()
finally:
    seen["modules"] = [m for m in sys.modules if m.startswith("auditor.examine.footage.link")]
    report = json.dumps(seen)
    with open(told, "w") as stream:
        stream.write(report)
"""
REASON = "the privacy office asked what this footage allows (file 12/2026)"


@dataclass(frozen=True)
class Watched:
    code: int
    stderr: str
    seen: dict[str, Any]
    out: Path
    places: tuple[Path, ...]


def watched(folder: Path, *arguments: str | Path) -> Watched:
    """Run the program watched; it may write into `folder/out` and nowhere else."""
    home, temporary = folder / "home", folder / "tmp"
    for place in (home, temporary):
        place.mkdir(parents=True)
    done = subprocess.run(
        [sys.executable, "-c", _WATCHED, folder / "seen.json", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
        env={
            **os.environ,
            "HOME": str(home),
            "TMPDIR": str(temporary),
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONPATH": str(Path(__file__).parents[2]),
        },
    )
    seen = json.loads((folder / "seen.json").read_text())
    return Watched(done.returncode, done.stderr, seen, folder / "out", (home, temporary))


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One person on two cameras, another on a third, and a sign."""
    folder = tmp_path_factory.mktemp("case")
    empty = room(640, 480)
    for name, which, x in (("door", 0, 0.3), ("hall", 0, 0.6), ("lift", 1, 0.5)):
        pictures = [with_head(empty, x=x + 0.004 * n, which=which) for n in range(8)]
        write_clip(folder / f"{name}.mp4", pictures)
    (folder / "sign.txt").write_text("Video surveillance. Ask at the desk.\n")
    return folder


@pytest.fixture(scope="module")
def plain(case: Path, tmp_path_factory: pytest.TempPathFactory) -> Watched:
    folder = tmp_path_factory.mktemp("plain")
    return watched(folder, "audit", case, "--out", folder / "out")


@pytest.fixture(scope="module")
def linked(case: Path, tmp_path_factory: pytest.TempPathFactory) -> Watched:
    folder = tmp_path_factory.mktemp("linked")
    return watched(
        folder, "audit", case, "--out", folder / "out", "--link", "--because", f"  {REASON} "
    )


def observed(run: Watched) -> Observations:
    return Observations.model_validate_json((run.out / "observations.json").read_bytes())


def templates(case: Path, run: Watched) -> dict[str, Template]:
    """The templates that the run must have made, made again."""
    from auditor.examine.footage.link.encoder import Encoder
    from auditor.examine.footage.link.linking import templates_of

    loaded: LoadedCase = open_case(case)
    faces = [(one.exhibit, e) for one in observed(run).examinations for e in one.episodes]
    return templates_of(Encoder(), loaded, faces, [])


# --- without it ----------------------------------------------------------------------------------


def test_without_link_nothing_that_makes_templates_is_loaded_or_opened(plain: Watched) -> None:
    assert plain.code in {ExitCode.INCONCLUSIVE, ExitCode.CLEAN} or plain.code >= 11, plain.stderr
    assert plain.seen["modules"] == []
    assert plain.seen["networks"] == 0
    assert not [name for name in plain.seen["opened"] if "recognition_resnet" in name]
    assert observed(plain).linking is None
    record = json.loads((plain.out / "run.json").read_text())
    assert record["link_because"] == ""
    assert "linking" not in {
        word for word in (plain.out / "report.html").read_text().split('"') if word == "linking"
    }


def test_with_link_the_same_watch_sees_the_network(linked: Watched) -> None:
    assert linked.seen["networks"] >= 1
    assert [name for name in linked.seen["opened"] if "recognition_resnet" in name]
    assert "auditor.examine.footage.link.encoder" in linked.seen["modules"]


# --- with it -------------------------------------------------------------------------------------


def test_with_link_the_result_is_counts_and_distances(linked: Watched) -> None:
    linking = observed(linked).linking
    assert linking is not None
    assert len(linking.compared) == 3
    assert (linking.joined, linking.groups) == (2, 1)


@pytest.mark.parametrize("which", ["plain", "linked"])
def test_nothing_is_written_but_the_outputs(which: str, request: pytest.FixtureRequest) -> None:
    run: Watched = request.getfixturevalue(which)
    outside = [
        name
        for name in run.seen["written"]
        if not Path(name).is_relative_to(run.out) and not name.startswith("/dev/")
    ]
    assert outside == []
    # Libraries may write unseen by Python: nothing may lie where they would keep something.
    for place in run.places:
        assert [path for path in place.rglob("*") if path.is_file()] == []


def test_with_link_no_template_is_in_any_output(case: Path, linked: Watched) -> None:
    made = templates(case, linked)
    assert len(made) == 3
    files = [path for path in linked.out.rglob("*") if path.is_file()]
    assert len(files) >= 5 + 3
    for path in files:
        data = path.read_bytes()
        for episode, template in made.items():
            assert traces(template, data) == [], (path.name, episode)


@pytest.mark.parametrize(
    "written",
    [
        lambda t: t.tobytes(),
        lambda t: t.astype("f4").tobytes(),
        lambda t: b"," + t.astype(">f4").tobytes().hex().encode(),
        lambda t: json.dumps({"a": [1.5, *t.tolist()]}).encode(),
        lambda t: " ".join(f"{v:.2f}" for v in t).encode(),
        lambda t: str(t.astype("f4")).encode(),
        lambda t: base64.b64encode(b"?" + t.astype("f4").tobytes()),
        lambda t: base64.b64encode(b"??" + t.tobytes()),
    ],
)
def test_a_template_that_was_written_would_be_found(written: Any) -> None:  # noqa: ANN401
    template = np.random.default_rng(5).normal(0, 0.1, 128)
    assert traces(template, b'{"x": 0.25, "y": 1.75} ' + written(template) + b" 0.5 0.25")
    other = np.random.default_rng(6).normal(0, 0.1, 128)
    assert traces(other, b'{"x": 0.25, "y": 1.75} ' + written(template) + b" 0.5 0.25") == []


def test_the_report_and_the_run_record_say_what_was_done_and_why(linked: Watched) -> None:
    page = (linked.out / "report.html").read_text(encoding="utf-8")
    section = page.split('<section id="linking"')[1].split("</section>")[0]
    assert "the audit itself made face templates" in section
    assert REASON in section
    assert "Of these, 2 could be joined with others; groups: 1." in section
    assert "same person" not in section
    record = page.split('<section id="run"')[1].split("</section>")[0]
    assert REASON in record
    assert json.loads((linked.out / "run.json").read_text())["link_because"] == REASON
    assert "face templates are made in memory" in linked.stderr


def test_the_report_can_be_made_again_in_chinese_without_the_footage(linked: Watched) -> None:
    done = face_audit("report", linked.out / "findings.json", "--lang", "zh")
    assert done.returncode == 0
    page = (linked.out / "report.html").read_text(encoding="utf-8")
    assert "审计程序自身提取了人脸特征值" in page
    assert page.count(REASON) == 2


# --- asking wrongly ------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["audit", "examine"])
@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--link"], "--link: needs a reason"),
        (["--link", "--because", "  "], "--link: needs a reason"),
        (["--because", "curiosity"], "--because: gives a reason for linking"),
    ],
)
def test_a_reason_and_linking_go_together(
    command: str, options: list[str], said: str, case: Path, tmp_path: Path
) -> None:
    done = face_audit(command, case, "--out", tmp_path / "out", *options)
    assert done.returncode == ExitCode.USAGE
    assert said in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert not (tmp_path / "out").exists()


def test_without_the_extra_it_is_said_before_anything_is_examined(
    case: Path, tmp_path: Path
) -> None:
    lacking = (
        "import sys; sys.modules['dlib'] = None; sys.argv[0] = 'face-audit';"
        "from auditor.cli.main import run; run()"
    )
    done = subprocess.run(
        [
            *(sys.executable, "-c", lacking, "audit", case, "--out", tmp_path / "out"),
            *("--link", "--because", "a reason"),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == ExitCode.USAGE
    assert "face-audit[dlib]" in done.stderr
    assert "examining" not in done.stderr
    assert not (tmp_path / "out").exists()
