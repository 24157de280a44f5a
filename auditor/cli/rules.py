"""`face-audit rules`: list, show and check rules."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from auditor.cli.console import CommandError, explained, print_result, result
from auditor.cli.lang import Lang
from auditor.cli.options import Rules
from auditor.cli.summary import severity_words, verdict_words
from auditor.cli.texts import padded, text
from auditor.core.errors import ExitCode
from auditor.core.own_yaml import nearest
from auditor.judge.decide.examples import run_examples
from auditor.judge.rules.rule import Pack
from auditor.pipeline.rules import rule_book
from auditor.report.handbook import rule_page

app = typer.Typer(no_args_is_help=True, add_completion=False, help="List, show and check rules.")


@app.command("list")
def list_rules(
    rules: Rules = [],
    lang: Lang = "en",
) -> None:
    """List every rule with its pack, severity, issue and question."""
    with explained():
        for pack in rule_book(rules).packs:
            head = pack.head
            result("rules.pack", pack=head.id, version=head.version, title=head.title[lang])
            result("rules.count", number=len(pack.rules), gives=_possible_verdicts(pack))
            for rule in pack.rules:
                columns = (
                    padded(rule.id, 42),
                    padded(severity_words(rule.severity), 9),
                    padded(text(f"issue.{rule.issue.value}"), 12),
                )
                print_result(f"  {' '.join(columns)} {rule.question[lang]}")


def _possible_verdicts(pack: Pack) -> str:
    verdicts = Counter(
        verdict
        for rule in pack.rules
        for verdict in {step.verdict for step in (*rule.outcomes, *rule.exceptions)}
    )
    return text("value.separator").join(
        text("rules.gives", number=number, verdict=verdict_words(verdict))
        for verdict, number in sorted(verdicts.items(), key=lambda count: count[0].rank)
    )


@app.command("show")
def show_rule(
    rule: Annotated[str, typer.Argument(metavar="ID", help="Id of the rule.")],
    rules: Rules = [],
    lang: Lang = "en",
) -> None:
    """Show one rule as a page of the handbook."""
    with explained():
        book = rule_book(rules)
        named = book.rule(rule)
        if named is None:
            known = [known.id for pack in book.packs for known in pack.rules]
            raise _unknown(rule, known)
        print_result(rule_page(named, book, lang))


def _unknown(rule: str, known: list[str]) -> CommandError:
    hint = nearest(rule, known)
    if not hint:
        return CommandError("no_such_rule", rule=rule)
    return CommandError("no_such_rule_near", rule=rule, near=hint.split('"')[1])


@app.command("check")
def check_rules(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder of a pack, or of packs.")],
    lang: Lang = "en",
) -> None:
    """Load the packs in a folder together with the shipped ones, and run every example they have.

    Exit code 0: every example gives what it states; 2: a file is wrong, or an example does not.
    """
    del lang  # The option itself sets the language of the terminal.
    with explained():
        shipped = {pack.head.id for pack in rule_book().packs}
        book = rule_book([folder])
        own = [pack for pack in book.packs if pack.head.id not in shipped]
        examples = [run for pack in own for rule in pack.rules for run in run_examples(rule, book)]
        failed = [run for run in examples if not run.holds]
        for run in failed:
            result(
                "rules.mismatch",
                rule=run.rule,
                example=run.example,
                wanted=run.wanted,
                actual=run.got,
            )
        result(
            "rules.checked",
            packs=len(own),
            rules=sum(len(pack.rules) for pack in own),
            examples=len(examples),
            failed=len(failed),
        )
        if failed:
            raise typer.Exit(ExitCode.USAGE)


@app.command("necessity")
def list_ways(rules: Rules = [], lang: Lang = "en") -> None:
    """List, for each purpose, the less intrusive ways that the necessity procedure weighs."""
    with explained():
        ways = rule_book(rules).ways
        for purpose in ways.purposes.values():
            answer = text(f"tells_apart.{purpose.tells_apart}")
            result("rules.purpose", purpose=purpose.purpose, answer=answer)
            result("rules.why", why=purpose.why[lang])
            for way in (ways.ways[name] for name in purpose.ways):
                line = text("rules.way", title=way.title[lang], question=way.asks[lang])
                print_result(f"  {padded(way.id, 22)} {line}")
