"""`face-audit facts`: the vocabulary, searched by word or issue, and former names of facts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

import typer

from auditor.cli.console import explained, result, say
from auditor.cli.lang import Lang
from auditor.judge.rules.issue import Issue
from auditor.vocabulary.suggestions import search_facts
from auditor.vocabulary.vocabulary import MOVED_TO_RUN_RECORD, FactDefinition, declarable


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
    """List every fact a case can declare, with its question and what it takes."""
    with explained():
        if renamed:
            _print_renamed()
            return
        chosen: Iterable[FactDefinition] = (
            search_facts(search) if search.strip() else declarable().values()
        )
        if issue is not None:
            used = _facts_of(issue)
            chosen = [about for about in chosen if about.id in used]
        lines = [
            f"{about.id:42} {about.question[lang]}\n{'':42} takes {about.takes()}"
            for about in chosen
        ]
        for line in lines:
            result(line)
        if not lines:
            say(f'No fact matches "{search}". Try another word, or list all: face-audit facts')


def _facts_of(issue: Issue) -> set[str]:
    """The facts that the shipped rules of an issue depend on."""
    # Loading the rules takes longer than listing every fact.
    from auditor.pipeline.rules import rule_book  # noqa: PLC0415

    rules = (rule for pack in rule_book().packs for rule in pack.rules)
    return {fact for rule in rules if rule.issue is issue for fact in rule.facts}


def _print_renamed() -> None:
    for about in declarable().values():
        if about.was:
            result(f"{about.was:40} {about.id}")
    for former, present in MOVED_TO_RUN_RECORD.items():
        result(f"{former:40} {present}")
