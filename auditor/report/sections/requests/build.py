"""Who has to answer what: open questions gathered into the few requests that settle most of them.

Every finding that could not be decided names sets of facts that would settle it. A request gathers
the facts of one subject that one addressee is the first to know; what bears on most findings comes
first, because dozens of open questions often hang on a handful of papers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from auditor.judge.decide.findings import Decider, Finding, Findings
from auditor.report.parts import Link
from auditor.report.sections.requests.view import Addressee, AskedFact, RequestView
from auditor.report.subjects import Subject, subject_of_fact
from auditor.report.words import Words, anchor
from auditor.vocabulary.value import SpeakerRole
from auditor.vocabulary.vocabulary import definition


@dataclass(frozen=True, order=True)
class _Key:
    """A request is for one addressee and about one subject."""

    whom: SpeakerRole
    subject: Subject


@dataclass
class _Gathered:
    """What one request gathers: facts in the order met, and findings by whether it settles them."""

    facts: dict[str, None] = field(default_factory=dict)
    findings: dict[str, bool] = field(default_factory=dict)
    not_shown: dict[str, None] = field(default_factory=dict)

    @property
    def for_operator_to_prove(self) -> bool:
        """Whether the operator has to prove every fact asked for in a civil case."""
        return bool(self.not_shown) and all(
            definition(fact).proof == "operator" for fact in self.facts
        )


def undecided(findings: Findings) -> list[Finding]:
    """Findings that more facts would decide, most severe first."""
    open_ = [f for f in findings.findings if f.is_undecided and f.deciders]
    return sorted(open_, key=lambda f: (-f.severity.rank, f.rule))


def request_views(words: Words, findings: Findings) -> tuple[RequestView, ...]:
    """Requests that between them ask for one deciding set of facts of every open finding."""
    open_ = undecided(findings)
    titles = {finding.rule: words.text(finding.title) for finding in open_}
    gathered = _gather(open_)
    order = sorted(gathered.items(), key=lambda one: -len(one[1].findings))
    return tuple(
        _view(words, number, key, one, titles) for number, (key, one) in enumerate(order, 1)
    )


def _gather(open_: Iterable[Finding]) -> dict[_Key, _Gathered]:
    open_ = list(open_)
    wanted = Counter(key for f in open_ for key in {_key(n) for d in f.deciders for n in d.facts})
    gathered: dict[_Key, _Gathered] = {}
    for finding in open_:
        decider = _easiest(finding.deciders, wanted)
        keys = list(dict.fromkeys(map(_key, decider.facts)))
        for key in keys:
            one = gathered.setdefault(key, _Gathered())
            one.facts |= dict.fromkeys(name for name in decider.facts if _key(name) == key)
            one.not_shown |= dict.fromkeys(finding.not_shown)
            one.findings[finding.rule] = decider.always and len(keys) == 1
    return gathered


def _key(fact: str) -> _Key:
    return _Key(definition(fact).ask[0], subject_of_fact(fact))


def _easiest(deciders: Iterable[Decider], wanted: Counter[_Key]) -> Decider:
    """The decider that is asked for most anyhow; one that always settles wins a tie."""
    return max(deciders, key=lambda d: (min(wanted[_key(fact)] for fact in d.facts), d.always))


def _view(
    words: Words, number: int, key: _Key, gathered: _Gathered, titles: dict[str, str]
) -> RequestView:
    facts = list(gathered.facts)
    settled = sum(gathered.findings.values())
    count = len(gathered.findings)
    return RequestView(
        anchor=f"request-{number}",
        number=f"R{number}",
        whom=words.say(f"request_whom.{key.whom.value}"),
        role=key.whom.value,
        subject=words.say(f"subject.{key.subject}"),
        opening=words.say(f"request_words.{key.whom.value}"),
        asked=tuple(_asked(words, fact) for fact in facts),
        count=count,
        bears_on=words.say("request.bears_on", count=count),
        settles=words.say("request.settles", count=settled) if settled else "",
        findings=tuple(
            Link(anchor=anchor("rule", rule), text=titles[rule]) for rule in gathered.findings
        ),
        proof=(words.say("proof.operator"),) if gathered.for_operator_to_prove else (),
    )


def _asked(words: Words, fact: str) -> AskedFact:
    about = definition(fact)
    others = about.ask[1:]
    return AskedFact(
        anchor=anchor("fact", fact),
        question=words.question(fact),
        evidence=words.text(about.evidence),
        also=words.say("request.also", whom=words.roles(others)) if others else "",
    )


def addressees(words: Words, requests: Iterable[RequestView]) -> tuple[Addressee, ...]:
    """The requests by whom they go to: who can settle most comes first."""
    by_role: dict[str, list[RequestView]] = {}
    for request in requests:
        by_role.setdefault(request.role, []).append(request)
    found = []
    for role, own in by_role.items():
        rules = {link.anchor for request in own for link in request.findings}
        found.append(
            Addressee(
                whom=words.say(f"request_whom.{role}"),
                asked=sum(len(request.asked) for request in own),
                findings=len(rules),
                requests=tuple(own),
            )
        )
    return tuple(sorted(found, key=lambda one: -one.findings))
