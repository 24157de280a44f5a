"""`face-audit facts`: the vocabulary, searched by word or issue, and former names of facts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

import typer

from auditor.cli.console import explained, print_result, say
from auditor.cli.lang import Lang
from auditor.cli.texts import padded, text
from auditor.judge.rules.issue import Issue
from auditor.vocabulary.suggestions import search_facts
from auditor.vocabulary.vocabulary import (
    MOVED_TO_RUN_RECORD,
    FactDefinition,
    FactType,
    declarable,
)

_COLUMNS = 42


def facts(
    lang: Lang = "en",
    search: Annotated[
        str,
        typer.Option(
            "--search",
            metavar="WORD",
            help="Only facts whose name, question, values or synonyms contain the word, in English "
            "or Chinese.",
        ),
    ] = "",
    issue: Annotated[
        Issue | None, typer.Option("--issue", help="Only facts that rules of this issue use.")
    ] = None,
    renamed: Annotated[
        bool, typer.Option("--renamed", help="Print the former names next to the present ones.")
    ] = False,
) -> None:
    """List every fact that a case can declare, with its question and its possible values."""
    with explained():
        if renamed:
            _print_renamed()
            return
        chosen: Iterable[FactDefinition] = (
            search_facts(search) if search.strip() else declarable().values()
        )
        if issue is not None:
            used = _facts_of(issue)
            chosen = [fact for fact in chosen if fact.id in used]
        lines = [
            f"{padded(fact.id, _COLUMNS)} {fact.question[lang]}\n{padded('', _COLUMNS)} "
            + text("facts.takes", values=_values(fact))
            for fact in chosen
        ]
        for line in lines:
            print_result(line)
        if not lines:
            say("facts.no_match", word=search)


def _facts_of(issue: Issue) -> set[str]:
    """The facts that the shipped rules of an issue depend on."""
    # Loading the rules takes longer than listing every fact.
    from auditor.pipeline.rules import rule_book  # noqa: PLC0415

    rules = (rule for pack in rule_book().packs for rule in pack.rules)
    return {fact for rule in rules if rule.issue is issue for fact in rule.facts}


def _print_renamed() -> None:
    for fact in declarable().values():
        if fact.was:
            print_result(f"{padded(fact.was, _COLUMNS)} {fact.id}")
    for former, present in MOVED_TO_RUN_RECORD.items():
        print_result(f"{padded(former, _COLUMNS)} {present}")


def _values(fact: FactDefinition) -> str:
    if fact.type is FactType.SET and not fact.values:
        return text("takes.words")
    words = ", ".join(fact.values)
    if fact.type in {FactType.CHOICE, FactType.SET}:
        return text(f"takes.{fact.type.value}", words=words)
    return text(f"takes.{fact.type.value}")
