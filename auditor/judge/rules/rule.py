"""Rules and packs: the model of a rule file.

A rule file is data that a lawyer reads and edits. `rules/README.md` explains every key to them;
this module is what holds a file to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from typing import Literal

from pydantic import Field, model_validator

from auditor.core.digest import Digest
from auditor.core.frozen import Frozen
from auditor.core.text import Text
from auditor.judge.rules.authority import Authority
from auditor.judge.rules.condition import All, AnyOf, Condition, Test, facts_named
from auditor.judge.rules.figure import FORMULAS, Formula
from auditor.judge.rules.issue import Issue
from auditor.judge.rules.penalties import PenaltySeen
from auditor.judge.rules.period import Period
from auditor.judge.rules.transitions import Transitions
from auditor.judge.rules.verdict import Severity, Verdict
from auditor.judge.rules.ways import WayCatalogue
from auditor.vocabulary.value import FactValue
from auditor.vocabulary.vocabulary import FINDING, FactType, definition

_KIND = "premises.kind"
_HOME = "home"


@cache
def _kind_not_stated() -> Condition:
    """The kind of premises is not stated, and nothing says that it is a private home."""
    no_operator = Test(fact="operator.kind", test="known", value=False)
    no_household = Test(fact="operator.kind", test="is_not", value="household")
    return All(
        all=(
            Test(fact=_KIND, test="known", value=False),
            AnyOf(any=(no_operator, no_household)),
        )
    )


class Citation(Frozen):
    """An authority and the place in it.

    `reading` is given where less of this place was read than of other places of the authority.
    """

    authority: str
    pinpoint: Text
    supports: Text | None = None
    reading: Literal["report", "not_read"] | None = None


class Deletion(Frozen):
    """A duty to delete that an adverse step brings with it.

    `items` are values of `collection.items`. `since` names the date fact from which it runs; left
    out, it runs from the first day the finding covers.
    """

    items: tuple[str, ...] = Field(min_length=1)
    since: str = ""

    @model_validator(mode="after")
    def _known(self) -> Deletion:
        definition("collection.items").parse(self.items)
        if self.since and definition(self.since).type is not FactType.DATE:
            raise ValueError("a duty to delete runs since a date")
        return self


class Outcome(Frozen):
    """One step of a rule: when its condition holds, its verdict follows.

    `when` absent means "otherwise" and comes last. `because` is the conclusion in a sentence.
    """

    verdict: Verdict
    when: Condition | None = None
    because: Text
    deletion: Deletion | None = None

    @property
    def facts(self) -> tuple[str, ...]:
        """Ids of the facts that the step tests, findings of other rules among them."""
        return facts_named(self.when) if self.when is not None else ()


class TestRecognition(Frozen):
    """From when the test of this rule was recognised, where an earlier court held otherwise."""

    from_: date = Field(alias="from")
    before: Text


class Applies(Frozen):
    """When a rule applies at all.

    `kinds` are values of `premises.kind`. `governed_by` names a date fact: the day of the act that
    decides which law governs; without it the whole time of the conduct does. `raised_if`
    has to hold before an open question of the rule counts: nobody is asked about a scoring scheme
    or a changing room that nothing in the case mentions.
    """

    kinds: tuple[str, ...] = Field(min_length=1)
    when: Condition | None = None
    raised_if: Condition | None = None
    from_: date = Field(alias="from")
    until: date | None = None
    governed_by: str = ""
    recognised: TestRecognition | None = None

    @property
    def window(self) -> Period:
        """The days on which the rule is in force."""
        return Period(start=self.from_, end=self.until)

    @property
    def everywhere(self) -> bool:
        """Whether the rule holds at every kind of premises; a private home is never among them."""
        return frozenset(self.kinds) >= frozenset(definition(_KIND).values) - {_HOME}

    @cached_property
    def condition(self) -> tuple[Condition, ...]:
        """What must hold for the rule to apply: the kind of premises, and `when`.

        A duty that holds at every kind of premises does not wait for the kind to be stated, unless
        it is a household that runs the cameras.
        """
        kind: Condition = Test(fact=_KIND, test="one_of", value=self.kinds)
        if self.everywhere:
            kind = AnyOf(any=(kind, _kind_not_stated()))
        return (kind,) if self.when is None else (kind, self.when)

    @cached_property
    def whole(self) -> All:
        """The conditions of `condition` as one."""
        return All(all=self.condition)


class Example(Frozen):
    """Facts and the verdict the rule must give on them. Every example runs as a test.

    `at_least` are set facts known only in part.
    """

    name: str
    facts: dict[str, FactValue]
    at_least: dict[str, FactValue] = Field(default_factory=dict)
    as_of: date | None = None
    verdict: Verdict | None = None
    amount: float | None = None


class Rule(Frozen):
    """One legal question. `rules/README.md` says what every key means."""

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    version: int = Field(ge=1)
    tests: tuple[str, ...] = ()
    issue: Issue
    title: Text
    question: Text
    rule: Text
    rationale: Text
    applies: Applies
    authorities: tuple[Citation, ...] = Field(min_length=1)
    severity: Severity
    severity_reason: Text
    outcomes: tuple[Outcome, ...] = ()
    exceptions: tuple[Outcome, ...] = ()
    figure: Formula | None = None
    remedy: Text
    unsettled: Text | None = None
    examples: tuple[Example, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _complete(self) -> Rule:
        if bool(self.outcomes) == bool(self.figure):
            raise ValueError(f"{self.id} gives outcomes, or else a figure")
        if any(outcome.when is None for outcome in self.outcomes[:-1]):
            raise ValueError(f'{self.id}: only the last outcome may go without "when"')
        for kind in self.applies.kinds:
            definition("premises.kind").parse(kind)
        if (day := self.applies.governed_by) and definition(day).type is not FactType.DATE:
            raise ValueError(f"{self.id}: governed_by names a date")
        for example in self.examples:
            for fact, value in (*example.facts.items(), *example.at_least.items()):
                definition(fact).parse(value)
        verdicts = {example.verdict for example in self.examples}
        if missing := {outcome.verdict for outcome in self.outcomes} - verdicts:
            names = ", ".join(sorted(verdict.value for verdict in missing))
            raise ValueError(f"{self.id} has no example for: {names}")
        return self

    @cached_property
    def facts(self) -> tuple[str, ...]:
        """Ids of every fact the rule depends on."""
        conditions = [
            *self.applies.condition,
            *(step.when for step in (*self.outcomes, *self.exceptions) if step.when is not None),
        ]
        named = [fact for condition in conditions for fact in facts_named(condition)]
        if self.figure is not None:
            named += FORMULAS[self.figure].inputs
        return tuple(dict.fromkeys(named))

    @cached_property
    def findings(self) -> tuple[str, ...]:
        """Names, as facts, of the findings of other rules that the rule depends on."""
        return tuple(name for name in self.facts if name.startswith(FINDING))


class HeldBy(Frozen):
    """What a rule, or a figure, must give if the tool agrees with a holding."""

    rule: str
    verdicts: tuple[Verdict, ...] = ()
    amount: float | None = None


class Holding(Frozen):
    """One holding of a decided case, for comparison. Judging never sees it."""

    id: str
    authority: str
    pinpoint: Text
    on: date
    until: date | None = None
    issue: Text
    held: Text
    rules: tuple[HeldBy, ...] = ()
    no_rule: Text | None = None


class PackHead(Frozen):
    """What `pack.yaml` states about a pack.

    `persuasive`: its reasoning is asked about premises abroad as well, where its law does not hold.
    """

    id: str
    version: str
    title: Text
    about: Text
    persuasive: bool = False


@dataclass(frozen=True)
class Pack:
    """Rules that belong together.

    Attributes:
        head: what `pack.yaml` says.
        rules: the rules, by id.
        decided: the case its holdings come from, and the holdings; empty where there are none.
        digest: over every file of the pack and the register, in the order of their names.
    """

    head: PackHead
    rules: tuple[Rule, ...]
    decided: str
    decided_title: Text | None
    holdings: tuple[Holding, ...]
    digest: Digest


@dataclass(frozen=True)
class RuleBook:
    """Every pack in use, with the register they cite.

    `ways` is the catalogue of less intrusive ways, `transitions` are the rules on time, and
    `penalties` those seen in practice, which never decide anything.
    """

    packs: tuple[Pack, ...]
    authorities: Mapping[str, Authority]
    ways: WayCatalogue = field(default_factory=lambda: WayCatalogue({}, {}))
    transitions: Transitions = field(default_factory=Transitions)
    penalties: tuple[PenaltySeen, ...] = ()

    def rule(self, identifier: str) -> Rule | None:
        """The rule of that id, or None."""
        return next((r for pack in self.packs for r in pack.rules if r.id == identifier), None)

    def pack_of(self, identifier: str) -> Pack:
        """The pack that holds the rule of that id.

        Raises:
            KeyError: no pack holds it.
        """
        for pack in self.packs:
            if any(rule.id == identifier for rule in pack.rules):
                return pack
        raise KeyError(identifier)
