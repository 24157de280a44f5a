"""`face-audit rules`: look at the rules, and check a pack of one's own."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from auditor.cli.console import explained, result
from auditor.cli.lang import Lang
from auditor.cli.options import Rules
from auditor.core.errors import ExitCode, RuleError
from auditor.core.own_yaml import nearest
from auditor.judge.decide.examples import run_examples
from auditor.pipeline.rules import rule_book
from auditor.report.handbook import rule_page

app = typer.Typer(no_args_is_help=True, add_completion=False, help="Look at the rules.")


@app.command("list")
def list_rules(
    rules: Rules = [],
    lang: Lang = "en",
) -> None:
    """List every rule with its pack, severity, issue and question."""
    with explained():
        for pack in rule_book(rules).packs:
            gives = Counter(
                verdict.value.replace("_", " ")
                for rule in pack.rules
                for verdict in {step.verdict for step in (*rule.outcomes, *rule.exceptions)}
            )
            told = ", ".join(f"{number} can give {word}" for word, number in sorted(gives.items()))
            result(f"{pack.head.id} {pack.head.version} - {pack.head.title[lang]}")
            result(f"  {len(pack.rules)} rules: {told}")
            for rule in pack.rules:
                marks = f"{rule.severity.value:9} {rule.issue.value:12}"
                result(f"  {rule.id:42} {marks} {rule.question[lang]}")


@app.command("show")
def show_rule(
    rule: Annotated[str, typer.Argument(metavar="ID", help="Id of the rule.")],
    rules: Rules = [],
    lang: Lang = "en",
) -> None:
    """Show one rule as a page of a handbook."""
    with explained():
        book = rule_book(rules)
        found = book.rule(rule)
        if found is None:
            known = [r.id for pack in book.packs for r in pack.rules]
            hint = nearest(rule, known)
            raise RuleError(
                f'there is no rule "{rule}"',
                remedy=f"{hint[0].upper()}{hint[1:-1]}" if hint else "See: face-audit rules list",
            )
        result(rule_page(found, book, lang))


@app.command("check")
def check_rules(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder of a pack, or of packs.")],
) -> None:
    """Load the packs in a folder beside the shipped ones and run every example they carry.

    Exit code 0 where every example holds, 2 where a file is wrong or an example does not.
    """
    with explained():
        shipped = {pack.head.id for pack in rule_book().packs}
        book = rule_book([folder])
        own = [pack for pack in book.packs if pack.head.id not in shipped]
        runs = [run for pack in own for rule in pack.rules for run in run_examples(rule, book)]
        for run in runs:
            if not run.holds:
                result(f"{run.rule}: {run.example}: wanted {run.wanted}, got {run.got}")
        failed = sum(not run.holds for run in runs)
        rules = sum(len(pack.rules) for pack in own)
        result(f"{len(own)} packs, {rules} rules, {len(runs)} examples, {failed} do not hold")
        if failed:
            raise typer.Exit(ExitCode.USAGE)


@app.command("necessity")
def list_ways(rules: Rules = [], lang: Lang = "en") -> None:
    """List, purpose by purpose, the less intrusive ways that the necessity procedure weighs."""
    with explained():
        ways = rule_book(rules).ways
        for purpose in ways.purposes.values():
            result(f"{purpose.purpose}: people told apart: {purpose.tells_apart}")
            result(f"  {purpose.why[lang]}")
            for way in (ways.ways[name] for name in purpose.ways):
                result(f"  {way.id:22} {way.title[lang]} ({way.asks[lang]})")
