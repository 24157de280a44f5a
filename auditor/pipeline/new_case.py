"""A new case: the files of a folder with what they seem to be, or a folder per site of a table."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from auditor.case.discover import CASE_FILE, SCHEMA_FILE, find_files
from auditor.case.model import DocumentRole, ExhibitKind
from auditor.case.schema import case_schema
from auditor.case.template import (
    SuggestedCase,
    SuggestedExhibit,
    case_template,
)
from auditor.core import saved
from auditor.core.errors import ExhibitError, FaceAuditError
from auditor.core.text import Language
from auditor.examine.documents.kinds import ROLES, DocumentKind, recognised_kind
from auditor.examine.documents.normal import normalise
from auditor.examine.documents.read import read_document
from auditor.examine.documents.readers.model import DocumentForm
from auditor.examine.documents.readers.table import read_table
from auditor.examine.documents.tables.grid import Column, Grid, Row, grid_of
from auditor.examine.documents.tables.headings import matched
from auditor.examine.kind import kind_of
from auditor.examine.shared.text import decode
from auditor.vocabulary.suggestions import suggest_value
from auditor.vocabulary.vocabulary import vocabulary

CAMERA_LIST = "camera-list.csv"
"""The rows of one site, in the folder of its case: an exhibit like any other."""
MOST_SITES = 500
"""Most cases made of one table."""
_MOST_READ = 200_000
"""Bytes of a text in which signs of its kind are looked for."""
_ROLES_BY_NAME: tuple[tuple[DocumentRole, re.Pattern[str]], ...] = tuple(
    (role, re.compile(words, re.IGNORECASE))
    for role, words in (
        (DocumentRole.CONSENT_FORM, r"consent|同意书|授权书"),
        (DocumentRole.PRIVACY_POLICY, r"privacy|隐私"),
        (DocumentRole.CONTRACT, r"contract|agreement|terms|合同|协议|须知"),
        (DocumentRole.NOTICE, r"\bsign\b|sign[-_. ]|notice|告示|公告|标识|提示|告知"),
        (DocumentRole.MESSAGE, r"chat|sms|wechat|whatsapp|message|mail|聊天|短信|微信|邮件|回复"),
        (DocumentRole.INTERNAL, r"internal|assessment|policy|内部|制度|评估"),
    )
)
_ROLES_OF_KINDS = {
    **ROLES,
    DocumentKind.MESSAGE: DocumentRole.MESSAGE,
    DocumentKind.REQUEST: DocumentRole.MESSAGE,
    DocumentKind.ANSWER: DocumentRole.MESSAGE,
    DocumentKind.INTERNAL: DocumentRole.INTERNAL,
    DocumentKind.ASSESSMENT: DocumentRole.INTERNAL,
    DocumentKind.JUDGMENT: DocumentRole.JUDGMENT,
}
SITE_COLUMNS: dict[str, tuple[str, ...]] = {
    "site": (
        r"(?:site|branch|store|shop|building|venue|premises|property|project|park|facility|campus)s?"
        r"(?: name| id)?",
        r"(?:所属|所在)?(?:门店|店铺|分店|项目|小区|楼盘|园区|站点|网点|场馆|场所|单位|校区|院区)"
        r"(?:名称)?",
    ),
    "kind": (
        r"(?:site |premises |place |venue )?(?:type|kind|category)(?: of (?:site|premises|place))?",
        r"(?:场所|站点|门店|项目)?(?:类型|类别|业态|性质)",
    ),
    "city": (r"city|town", r"(?:所在)?(?:城市|市|地市)"),
    "operator": (
        r"operator|company|legal entity|responsible(?: entity)?",
        r"(?:运营|管理|经营|责任|使用|物业|物业服务)?(?:单位|公司|企业|主体|方)(?:名称)?",
    ),
    "camera": (
        r"(?:camera|device|unit|channel)s?(?: name| id| no| number)?|name|id",
        r"(?:摄像机|摄像头|相机|设备|通道|监控点|点位)(?:名称|编号|号)?|名称|编号",
    ),
    "place": (
        r"(?:install(?:ed|ation) )?(?:place|location|position|area|zone)(?: installed)?",
        r"(?:安装|所在)?(?:位置|地点|区域|点位)",
    ),
}
"""Headings of a table of cameras, in plain form; the more telling kinds first."""


@dataclass(frozen=True)
class _SiteTable:
    grid: Grid
    columns: dict[str, Column]


def new_case(folder: Path, language: Language) -> Path:
    """Write a short `case.yaml` and its schema into `folder`, and return the case file.

    Raises:
        FaceAuditError: there is a case file already.
    """
    files, _ = find_files(folder, (), None) if folder.is_dir() else ({}, ())
    exhibits = tuple(_suggested(name, path) for name, path in files.items())
    file = _write(folder, SuggestedCase(exhibits=exhibits), language)
    _write_schema(folder)
    return file


def new_cases(inventory: Path, folder: Path, language: Language) -> tuple[Path, ...]:
    """Make a case for each site of the table of cameras at `inventory`, in folders in `folder`.

    Each case holds its rows as `camera-list.csv`. Returns the case files, in order of the table.

    Raises:
        FaceAuditError: the table cannot be read, names no sites, or a case is there already.
    """
    table = _site_table(inventory)
    sites: dict[str, list[Row]] = {}
    for row in table.grid.rows:
        if name := row.cell(table.columns["site"]).text:
            sites.setdefault(name, []).append(row)
    if len(sites) > MOST_SITES:
        raise FaceAuditError(
            f"names {len(sites)} sites, more than {MOST_SITES}",
            where=inventory,
            remedy="Split the table",
        )
    folders = _folders(folder, sites)
    # Nothing is written before it is certain that nothing is in the way.
    for place in folders.values():
        _refuse_existing(place / CASE_FILE)
    _write_schema(folder)
    return tuple(_new_site(folders[s], s, rows, table, language) for s, rows in sites.items())


def _new_site(
    folder: Path, site: str, rows: Sequence[Row], table: _SiteTable, language: Language
) -> Path:
    kinds = vocabulary()["premises.kind"]
    stated = _first(rows, table, "kind")
    kind = stated if stated in kinds.values else suggest_value(kinds, stated)
    saved.write_whole(_listed(rows, table.grid), folder / CAMERA_LIST)
    case = SuggestedCase(
        exhibits=(
            SuggestedExhibit(CAMERA_LIST, ExhibitKind.TEXT, DocumentRole.INTERNAL, sure=True),
        ),
        cameras=_cameras(rows, table),
        title=site,
        kind=kind,
        guessed_kind=suggest_value(kinds, site),
        city=_first(rows, table, "city"),
        operator=_first(rows, table, "operator"),
        schema=f"../{SCHEMA_FILE}",
    )
    return _write(folder, case, language)


def _write(folder: Path, case: SuggestedCase, language: Language) -> Path:
    file = folder / CASE_FILE
    _refuse_existing(file)
    saved.write_whole(case_template(case, language).encode(), file)
    return file


def _write_schema(folder: Path) -> None:
    schema = json.dumps(case_schema(), ensure_ascii=False, indent=1) + "\n"
    saved.write_whole(schema.encode(), folder / SCHEMA_FILE)


def _refuse_existing(file: Path) -> None:
    if file.exists():
        raise FaceAuditError("already exists", where=file, remedy="Edit it, or name another folder")


# --- what a file seems to be ----------------------------------------------------------------------


def _suggested(name: str, path: Path) -> SuggestedExhibit:
    kind, media_type = kind_of(path)
    by_name = next((role for role, words in _ROLES_BY_NAME if words.search(path.name)), None)
    if kind is not ExhibitKind.TEXT or media_type != "text/plain":
        documents = (ExhibitKind.TEXT, ExhibitKind.IMAGE)
        return SuggestedExhibit(name, kind, by_name if kind in documents else None)
    with path.open("rb") as stream:
        text = decode(stream.read(_MOST_READ)).text
    recognised = recognised_kind(normalise(text))
    by_words = _ROLES_OF_KINDS.get(recognised.kind) if recognised else None
    sure = by_words is not None and (by_words is by_name or bool(recognised and recognised.sure))
    return SuggestedExhibit(name, kind, by_words or by_name, sure)


# --- a table of cameras ---------------------------------------------------------------------------


def _site_table(inventory: Path) -> _SiteTable:
    if not inventory.is_file():
        raise FaceAuditError(
            "there is no such file", where=inventory, remedy="Name a table of cameras"
        )
    try:
        document = read_document(inventory)
        if document.form is DocumentForm.TEXT:
            # A title above the headings makes it look like words; here it is known to be a table.
            document = read_table(decode(inventory.read_bytes()))
    except ExhibitError as problem:
        raise FaceAuditError(problem.what, where=inventory, remedy=problem.remedy) from problem
    headings: list[str] = []
    for grid in grid_of(document):
        columns = matched(grid.columns, SITE_COLUMNS)
        headings += [column.heading for column in grid.columns]
        if "site" in columns:
            return _SiteTable(grid, columns)
    raise FaceAuditError(
        "names no sites",
        where=inventory,
        why=f"its headings are: {', '.join(headings)}" if headings else "it holds no table",
        remedy="Add a column with the heading site, store, project, 门店, 项目 or 小区",
    )


def _first(rows: Iterable[Row], table: _SiteTable, name: str) -> str:
    """The first entry in a column; empty where there is no such column."""
    column = table.columns.get(name)
    if column is None:
        return ""
    return next((text for row in rows if (text := row.cell(column).text)), "")


def _cameras(rows: Iterable[Row], table: _SiteTable) -> tuple[str, ...]:
    """The names of the cameras in `rows`, or the places where those without a name are."""
    columns = [table.columns[name] for name in ("camera", "place") if name in table.columns]
    cells = ([row.cell(column).text for column in columns] for row in rows)
    names = (next((text for text in texts if text), "") for texts in cells)
    return tuple(dict.fromkeys(" ".join(name.split()) for name in names if name))


def _listed(rows: Iterable[Row], grid: Grid) -> bytes:
    """The rows of a site under the headings of the table, as CSV."""
    width = max(column.index for column in grid.columns) + 1
    headings = {column.index: column.heading for column in grid.columns}
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow([headings.get(index, "") for index in range(width)])
    for row in rows:
        cells = [cell.text for cell in row.cells]
        writer.writerow([*cells, *[""] * (width - len(cells))])
    return stream.getvalue().encode()


def _folders(folder: Path, sites: Iterable[str]) -> dict[str, Path]:
    """A folder for each site, named after it as far as a file system takes it; each once."""
    folders: dict[str, Path] = {}
    taken: set[str] = set()
    for number, site in enumerate(sites, 1):
        name = re.sub(r"[^\w\- ]+", "-", site).strip("-. ")[:60].strip() or f"site-{number}"
        if name.casefold() in taken:
            name = f"{name}-{number}"
        taken.add(name.casefold())
        folders[site] = folder / name
    return folders
