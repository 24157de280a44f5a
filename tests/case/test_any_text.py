"""Any text as a case file gives a case or errors with their places, and nothing else."""

from __future__ import annotations

import json
from string import Formatter

from hypothesis import example, given, settings
from hypothesis import strategies as st

from auditor.case.check import CheckedFile, check_case_bytes
from auditor.case.problems import CaseProblem, problem_texts
from auditor.case.template import SuggestedCase, case_template
from auditor.vocabulary.vocabulary import declarable

WORDS = [
    *("title", "premises", "kind", "as_of", "period", "start", "end", "statements", "by", "role"),
    *("on", "facts", "exhibits", "path", "id", "cameras", "name", "purpose_zone", "necessity"),
    *("waivers", "leave_out", "visitor", "gate", "yes", "no", "2024", "2022-07", "E-03", "face"),
    *("notice.present", "purpose.actual", "storage.retention_days", "contract.price_yuan"),
    *(
        "售楼处",
        "标题",
        "同意",
        "“gate”",
        "【face，photo】",
        "null",
        "~",
        "1e5",
        "0x1F",
        "-3",
        ".inf",
    ),
]
MARKS = [
    *(
        ": ",
        ":",
        "：",
        ", ",
        "，",
        "、",
        "\n",
        "\n  ",
        "\n    ",
        "\n\t",
        "\n\u3000",
        "- ",
        "－ ",
        "[",
    ),
    *("]", "{", "}", "#", "&a ", "*a", "!!x ", "|", ">", "'", '"', "“", "”", "\r", "\r\n", "\x85"),
    *("\u2028", "\x00", "\ufeff", "?", "%", "@", "`", "---", "...", " "),
]

pieces = st.lists(st.sampled_from([*WORDS, *MARKS]), max_size=60).map("".join)
any_text = st.one_of(st.text(max_size=200), pieces)


@st.composite
def damaged_cases(draw: st.DrawFn) -> str:
    """A good case file with a few characters put in, taken out or replaced."""
    text = GOOD
    for _ in range(draw(st.integers(1, 6))):
        position = draw(st.integers(0, len(text)))
        removed = draw(st.integers(0, 4))
        text = (
            text[:position]
            + draw(st.sampled_from(["", *WORDS, *MARKS]))
            + text[position + removed :]
        )
    return text


GOOD = """\
title: A gate
premises: {kind: gate, city: Hangzhou}
period: {start: 2019-07-01}
as_of: 2022-07
exhibits:
  - {path: sign.txt, role: notice, camera: entrance, id: E-03}
cameras:
  - name: entrance
    purpose_zone: [[0, 0.25], [1, 0.25], [0.5, 1]]
statements:
  - by: {role: visitor, name: Li}
    on: 2019-10-26
    facts:
      alternative.offered: "no"
      collection.items: [photo, face]
      storage.retention_days: 30
necessity:
  - purpose: entry_control
    by: {role: operator}
    on: 2020-01-01
    ways: [{way: card, rejected: yes, ground: slower}]
waivers: []
"""


def assert_sound(text: str, checked: CheckedFile) -> None:
    assert (checked.written is None) == checked.has_errors
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for problem in checked.problems:
        assert problem.line is not None
        assert problem.column is not None
        assert 1 <= problem.line <= len(lines), problem
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1, problem
        for language in ("en", "zh"):
            sentence = problem.sentence(language)
            assert sentence.startswith("case.yaml:")
        assert_other_word(problem)


def assert_other_word(problem: CaseProblem) -> None:
    values = problem.values
    for suggested in (values.get("suggested"), values.get("wanted")):
        if suggested:
            assert suggested not in {values.get("written"), values.get("key"), values.get("path")}


@given(any_text)
@settings(max_examples=150)
@example("premises: {kind: [entry_control]}")
@example("statements: [{by: {role: visitor}, on: 2020, facts: {purpose.actual: entry-control}}]")
@example("a" * 5000 + ":")
@example("[" * 5000)
@example("as_of: " + "9" * 5000)
@example("largest_gap_allowed: " + "9" * 90 + ".0")
@example("title：x\n operator：y")
def test_any_text_gives_a_case_or_errors_with_their_places(text: str) -> None:
    assert_sound(text, check_case_bytes(text.encode("utf-8", "replace")))


@given(damaged_cases())
@settings(max_examples=150)
def test_a_damaged_case_file_gives_a_case_or_errors_with_their_places(text: str) -> None:
    assert_sound(text, check_case_bytes(text.encode()))


@given(st.binary(max_size=100))
def test_any_bytes_give_a_case_or_errors(raw: bytes) -> None:
    checked = check_case_bytes(raw)
    assert (checked.written is None) == checked.has_errors


@given(
    st.sampled_from(sorted(declarable())),
    st.one_of(
        st.text(max_size=20),
        st.booleans(),
        st.integers(),
        st.floats(),
        st.lists(st.text(max_size=8), max_size=3),
    ),
)
def test_any_answer_is_read_or_refused_with_another_word(fact: str, answer: object) -> None:
    facts = f"{{{fact}: {json.dumps(answer)}}}"
    text = f"statements: [{{by: {{role: visitor}}, on: 2020-01-01, facts: {facts}}}]"
    assert_sound(text, check_case_bytes(text.encode()))


def test_the_example_is_a_good_case_with_one_completed_day() -> None:
    checked = check_case_bytes(GOOD.encode())
    assert checked.written is not None
    assert [problem.id for problem in checked.problems] == ["date_completed"]


def test_the_template_has_no_problems() -> None:
    assert check_case_bytes(case_template(SuggestedCase(), "zh").encode()).problems == ()


def test_both_languages_of_a_message_use_the_same_values() -> None:
    for name, text in problem_texts().items():
        for clause in (text.what, text.suggestion):
            if clause is None:
                continue
            fields = [
                {field.removesuffix("_zh") for _, field, _, _ in Formatter().parse(words) if field}
                for words in (clause.en, clause.zh)
            ]
            assert fields[0] == fields[1], name
