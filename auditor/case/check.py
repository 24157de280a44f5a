"""Check a case file: every error and every warning at once, with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from auditor.case.accepted_forms import FormReader, section_of
from auditor.case.consistency import check_answers, check_cameras
from auditor.case.file import CaseFile
from auditor.case.problems import CaseFileError, CaseProblem, ProblemLevel, problem_texts
from auditor.case.syntax import CaseText, parse_case_text, parse_repaired
from auditor.case.values import KeyPath, last_key, printed
from auditor.vocabulary.suggestions import synonym_file
from auditor.vocabulary.vocabulary import declarable


@dataclass(frozen=True)
class CheckedFile:
    """A case file after all checks that need no other file.

    Attributes:
        written: its content; None where it has an error.
        data: what could be read of it, in the form of `CaseFile`.
        text: the parsed text, which knows the places.
        paths: the paths in the file of what was read.
        problems: errors and warnings in order of line.
    """

    written: CaseFile | None
    data: Mapping[str, Any]
    text: CaseText
    paths: FormReader
    problems: tuple[CaseProblem, ...]

    def line_of(self, path: KeyPath) -> int:
        """The line of a path in the file, from 1."""
        return self.text.place(path).line or 1

    def located(self, problems: Iterable[tuple[KeyPath, CaseProblem]]) -> list[CaseProblem]:
        """Problems with the places of their paths."""
        return [_at(self.text, path, problem) for path, problem in problems]

    @property
    def has_errors(self) -> bool:
        """Whether the case cannot be loaded."""
        return any(problem.level is ProblemLevel.ERROR for problem in self.problems)


def check_case_bytes(raw: bytes) -> CheckedFile:
    """Check the bytes of a `case.yaml`; never raises for what is in them."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _refused(_not_utf8(raw, error))
    # Lines must end where they do in an editor, so that places are the same.
    text = _OTHER_LINE_ENDS.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))
    checked = _check(parse_case_text(text))
    if not checked.has_errors:
        return checked
    wrong = {p.line for p in checked.problems if p.line and p.level is ProblemLevel.ERROR}
    repaired = parse_repaired(text, _is_known_key, wrong)
    return _check(repaired) if repaired is not None else checked


def read_case_file(raw: bytes) -> CaseFile:
    """The validated content of a `case.yaml`.

    Raises:
        CaseFileError: naming every error.
    """
    checked = check_case_bytes(raw)
    if checked.written is None:
        raise CaseFileError(checked.problems)
    return checked.written


# --- text ----------------------------------------------------------------------------------------

_OTHER_LINE_ENDS = re.compile("[\x85\u2028\u2029]")
"""Characters that end a line for a YAML parser and not for most editors."""
_OTHER_ENCODINGS = (("utf-16", "UTF-16"), ("gb18030", "GBK"))


def _not_utf8(raw: bytes, error: UnicodeDecodeError) -> CaseProblem:
    before = raw[: error.start].removeprefix(b"\xef\xbb\xbf")
    line = before.count(b"\n") + 1
    column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
    encoding = _other_encoding(raw)
    hint = "hint_other_encoding" if encoding else ""
    values = {"encoding": encoding} if encoding else {}
    return CaseProblem(id="not_utf8", hint=hint, values=values, line=line, column=column)


def _other_encoding(raw: bytes) -> str:
    for encoding, name in _OTHER_ENCODINGS:
        if encoding == "utf-16" and raw[:2] not in (b"\xff\xfe", b"\xfe\xff"):
            continue
        try:
            raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        return name
    return ""


def _refused(problem: CaseProblem) -> CheckedFile:
    return CheckedFile(None, {}, CaseText(None, None), FormReader(), (problem,))


def _is_known_key(word: str) -> bool:
    return word in _known_keys() or word in declarable()


@cache
def _known_keys() -> frozenset[str]:
    keys: set[str] = set()
    pending: list[type[BaseModel]] = [CaseFile]
    while pending:
        fields = pending.pop().model_fields
        keys |= fields.keys()
        pending += [s for f in fields.values() if (s := section_of(f.annotation)) is not None]
    return frozenset(keys.union(*synonym_file().keys.values()))


# --- content -------------------------------------------------------------------------------------

_UNREAD_TEXT = ("yaml_syntax", "bad_character", "nested_too_deep")
"""Problems after which a part of the text was not read at all."""


def _check(text: CaseText) -> CheckedFile:
    reader = FormReader()
    data = {} if text.data is None else text.data
    if not isinstance(data, dict):
        problem = _at(text, (), CaseProblem(id="not_keys_and_values"))
        return CheckedFile(None, {}, text, reader, _in_order([*text.problems, problem]))
    read = reader.read(data)
    written, refused = _validated(read, reader)
    checked = CheckedFile(written, read, text, reader, text.problems)
    unplaced = [*reader.problems, *refused]
    if not any(problem.id in _UNREAD_TEXT for problem in text.problems):
        unplaced += check_cameras(read, reader)
    unplaced += check_answers(read, reader, checked.line_of)
    checked = replace(checked, problems=_in_order([*text.problems, *checked.located(unplaced)]))
    return replace(checked, written=None) if checked.has_errors else checked


def _at(text: CaseText, path: KeyPath, problem: CaseProblem) -> CaseProblem:
    place = text.place(path)
    return problem.model_copy(update={"line": place.line, "column": place.column})


def _in_order(problems: Iterable[CaseProblem]) -> tuple[CaseProblem, ...]:
    unique = {problem.model_dump_json(): problem for problem in problems}
    return tuple(sorted(unique.values(), key=lambda p: (p.line or 0, p.column or 0)))


def _validated(
    read: Mapping[str, Any], reader: FormReader
) -> tuple[CaseFile | None, list[tuple[KeyPath, CaseProblem]]]:
    """The model, and what it refuses that the reader has not refused before."""
    try:
        return CaseFile.model_validate(read), []
    except ValidationError as error:
        problems = []
        for details in error.errors():
            path = reader.file_path(details["loc"])
            within = any(path[: len(known)] == known for known in reader.reported)
            around = any(known[: len(path)] == path for known in reader.reported)
            # A key is also missing if something in its value could not be read.
            if not within and not (around and details["type"] == "missing"):
                problems.append((path, _problem(details)))
        return None, problems


_BY_TYPE: dict[str, str] = {
    "missing": "missing_key",
    "string_type": "wants_text_only",
    "string_too_short": "empty_value",
    "too_short": "no_answer",
    "string_pattern_mismatch": "not_a_digest",
    "tuple_type": "wants_list",
    "list_type": "wants_list",
    "model_type": "wants_keys",
    "dict_type": "wants_keys",
    "bool_type": "wants_yes_or_no",
    "bool_parsing": "wants_yes_or_no",
    "int_type": "wants_number",
    "int_parsing": "wants_number",
    "int_parsing_size": "wants_number",
    "int_from_float": "wants_number",
    "float_type": "wants_number",
    "float_parsing": "wants_number",
    "finite_number": "wants_number",
    "greater_than": "out_of_range",
    "greater_than_equal": "out_of_range",
    "less_than": "out_of_range",
    "less_than_equal": "out_of_range",
}
"""Problems by the library's types of errors."""
_LIMITS: dict[str, tuple[str, str]] = {
    "gt": ("above {}", "大于 {}"),
    "ge": ("of at least {}", "不小于 {}"),
    "lt": ("below {}", "小于 {}"),
    "le": ("of at most {}", "不大于 {}"),
}


def _problem(details: ErrorDetails) -> CaseProblem:
    """An error of the model as a problem without a place."""
    key = last_key(tuple(details["loc"]))
    context = details.get("ctx", {})
    name = details["type"]
    values = {name: str(value) for name, value in context.items()}
    values |= {"key": key, "written": printed(details["input"]), "known": ""}
    if name in problem_texts():  # the model's own checks name the problem themselves
        return CaseProblem(id=name, values=values)
    if key == "id" and name == "string_pattern_mismatch":
        return CaseProblem(id="not_an_exhibit_number", values=values)
    if name in _BY_TYPE:
        for bound, (limit, limit_zh) in _LIMITS.items():
            if bound in context:
                values["limit"] = limit.format(context[bound])
                values["limit_zh"] = limit_zh.format(context[bound])
        return CaseProblem(id=_BY_TYPE[name], values=values)
    reason = context["error"] if name == "value_error" else details["msg"]
    return CaseProblem(id="invalid", values={"key": key, "reason": str(reason)})
