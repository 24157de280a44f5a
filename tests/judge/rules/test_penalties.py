"""The penalties seen in practice: that the file loads, and what must hold of every entry."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from auditor.core.errors import RuleError
from auditor.core.paths import RULES
from auditor.core.text import Text
from auditor.judge.rules.penalties import PENALTIES_FILE, PenaltySeen, load_penalties
from auditor.vocabulary.vocabulary import definition
from tests.rule_book import shipped_book

IDS = re.findall(r"^  - id: (\S+)$", (RULES / PENALTIES_FILE).read_text("utf-8"), re.MULTILINE)
"""The ids of all entries, by a look at the lines; the file is parsed when a test runs."""
CHINESE = re.compile(r"[\u4e00-\u9fff]")
CONDEMNING = re.compile(r"illegal|unlawful|违法|非法|犯罪", re.IGNORECASE)
ONE = """\
penalties:
  - id: somewhere-2021
    place: {en: Somewhere, zh: 某地}
    on: 2021-07-05
    who: {en: a shop, zh: 某店}
    facts: {en: faces, zh: 人脸}
    sanction: {en: warning, zh: 警告}
    basis: {en: consumer law, zh: 消费者权益保护法}
    kinds: [retail]
    source: a report
    reading: report
"""


@pytest.fixture(params=IDS)
def seen(request: pytest.FixtureRequest) -> PenaltySeen:
    """Each entry in turn."""
    return next(entry for entry in shipped_book().penalties if entry.id == request.param)


def written(folder: Path, text: str) -> Path:
    path = folder / PENALTIES_FILE
    path.write_text(text, encoding="utf-8")
    return path


def texts_of(seen: PenaltySeen) -> list[Text]:
    values = [getattr(seen, name) for name in PenaltySeen.model_fields]
    return [value for value in values if isinstance(value, Text)]


def test_there_are_some_of_several_kinds_of_premises() -> None:
    assert [seen.id for seen in shipped_book().penalties] == IDS
    kinds = {kind for seen in shipped_book().penalties for kind in seen.kinds}
    assert kinds >= {"sales_office", "retail", "gym", "gate", "residential"}


def test_both_languages_are_there_and_neither_condemns(seen: PenaltySeen) -> None:
    for text in texts_of(seen):
        assert text.en.strip()
        assert CHINESE.search(text.zh), text
        assert not CHINESE.search(text.en), text
        assert not CONDEMNING.search(text.en + text.zh), text
    assert not CONDEMNING.search(seen.source)


def test_every_kind_is_known(seen: PenaltySeen) -> None:
    for kind in seen.kinds:
        assert definition("premises.kind").parse(kind) == kind


def test_every_authority_is_registered_and_is_of_that_kind(seen: PenaltySeen) -> None:
    if seen.authority:
        kinds = ("penalty", "recommendation")
        assert shipped_book().authorities[seen.authority].kind in kinds


def test_every_registered_penalty_is_among_them() -> None:
    book = shipped_book()
    kinds = ("penalty", "recommendation")
    registered = {entry.id for entry in book.authorities.values() if entry.kind in kinds}
    assert registered == {seen.authority for seen in book.penalties if seen.authority}


def test_a_sum_is_written_in_words_as_well(seen: PenaltySeen) -> None:
    if seen.yuan is not None:
        assert f"{seen.yuan:,}" in seen.sanction.en


def test_an_entry_is_loaded(tmp_path: Path) -> None:
    (one,) = load_penalties(written(tmp_path, ONE))
    assert one.id == "somewhere-2021"
    assert one.yuan is None
    assert one.authority == ""


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("kinds: [retail]", "kinds: [shop]", "shop"),
        ("    on: 2021-07-05\n", "", "says on which day"),
        ("reading: report", "reading: rumour", "reading"),
        ("source: a report", "sauce: a report", "source"),
    ],
)
def test_a_wrong_entry_is_refused(tmp_path: Path, old: str, new: str, said: str) -> None:
    with pytest.raises(RuleError, match=said):
        load_penalties(written(tmp_path, ONE.replace(old, new)))


def test_an_id_is_listed_once(tmp_path: Path) -> None:
    entry = ONE.removeprefix("penalties:\n")
    with pytest.raises(RuleError, match="is listed twice"):
        load_penalties(written(tmp_path, ONE + entry))
