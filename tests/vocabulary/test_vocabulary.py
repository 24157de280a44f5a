from __future__ import annotations

import re

import pytest

from auditor.core.text import LANGUAGES
from auditor.vocabulary.value import FactValue
from auditor.vocabulary.vocabulary import FactType, definition, vocabulary
from tests.places import ROOT

CHINESE = re.compile(r"[\u4e00-\u9fff]")


def test_every_fact_is_asked_in_both_languages() -> None:
    for about in vocabulary().values():
        assert about.question.en.endswith(("?", ")")), about.id
        for text in (about.question, about.evidence, *about.values.values()):
            assert CHINESE.search(text.zh), (about.id, text)
            assert not CHINESE.search(text.en), (about.id, text)


def test_no_old_name_is_used_twice_or_is_a_new_name() -> None:
    old = [about.was for about in vocabulary().values() if about.was]
    assert len(old) == len(set(old))
    assert not set(old) & set(vocabulary())


@pytest.mark.parametrize(
    ("fact", "given", "expected"),
    [
        ("alternative.offered", True, True),
        ("storage.retention_days", 90, 90),
        ("contract.concluded_on", "2019-04-27", "2019-04-27"),
        ("alternative.burden", "higher", "higher"),
        ("collection.items", ["photo", "face", "photo"], ("face", "photo")),
        ("sharing.recipients", ["a vendor"], ("a vendor",)),
    ],
)
def test_values_are_taken_in_one_form(fact: str, given: object, expected: object) -> None:
    assert definition(fact).parse(given) == expected


@pytest.mark.parametrize(
    ("fact", "given", "said"),
    [
        ("alternative.offered", "maybe", "yes or no"),
        ("alternative.offered", 1, "yes or no"),
        ("storage.retention_days", True, "a number"),
        ("contract.concluded_on", "27.4.2019", "not a date"),
        ("alternative.burden", "highr", 'did you mean "higher"'),
        ("collection.items", ["foto"], 'did you mean "photo"'),
        ("collection.items", "photo", "a list of"),
    ],
)
def test_other_values_are_refused_with_what_would_do(fact: str, given: object, said: str) -> None:
    with pytest.raises(ValueError, match=re.escape(said)):
        definition(fact).parse(given)


def test_an_unknown_fact_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(ValueError, match=re.escape("alternative.offered")):
        definition("alternative.ofered")


def test_every_value_can_be_said_in_every_language() -> None:
    for about in vocabulary().values():
        samples: dict[FactType, FactValue] = {
            FactType.YES_NO: True,
            FactType.NUMBER: 3,
            FactType.DATE: "2020-01-01",
            FactType.TEXT: "Hangzhou",
            FactType.CHOICE: next(iter(about.values), ""),
            FactType.SET: tuple(about.values)[:2],
        }
        for language in LANGUAGES:
            assert about.say(samples[about.type], language)


def test_the_vocabulary_stands_in_one_file_only() -> None:
    package = ROOT / "auditor"
    assert [path.name for path in package.rglob("vocabulary*.yaml")] == ["vocabulary.yaml"]
