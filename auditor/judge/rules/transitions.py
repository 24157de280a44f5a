"""Rules on time: what becomes of conduct that a new law finds already under way."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from auditor.core.errors import RuleError
from auditor.core.frozen import Frozen
from auditor.core.own_yaml import read_yaml, validated
from auditor.core.text import Text

TRANSITIONS_FILE = "transitions.yaml"


class TimeRule(Frozen):
    """A provision on time: its place and its content."""

    authority: str
    pinpoint: Text
    says: Text


class Transition(TimeRule):
    """What a provision states about conduct under way when the instrument `of` came into force."""

    of: str


class Transitions(Frozen):
    """The transitions, and the rules on time for penalties."""

    transitions: tuple[Transition, ...] = ()
    penalties: tuple[TimeRule, ...] = ()

    def for_instruments(self, instruments: Iterable[str]) -> tuple[Transition, ...]:
        """What is said of the coming into force of any of `instruments`."""
        named = set(instruments)
        return tuple(transition for transition in self.transitions if transition.of in named)

    @property
    def cited(self) -> frozenset[str]:
        """Ids of the authorities it names."""
        rules = (*self.transitions, *self.penalties)
        return frozenset(
            {
                *(transition.authority for transition in rules),
                *(transition.of for transition in self.transitions),
            }
        )


def load_transitions(path: Path) -> Transitions:
    """The transitions in the file at `path`.

    Raises:
        RuleError: the file is missing or wrong.
    """
    source = read_yaml(path, path.name, RuleError)
    return validated(source, Transitions, source.data, RuleError)
