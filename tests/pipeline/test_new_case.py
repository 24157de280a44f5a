"""A new case from a folder, and cases from tables of cameras as people keep them."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.case.check import read_case_file
from auditor.case.load import check_case
from auditor.case.model import DocumentRole
from auditor.core.errors import FaceAuditError
from auditor.examine.documents.inventory_table.rows import inventory_tables
from auditor.examine.documents.read import read_document
from auditor.pipeline.new_case import CAMERA_LIST, new_case, new_cases

CHINESE = """\
某物业集团摄像机台账
门店名称,城市,场所类型,设备名称,安装位置,是否启用人脸识别,保存期限（天）,接收方
滨江售楼处,杭州,,入口1,大门,是,90,渠道管理平台
滨江售楼处,杭州,,沙盘2,沙盘上方,否,30,
翠苑小区,杭州,住宅小区,东门闸机,东门,是,长期,
健身/工坊 A,上海,健身房,前台,前台,否,15,
"""
ENGLISH = """\
Site\tCity\tCamera name\tLocation\tFace recognition\tRetention (days)
Riverside showroom\tHangzhou\tentrance\tdoor\tyes\t90
North Bridge\tHangzhou\tgate\tgate\tyes\t7
"""


@pytest.mark.parametrize(
    ("table", "encoding", "sites"),
    [
        (
            CHINESE,
            "gb18030",
            {"滨江售楼处": ("", 2), "翠苑小区": ("residential", 1), "健身-工坊 A": ("gym", 1)},
        ),
        (ENGLISH, "utf-8", {"Riverside showroom": ("", 1), "North Bridge": ("", 1)}),
    ],
)
def test_every_site_of_a_table_becomes_a_case(
    tmp_path: Path, table: str, encoding: str, sites: dict[str, tuple[str, int]]
) -> None:
    source = tmp_path / "cameras.csv"
    source.write_bytes(table.encode(encoding))
    files = new_cases(source, tmp_path / "cases", "zh")
    assert [file.parent.name for file in files] == list(sites)
    written = [read_case_file(file.read_bytes()) for file in files]
    assert [case.premises.kind for case in written] == [kind for kind, _ in sites.values()]
    assert all(case.premises.city for case in written)
    for file, (_, cameras) in zip(files, sites.values(), strict=True):
        assert not check_case(file.parent).problems
        (listed,) = inventory_tables(read_document(file.parent / CAMERA_LIST))
        assert len(listed.cameras) == cameras


def test_nothing_is_written_where_one_case_is_in_the_way(tmp_path: Path) -> None:
    source = tmp_path / "cameras.csv"
    source.write_text(ENGLISH)
    (tmp_path / "cases" / "North Bridge").mkdir(parents=True)
    (tmp_path / "cases" / "North Bridge" / "case.yaml").write_text("title: mine\n")
    with pytest.raises(FaceAuditError, match="already exists"):
        new_cases(source, tmp_path / "cases", "en")
    assert not (tmp_path / "cases" / "Riverside showroom").exists()


@pytest.mark.parametrize("text", ["camera,place,face recognition\ngate,door,yes\n", "no table"])
def test_a_table_without_sites_is_refused_with_its_headings(tmp_path: Path, text: str) -> None:
    source = tmp_path / "cameras.csv"
    source.write_text(text)
    with pytest.raises(FaceAuditError, match="names no sites") as refused:
        new_cases(source, tmp_path / "cases", "en")
    assert "Add a column" in str(refused.value)


def test_names_of_sites_cannot_leave_the_folder_and_never_clash(tmp_path: Path) -> None:
    rows = ("../../etc", "..", "a/b", "A-B", "CON: <x>")
    source = tmp_path / "cameras.csv"
    lines = "".join(f'"{site}",cam,yes\n' for site in rows)
    source.write_text(f"Site,Camera name,Face recognition\n{lines}")
    files = new_cases(source, tmp_path / "cases", "en")
    assert len({str(file.parent).casefold() for file in files}) == len(rows)
    assert all(file.parent.parent == tmp_path / "cases" for file in files)


def test_a_folder_is_listed_with_roles_where_words_leave_no_doubt(tmp_path: Path) -> None:
    (tmp_path / "chat.txt").write_text("王：刷脸才能进\n")
    (tmp_path / "告示.txt").write_text("告示\n本场所为维护公共安全安装监控，请知悉。\n", "utf-8")
    written = read_case_file(new_case(tmp_path, "zh").read_bytes())
    roles = {entry.path: entry.role for entry in written.exhibits}
    assert set(roles) == {"chat.txt", "告示.txt"}
    assert roles["chat.txt"] is DocumentRole.OTHER
    assert not check_case(tmp_path).problems
