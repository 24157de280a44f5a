"""Page one and the cards: short, in words, from facts with places, and never louder than known."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from auditor.case.model import ExhibitKind
from auditor.case.problems import CaseProblem
from auditor.core.text import LANGUAGES, Language
from auditor.examine.model import CaptureEpisode, FootageCoverage, Observations
from auditor.judge.decide.findings import Findings
from auditor.judge.decide.issue_status import IssueState
from auditor.report.build import build_report
from auditor.report.model import ReportModel
from auditor.report.outputs.html import render_html
from auditor.report.readers import Reader
from auditor.report.sections.cameras.numbers import capture_numbers
from auditor.vocabulary.value import FactValue
from tests.report.builders.footage import write_still
from tests.report.builders.judged import RUN, findings, stated
from tests.report.builders.observations import observations


def model(
    seen: Observations,
    judged: Findings,
    folder: Path,
    language: Language = "en",
    reader: Reader | None = None,
) -> ReportModel:
    return build_report(judged, seen, RUN, folder, language, reader=reader)


def rich(folder: Path, language: Language = "en", *, hostile: bool = False) -> ReportModel:
    seen = observations((write_still(folder),), hostile=hostile)
    return model(seen, findings(seen), folder, language)


def of_statements(facts: Mapping[str, FactValue], folder: Path) -> ReportModel:
    judged = stated(facts)
    seen = Observations(tool_version="0.1.0", case=judged.case, examinations=())
    return model(seen, judged, folder)


def episode(start: float, end: float) -> CaptureEpisode:
    first = observations().examinations[0].episodes[0]
    return first.model_copy(update={"start": start, "end": end})


# --- headline ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "begins"),
    [
        ({"capture.function": "identify_one_to_many"}, "The cameras here recognise faces"),
        ({"capture.function": "detect_count"}, "The cameras here find and count faces"),
        ({"capture.function": "record_only"}, "The cameras here record video"),
        ({"configuration.recognition_enabled": True}, "The cameras here recognise faces"),
        ({"capture.analyses": ("recognition",)}, "The cameras here recognise faces"),
        ({"capture.analyses": ("age",)}, "Whether faces are processed here is not known"),
        ({"configuration.recognition_enabled": False}, "Face recognition is switched off"),
        ({"capture.faces_detected": True}, "Faces are captured here; what a system does"),
        ({"notice.present": True}, "Whether faces are processed here is not known"),
    ],
)
def test_the_headline_says_what_is_known_and_no_more(
    facts: Mapping[str, FactValue], begins: str, tmp_path: Path
) -> None:
    assert of_statements(facts, tmp_path).page_one.headline.startswith(begins)


def test_people_were_not_asked_is_said_only_where_it_is_known(tmp_path: Path) -> None:
    recognised: dict[str, FactValue] = {"capture.function": "identify_one_to_many"}
    asked = of_statements({**recognised, "consent.obtained": True}, tmp_path).page_one.headline
    unknown = of_statements(recognised, tmp_path).page_one.headline
    assert "not asked" not in asked
    assert "not asked" not in unknown


# --- the table of issues -------------------------------------------------------------------------


def test_every_issue_in_question_is_in_one_row_and_breaches_come_first(tmp_path: Path) -> None:
    seen = observations((write_still(tmp_path),))
    judged = findings(seen)
    page = model(seen, judged, tmp_path).page_one
    named = [link.anchor for row in page.rows for link in row.issues]
    in_question = [e for e in judged.issues if e.state is not IssueState.NOT_IN_QUESTION]
    assert sorted(named) == sorted(f"issue-{entry.issue.value}" for entry in in_question)
    order = [list(IssueState).index(IssueState(row.status)) for row in page.rows]
    assert order == sorted(order)


def test_undecided_is_never_worded_as_fine_or_as_a_breach(tmp_path: Path) -> None:
    page = of_statements({"capture.function": "identify_one_to_many"}, tmp_path).page_one
    for row in page.rows:
        if row.status in {"open", "not_shown"}:
            assert row.status_word in {"Open", "Not shown by the operator"}
            assert not re.search(r"\b(met|fine|breach)\b", row.sentence.lower())


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_one_names_no_rule_and_no_operator_word(language: Language, tmp_path: Path) -> None:
    seen = observations((write_still(tmp_path),))
    judged = findings(seen)
    report = model(seen, judged, tmp_path, language)
    cut = render_html(report).split('<section id="cards"')[0].split("<body")[1]
    words = re.sub(r"<[^>]*>", " ", cut)
    assert not [finding.rule for finding in judged.findings if finding.rule in words]
    assert "All of these" not in render_html(report)


# --- next steps ----------------------------------------------------------------------------------


@pytest.mark.parametrize("reader", Reader)
def test_the_reader_who_was_asked_for_is_the_only_one_addressed(
    reader: Reader, tmp_path: Path
) -> None:
    seen = observations((write_still(tmp_path),))
    steps = model(seen, findings(seen), tmp_path, reader=reader).page_one.next_steps
    assert [entry.reader for entry in steps] == [reader.value]
    assert 1 <= len(steps[0].steps) <= 3


def test_without_a_reader_each_has_at_most_two_steps(tmp_path: Path) -> None:
    steps = rich(tmp_path).page_one.next_steps
    assert [entry.reader for entry in steps] == [reader.value for reader in Reader]
    assert all(1 <= len(entry.steps) <= 2 for entry in steps)


# --- cards ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_has_a_place_where_it_can_be_checked(
    language: Language, tmp_path: Path
) -> None:
    cards = rich(tmp_path, language).cards
    assert cards
    brackets = {"en": r"\(.*(E-\d\d|stated by).*\)\.$", "zh": r"（.*(E-\d\d|陈述).*）。$"}
    for card in cards:
        assert len(card.why) <= 5
        for sentence in card.why:
            assert re.search(brackets[language], sentence), sentence


def test_a_breach_says_what_conduct_would_change_it_and_names_its_law(tmp_path: Path) -> None:
    breaches = [card for card in rich(tmp_path).cards if card.status == "breach"]
    assert breaches
    for card in breaches:
        assert card.changes or card.remedy
        assert card.law or card.practice
        assert card.record


def test_an_altered_exhibit_is_named_on_page_one(tmp_path: Path) -> None:
    seen = observations().model_copy(update={"altered": ("E-01",)})
    unread = model(seen, findings(seen), tmp_path).page_one.unread
    assert any("changed while it was examined" in gap.text for gap in unread)


def test_what_was_not_examined_is_named_on_page_one(tmp_path: Path) -> None:
    unread = " ".join(gap.text for gap in rich(tmp_path).page_one.unread)
    assert "Not examined: E-05" in unread
    assert "could not be read to its end" in unread


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_that_were_not_read_are_said_where_the_exhibit_is(
    language: Language, tmp_path: Path
) -> None:
    seen = observations()
    text = next(e for e in seen.case.exhibits if e.kind is ExhibitKind.TEXT)
    sentence = "The page has pictures, which may have words in them; they were not read."
    examined = tuple(
        each.model_copy(update={"observations": (), "not_read": (sentence,)})
        if each.exhibit == text.id
        else each
        for each in seen.examinations
    )
    seen = seen.model_copy(update={"examinations": examined})
    report = model(seen, findings(seen, decided=False), tmp_path, language)
    words = {"en": sentence, "zh": "页面含有可能含有文字的图片，其内容未读取。"}[language]
    assert any(text.id in gap.text for gap in report.page_one.unread)
    assert any(row.reason.text == words for row in report.not_examined)
    (document,) = [each for each in report.documents if each.exhibit == text.id]
    assert not document.rows
    assert [each.text for each in document.not_read] == [words]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_case_without_material_says_so(language: Language, tmp_path: Path) -> None:
    seen = observations()
    empty = seen.case.model_copy(
        update={"exhibits": (), "statements": (), "left_out": (), "declared": False}
    )
    seen = seen.model_copy(update={"case": empty, "examinations": ()})
    made = render_html(model(seen, findings(seen, decided=False), tmp_path, language))
    assert {"en": "Nothing was examined.", "zh": "没有审查任何材料。"}[language] in made


def test_a_judgment_of_an_older_version_says_that_its_issues_are_not_grouped(
    tmp_path: Path,
) -> None:
    seen = observations()
    old = findings(seen).model_copy(update={"issues": (), "questions": (), "minor": 0})
    page = model(seen, old, tmp_path).page_one
    assert any("older version" in gap.text for gap in page.unread)


# --- numbers people use --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("spans", "at_once", "with_face"),
    [
        ([], 0, 0.0),
        ([(0, 2), (3, 5)], 1, 4.0),
        ([(0, 4), (2, 6), (3, 3.5)], 3, 6.0),
        ([(0, 2), (2, 4)], 1, 4.0),
        ([(1, 1)], 1, 0.0),
        ([(0, 2), (1, 1)], 2, 2.0),
    ],
)
def test_faces_at_once_and_seconds_with_a_face(
    spans: list[tuple[float, float]], at_once: int, with_face: float
) -> None:
    numbers = capture_numbers([episode(*span) for span in spans], 60.0)
    assert (numbers.episodes, numbers.at_once) == (len(spans), at_once)
    assert numbers.with_face == pytest.approx(with_face)


def test_faces_of_a_single_frame_are_counted_apart() -> None:
    glimpse = episode(7, 7).model_copy(update={"frames": 1})
    numbers = capture_numbers([episode(0, 2), glimpse, glimpse], 60.0)
    assert (numbers.episodes, numbers.glimpses) == (1, 2)
    assert capture_numbers([glimpse], 0.0).episodes == 1  # a picture has a single frame


@pytest.mark.parametrize(
    ("gap", "quiet", "warns"), [(0.5, 0.0, False), (9.0, 0.0, True), (4.0, 30.0, False)]
)
def test_a_gap_longer_than_a_visit_is_a_warning_on_page_one(
    gap: float, quiet: float, warns: bool, tmp_path: Path
) -> None:
    seen = observations()
    first = seen.examinations[0]
    coverage = first.coverage
    assert isinstance(coverage, FootageCoverage)
    changed = coverage.model_copy(update={"largest_gap": gap, "quiet": quiet})
    footage = first.model_copy(update={"coverage": changed})
    case = seen.case.model_copy(update={"largest_gap_allowed": None})
    seen = seen.model_copy(update={"case": case, "examinations": (footage, *seen.examinations[1:])})
    page = model(seen, findings(seen), tmp_path).page_one
    assert any(f"up to {gap:.1f} s" in said.text for said in page.unread) is warns


def test_a_short_recording_gives_no_rate() -> None:
    assert capture_numbers([episode(0, 1)], 599.0).per_hour is None
    assert capture_numbers([episode(0, 1)], 1800.0).per_hour == pytest.approx(2.0)


# --- what nobody stated ---------------------------------------------------------------------------


@pytest.mark.parametrize("reader", [None, *Reader])
def test_footage_alone_gets_one_step(reader: Reader | None, tmp_path: Path) -> None:
    judged = stated({"capture.faces_detected": True})
    case = judged.case.model_copy(update={"statements": ()})
    alone = judged.model_copy(update={"case": case})
    seen = Observations(tool_version="0.1.0", case=case, examinations=())
    assert alone.questions
    (steps,) = model(seen, alone, tmp_path, reader=reader).page_one.next_steps
    assert len(steps.steps) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_how_the_case_file_was_read_is_in_the_report(language: Language, tmp_path: Path) -> None:
    note = CaseProblem(id="similar_name", file="case.yml", line=4)
    seen = observations()
    noted = seen.model_copy(update={"case": seen.case.model_copy(update={"notes": (note,)})})
    report = model(noted, findings(seen), tmp_path, language)
    line = {
        "en": "case.yml, line 4: is not read as the case file.",
        "zh": "case.yml，第4行：不会作为案件文件读取。",
    }[language]
    assert report.basis.notes == (line,)
    assert line in render_html(report)
