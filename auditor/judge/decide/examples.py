"""Run the examples a rule carries: facts in, and the verdict or amount that must come out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from auditor.judge.decide.bench import Bench
from auditor.judge.rules.figure import work_out
from auditor.judge.rules.rule import Example, Rule, RuleBook
from auditor.vocabulary.fact import Fact, Strength
from auditor.vocabulary.vocabulary import definition

AS_OF = date(2026, 11, 22)
"""The day examples are judged by that name none; a fixed one, so that they never age."""


@dataclass(frozen=True)
class ExampleRun:
    """An example as run: what it promises and what came out, in words; equal where it holds."""

    rule: str
    example: str
    wanted: str
    got: str

    @property
    def holds(self) -> bool:
        """Whether the rule gives what the example promises."""
        return self.wanted == self.got


def facts_of(example: Example) -> dict[str, Fact]:
    """The facts of an example, as somebody's word; `at_least` are sets known only in part."""
    known = [(name, value, True) for name, value in example.facts.items()]
    known += [(name, value, False) for name, value in example.at_least.items()]
    return {
        name: Fact(
            id=name,
            value=definition(name).parse(value),
            complete=complete,
            strength=Strength.DECLARED,
        )
        for name, value, complete in known
    }


def run_examples(rule: Rule, book: RuleBook) -> Iterator[ExampleRun]:
    """Every example of `rule`, run in the order of the file."""
    for example in rule.examples:
        facts = facts_of(example)
        if rule.figure is not None:
            amount = work_out(rule.id, rule.title, rule.figure, facts).amount
            wanted = None if example.amount is None else int(example.amount)
            if example.verdict is None or wanted is not None:
                yield ExampleRun(rule.id, example.name, str(wanted), str(amount))
        if example.verdict is not None:
            bench = Bench(book, example.as_of or AS_OF)
            verdict = bench.verdict_in_force(rule, bench.seen_by(facts))
            yield ExampleRun(rule.id, example.name, example.verdict.value, verdict.value)
