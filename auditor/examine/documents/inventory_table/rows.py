"""The rows of an inventory of cameras, whatever its headings are called."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from auditor.examine.document_model import ListedCamera
from auditor.examine.documents.find import retentions
from auditor.examine.documents.normal import normalise
from auditor.examine.documents.readers.model import DocumentText
from auditor.examine.documents.tables.grid import Cell, Column, Grid, Row, grid_of, place_of
from auditor.examine.documents.tables.headings import matched, plain

MAX_CAMERAS = 500
"""Most cameras read of one table."""
COLUMNS: dict[str, tuple[str, ...]] = {
    "face": (
        r"(?:face|facial)(?: id)? ?(?:recognition|rec|match(?:ing)?|identification"
        r"|analytics)?(?: enabled| on| status)?",
        r"(?:是否)?(?:启用|开启|具备)?(?:人脸识别|人脸比对|刷脸|人脸)(?:功能|启用|状态|开关)?",
    ),
    "function": (
        r"(?:main |ai |smart )?(?:functions?|features?|analytics|capabilit(?:y|ies)|mode"
        r"|algorithms?)(?: enabled)?",
        r"(?:主要|智能|启用)?(?:功能|算法|分析)(?:说明|类型|模式)?",
    ),
    "retention": (
        r"(?:data |video |face |recording )?(?:retention|storage|stored|kept|keep)(?: period"
        r"| time| for)?(?: days| in days|days)?",
        r"(?:录像|数据|人脸|图片|信息)?(?:保存|存储|留存|保留)(?:期限|时间|时长|天数|周期"
        r"|期)?(?: ?天| 天数)?",
    ),
    "recipient": (
        r"(?:data )?(?:recipients?|shared with|third part(?:y|ies)|transferred to|disclosed to"
        r"|sent to|vendor access)",
        r"(?:数据|信息)?(?:接收方|共享对象|共享方|提供给|去向|传输对象|第三方)",
    ),
    "purpose": (r"purposes?|used for", r"(?:使用|处理)?(?:目的|用途)"),
    "host": (r"ip|ip ?address|host|address|network address", r"ip ?地址|网络地址"),
    "place": (
        r"(?:install(?:ed|ation) )?(?:place|location|position|area|site|zone)(?: installed)?",
        r"(?:安装|所在)?(?:位置|地点|区域|场所|点位)",
    ),
    "name": (
        r"(?:camera|device|unit|channel)s?(?: name| id| no| number)?|name|id",
        r"(?:摄像机|摄像头|相机|设备|通道|监控点|点位)(?:名称|编号|号)?|名称|编号",
    ),
}
"""Headings for each kind of cell, in plain form; the more telling kinds first."""
_OF_CAMERAS = re.compile(
    r"camera|device|channel|\bip\b|nvr|摄像|相机|设备|监控|通道|点位", re.IGNORECASE
)
_ON = re.compile(
    r"on|yes|y|true|1|enabled?|active|in use|√|✓|是|有|开|开启|已开启|启用|已启用|使用中|在用"
)
_OFF = re.compile(
    r"off|no|n|false|0|disabled?|inactive|none|not (?:used|enabled|in use)|×|x|否|无|没有|关|关闭"
    r"|已关闭|未启用|未开启|停用|不启用"
)
_RECOGNITION = re.compile(
    r"人脸(?:识别|比对|布控|名单)|刷脸|人像(?:识别|比对)|\b(?:face|facial)[ -]?(?:recognition"
    r"|matching|identification)\b",
    re.IGNORECASE,
)
_DETECTION = re.compile(
    r"人脸(?:检测|抓拍|采集)|\bface[ -]?(?:detection|capture|detect)\b", re.IGNORECASE
)
_NOT = re.compile(
    r"(?:不|未|没|无|非)[^，,；;、]{0,4}$|\b(?:no|not|without|disabled)\b[^,;]{0,12}$",
    re.IGNORECASE,
)
_NOT_AFTER = re.compile(
    r"^[^，,；;、]{0,4}(?:未启用|关闭|停用|未开)|^[^,;]{0,6}\b(?:off|disabled|not)\b",
    re.IGNORECASE,
)
_VIDEO = re.compile(r"录像|视频|video|recording|footage", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,5}(?:\.\d)?")
_NOBODY = re.compile(r"none|no|n/?a|-|—|/|无|没有|不共享|否", re.IGNORECASE)


@dataclass(frozen=True)
class InventoryTable:
    """Cameras, and how the columns were understood."""

    cameras: tuple[ListedCamera, ...]
    columns: Mapping[str, Column]
    unknown: tuple[str, ...]
    more: int = 0


def inventory_tables(document: DocumentText) -> tuple[InventoryTable, ...]:
    """Every inventory of cameras in `document`."""
    tables = (_table(document, grid) for grid in grid_of(document))
    return tuple(table for table in tables if table is not None)


def _table(document: DocumentText, grid: Grid) -> InventoryTable | None:
    columns = matched(grid.columns, COLUMNS)
    if not {"name", "place"} & set(columns):
        return None
    if not {"face", "function", "retention", "recipient"} & set(columns):
        return None
    words = plain(" ".join((grid.title, *(column.heading for column in grid.columns))))
    if not _OF_CAMERAS.search(words):
        return None
    rows = [row for row in grid.rows if _name(row, columns).text]
    known = set(columns.values())
    return InventoryTable(
        cameras=tuple(_camera(document, row, columns) for row in rows[:MAX_CAMERAS]),
        columns=columns,
        unknown=tuple(c.heading for c in grid.columns if c not in known),
        more=max(0, len(rows) - MAX_CAMERAS),
    )


def _name(row: Row, columns: Mapping[str, Column]) -> Cell:
    return row.cell(columns["name"] if "name" in columns else columns["place"])


def _camera(document: DocumentText, row: Row, columns: Mapping[str, Column]) -> ListedCamera:
    cells = {name: row.cell(column) for name, column in columns.items()}
    words = {name: cell.text for name, cell in cells.items()}
    name = _name(row, columns)
    telling = next(
        (cells[kind] for kind in ("face", "function", "retention", "recipient") if words.get(kind)),
        name,
    )
    recognition, detection = _functions(words, columns)
    return ListedCamera(
        name=name.text,
        host=words.get("host", ""),
        place=words.get("place", ""),
        recognition=recognition,
        detection=detection,
        retention_days=_days(words.get("retention", ""), columns.get("retention")),
        retention_of_video="retention" in columns
        and _VIDEO.search(columns["retention"].heading) is not None,
        recipient=_recipient(words.get("recipient", "")),
        locator=place_of(document, telling, row.line, _quote(row.cells)),
    )


def _quote(cells: Sequence[Cell]) -> str:
    return " | ".join(cell.text for cell in cells if cell.text)[:200]


def _functions(
    words: Mapping[str, str], columns: Mapping[str, Column]
) -> tuple[bool | None, bool | None]:
    """Whether faces are recognised, and whether they are detected or captured."""
    recognition, detection = _named(_RECOGNITION, words), _named(_DETECTION, words)
    if "face" in columns and recognition is None:
        switched = plain(words.get("face", ""))
        # A column called "face" alone does not say what is done with faces.
        if _RECOGNITION.search(plain(columns["face"].heading)):
            if _ON.fullmatch(switched):
                recognition = True
            elif _OFF.fullmatch(switched):
                recognition = False
    return recognition, detection


def _named(pattern: re.Pattern[str], words: Mapping[str, str]) -> bool | None:
    """Whether a cell names a function: as there, as denied, or not at all."""
    for kind in ("face", "function"):
        text = words.get(kind, "")
        match = pattern.search(text)
        if match is not None:
            denied = _NOT.search(text[: match.start()]) or _NOT_AFTER.search(text[match.end() :])
            return denied is None
    return None


def _days(words: str, column: Column | None) -> int | None:
    """The retention in days: a number under a heading that names days, or words with a unit."""
    if column is None or not words:
        return None
    # The lexicon wants a word about keeping next to the number.
    period = next(retentions(normalise(f"保存{words}")), None)
    if period is not None and period.days is not None and not period.at_least:
        return round(period.days)
    number = _NUMBER.fullmatch(words.strip())
    if number is not None and re.search(r"day|天|日", column.heading, re.IGNORECASE):
        return round(float(number.group()))
    return None


def _recipient(words: str) -> str:
    return "" if _NOBODY.fullmatch(words.strip()) else words
