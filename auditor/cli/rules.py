"""`face-audit rules`: look at the rules, and check a pack of one's own."""

from __future__ import annotations

from typing import Annotated

import typer

from auditor.cli.console import explained, result
from auditor.cli.handbook import rule_page
from auditor.cli.options import Lang, Rules, rule_roots
from auditor.errors import RuleError
from auditor.judge.rule import load_rule_book
from auditor.yaml_source import nearest

app = typer.Typer(no_args_is_help=True, help="Look at the rules.")


@app.command("list")
def list_rules(
    rules: Rules = [],
    lang: Lang = "en",
) -> None:
    """List every rule with its pack, severity and question."""
    with explained():
        for pack in load_rule_book(*rule_roots(rules)).packs:
            result(f"{pack.head.id} {pack.head.version} - {pack.head.title[lang]}")
            for rule in pack.rules:
                result(f"  {rule.id:42} {rule.severity.value:9} {rule.question[lang]}")


@app.command("show")
def show_rule(
    rule: Annotated[str, typer.Argument(metavar="ID", help="Id of the rule.")],
    rules: Rules = [],
    lang: Lang = "en",
) -> None:
    """Show one rule as a page of a handbook."""
    with explained():
        book = load_rule_book(*rule_roots(rules))
        found = book.rule(rule)
        if found is None:
            known = [r.id for pack in book.packs for r in pack.rules]
            hint = nearest(rule, known)
            raise RuleError(
                f'there is no rule "{rule}"',
                remedy=f"{hint[0].upper()}{hint[1:-1]}" if hint else "See: face-audit rules list",
            )
        result(rule_page(found, book, lang))
