"""How a terminal asks a question: by keyboard, as plain lines, or from a file of answers."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from auditor.cli.console import CommandError, print_result, result
from auditor.cli.texts import language_in_use, printable, text
from auditor.core.errors import CaseError
from auditor.core.own_yaml import nearest, read_yaml
from auditor.interview.question import AnswerOption, InterviewQuestion
from auditor.interview.reading import AnswerError, Reply, read_answer, read_reply
from auditor.vocabulary.value import FactValue
from auditor.vocabulary.vocabulary import FactType, declarable

if TYPE_CHECKING:
    import questionary

_OTHERS = (Reply.NOT_KNOWN, Reply.SKIP, Reply.BACK, Reply.QUIT)


class Dialogue(Protocol):
    """A way to ask questions."""

    def begin(self, file: Path) -> None:
        """Say how to answer, and that answers are kept in `file`."""

    def ask(self, question: InterviewQuestion) -> FactValue | Reply:
        """The answer to a question, or what the person wants instead."""

    def end(self) -> None:
        """Say what is left to say once the questions are over."""


def dialogue(answers: Path | None) -> Dialogue:
    """From `answers` if they are given, by keyboard at a terminal, else by plain lines.

    Raises:
        CaseError: the file of answers is wrong.
    """
    if answers is not None:
        return ScriptedDialogue(answers)
    terminal = sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
    return KeyboardDialogue() if terminal else PlainDialogue()


class PlainDialogue:
    """Questions as lines of text; every answer is a line. The end of the input ends the interview.

    Works for a screen reader, over a slow line, and for a program that writes the answers.
    """

    def begin(self, file: Path) -> None:
        """Say what can be typed."""
        result("ask.begin_lines", file=file)

    def ask(self, question: InterviewQuestion) -> FactValue | Reply:
        """Print the question with numbered options, and read lines until one is an answer."""
        print_question(question)
        for number, option in enumerate(question.options, 1):
            key = "ask.option_known" if option.fixed else "ask.option"
            result(key, number=number, label=option.label)
        result(f"ask_takes.{question.kind.value}")
        while True:
            typed = self._line()
            if typed is None:
                return Reply.QUIT
            if reply := read_reply(typed):
                return reply
            try:
                return read_answer(question, typed)
            except AnswerError as refused:
                print_refusal(refused)

    def end(self) -> None:
        """Say nothing."""

    def _line(self) -> str | None:
        sys.stdout.write("> ")
        sys.stdout.flush()
        line = sys.stdin.readline()
        return line.rstrip("\n") if line else None


class ScriptedDialogue:
    """Answers from a YAML file: facts with their values as in a case file, `?` for "do not know".

    What the file does not answer is skipped.
    """

    def __init__(self, path: Path) -> None:
        source = read_yaml(path, str(path), CaseError)
        if not isinstance(source.data, dict):
            raise CommandError("answers_not_facts", file=path)
        for fact in source.data:
            if fact not in declarable():
                hint = nearest(str(fact), list(declarable()))
                near = text("error.near", near=hint.split('"')[1]) if hint else ""
                raise CommandError("answers_unknown_fact", file=path, fact=fact, near=near)
        self._path = path
        self._answers: Mapping[str, Any] = source.data
        self._used: set[str] = set()

    def begin(self, file: Path) -> None:
        """Say where the answers are kept."""
        result("ask.begin", file=file)

    def ask(self, question: InterviewQuestion) -> FactValue | Reply:
        """The answer in the file; printed as a person would have given it."""
        print_question(question)
        written = self._answers.get(question.fact, Reply.SKIP.value)
        self._used.add(question.fact)
        reply = read_reply(written) if isinstance(written, str) else None
        if reply is not None:
            print_result(f"> {text(f'reply.{reply.value}')}")
            return reply
        try:
            value = read_answer(question, written)
        except AnswerError as refused:
            problem = refused.problem.model_copy(update={"file": str(self._path)})
            raise CommandError(
                "answers_refused", sentence=problem.sentence(language_in_use())
            ) from None
        print_result(f"> {declarable()[question.fact].say(value, language_in_use())}")
        return value

    def end(self) -> None:
        """Name the answers that were not needed."""
        unused = [fact for fact in self._answers if fact not in self._used]
        if unused:
            result("ask.unused", facts=text("value.separator").join(unused))


class KeyboardDialogue:
    """Questions with options to move through by the arrow keys."""

    def begin(self, file: Path) -> None:
        """Say where the answers are kept; the keys are named with each question."""
        result("ask.begin", file=file)

    def ask(self, question: InterviewQuestion) -> FactValue | Reply:
        """Ask by keyboard until there is an answer."""
        print_question(question)
        while True:
            answer = _prompt(question).unsafe_ask()
            if isinstance(answer, Reply):
                return answer
            if isinstance(answer, list):
                chosen = [part for part in answer if not isinstance(part, Reply)]
                replies = [part for part in answer if isinstance(part, Reply)]
                if replies:
                    return replies[0]
                return tuple(str(part) for part in chosen)
            if isinstance(answer, bool):
                return answer
            if reply := read_reply(str(answer)):
                return reply
            try:
                return read_answer(question, str(answer))
            except AnswerError as refused:
                print_refusal(refused)

    def end(self) -> None:
        """Say nothing."""


def _prompt(question: InterviewQuestion) -> questionary.Question:
    # Slow to import, and needed at a terminal only.
    import questionary  # noqa: PLC0415

    others = [questionary.Choice(text(f"reply.{reply.value}"), value=reply) for reply in _OTHERS]
    if question.kind in (FactType.YES_NO, FactType.CHOICE):
        choices = [*map(_choice, question.options), questionary.Separator(), *others]
        return questionary.select("", choices=choices, qmark="", instruction=text("ask.select"))
    if question.kind is FactType.SET and question.options:
        choices = [*map(_choice, question.options), questionary.Separator(), *others]
        return questionary.checkbox("", choices=choices, qmark="", instruction=text("ask.checkbox"))
    return questionary.text("", qmark=">", instruction=text(f"ask_takes.{question.kind.value}"))


def _choice(option: AnswerOption) -> questionary.Choice:
    import questionary  # noqa: PLC0415 - as above

    disabled = text("ask.known") if option.fixed else None
    return questionary.Choice(printable(option.label), value=option.value, disabled=disabled)


def print_question(question: InterviewQuestion) -> None:
    """A question with its number, why it is asked, and what would show the answer."""
    result("ask.number", number=question.number, most=question.most)
    print_result(question.text)
    print_result(f"  {question.why}")
    result("ask.where", where=question.where)


def print_refusal(refused: AnswerError) -> None:
    """Why what was typed is no answer."""
    language = language_in_use()
    parts = (refused.problem.what(language), refused.problem.suggestion(language))
    result("ask.refused", reason=text("ask.gap").join(part for part in parts if part))
