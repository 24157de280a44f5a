"""Two audits of one place: only sources tell what was fixed or worse from what became known."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import pytest

from auditor.case.model import (
    Case,
    DocumentRole,
    Exhibit,
    ExhibitKind,
    Premises,
    Provenance,
)
from auditor.core.digest import digest_bytes
from auditor.core.errors import ExitCode
from auditor.judge.compare.difference import Difference, Differs, differences
from auditor.judge.compare.transitions import FindingChange
from auditor.judge.comparison import compare_audits
from auditor.judge.decide.decide import RuleStep
from auditor.judge.decide.findings import Finding, Findings
from auditor.judge.rules.condition import LeafTrace
from auditor.judge.rules.logic import Truth
from auditor.judge.rules.verdict import Verdict
from auditor.vocabulary.fact import Fact, Source, Strength
from auditor.vocabulary.value import FactValue, Speaker, SpeakerRole
from tests.report.builders.case import AS_OF
from tests.report.builders.judged import stated

RULE = "another-way-in"
FACT = "alternative.offered"
LATER = AS_OF + timedelta(days=60)
BEFORE: dict[str, FactValue] = {FACT: False, "storage.retention_days": 365}
AFTER = BEFORE | {FACT: True}

Fixture = tuple[Fact | None, tuple[Exhibit, ...]]


def by_rule(compared: tuple[Difference, ...]) -> dict[str, Difference]:
    return {difference.rule: difference for difference in compared}


# --- verdicts -------------------------------------------------------------------------------------

A, L, S, N, C, E, W = (
    Verdict.VIOLATION,
    Verdict.LIKELY_VIOLATION,
    Verdict.SATISFIED,
    Verdict.NOT_APPLICABLE,
    Verdict.CANNOT_TELL,
    Verdict.ERROR,
    Verdict.WAIVED,
)
NOT_ASKED = None
WORSE, KNOWN, OPENED, OPEN, FIXED, GONE, SAME = FindingChange

TRANSITIONS: dict[tuple[Verdict | None, Verdict | None], tuple[FindingChange, FindingChange]] = {
    # (earlier, later): (by new evidence, by changed conduct)
    (A, A): (OPEN, OPEN),
    (A, L): (OPEN, OPEN),
    (A, S): (KNOWN, FIXED),
    (A, N): (GONE, FIXED),
    (A, C): (OPEN, OPEN),
    (A, E): (OPEN, OPEN),
    (A, W): (OPEN, OPEN),
    (A, NOT_ASKED): (GONE, GONE),
    (L, A): (KNOWN, WORSE),
    (L, L): (OPEN, OPEN),
    (L, S): (KNOWN, FIXED),
    (L, N): (GONE, FIXED),
    (L, C): (OPEN, OPEN),
    (L, NOT_ASKED): (GONE, GONE),
    (S, A): (KNOWN, WORSE),
    (S, L): (KNOWN, WORSE),
    (S, S): (SAME, SAME),
    (S, N): (GONE, GONE),
    (S, C): (OPENED, OPENED),
    (S, E): (OPENED, OPENED),
    (S, W): (KNOWN, KNOWN),
    (S, NOT_ASKED): (GONE, GONE),
    (N, A): (KNOWN, WORSE),
    (N, L): (KNOWN, WORSE),
    (N, S): (KNOWN, KNOWN),
    (N, N): (SAME, SAME),
    (N, C): (OPENED, OPENED),
    (N, NOT_ASKED): (SAME, SAME),
    (C, A): (KNOWN, KNOWN),
    (C, L): (KNOWN, KNOWN),
    (C, S): (KNOWN, KNOWN),
    (C, N): (GONE, GONE),
    (C, C): (OPEN, OPEN),
    (C, E): (OPEN, OPEN),
    (C, W): (KNOWN, KNOWN),
    (C, NOT_ASKED): (GONE, GONE),
    (E, A): (KNOWN, KNOWN),
    (E, S): (KNOWN, KNOWN),
    (W, A): (OPEN, OPEN),
    (W, S): (KNOWN, FIXED),
    (W, C): (OPEN, OPEN),
    (W, W): (OPEN, OPEN),
    (W, NOT_ASKED): (GONE, GONE),
    (NOT_ASKED, A): (KNOWN, KNOWN),
    (NOT_ASKED, L): (KNOWN, KNOWN),
    (NOT_ASKED, S): (KNOWN, KNOWN),
    (NOT_ASKED, C): (OPENED, OPENED),
    (NOT_ASKED, N): (SAME, SAME),
}

OPERATOR = Speaker(role=SpeakerRole.OPERATOR)
VISITOR = Speaker(role=SpeakerRole.VISITOR)


def statement(value: FactValue, by: Speaker, on: date) -> Source:
    return Source(strength=Strength.DECLARED, value=value, by=by, on=on)


def audited(
    verdict: Verdict | None,
    source: Source | None,
    *,
    fact: str = FACT,
    exhibits: tuple[Exhibit, ...] = (),
) -> Findings:
    """The judgment of one rule with a given verdict, which hangs on one fact with one source."""
    judged = stated(BEFORE)
    case = Case(title="Riverside", premises=Premises(name="Riverside"), exhibits=exhibits)
    facts: tuple[Fact, ...] = ()
    if source is not None:
        facts = (Fact(id=fact, value=source.value, sources=(source,)),)
    template = next(finding for finding in judged.findings if finding.rule == RULE)
    findings = (finding(template, verdict, source, fact),) if verdict else ()
    return judged.model_copy(update={"case": case, "facts": facts, "findings": findings})


def finding(template: Finding, verdict: Verdict, source: Source | None, fact: str) -> Finding:
    value = source.value if source else None
    known = Truth.TRUE if source else Truth.UNKNOWN
    leaf = LeafTrace(test="is", fact=fact, value=True, found=value, result=known)
    step = RuleStep(verdict=verdict, because=template.title, result=known, trace=leaf)
    return template.model_copy(
        update={
            "verdict": verdict,
            "waived_from": Verdict.VIOLATION if verdict is Verdict.WAIVED else None,
            "applies": None,
            "steps": (step,),
            "exceptions": (),
            "in_question": verdict is not Verdict.NOT_APPLICABLE,
            "open_triggers": (),
        }
    )


def states(verdict: Verdict | None, by: Speaker, on: date, *, other: bool) -> Source | None:
    """A source for what a decided verdict hangs on; an undecided one has none."""
    if verdict in (None, Verdict.CANNOT_TELL, Verdict.ERROR):
        return None
    return statement(90 if other else 30, by, on)


@pytest.mark.parametrize(
    ("earlier", "later", "expected"),
    [(was, now, by) for (was, now), by in TRANSITIONS.items()],
    ids=lambda value: getattr(value, "value", "not_asked") if value is None else str(value),
)
def test_a_pair_of_verdicts_means_another_thing_by_evidence_and_by_conduct(
    earlier: Verdict | None, later: Verdict | None, expected: tuple[FindingChange, FindingChange]
) -> None:
    days = "storage.retention_days"
    old = audited(earlier, states(earlier, OPERATOR, AS_OF, other=False), fact=days)
    by_evidence = audited(later, states(later, VISITOR, LATER, other=True), fact=days)
    by_conduct = audited(later, states(later, OPERATOR, LATER, other=True), fact=days)
    for new, change in zip((by_evidence, by_conduct), expected, strict=True):
        compared = compare_audits(old, new)
        changes = [difference.change for difference in compared.differences]
        assert changes == ([change] if earlier or later else [])
        severity_code = compared.exit_code
        assert (severity_code != ExitCode.CLEAN) == (change is WORSE)


def test_an_answer_to_an_open_question_never_sets_an_exit_code() -> None:
    for later in (Verdict.VIOLATION, Verdict.LIKELY_VIOLATION):
        for speaker in (OPERATOR, VISITOR):
            new = audited(later, statement(False, speaker, LATER))
            assert compare_audits(audited(Verdict.CANNOT_TELL, None), new).exit_code == 0


# --- sources --------------------------------------------------------------------------------------


def exhibit(
    name: str = "recorder.yml",
    content: bytes = b"1",
    *,
    kind: ExhibitKind = ExhibitKind.CONFIGURATION,
    role: DocumentRole = DocumentRole.OTHER,
    camera: str = "",
    on: date | None = None,
) -> Exhibit:
    return Exhibit(
        id="E-01",
        path=name,
        kind=kind,
        media_type="text/plain",
        size=len(content),
        digest=digest_bytes(content),
        role=role,
        camera=camera,
        provenance=Provenance(recorded_on=on),
    )


def read(value: FactValue, *, subject: str = "") -> Source:
    return Source(
        strength=Strength.READ_IN_CONFIGURATION, value=value, exhibit="E-01", subject=subject
    )


def sign(name: str, content: bytes = b"1", on: date | None = None) -> Exhibit:
    return exhibit(name, content, kind=ExhibitKind.TEXT, role=DocumentRole.NOTICE, on=on)


def clip(name: str, content: bytes, on: date, camera: str = "entrance") -> Exhibit:
    return exhibit(name, content, kind=ExhibitKind.VIDEO, camera=camera, on=on)


SHOWN: Mapping[str, tuple[Source, tuple[Exhibit, ...], Source, tuple[Exhibit, ...], bool, bool]] = {
    # earlier source and exhibits, later source and exhibits: (worse?, fixed?)
    "same settings exported again": (
        read(30),
        (exhibit(),),
        read(90),
        (exhibit(content=b"2"),),
        True,
        True,
    ),
    "same settings, read differently": (
        read(30),
        (exhibit(),),
        read(90),
        (exhibit(),),
        False,
        False,
    ),
    "an older export found later": (
        read(30),
        (exhibit(on=AS_OF),),
        read(90),
        (exhibit(content=b"2", on=AS_OF - timedelta(days=9)),),
        False,
        False,
    ),
    "settings of another system": (
        read(30),
        (exhibit(),),
        read(90),
        (exhibit("other.yml", b"2"),),
        False,
        False,
    ),
    "the same system in a later file": (
        read(30, subject="gate"),
        (exhibit(on=AS_OF),),
        read(90, subject="gate"),
        (exhibit("new.yml", b"2", on=LATER),),
        True,
        True,
    ),
    "the same system in another file of no day": (
        read(30, subject="gate"),
        (exhibit(),),
        read(90, subject="gate"),
        (exhibit("new.yml", b"2"),),
        False,
        True,
    ),
    "settings against an earlier statement": (
        statement(30, OPERATOR, AS_OF),
        (),
        read(90),
        (exhibit(on=LATER),),
        False,
        False,
    ),
    "a statement against earlier settings": (
        read(30),
        (exhibit(on=AS_OF),),
        statement(90, OPERATOR, LATER),
        (),
        False,
        False,
    ),
    "another person on a later day": (
        statement(30, OPERATOR, AS_OF),
        (),
        statement(90, VISITOR, LATER),
        (),
        False,
        False,
    ),
    "the same person on a later day": (
        statement(30, OPERATOR, AS_OF),
        (),
        statement(90, OPERATOR, LATER),
        (),
        True,
        True,
    ),
    "the same person on the same day": (
        statement(30, OPERATOR, AS_OF),
        (),
        statement(90, OPERATOR, AS_OF),
        (),
        False,
        True,
    ),
    "a retyped sign of no day": (
        read(30),
        (sign("sign.txt"),),
        read(90),
        (sign("sign.txt", b"2"),),
        False,
        True,
    ),
    "a sign recorded on a later day": (
        read(30),
        (sign("sign.txt", on=AS_OF),),
        read(90),
        (sign("new-sign.txt", b"2", LATER),),
        True,
        True,
    ),
    "a later clip of the same camera": (
        read(30),
        (clip("a.mp4", b"1", AS_OF),),
        read(90),
        (clip("b.mp4", b"2", LATER),),
        True,
        True,
    ),
    "a clip of another camera": (
        read(30),
        (clip("a.mp4", b"1", AS_OF),),
        read(90),
        (clip("b.mp4", b"2", LATER, "hall"),),
        False,
        False,
    ),
}


@pytest.mark.parametrize("name", SHOWN)
def test_only_a_later_reading_of_the_same_thing_shows_changed_conduct(name: str) -> None:
    earlier, had, later, has, worse, fixed = SHOWN[name]
    days = "storage.retention_days"
    satisfied = audited(Verdict.SATISFIED, earlier, fact=days, exhibits=had)
    violated = audited(Verdict.VIOLATION, later, fact=days, exhibits=has)
    (one,) = differences(satisfied, violated)
    assert one.change is (WORSE if worse else KNOWN)
    assert one.facts[0].on_site is worse
    was = audited(Verdict.VIOLATION, earlier, fact=days, exhibits=had)
    (other,) = differences(was, audited(Verdict.SATISFIED, later, fact=days, exhibits=has))
    assert other.change is (FIXED if fixed else KNOWN)


@pytest.mark.parametrize(
    ("speaker", "earlier_step", "change"),
    [
        (OPERATOR, Truth.FALSE, WORSE),
        (VISITOR, Truth.FALSE, KNOWN),
        (OPERATOR, Truth.UNKNOWN, KNOWN),
    ],
)
def test_a_step_that_did_not_hold_can_get_worse_although_the_rule_was_undecided(
    speaker: Speaker, earlier_step: Truth, change: FindingChange
) -> None:
    days = "storage.retention_days"
    old = audited(Verdict.CANNOT_TELL, statement(30, OPERATOR, AS_OF), fact=days)
    step = old.findings[0].steps[0]
    assert step.trace is not None
    trace = step.trace.model_copy(update={"result": earlier_step})
    ruled_out = step.model_copy(
        update={"verdict": Verdict.VIOLATION, "result": earlier_step, "trace": trace}
    )
    undecided = old.findings[0].model_copy(update={"steps": (ruled_out,)})
    new = audited(Verdict.VIOLATION, statement(90, speaker, LATER), fact=days)
    compared = differences(old.model_copy(update={"findings": (undecided,)}), new)
    assert [row.change for row in compared] == [change]


def test_a_fact_that_is_unknown_now_did_not_make_the_later_verdict() -> None:
    lost = statement(30, OPERATOR, AS_OF)
    old = audited(Verdict.SATISFIED, lost, fact="storage.retention_days")
    more = audited(Verdict.SATISFIED, statement(True, OPERATOR, AS_OF), fact="storage.encrypted")
    steps = (*old.findings[0].steps, *more.findings[0].steps)
    both = old.model_copy(
        update={
            "findings": (old.findings[0].model_copy(update={"steps": steps}),),
            "facts": (*old.facts, *more.facts),
        }
    )
    new = audited(Verdict.VIOLATION, statement(False, OPERATOR, LATER), fact="storage.encrypted")
    assert [row.change for row in differences(both, new)] == [WORSE]


def test_a_fact_that_no_conduct_changes_is_never_worse() -> None:
    old = audited(
        Verdict.SATISFIED, statement(True, OPERATOR, AS_OF), fact="contract.change_accepted"
    )
    new = audited(
        Verdict.VIOLATION, statement(False, OPERATOR, LATER), fact="contract.change_accepted"
    )
    assert [row.change for row in differences(old, new)] == [KNOWN]


def test_more_of_a_list_that_was_known_in_part_is_no_change_of_conduct() -> None:
    part = Source(
        strength=Strength.DECLARED, value=("face",), complete=False, by=OPERATOR, on=AS_OF
    )
    whole = part.model_copy(update={"value": ("face", "phone"), "on": LATER})
    old, new = (
        audited(verdict, source, fact="collection.items")
        for verdict, source in ((Verdict.SATISFIED, part), (Verdict.VIOLATION, whole))
    )
    partial = old.facts[0].model_copy(update={"complete": False})
    assert [r.change for r in differences(old.model_copy(update={"facts": (partial,)}), new)] == [
        KNOWN
    ]
    assert [row.change for row in differences(old, new)] == [WORSE]


def test_one_fact_of_new_evidence_next_to_changed_conduct_is_not_called_worse() -> None:
    both = ("storage.retention_days", "storage.encrypted")

    def two(verdict: Verdict, sources: tuple[Source, Source]) -> Findings:
        first = audited(verdict, sources[0], fact=both[0])
        second = audited(verdict, sources[1], fact=both[1])
        steps = (*first.findings[0].steps, *second.findings[0].steps)
        merged = first.findings[0].model_copy(update={"steps": steps})
        return first.model_copy(
            update={"findings": (merged,), "facts": (*first.facts, *second.facts)}
        )

    old = two(Verdict.SATISFIED, (statement(30, OPERATOR, AS_OF), statement(True, OPERATOR, AS_OF)))
    mixed = two(
        Verdict.VIOLATION, (statement(90, OPERATOR, LATER), statement(False, VISITOR, LATER))
    )
    conduct = two(
        Verdict.VIOLATION, (statement(90, OPERATOR, LATER), statement(False, OPERATOR, LATER))
    )
    assert [row.change for row in differences(old, mixed)] == [KNOWN]
    assert [row.change for row in differences(old, conduct)] == [WORSE]


# --- through the judge ----------------------------------------------------------------------------


def moved(judged: Findings, on: date) -> Findings:
    """The same judgment with every statement given on another day."""
    facts = tuple(
        fact.model_copy(
            update={"sources": tuple(s.model_copy(update={"on": on}) for s in fact.sources)}
        )
        for fact in judged.facts
    )
    return judged.model_copy(update={"facts": facts})


def test_a_difference_names_the_fact_that_changed() -> None:
    fixed = by_rule(differences(stated(BEFORE), stated(AFTER)))[RULE]
    assert fixed.change is FIXED
    assert fixed.differs == (Differs.FACTS,)
    assert [(fact.fact, fact.before, fact.after) for fact in fixed.facts] == [(FACT, False, True)]
    assert fixed.facts[0].before_sources[0].by is not None
    back = by_rule(differences(stated(AFTER), stated(BEFORE)))[RULE]
    assert back.change is KNOWN
    later = by_rule(differences(stated(AFTER), moved(stated(BEFORE), LATER)))[RULE]
    assert later.change is WORSE
    same = differences(stated(BEFORE), stated(BEFORE))
    assert {difference.change for difference in same} <= {OPEN, SAME}
    assert not any(difference.differs for difference in same)


def test_what_can_no_longer_be_decided_is_still_open() -> None:
    silent = {name: value for name, value in BEFORE.items() if name != "storage.retention_days"}
    difference = by_rule(differences(stated(BEFORE), stated(silent)))["kept-too-long"]
    assert difference.before is not None
    assert difference.before.adverse
    assert difference.after is Verdict.CANNOT_TELL
    assert difference.change is OPEN


def test_a_finding_that_changed_with_its_rule_says_so_and_names_no_fact() -> None:
    after = stated(BEFORE)
    broken = next(finding for finding in after.findings if finding.rule == RULE)
    earlier = broken.model_copy(update={"verdict": Verdict.SATISFIED, "rule_version": 0})
    others = (finding for finding in after.findings if finding.rule != broken.rule)
    before = after.model_copy(update={"findings": (earlier, *others)})
    difference = by_rule(differences(before, moved(after, LATER)))[RULE]
    assert difference.change is KNOWN
    assert Differs.RULE in difference.differs
    assert difference.rule_changed
    assert by_rule(differences(before, after))[RULE].facts == ()


def test_a_set_that_is_said_to_be_complete_differs_from_one_that_is_not() -> None:
    after = stated(BEFORE)
    facts = tuple(
        fact.model_copy(update={"complete": False}) if fact.id == "storage.retention_days" else fact
        for fact in after.facts
    )
    before = after.model_copy(update={"facts": facts})
    named = {fact.fact for difference in differences(before, after) for fact in difference.facts}
    assert named == {"storage.retention_days"}
