"""Labels of tables and forms: "Purpose | checking who may enter", "处理目的：核验身份".

In a table no sentence says that something is a purpose; the label does. A label counts only with a
value: in the next cell, after a colon, or on the next line where it is a heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from auditor.examine.documents.lexicon import compiled


@dataclass(frozen=True)
class LabelKind:
    """What a label of a table or form names; `topic` and `item` as of a `Disclosure`."""

    topic: str
    item: str
    label: str


LABELS: tuple[LabelKind, ...] = (
    LabelKind(
        "purpose",
        "purpose",
        r"(?:our |the )?purposes?(?: of (?:the )?(?:processing|collection|use|capture))?|aims?"
        r"|why(?: we (?:use|do|collect|need) (?:it|this|them|your data))?|used for"
        r"|(?:处理|采集|收集|使用|应用)?目的|(?:使用|采集)?用途",
    ),
    LabelKind(
        "manner",
        "manner",
        r"manner(?: of processing)?|methods?(?: of processing)?|means(?: of processing)?"
        r"|how (?:it works|we (?:do it|process|use it|collect)(?: (?:it|your data|data))?)"
        r"|(?:处理|采集|收集|识别|核验)?方式|(?:处理)?方法",
    ),
    LabelKind(
        "kinds",
        "kinds",
        r"(?:kinds?|types?|categories|category) of (?:personal )?(?:data|information)"
        r"|(?:personal )?(?:data|information) (?:we collect|collected|processed|taken)"
        r"|what (?:we|is) (?:collect|collected|take|taken|process|processed)"
        r"|(?:处理的?|采集的?|收集的?)?(?:个人)?信息的?(?:种类|类型|类别|内容)|种类|(?:采集|收集|处理)(?:的)?(?:信息|内容)",
    ),
    LabelKind(
        "operator_named",
        "name",
        r"(?:name of (?:the )?)?(?:operator|(?:data )?controller|company|responsible(?: body"
        r"| party)?"
        r"|run by|operated by|manag(?:er|ed by))|who (?:we are|runs (?:it|this))"
        r"|(?:个人信息)?处理者(?:名称)?|(?:运营|管理|责任|使用|安装|建设|设置|物业|主办|经营)(?:单位|方|者|主体|公司)(?:名称)?"
        r"|(?:公司|单位|机构)名称",
    ),
    LabelKind(
        "contact",
        "contact",
        r"contacts?(?: us| details| person)?|(?:tele)?phone|tel|e-?mail|questions|hotline|enquiries"
        r"|(?:联系|咨询|服务|监督|投诉|客服)(?:方式|电话|人|邮箱|热线)|电话|邮箱|联系我们",
    ),
    LabelKind(
        "rights",
        "rights",
        r"(?:your |data subject )?rights|what you can (?:do|ask for)|your choices"
        r"|(?:您|个人|用户)?的?(?:权利)(?:及?(?:其)?(?:行使|实现)(?:方式|途径)?)?|(?:权利行使|行使权利)(?:的?(?:方式|途径))?",
    ),
    LabelKind(
        "necessity",
        "necessity",
        r"(?:why (?:it|this|a face) is (?:needed|necessary))|necessity(?: of (?:the )?processing)?"
        r"|(?:处理|使用)?(?:人脸信息)?的?必要性(?:说明)?",
    ),
    LabelKind(
        "impact",
        "impact",
        r"(?:effects?|impact|consequences?|risks?)(?: (?:on|for|to) (?:you|individuals|people))?"
        r"|what it means for you|对(?:个人|您)(?:的)?(?:权益|权利)?的?影响"
        r"|(?:可能的?)?(?:影响|风险)(?:提示)?",
    ),
    LabelKind(
        "alternative",
        "alternative",
        r"alternatives?|(?:an)?other (?:ways?|options?)(?: in| to enter)?|without (?:a |your )?face"
        r"|(?:其他|其它|替代|非人脸)的?(?:通行|验证|核验|入园|入场|识别|支付)?(?:方式|方案|途径|办法)",
    ),
    LabelKind(
        "retention_in_words",
        "retention",
        r"retention(?: period| time)?|kept for|storage (?:period|time)|how long(?: (?:we"
        r"|it is) (?:keep|kept))?"
        r"(?: it)?|(?:保存|存储|储存|留存|保留|保管)(?:期限|时间|期间|时长)",
    ),
)
_NO_VALUE = re.compile(
    r"[\W_]*(?:(?:无|没有|不适用|待定|暂无|不提供|未设置?|none|no|n/?a"
    r"|not (?:applicable|available|provided)|tbd|to be (?:decided|confirmed)|nil)[\W_]*)?",
    re.IGNORECASE,
)
"""An empty field, or words that say that there is nothing to put there."""
_NUMBERING = (
    r"[\s\-•·*]*(?:(?:第?[一二三四五六七八九十]{1,3}[、.．条]|[(（][一二三四五六七八九十\d]{1,3}[)）]"
    r"|\d{1,2}[.、．)）])\s*)?"
)
_OTHER_WORDS = (
    r"(?:assessment|dispute|analysis|management|reserved|protection|policy|notice|information|form"
    r"|us\b|details|person|number|须知|说明|书)"
)
"""Words that make a label the beginning of another term."""
_SPACE = rf" (?!{_OTHER_WORDS})(?=(?-i:[A-Z])|[\u4e00-\u9fff\d]|\S{{1,60}}@)"
"""One space between label and value, as recognition leaves it of the gap between two columns."""
_SEPARATOR = rf"(?:{_SPACE}|\.\s+(?=(?-i:[A-Z]))|\s*(?:[:：|｜]|\t+|\s{{3,}}|——)[\s:：|｜\-]*)"
MAX_LABELS = 200
"""Most labels read in one text."""


@dataclass(frozen=True)
class LabelledValue:
    """A label and its value: from `start` up to but not including `end` of the text as written."""

    kind: LabelKind
    start: int
    end: int


_SIGNATORY = (
    r"(?:^|[\t|｜])[ \t]*(?P<name>"
    r"(?!本|该|请|为|欢迎|进入|您|我|各位|尊敬|监督|联系|服务|咨询|客服|关于)"
    r"[\u4e00-\u9fff]{2,18}(?:公司|集团|物业|管理处|服务中心|学校|大学|医院|酒店|宾馆|商场|超市|书店|影院|剧院"
    r"|俱乐部|乐园|公园|银行|广场|委员会|健身房)(?:[（(][^）)]{1,12}[）)])?)"
    r"(?=[ \t]*$|[ \t]+(?:监督|联系|客服|服务|咨询)?(?:电话|热线))"
)


def signatories(text: str) -> Iterator[tuple[int, int]]:
    """Names of organisations that are alone on a line, as at the foot of a sign."""
    for line in re.finditer(r"[^\n]{1,120}", text):
        if (match := compiled(_SIGNATORY).search(line.group())) is not None:
            yield line.start() + match.start("name"), line.start() + match.end("name")


def labelled_values(text: str) -> Iterator[LabelledValue]:
    """Every known label of `text`, as it is written, that has a value."""
    lines = list(re.finditer(r"[^\n]+", text))
    count = 0
    for index, line in enumerate(lines):
        following = lines[index + 1] if index + 1 < len(lines) else None
        for kind in LABELS:
            found = _in_line(kind, line) or _as_heading(kind, line, following)
            if found is not None:
                yield found
                count += 1
        if count >= MAX_LABELS:
            return


def _in_line(kind: LabelKind, line: re.Match[str]) -> LabelledValue | None:
    """A label at the start of a line or after a separator, and what follows it."""
    pattern = (
        rf"(?:^{_NUMBERING}|[\t|｜]\s*)(?P<label>{kind.label}){_SEPARATOR}(?P<value>[^\t|｜\n]*)"
    )
    match = compiled(pattern).search(line.group())
    if match is None or _NO_VALUE.fullmatch(match.group("value")):
        return None
    return LabelledValue(kind, line.start() + match.start("label"), line.start() + match.end())


def _as_heading(
    kind: LabelKind, line: re.Match[str], following: re.Match[str] | None
) -> LabelledValue | None:
    """A label alone on its line, with its value on the next one."""
    if following is None or _NO_VALUE.fullmatch(following.group()):
        return None
    match = compiled(rf"{_NUMBERING}(?P<label>{kind.label})\s*[:：]?\s*").fullmatch(line.group())
    if match is None or is_label(following.group()):
        return None
    return LabelledValue(kind, line.start() + match.start("label"), following.end())


def is_label(line: str) -> bool:
    """Whether `line` is a label and nothing else."""
    return any(
        compiled(rf"{_NUMBERING}(?:{kind.label})\s*[:：]?\s*").fullmatch(line) for kind in LABELS
    )
