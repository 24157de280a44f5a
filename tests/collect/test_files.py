"""Names that come from outside become files of the case and nothing else."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.collect.files import RefusedFileError, safe_name, store

NAMES = st.one_of(
    st.text(max_size=400),
    st.lists(
        st.sampled_from(["..", ".", "", "a", "C:", "\\", "/", "~", "CON", "case.yaml", "图", "\0"]),
        max_size=12,
    ).map("/".join),
    st.text(alphabet="./\\ab:*? \u202e", max_size=40),
)


@given(NAMES)
def test_any_name_stays_inside_the_case(sent: str) -> None:
    with tempfile.TemporaryDirectory() as place:
        case = Path(place) / "case"
        case.mkdir()
        try:
            kept = store(case, sent, io.BytesIO(b"content"))
        except RefusedFileError:
            assert not list(case.rglob("*.part"))
            return
        assert kept.resolve().is_relative_to(case.resolve())
        assert kept.read_bytes() == b"content"
        assert not any(ord(letter) < 32 for letter in kept.name)
        assert [path for path in Path(place).rglob("*") if path.is_file()] == [kept]


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("IMG_4468.JPG", "IMG_4468.JPG"),
        ("phone/聊天 记录.png", "phone/聊天 记录.png"),
        ("../../etc/passwd", "etc/passwd"),
        ("C:\\Users\\me\\sign.jpg", "Users/me/sign.jpg"),
        ("/absolute.txt", "absolute.txt"),
        ("NUL.txt", "_NUL.txt"),
        ("a\u202egpj.exe", "a_gpj.exe"),
        (".env", ".env"),
    ],
)
def test_a_name_keeps_what_a_person_recognises(sent: str, kept: str) -> None:
    assert str(safe_name(sent)) == kept


@pytest.mark.parametrize("sent", ["case.yaml", "folder/Case.YAML", "case.answers.yaml"])
def test_files_of_the_program_are_not_taken_from_a_browser(sent: str) -> None:
    with pytest.raises(RefusedFileError, match="own_name"):
        safe_name(sent)


@pytest.mark.parametrize("sent", ["", "/", "..", "../..", "\\", " . "])
def test_no_name_is_no_file(sent: str) -> None:
    with pytest.raises(RefusedFileError, match="no_name"):
        safe_name(sent)


def test_a_second_file_of_a_name_gets_a_number(tmp_path: Path) -> None:
    names = [store(tmp_path, "a.txt", io.BytesIO(text)).name for text in (b"1", b"2", b"3")]
    assert names == ["a.txt", "a (2).txt", "a (3).txt"]
    assert (tmp_path / "a.txt").read_bytes() == b"1"


def test_a_link_is_never_written_through(tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text("mine")
    case = tmp_path / "case"
    case.mkdir()
    (case / "a.txt").symlink_to(outside)
    assert store(case, "a.txt", io.BytesIO(b"theirs")).name == "a (2).txt"
    assert outside.read_text() == "mine"
