"""Without `--link` no face template exists anywhere; with it, none is written anywhere."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from auditor.case.load import LoadedCase
from auditor.core.errors import ExitCode
from auditor.examine.model import Observations
from auditor.examine.open_case import open_case
from tests.cli.program import face_audit, process
from tests.cli.watched import Watched, watched
from tests.shared import Shared
from tests.template_traces import Template, traces

pytestmark = pytest.mark.slow

REASON = "the privacy office asked what this footage allows (file 12/2026)"


@pytest.fixture(scope="module")
def plain(clips: Path, shared: Shared) -> Watched:
    return watched(shared, "audited-plainly", clips)


@pytest.fixture(scope="module")
def linked(clips: Path, shared: Shared) -> Watched:
    return watched(shared, "audited-with-link", clips, "--link", "--because", f"  {REASON} ")


def observed(run: Watched) -> Observations:
    return Observations.model_validate_json((run.out / "observations.json").read_bytes())


def templates(case: Path, run: Watched) -> dict[str, Template]:
    """The templates that the run must have made, made again."""
    from auditor.examine.footage.link.encoder import Encoder
    from auditor.examine.footage.link.linking import templates_of

    loaded: LoadedCase = open_case(case)
    faces = [
        (examined.exhibit, episode)
        for examined in observed(run).examinations
        for episode in examined.episodes
    ]
    return templates_of(Encoder(), loaded, faces, [])


# --- without it ----------------------------------------------------------------------------------


def test_without_link_nothing_that_makes_templates_is_loaded_or_opened(plain: Watched) -> None:
    assert plain.seen.code == ExitCode.INCONCLUSIVE, plain.seen.stderr
    assert plain.seen.modules == []
    assert plain.seen.networks == 0
    assert not [name for name in plain.seen.opened if "recognition_resnet" in name]
    assert observed(plain).linking is None
    record = json.loads((plain.out / "run.json").read_text())
    assert record["link_because"] == ""
    assert "linking" not in {
        word for word in (plain.out / "record.html").read_text().split('"') if word == "linking"
    }


def test_with_link_the_same_watch_sees_the_network(linked: Watched) -> None:
    assert linked.seen.networks >= 1
    assert [name for name in linked.seen.opened if "recognition_resnet" in name]
    assert "auditor.examine.footage.link.encoder" in linked.seen.modules


# --- with it -------------------------------------------------------------------------------------


def test_with_link_the_result_is_counts_and_distances(linked: Watched) -> None:
    linking = observed(linked).linking
    assert linking is not None
    assert len(linking.compared) == 3
    assert (linking.joined, linking.groups) == (2, 1)


@pytest.mark.parametrize("which", ["plain", "linked"])
def test_nothing_is_written_but_the_outputs(which: str, request: pytest.FixtureRequest) -> None:
    run: Watched = request.getfixturevalue(which)
    assert run.seen.outside == []
    # Libraries may write unseen by Python: nothing may lie where they would keep something.
    assert run.seen.left == []


def test_with_link_no_template_is_in_any_output(clips: Path, linked: Watched) -> None:
    made = templates(clips, linked)
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
    page = (linked.out / "record.html").read_text(encoding="utf-8")
    section = page.split('<section id="linking"')[1].split("</section>")[0]
    assert "the audit itself made face templates" in section
    assert REASON in section
    assert "Of these, 2 could be joined with others; groups: 1." in section
    assert "same person" not in section
    record = page.split('<section id="run"')[1].split("</section>")[0]
    assert REASON in record
    assert json.loads((linked.out / "run.json").read_text())["link_because"] == REASON
    assert "face templates are made in memory" in linked.seen.stderr


def test_the_report_can_be_made_again_in_chinese_without_the_footage(
    linked: Watched, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    done = face_audit("report", linked.out / "findings.json", "--lang", "zh", "--out", out)
    assert done.returncode == 0
    page = (out / "record.html").read_text(encoding="utf-8")
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
    command: str, options: list[str], said: str, clips: Path, tmp_path: Path
) -> None:
    done = face_audit(command, clips, "--out", tmp_path / "out", *options)
    assert done.returncode == ExitCode.USAGE
    assert said in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert not (tmp_path / "out").exists()


def test_without_the_extra_it_is_said_before_anything_is_examined(
    clips: Path, tmp_path: Path
) -> None:
    lacking = (
        "import sys; sys.modules['dlib'] = None; sys.argv[0] = 'face-audit';"
        "from auditor.cli.main import run; run()"
    )
    out = tmp_path / "out"
    done = process("audit", clips, "--out", out, "--link", "--because", "a reason", code=lacking)
    assert done.returncode == ExitCode.USAGE
    assert "face-audit[dlib]" in done.stderr
    assert "Examining" not in done.stderr
    # The log has the command that failed; nothing else of an audit is there.
    assert {path.name for path in out.iterdir()} == {"custody.jsonl", "manifest-sha256.txt"}
