"""The section on linking: there when it was asked for, with the reason and the error rates."""

from __future__ import annotations

import html as html_words
import re
from pathlib import Path

import pytest

from auditor.core.text import LANGUAGES, Language
from auditor.examine.linking_model import Linking
from auditor.examine.model import Observations
from auditor.report.build import build_report
from auditor.report.outputs.html import render_record
from auditor.report.sections.linking.build import MOST_ROWS
from tests.report.builders.footage import write_still
from tests.report.builders.judged import RUN, findings
from tests.report.builders.linking import linking
from tests.report.builders.observations import observations
from tests.report.builders.words import HOSTILE


def page(seen: Observations, folder: Path, language: Language = "en") -> str:
    return render_record(build_report(findings(seen), seen, RUN, folder, language))


def section(made: Linking, folder: Path, language: Language = "en") -> str:
    seen = observations().model_copy(update={"linking": made})
    return page(seen, folder, language).split('<section id="linking"')[1].split("</section>")[0]


def test_without_linking_there_is_no_word_of_it(tmp_path: Path) -> None:
    made = page(observations(), tmp_path)
    assert 'id="linking"' not in made
    assert 'href="#linking"' not in made
    assert "joined by face" not in made


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_says_that_the_tool_made_templates_and_why(tmp_path: Path, language: Language) -> None:
    made = section(linking(reason="because of file 12/2026"), tmp_path, language)
    said = {"en": "the audit itself made face templates", "zh": "审计程序自身提取了人脸特征值"}
    assert said[language] in made
    assert "because of file 12/2026" in made
    assert "sha256:00ff" in made


def test_it_counts_and_names_nobody(tmp_path: Path) -> None:
    made = section(linking(6), tmp_path)
    assert "Episodes compared: 6. Of these, 6 could be joined with others; groups: 3." in made
    assert "same person" not in made
    assert "identified" not in made


def test_none_that_could_be_joined_clears_nothing(tmp_path: Path) -> None:
    assert "this clears nothing" in section(linking(3), tmp_path)


@pytest.mark.parametrize("episodes", [0, 1])
def test_too_few_to_compare_is_said(tmp_path: Path, episodes: int) -> None:
    made = section(linking(episodes), tmp_path)
    assert f"Episodes good enough to be compared: {episodes}." in made
    assert '<table class="dense matrix"' not in made


def test_the_matrix_marks_what_is_near_in_words_and_not_by_looks_alone(tmp_path: Path) -> None:
    made = section(linking(6), tmp_path)
    rows = re.findall(r'<tr><th scope="row">.*?</tr>', made)
    assert len(rows) == 6
    assert rows[3].count("0.31*") == 1
    assert 'class="near">0.31*<' in rows[3]
    assert "0.31<" not in made
    assert all(row.count("<td") == 5 for row in rows)


def test_a_large_matrix_is_cut_to_the_closest_and_says_so(tmp_path: Path) -> None:
    far = linking(MOST_ROWS + 6)
    # One episode is near to nobody: it is the first to go.
    rows = tuple(
        tuple(0.9 if 4 in {a, b} else distance for b, distance in enumerate(row))
        for a, row in enumerate(far.distances)
    )
    made = section(far.model_copy(update={"distances": rows}), tmp_path)
    assert f"Printed are {MOST_ROWS} of {MOST_ROWS + 6} episodes" in made
    assert len(re.findall(r'<tr><th scope="row">', made)) == MOST_ROWS
    matrix = made.split("matrix")[1].split("</table>")[0]
    assert "C-003" in matrix
    assert "C-004" not in matrix


def test_error_rates_stand_with_counts_and_intervals_and_the_threshold_used(
    tmp_path: Path,
) -> None:
    made = section(linking(), tmp_path)
    assert "1 of 1,234: 0.08% (95%: &lt;0.01% to 2.1%)" in made
    used = re.findall(r'<tr role="row" class="used">.*?</tr>', made)
    assert len(used) == 2
    assert all("0.45" in row and "used here" in row for row in used)


def test_what_was_not_compared_is_listed_with_the_reason(tmp_path: Path) -> None:
    made = section(linking(), tmp_path)
    assert re.search(r"Below the tier “usable”: 1</dt><dd>C-900", made)
    assert re.search(r"not found where they were measured: 1</dt><dd>C-901", made)


def test_a_hostile_reason_is_printed_and_never_obeyed(tmp_path: Path) -> None:
    made = section(linking(reason=HOSTILE), tmp_path)
    assert html_words.escape(HOSTILE, quote=False)[:20] in made
    assert "<script" not in made


# --- stills with faces uncovered -----------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_still_that_is_not_redacted_says_so_and_is_no_backdrop(
    tmp_path: Path, language: Language
) -> None:
    still = write_still(tmp_path, "stills/E-01-1-unredacted.jpg")
    shown = still.model_copy(update={"redacted": False, "checked_by": ""})
    made = page(observations((shown,)), tmp_path, language)
    said = {"en": "Not redacted: faces are as recorded.", "zh": "未遮盖：人脸与录制时相同。"}
    assert said[language] in made
    assert {"en": "no face found in it", "zh": "复查：未发现人脸。"}[language] not in made
    # Once as a still; the capture zone is drawn without it.
    assert made.count("data:image/jpeg") == 1
    redacted = page(observations((still,)), tmp_path, language)
    assert said[language] not in redacted
