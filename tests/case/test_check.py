"""What is wrong in a case file, all at once, and what is accepted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import jsonschema
import pytest

from auditor.case.check import check_case_bytes, read_case_file
from auditor.case.file import CaseFile
from auditor.case.problems import CaseFileError, CaseProblem, ProblemLevel
from auditor.case.schema import case_schema
from auditor.core.errors import CaseError
from auditor.core.own_yaml import parse_yaml


def problems(text: str) -> list[CaseProblem]:
    return list(check_case_bytes(text.encode()).problems)


def found(text: str) -> list[tuple[str, int | None, str]]:
    """Id, line and what is suggested of each problem."""
    return [
        (p.id, p.line, p.values.get("suggested", p.values.get("wanted", "")))
        for p in problems(text)
    ]


def answered(fact: str, written: str) -> str:
    by = "statements:\n  - by: {role: visitor}\n    on: 2025-06-01\n"
    return f"{by}    facts:\n      {fact}: {written}\n"


def answers(text: str) -> dict[str, object]:
    (statement,) = read_case_file(text.encode()).statements
    return dict(statement.facts)


EDITORS_WARN_OF = ("[none]", "'YES'", "否", '"30"')
"""Accepted, but the schema recommends the plain form."""


# --- accepted ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fact", "written", "value"),
    [
        ("purpose.actual", "entry_control", ("entry_control",)),
        ("sharing.recipients", "the developer", ("the developer",)),
        ("consent.timing", "[none]", "none"),
        ("notice.present", '"no"', False),
        ("notice.present", "'YES'", True),
        ("notice.present", "否", False),
        ("storage.retention_days", '"30"', 30),
        ("deployment.start", "2024-3-5", "2024-03-05"),
        ("deployment.start", "2024/03/05", "2024-03-05"),
        ("deployment.start", "2024年3月5日", "2024-03-05"),
        ("deployment.start", "2024-03", "2024-03-01"),
        ("deployment.end", "2024-02", "2024-02-29"),
        ("governance.filed_on", "2023", "2023-12-31"),
    ],
)
def test_what_people_write_is_accepted(fact: str, written: str, value: object) -> None:
    text = answered(fact, written)
    assert answers(text) == {fact: value}
    if written not in EDITORS_WARN_OF:
        jsonschema.validate(parse_yaml(text.encode(), "case.yaml", CaseError).data, case_schema())


@pytest.mark.parametrize(
    ("text", "value", "wanted"),
    [
        ("as_of: 2024", lambda c: c.as_of, date(2024, 12, 31)),
        ("as_of: 2022-07", lambda c: c.as_of, date(2022, 7, 31)),
        ("as_of: 2022年7月", lambda c: c.as_of, date(2022, 7, 31)),
        ("period: {start: 2022-07, end: 2022-08}", lambda c: c.period.start, date(2022, 7, 1)),
        ("period: {start: 2022-07, end: 2022-08}", lambda c: c.period.end, date(2022, 8, 31)),
        ("compiled: {on: 2022}", lambda c: c.compiled.on, date(2022, 12, 31)),
    ],
)
def test_a_month_or_a_year_counts_as_a_day_and_says_so(
    text: str, value: Callable[[CaseFile], date], wanted: date
) -> None:
    checked = check_case_bytes(text.encode())
    assert checked.written is not None
    assert value(checked.written) == wanted
    notes = [p for p in checked.problems if p.id == "date_completed"]
    assert wanted.isoformat() in {note.values["taken"] for note in notes}
    assert all(note.level is ProblemLevel.WARNING for note in notes)
    assert wanted.isoformat() in " ".join(note.sentence() for note in notes)


def test_one_entry_needs_no_list() -> None:
    text = """
leave_out: README.md
exhibits: {path: sign.txt, role: notice}
statements:
  by: {role: operator}
  on: 2025-06-01
  facts: {storage.retention_days: 7}
necessity:
  purpose: payment
  by: {role: operator}
  on: 2025-06-01
  ways: {way: card, rejected: "no"}
  serves: person
"""
    written = read_case_file(text.encode())
    assert written.leave_out == ("README.md",)
    assert written.exhibits[0].path == "sign.txt"
    assert written.statements[0].facts == {"storage.retention_days": 7}
    assert written.necessity[0].ways[0].rejected is False
    assert written.necessity[0].serves == ("person",)
    jsonschema.validate(parse_yaml(text.encode(), "case.yaml", CaseError).data, case_schema())


# --- refused -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fact", "written", "problem", "suggested"),
    [
        ("premises.kind", "showroom", "not_a_word", "sales_office"),
        ("premises.kind", "售楼处", "not_a_word", "sales_office"),
        ("premises.kind", "mall", "not_a_word", "retail"),
        ("premises.kind", "community", "not_a_word", "residential"),
        ("premises.kind", "万科小区", "not_a_word", "residential"),
        ("premises.kind", "Sales Office", "not_a_word", "sales_office"),
        ("premises.kind", "schol", "not_a_word", "school"),
        ("premises.kind", "castle", "not_a_word", ""),
        ("operator.kind", "developer", "not_a_word", "private"),
        ("purpose.actual", "attendence", "not_words", "attendance"),
        ("purpose.actual", "[entry_control, 考勤]", "not_words", "attendance"),
        ("purpose.told", "none", "not_words", "[]"),
        ("collection.items", '"face, photo"', "not_words", "[face, photo]"),
        ("collection.items", "[face，photo]", "chinese_comma", "[face, photo]"),
        ("collection.items", "face、photo", "chinese_comma", "[face, photo]"),
        ("collection.items", "【face】", "wide_brackets", "[face]"),
        ("collection.items", "“face”", "wide_quotes", '"face"'),
        ("notice.present", "“yes”", "wide_quotes", '"yes"'),
        ("notice.present", "maybe", "wants_yes_or_no", ""),
        ("notice.present", "1", "wants_yes_or_no", ""),
        ("storage.retention_days", "30 days", "wants_number", "30"),
        ("storage.retention_days", "三十天", "wants_number", ""),
        ("deployment.start", "last summer", "not_a_date", ""),
        ("deployment.start", "2025-02-30", "no_such_day", ""),
        ("deployment.start", "2025-13", "no_such_day", ""),
        ("premises.city", "360", "wants_text", ""),
        ("governance.pia_done", "yes", "unknown_fact", "governance.impact_assessment_made"),
        ("governance.dpia", "yes", "unknown_fact", "governance.impact_assessment_made"),
        ("alternative.ofered", "yes", "unknown_fact", "alternative.offered"),
        ("deploy.archetype", "gate", "unknown_fact", "premises.kind"),
        ("evidence.env", "x", "unknown_fact", "environment in run.json"),
        ("judging.as_of", "2025-01-01", "computed_fact", ""),
        ("xyz.qqq", "yes", "unknown_fact", ""),
    ],
)
def test_an_answer_that_cannot_be_read_has_its_place_and_a_suggestion(
    fact: str, written: str, problem: str, suggested: str
) -> None:
    (only,) = problems(answered(fact, written))
    assert (only.id, only.line) == (problem, 5)
    assert only.values.get("suggested", only.values.get("wanted", "")) == suggested
    assert only.level is ProblemLevel.ERROR
    assert suggested in only.suggestion("en")
    assert suggested in only.suggestion("zh")


def test_the_word_that_was_written_is_never_suggested() -> None:
    for written in ("[entry_control]", "[[entry_control]]", "{entry_control: yes}"):
        for problem in problems(answered("contract.exists", written)):
            assert "entry_control" not in problem.suggestion("en")
    assert problems(answered("purpose.actual", "entry_control")) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("titel: x", [("unknown_key", 1, "title")]),
        ("标题: x", [("unknown_key", 1, "title")]),
        ("place: {kind: gate}", [("unknown_key", 1, "premises")]),
        ("notice.present: yes", [("unknown_key", 1, "")]),
        ("approved_by: Li", [("unknown_key", 1, "waivers")]),
        ("premises: gate", [("wants_keys", 1, "")]),
        (
            "exhibits: [{path: a.txt, role: poster}]",
            [("not_a_word", 1, "notice")],
        ),
        (
            "statements: [{by: {role: 消费者}, on: 2025-01-01, facts: {notice.present: yes}}]",
            [("not_a_word", 1, "visitor")],
        ),
        ("exhibits: [{path: a.txt, id: 3}]", [("wants_text", 1, "")]),
        ("exhibits: [{path: a.txt, id: C-3}]", [("not_an_exhibit_number", 1, "")]),
        ("largest_gap_allowed: 0", [("out_of_range", 1, "")]),
        ("waivers: [{rule: x}]", [("missing_key", 1, "")] * 5),
    ],
)
def test_a_wrong_key_or_value_has_a_suggestion(
    text: str, wanted: list[tuple[str, int, str]]
) -> None:
    assert found(text) == wanted


def test_every_problem_is_named_at_once() -> None:
    text = """\
titel: x
premises:
  kind: showroom
as_of: 2024
statements:
  - by: {role: visitr}
    on: 2025-13-01
    facts:
      notice.present: maybe
      consent.obtained:
      no.such: yes
cameras:
  - name: gate
  - name: gate
"""
    assert [(p.id, p.line) for p in problems(text)] == [
        ("unknown_key", 1),
        ("not_a_word", 3),
        ("date_completed", 4),
        ("not_a_word", 6),
        ("no_such_day", 7),
        ("wants_yes_or_no", 9),
        ("blank_answer", 10),
        ("unknown_fact", 11),
        ("camera_without_exhibit", 13),
        ("camera_described_twice", 14),
        ("camera_without_exhibit", 14),
    ]
    with pytest.raises(CaseFileError) as caught:
        read_case_file(text.encode())
    printed = str(caught.value)
    assert all(f"case.yaml:{line}:" in printed for line in (1, 3, 6, 7, 9, 11, 13, 14))
    assert "case.yaml:4:" not in printed


def test_of_very_many_errors_the_number_is_given() -> None:
    text = "".join(f"wrong{number}: x\n" for number in range(30))
    with pytest.raises(CaseFileError, match="10 more: face-audit check CASE"):
        read_case_file(text.encode())


# --- punctuation ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("title：x\nas_of: 2025-01-01", [("chinese_colon", 1)]),
        ("premises:\n  kind：gate\n  city：杭州", [("chinese_colon", 2), ("chinese_colon", 3)]),
        (
            "premises: {kind：gate，city: 杭州}",
            [("chinese_colon", 1), ("chinese_comma_between_keys", 1)],
        ),
        ("标题：x", [("unknown_key", 1), ("chinese_colon", 1)]),
        ("premises:\n\tkind: gate", [("tab_indentation", 2)]),
        ("premises:\n\u3000kind: gate", [("wide_space_indentation", 2)]),
        ("leave_out:\n  － a.txt", [("list_marker", 2)]),
        ("premises:\n  kind:gate\n  city: 杭州", [("no_space_after_colon", 2)]),
        ("title: “a: b”", [("wide_quotes", 1)]),
        ("title: “幸福”小区", []),
        ("title: “幸福小区”\nas_of: soon", [("not_a_date", 2)]),
        ("title: |\n  时间：2025\n  name：x\nas_of: 2025-01-01", []),
        ("premises: {name: 'kind：gate'}", []),
    ],
)
def test_punctuation_of_another_keyboard_is_named(text: str, wanted: list[tuple[str, int]]) -> None:
    assert [(p.id, p.line) for p in problems(text)] == wanted


def test_what_else_is_wrong_is_named_at_its_own_place() -> None:
    text = "title：x\npremises: {kind：showroom，city: 杭州}\nas_of: soon\n"
    places = {p.id: (p.line, p.column) for p in problems(text)}
    assert places["not_a_word"] == (2, 12)
    assert places["not_a_date"] == (3, 1)
    assert text.split("\n")[1][11:15] == "kind"


def test_a_broken_block_does_not_hide_the_others() -> None:
    text = "premises: {kind: gate\noperator:\n  kind: shop\nas_of: soon\n"
    assert [(p.id, p.line) for p in problems(text)][-2:] == [("not_a_word", 3), ("not_a_date", 4)]
    assert problems(text)[0].id == "yaml_syntax"


@pytest.mark.parametrize(
    ("raw", "encoding"),
    [
        ("title: 售楼处".encode("gbk"), "GBK"),
        ("title: 售楼处".encode("utf-16"), "UTF-16"),
        (b"title: \xff\xff", ""),
    ],
)
def test_another_encoding_is_named(raw: bytes, encoding: str) -> None:
    (problem,) = check_case_bytes(raw).problems
    assert problem.id == "not_utf8"
    assert (f"looks like {encoding}" in problem.suggestion("en")) == bool(encoding)


# --- answers of one person -----------------------------------------------------------------------


def statement(on: str, answer: str, *, name: str = "", read_in: str = "") -> str:
    return (
        f"  - by: {{role: operator, name: '{name}'}}\n    on: {on}\n"
        + (f"    read_in: {read_in}\n" if read_in else "")
        + f"    facts:\n      {answer}\n"
    )


@pytest.mark.parametrize(
    ("first", "second", "wanted"),
    [
        (
            ("2025-06-01", "notice.present: yes"),
            ("2025-06-01", "notice.present: no"),
            "opposite_answers",
        ),
        (("2025-06-01", "notice.present: yes"), ("2025-06-01", "notice.present: yes"), ""),
        (
            ("2025-06-01", "notice.present: yes"),
            ("2025-06-02", "notice.present: no"),
            "changed_answers",
        ),
        (("2025-06", "notice.present: yes"), ("2025-06", "notice.present: no"), "opposite_answers"),
        (
            ("2025-06-01", "storage.retention_days: 7"),
            ("2025-06-01", "storage.retention_days: 30"),
            "opposite_answers",
        ),
        (
            ("2025-06-01", "purpose.told: []"),
            ("2025-06-01", "purpose.told: payment"),
            "opposite_answers",
        ),
        (("2025-06-01", "purpose.told: attendance"), ("2025-06-01", "purpose.told: payment"), ""),
    ],
)
def test_opposite_answers_of_one_person_are_refused_with_both_lines(
    first: tuple[str, str], second: tuple[str, str], wanted: str
) -> None:
    text = "statements:\n" + statement(*first) + statement(*second)
    differences = [p for p in problems(text) if p.id != "date_completed"]
    assert [p.id for p in differences] == ([wanted] if wanted else [])
    if wanted:
        assert differences[0].line == 9
        assert "line 5" in differences[0].what("en")
        assert differences[0].level == ("warning" if wanted == "changed_answers" else "error")


def test_two_people_and_two_documents_may_differ() -> None:
    people = statement("2025-06-01", "notice.present: yes", name="Li") + statement(
        "2025-06-01", "notice.present: no", name="Wang"
    )
    documents = statement("2025-06-01", "storage.retention_days: 7", read_in="a.txt") + statement(
        "2025-06-01", "storage.retention_days: 30", read_in="b.txt"
    )
    assert problems("statements:\n" + people) == []
    assert [p.id for p in problems("statements:\n" + documents)] == ["differing_documents"]


def test_a_blank_answer_is_a_warning() -> None:
    text = answered("notice.present", "") + "      consent.obtained: no\n"
    assert [(p.id, p.line, p.level) for p in problems(text)] == [("blank_answer", 5, "warning")]
    assert answers(text) == {"consent.obtained": False}
    unanswered = check_case_bytes(answered("notice.present", "").encode())
    assert [p.id for p in unanswered.problems] == ["no_answer_yet", "blank_answer"]
    assert unanswered.written is not None
    assert unanswered.written.statements == ()
