"""The main job on the sample cases, as a user runs it."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import asdict
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from auditor.core.errors import ExitCode
from auditor.core.paths import SCHEMAS
from auditor.record.custody import FILE_NAME as CUSTODY_LOG
from auditor.record.run_record import FILE_NAME as RUN_RECORD
from auditor.report.outputs.registry import OUTPUTS
from tests.cli.program import Completed, face_audit
from tests.cli.watched import watched
from tests.places import SAMPLES
from tests.shared import Shared

pytestmark = pytest.mark.slow

LEFT = (
    "custody.jsonl",
    "examined.json",
    "findings.json",
    "manifest-sha256.txt",
    "observations.json",
    "record.html",
    "report.html",
    "run.json",
)


@pytest.fixture(scope="module")
def sales_office(shared: Shared) -> tuple[Path, Completed]:
    """The output folder of an audit of the sales office, and how the command ended."""
    folder = shared.path("audited-sales-office", _audit)
    ended = load(folder / "ended.json")
    return folder / "out", Completed(**ended)


def _audit(folder: Path) -> None:
    done = face_audit("audit", SAMPLES / "sales-office", "--out", folder / "out")
    (folder / "ended.json").write_text(json.dumps(asdict(done)), encoding="utf-8")


def load(path: Path) -> Any:  # noqa: ANN401 - JSON
    return json.loads(path.read_text(encoding="utf-8"))


def test_the_audit_says_what_it_found_and_where_the_report_is(
    sales_office: tuple[Path, Completed],
) -> None:
    out, done = sales_office
    assert done.returncode == ExitCode.WORST_CRITICAL
    report, record = done.stdout.splitlines()[-2:]
    assert report.startswith("Report: ")
    assert record.startswith("Record: ")
    assert (out / "report.html").is_file()
    assert "Consent before the face is captured" in done.stdout
    assert "crpl-consent-before-collection" not in done.stdout
    assert "Examining 1/7: E-01 configs/frigate.yml" in done.stderr
    assert "Examining" not in done.stdout


def test_it_leaves_every_step_and_each_fits_its_published_schema(
    sales_office: tuple[Path, Completed],
) -> None:
    out, _ = sales_office
    assert {path.name for path in out.iterdir() if path.is_file()} == set(LEFT)
    for step in ("observations", "findings", "run"):
        schema = load(SCHEMAS / f"{step}-v1.schema.json")
        jsonschema.validate(load(out / f"{step}.json"), schema)


def test_a_finding_bears_what_a_reader_needs(sales_office: tuple[Path, Completed]) -> None:
    out, _ = sales_office
    findings = load(out / "findings.json")["findings"]
    adverse = [f for f in findings if f["verdict"] in ("violation", "likely_violation")]
    assert adverse
    for finding in adverse:
        assert finding["rule"]
        assert finding["severity"] in ("low", "medium", "high", "critical")
        assert finding["confidence"]
        assert finding["applies"]["result"] == "true"
        assert finding["period"]["end"]
        assert finding["authorities"]
        assert any(step["result"] == "true" for step in finding["steps"])


def test_the_contradictions_of_the_operator_are_found(sales_office: tuple[Path, Completed]) -> None:
    out, _ = sales_office
    found = {c["fact"]: c["judged"] for c in load(out / "findings.json")["contradictions"]}
    assert found["capture.function"] == "identify_one_to_many"
    assert found["storage.retention_days"] == 90
    assert found["configuration.recognition_enabled"] is True


def test_the_same_visitor_coming_twice_is_two_episodes_and_nobody_is_identified(
    sales_office: tuple[Path, Completed],
) -> None:
    out, _ = sales_office
    observations = load(out / "observations.json")
    entrance = next(e for e in observations["case"]["exhibits"] if e["camera"] == "entrance")
    (examined,) = [e for e in observations["examinations"] if e["exhibit"] == entrance["id"]]
    assert len(examined["episodes"]) == 3
    written = (out / "observations.json").read_text(encoding="utf-8")
    for word in ('encoding":', 'template":', "embedding", "descriptor"):
        assert word not in written.replace('"encoding": "utf-8"', "").replace(
            '"encoding": "UTF-8"', ""
        )


def test_no_secret_of_a_configuration_reaches_any_output(
    sales_office: tuple[Path, Completed],
) -> None:
    out, _ = sales_office
    for name in LEFT:
        assert "Show2025room" not in (out / name).read_text(encoding="utf-8"), name


def test_the_manifest_is_one_that_sha256sum_checks(sales_office: tuple[Path, Completed]) -> None:
    out, _ = sales_office
    tool = shutil.which("sha256sum")
    if tool is None:
        pytest.skip("no sha256sum on this machine")
    subprocess.run(
        [tool, "-c", "--strict", out / "manifest-sha256.txt"],
        cwd=SAMPLES / "sales-office",
        check=True,
        capture_output=True,
    )


def _files(folder: Path) -> dict[str, bytes]:
    """The files of an audit by name, without the two that record when and how it ran."""
    files = (path for path in folder.rglob("*") if path.is_file())
    named = {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
    return {name: data for name, data in named.items() if name not in {RUN_RECORD, CUSTODY_LOG}}


def test_a_second_run_gives_the_same_bytes(clips: Path, shared: Shared, tmp_path: Path) -> None:
    first = _files(watched(shared, "audited-plainly", clips).out)
    face_audit("audit", clips, "--out", tmp_path)
    assert {"observations.json", "findings.json", "report.html", "record.html"} <= first.keys()
    assert any(name.startswith("stills/") for name in first)
    second = _files(tmp_path)
    assert sorted(second) == sorted(first)
    assert [name for name in first if second[name] != first[name]] == []


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_output_has_the_same_bytes_on_every_run(
    audited: Path, tmp_path: Path, lang: str
) -> None:
    """PDF is left out: the browser that prints it belongs to the machine."""
    forms = [entry.name for entry in OUTPUTS if not entry.name.startswith("pdf")]
    asked = [part for name in forms for part in ("--format", name)]
    runs = []
    for name in ("first", "second/somewhere else"):
        out = tmp_path / name
        face_audit("audit", audited / "case", "--out", out, "--lang", lang, *asked)
        runs.append(_files(out))
    first, second = runs
    assert len(first) > len(forms)
    assert sorted(second) == sorted(first)
    assert [name for name in first if second[name] != first[name]] == []


def test_judging_and_reporting_again_need_no_footage(
    sales_office: tuple[Path, Completed], tmp_path: Path
) -> None:
    out, _ = sales_office
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    shutil.copy(out / "observations.json", elsewhere)
    judged = face_audit("judge", elsewhere / "observations.json")
    assert judged.returncode == ExitCode.WORST_CRITICAL
    assert (elsewhere / "findings.json").read_bytes() == (out / "findings.json").read_bytes()
    reported = face_audit("report", elsewhere / "findings.json", "--lang", "zh")
    assert reported.returncode == 0
    assert 'lang="zh' in (elsewhere / "report.html").read_text(encoding="utf-8")


def test_findings_of_other_observations_are_refused(
    sales_office: tuple[Path, Completed], tmp_path: Path
) -> None:
    out, _ = sales_office
    shutil.copy(out / "findings.json", tmp_path)
    changed = (out / "observations.json").read_text(encoding="utf-8").replace("entrance", "door")
    (tmp_path / "observations.json").write_text(changed, encoding="utf-8")
    done = face_audit("report", tmp_path / "findings.json")
    assert done.returncode == ExitCode.INTEGRITY
    assert "rest on other observations" in done.stderr


def test_a_deployment_that_does_it_right_meets_only_what_the_law_leaves_open(
    tmp_path: Path,
) -> None:
    done = face_audit("audit", SAMPLES / "opt-in-gym", "--out", tmp_path)
    findings = load(tmp_path / "findings.json")["findings"]
    verdicts = {f["rule"]: f["verdict"] for f in findings}
    assert not [rule for rule, verdict in verdicts.items() if "violation" in verdict], verdicts
    assert "satisfied" in verdicts.values()
    undecided = [f for f in findings if f["verdict"] == "cannot_tell"]
    assert undecided
    assert not [f["rule"] for f in undecided if f["deciders"]]
    assert done.returncode == ExitCode.INCONCLUSIVE, verdicts


def test_the_safari_park_comes_out_as_both_courts_held(tmp_path: Path) -> None:
    face_audit("audit", SAMPLES / "safari-park-2019", "--out", tmp_path)
    findings = load(tmp_path / "findings.json")
    agreements = findings["comparison"]["agreements"]
    assert {a["status"] for a in agreements} <= {"reached", "no_rule", "superseded"}
    assert sum(a["status"] == "reached" for a in agreements) >= 12
    assert [f["amount"] for f in findings["figures"]] == [1038]
    report = (tmp_path / "record.html").read_text(encoding="utf-8")
    assert all(f">{a['holding']}<" in report for a in agreements)


def test_the_whole_of_the_samples_stays_small() -> None:
    size = sum(path.stat().st_size for path in SAMPLES.rglob("*") if path.is_file())
    assert size < 15 * 1024 * 1024
