"""Audits side by side as a page: what was fixed, what is new, by which evidence, and why."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

import pytest

from auditor.core import saved
from auditor.core.digest import digest_bytes
from auditor.core.errors import ExitCode
from auditor.core.text import LANGUAGES, Language
from auditor.examine.model import FootageCoverage, Observations
from auditor.judge.decide.findings import Findings
from auditor.judge.rules.verdict import Verdict
from auditor.report.difference import DifferenceModel, DifferenceRow, build_difference
from auditor.report.outputs.difference_page import render_difference
from auditor.vocabulary.value import FactValue
from tests.cli.program import face_audit
from tests.report.builders.judged import findings, stated
from tests.report.builders.observations import observations
from tests.report.builders.words import HOSTILE
from tests.wording import banned_in

BEFORE: dict[str, FactValue] = {"alternative.offered": False, "storage.retention_days": 365}
FIXED = BEFORE | {"alternative.offered": True}
RULE = "another-way-in"


@pytest.fixture(scope="module")
def before() -> Findings:
    return stated(BEFORE)


@pytest.fixture(scope="module")
def after() -> Findings:
    return stated(FIXED)


def rows(model: DifferenceModel, change: str) -> dict[str, DifferenceRow]:
    return {row.id: row for group in model.groups if group.change == change for row in group.rows}


# --- what became of a finding --------------------------------------------------------------------


def test_a_fixed_finding_names_the_fact_with_its_old_and_new_source(
    before: Findings, after: Findings
) -> None:
    fixed = rows(build_difference((before, after), "en"), "fixed")
    row = fixed[RULE]
    assert (row.before.code, row.after.code) == ("violation", "satisfied")
    assert row.why == "The facts below differ; the rule and the law cited are the same."
    (offered,) = row.facts
    assert (offered.before, offered.after) == ("no", "yes")
    assert "auditor" in offered.before_groups[0].origin
    assert "auditor" in offered.after_groups[0].origin


def test_a_finding_that_changed_because_its_rule_did_says_so(after: Findings) -> None:
    rule = next(one for one in after.findings if one.verdict.adverse)
    earlier = rule.model_copy(
        update={"verdict": Verdict.SATISFIED, "rule_version": rule.rule_version - 1}
    )
    others = tuple(one for one in after.findings if one.rule != rule.rule)
    old = after.model_copy(update={"findings": (earlier, *others)})
    row = rows(build_difference((old, after), "en"), "newly_known")[rule.rule]
    assert "The rule was changed; the facts it looks at are the same" in row.why
    assert row.facts == ()


def test_where_facts_and_rule_differ_neither_is_named_the_cause(
    before: Findings, after: Findings
) -> None:
    newer = tuple(
        one.model_copy(update={"rule_version": one.rule_version + 1}) for one in after.findings
    )
    model = build_difference((before, after.model_copy(update={"findings": newer})), "en")
    assert not rows(model, "fixed")
    why = rows(model, "newly_known")[RULE].why
    assert why == (
        "Several things differ: the facts, the rule. Which of them made the change was not tested."
    )


def test_a_rule_that_is_no_longer_asked_is_not_fixed(before: Findings) -> None:
    kept = tuple(one for one in before.findings if one.rule != RULE)
    model = build_difference((before, before.model_copy(update={"findings": kept})), "zh")
    row = rows(model, "no_longer_asked")[RULE]
    assert row.after.word == "未审查"
    assert not rows(model, "fixed")


# --- what the audits were made of ----------------------------------------------------------------


def test_other_packs_and_lost_material_are_said_before_the_comparison(tmp_path: Path) -> None:
    del tmp_path
    old = findings(observations(episodes=4))
    exhibits = old.case.exhibits
    changed = (
        exhibits[0].model_copy(update={"path": "renamed.mp4"}),
        exhibits[1].model_copy(update={"digest": digest_bytes(b"other")}),
        *exhibits[3:],
    )
    packs = tuple(one.model_copy(update={"digest": digest_bytes(b"new")}) for one in old.packs)
    new = old.model_copy(
        update={"case": old.case.model_copy(update={"exhibits": changed}), "packs": packs}
    )
    model = build_difference((old, new), "en")
    kept = {row.name: row.kept for row in model.material}
    assert kept["renamed.mp4"] == "same"
    assert kept[exhibits[1].path] == "altered"
    assert kept[exhibits[2].path] == "removed"
    assert [row.kept for row in model.packs] == ["altered"]
    said = " ".join(model.alerts)
    assert "The rule packs are not the same" in said
    assert "missing or could not be read in the later one: 1" in said


def test_less_looked_at_is_said(before: Findings) -> None:
    del before
    seen = observations(episodes=4)
    first = seen.examinations[0]
    assert isinstance(first.coverage, FootageCoverage)
    fewer = first.coverage.model_copy(update={"sampled": first.coverage.sampled - 1})
    examinations = (first.model_copy(update={"coverage": fewer}), *seen.examinations[1:])
    less = seen.model_copy(update={"examinations": examinations})
    judgment = findings(seen)
    file = judgment.case.exhibits[0].path
    model = build_difference((judgment, judgment), "en", (seen, less))
    assert model.alerts == (f"Less of {file} was examined in the later audit.",)
    assert "decoded frames examined" in model.material[0].before
    assert build_difference((judgment, judgment), "en", (less, seen)).alerts == ()
    unknown = build_difference((judgment, judgment), "en")
    assert "observations.json" in unknown.alerts[0]


def test_other_premises_and_a_wrong_order_are_said(before: Findings) -> None:
    elsewhere = stated(BEFORE, kind="retail").model_copy(
        update={"as_of": before.as_of.replace(year=2025)}
    )
    said = " ".join(build_difference((before, elsewhere), "en").alerts)
    assert "different premises" in said
    assert "order of the days" in said


# --- over time -----------------------------------------------------------------------------------


def test_more_than_two_audits_stand_in_one_table(before: Findings, after: Findings) -> None:
    assert build_difference((before, after), "en").progress == ()
    model = build_difference((before, after, before), "en")
    row = next(one for one in model.progress if one.id == RULE)
    assert [shown.code for shown in row.verdicts] == ["violation", "satisfied", "violation"]
    assert len(model.audits) == 3
    assert not any(group.rows for group in model.groups)


# --- the page ------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_closed_whole_and_worded_like_the_report(
    before: Findings, after: Findings, language: Language
) -> None:
    model = build_difference((before, after, stated({})), language)
    page = render_difference(model).decode()
    assert "<script" not in page.lower()
    assert "default-src 'none'; style-src 'sha256-" in page
    assert not re.search(r'\s(?:src|href)="(?!#)', page)
    assert " style=" not in page
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert not set(re.findall(r'href="#([^"]+)"', page)) - set(ids)
    assert not banned_in(model.model_dump_json())
    for group in model.groups:
        for row in group.rows:
            assert row.title in unescape(page)
    assert render_difference(model).decode() == page


def test_hostile_words_are_printed_and_never_obeyed() -> None:
    seen = observations(hostile=True, episodes=4)
    plain = observations(episodes=4)
    page = render_difference(build_difference((findings(plain), findings(seen)), "en")).decode()
    assert HOSTILE not in page
    assert "<script>" not in page
    assert page.lower().count("</style>") == 1


def test_the_command_writes_the_page_and_explains_what_it_cannot(
    tmp_path: Path, before: Findings, after: Findings
) -> None:
    old, new = tmp_path / "old.json", tmp_path / "new.json"
    saved.write(before, old)
    saved.write(after, new)
    page = tmp_path / "page.html"
    done = face_audit("diff", old, new, "--html", page, "--lang", "zh")
    assert "已整改：1 项" in done.stdout
    assert "已整改" in page.read_text("utf-8")
    printed = json.loads(face_audit("diff", old, new, "--json").stdout)
    assert printed["format"] == "face-audit/comparison"
    assert [row["rule"] for row in printed["differences"] if row["change"] == "fixed"] == [RULE]
    assert printed["exit_code"] == 0
    alone = face_audit("diff", old)
    assert alone.returncode == ExitCode.USAGE
    assert "cannot be compared" in alone.stderr
    over = face_audit("diff", old, new, "--html", new)
    assert over.returncode == ExitCode.USAGE
    assert saved.read(new, Findings)[0] == after
    blocked = face_audit("diff", old, new, "--html", old / "page.html")
    assert blocked.returncode == ExitCode.USAGE
    assert "is in the way" in blocked.stderr


def test_observations_of_another_judgment_are_not_used(tmp_path: Path) -> None:
    seen = observations(episodes=4)
    saved.write(seen, tmp_path / "observations.json")
    saved.write(findings(seen), tmp_path / "findings.json")
    page = tmp_path / "page.html"
    face_audit("diff", tmp_path / "findings.json", tmp_path / "findings.json", "--html", page)
    said = page.read_text("utf-8")
    assert "it is missing for one audit at least" in said
    assert isinstance(saved.read(tmp_path / "observations.json", Observations)[0], Observations)
