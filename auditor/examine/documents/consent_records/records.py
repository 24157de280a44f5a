"""The rows of a record of consent, from a table or from JSON in the shape of ISO/IEC TS 27560."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from auditor.examine.documents.readers.model import DocumentForm, DocumentText
from auditor.examine.documents.tables.grid import Cell, Column, Grid, Row, grid_of
from auditor.examine.documents.tables.headings import matched, plain
from auditor.examine.documents.tables.moments import moment_in

Moment = date | datetime

COLUMNS: dict[str, tuple[str, ...]] = {
    "captured": (
        r"(?:first )?(?:face )?(?:capture|captured|enrol|enrolled|enrolment)(?: at| on| time"
        r"| date| datetime)?",
        r"first (?:seen|capture|captured|visit)(?: at| on| time| date)?",
        r"(?:首次)?(?:人脸)?(?:采集|抓拍|录入|识别)(?:时间|日期)",
    ),
    "captured_last": (
        r"(?:last|latest) (?:face )?(?:capture|captured|seen|match|recognition|visit)(?: at| on"
        r"| time| date)?",
        r"(?:最近|最后|末次)(?:一次)?(?:人脸)?(?:采集|抓拍|识别|到访)(?:时间|日期)?",
    ),
    "withdrawn": (
        r"(?:consent )?(?:withdrawn|withdrawal|revoked|revocation)(?: at| on| time| date)?",
        r"(?:同意)?(?:撤回|撤销)(?:时间|日期|同意)?(?:时间|日期)?|是否撤回",
    ),
    "consented_at": (
        r"(?:face )?consent(?:ed)?(?: given)? (?:at|on|time|date|datetime|timestamp)",
        r"(?:agreed|signed|granted)(?: at| on| time| date)",
        r"(?:人脸)?(?:同意|授权|签署)(?:时间|日期)",
    ),
    "consent": (
        r"(?:consent|consented|agreed?)(?: to)? (?:face|facial|biometrics?|face recognition)",
        r"(?:face|facial|biometric|face recognition)(?: data)? (?:consent|consented|agreed)",
        r"(?:是否)?(?:同意|授权)(?:人脸|刷脸|人脸识别|采集人脸)|人脸(?:识别"
        r"|信息)?(?:单独)?(?:同意|授权)(?:状态|情况)?",
        r"(?:consent|consented|agreed)(?: status| state| given)?|consent (?:status|state)"
        r"|event state",
        r"(?:是否)?(?:同意|授权)(?:状态|情况|与否)?",
    ),
    "asked_by": (
        r"(?:asked|obtained|collected|recorded|requested) by|channel|method|source"
        r"|collection (?:method|point)",
        r"(?:征求|同意|采集|获取|收集)?(?:渠道|方式|途径)|来源|经办人|征求人|办理人|操作员",
    ),
    "camera": (
        r"camera|camera (?:name|id)|device|location|place|entrance|store|site",
        r"摄像机|摄像头|相机|设备|设备名称|地点|位置|门店|入口",
    ),
    "subject": (
        r"(?:member|customer|user|subject|person|visitor|principal|pii principal|data subject"
        r"|employee|client)(?: id| no| number| identifier| name)?|pii principal id|record id|id"
        r"|name|phone",
        r"(?:会员|客户|用户|人员|员工|业主|访客|被采集人)?(?:编号|号|卡号|姓名|手机号|工号)|会员"
        r"|客户|用户",
    ),
    "date": (r"date|time|datetime|timestamp|created at|event time", r"日期|时间|登记时间|创建时间"),
}
"""Headings that name each kind of cell, in plain form; the more telling ones first."""

_YES = re.compile(
    r"y|yes|true|1|ok|√|✓|given|granted|agreed?|accepted|explicit|opt(?:ed)?[- ]?in|consent(?:ed"
    r"| given)?|active|valid|是|同意|已同意|已授权|授权|有"
)
_NO = re.compile(
    r"n|no|false|0|×|x|refused|denied|declined|rejected|not given|opt(?:ed)?[- ]?out"
    r"|consent refused|none|never|否|不同意|拒绝|未同意|未授权|没有|无"
)
_WITHDRAWN = re.compile(
    r"(?:consent )?(?:withdrawn|revoked|terminated)|(?:已)?(?:撤回|撤销)(?:同意)?"
)


class Answer(StrEnum):
    """What a record says of consent."""

    GIVEN = "given"
    REFUSED = "refused"
    BLANK = "blank"
    UNCLEAR = "unclear"


@dataclass(frozen=True)
class ConsentRow:
    """One record. Moments are None where nothing is written.

    `withdrawn` says that consent was withdrawn, whether or not a time is written. `line` is its
    line in the text of the document, `cell` what says whether consent was given.
    """

    answer: Answer
    line: int
    cell: Cell
    consented_at: Moment | None = None
    withdrawn: bool = False
    withdrawn_at: Moment | None = None
    captured: Moment | None = None
    captured_last: Moment | None = None
    asked_by: str = ""
    camera: str = ""


@dataclass(frozen=True)
class ConsentTable:
    """Records, and how their columns were understood: heading by what it was taken for."""

    rows: tuple[ConsentRow, ...]
    columns: Mapping[str, Column]
    unknown: tuple[str, ...] = ()
    of_faces: bool = False


def consent_tables(document: DocumentText, *, declared: bool) -> tuple[ConsentTable, ...]:
    """The records of consent in `document`.

    Without being `declared` as such, a table is one only if its headings name consent and the
    person or a time of capture.
    """
    if document.form is DocumentForm.JSON:
        grids: Sequence[Grid] = _grids_of_json(document)
    else:
        grids = grid_of(document)
    tables = [_table(grid) for grid in grids]
    return tuple(
        table for table in tables if table is not None and (declared or _is_telling(table))
    )


def _is_telling(table: ConsentTable) -> bool:
    names = set(table.columns)
    return bool(names & {"consent", "consented_at"}) and bool(
        names & {"subject", "captured", "withdrawn", "asked_by"}
    )


def _table(grid: Grid) -> ConsentTable | None:
    columns = matched(grid.columns, COLUMNS)
    if not {"consent", "consented_at"} & set(columns):
        return None
    rows = tuple(
        _row(row.line, {name: row.cell(column) for name, column in columns.items()}, row.cells)
        for row in grid.rows
        if any(cell.text for cell in row.cells)
    )
    heading = columns["consent"] if "consent" in columns else columns["consented_at"]
    known = set(columns.values())
    return ConsentTable(
        rows=rows,
        columns=columns,
        unknown=tuple(column.heading for column in grid.columns if column not in known),
        of_faces=re.search(r"face|facial|biometric|人脸|刷脸|人像", heading.heading, re.IGNORECASE)
        is not None,
    )


def _row(line: int, cells: Mapping[str, Cell], every: Sequence[Cell]) -> ConsentRow:
    def moment(name: str) -> Moment | None:
        return moment_in(cells[name].text) if name in cells else None

    words = cells["consent"].text if "consent" in cells else ""
    answer, withdrawn = _answer(words), bool(_WITHDRAWN.fullmatch(plain(words)))
    consented_at = moment("consented_at")
    if "consent" not in cells:
        answer = Answer.GIVEN if consented_at is not None else Answer.BLANK
    withdrawn_words = cells["withdrawn"].text if "withdrawn" in cells else ""
    if withdrawn_words and not _NO.fullmatch(plain(withdrawn_words)):
        withdrawn = True
    return ConsentRow(
        answer=Answer.GIVEN if withdrawn and answer is Answer.UNCLEAR else answer,
        line=line,
        cell=cells.get("consent") or cells.get("consented_at") or every[0],
        consented_at=consented_at,
        withdrawn=withdrawn,
        withdrawn_at=moment("withdrawn"),
        captured=moment("captured"),
        captured_last=moment("captured_last"),
        asked_by=cells["asked_by"].text if "asked_by" in cells else "",
        camera=cells["camera"].text if "camera" in cells else "",
    )


def _answer(words: str) -> Answer:
    if not words.strip():
        return Answer.BLANK
    said = plain(words)
    if _YES.fullmatch(said):
        return Answer.GIVEN
    return Answer.REFUSED if _NO.fullmatch(said) else Answer.UNCLEAR


# --- JSON -----------------------------------------------------------------------------------------

_ITEM = re.compile(r"^(?P<list>[^\[\]]*)\[(?P<index>\d+)\]\.?(?P<rest>.*)$")
_EVENT = re.compile(r"^(?:.*\.)?(?:consent_)?events?\[(?P<index>\d+)\]\.(?:.*\.)?(?P<field>\w+)$")


@dataclass
class _Item:
    """The values of one record by key, and those of its events in order."""

    line: int
    values: dict[str, Cell] = field(default_factory=dict)
    events: dict[int, dict[str, Cell]] = field(default_factory=dict)


def _grids_of_json(document: DocumentText) -> tuple[Grid, ...]:
    items = list(_items(document))
    headings: dict[str, int] = {}
    rows = []
    for item in items:
        values = {**item.values, **_of_events(item)}
        for name in values:
            headings.setdefault(name, len(headings))
        rows.append((item.line, values))
    if not headings:
        return ()
    columns = tuple(Column(name, index) for name, index in headings.items())
    empty = Cell("", 0)
    return (
        Grid(
            columns,
            tuple(
                Row(tuple(values.get(name, empty) for name in headings), line)
                for line, values in rows
            ),
        ),
    )


def _items(document: DocumentText) -> Iterator[_Item]:
    text, items = document.text, dict[tuple[str, str], _Item]()
    for mark in document.marks:
        match = _ITEM.match(mark.key)
        is_event_of_one = match is not None and re.search(r"events?$", match["list"]) is not None
        key = ("", "") if match is None or is_event_of_one else (match["list"], match["index"])
        rest = mark.key if match is None or is_event_of_one else match["rest"]
        end = text.find("\n", mark.offset)
        words = text[mark.offset : end if end >= 0 else len(text)]
        name = re.split(r"[.\]]", rest)[-1] or rest
        label = f"{name}: "
        offset = mark.offset + (len(label) if words.startswith(label) else 0)
        cell = Cell(text[offset : end if end >= 0 else len(text)], offset)
        item = items.setdefault(key, _Item(text.count("\n", 0, mark.offset) + 1))
        event = _EVENT.match(rest)
        if event is not None:
            item.events.setdefault(int(event["index"]), {})[event["field"]] = cell
        else:
            item.values.setdefault(name, cell)
    # Values outside the list of records belong to no record.
    if len(items) > 1:
        items.pop(("", ""), None)
    yield from items.values()


def _of_events(item: _Item) -> dict[str, Cell]:
    """The states of ISO/IEC TS 27560: consent given, refused, withdrawn, each with its time."""
    values: dict[str, Cell] = {}
    for _, event in sorted(item.events.items()):
        state = next(
            (cell for name, cell in event.items() if re.search("state|status", name)), None
        )
        state = state or next((cell for name, cell in event.items() if name.endswith("type")), None)
        time = next(
            (cell for name, cell in event.items() if "time" in name or "date" in name), None
        )
        if state is None:
            continue
        if _WITHDRAWN.fullmatch(plain(state.text)):
            values["withdrawn at"] = time or state
        elif _answer(state.text) in {Answer.GIVEN, Answer.REFUSED}:
            values["consent state"] = state
            if time is not None:
                values["consent given at"] = time
    return values
