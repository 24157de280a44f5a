"""What follows from a fact by its meaning, and where that clashes with what was told."""

from __future__ import annotations

from itertools import combinations

from auditor.vocabulary.fact import Fact, Source, Strength
from auditor.vocabulary.implied import implications, with_implied
from auditor.vocabulary.value import FactValue
from auditor.vocabulary.vocabulary import definition


def told(name: str, value: FactValue, strength: Strength = Strength.DECLARED) -> Fact:
    parsed = definition(name).parse(value)
    source = Source(strength=strength, value=parsed, note="told")
    return Fact(id=name, value=parsed, strength=strength, sources=(source,))


def known(*facts: Fact) -> dict[str, Fact]:
    return {fact.id: fact for fact in facts}


def test_a_sign_that_is_not_there_tells_nothing() -> None:
    facts, clashes = with_implied(known(told("notice.present", False)))
    assert facts["notice.items"].value == ()
    assert facts["notice.items"].complete
    assert facts["notice.items"].sources[0].follows_from == "notice.present"
    assert clashes == ()


def test_what_follows_carries_the_strength_of_its_ground() -> None:
    seen = told("capture.function", "identify_one_to_many", Strength.SEEN_IN_FOOTAGE)
    facts, _ = with_implied(known(seen))
    assert facts["capture.template_extracted"].strength is Strength.SEEN_IN_FOOTAGE


def test_what_follows_from_what_follows_is_there() -> None:
    facts, _ = with_implied(known(told("consent.by_representatives_only", True)))
    assert facts["consent.timing"].value == "none"


def test_a_fact_that_was_told_stays_and_the_clash_is_reported() -> None:
    given = known(told("notice.present", False), told("notice.items", ("purpose",)))
    facts, clashes = with_implied(given)
    assert facts["notice.items"].value == ("purpose",)
    (clash,) = clashes
    assert clash.fact == "notice.items"
    assert len(clash.sources) == 2


def test_a_part_of_a_set_clashes_only_where_it_goes_beyond() -> None:
    given = known(told("notice.present", False), told("notice.items", ()))
    assert with_implied(given)[1] == ()


def test_an_unknown_fact_implies_nothing() -> None:
    facts, _ = with_implied({"consent.obtained": Fact(id="consent.obtained", value=None)})
    assert set(facts) == {"consent.obtained"}


def test_a_fact_left_open_by_two_people_is_not_filled_in() -> None:
    open_ = Fact(id="consent.separate", value=None)
    facts, _ = with_implied(known(told("consent.obtained", False)) | {"consent.separate": open_})
    assert facts["consent.separate"].value is None


def test_no_implication_contradicts_another() -> None:
    for one, other in combinations(implications(), 2):
        if one.premises == other.premises:
            shared = set(one.then) & set(other.then)
            assert all(one.then[name] == other.then[name] for name in shared)
