"""Advice is conduct: what a plan or a flip changes is in the operator's hands and hurts nobody."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from random import Random

import pytest

from auditor.core.text import LANGUAGES
from auditor.establish.establish import establish
from auditor.examine.model import Observations
from auditor.examine.open_case import open_case
from auditor.judge.decide.bench import Bench
from auditor.judge.decide.findings import Change, Finding, Plan
from auditor.judge.decide.necessity import facts_of_necessity, weigh_necessity
from auditor.judge.remedy.candidate_values import with_values
from auditor.judge.remedy.plan import plan
from auditor.judge.rules.rule import RuleBook
from auditor.judge.rules.verdict import Verdict
from auditor.judge.run import judge_rule
from auditor.vocabulary.fact import Fact
from auditor.vocabulary.sentences import change_sentence
from auditor.vocabulary.value import FactValue
from auditor.vocabulary.vocabulary import FactType, definition, vocabulary
from tests.judge.random_facts import random_facts
from tests.places import ROOT, SAMPLES
from tests.rule_book import book_of, shipped_book

AS_OF = date(2026, 6, 1)
START = "2025-07-01"
RULES = (
    "pipl-legal-basis",
    "pipl-separate-consent",
    "pipl-hr-basis",
    "pipl-no-service-refusal",
    "nec-less-intrusive-way",
    "nec-purpose-kept",
    "spc-purpose-drift",
    "ndsr-beyond-consent",
    "pipl-retention",
    "frm-private-space",
    "psv-video-retention",
    "pipl-automated-treatment",
)
"""Rules that in a plan could be met by another ground, another story, or more of the same."""

NEVER = (
    "premises.",
    "operator.",
    "deployment.",
    "legal_basis.",
    "necessity.",
    "request.type",
    "declared.",
    "evidence.",
)
DESCRIBED_OR_PAST = frozenset(
    {
        "purpose.told",
        "photo.told_use",
        "purpose.public_security",
        "purpose.distinguish_people_needed",
        "notice.retention_days",
        "notice.before_contract",
        "contract.exists",
        "contract.agreed_entry",
        "contract.entry_changed",
        "contract.change_accepted",
        "contract.change_accepted_under_threat",
        "consent.refusal_is_hard",
        "consent.by_representatives_only",
        "refusal.face_needed_for_service",
        "refusal.person_objected",
        "people.consumers",
        "people.under_14_expected",
        "processing.changed",
        "storage.deletion_triggers",
        "incident.happened",
    }
)
BETTER_IF_NO = frozenset(
    {
        "capture.template_extracted",
        "capture.in_private_space",
        "capture.bystanders",
        "capture.beyond_household",
        "capture.everyone_to_find_few",
        "configuration.recognition_enabled",
        "collection.unrelated_to_service",
        "purpose.predicts_about_people",
        "contract.agreed_entry_retired",
        "contract.perpetual_licence",
        "consent.bundled",
        "consent.asked_again_after_refusal",
        "consent.pressed_or_misled",
        "refusal.entry_or_service_refused",
        "storage.raw_face_images",
        "storage.identity_linked",
        "sharing.internet_transfer",
        "sharing.export",
        "sharing.published",
        "sharing.credit_scheme",
        "treatment.price_differs_by_face",
        "treatment.major_effect",
        "people.employees",
        "storage.bystanders_kept",
        "storage.video_kept_beyond_purpose",
    }
)
"""What is done to people; every other question of yes or no is about what is done for them."""
BETTER_IF_MORE = frozenset(
    {
        "notice.items",
        "governance.impact_assessment_items",
        "governance.security_measures",
        "governance.impact_assessment_kept_until",
        "consent.record_kept_years",
        "consent.reprompt_interval_hours",
    }
)


def hurts(change: Change) -> str:
    """Why a change is no conduct, or does people no good; empty where it is and does."""
    name, now, then = change.fact, change.now, change.then
    if name.startswith(NEVER) or name in DESCRIBED_OR_PAST:
        return "past, a description, or not the operator's to change"
    about = definition(name)
    if about.type is FactType.YES_NO and then is (name in BETTER_IF_NO):
        return "the wrong way"
    if about.type is FactType.CHOICE and now is not None:
        order = list(about.values)
        if order.index(str(then)) > order.index(str(now)):
            return "more is done to people"
    if isinstance(then, tuple):
        before = set(now) if isinstance(now, tuple) else set()
        fewer, more = before - set(then), set(then) - before
        if fewer if name in BETTER_IF_MORE else more:
            return "the wrong members"
    elif about.type in (FactType.NUMBER, FactType.DATE) and now is not None:
        larger = then > now  # type: ignore[operator]
        if larger is not (name in BETTER_IF_MORE):
            return "the wrong way"
    if not all(change_sentence(name, now, then, "x", language) for language in LANGUAGES):
        return "no sentence says what to do"
    return ""


def judged(
    book: RuleBook, facts: Mapping[str, Fact], as_of: date = AS_OF
) -> tuple[Bench, list[Finding], Plan | None]:
    bench = Bench(book, as_of)
    seen = bench.seen_by(facts)
    findings = [
        judge_rule(rule, bench, seen)
        for pack in book.packs
        for rule in pack.rules
        if rule.figure is None
    ]
    return bench, findings, plan(bench, seen, findings)


def changes_of(findings: Sequence[Finding], planned: Plan | None) -> Iterator[Change]:
    for finding in findings:
        for flip in finding.flips:
            yield from flip.changes
    if planned is not None and planned.changes:
        yield from planned.changes


def check(book: RuleBook, facts: Mapping[str, Fact], as_of: date = AS_OF) -> int:
    """How many changes are advised; every one of them is checked, and so is what the plan gives."""
    bench, findings, planned = judged(book, facts, as_of)
    changes = list(changes_of(findings, planned))
    bad = {(change.fact, str(change.now), str(change.then)): hurts(change) for change in changes}
    assert not {change: why for change, why in bad.items() if why}
    if planned is not None and planned.changes:
        then = {change.fact: change.then for change in planned.changes}
        after = with_values(bench.seen_by(facts), then)
        for rule in (bench.book.rule(name) for name in planned.clears):
            assert rule is not None
            assert not bench.verdict_in_force(rule, after).adverse, rule.id
    return len(changes)


def facts_of_case(folder: Path) -> tuple[dict[str, Fact], date]:
    """What the statements of a case establish, and the day it is judged by."""
    case = open_case(folder).case
    known = establish(Observations(tool_version="", case=case, examinations=())).by_id()
    necessity = weigh_necessity(case.necessity, known, shipped_book().ways)
    return known | facts_of_necessity(necessity, known), case.as_of or AS_OF


@pytest.fixture
def only_advice(monkeypatch: pytest.MonkeyPatch) -> None:
    """What would decide an open rule takes most of the time of judging, and is no advice."""
    for name in ("deciders", "facts_operator_has_to_show"):
        monkeypatch.setattr(f"auditor.judge.run.{name}", lambda *_: (), raising=False)


@pytest.mark.usefixtures("only_advice")
@pytest.mark.parametrize(
    "seed", [0, *(pytest.param(seed, marks=pytest.mark.slow) for seed in (1, 2, 3))]
)
def test_a_random_case_is_advised_only_conduct(seed: int) -> None:
    random = Random(seed)  # noqa: S311 - cases, not secrets
    advised = 0
    for _ in range(250):
        book = book_of(*sorted(random.sample(RULES, 3)))
        names = {fact for pack in book.packs for rule in pack.rules for fact in rule.facts}
        facts = random_facts(random, names, Bench(book, AS_OF))
        facts["deployment.start"] = Fact(id="deployment.start", value=START)
        advised += check(book, facts)
    assert advised > 100


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(20))
def test_a_random_case_is_advised_only_conduct_by_every_rule(seed: int) -> None:
    book = shipped_book()
    names = {fact for pack in book.packs for rule in pack.rules for fact in rule.facts}
    random = Random(seed)  # noqa: S311 - cases, not secrets
    facts = random_facts(random, names, Bench(book, AS_OF))
    here = {"premises.kind": "retail", "premises.country": "china", "deployment.start": START}
    assert check(book, facts | {name: Fact(id=name, value=here[name]) for name in here})


def cases() -> Iterator[Path]:
    for root in (SAMPLES, ROOT / "tests" / "decided"):
        yield from sorted(path.parent for path in root.glob("*/case.yaml"))


@pytest.mark.usefixtures("only_advice")
def test_the_samples_and_the_decided_cases_are_advised_only_conduct() -> None:
    book = book_of(*RULES)
    assert sum(check(book, *facts_of_case(folder)) for folder in cases()) > 100


@pytest.mark.slow
@pytest.mark.parametrize("folder", sorted(SAMPLES.glob("*/case.yaml")), ids=lambda p: p.parent.name)
def test_a_sample_is_advised_only_conduct_by_every_rule(folder: Path) -> None:
    check(shipped_book(), *facts_of_case(folder.parent))


def test_a_retail_chain_that_consents_badly_is_not_told_to_change_its_story() -> None:
    facts: dict[str, FactValue] = {
        "premises.kind": "retail",
        "premises.place_class": "business_premises",
        "deployment.start": "2023-01-01",
        "capture.faces_detected": True,
        "capture.function": "identify_repeat_visitor",
        "capture.template_extracted": True,
        "collection.items": ("face", "phone"),
        "purpose.told": ("site_security",),
        "purpose.actual": ("marketing_analytics", "site_security"),
        "legal_basis.claimed": "consent",
        "consent.obtained": True,
        "consent.separate": False,
        "consent.timing": "after",
        "consent.form": "entry_implied",
        "people.consumers": True,
        "people.employees": True,
    }
    known = {n: Fact(id=n, value=definition(n).parse(value)) for n, value in facts.items()}
    _, findings, planned = judged(book_of(*RULES), known)
    assert any(finding.verdict.adverse for finding in findings)
    assert planned is not None
    assert planned.changes
    advised = {(change.fact, change.then) for change in changes_of(findings, planned)}
    assert ("consent.separate", True) in advised
    assert {fact for fact, _ in advised}.isdisjoint({"legal_basis.claimed", "purpose.told"})
    assert ("consent.obtained", False) not in advised
    assert not [hurts(change) for change in changes_of(findings, planned) if hurts(change)]


def test_whatever_may_become_less_or_more_has_a_sentence_in_both_languages() -> None:
    examples: dict[FactType, tuple[FactValue, FactValue]] = {
        FactType.SET: (("a",), ("a", "b")),
        FactType.NUMBER: (1, 2),
        FactType.DATE: ("2026-01-01", "2026-02-01"),
    }
    for name, about in vocabulary().items():
        if about.change in ("less", "more"):
            fewer, more = examples[about.type]
            now, then = (more, fewer) if about.change == "less" else (fewer, more)
            assert about.may_become(now, then)
            assert not about.may_become(then, now)
            for language in LANGUAGES:
                assert change_sentence(name, now, then, "x", language), name


def test_what_was_found_is_ended_even_where_the_rest_stays_unknown() -> None:
    """Nobody knows how long data are kept, but the use that was not stated can stop."""
    facts: dict[str, FactValue] = {
        "premises.kind": "residential",
        "consent.obtained": True,
        "purpose.told": ("entry_control",),
        "purpose.actual": ("credit_scoring", "entry_control"),
        "deployment.start": START,
    }
    known = {n: Fact(id=n, value=definition(n).parse(value)) for n, value in facts.items()}
    _, (broken,), planned = judged(book_of("ndsr-beyond-consent"), known)
    (first, *_) = broken.flips
    assert [(c.fact, c.then) for c in first.changes] == [("purpose.actual", ("entry_control",))]
    assert first.verdict is Verdict.CANNOT_TELL
    assert planned is not None
    assert planned.clears == ("ndsr-beyond-consent",)
