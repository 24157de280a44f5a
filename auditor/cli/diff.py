"""`face-audit diff`: what two audits of one place found, side by side."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from auditor import saved
from auditor.case.model import FactValue
from auditor.cli.console import explained, result
from auditor.cli.lang import Lang
from auditor.errors import ExitCode
from auditor.facts.vocabulary import definition
from auditor.judge.difference import Difference, Turn, differences
from auditor.judge.model import Findings
from auditor.judge.outcome import code_of
from auditor.judge.verdict import Verdict
from auditor.text import Language


def diff(
    old: Annotated[Path, typer.Argument(help="findings.json of the earlier audit.")],
    new: Annotated[Path, typer.Argument(help="findings.json of the later audit.")],
    lang: Lang = "en",
) -> None:
    """Say which findings are new, gone, changed and unchanged, and by which facts.

    The exit code is that of the worst new finding; 0 where nothing is new.
    """
    with explained():
        before, after = saved.read(old, Findings)[0], saved.read(new, Findings)[0]
        found = differences(before, after)
        result(f"{before.case.title} ({before.as_of}) -> {after.case.title} ({after.as_of})")
        for turn in Turn:
            members = [one for one in found if one.turn is turn]
            result(f"{turn.value}: {len(members)}")
            if turn is not Turn.UNCHANGED:
                for one in members:
                    _print(one, lang)
        worst = max(
            (one.severity for one in found if one.turn is Turn.NEW),
            key=lambda severity: severity.rank,
            default=None,
        )
        raise typer.Exit(code_of(worst) if worst is not None else ExitCode.CLEAN)


def _print(one: Difference, lang: Language) -> None:
    was, is_now = (_verdict(verdict) for verdict in (one.before, one.after))
    version = " (another version of the rule)" if one.rule_changed else ""
    result(f"  {one.rule} [{one.severity.value}]: {was} -> {is_now}{version}")
    for fact in one.facts:
        before, after = _value(fact.fact, fact.before, lang), _value(fact.fact, fact.after, lang)
        result(f"    {fact.fact}: {before} -> {after}")


def _verdict(verdict: Verdict | None) -> str:
    return verdict.value.replace("_", " ") if verdict else "not asked"


def _value(fact: str, value: FactValue | None, lang: Language) -> str:
    return "unknown" if value is None else definition(fact).say(value, lang)
