from __future__ import annotations

import re
from pathlib import Path

from auditor.core.errors import ExitCode
from auditor.vocabulary.vocabulary import MOVED_TO_RUN_RECORD, declarable
from tests.cli.program import face_audit
from tests.places import SAMPLES


def test_init_writes_a_case_that_can_be_audited_once_there_is_material(tmp_path: Path) -> None:
    done = face_audit("init", tmp_path / "new")
    assert done.stdout.strip() == str(tmp_path / "new" / "case.yaml")
    (tmp_path / "new" / "sign.txt").write_text("video surveillance\n")
    audited = face_audit("audit", tmp_path / "new", "--out", tmp_path / "out")
    assert audited.returncode == ExitCode.INCONCLUSIVE
    assert "Examining 1/1: E-01 sign.txt" in audited.stderr


def test_init_overwrites_nothing(tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text("title: mine\n")
    done = face_audit("init", tmp_path)
    assert done.returncode == ExitCode.USAGE
    assert "already exists" in done.stderr
    assert (tmp_path / "case.yaml").read_text() == "title: mine\n"


def test_rules_are_listed_and_shown_in_both_languages() -> None:
    listed = face_audit("rules", "list").stdout
    english = face_audit("rules", "show", "gb-loss-calculator").stdout
    chinese = face_audit("rules", "show", "gb-loss-calculator", "--lang", "zh").stdout
    assert re.search(r"gb-photo-consent-is-not-face-consent +critical +consent ", listed)
    assert "GB-T15" in english
    assert "### Issue\n\nrights" in english
    assert "依据" in chinese
    assert "### 事项\n\n个人权利" in chinese


def test_facts_are_listed_with_their_old_names() -> None:
    listed = face_audit("facts").stdout
    assert all(name in listed for name in declarable())
    renamed = face_audit("facts", "--renamed").stdout
    for about in declarable().values():
        assert not about.was or f"{about.was} " in renamed
    assert all(old in renamed for old in MOVED_TO_RUN_RECORD)


def test_a_pack_of_one_s_own_is_checked_by_its_examples(tmp_path: Path) -> None:
    pack = tmp_path / "house"
    pack.mkdir()
    (pack / "pack.yaml").write_text(
        'id: house\nversion: "1.0"\n'
        "title: {en: House, zh: 本单位}\nabout: {en: Ours., zh: 自有。}\n"
    )
    source = (SAMPLES.parent / "rules" / "consumer" / "crpl-shop-notice-unfair.yaml").read_text()
    rule = pack / "house-notice.yaml"
    rule.write_text(source.replace("id: crpl-shop-notice-unfair", "id: house-notice"))
    checked = face_audit("rules", "check", tmp_path)
    assert checked.returncode == ExitCode.CLEAN, checked.stdout
    assert "Packs: 1, rules: 1," in checked.stdout
    rule.write_text(rule.read_text().replace("verdict: not_applicable", "verdict: satisfied"))
    checked = face_audit("rules", "check", tmp_path)
    assert checked.returncode == ExitCode.USAGE
    assert "expected satisfied, got not_applicable" in checked.stdout


def test_the_ways_to_weigh_are_listed_by_purpose() -> None:
    listed = face_audit("rules", "necessity").stdout
    assert "broker_attribution: needs to tell people apart: yes" in listed
    assert "broker_code" in listed


def test_the_same_facts_are_shown_year_by_year_and_two_audits_side_by_side(tmp_path: Path) -> None:
    case = tmp_path / "case"
    case.mkdir()
    (case / "sign.txt").write_text("视频监控区域\n", encoding="utf-8")
    declared = (
        "title: t\npremises: {{kind: gym}}\nperiod: {{start: 2025-07-01}}\nas_of: 2026-01-01\n"
    )
    declared += "statements:\n  - by: {{role: auditor}}\n    on: {}\n    facts:\n"
    declared += (
        "      people.consumers: yes\n      collection.items: [face]\n      consent.obtained: {}\n"
    )
    answers = {
        "before": ("2025-12-01", "yes"),
        "corrected": ("2025-12-01", "no"),
        "after": ("2026-01-01", "no"),
    }
    for name, (day, answer) in answers.items():
        (case / "case.yaml").write_text(declared.format(day, answer))
        face_audit("audit", case, "--out", tmp_path / name)
    years = face_audit("timeline", tmp_path / "after" / "observations.json", "--from", "2020")
    assert years.returncode == ExitCode.CLEAN, years.stderr
    assert "pipl-separate-consent" in years.stdout
    compared = face_audit(
        "diff", tmp_path / "before" / "findings.json", tmp_path / "after" / "findings.json"
    )
    assert compared.returncode == ExitCode.WORST_CRITICAL
    assert "crpl-consent-before-collection" in compared.stdout
    assert "Did people consent to the use of their face? yes -> no" in compared.stdout
    corrected = face_audit(
        "diff", tmp_path / "before" / "findings.json", tmp_path / "corrected" / "findings.json"
    )
    assert corrected.returncode == ExitCode.CLEAN
    assert "worse: 0" in corrected.stdout
