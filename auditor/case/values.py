"""Read one value of a case file in the forms that people write."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from auditor.case.dates import read_day
from auditor.case.problems import CaseProblem, ProblemLevel
from auditor.vocabulary.suggestions import suggest_value, suggest_word, synonym_file
from auditor.vocabulary.vocabulary import FactDefinition

KeyPath = tuple[str | int, ...]

UNREADABLE = object()
"""Replaces a value that a problem was reported for."""

YES = ("yes", "true", "y", "是", "有")
NO = ("no", "false", "n", "否", "无", "没有")
_FIRST_DAY_ENDINGS = ("start", "from", "since")
"""Ends of keys and facts for which a year or a month counts as its first day, not its last."""
_MOST_WRITTEN = 60
"""Longest value that a message quotes, in characters."""


class ValueReader:
    """Reads values; what cannot be read becomes a problem, and `UNREADABLE`.

    Attributes:
        problems: pairs of a path in the file and a problem without a place.
        reported: paths for which an error was reported.
    """

    def __init__(self) -> None:
        self.problems: list[tuple[KeyPath, CaseProblem]] = []
        self.reported: set[KeyPath] = set()

    def report(self, path: KeyPath, name: str, hint: str = "", **values: str) -> None:
        """Note the problem `name` at `path`, with the suggestion of `hint` if it is given."""
        problem = CaseProblem(id=name, hint=hint, values=values)
        self.problems.append((path, problem))
        if problem.level is ProblemLevel.ERROR:
            self.reported.add(path)

    def text(self, written: object, path: KeyPath) -> object:
        """Text; numbers and yes/no need quotes, since YAML does not keep how they were written."""
        if isinstance(written, str):
            return written
        if isinstance(written, bool | int | float):
            self.report(path, "wants_text", key=last_key(path), written=printed(written))
        else:
            self.report(path, "wants_text_only", key=last_key(path))
        return UNREADABLE

    def yes_or_no(self, written: object, key: str, path: KeyPath) -> object:
        """Yes or no, also in quotes or in Chinese."""
        answer = answer_of(written)
        if answer is not None:
            return answer
        if isinstance(written, str) and (bare := without_quotes(written)) != written:
            self.report(path, "wide_quotes", written=written, wanted=bare)
        else:
            self.report(path, "wants_yes_or_no", key=key, written=printed(written))
        return UNREADABLE

    def day(self, written: object, key: str, path: KeyPath) -> object:
        """A day as YYYY-MM-DD; a year or a month alone is completed with a warning."""
        first = key.rpartition(".")[2].rpartition("_")[2] in _FIRST_DAY_ENDINGS
        values = {"key": key, "written": printed(written)}
        try:
            day = read_day(written, first=first)
        except ValueError:
            self.report(path, "no_such_day", **values)
            return UNREADABLE
        if day is None:
            self.report(path, "not_a_date", **values)
            return UNREADABLE
        if day.completed:
            self.report(path, "date_completed", taken=day.day.isoformat(), **values)
        return day.day.isoformat()

    def enum(self, written: object, words: type[StrEnum], path: KeyPath, synonyms: str) -> object:
        """A word of `words`; `synonyms` names its list of synonyms."""
        known = [word.value for word in words]
        if isinstance(written, str) and written in known:
            return written
        table = synonym_file().words.get(synonyms, {})
        suggested = suggest_word(str(written), known, table)
        self.not_a_word("not_a_word", path, written, known, suggested)
        return UNREADABLE

    def word(self, written: object, about: FactDefinition, path: KeyPath) -> object:
        """A word that is a value of a fact; empty text means no answer."""
        if written == "" or (isinstance(written, str) and written in about.values):
            return written
        known = list(about.values)
        suggested = suggest_value(about, written) if isinstance(written, str) else ""
        self.not_a_word("not_a_word", path, written, known, suggested, key=about.id)
        return UNREADABLE

    def not_a_word(
        self,
        name: str,
        path: KeyPath,
        written: object,
        known: Sequence[str],
        suggested: str,
        *,
        key: str = "",
    ) -> None:
        """Report a word that is none of `known`; `suggested` is empty where none is likely."""
        if isinstance(written, str):
            bare = without_quotes(written)
            if bare != written and bare in known:
                self.report(path, "wide_quotes", written=written, wanted=bare)
                return
        values = {
            "key": key or last_key(path),
            "written": printed(written),
            "known": ", ".join(known),
        }
        if suggested and suggested != written:
            self.report(path, name, "hint_did_you_mean", suggested=suggested, **values)
        else:
            self.report(path, name, **values)


def answer_of(written: object) -> bool | None:
    """`written` as an answer; None where it is neither yes nor no."""
    if isinstance(written, bool):
        return written
    if isinstance(written, str):
        word = written.strip().casefold()
        return True if word in YES else False if word in NO else None
    return None


def printed(written: object) -> str:
    """A value as a message quotes it."""
    if isinstance(written, bool):
        return "yes" if written else "no"
    if isinstance(written, tuple | list):
        text = f"[{', '.join(printed(member) for member in written)}]"
    elif isinstance(written, dict):
        text = "{...}"
    else:
        text = str(written)
    text = "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in text)
    return text if len(text) <= _MOST_WRITTEN else f"{text[: _MOST_WRITTEN - 3]}..."


def without_quotes(written: str) -> str:
    """`written` without Chinese quotes around it."""
    return written.strip().strip("“”‘’「」＂＇").strip()


def last_key(path: KeyPath) -> str:
    """The last key of a path."""
    return next((part for part in reversed(path) if isinstance(part, str)), "")
