"""Which files of a folder are exhibits, and why others are not."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from auditor.case.load import check_case
from auditor.case.model import Case
from auditor.core.digest import digest_bytes
from auditor.core.errors import CaseError
from auditor.examine.open_case import open_case
from tests.conftest import CaseMaker


def causes(case: Case) -> dict[str, str]:
    return {item.path: item.cause for item in case.left_out}


def paths(case: Case) -> list[str]:
    return [exhibit.path for exhibit in case.exhibits]


def write(folder: Path, **files: str) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def test_settings_in_hidden_files_are_read_and_other_hidden_files_are_named(
    make_case: CaseMaker,
) -> None:
    folder = make_case("exhibits:\n  - path: .frigate/config.yml\n")
    write(
        folder,
        **{
            ".env": "A=1",
            "compose/.env.production": "A=1",
            "compose/prod.env": "A=1",
            ".storage/core.config_entries": "{}",
            ".frigate/config.yml": "a: 1",
            ".frigate/other.yml": "a: 1",
            ".git/config": "x",
            ".hidden": "x",
            ".DS_Store": "x",
            "photos/Thumbs.db": "x",
            "__MACOSX/x": "x",
        },
    )
    case = open_case(folder).case
    assert paths(case) == [
        ".env",
        ".frigate/config.yml",
        ".frigate/other.yml",
        ".storage/core.config_entries",
        "compose/.env.production",
        "compose/prod.env",
    ]
    assert causes(case) == {
        ".DS_Store": "left_system",
        ".git": "left_hidden_folder",
        ".hidden": "left_hidden",
        "__MACOSX": "left_system",
        "photos/Thumbs.db": "left_system",
    }
    assert all(item.reason and item.because("zh") != item.reason for item in case.left_out)


def test_what_cannot_be_opened_is_named(
    make_case: CaseMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = make_case("", a_dot_txt="a", locked__b_dot_txt="b", c_dot_txt="c")
    real_scan, real_open = os.scandir, Path.open

    def scandir(path: Path) -> Iterator[os.DirEntry[str]]:
        if Path(path).name == "locked":
            raise PermissionError(13, "Permission denied")
        return real_scan(path)

    def refuse(path: Path, *arguments: object, **options: object) -> object:
        if path.name == "c.txt":
            raise PermissionError(13, "Permission denied")
        return real_open(path, *arguments, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(os, "scandir", scandir)
    monkeypatch.setattr(Path, "open", refuse)
    case = open_case(folder).case
    assert paths(case) == ["a.txt"]
    assert {item.path: item.reason for item in case.left_out} == {
        "locked": "a folder that cannot be opened: Permission denied",
        "c.txt": "cannot be read: Permission denied",
    }


@pytest.mark.parametrize("inside", [".", "audit-1", "a/b/out"])
def test_results_inside_the_case_are_refused(make_case: CaseMaker, inside: str) -> None:
    folder = make_case("", a_dot_txt="a")
    with pytest.raises(CaseError) as caught:
        open_case(folder, folder / inside)
    assert f"--out {folder.parent / 'case-audit'}" in caught.value.remedy
    assert open_case(folder, folder.parent / "case-audit").case.exhibits


def test_the_program_s_own_output_is_not_evidence(make_case: CaseMaker) -> None:
    folder = make_case("", a_dot_txt="a")
    run = {
        "format": "face-audit/run",
        "results": [
            {
                "file": name,
                "digest": {"algorithm": "sha256", "value": digest_bytes(text.encode()).value},
            }
            for name, text in (("report.md", "# Report"), ("stills/E-01-1.jpg", "picture"))
        ],
    }
    write(
        folder,
        **{
            "old/run.json": json.dumps(run),
            "old/observations.json": '{\n "format": "face-audit/observations",\n "version": 1}',
            "old/report.md": "# Report",
            "old/stills/E-01-1.jpg": "picture",
            "old/custody.jsonl": '{"sequence":1,"time":"2026-01-01T00:00:00Z","command":[]}\n',
            "old/notes.md": "# Notes of the visit",
            "renamed.json": '{"format": "face-audit/findings", "version": 1}',
            "report.md": "# Report",
            "edited/run.json": json.dumps(run),
            "edited/report.md": "# Report, with something added",
            "mine.json": '{"format": "other", "note": "face-audit/findings"}',
        },
    )
    case = open_case(folder).case
    assert paths(case) == ["a.txt", "edited/report.md", "mine.json", "old/notes.md", "report.md"]
    assert {path for path, cause in causes(case).items() if cause == "left_own_output"} == {
        "old/run.json",
        "old/observations.json",
        "old/report.md",
        "old/stills/E-01-1.jpg",
        "old/custody.jsonl",
        "renamed.json",
        "edited/run.json",
    }


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes")
def test_a_case_file_that_is_not_a_regular_file_is_refused(tmp_path: Path) -> None:
    for number, make in enumerate((os.mkfifo, os.mkdir)):
        folder = tmp_path / str(number)
        folder.mkdir()
        make(folder / "case.yaml")
        with pytest.raises(CaseError, match=r"case\.yaml: is not a regular file\. Put a text file"):
            open_case(folder)


def test_a_case_file_elsewhere_is_refused(tmp_path: Path) -> None:
    (tmp_path / "case").mkdir()
    (tmp_path / "real.yaml").write_text("title: x")
    (tmp_path / "case" / "case.yaml").symlink_to(tmp_path / "real.yaml")
    with pytest.raises(CaseError, match="is a link that leads out of the case folder"):
        open_case(tmp_path / "case")


def test_a_case_file_of_a_similar_name_is_pointed_out(make_case: CaseMaker) -> None:
    folder = make_case(None, case_dot_yml="title: x")
    assert [(p.id, p.file) for p in check_case(folder).problems] == [("similar_name", "case.yml")]


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("exhibits: [{path: sign.text}]", 'Did you mean "texts/sign.txt"?'),
        ("exhibits: [{path: sign.txt}]", 'Did you mean "texts/sign.txt"?'),
        ("exhibits: [{path: ./texts/sign.txt}]", 'Did you mean "texts/sign.txt"?'),
        ("exhibits: [{path: 'texts\\sign.txt'}]", 'Did you mean "texts/sign.txt"?'),
        ("exhibits: [{path: 'C:\\sign.txt'}]", "leads out of the case folder"),
        ("exhibits: [{path: nothing.mp4}]", "Paths are relative to the case folder"),
        ("exhibits: [{path: texts/sign.txt}, {path: texts/sign.txt}]", "is described twice"),
    ],
)
def test_a_path_that_is_no_exhibit_has_a_suggestion(
    make_case: CaseMaker, written: str, wanted: str
) -> None:
    with pytest.raises(CaseError, match=r"case\.yaml:1:") as caught:
        open_case(make_case(written, texts__sign_dot_txt="x"))
    assert wanted in str(caught.value)


def test_leaving_out_what_is_not_there_is_a_warning(make_case: CaseMaker) -> None:
    case = open_case(make_case("leave_out: [a.txt, b.txt]", a_dot_txt="a")).case
    assert [(note.id, note.line) for note in case.notes] == [("not_left_out", 1)]


def test_the_notes_of_a_case_are_its_warnings(make_case: CaseMaker) -> None:
    case = open_case(make_case("as_of: 2022-07\n", a_dot_txt="a")).case
    (note,) = case.notes
    assert note.what("en") == '"as_of: 2022-07" counts as 2022-07-31'
    assert Case.model_validate_json(case.model_dump_json()) == case
