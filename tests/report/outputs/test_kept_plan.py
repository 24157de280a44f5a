"""The plan of action made again: what people filled in stays, and nothing of it is lost."""

from __future__ import annotations

import codecs
import csv
import dataclasses
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook as Sheets
from openpyxl import load_workbook

from auditor.core import saved
from auditor.core.digest import digest_bytes
from auditor.core.errors import ExitCode, FaceAuditError
from auditor.core.text import LANGUAGES, Language
from auditor.judge.decide.findings import Findings
from auditor.report.audited import Audited
from auditor.report.kept_plan import KeptPlan, read_plan
from auditor.report.outputs.action_plan import ActionPlan
from auditor.report.outputs.plan_table import plan_table
from auditor.report.outputs.tables import Table
from auditor.report.outputs.workbook import Workbook
from auditor.report.plan_columns import OFFICER_COLUMNS, PLAN_COLUMNS
from tests.cli.program import face_audit

from .conftest import MakeAudited

FILLED_IN = {
    "Owner": "Ms Chen",
    "Due": "2026-07-01",
    "Status": "in progress",
    "Notes": "waiting for the vendor",
}
Row = dict[str, str]


def rows_of(data: bytes) -> list[Row]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def written(rows: list[Row], heads: list[str] | None = None, **how: str) -> bytes:
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, heads or list(rows[0]), delimiter=how.get("delimiter", ","))
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue().encode(how.get("encoding", "utf-8-sig"))


def again(audited: Audited, data: bytes, folder: Path, name: str = "plan.csv") -> list[Row]:
    (folder / name).write_bytes(data)
    kept, digest = read_plan(folder / name)
    assert digest == digest_bytes(data)
    return rows_of(ActionPlan().render(dataclasses.replace(audited, kept=kept)))


@pytest.fixture
def plan(make_audited: MakeAudited) -> list[Row]:
    rows = rows_of(ActionPlan().render(make_audited("en")))
    rows[1] |= FILLED_IN
    return rows


# --- ids -------------------------------------------------------------------------------------


def test_ids_are_each_one_and_the_same_in_both_languages(make_audited: MakeAudited) -> None:
    english, chinese = ([row.id for row in make_audited(x).report.actions] for x in LANGUAGES)
    assert len(set(english)) == len(english)
    assert english == chinese


@pytest.mark.parametrize("name", ["sales-office", "residential-gate", "credit-scheme"])
def test_ids_of_a_sample_are_each_one(make_sample: MakeAudited, name: str) -> None:
    ids = [row.id for row in make_sample(name).report.actions]
    assert len(set(ids)) == len(ids)


# --- what is kept ----------------------------------------------------------------------------


def test_what_was_filled_in_stays_whatever_the_order_of_rows(
    make_audited: MakeAudited, plan: list[Row], tmp_path: Path
) -> None:
    made = again(make_audited("en"), written(list(reversed(plan))), tmp_path)
    assert [row["ID"] for row in made] == [row["ID"] for row in plan]
    assert {name: made[1][name] for name in FILLED_IN} == FILLED_IN
    assert {row["In this plan"] for row in made} == {"asked"}
    assert made[0]["Status"] == "open"
    assert again(make_audited("en"), written(made), tmp_path) == made


def test_a_row_that_is_no_longer_asked_is_kept_and_marked(
    make_audited: MakeAudited, plan: list[Row], tmp_path: Path
) -> None:
    gone = [
        {**plan[0], "ID": "S-00000001", "Status": "open", "Notes": "sent on Monday"},
        {**plan[0], "ID": "S-00000002", "Status": "done", "Owner": "Mr Lin"},
    ]
    made = again(make_audited("en"), written([*gone, *plan]), tmp_path)
    rows = {row["ID"]: row for row in made}
    assert [row["ID"] for row in made[: len(plan)]] == [row["ID"] for row in plan]
    for old in gone:
        assert rows[old["ID"]]["In this plan"] == "no longer asked"
        assert rows[old["ID"]]["Action"] == old["Action"]
    assert rows["S-00000001"]["Status"] == "no longer asked"
    assert rows["S-00000001"]["Notes"] == "sent on Monday"
    assert (rows["S-00000002"]["Status"], rows["S-00000002"]["Owner"]) == ("done", "Mr Lin")
    assert again(make_audited("en"), written(made), tmp_path) == made


def test_a_row_that_is_asked_again_is_open_again(
    make_audited: MakeAudited, plan: list[Row], tmp_path: Path
) -> None:
    plan[0]["Status"], plan[2]["Status"] = "no longer asked", "done"
    made = again(make_audited("en"), written(plan), tmp_path)
    assert (made[0]["Status"], made[2]["Status"]) == ("open", "done")


def test_a_row_that_was_not_in_the_earlier_plan_is_new(
    make_audited: MakeAudited, plan: list[Row], tmp_path: Path
) -> None:
    made = again(make_audited("en"), written(plan[1:]), tmp_path)
    assert [row["In this plan"] for row in made] == ["new", *["asked"] * (len(plan) - 1)]


def test_rows_and_columns_that_people_added_are_kept(
    make_audited: MakeAudited, plan: list[Row], tmp_path: Path
) -> None:
    rows = [{"Ticket": f"T-{number}", **row} for number, row in enumerate(plan)]
    own = {**dict.fromkeys(rows[0], ""), "Action": "Train the guards", "Ticket": "T-x"}
    copy = {**rows[0], "Notes": "second half"}
    made = again(make_audited("en"), written([own, *rows, copy]), tmp_path)
    assert [row["Ticket"] for row in made[: len(rows)]] == [row["Ticket"] for row in rows]
    assert [row["In this plan"] for row in made[len(rows) :]] == ["own entry", "own entry"]
    assert [row["Action"] for row in made[len(rows) :]] == ["Train the guards", copy["Action"]]
    assert made[-1]["Notes"] == "second half"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_plan_in_the_other_language_is_kept(
    make_audited: MakeAudited, plan: list[Row], tmp_path: Path, language: Language
) -> None:
    other = make_audited(language)
    (tmp_path / "plan.csv").write_bytes(written(plan))
    kept, _ = read_plan(tmp_path / "plan.csv")
    table = plan_table(dataclasses.replace(other, kept=kept))
    owner = PLAN_COLUMNS.index("owner")
    assert [row[owner] for row in table.rows] == [row["Owner"] for row in plan]
    opened = plan_table(other).rows[0][PLAN_COLUMNS.index("status")]
    assert table.rows[0][PLAN_COLUMNS.index("status")] == opened


# --- files of spreadsheets -------------------------------------------------------------------


def _sheet(rows: list[Row], above: int = 0) -> bytes:
    book, stream = Sheets(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    for _ in range(above):
        sheet.append(["Riverside"])
    sheet.append(list(rows[0]))
    for row in rows:
        sheet.append(list(row.values()))
    book.save(stream)
    return stream.getvalue()


FILES: dict[str, Callable[[list[Row]], bytes]] = {
    "moved-columns": lambda rows: written(rows, list(reversed(rows[0]))),
    "semicolons": lambda rows: written(rows, delimiter=";"),
    "tabs-utf-16": lambda rows: written(rows, delimiter="\t", encoding="utf-16"),
    "excel-in-chinese": lambda rows: written(rows, encoding="gb18030"),
    "without-mark": lambda rows: written(rows, encoding="utf-8"),
    "sep-line": lambda rows: b"sep=,\r\n" + written(rows, encoding="utf-8"),
    "few-columns": lambda rows: written(
        [{name: row[name] for name in ("ID", *FILLED_IN)} for row in rows]
    ),
    "workbook": _sheet,
    "workbook-with-title": lambda rows: _sheet(rows, above=3),
}


@pytest.mark.parametrize("kind", FILES)
def test_it_is_read_as_spreadsheets_save_it(
    make_audited: MakeAudited, plan: list[Row], tmp_path: Path, kind: str
) -> None:
    plan[1]["Notes"] = "等供应商答复，见 3.2"
    made = again(make_audited("en"), FILES[kind](plan), tmp_path)
    assert {name: made[1][name] for name in FILLED_IN} == FILLED_IN | {"Notes": plan[1]["Notes"]}
    assert len(made) == len(plan)


def test_the_workbook_of_an_audit_is_kept_as_well(
    make_audited: MakeAudited, tmp_path: Path
) -> None:
    audited = make_audited("zh")
    book = load_workbook(io.BytesIO(Workbook().render(audited)))
    sheet = book["整改计划"]
    sheet.cell(2, PLAN_COLUMNS.index("owner") + 1, "陈经理")
    book.save(tmp_path / "plan.xlsx")
    kept, _ = read_plan(tmp_path / "plan.xlsx")
    made = plan_table(dataclasses.replace(audited, kept=kept))
    assert made.rows[0][PLAN_COLUMNS.index("owner")] == "陈经理"
    assert len(made.rows) == len(audited.report.actions)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"])), min_size=4, max_size=4))
def test_whatever_is_filled_in_comes_back(
    tmp_path_factory: pytest.TempPathFactory, cells: list[str]
) -> None:
    heads = ("ID", "Owner", "Due", "Status", "Notes")
    file = tmp_path_factory.mktemp("plan") / "plan.csv"
    file.write_bytes(Table("plan", heads, (("S-00000001", *cells),)).csv())
    kept, _ = read_plan(file)
    assert [kept.rows[0].cells[name] for name in OFFICER_COLUMNS] == [x.strip() for x in cells]


# --- what is no plan -------------------------------------------------------------------------


def _bomb() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 201_000_000)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "holds no plan of action"),
        (b"a,b\r\n1,2\r\n", "holds no plan of action"),
        (b"\x00\x01\x02\xff\xfe", "neither CSV nor XLSX"),
        (b"PK\x03\x04 no archive", "neither CSV nor XLSX"),
        (b"%PDF-1.7\n\xe2\xe3\xcf\xd3\x00", "neither CSV nor XLSX"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8", "neither CSV nor XLSX"),
    ],
)
def test_what_is_no_plan_is_refused_in_one_sentence(
    tmp_path: Path, data: bytes, message: str
) -> None:
    (tmp_path / "plan").write_bytes(data)
    with pytest.raises(FaceAuditError, match=message) as refused:
        read_plan(tmp_path / "plan")
    assert "--format csv or xlsx" in str(refused.value)


def test_a_missing_file_and_a_bomb_are_refused(tmp_path: Path) -> None:
    with pytest.raises(FaceAuditError, match="cannot be read"):
        read_plan(tmp_path / "missing.csv")
    (tmp_path / "bomb.xlsx").write_bytes(_bomb())
    with pytest.raises(FaceAuditError, match="too large"):
        read_plan(tmp_path / "bomb.xlsx")
    assert KeptPlan().by_id() == {}


def test_the_command_keeps_a_plan_and_says_what_it_cannot(
    make_audited: MakeAudited, plan: list[Row], tmp_path: Path
) -> None:
    audited = make_audited("en")
    digest = saved.write(audited.observations, tmp_path / "observations.json")
    judged = audited.findings.model_copy(update={"observations_digest": digest})
    findings = tmp_path / "findings.json"
    saved.write(judged, findings)
    assert saved.read(findings, Findings)[0] == judged
    file = tmp_path / "action-plan.csv"
    file.write_bytes(written(plan))
    done = face_audit("report", findings, "--format", "csv", "--keep", file)
    assert done.returncode == ExitCode.CLEAN, done.stderr
    assert rows_of(file.read_bytes())[1]["Owner"] == "Ms Chen"
    alone = face_audit("report", findings, "--keep", file)
    assert alone.returncode == ExitCode.USAGE
    assert "Add --format csv or --format xlsx" in alone.stderr
    broken = face_audit("report", findings, "--format", "xlsx", "--keep", findings)
    assert broken.returncode == ExitCode.USAGE
    assert "holds no plan of action" in broken.stderr


def test_an_audit_refuses_a_plan_it_cannot_read_before_it_examines_anything(tmp_path: Path) -> None:
    (tmp_path / "case").mkdir()
    (tmp_path / "case" / "sign.txt").write_text("视频监控区域\n", encoding="utf-8")
    asked = ("--format", "csv", "--keep", tmp_path / "missing.csv")
    refused = face_audit("audit", tmp_path / "case", "--out", tmp_path / "out", *asked)
    assert refused.returncode == ExitCode.USAGE
    assert "cannot be read" in refused.stderr
    assert not (tmp_path / "out").exists()
