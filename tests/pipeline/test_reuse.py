"""What did not change since an earlier audit is not examined again, and nothing else is taken."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from auditor.core.digest import digest_bytes
from auditor.core.errors import IntegrityError, SavedStepError
from auditor.examine.model import Examination, RedactedStill
from auditor.pipeline.examine import examine_case
from auditor.pipeline.options import ExamineOptions
from auditor.pipeline.reuse import bring_stills
from tests.conftest import CaseMaker

NOTICE = "Face recognition is in use here. Faces are kept for 30 days.\n"
SETTINGS = "face_recognition:\n  enabled: true\n"


@pytest.fixture
def case(make_case: CaseMaker) -> Path:
    return make_case(None, notice_dot_txt=NOTICE, frigate_dot_yml=SETTINGS)


def run(case: Path, out: Path, **options: object) -> tuple[bytes, list[str]]:
    """The saved observations, and the exhibits that an earlier run had examined."""
    chosen = ExamineOptions(out=out, isolated=False, **options)  # type: ignore[arg-type]
    written = examine_case(case, chosen).written
    return written.read_bytes(), json.loads((out / "run.json").read_text())["reused"]


def test_an_unchanged_case_is_not_examined_again(case: Path, tmp_path: Path) -> None:
    first, reused = run(case, tmp_path / "out")
    assert reused == []
    second, reused = run(case, tmp_path / "out")
    assert reused == ["E-01", "E-02"]
    assert second == first


def test_only_what_changed_is_examined_again(case: Path, tmp_path: Path) -> None:
    run(case, tmp_path / "out")
    (case / "notice.txt").write_text("Video surveillance is in use here.\n")
    changed, reused = run(case, tmp_path / "out")
    assert len(reused) == 1
    fresh, _ = run(case, tmp_path / "fresh")
    assert json.loads(changed)["examinations"] == json.loads(fresh)["examinations"]


def test_another_way_of_examining_takes_nothing_over(case: Path, tmp_path: Path) -> None:
    run(case, tmp_path / "out")
    assert run(case, tmp_path / "out", exhaustive=True)[1] == []


def test_an_earlier_folder_is_used_as_it_is(case: Path, tmp_path: Path) -> None:
    first, _ = run(case, tmp_path / "earlier")
    second, reused = run(case, tmp_path / "later", reuse=tmp_path / "earlier")
    assert (second, len(reused)) == (first, 2)


@pytest.mark.parametrize("file", ["observations.json", "examined.json"])
def test_a_changed_earlier_step_is_refused_and_never_used(
    case: Path, tmp_path: Path, file: str
) -> None:
    earlier = tmp_path / "earlier"
    first, _ = run(case, earlier)
    text = (earlier / file).read_text()
    (earlier / file).write_text(text + " ")
    with pytest.raises(IntegrityError):
        run(case, tmp_path / "later", reuse=earlier)
    again, reused = run(case, earlier)
    assert (again, reused) == (first, [])


def test_a_folder_without_an_examination_is_refused(case: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(SavedStepError):
        run(case, tmp_path / "later", reuse=tmp_path / "empty")


def test_a_still_comes_along_only_as_it_was_written(tmp_path: Path) -> None:
    source, out = tmp_path / "source", tmp_path / "out"
    (source / "stills").mkdir(parents=True)
    (source / "stills" / "E-01-1.jpg").write_bytes(b"covered")
    still = RedactedStill(
        file="stills/E-01-1.jpg",
        digest=digest_bytes(b"covered"),
        parent="E-01",
        time=0,
        width=2,
        height=2,
        episodes=(),
        checked_by="centerface",
    )
    examination = Examination(exhibit="E-01", examiner="footage", stills=(still,))
    assert bring_stills(examination, source, out)
    assert (out / "stills" / "E-01-1.jpg").read_bytes() == b"covered"
    (source / "stills" / "E-01-1.jpg").write_bytes(b"another")
    assert not bring_stills(examination, source, tmp_path / "third")
    assert not (tmp_path / "third" / "stills" / "E-01-1.jpg").exists()
