"""Errors of the program as sentences in both languages.

A `FaceAuditError` is written in English; `reports/locale/program.zh.yaml` has its clauses in
Chinese. What the operating system refuses, and defects, are texts of `reports/locale/terminal.*`.
"""

from __future__ import annotations

import errno
import os
from functools import cache, lru_cache

from auditor.case.problems import CaseFileError
from auditor.core.errors import ExitCode, FaceAuditError
from auditor.core.text import LANGUAGES, Language, Text
from auditor.report.examiner_words import Sentence, read_pairs, translated
from auditor.report.locale import LOCALE, read_sentences

_ENVIRONMENT = {
    errno.ENOSPC: "no_space",
    errno.EDQUOT: "no_space",
    errno.EFBIG: "no_space",
    errno.EACCES: "no_permission",
    errno.EPERM: "no_permission",
    errno.EROFS: "read_only",
    errno.ENOENT: "missing",
    errno.EEXIST: "in_the_way",
    errno.ENOTDIR: "not_a_folder",
    errno.EISDIR: "is_a_folder",
    errno.ENAMETOOLONG: "name_too_long",
    errno.EMFILE: "too_many_files",
    errno.ENFILE: "too_many_files",
    errno.ENOMEM: "no_memory",
}
"""Texts for what the operating system refuses, by error number. `EFBIG` is a quota, too: the
largest file that a process may write."""


def problem_text(problem: Exception) -> Text:
    """Any error as a sentence in both languages: one of ours, one of the system, or a defect."""
    return Text(**{language: _in(problem, language) for language in LANGUAGES})


def exit_code_of(problem: Exception) -> ExitCode:
    """The exit code of a command that ends with `problem`."""
    if isinstance(problem, FaceAuditError):
        return problem.exit_code
    refused = environment_sentence(problem, "en") is not None
    return ExitCode.USAGE if refused else ExitCode.INTERNAL_ERROR


def _in(problem: Exception, language: Language) -> str:
    if isinstance(problem, FaceAuditError):
        return error_sentence(problem, language)
    refused = environment_sentence(problem, language)
    return refused if refused is not None else defect_sentence(problem, language)


def error_sentence(problem: FaceAuditError, language: Language) -> str:
    """One of our errors in `language`; in English if its first clause is not known in Chinese."""
    if isinstance(problem, CaseFileError):
        return problem.sentences(language)
    what = known_clause(problem.what) if language == "zh" else None
    if what is None:
        return str(problem)
    say = terminal_sentences(language)
    # Of what is wrong, what to do and why, only the first has to be known.
    why = say["clause.why"].format(why=clause_in(problem.why, language)) if problem.why else ""
    where = say["clause.where"].format(where=problem.where) if problem.where else ""
    remedy = clause_in(problem.remedy, language)
    sentences = (f"{what}{why}", *((remedy,) if remedy else ()))
    return where + "".join(say["clause.sentence"].format(words=words) for words in sentences)


def environment_sentence(problem: Exception, language: Language) -> str | None:
    """What the machine refuses (space, permission, memory), as a sentence; None for a defect."""
    say = terminal_sentences(language)
    if isinstance(problem, MemoryError):
        return say["environment.no_memory"]
    if not isinstance(problem, OSError) or problem.errno is None:
        return None
    name = problem.filename
    file = os.fsdecode(name) if isinstance(name, str | bytes) else say["environment.some_file"]
    key = _ENVIRONMENT.get(problem.errno, "other")
    reason = problem.strerror or str(problem)
    return say[f"environment.{key}"].format(file=file, reason=reason)


def defect_sentence(problem: Exception, language: Language) -> str:
    """A defect of the program as a sentence."""
    error = f"{type(problem).__name__}: {problem}"
    return terminal_sentences(language)["defect"].format(error=error)


def clause_in(words: str, language: Language) -> str:
    """A clause of an error or a failed check in `language`, in English if it is not known."""
    return (known_clause(words) if language == "zh" else None) or words


@cache
def terminal_sentences(language: Language) -> dict[str, str]:
    """Every text of the terminal in one language, by dotted key."""
    return read_sentences(f"terminal.{language}.yaml")


@lru_cache(maxsize=1024)
def known_clause(words: str) -> str | None:
    """A clause in Chinese; None if it is not known."""
    return translated(words, program_clauses())


@cache
def program_clauses() -> tuple[Sentence, ...]:
    """The clauses of errors and failed checks that have a Chinese form."""
    return read_pairs([LOCALE / "program.zh.yaml"])
