"""What an operator can do from now on: the only changes that are ever advised.

A change of the legal ground, of the past, of a description, or of what people themselves decide is
none of these. The vocabulary says of each fact what conduct can make of it; what conduct it is, is
said in a sentence, and a change without a sentence is no advice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from auditor.judge.remedy.candidate_values import values_to_try
from auditor.judge.rules.condition import Test
from auditor.vocabulary.fact import Fact
from auditor.vocabulary.sentences import change_sentence
from auditor.vocabulary.value import FactValue
from auditor.vocabulary.vocabulary import definition


def is_conduct(fact: str, now: FactValue | None, then: FactValue) -> bool:
    """Whether the operator can make `then` of `fact` without doing more to people than now.

    `now` is None where the present value is unknown.
    """
    if not definition(fact).may_become(now, then):
        return False
    return bool(change_sentence(fact, now, then, "", "en"))


def conduct_values(
    fact: str, tests: Sequence[Test], facts: Mapping[str, Fact]
) -> tuple[FactValue, ...]:
    """Values of `fact` that `tests` tell apart and that conduct can bring about."""
    now = facts[fact].value if fact in facts else None
    return tuple(
        value for value in values_to_try(fact, tests, facts) if is_conduct(fact, now, value)
    )
