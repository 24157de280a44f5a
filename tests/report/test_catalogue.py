"""Both languages say everything, every sentence is used, and no word is forbidden."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from auditor.core.paths import REPORTS
from auditor.core.text import LANGUAGES
from auditor.report import catalogue as room
from auditor.report.catalogue import FAMILIES, catalogue, check, load_sentences
from auditor.report.locale import SINGULAR, CatalogueError
from auditor.report.outputs.registry import OUTPUTS
from tests.wording import banned_in

_PACKAGE = Path(room.__file__).parent
TEMPLATES = sorted([*(REPORTS / "html").glob("*.j2"), *_PACKAGE.rglob("*.j2")])
MODULES = sorted(
    path
    for folder in ("report", "seal", "interview")
    for path in (_PACKAGE.parent / folder).rglob("*.py")
)

NAMES = {
    *(
        "face",
        "audit",
        "SHA",
        "px",
        "JPEG",
        "PNG",
        "WebP",
        "Python",
        "RFC",
        "BagIt",
        "bundle",
        "verify",
        "portfolio",
        "csv",
        "json",
    ),
    # names of placeholders
}


def used_keys() -> set[str]:
    """Keys named outright in a template or a module."""
    found: set[str] = set()
    for path in TEMPLATES:
        found |= set(re.findall(r"""\bt\(\s*["']([a-z_.]+)["']""", path.read_text("utf-8")))
    for path in MODULES:
        found |= set(re.findall(r'"([a-z_]+\.[a-z_]+)"', path.read_text("utf-8")))
    return found


def test_every_key_is_in_both_languages() -> None:
    check({language: load_sentences(language) for language in LANGUAGES})


def test_a_catalogue_that_lacks_a_sentence_is_refused() -> None:
    loaded = {language: load_sentences(language) for language in LANGUAGES}
    del loaded["zh"]["page.skip"]
    with pytest.raises(CatalogueError, match=r"page\.skip"):
        check(loaded)


def test_a_catalogue_with_another_placeholder_is_refused() -> None:
    loaded = {language: load_sentences(language) for language in LANGUAGES}
    loaded["zh"]["page.made_by"] = "由 {program} 生成。"
    with pytest.raises(CatalogueError, match="placeholders"):
        check(loaded)


def test_a_family_without_one_of_its_codes_is_refused() -> None:
    loaded = {language: load_sentences(language) for language in LANGUAGES}
    for sentences in loaded.values():
        del sentences["verdict.cannot_tell"]
    with pytest.raises(CatalogueError, match="cannot_tell"):
        check(loaded)


def test_every_named_key_exists_and_every_key_is_used() -> None:
    known = set(catalogue("en").sentences)
    used = used_keys()
    of_templates = {key for key in used if key.split(".")[0] in {k.split(".")[0] for k in known}}
    by_code = {f"{family}.{code}" for family, codes in FAMILIES.items() for code in codes}
    looked_up = {key for key in known if key.startswith(("run_label.", "funnel."))}
    singular = {key for key in known if key.removesuffix(SINGULAR) in known - {key}}
    assert not known - used - by_code - looked_up - singular
    vocabulary_like = {key for key in of_templates - known if key not in _facts()}
    assert not {k for k in vocabulary_like if any(f't("{k}"' in p.read_text() for p in TEMPLATES)}


def _facts() -> set[str]:
    from auditor.vocabulary.vocabulary import vocabulary

    return set(vocabulary())


def test_chinese_is_chinese() -> None:
    for key, sentence in catalogue("zh").sentences.items():
        without = re.sub(r"\{[a-z_]+\}", "", sentence)
        words = set(re.findall(r"[A-Za-z]{2,}", without))
        assert words <= NAMES, f"{key}: {words - NAMES}"


def test_english_has_no_chinese() -> None:
    for key, sentence in catalogue("en").sentences.items():
        assert not re.search(r"[\u3400-\u9fff]", sentence), key


WORDED = sorted([*TEMPLATES, *(REPORTS / "locale").rglob("*.yaml")])


@pytest.mark.parametrize("path", WORDED, ids=[path.name for path in WORDED])
def test_no_template_or_catalogue_says_what_no_report_may_say(path: Path) -> None:
    assert not banned_in(path.read_text("utf-8"))


def test_no_output_is_described_in_words_that_no_report_may_use() -> None:
    assert not banned_in(" ".join(entry.says for entry in OUTPUTS))


@pytest.mark.parametrize(
    "said",
    [
        "This is illegal.",
        "该行为违法",
        "The footage proves that a person was recognised.",
        "必然构成侵权",
        "Overall score: 7",
        "隐私评分：七十",
        "an identified person",
    ],
)
def test_the_words_looked_for_are_found(said: str) -> None:
    assert banned_in(said)


def test_templates_hold_no_sentences_of_their_own() -> None:
    for path in TEMPLATES:
        text = re.sub(r"\{%.*?%\}|\{\{.*?\}\}|<[^>]*>", " ", path.read_text("utf-8"), flags=re.S)
        assert not re.search(r"[A-Za-z]{3,}|[\u3400-\u9fff]", text), path.name
