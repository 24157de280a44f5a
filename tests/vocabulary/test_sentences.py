"""Every fact can be stated as a sentence in both languages, and every change as conduct."""

from __future__ import annotations

import re

from auditor.core.text import LANGUAGES
from auditor.vocabulary.sentences import change_sentence, keys_needed, sentence, sentences
from auditor.vocabulary.value import FactValue
from auditor.vocabulary.vocabulary import declarable, definition

WORDED = ("value", "some", "partial", "any", "do_value", "do_some", "do_without")
"""Keys whose sentence names the value."""


def test_every_fact_that_can_be_declared_can_be_stated() -> None:
    missing = {
        name: lacking
        for name, about in declarable().items()
        if (lacking := keys_needed(about) - sentences().get(name, {}).keys())
    }
    assert not missing


def test_no_sentence_is_about_an_unknown_fact_or_value() -> None:
    known = {"if_yes", "if_no", "none", "do_yes", "do_no", "do_none", *WORDED}
    for name, texts in sentences().items():
        values = set(definition(name).values)
        assert set(texts) <= known | values | {f"do_{value}" for value in values}, name


def test_a_sentence_names_the_value_exactly_where_its_key_asks_for_it() -> None:
    for name, texts in sentences().items():
        for key, text in texts.items():
            for language in LANGUAGES:
                assert ("{value}" in text[language]) == (key in WORDED), (name, key)


def test_sentences_begin_as_sentences_and_leave_the_end_to_their_source() -> None:
    for name, texts in sentences().items():
        for key, text in texts.items():
            assert text.en[0].isupper(), (name, key)
            assert not text.en.endswith("."), (name, key)
            assert not text.zh.endswith("。"), (name, key)
            assert not re.search(r"[A-Za-z]{2,}", text.zh.replace("{value}", "")), (name, key)


def test_what_can_only_become_less_has_no_sentence_for_more() -> None:
    for name, texts in sentences().items():
        about = definition(name)
        conduct = {key for key in texts if key.startswith("do_")}
        if about.change == "fixed":
            assert not conduct, name
        if about.change == "less":
            assert conduct <= {"do_without", "do_none", "do_value"}, name
        if about.change == "future":
            assert conduct == {f"do_{_word(value)}" for value in about.becomes}, name


def _word(value: FactValue) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def test_a_value_is_stated_in_its_words() -> None:
    assert sentence("storage.retention_days", 90, "90", "en") == ("Face data are kept for 90 days")
    assert sentence("notice.items", ("purpose",), "purpose", "en", complete=False) == (
        "The notice tells people at least: purpose"
    )
    assert sentence("premises.kind", "gym", "健身房", "zh") == "场所类型为健身房"
    assert sentence("finding.some-rule", "violation", "violation", "en") == ""


def test_a_change_is_stated_as_conduct() -> None:
    assert change_sentence("consent.bundled", True, False, "no", "en") == (
        "Ask for consent to the face apart from other permissions"
    )
    assert change_sentence("collection.items", ("face", "name"), ("name",), "face data", "en") == (
        "Stop collecting: face data"
    )
    assert change_sentence("consent.obtained", True, False, "no", "en") == ""
