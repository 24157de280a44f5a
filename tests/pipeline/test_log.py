"""The custody log has what failed and what was stopped, and vouches for what is continued."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from auditor.case.model import Exhibit
from auditor.core.errors import ExitCode, FaceAuditError
from auditor.core.writing import PlantedLinkError
from auditor.pipeline.examine import examine_case
from auditor.pipeline.listener import Message
from auditor.pipeline.options import ExamineOptions
from auditor.record import custody
from tests.conftest import CaseMaker
from tests.pipeline.test_audit import Notes


@pytest.fixture
def case(make_case: CaseMaker) -> Path:
    return make_case("title: Office\n", a_dot_txt="Camera.\n", b_dot_txt="Another notice.\n")


def entries(out: Path) -> tuple[custody.CustodyEntry, ...]:
    return custody.read_log(out / custody.FILE_NAME)


def options(out: Path) -> ExamineOptions:
    return ExamineOptions(out=out, isolated=False)


def refuse(problem: BaseException) -> Callable[..., None]:
    def fail(*_: object, **__: object) -> None:
        raise problem

    return fail


@pytest.mark.parametrize(
    ("problem", "code"),
    [
        (KeyboardInterrupt(), ExitCode.INTERRUPTED),
        (FaceAuditError("cannot be done"), ExitCode.USAGE),
        (OSError(28, "No space left on device"), ExitCode.USAGE),
        (ZeroDivisionError(), ExitCode.INTERNAL_ERROR),
    ],
)
def test_a_run_that_fails_or_is_stopped_is_in_the_log_with_its_exit_code(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, problem: Exception, code: ExitCode
) -> None:
    monkeypatch.setattr("auditor.pipeline.examine.examine", refuse(problem))
    with pytest.raises(type(problem)):
        examine_case(case, options(tmp_path / "out"))
    opened, closed = entries(tmp_path / "out")
    assert (opened.state, opened.exit_code) == ("opened", None)
    assert (closed.closes, closed.exit_code) == (opened.sequence, code)
    assert "case/case.yaml" in {file.name for file in closed.inputs}


def test_a_run_that_was_killed_has_a_beginning_without_an_end(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        """Nothing is done after it, as after `kill -9`."""

    with monkeypatch.context() as patch:
        patch.setattr("auditor.pipeline.examine.examine", refuse(Killed()))
        patch.setattr("auditor.pipeline.recorder.Recorder.enter", refuse(Killed()))
        with pytest.raises(Killed):
            examine_case(case, options(tmp_path / "out"))
    (killed,) = custody.unclosed(entries(tmp_path / "out"))
    examine_case(case, options(tmp_path / "out"))
    assert custody.unclosed(entries(tmp_path / "out")) == (killed,)


def test_a_case_file_that_changes_meanwhile_is_found(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    notes = Notes()

    def advance(*_: object) -> None:
        (case / "case.yaml").write_text("title: House\n")

    monkeypatch.setattr(notes, "advance", advance)
    result = examine_case(case, options(tmp_path / "out"), notes)
    assert result.exit_code == ExitCode.INTEGRITY
    assert Message("altered", {"exhibits": "case.yaml"}) in result.messages


def stopped_after_one(case: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An examination stopped after its first exhibit; its finished part."""
    notes = Notes()

    def advance(exhibit: Exhibit, *_: object) -> None:
        if exhibit.id == "E-02":
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(notes, "advance", advance)
        with pytest.raises(KeyboardInterrupt):
            examine_case(case, options(out), notes)
    (part,) = (out / "unfinished").glob("*.json")
    return part


def test_parts_that_the_log_vouches_for_are_used_and_others_are_not(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    whole = examine_case(case, options(tmp_path / "whole")).observations
    part = stopped_after_one(case, out, monkeypatch)
    vouched = custody.kept_parts(entries(out))
    assert set(vouched) == {f"unfinished/{part.name}"}
    part.write_text(part.read_text().replace("Camera", "Nothing"))
    (part.parent / "E-02-planted.json").write_text("{}")
    assert examine_case(case, options(out)).observations == whole
    assert custody.kept_parts(entries(out)) == {}


def test_a_planted_link_is_refused_before_anything_is_removed(case: Path, tmp_path: Path) -> None:
    out, victim = tmp_path / "out", tmp_path / "victim"
    out.mkdir()
    victim.mkdir()
    (victim / "E-01-1.jpg").write_bytes(b"mine")
    (out / "stills").symlink_to(victim)
    with pytest.raises(PlantedLinkError):
        examine_case(case, options(out))
    assert (victim / "E-01-1.jpg").read_bytes() == b"mine"
