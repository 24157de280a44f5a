"""What overlays show reaches the facts and the rules, whatever the size of the faces."""

from __future__ import annotations

from datetime import date

import pytest

from auditor.case.model import Case, ExhibitKind, Premises, Statement
from auditor.core.digest import digest_bytes
from auditor.establish.establish import establish
from auditor.examine.footage.overlay.hits import AT_FRAME, BY_ITSELF, Hit
from auditor.examine.footage.overlay.lexicon import Kind
from auditor.examine.footage.overlay.places import Area
from auditor.examine.footage.overlay.tell import MOST_ALIKE, FrameNote, Sighting, observations_of
from auditor.examine.model import Examination, Observation, Observations
from auditor.judge.rules.verdict import Verdict
from auditor.judge.run import judge
from auditor.report.examiner_words import in_chinese
from auditor.vocabulary.fact import Strength
from auditor.vocabulary.value import FactValue, Speaker, SpeakerRole
from auditor.vocabulary.vocabulary import definition
from tests.rule_book import book_of

from .pictures import exhibit

FACE = Area(400, 200, 500, 320)


def sighting(
    kind: Kind, group: str = "", key: str = "x", time: float = 0.0, row: int = 0
) -> Sighting:
    area = Area(20, 20 + 30 * row, 200, 40 + 30 * row)
    why = BY_ITSELF if kind is Kind.SYSTEM else AT_FRAME
    hit = Hit(kind, group, "■■", key, area, why, 0.95, FACE)
    return Sighting(hit, FrameNote(int(time * 25), time, 1))


def observed(*sightings: Sighting) -> tuple[Observation, ...]:
    frames = {s.frame.index: s.frame for s in sightings}
    told, _ = observations_of(exhibit(ExhibitKind.VIDEO), sightings, list(frames.values()))
    return told


def facts_of(*sightings: Sighting, said: dict[str, FactValue] | None = None) -> Observations:
    source = exhibit(ExhibitKind.VIDEO)
    statement = Statement(
        by=Speaker(role=SpeakerRole.OPERATOR), on=date(2024, 5, 1), facts=said or {}, line=1
    )
    case = Case(
        title="t",
        premises=Premises(kind="retail"),
        start=date(2023, 1, 1),
        exhibits=(source,),
        statements=(statement,) if said else (),
    )
    seen = Examination(exhibit=source.id, examiner="footage", observations=observed(*sightings))
    return Observations(tool_version="0", case=case, examinations=(seen,))


ALL = [
    sighting(Kind.NAME),
    sighting(Kind.SIMILARITY),
    sighting(Kind.LIST, key="黑名单"),
    sighting(Kind.ATTRIBUTE, "gender"),
    sighting(Kind.ATTRIBUTE, "age"),
    sighting(Kind.ATTRIBUTE, "emotion"),
    sighting(Kind.ATTRIBUTE, "worn"),
    sighting(Kind.ATTRIBUTE, "liveness"),
    sighting(Kind.ATTRIBUTE, "ethnicity"),
    sighting(Kind.VISITS),
    sighting(Kind.ATTENTION),
    sighting(Kind.RESULT),
    sighting(Kind.SYSTEM),
    sighting(Kind.UNKNOWN),
    sighting(Kind.ACTION),
]


@pytest.mark.parametrize("one", ALL, ids=lambda s: f"{s.hit.kind}-{s.hit.group}")
def test_every_kind_is_told_with_facts_of_the_vocabulary_and_in_chinese(one: Sighting) -> None:
    (told,) = observed(one)
    for fact, value in told.says.items():
        definition(fact).parse(value)
    said = in_chinese(told.note)
    assert said is not None
    assert not any(word in said for word in ("face", "shown", "estimated", "frame"))


def test_a_name_says_that_faces_are_searched_in_a_stored_set() -> None:
    (told,) = observed(sighting(Kind.NAME))
    assert told.says["capture.function"] == "identify_one_to_many"
    assert told.says["capture.template_extracted"] is True


def test_the_words_of_a_program_about_itself_say_nothing_of_use() -> None:
    (told,) = observed(sighting(Kind.SYSTEM))
    assert told.says == {}


def test_of_several_functions_the_most_is_told_and_nothing_contradicts_itself() -> None:
    facts = establish(facts_of(*ALL))
    known = facts.by_id()
    assert known["capture.function"].value == "identify_one_to_many"
    assert known["capture.function"].strength is Strength.SEEN_IN_FOOTAGE
    analyses = known["capture.analyses"].value
    assert isinstance(analyses, tuple)
    assert set(analyses) >= {"recognition", "attributes", "lists", "emotion", "repeat_visits"}
    assert known["purpose.actual"].value == ("repeat_visitor", "watchlist")
    assert facts.contradictions == ()


def test_a_list_is_told_by_whom_it_names() -> None:
    (blocked,) = observed(sighting(Kind.LIST, key="黑名单"))
    assert blocked.says["watchlist.lists"] == ("block_list",)
    (favoured,) = observed(sighting(Kind.LIST, key="vip"))
    assert favoured.says["watchlist.lists"] == ("vip",)
    (stranger,) = observed(sighting(Kind.LIST, key="陌生人"))
    assert "watchlist.lists" not in stranger.says


def test_a_face_compared_with_a_document_is_verified() -> None:
    (told,) = observed(sighting(Kind.SIMILARITY, key="人证相似度"))
    assert told.says["capture.function"] == "verify_one_to_one"


def test_what_is_seen_stands_above_what_is_said_and_the_difference_is_told() -> None:
    denied: dict[str, FactValue] = {"capture.function": "record_only"}
    facts = establish(facts_of(sighting(Kind.ATTRIBUTE, "age"), said=denied))
    assert facts.by_id()["capture.function"].value == "attributes"
    assert [c.fact for c in facts.contradictions] == ["capture.function"]


NO_CONSENT: dict[str, FactValue] = {
    "consent.obtained": False,
    "people.consumers": True,
    "storage.raw_face_images": True,
}


def verdict(rule: str, *sightings: Sighting) -> Verdict:
    observations = facts_of(*sightings, said=NO_CONSENT)
    findings = judge(observations, digest_bytes(b"o"), book_of(rule), date(2026, 6, 1)).findings
    return next(finding.verdict for finding in findings if finding.rule == rule)


@pytest.mark.parametrize(
    "one",
    [
        sighting(Kind.NAME),
        sighting(Kind.SIMILARITY),
        sighting(Kind.LIST),
        sighting(Kind.VISITS),
        sighting(Kind.ATTRIBUTE, "age"),
    ],
    ids=lambda s: s.hit.kind.value,
)
def test_overlays_reach_the_rules_on_analysis_without_being_asked(one: Sighting) -> None:
    rule = "crpl-covert-customer-analytics"
    assert verdict(rule) is Verdict.CANNOT_TELL
    assert verdict(rule, one) is Verdict.VIOLATION


@pytest.mark.parametrize("kind", [Kind.UNKNOWN, Kind.ACTION])
def test_words_with_another_explanation_support_no_fact_and_contradict_nobody(kind: Kind) -> None:
    denied: dict[str, FactValue] = {"declared.recognition_denied": True}
    facts = establish(facts_of(sighting(kind), said=denied))
    assert facts.contradictions == ()
    assert not {"capture.function", "capture.template_extracted"} & facts.by_id().keys()


def test_a_similarity_reaches_the_rules_that_ask_for_templates() -> None:
    assert verdict("gb-identity-need", sighting(Kind.SIMILARITY)) is Verdict.CANNOT_TELL
    assert (
        establish(facts_of(sighting(Kind.SIMILARITY))).by_id()["capture.template_extracted"].value
    )


def test_more_of_a_kind_than_is_listed_is_counted() -> None:
    many = [sighting(Kind.NAME, key=f"n{n}", row=n) for n in range(MOST_ALIKE + 5)]
    told, more = observations_of(exhibit(ExhibitKind.VIDEO), many, [many[0].frame])
    assert len(told) == MOST_ALIKE
    assert more == 5


def test_values_that_change_in_one_place_are_one_overlay() -> None:
    told = observed(
        sighting(Kind.ATTRIBUTE, "age", key="29", time=0),
        sighting(Kind.ATTRIBUTE, "age", key="31", time=1),
        sighting(Kind.ATTRIBUTE, "age", key="33", time=2),
    )
    assert len(told) == 1
    assert "in 3 of 3 frames read" in told[0].note
