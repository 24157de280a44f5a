"""The shipped rules: loaded once in each process that runs tests, and never at import.

Parsing every rule takes seconds, so a module asks for the book inside a test or a fixture. Tests
are parametrized by the names of the rule files, which cost nothing to list.
"""

from __future__ import annotations

import dataclasses
from functools import cache

from auditor.core.paths import RULES
from auditor.judge.rules.load import PACK_FILE, load_rule_book
from auditor.judge.rules.rule import Rule, RuleBook
from auditor.vocabulary.vocabulary import FINDING

RULE_IDS = tuple(
    sorted(
        path.stem
        for pack in RULES.glob(f"*/{PACK_FILE}")
        for path in pack.parent.glob("*.yaml")
        if path.stem not in ("pack", "holdings")
    )
)
"""The ids of all shipped rules, by the names of their files."""


@cache
def shipped_book() -> RuleBook:
    """The packs and registers of `rules/`."""
    return load_rule_book(RULES)


def shipped_rule(identifier: str) -> Rule:
    """The shipped rule of that id."""
    rule = shipped_book().rule(identifier)
    assert rule is not None, f"there is no rule {identifier}"
    return rule


@cache
def book_of(*identifiers: str) -> RuleBook:
    """A book of the named rules and of those whose findings they ask about.

    A case is judged by it in a fraction of the time that the whole book takes.
    """
    names = set(identifiers)
    waiting = list(identifiers)
    while waiting:
        asked = {name.removeprefix(FINDING) for name in shipped_rule(waiting.pop()).findings}
        waiting += asked - names
        names |= asked
    packs = (
        dataclasses.replace(pack, rules=tuple(rule for rule in pack.rules if rule.id in names))
        for pack in shipped_book().packs
    )
    return dataclasses.replace(shipped_book(), packs=tuple(pack for pack in packs if pack.rules))
