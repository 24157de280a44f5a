from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from auditor.case.model import Camera, Case, DocumentRole, ExhibitKind
from auditor.core.errors import CaseError
from auditor.examine.open_case import open_case
from tests.conftest import CaseMaker


def problem(folder: Path) -> str:
    with pytest.raises(CaseError) as caught:
        open_case(folder)
    return str(caught.value)


ZONE = (
    "exhibits:\n  - {{path: sign.txt, camera: gate}}\ncameras:\n  - name: gate\n"
    "    purpose_zone: {}"
)


def test_a_case_without_case_yaml_declares_nothing(make_case: CaseMaker) -> None:
    case = open_case(make_case(note_dot_txt="hello\n")).case
    assert not case.declared
    assert (case.statements, case.as_of, case.premises.kind) == ((), None, "")
    assert [e.path for e in case.exhibits] == ["note.txt"]


def test_exhibits_are_numbered_in_a_stable_order_and_digested(make_case: CaseMaker) -> None:
    folder = make_case("", b_dot_txt="b", a__z_dot_txt="z", a__b_dot_txt="ab")
    case = open_case(folder).case
    assert [(e.id, e.path) for e in case.exhibits] == [
        ("E-01", "a/b.txt"),
        ("E-02", "a/z.txt"),
        ("E-03", "b.txt"),
    ]
    assert case.exhibits[2].digest.value == hashlib.sha256(b"b").hexdigest()


def test_results_hidden_files_and_the_case_file_are_no_exhibits(make_case: CaseMaker) -> None:
    folder = make_case("leave_out: [README.md]", a_dot_txt="a", _dot_hidden="h", README_dot_md="r")
    (folder / "out").mkdir()
    (folder / "out" / "observations.json").write_text('{\n "format": "face-audit/observations"}')
    case = open_case(folder).case
    assert [e.path for e in case.exhibits] == ["a.txt"]
    assert {file.path: file.cause for file in case.left_out} == {
        ".hidden": "left_hidden",
        "README.md": "left_by_case_file",
        "out/observations.json": "left_own_output",
    }


def test_declarations_reach_the_exhibit_and_the_statement(make_case: CaseMaker) -> None:
    case = open_case(
        make_case(
            """
title: A gate
premises: {kind: gate, city: Hangzhou}
period: {start: 2019-07-01}
exhibits:
  - {path: sign.txt, role: notice, recorded_by: a visitor, recorded_on: 2019-10-26}
statements:
  - by: {role: visitor}
    on: 2019-10-26
    read_in: sign.txt
    quote: no entry
    facts:
      alternative.offered: no
      collection.items: [photo, face]
""",
            sign_dot_txt="no entry without face",
        )
    ).case
    (exhibit,) = case.exhibits
    assert (exhibit.role, exhibit.provenance.recorded_by) == (DocumentRole.NOTICE, "a visitor")
    (statement,) = case.statements
    assert statement.read_in == exhibit.id
    assert statement.facts == {"alternative.offered": False, "collection.items": ("face", "photo")}
    assert statement.line == 8


def test_a_camera_lends_its_zone_to_every_exhibit_it_recorded(make_case: CaseMaker) -> None:
    case = open_case(
        make_case(
            """
exhibits:
  - {path: a.txt, camera: gate}
  - {path: b.txt, camera: gate}
  - {path: c.txt, camera: hall}
cameras:
  - name: gate
    purpose: let members in
    purpose_zone: [[0, 0.25], [1, 0.25], [0.5, 1]]
    note: drawn on the visit
  - name: hall
""",
            a_dot_txt="a",
            b_dot_txt="b",
            c_dot_txt="c",
            d_dot_txt="d",
        )
    ).case
    zone = ((0.0, 0.25), (1.0, 0.25), (0.5, 1.0))
    assert [e.purpose_zone for e in case.exhibits] == [zone, zone, (), ()]
    assert case.cameras == (
        Camera(name="gate", purpose_zone=zone, purpose="let members in", note="drawn on the visit"),
        Camera(name="hall"),
    )


def test_a_case_saved_before_there_were_cameras_still_loads(make_case: CaseMaker) -> None:
    case = open_case(make_case("title: old", a_dot_txt="a")).case
    saved = case.model_dump(mode="json")
    del saved["cameras"]
    for exhibit in saved["exhibits"]:
        del exhibit["purpose_zone"]
    assert Case.model_validate(saved) == case


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("titel: x", 'case.yaml:1:1: unknown key "titel". Did you mean "title"?'),
        ("premises:\n  knd: gate", 'case.yaml:2:3: unknown key "knd". Did you mean "kind"?'),
        ("premises: {kind: gates}", 'case.yaml:1:12: "premises.kind" takes one of'),
        ("as_of: soon", 'case.yaml:1:1: "as_of"'),
        ("period: {start: 2020-02-01, end: 2020-01-01}", "ends (2020-01-01) before"),
        ("a: 1\na: 2", 'case.yaml:2:1: the key "a" is in this block twice'),
        ("title: [", "case.yaml:"),
        ("- a", "does not contain keys and values"),
        ("title: !!python/object:os.system x", "is not known here"),
        ("a: &x [1]\nb: *x", "uses YAML aliases"),
        (
            "statements:\n  - by: {role: visitor}\n    on: 2020-01-01\n    facts:\n"
            "      alternative.ofered: yes",
            'case.yaml:5:7: unknown fact "alternative.ofered". Did you mean "alternative.offered"',
        ),
        (
            "statements:\n  - by: {role: visitor}\n    on: 2020-01-01\n    facts:\n"
            "      alternative.offered: perhaps",
            'case.yaml:5:7: "alternative.offered" takes yes or no',
        ),
        ("exhibits:\n  - path: ../x.txt", 'case.yaml:2:5: "../x.txt" leads out of the case'),
        ("exhibits:\n  - path: /etc/passwd", "leads out of the case"),
        ("exhibits:\n  - path: sing.txt", 'there is no file "sing.txt" in the case. Did you mean'),
        (ZONE.format("[[0.1, 0.1], [0.5, 0.5]]"), "case.yaml:5:5: a zone needs 3 corners or more"),
        (
            ZONE.format("[[0.1, 0.1], [0.9, 0.9], [0.9, 0.1], [0.1, 0.9]]"),
            "case.yaml:5:5: the edge from corner 1 to 2 meets the edge from corner 3 to 4",
        ),
        (
            ZONE.format("[[0, 0], [1, 0], [1, 1], [0.5, 0], [0, 1]]"),
            "the edge from corner 1 to 2 meets the edge from corner 3 to 4",
        ),
        (
            ZONE.format("[[0, 0], [1, 0], [0.5, 0], [0.5, 1]]"),
            "the edge from corner 1 to 2 meets the edge from corner 2 to 3",
        ),
        (
            ZONE.format("[[0.1, 0.1], [0.9, 0.1], [0.5, 0.5], [0.1, 0.1]]"),
            "the last corner repeats the first",
        ),
        (
            ZONE.format("[[0.1, 0.1], [0.9, 0.1], [0.9, 0.1], [0.5, 0.5]]"),
            "corners 2 and 3 are the same",
        ),
        (ZONE.format("[[0.1, 0.1], [0.105, 0.1], [0.1, 0.105]]"), "almost no area"),
        (ZONE.format("[" + "[0.1, 0.1], " * 70 + "]"), "at most 64 corners"),
        (
            ZONE.format("[[0.1, 0.1], [768, 0.1], [0.5, 0.5]]"),
            "case.yaml:5:33: 768 is not a share of the picture (0 to 1); divide",
        ),
        (ZONE.format("[[0.1, 0.1], [yes, 0.1], [0.5, 0.5]]"), "is not a share of the picture"),
        (
            ZONE.format("[[0.1, 0.1], [0.9], [0.5, 0.5]]"),
            "case.yaml:5:32: a corner is written [x, y]",
        ),
        (ZONE.format("0.5"), 'case.yaml:5:5: "purpose_zone"'),
        (
            "exhibits:\n  - {path: sign.txt, camera: gate}\ncameras:\n  - name: gaet",
            'case.yaml:4:5: no exhibit is from a camera "gaet". Did you mean "gate"?',
        ),
        (
            "cameras:\n  - name: gate",
            'case.yaml:2:5: no exhibit is from a camera "gate". Name the camera under',
        ),
        (
            "exhibits:\n  - {path: sign.txt, camera: gate}\ncameras:\n  - name: gate\n"
            "  - name: gate",
            'case.yaml:5:5: the camera "gate" is described twice',
        ),
        ("cameras:\n  - purpose: x", 'case.yaml:2:5: the key "name" is missing'),
        (
            "cameras:\n  - name: gate\n    purpose_zon: x",
            'unknown key "purpose_zon". Did you mean "purpose_zone"?',
        ),
    ],
)
def test_a_wrong_case_file_is_refused_with_its_place(
    make_case: CaseMaker, written: str, expected: str
) -> None:
    assert expected in problem(make_case(written, sign_dot_txt="x"))


def test_a_bomb_of_aliases_is_refused_at_once(make_case: CaseMaker) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    assert "aliases" in problem(make_case("\n".join(lines)))


def test_deep_nesting_is_refused(make_case: CaseMaker) -> None:
    assert "nested" in problem(make_case("title: " + "[" * 5000 + "]" * 5000))


def test_a_case_file_that_is_not_utf8_is_refused(make_case: CaseMaker) -> None:
    folder = make_case("")
    (folder / "case.yaml").write_bytes("title: 售楼处".encode("gbk"))
    assert "is not UTF-8" in problem(folder)


def test_a_missing_folder_and_a_file_are_refused(tmp_path: Path) -> None:
    assert "there is no such folder" in problem(tmp_path / "nowhere")
    (tmp_path / "file").write_text("x")
    assert "is not a folder" in problem(tmp_path / "file")


def test_links_out_of_the_case_are_never_followed(make_case: CaseMaker, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "more.txt").write_text("secret")
    folder = make_case("", a_dot_txt="a")
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "dir").symlink_to(tmp_path / "outside")
    (folder / "broken").symlink_to(folder / "nowhere")
    case = open_case(folder).case
    assert [e.path for e in case.exhibits] == ["a.txt"]
    assert {file.path for file in case.left_out} == {"link.txt", "dir", "broken"}


@pytest.mark.skipif(os.name == "nt", reason="names are bytes on POSIX only")
def test_a_name_in_gbk_is_shown_as_text(make_case: CaseMaker) -> None:
    folder = make_case("")
    Path(os.fsdecode(os.fsencode(folder) + b"/" + "告示.txt".encode("gbk"))).write_text("x")
    loaded = open_case(folder)
    assert [e.path for e in loaded.case.exhibits] == ["告示.txt"]
    assert loaded.files["E-01"].read_text() == "x"
    assert "告示.txt" in loaded.case.model_dump_json()


def test_kinds_are_told_by_content_and_not_by_name(make_case: CaseMaker) -> None:
    folder = make_case(
        "",
        film_dot_mp4="this is a text, whatever its name says\n",
        empty_dot_mp4=b"",
        real_dot_txt=b"\x89PNG\r\n\x1a\n" + b"\0" * 32,
        book_dot_txt=b"%PDF-1.7\n\0\0",
        cam_dot_dat="cameras:\n  a:\n    ffmpeg:\n      inputs:\n"
        "        - path: rtsp://10.0.0.1/a\n          roles: [detect]\n",
        gbk_dot_txt="视频监控".encode("gbk"),
    )
    kinds = {e.path: e.kind for e in open_case(folder).case.exhibits}
    assert kinds == {
        "film.mp4": ExhibitKind.TEXT,
        "empty.mp4": ExhibitKind.UNKNOWN,
        "real.txt": ExhibitKind.IMAGE,
        "book.txt": ExhibitKind.TEXT,
        "cam.dat": ExhibitKind.CONFIGURATION,
        "gbk.txt": ExhibitKind.TEXT,
    }
