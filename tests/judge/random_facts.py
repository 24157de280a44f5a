"""Random facts of the vocabulary, as cases that nobody made up to suit a rule."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from random import Random

from auditor.judge.decide.bench import Bench
from auditor.vocabulary.fact import Fact, Strength
from auditor.vocabulary.implied import with_implied
from auditor.vocabulary.value import FactValue
from auditor.vocabulary.vocabulary import FINDING, FactDefinition, FactType, definition

UNKNOWN = 0.25
"""Share of the facts that a case leaves open."""
IN_PART = 0.15
"""Share of the sets of which only some members are known."""
NUMBERS = (0, 1, 4, 7, 29, 30, 31, 48, 90, 365, 99_999, 100_000)
CITIES = ("Hangzhou", "Shanghai", "Shenzhen", "Tianjin", "Nanjing")
FIRST_DAY = date(2019, 1, 1)


def random_facts(random: Random, names: Iterable[str], bench: Bench) -> dict[str, Fact]:
    """Facts of a case about `names`, with what follows from them by meaning."""
    told: dict[str, Fact] = {}
    for name in sorted(names):
        if name.startswith(FINDING) or definition(name).computed or random.random() < UNKNOWN:
            continue
        about = definition(name)
        part = about.type is FactType.SET and random.random() < IN_PART
        told[name] = Fact(
            id=name,
            value=random_value(random, about),
            complete=not part,
            strength=Strength.DECLARED,
        )
    known, _ = with_implied(told)
    return bench.seen_by(known)


def random_value(random: Random, about: FactDefinition) -> FactValue:
    match about.type:
        case FactType.YES_NO:
            return random.random() < 0.5
        case FactType.CHOICE:
            return random.choice(list(about.values))
        case FactType.SET:
            members = list(about.values) or ["vendor"]
            return tuple(sorted(random.sample(members, random.randint(0, min(4, len(members))))))
        case FactType.NUMBER:
            return random.choice(NUMBERS)
        case FactType.DATE:
            return (FIRST_DAY + timedelta(days=random.randrange(2600))).isoformat()
        case _:
            return random.choice(CITIES)
