"""The order in which a conversation goes, and who can be asked what; `order.yaml` lists it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from pydantic import model_validator

from auditor.core.errors import RuleError
from auditor.core.frozen import Frozen
from auditor.core.own_yaml import read_yaml, validated
from auditor.vocabulary.fact import Fact
from auditor.vocabulary.value import FactValue, SpeakerRole
from auditor.vocabulary.vocabulary import definition

_FILE = Path(__file__).with_name("order.yaml")

FIRST_TO_ASK = 1.0
"""Chance that the person whom the vocabulary names first for a fact knows it. All these chances are
rough: they only order questions, so that those come first that the person can answer."""
ALSO_TO_ASK = 0.8
SEEN_ON_SPOT = 0.7
"""Chance that a visitor, witness or vendor knows what an auditor sees at the place."""
HARDLY_KNOWN = 0.3
"""Chance that a person knows what the vocabulary asks somebody else."""
_LAYPEOPLE = frozenset({SpeakerRole.VISITOR, SpeakerRole.WITNESS})


class ConversationOrder(Frozen):
    """`order.yaml`, whose head says what each part means."""

    after: Mapping[str, Mapping[str, tuple[FactValue, ...]]]
    expert: frozenset[str]
    lived: frozenset[str]

    @model_validator(mode="after")
    def _known(self) -> ConversationOrder:
        for fact, gate in self.after.items():
            definition(fact)
            if len(gate) != 1:
                raise ValueError(f"{fact}: a question comes after exactly one other")
            for earlier, values in gate.items():
                for value in values:
                    definition(earlier).parse(value)
        for fact in self.expert | self.lived:
            definition(fact)
        return self


@cache
def conversation_order() -> ConversationOrder:
    """The shipped order.

    Raises:
        RuleError: the file is damaged.
    """
    source = read_yaml(_FILE, _FILE.name, RuleError)
    return validated(source, ConversationOrder, source.data, RuleError)


def question_before(fact: str, facts: Mapping[str, Fact]) -> str | None:
    """What has to be asked before `fact`: its own name if nothing; None if it is pointless.

    It is pointless where what the question presupposes is known not to be so.
    """
    gate = conversation_order().after.get(fact)
    if gate is None:
        return fact
    ((earlier, values),) = gate.items()
    known = facts.get(earlier)
    if known is None or known.value is None:
        return question_before(earlier, facts)
    if isinstance(known.value, tuple):
        return fact if known.value else None
    return fact if known.value in values else None


def chance_of_answer(fact: str, role: SpeakerRole) -> float:
    """The rough chance that a person in `role` can answer; 0 for what they are not asked."""
    ask = definition(fact).ask
    if role in _LAYPEOPLE and (_is_for_insiders(fact) or fact in conversation_order().expert):
        return 0.0
    if role in ask:
        return FIRST_TO_ASK if ask[0] is role else ALSO_TO_ASK
    if role is SpeakerRole.AUDITOR:
        return ALSO_TO_ASK
    if SpeakerRole.AUDITOR in ask:
        return SEEN_ON_SPOT
    return HARDLY_KNOWN


def _is_for_insiders(fact: str) -> bool:
    """Whether only people of the operator, its vendor or an authority can know the answer."""
    outside = _LAYPEOPLE | {SpeakerRole.AUDITOR}
    return not outside & set(definition(fact).ask) and fact not in conversation_order().lived
