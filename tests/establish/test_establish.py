from __future__ import annotations

from datetime import date

import pytest

from auditor.case.model import Case, DocumentRole, Exhibit, ExhibitKind, Premises, Statement
from auditor.core.digest import Digest
from auditor.core.locator import FileLocator
from auditor.establish.establish import establish
from auditor.examine.model import Examination, Observation, Observations
from auditor.vocabulary.fact import Facts, Strength
from auditor.vocabulary.value import FactValue, Speaker, SpeakerRole


def said(role: SpeakerRole, on: str = "2020-01-01", **facts: FactValue) -> Statement:
    named = {name.replace("__", "."): value for name, value in facts.items()}
    return Statement(by=Speaker(role=role), on=date.fromisoformat(on), facts=named, line=1)


def seen(
    kind: ExhibitKind, complete: bool = False, **facts: FactValue
) -> tuple[Exhibit, Examination]:
    name = f"E-{kind.value}"
    exhibit = Exhibit(
        id=name,
        path=name,
        kind=kind,
        media_type="",
        size=1,
        digest=Digest(value="0" * 64),
        role=DocumentRole.OTHER,
    )
    observation = Observation(
        exhibit=name,
        topic="test",
        locator=FileLocator(),
        note="seen",
        says={key.replace("__", "."): value for key, value in facts.items()},
        complete=complete,
    )
    return exhibit, Examination(exhibit=name, examiner="test", observations=(observation,))


def facts_of(
    *statements: Statement, examined: tuple[tuple[Exhibit, Examination], ...] = ()
) -> Facts:
    case = Case(
        title="test",
        premises=Premises(kind="gate"),
        statements=statements,
        exhibits=tuple(exhibit for exhibit, _ in examined),
    )
    return establish(
        Observations(
            tool_version="0", case=case, examinations=tuple(found for _, found in examined)
        )
    )


def test_what_nobody_speaks_of_is_not_there() -> None:
    assert set(facts_of().by_id()) == {"premises.kind", "premises.country"}


def test_the_stronger_source_is_judged_and_the_contradiction_is_reported() -> None:
    facts = facts_of(
        said(SpeakerRole.OPERATOR, capture__template_extracted=False),
        examined=(seen(ExhibitKind.CONFIGURATION, capture__template_extracted=True),),
    )
    fact = facts.by_id()["capture.template_extracted"]
    assert fact.value is True
    assert fact.strength is Strength.READ_IN_CONFIGURATION
    (contradiction,) = facts.contradictions
    assert contradiction.judged is True
    assert {source.value for source in contradiction.sources} == {True, False}


def test_two_people_who_differ_leave_the_fact_unknown() -> None:
    facts = facts_of(
        said(SpeakerRole.OPERATOR, alternative__offered=True),
        said(SpeakerRole.VISITOR, alternative__offered=False),
    )
    assert facts.by_id()["alternative.offered"].value is None
    assert facts.contradictions[0].judged is None


def test_a_court_stands_above_the_parties() -> None:
    facts = facts_of(
        said(SpeakerRole.OPERATOR, alternative__offered=True),
        said(SpeakerRole.COURT, alternative__offered=False),
    )
    fact = facts.by_id()["alternative.offered"]
    assert (fact.value, fact.strength) == (False, Strength.ADJUDICATED)


def test_a_set_seen_in_part_stays_open() -> None:
    facts = facts_of(examined=(seen(ExhibitKind.CONFIGURATION, collection__items=("face",)),))
    fact = facts.by_id()["collection.items"]
    assert (fact.value, fact.complete) == (("face",), False)


def test_a_set_called_complete_contradicts_what_is_seen_beyond_it() -> None:
    facts = facts_of(
        said(SpeakerRole.OPERATOR, collection__items=("name",)),
        examined=(seen(ExhibitKind.CONFIGURATION, collection__items=("face",)),),
    )
    fact = facts.by_id()["collection.items"]
    assert fact.value == ("face", "name")
    assert [c.fact for c in facts.contradictions] == ["collection.items"]


def test_a_weaker_source_adds_nothing_to_a_list_a_stronger_one_calls_complete() -> None:
    facts = facts_of(
        said(SpeakerRole.COURT, collection__items=("name", "photo")),
        said(SpeakerRole.VISITOR, collection__items=("face",)),
    )
    assert facts.by_id()["collection.items"].value == ("name", "photo")
    assert facts.contradictions


def test_recognition_denied_and_switched_on_is_a_contradiction_across_facts() -> None:
    facts = facts_of(
        said(SpeakerRole.OPERATOR, declared__recognition_denied=True),
        examined=(seen(ExhibitKind.CONFIGURATION, configuration__recognition_enabled=True),),
    )
    assert [c.fact for c in facts.contradictions] == ["configuration.recognition_enabled"]


def test_footage_that_shows_less_is_no_source_against_more() -> None:
    facts = facts_of(
        examined=(
            seen(ExhibitKind.VIDEO, capture__function="attributes"),
            seen(ExhibitKind.CONFIGURATION, capture__function="identify_one_to_many"),
        )
    )
    assert facts.by_id()["capture.function"].value == "identify_one_to_many"
    assert not facts.contradictions


def test_footage_that_shows_more_than_was_said_contradicts_it() -> None:
    facts = facts_of(
        said(SpeakerRole.OPERATOR, declared__recognition_denied=True),
        examined=(seen(ExhibitKind.VIDEO, capture__function="identify_one_to_many"),),
    )
    assert facts.by_id()["capture.function"].value == "identify_one_to_many"
    assert [c.fact for c in facts.contradictions] == ["capture.function"]


def test_what_one_paper_leaves_out_another_may_tell() -> None:
    sign = seen(ExhibitKind.TEXT, complete=True, notice__items=("purpose",))
    exhibit, found = seen(ExhibitKind.TEXT, notice__items=("face_data",))
    leaflet = (
        exhibit.model_copy(update={"id": "E-leaflet"}),
        found.model_copy(
            update={
                "exhibit": "E-leaflet",
                "observations": tuple(
                    o.model_copy(update={"exhibit": "E-leaflet"}) for o in found.observations
                ),
            }
        ),
    )
    alone = facts_of(examined=(sign,)).by_id()["notice.items"]
    both = facts_of(examined=(sign, leaflet))
    together = both.by_id()["notice.items"]
    assert (alone.value, alone.complete) == (("purpose",), True)
    assert (together.value, together.complete) == (("face_data", "purpose"), False)
    assert not both.contradictions


def test_no_fact_rests_on_a_demonstrative_exhibit() -> None:
    exhibit, found = seen(ExhibitKind.VIDEO, capture__faces_detected=True)
    shown = exhibit.model_copy(update={"demonstrative": True})
    assert "capture.faces_detected" in facts_of(examined=((exhibit, found),)).by_id()
    assert "capture.faces_detected" not in facts_of(examined=((shown, found),)).by_id()


def test_an_examiner_that_invents_a_fact_is_found_out() -> None:
    with pytest.raises(ValueError, match="unknown fact"):
        facts_of(examined=(seen(ExhibitKind.TEXT, invented__fact=True),))


def test_a_sign_that_promises_fewer_days_than_a_file_keeps_is_contradicted() -> None:
    def days(on_sign: int, in_file: int) -> list[str]:
        facts = facts_of(
            examined=(
                seen(ExhibitKind.TEXT, notice__retention_days=on_sign),
                seen(ExhibitKind.CONFIGURATION, storage__retention_days=in_file),
            )
        )
        return [one.fact for one in facts.contradictions]

    assert days(7, 90) == ["storage.retention_days"]
    assert days(90, 7) == []


def test_one_denial_is_contradicted_once_by_facts_that_say_the_same() -> None:
    facts = facts_of(
        said(SpeakerRole.OPERATOR, declared__recognition_denied=True),
        examined=(
            seen(
                ExhibitKind.CONFIGURATION,
                configuration__recognition_enabled=True,
                capture__function="identify_one_to_many",
            ),
        ),
    )
    assert [one.fact for one in facts.contradictions] == ["configuration.recognition_enabled"]
