"""Figures a report can print next to its findings: amounts worked out from facts, no verdicts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from auditor.core.frozen import Frozen
from auditor.core.text import Text
from auditor.vocabulary.fact import Fact
from auditor.vocabulary.value import FactValue


class Formula(StrEnum):
    """The formulas a rule can name."""

    PRO_RATA_CONTRACT_LOSS = "pro_rata_contract_loss"


class FigureTerm(Frozen):
    """One part of a figure, with the working shown as text. `amount` is in yuan."""

    label: Text
    working: str
    amount: int


class Figure(Frozen):
    """A figure worked out. `missing` names the facts that are unknown; then there is no amount.

    `amount` is in yuan, each term rounded half up to whole yuan before they are added, as the
    first-instance court's own sum was.
    """

    rule: str
    title: Text
    amount: int | None
    terms: tuple[FigureTerm, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class FormulaDefinition:
    """What a formula needs, and how it works."""

    inputs: tuple[str, ...]
    work: Callable[[Mapping[str, FactValue]], tuple[FigureTerm, ...]]


def _yuan(amount: Decimal) -> int:
    return int(amount.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def _pro_rata(facts: Mapping[str, FactValue]) -> tuple[FigureTerm, ...]:
    """Price times unusable days by term, plus necessary travel.

    Source: Fuyang District People's Court, (2019) Zhe 0111 Min Chu 6971, on breach:
    1,360 x 182/365 = 678, plus travel 360. The count of days (from the refusal to the last day of
    validity) is the reading of this tool: the extract gives the number, not how it was counted.
    """
    price = Decimal(str(facts["contract.price_yuan"]))
    term = Decimal(str(facts["contract.term_days"]))
    start = date.fromisoformat(str(facts["contract.unusable_from"]))
    end = date.fromisoformat(str(facts["contract.valid_until"]))
    days = max(0, (end - start).days)
    lost = price * days / term
    travel = Decimal(str(facts["loss.necessary_travel_yuan"]))
    return (
        FigureTerm(
            label=Text(
                en="price for the days the contract could not be used", zh="无法使用期间的价款"
            ),
            working=f"{price} × {days} / {term} = {lost:.2f}",
            amount=_yuan(lost),
        ),
        FigureTerm(
            label=Text(en="necessary travel", zh="必要交通费"),
            working=f"{travel}",
            amount=_yuan(travel),
        ),
    )


FORMULAS: dict[Formula, FormulaDefinition] = {
    Formula.PRO_RATA_CONTRACT_LOSS: FormulaDefinition(
        inputs=(
            "contract.price_yuan",
            "contract.term_days",
            "contract.unusable_from",
            "contract.valid_until",
            "loss.necessary_travel_yuan",
        ),
        work=_pro_rata,
    )
}


def work_out(rule: str, title: Text, formula: Formula, facts: Mapping[str, Fact]) -> Figure:
    """The figure of `rule`; without an amount where an input is unknown or makes no sense."""
    needed = FORMULAS[formula].inputs
    known = {name: facts[name].value for name in needed if name in facts}
    values = {name: value for name, value in known.items() if value is not None}
    missing = tuple(name for name in needed if name not in values)
    if missing or values["contract.term_days"] == 0:
        return Figure(
            rule=rule, title=title, amount=None, missing=missing or ("contract.term_days",)
        )
    terms = FORMULAS[formula].work(values)
    return Figure(rule=rule, title=title, amount=sum(term.amount for term in terms), terms=terms)
