"""Each way a bundle can be wrong is one sentence of its own; no bundle is a traceback."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from auditor.core.digest import digest_file
from auditor.core.errors import FaceAuditError
from auditor.seal.bag import listed
from auditor.seal.verify import verify_bundle
from tests.seal.conftest import Audited

NOTICE = "data/originals/告示/a notice.txt"


def faults(bag: Path) -> set[tuple[str, str]]:
    return {(problem.fault, problem.path) for problem in verify_bundle(bag).problems}


def resealed(bag: Path) -> None:
    """Make the lists fit the files again, as somebody who wants to deceive would."""
    payload = sorted(path for path in (bag / "data").rglob("*") if path.is_file())
    size = sum(path.stat().st_size for path in payload)
    info = bag / "bag-info.txt"
    lines = info.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if not line.startswith("Payload-Oxum")]
    info.write_text("\n".join([*kept, f"Payload-Oxum: {size}.{len(payload)}"]) + "\n", "utf-8")
    for name, members in (
        ("manifest-sha256.txt", payload),
        (
            "tagmanifest-sha256.txt",
            [bag / n for n in ("VERIFY.txt", "bag-info.txt", "bagit.txt", "manifest-sha256.txt")],
        ),
    ):
        rows = [f"{digest_file(p).value}  {p.relative_to(bag).as_posix()}\n" for p in members]
        (bag / name).write_text("".join(rows), encoding="utf-8")


def test_a_bundle_as_it_was_sealed_holds(bag: Path) -> None:
    done = verify_bundle(bag)
    assert done.problems == ()
    assert done.originals == 5
    assert done.entries == 1
    assert done.sealed == digest_file(bag / "tagmanifest-sha256.txt").value


def test_altered_missing_and_unlisted_files_are_told_apart(bag: Path) -> None:
    (bag / NOTICE).write_text("another", encoding="utf-8")
    (bag / "data/originals/case.yaml").unlink()
    (bag / "data/extra.txt").write_text("x")
    (bag / "note.txt").write_text("x")
    found = faults(bag)
    assert ("altered", NOTICE) in found
    assert ("missing", "data/originals/case.yaml") in found
    assert {("unlisted", "data/extra.txt"), ("unlisted", "note.txt")} <= found


def test_lists_made_anew_do_not_hide_another_original(bag: Path) -> None:
    (bag / NOTICE).write_text("another", encoding="utf-8")
    resealed(bag)
    assert faults(bag) == {("original", NOTICE)}


def test_lists_made_anew_do_not_hide_a_step_that_the_log_does_not_know(bag: Path) -> None:
    step = bag / "data/audit/observations.json"
    step.write_text(step.read_text(encoding="utf-8").replace("Office", "Shop"), encoding="utf-8")
    resealed(bag)
    assert faults(bag) == {("custody", "data/audit/observations.json")}


def test_a_broken_custody_log_is_found(bag: Path) -> None:
    log = bag / "data/audit/custody.jsonl"
    log.write_bytes(log.read_bytes() * 2)
    resealed(bag)
    assert faults(bag) == {("custody", "data/audit/custody.jsonl")}


def _link(bag: Path) -> None:
    (bag / NOTICE).unlink()
    (bag / NOTICE).symlink_to("/etc/hostname")


def _linked_folder(bag: Path) -> None:
    shutil.rmtree(bag / "data/originals")
    (bag / "data/originals").symlink_to("/etc")


def _pipe(bag: Path) -> None:
    os.mkfifo(bag / "data/pipe")


def _huge(bag: Path) -> None:
    with (bag / "data/huge").open("wb") as stream:
        stream.truncate(1 << 40)


def _huge_list(bag: Path) -> None:
    with (bag / "manifest-sha256.txt").open("ab") as stream:
        stream.truncate(1 << 40)


def _traversal(bag: Path) -> None:
    row = "0" * 64 + "  data/../../../etc/passwd\n"
    (bag / "manifest-sha256.txt").write_text(row + "0" * 64 + "  /etc/passwd\n")


def _twice(bag: Path) -> None:
    file = bag / "manifest-sha256.txt"
    file.write_bytes(file.read_bytes() * 2)


def _no_utf8(bag: Path) -> None:
    (bag / "manifest-sha256.txt").write_bytes(b"\xff\xfe\x00" * 100)
    (bag / "bag-info.txt").write_bytes(b"\xff")


def _odd_name(bag: Path) -> None:
    Path(os.fsdecode(os.fsencode(bag) + b"/data/\xff\x1b[2J")).write_bytes(b"x")


def _deep(bag: Path) -> None:
    (bag / "data" / "/".join("d" * 100)).mkdir(parents=True)


def _nested_json(bag: Path) -> None:
    (bag / "data/audit/observations.json").write_text("[" * 100_000)
    (bag / "data/bundle.json").write_text('{"format": 1e999}')


def _folder_for_file(bag: Path) -> None:
    (bag / "bagit.txt").unlink()
    (bag / "bagit.txt").mkdir()


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        (_link, "link"),
        (_linked_folder, "link"),
        (_pipe, "link"),
        (_huge, "altered"),
        (_huge_list, "structure"),
        (_traversal, "manifest"),
        (_twice, "manifest"),
        (_no_utf8, "structure"),
        (_odd_name, "unlisted"),
        (_deep, "structure"),
        (_nested_json, "step"),
        (_folder_for_file, "structure"),
    ],
)
def test_a_hostile_bundle_is_told_in_sentences(
    bag: Path, spoil: Callable[[Path], None], fault: str
) -> None:
    spoil(bag)
    problems = verify_bundle(bag).problems
    assert fault in {problem.fault for problem in problems}
    assert all("\n" not in problem.says for problem in problems)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.sampled_from(["manifest-sha256.txt", "bag-info.txt", "data/bundle.json",
                             "data/audit/custody.jsonl", "tagmanifest-sha256.txt.p7s"]),
       data=st.binary(max_size=200))  # fmt: skip
def test_whatever_a_file_of_a_bundle_holds_there_is_an_answer(
    bag: Path, name: str, data: bytes
) -> None:
    before = (bag / name).read_bytes() if (bag / name).exists() else None
    (bag / name).write_bytes(data)
    try:
        assert data == before or verify_bundle(bag).problems
    finally:
        if before is None:
            (bag / name).unlink()
        else:
            (bag / name).write_bytes(before)


_PATHS = st.text(min_size=1, max_size=40) | st.sampled_from(
    ["data/a", "data/../a", "/data/a", "data//a", "data/a%0Ab", "C:/a", "data\\a", "data/\u2028a"]
)


@given(rows=st.lists(st.tuples(st.sampled_from(["0" * 64, "g" * 64, ""]), _PATHS), max_size=8))
def test_no_listed_path_leads_out_of_the_bag(rows: list[tuple[str, str]]) -> None:
    text = "".join(f"{digest}  {path}\n" for digest, path in rows)
    entries, problems = listed(text, "manifest-sha256.txt")
    for path in entries:
        assert path.startswith("data/")
        assert not {"", ".", ".."} & set(path.split("/"))
        assert "\\" not in path
    assert all(problem.says.startswith("line ") for problem in problems)


@given(name=st.text(alphabet=st.characters(exclude_characters="/\\\0", exclude_categories=["Cs"]),
                    min_size=1).filter(lambda name: name not in {".", ".."}
                                       and not name.endswith("\r")))  # fmt: skip
def test_a_path_escaped_as_the_standard_says_is_read_back(name: str) -> None:
    escaped = name.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    entries, problems = listed(f"{'a' * 64}  data/{escaped}\n", "manifest-sha256.txt")
    assert list(entries) == [f"data/{name}"], problems


def test_an_unsealed_folder_is_no_bundle(examined: Audited) -> None:
    with pytest.raises(FaceAuditError, match="not a sealed bundle"):
        verify_bundle(examined.out)


def test_another_still_is_found(bag: Path) -> None:
    (bag / "data/audit/stills/E-01-1.jpg").write_bytes(b"another picture")
    resealed(bag)
    assert faults(bag) == {("step", "data/audit/stills/E-01-1.jpg")}
