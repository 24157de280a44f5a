from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.establish.weigh import weigh
from auditor.vocabulary.fact import Source, Strength, SystemValue
from auditor.vocabulary.value import FactValue, Speaker, SpeakerRole

SET = "notice.items"
MEMBERS = ("purpose", "contact", "retention", "rights")
STRENGTHS = (
    Strength.DECLARED,
    Strength.READ_IN_DOCUMENT,
    Strength.READ_IN_CONFIGURATION,
    Strength.ADJUDICATED,
)


def listed(strength: Strength, *members: str, complete: bool = True, exhibit: str = "") -> Source:
    return Source(
        strength=strength, value=tuple(sorted(members)), complete=complete, exhibit=exhibit
    )


def configured(value: FactValue, exhibit: str, subject: str = "") -> Source:
    return Source(
        strength=Strength.READ_IN_CONFIGURATION, value=value, exhibit=exhibit, subject=subject
    )


def stated(value: FactValue, role: SpeakerRole = SpeakerRole.OPERATOR) -> Source:
    return Source(strength=Strength.DECLARED, value=value, by=Speaker(role=role))


# --- sets -----------------------------------------------------------------------------------------


def test_of_a_set_only_the_account_that_differs_is_said_to_differ() -> None:
    none = stated((), SpeakerRole.VISITOR)
    partial = [
        listed(Strength.READ_IN_DOCUMENT, member, complete=False, exhibit="E-1")
        for member in ("purpose", "contact")
    ]
    fact, contradiction = weigh(SET, [none, *partial])
    assert fact.value == ("contact", "purpose")
    assert not fact.complete
    assert contradiction is not None
    assert contradiction.judged == fact.value
    differing = [s for s in contradiction.sources if s.differs_from(contradiction.judged)]
    assert differing == [none]


def test_two_people_with_complete_lists_that_differ_leave_the_difference_open() -> None:
    lists = [stated(("purpose", "contact")), stated(("purpose",), SpeakerRole.VISITOR)]
    fact, contradiction = weigh(SET, lists)
    assert (fact.value, fact.complete) == (("purpose",), False)
    assert contradiction is not None
    assert contradiction.judged is None


def test_two_people_who_agree_on_no_member_leave_the_set_unknown() -> None:
    fact, contradiction = weigh(SET, [stated(("contact",)), stated((), SpeakerRole.VISITOR)])
    assert (fact.value, fact.strength) == (None, None)
    assert contradiction is not None


def test_a_refuted_list_does_not_make_the_set_complete() -> None:
    fact, _ = weigh(
        "collection.items",
        [
            stated(("name",)),
            Source(
                strength=Strength.READ_IN_CONFIGURATION,
                value=("face",),
                complete=False,
                exhibit="E-1",
            ),
        ],
    )
    assert (fact.value, fact.complete) == (("face", "name"), False)


sources_of_a_set = st.lists(
    st.builds(
        lambda strength, members, complete, exhibit: listed(
            strength, *members, complete=complete, exhibit=exhibit
        ),
        st.sampled_from(STRENGTHS),
        st.sets(st.sampled_from(MEMBERS)),
        st.booleans(),
        st.sampled_from(("E-1", "E-2")),
    ),
    min_size=1,
    max_size=6,
)


@given(sources_of_a_set)
def test_a_contradiction_is_reported_exactly_where_some_account_cannot_hold(
    sources: list[Source],
) -> None:
    fact, contradiction = weigh(SET, sources)
    if contradiction is None:
        assert fact.value is not None
        # What a document leaves out, another may state: they count as one.
        alone = [s for s in sources if s.strength is not Strength.READ_IN_DOCUMENT]
        assert not any(s.differs_from(fact.value) for s in alone)
    elif contradiction.judged is not None:
        assert any(s.differs_from(contradiction.judged) for s in contradiction.sources)


@given(sources_of_a_set)
def test_a_set_is_complete_only_if_a_source_says_so_and_no_equal_one_names_more(
    sources: list[Source],
) -> None:
    fact, _ = weigh(SET, sources)
    if fact.value is None or not fact.complete:
        return
    assert fact.strength is not None
    level = [s for s in sources if s.strength.rank >= fact.strength.rank]
    assert any(s.complete for s in level)
    for source in level:
        assert isinstance(source.value, tuple)
        assert isinstance(fact.value, tuple)
        assert set(source.value) <= set(fact.value)


@given(sources_of_a_set, st.randoms())
def test_the_order_of_sources_does_not_matter(sources: list[Source], random: object) -> None:
    turned = list(reversed(sources))
    first, second = weigh(SET, sources)[0], weigh(SET, turned)[0]
    assert (first.value, first.complete) == (second.value, second.complete)


# --- systems --------------------------------------------------------------------------------------


def test_of_several_systems_one_that_recognises_is_enough() -> None:
    fact, contradiction = weigh(
        "configuration.recognition_enabled", [configured(True, "E-1"), configured(False, "E-2")]
    )
    assert fact.value is True
    assert contradiction is None
    assert fact.systems == (
        SystemValue(exhibit="E-1", value=True),
        SystemValue(exhibit="E-2", value=False),
    )
    assert not any(source.differs_from(True) for source in fact.sources)


def test_two_cameras_of_one_recorder_are_two_systems() -> None:
    fact, contradiction = weigh(
        "configuration.recognition_enabled",
        [configured(True, "E-1", "door"), configured(False, "E-1", "till")],
    )
    assert (fact.value, contradiction) == (True, None)


def test_a_system_that_contradicts_itself_is_a_contradiction() -> None:
    fact, contradiction = weigh(
        "configuration.recognition_enabled", [configured(True, "E-1"), configured(False, "E-1")]
    )
    assert fact.value is None
    assert contradiction is not None
    fact, contradiction = weigh(
        "configuration.recognition_enabled",
        [configured(True, "E-1"), configured(False, "E-1"), configured(True, "E-2")],
    )
    assert fact.value is True
    assert contradiction is not None


def test_a_general_denial_is_a_contradiction_whatever_other_systems_do() -> None:
    fact, contradiction = weigh(
        "configuration.recognition_enabled",
        [configured(True, "E-1"), configured(False, "E-2"), stated(False)],
    )
    assert fact.value is True
    assert contradiction is not None
    assert [s.by for s in contradiction.sources if s.differs_from(True)] == [
        Speaker(role=SpeakerRole.OPERATOR)
    ]


@pytest.mark.parametrize(
    ("fact", "values", "together"),
    [
        ("storage.encrypted", (True, False), False),
        ("storage.retention_days", (7, 90), 90),
        ("capture.function", ("detect_count", "identify_one_to_many"), "identify_one_to_many"),
        ("capture.template_extracted", (False, True), True),
    ],
)
def test_what_several_systems_come_to_together(
    fact: str, values: tuple[FactValue, ...], together: FactValue
) -> None:
    sources = [configured(value, f"E-{number}") for number, value in enumerate(values)]
    judged, contradiction = weigh(fact, sources)
    assert (judged.value, contradiction) == (together, None)
    assert len(judged.systems) == len(values)


@given(st.lists(st.tuples(st.booleans(), st.sampled_from("1234")), min_size=1, max_size=8))
def test_a_further_system_never_switches_recognition_off(readings: list[tuple[bool, str]]) -> None:
    name = "configuration.recognition_enabled"
    sources = [configured(value, exhibit) for value, exhibit in readings]
    before = weigh(name, sources)[0].value
    after = weigh(name, [*sources, configured(False, "another")])[0].value
    if before is True:
        assert after is True


def _document(
    value: tuple[str, ...], *, lacks: tuple[str, ...] = (), exhibit: str = "E-01"
) -> Source:
    return Source(
        strength=Strength.READ_IN_DOCUMENT,
        value=value,
        complete=False,
        lacks=lacks,
        exhibit=exhibit,
    )


def test_members_that_a_document_surely_lacks_are_lacking_without_the_list_being_complete() -> None:
    fact, contradiction = weigh("notice.items", [_document(("name",), lacks=("rights",))])
    assert (fact.value, fact.complete, fact.lacks) == (("name",), False, ("rights",))
    assert contradiction is None


def test_another_document_may_state_what_the_first_lacks() -> None:
    first = _document(("name",), lacks=("rights", "contact"))
    second = _document(("rights",), lacks=("contact", "impact"), exhibit="E-02")
    fact, _ = weigh("notice.items", [first, second])
    assert fact.lacks == ("contact",)
    assert fact.value == ("name", "rights")
