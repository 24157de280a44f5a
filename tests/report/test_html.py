"""The page: complete, closed to the outside, safe against hostile words."""

from __future__ import annotations

import base64
import hashlib
import html as html_words
import re
from pathlib import Path

import pytest

from auditor.core.paths import REPORTS
from auditor.core.text import LANGUAGES, Language
from auditor.examine.model import Observations
from auditor.judge.decide.findings import Findings
from auditor.judge.rules.verdict import Verdict
from auditor.report.build import build_report
from auditor.report.outputs.html import css_string, render_record
from tests.report.builders.footage import write_still
from tests.report.builders.judged import RUN, findings
from tests.report.builders.observations import observations
from tests.report.builders.rules import many_rules
from tests.report.builders.words import HOSTILE, digest


def page(seen: Observations, judged: Findings, folder: Path, language: Language = "en") -> str:
    return render_record(build_report(judged, seen, RUN, folder, language))


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> Language:
    found: Language = request.param
    return found


def rich(folder: Path, language: Language, *, hostile: bool = False) -> str:
    seen = observations((write_still(folder),), hostile=hostile)
    return page(seen, findings(seen), folder, language)


# --- closed to the outside -----------------------------------------------------------------------


def test_no_script_and_a_policy_that_allows_only_the_style_written_in(
    tmp_path: Path, language: Language
) -> None:
    made = rich(tmp_path, language)
    assert "<script" not in made.lower()
    assert not re.search(r"\son[a-z]+\s*=", made.lower())
    style = re.search(r"<style>(.*?)</style>", made, re.S)
    assert style is not None
    expected = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{expected}'; img-src data:;" in made
    assert " style=" not in made


def test_nothing_leads_outside(tmp_path: Path, language: Language) -> None:
    made = rich(tmp_path, language, hostile=True)
    addresses = re.findall(r"""\s(?:src|href|xlink:href|action|data|poster)=["']([^"']*)""", made)
    assert addresses
    assert all(address.startswith(("#", "data:image/", "report.html")) for address in addresses)
    assert "@import" not in made
    style = made.split("<style>")[1].split("</style>")[0]
    assert "url(" not in style


def test_every_link_has_its_target_and_every_id_is_one(tmp_path: Path, language: Language) -> None:
    made = rich(tmp_path, language, hostile=True)
    ids = re.findall(r'\sid="([^"]+)"', made)
    assert len(ids) == len(set(ids))
    assert not set(re.findall(r'href="#([^"]+)"', made)) - set(ids)
    assert not set(re.findall(r'aria-labelledby="([^"]+)"', made)) - set(ids)


def test_a_holding_on_a_figure_that_is_not_there_leads_nowhere(tmp_path: Path) -> None:
    seen = observations()
    judged = findings(seen).model_copy(update={"figures": ()})
    made = page(seen, judged, tmp_path)
    assert "loss: Cannot tell" in made
    assert 'href="#rule-loss"' not in made


# --- hostile words -------------------------------------------------------------------------------


def test_hostile_words_are_printed_and_never_obeyed(tmp_path: Path, language: Language) -> None:
    made = rich(tmp_path, language, hostile=True)
    assert html_words.escape(HOSTILE, quote=False)[:20] in made
    assert HOSTILE not in made
    assert "<script>" not in made
    assert "<b>&.mp4" not in made
    assert made.lower().count("</style>") == 1


def test_a_css_string_cannot_be_left() -> None:
    said = css_string('"; } </style> \\ \n url(x)')
    assert said.count('"') == 2
    assert not set("<>;}(){\n") & set(said)


def test_a_hostile_digest_stays_in_its_css_string(tmp_path: Path) -> None:
    seen = observations()
    bad = digest("x").model_copy(update={"value": '"} body{background:url(//x)} </style><script>'})
    judged = findings(seen).model_copy(update={"observations_digest": bad})
    made = page(seen, judged, tmp_path)
    assert "<script>" not in made
    assert made.lower().count("</style>") == 1
    assert "url(" not in made.split("<style>")[1].split("</style>")[0]


# --- complete ------------------------------------------------------------------------------------


def test_every_finding_exhibit_fact_and_contradiction_is_there(
    tmp_path: Path, language: Language
) -> None:
    seen = observations((write_still(tmp_path),))
    judged = findings(seen)
    made = html_words.unescape(page(seen, judged, tmp_path, language))
    for finding in judged.findings:
        assert f'id="rule-{finding.rule}"' in made
        assert finding.title[language] in made
        if finding.verdict is not Verdict.NOT_APPLICABLE:
            assert finding.question[language] in made
            assert finding.severity_reason[language] in made
        if finding.because is not None:
            assert finding.because[language] in made
    for figure in judged.figures:
        assert f'id="rule-{figure.rule}"' in made
    for exhibit in judged.case.exhibits:
        assert str(exhibit.digest) in made
        assert exhibit.path in made
    for fact in judged.facts:
        assert f'id="fact-{fact.id}"' in made
    assert made.count('class="contradiction"') == len(judged.contradictions)
    for examination in seen.examinations:
        assert examination.error in made
        assert all(warning in made for warning in examination.warnings)
        assert all(episode.id in made for episode in examination.episodes)
        assert all(value in made for _, value in examination.method)
    assert str(judged.observations_digest) in made
    assert all(value in made for _, value in RUN)


def test_the_sources_of_a_fact_are_all_printed_once(tmp_path: Path) -> None:
    seen = observations()
    made = page(seen, findings(seen), tmp_path)
    row = made.split('id="fact-capture.faces_detected"')[1].split("</tr>")[0]
    assert row.count("px between the eyes") == 34


def test_not_legal_advice_is_said_once(tmp_path: Path) -> None:
    assert rich(tmp_path, "en").lower().count("not legal advice") == 1
    assert rich(tmp_path, "zh").count("不构成法律意见") == 1


def test_verdicts_stand_in_the_order_of_attention(tmp_path: Path) -> None:
    made = rich(tmp_path, "en")
    order = re.findall(r'<article class="finding f-([a-z_]+)"', made)
    ranks = [Verdict(code).rank for code in order]
    assert ranks == sorted(ranks)
    assert {"violation", "likely_violation", "cannot_tell", "satisfied"} <= set(order)


def test_a_rule_that_failed_is_a_finding_of_its_own(tmp_path: Path) -> None:
    seen = observations()
    judged = findings(seen)
    broken = judged.findings[0].model_copy(
        update={"verdict": Verdict.ERROR, "because": None, "reason": judged.findings[0].title}
    )
    alone = judged.model_copy(update={"findings": (broken,), "issues": ()})
    made = page(seen, alone, tmp_path)
    assert 'class="finding f-error"' in made


def test_two_sides_of_a_contradiction_across_facts_have_their_own_questions(
    tmp_path: Path,
) -> None:
    made = rich(tmp_path, "en")
    assert "Against this: Does the operator claim that no face recognition is used?" in made


def test_a_demonstrative_exhibit_is_marked_wherever_it_is_shown(tmp_path: Path) -> None:
    seen = observations((write_still(tmp_path),))
    shown = tuple(e.model_copy(update={"demonstrative": True}) for e in seen.case.exhibits[:1])
    case = seen.case.model_copy(update={"exhibits": (*shown, *seen.case.exhibits[1:])})
    seen = seen.model_copy(update={"case": case})
    made = page(seen, findings(seen), tmp_path)
    assert made.count("Demonstrative only") == 2


def test_cannot_tell_is_never_green() -> None:
    style = (REPORTS / "html" / "style.css").read_text("utf-8")
    for code in ("cannot-tell", "cannot_tell", "t-unknown", "loud", "unknown"):
        for block in re.findall(rf"[^{{}}]*{code}[^{{}}]*\{{[^}}]*\}}", style):
            assert "satisfied" not in block.split("{", 1)[1].replace("--satisfied:", ""), block
    for value in re.findall(r"--cannot-tell: #([0-9a-f]{6})", style):
        red, green, blue = (int(value[i : i + 2], 16) for i in (0, 2, 4))
        assert green < max(red, blue)


def test_the_same_steps_give_the_same_page(tmp_path: Path) -> None:
    assert rich(tmp_path, "en") == rich(tmp_path, "en")


# --- stills --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("language", "words"), [("en", "not an original"), ("zh", "并非原件")])
def test_a_still_is_marked_as_a_derivative_with_the_digest_of_what_it_was_made_from(
    tmp_path: Path, language: Language, words: str
) -> None:
    still = write_still(tmp_path)
    seen = observations((still,))
    made = page(seen, findings(seen), tmp_path, language)
    (parent,) = [one for one in seen.case.exhibits if one.id == still.parent]
    caption = made.split(f"<code>{still.file}</code>")[0].rsplit("<figcaption>", 1)[1]
    assert words in caption
    assert str(parent.digest) in caption


def test_a_still_is_embedded_only_with_the_digest_it_was_written_with(tmp_path: Path) -> None:
    still = write_still(tmp_path)
    seen = observations((still,))
    assert "data:image/jpeg" in page(seen, findings(seen), tmp_path)
    (tmp_path / still.file).write_bytes(b"\xff\xd8\xff something else")
    made = page(seen, findings(seen), tmp_path)
    assert "data:image" not in made
    assert "its digest differs" in made
    (tmp_path / still.file).unlink()
    assert "not in the folder of stills" in page(seen, findings(seen), tmp_path)


def test_a_still_outside_the_folder_is_not_read(tmp_path: Path) -> None:
    write_still(tmp_path, "secret.jpg")
    inside = tmp_path / "out"
    inside.mkdir()
    still = write_still(tmp_path, "secret.jpg").model_copy(update={"file": "../secret.jpg"})
    seen = observations((still,))
    made = page(seen, findings(seen), inside)
    assert "data:image" not in made
    assert "leads out of the folder" in made
    (inside / "link.jpg").symlink_to(tmp_path / "secret.jpg")
    linked = observations((still.model_copy(update={"file": "link.jpg"}),))
    assert "data:image" not in page(linked, findings(linked), inside)


def test_a_still_that_is_no_picture_is_not_embedded(tmp_path: Path) -> None:
    still = write_still(tmp_path)
    (tmp_path / still.file).write_bytes(b"<svg onload=alert(1)>")
    known = still.model_copy(update={"digest": digest("<svg onload=alert(1)>")})
    seen = observations((known,))
    made = page(seen, findings(seen), tmp_path)
    assert "data:image" not in made
    assert "no JPEG, PNG or WebP" in made


# --- size ----------------------------------------------------------------------------------------


def test_a_large_case_stays_small(tmp_path: Path) -> None:
    seen = observations(episodes=2000)
    judged = findings(seen, many_rules(300))
    made = page(seen, judged, tmp_path)
    assert len(made.encode()) < 5_000_000
