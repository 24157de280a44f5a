"""The sentences of a turn, and what takes from them the force of an assertion."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from auditor.examine.documents.lexicon import compiled
from auditor.examine.documents.normal import NormalText, normalise

_END = re.compile(r"[。！？!?；;\n…]+|\.(?=\s|$)")
_CLAUSE_END = re.compile(r"[，,、：:]| (?:but|and|so|because) ")
_QUOTATION = re.compile(r"[“「『\"][^“”「」『』\"\n]{2,200}[”」』\"]")

QUESTION = (
    r"[？?]\s*$|(?:吗|么|吧)[。\s]*$|呢\s*$|是不是|([\u4e00-\u9fff])不\1|有没有|能不能|可不可以|要"
    r"不要|会不会|怎么(?:会"
    r"|可能)|哪有|为什么|为啥|凭什么|^(?:do|does|did|is|are|was|were|can|could|will|would|have"
    r"|has|why|how|when|who|what|which|where)\b"
)
CONDITION = (
    r"如果|(?<![主只需])要是|假如|假设|倘若|万一|若(?:是|您|有)|除非|的话|一旦|\bif\b|\bunless\b"
    r"|\bin case\b|\bwould\b|\bcould have\b|\bsuppos"
)
HEARSAY = (
    r"听(?:说|人|别人|他)|据说|(?:朋友|同事|有人|邻居|家人|他|她)说|网上|新闻|报道|别人(?:家|说)"
    r"|(?:渠道|中介|经纪人|厂家|供应商|总部|保安|物业)(?:那边|那里|方)?(?:跟我|告诉我)?说(?!了算)"
    r"|人家说|隔壁|(?:其他|其它|别的|别家|有的|有些|很多|大部分|人家)(?:楼盘|案场|售楼处|项目|店"
    r"|门店|商场|小区|公司|地方|园区|景区)|同行|您(?:刚才|之前)?说|你(?:刚才|之前)?说"
    r"|您(?:会)?觉得|您认为|\bI (?:heard|read|saw)\b|\bthey say\b|\bapparently\b|\bnext door\b"
    r"|\belsewhere\b|\bin the news\b|\b(?:other|another|some|many|most)(?: \w+)? (?:stores?"
    r"|shops?|places?|gyms?|malls?|offices?|projects?|companies|hotels?|branch(?:es)?|sites?"
    r"|locations?|floors?|buildings?|developers?|landlords?)\b|\byou (?:said|say"
    r"|mentioned|think|claim)\b|\bas you (?:said|say|mentioned|claim|think)\b"
)
FUTURE = (
    r"以后|将来|今后|准备|打算|计划|即将|考虑|马上要|下(?:个)?(?:月|周|季度)|明年|到时候"
    r"|\bplan(?:s|ning)? to\b|\bgoing to\b|(?<!as )\bsoon\b|\bnext (?:month|year|week)\b|\bconsider"
    r"|\bin (?:the )?future\b|\bwill (?:be )?(?:install|introduc|start|launch|roll)"
)
ENDED = (
    r"(?:以前|之前|去年|前年|曾经?|原来)(?:是|都|也)?(?:用|装|开|启用|安装|上)过?|拆(?:掉|除|了)"
    r"|停用|停掉|关(?:闭|掉)了?|下线|\bused to\b|\bno longer\b|\b(?:have |has )?(?:stopped|ceased)"
    r" (?:using|running|to use)\b|用过|装过|停止|不再|取消了|\bremoved\b|\bswitched off\b"
    r"|\bdiscontinued\b|\bdecommissioned\b"
)
UNSURE = (
    r"(?<!不)可能|好像|也许|或许|应该是|应该有|大概|估计|不清楚|不(?:太)?确定|不知道"
    r"|不(?:太)?了解|没听说|不好说|我猜|\bmaybe\b|\bperhaps\b|\bmight\b|\bnot sure\b"
    r"|\bdon['’]t know\b|\bI think\b|\bI guess\b|\bprobably\b|\bpossibly\b|\bI believe\b"
    r"|\bno idea\b|(?:没(?:有)?|尚未|有待|未经)核实"
    r"|\bnot (?:yet )?(?:been )?(?:verified|confirmed)\b"
)
JOKE = (
    r"开(?:个)?玩笑|逗(?:你|您)|说笑|瞎说|\b(?:just )?kidding\b|\bjoking\b|\bjk\b|\bjust a joke\b"
)

_NOT_BEFORE = re.compile(
    r"(?:(?<!不)(?:不(?!仅|但|光|止|好意思|过|管|论|只|错|然)|没(?!错|事|问题)|未(?!来)|无(?!论"
    r"|非|感)|(?<![识区特性级类鉴个辨分告])别(?!的|墅|人|家)|勿)|并非|从不)[^，,：:]{0,6}$|(?:\bno"
    r"t|n['’]t|\bno|\bnever|\bwithout"
    r"|\bneither|\bnor|\bnone)\b[^,.;:]{0,30}$",
    re.IGNORECASE,
)

_NOT_WITHIN = re.compile(
    r"没(?!错)|未|不(?!是用来|是用于|仅|但|光|只|错|同)|从来没|\b(?:not|never|no|nor|neither"
    r"|without)\b|n['’]t\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Sentence:
    """A sentence of one turn: `text` in searchable form from `start` of `source`.

    `offset` is where the turn begins in the text of the document.
    """

    text: str
    start: int
    source: NormalText
    offset: int

    def has(self, pattern: str) -> bool:
        """Whether `pattern` is in it."""
        return compiled(pattern).search(self.text) is not None

    def find(self, pattern: str) -> re.Match[str] | None:
        """The first match of `pattern`."""
        return compiled(pattern).search(self.text)

    def place(self) -> tuple[int, int]:
        """Offsets of its first character and after its last in the text of the document."""
        stripped = self.text.strip()
        begin = self.start + self.text.find(stripped) if stripped else self.start
        last = begin + max(0, len(stripped) - 1)
        return (
            self.offset + self.source.offset(begin),
            self.offset + self.source.offset(last) + 1,
        )

    @property
    def asks(self) -> bool:
        """Whether it asks instead of asserting."""
        return self.has(QUESTION)

    def asserts(self, *weakened_by: str) -> bool:
        """Whether it asserts what it says: not asked, conditional, hearsay, or `weakened_by`."""
        return not self.asks and not any(
            self.has(pattern) for pattern in (CONDITION, HEARSAY, UNSURE, *weakened_by)
        )

    def negated(self, match: re.Match[str]) -> bool:
        """Whether `match` is denied by words before it in its clause."""
        return is_negated(self.text, match.start())

    def affirms_in_clause(self, pattern: str) -> bool:
        """Whether `pattern` is in a clause of it that has no word of denial at all."""
        for match in compiled(pattern).finditer(self.text):
            ends = [end.end() for end in _CLAUSE_END.finditer(self.text, 0, match.start())]
            after = _CLAUSE_END.search(self.text, match.end())
            clause = self.text[ends[-1] if ends else 0 : after.start() if after else None]
            if _NOT_WITHIN.search(clause) is None:
                return True
        return False

    def affirms(self, pattern: str) -> bool:
        """Whether `pattern` is in it somewhere without a denial before or within it."""
        return any(
            not self.negated(match) and _NOT_WITHIN.search(match.group()) is None
            for match in compiled(pattern).finditer(self.text)
        )


def is_negated(text: str, at: int) -> bool:
    """Whether words just before `at`, in the same clause, deny what follows."""
    clause = text[:at]
    ends = list(_CLAUSE_END.finditer(clause))
    return _NOT_BEFORE.search(clause[ends[-1].end() :] if ends else clause) is not None


def sentences(
    text: str, start: int, end: int, quoted: tuple[tuple[int, int], ...]
) -> Iterator[Sentence]:
    """The sentences of `text` from `start` to `end`, without words that are only `quoted`."""
    words = _blanked(text, start, end, quoted)
    source = normalise(words)
    at = 0
    for match in _END.finditer(source.text):
        yield from _sentence(source, at, match.end(), start)
        at = match.end()
    yield from _sentence(source, at, len(source.text), start)


def _sentence(source: NormalText, at: int, end: int, offset: int) -> Iterator[Sentence]:
    words = source.text[at:end]
    if words.strip():
        start = at + len(words) - len(words.lstrip())
        yield Sentence(source.text[start:end], start, source, offset)


def _blanked(text: str, start: int, end: int, quoted: tuple[tuple[int, int], ...]) -> str:
    """The words from `start` to `end`; what they quote is blank, so that places stay."""
    words = text[start:end]
    for first, last in quoted:
        low, high = max(first, start) - start, min(last, end) - start
        if low < high:
            words = words[:low] + " " * (high - low) + words[high:]
    return _QUOTATION.sub(lambda match: " " * len(match.group()), words)
