"""Problems in a case file: each with its place, what is wrong and a suggestion, in two languages.

Code names a problem by an id of `messages.yaml` with values; the sentences are data.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path
from string import Formatter

from pydantic import Field

from auditor.core.errors import CaseError, Place, RuleError
from auditor.core.frozen import Frozen
from auditor.core.own_yaml import read_yaml, validated
from auditor.core.text import Language, Text

_FILE = Path(__file__).with_name("messages.yaml")

MOST_PRINTED = 20
"""Most errors that one error message prints; `face-audit check` prints all."""


class ProblemLevel(StrEnum):
    """An error keeps a case from being loaded; a warning does not."""

    ERROR = "error"
    WARNING = "warning"


class ProblemText(Frozen):
    """The sentences of one kind of problem; `{names}` are filled with the problem's values."""

    level: ProblemLevel = ProblemLevel.ERROR
    what: Text
    suggestion: Text | None = None


class CaseProblem(Frozen):
    """One thing that is wrong, or worth knowing, in a case file.

    `id` is a key of `messages.yaml`, `values` fill its sentences. `hint` is the id of the
    suggestion, a key of the same file, where it is not that of the problem itself. `line` and
    `column` count from 1; None where the problem has no place in the file.
    """

    id: str
    values: dict[str, str] = Field(default_factory=dict)
    hint: str = ""
    file: str = "case.yaml"
    line: int | None = None
    column: int | None = None

    @property
    def level(self) -> ProblemLevel:
        """Whether the case can be loaded in spite of it."""
        return problem_texts()[self.id].level

    @property
    def place(self) -> Place:
        """Where it is."""
        return Place(self.file, self.line, self.column)

    def what(self, language: Language) -> str:
        """What is wrong, a clause without a full stop."""
        return _filled(problem_texts()[self.id].what, self.values, language)

    def suggestion(self, language: Language) -> str:
        """What to do about it, a clause without a full stop; empty where there is no suggestion."""
        suggestion = problem_texts()[self.hint or self.id].suggestion
        return _filled(suggestion, self.values, language) if suggestion else ""

    def sentence(self, language: Language = "en") -> str:
        """The problem and the suggestion, with the place before them."""
        parts = [part for part in (self.what(language), self.suggestion(language)) if part]
        gap = {"en": " ", "zh": ""}[language]
        return f"{self.place}: {gap.join(_ended(part, language) for part in parts)}"


class _TextFile(Frozen):
    texts: dict[str, ProblemText]


@cache
def problem_texts() -> Mapping[str, ProblemText]:
    """The sentences of every kind of problem, by id.

    Raises:
        RuleError: the shipped file is damaged.
    """
    source = read_yaml(_FILE, _FILE.name, RuleError)
    return validated(source, _TextFile, {"texts": source.data}, RuleError).texts


def text_values(text: Text) -> set[str]:
    """Names of the values that a sentence needs, in either language."""
    fields = (field for words in (text.en, text.zh) for _, field, _, _ in Formatter().parse(words))
    return {field for field in fields if field}


def _ended(clause: str, language: Language) -> str:
    return clause if clause.endswith(("?", "？")) else clause + {"en": ".", "zh": "。"}[language]


def _filled(text: Text, values: Mapping[str, str], language: Language) -> str:
    return text[language].format_map(values)


class CaseFileError(CaseError):
    """`case.yaml` is wrong; every error in it is named, in order of line.

    Args:
        problems: at least one error; warnings among them are not printed.
    """

    def __init__(self, problems: Iterable[CaseProblem]) -> None:
        self.problems = tuple(problems)
        errors = [p for p in self.problems if p.level is ProblemLevel.ERROR]
        first = errors[0]
        self._errors = tuple(errors)
        super().__init__(first.what("en"), where=first.place, remedy=first.suggestion("en"))

    def __str__(self) -> str:
        return self.sentences("en")

    def sentences(self, language: Language) -> str:
        """Every error in a line of its own; of very many, the number of the rest."""
        lines = [error.sentence(language) for error in self._errors[:MOST_PRINTED]]
        if rest := len(self._errors) - len(lines):
            more = {"en": f"{rest} more", "zh": f"另有 {rest} 处"}[language]
            lines.append(f"{more}: face-audit check CASE")
        return "\n".join(lines)
