"""The texts of the terminal: complete in every language, and harmless whatever they quote."""

from __future__ import annotations

import ast
import json
import re
from enum import Enum
from pathlib import Path
from typing import get_args

import pytest

from auditor.case.problems import ProblemLevel
from auditor.case.request_log import DueBy, LetterKind, RequestState
from auditor.cli.texts import printable, sentences
from auditor.core.errors import ExitCode
from auditor.core.text import LANGUAGES
from auditor.examine.model import EvidenceState, Label
from auditor.interview.reading import Reply
from auditor.judge.compare.transitions import FindingChange
from auditor.judge.decide.findings import WaiverState
from auditor.judge.rules.issue import Issue
from auditor.judge.rules.verdict import Severity, Verdict
from auditor.judge.rules.ways import PurposeWays
from auditor.record import custody
from auditor.report.locale import check_alike
from auditor.report.next_step import NEXT_STEPS
from auditor.report.program_errors import program_clauses
from auditor.seal.bag import Fault
from auditor.seal.verify import PartProtection, ProtectedPart
from auditor.vocabulary.vocabulary import FactType
from tests.cli.program import face_audit
from tests.conftest import CaseMaker
from tests.places import ROOT

HOSTILE = "\x1b[31mred\u202egnp.\u2066\x9b\u200b\r"
"""An escape sequence, a C1 control, bidirectional overrides, an invisible space, a return."""


def codes(kind: type[Enum]) -> set[str]:
    return {str(member.value) for member in kind}


FAMILIES = {
    "verdict": codes(Verdict),
    "severity": codes(Severity),
    "issue": codes(Issue),
    "waiver_state": codes(WaiverState),
    "finding_change": codes(FindingChange),
    "label": codes(Label),
    "state": codes(EvidenceState),
    "level": codes(ProblemLevel),
    "fault": set(get_args(Fault)),
    "protected_part": set(get_args(ProtectedPart)),
    "protected_by": set(get_args(PartProtection.model_fields["by"].annotation)),
    "takes": codes(FactType) | {"words"},
    "ask_takes": codes(FactType),
    "reply": codes(Reply),
    "letter": codes(LetterKind),
    "request_state": codes(RequestState),
    "due": codes(DueBy),
    "next_step": set(NEXT_STEPS),
    "tells_apart": set(get_args(PurposeWays.model_fields["tells_apart"].annotation)),
}
"""Texts chosen by a code, and every code that there is."""
CHOSEN = (
    "environment",
    "error",
    "inspect",
    "message",
    "output",
    "refused_file",
    "signature_state",
    "stamp_state",
)
"""Texts chosen by a word that stands in the code by itself."""


def used_texts() -> set[str]:
    """Every string in the code of the command line, of the pipeline and of errors in words."""
    files = [*(ROOT / "auditor/cli").glob("*.py"), *(ROOT / "auditor/pipeline").glob("*.py")]
    files += [ROOT / "auditor/report/program_errors.py", ROOT / "auditor/collect/files.py"]
    return {
        node.value
        for file in files
        for node in ast.walk(ast.parse(file.read_bytes()))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def test_every_language_has_the_same_texts_with_the_same_placeholders() -> None:
    check_alike({language: sentences(language) for language in LANGUAGES})


def test_every_code_has_a_text() -> None:
    for family, members in FAMILIES.items():
        keys = {key.partition(".")[2] for key in sentences("en") if key.startswith(f"{family}.")}
        assert keys == members, family


def test_every_message_of_the_pipeline_has_a_text() -> None:
    sent = {
        str(node.args[0].value)
        for file in (ROOT / "auditor/pipeline").glob("*.py")
        for node in ast.walk(ast.parse(file.read_bytes()))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "Message"
        and isinstance(node.args[0], ast.Constant)
    }
    assert sent
    assert [name for name in sorted(sent) if f"message.{name}" not in sentences("en")] == []


def test_every_text_is_used_and_every_used_text_exists() -> None:
    used = used_texts()
    for key in sentences("en"):
        family, _, name = key.partition(".")
        if family not in FAMILIES:
            assert key in used or (family in CHOSEN and name in used), key
    groups = {key.partition(".")[0] for key in sentences("en")}
    for text in used:
        if re.fullmatch(r"[a-z]+\.[a-z_]+", text) and text.partition(".")[0] in groups:
            assert text in sentences("en"), text


def written_clauses() -> set[str]:
    """Every string in the program, with `{}` for each value in it."""
    clauses: set[str] = set()
    for file in (ROOT / "auditor").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_bytes())):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                clauses.add(node.value)
            elif isinstance(node, ast.JoinedStr):
                parts = (p.value if isinstance(p, ast.Constant) else "{}" for p in node.values)
                clauses.add("".join(map(str, parts)))
    return clauses


def test_every_chinese_clause_is_of_an_error_that_the_program_has() -> None:
    written = written_clauses()
    for sentence in program_clauses():
        assert re.sub(r"\{\w+\}", "{}", sentence.english) in written, sentence.english


def test_every_failed_check_of_a_bundle_has_a_chinese_form() -> None:
    known = {sentence.english for sentence in program_clauses()}
    tree = ast.parse((ROOT / "auditor/seal/verify.py").read_bytes())
    checks = {
        node.args[2].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "_add"
        and isinstance(node.args[2], ast.Constant)
    }
    assert len(checks) > 10
    assert checks <= known


def test_errors_of_every_step_are_chinese(audited: Path) -> None:
    done = face_audit("judge", audited / "nowhere.json", "--lang", "zh")
    assert "nowhere.json：无法读取：" in done.stderr
    assert done.stderr.endswith("。请用上一步骤重新生成。\n")
    inside = face_audit("audit", audited / "case", "--out", audited / "case/out", "--lang", "zh")
    assert "（审计结果不得成为案件材料）。请指定与其并列的文件夹" in inside.stderr


def test_chinese_texts_are_chinese() -> None:
    for key, text in sentences("zh").items():
        words = re.sub(r"\{\w+\}|--[a-z-]+|sha256:", "", text)
        assert re.search(r"[\u3400-\u9fff]", words) or not re.search(r"[A-Za-z]", words), key


@pytest.mark.parametrize("character", sorted(set(HOSTILE) - set("[31mredgnp.")))
def test_what_a_terminal_would_obey_is_escaped(character: str) -> None:
    assert printable(character) == f"\\u{ord(character):04x}"


def test_ordinary_text_of_every_script_is_left_as_it_is() -> None:
    for text in ("Ünïcode 人脸识别", "👨\u200d👩\u200d👧 नमस्\u200dते", "עברית العربية", "a\tb"):
        assert printable(text, keep="\t") == text


def test_file_names_cannot_command_the_terminal(make_case: CaseMaker, tmp_path: Path) -> None:
    folder = make_case(f"title: 'a{HOSTILE[3:7]}'\n")
    (folder / f"{HOSTILE}\n.txt").write_text("Recorded by the shop.\n", encoding="utf-8")
    done = face_audit("examine", folder, "--out", tmp_path / f"out{HOSTILE}")
    assert done.returncode == ExitCode.CLEAN
    assert "\\u001b[31mred\\u202e" in done.stderr
    assert "\\u001b[31mred\\u202e" in done.stdout
    for line in (*done.stderr.splitlines(), *done.stdout.splitlines()):
        assert line.isprintable(), line
    assert len(done.stderr.splitlines()) == 1


def test_a_received_log_cannot_command_the_terminal(tmp_path: Path) -> None:
    custody.append(
        tmp_path / custody.FILE_NAME,
        command=("face-audit", f"audit\n{HOSTILE}"),
        inputs=[],
        outputs=[],
        exit_code=0,
    )
    done = face_audit("custody", tmp_path)
    assert done.returncode == ExitCode.CLEAN
    assert len(done.stdout.splitlines()) == 2
    assert all(line.isprintable() for line in done.stdout.splitlines())


def test_errors_cannot_command_the_terminal(tmp_path: Path) -> None:
    done = face_audit("audit", tmp_path / f"{HOSTILE}\n")
    assert done.returncode == ExitCode.USAGE
    assert done.stderr.rstrip("\n").isprintable()


def test_json_stays_json_where_characters_are_escaped(tmp_path: Path) -> None:
    path = tmp_path / "config\u202e\x7f.yml"
    path.write_text("cameras: {a: {ffmpeg: {inputs: []}}}\n")
    done = face_audit("inspect", "--json", path)
    assert done.stdout.replace("\n", "").isprintable()
    assert json.loads(done.stdout)["files"][0]["file"] == str(path)


def test_the_terminal_is_chinese_where_that_is_chosen(audited: Path) -> None:
    judged = face_audit("judge", audited / "out/observations.json", "--lang", "zh")
    assert judged.stdout.startswith("Office with a camera：按 2025-11-01 当日有效的法律评判\n")
    assert "是否涉及尚不清楚" in judged.stdout
    assert "询问运营者或供应商：" in judged.stdout
    assert "cannot tell" not in judged.stdout
    examined = face_audit("examine", audited / "case", "--out", audited / "again", "--lang", "zh")
    assert "正在审查第 1 件，共 2 件：E-01" in examined.stderr
    refused = face_audit("init", audited / "case", "--lang", "zh")
    assert refused.stderr.endswith("已存在。请直接编辑，或指定其他文件夹。\n")
    logged = face_audit("custody", audited / "out", "--lang", "zh")
    assert "链条完整" in logged.stdout


def test_the_language_of_one_command_is_not_that_of_the_next(audited: Path) -> None:
    face_audit("custody", audited / "out", "--lang", "zh")
    assert "one unbroken chain" in face_audit("custody", audited / "out").stdout


@pytest.mark.parametrize(
    "command", ["audit", "examine", "judge", "report", "timeline", "diff", "inspect", "verify"]
)
def test_a_language_that_does_not_exist_is_refused(command: str) -> None:
    done = face_audit(command, "x", "--lang", "fr")
    assert done.returncode == ExitCode.USAGE
    assert "--lang" in done.stderr
