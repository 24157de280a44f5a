"""The rule book of a run: the shipped packs, then those the user adds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from auditor.case.model import Case
from auditor.core.paths import RULES
from auditor.judge.rules.load import load_rule_book
from auditor.judge.rules.rule import RuleBook


def rule_book(further: Sequence[Path] = ()) -> RuleBook:
    """The shipped packs and those in the folders `further`.

    Raises:
        RuleError: a rule, a pack or the authority register is wrong.
    """
    return load_rule_book(RULES, *further)


def judged_as_of(chosen: date | None, case: Case) -> date:
    """The date to judge by: the chosen one, else the one the case states, else today."""
    return chosen or case.as_of or date.today()
