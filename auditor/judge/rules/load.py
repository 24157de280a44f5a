"""Rule packs from folders: every file is held to its model, and every citation to a register."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from auditor.core.digest import digest_bytes
from auditor.core.errors import RuleError
from auditor.core.frozen import Frozen
from auditor.core.own_yaml import YamlSource, read_yaml, validated
from auditor.core.text import Text
from auditor.judge.rules.authority import Authority, load_authorities
from auditor.judge.rules.penalties import PENALTIES_FILE, load_penalties
from auditor.judge.rules.rule import Holding, Pack, PackHead, Rule, RuleBook
from auditor.judge.rules.transitions import TRANSITIONS_FILE, Transitions, load_transitions
from auditor.judge.rules.ways import FILE_NAME as WAYS_FILE
from auditor.judge.rules.ways import WayCatalogue, load_ways
from auditor.vocabulary.vocabulary import FINDING

PACK_FILE = "pack.yaml"
HOLDINGS_FILE = "holdings.yaml"
AUTHORITIES_FILE = "authorities.yaml"
_NO_RULES = frozenset(
    {PACK_FILE, HOLDINGS_FILE, AUTHORITIES_FILE, WAYS_FILE, TRANSITIONS_FILE, PENALTIES_FILE}
)


class _Holdings(Frozen):
    case: str
    title: Text
    holdings: tuple[Holding, ...]


def load_rule_book(*roots: Path) -> RuleBook:
    """Every pack below `roots`, with the registers found there; a later one adds to an earlier.

    Raises:
        RuleError: a file is wrong, a rule cites what is in no register, or an id occurs twice.
    """
    folders = [folder for root in roots for folder in _pack_folders(root)]
    authorities: dict[str, Authority] = {}
    for path in _files_named(roots, AUTHORITIES_FILE):
        authorities |= load_authorities(path)
    ways = WayCatalogue({}, {})
    for path in _files_named(roots, WAYS_FILE):
        ways = ways.with_more(load_ways(path))
    transitions = Transitions()
    for path in _files_named(roots, TRANSITIONS_FILE):
        transitions = load_transitions(path)
    penalties = [
        penalty for path in _files_named(roots, PENALTIES_FILE) for penalty in load_penalties(path)
    ]
    packs = tuple(_load_pack(folder, authorities) for folder in folders)
    seen: set[str] = set()
    for pack in packs:
        for rule in pack.rules:
            if rule.id in seen:
                raise RuleError(f'two packs have a rule "{rule.id}"', where=pack.head.id)
            seen.add(rule.id)
    book = RuleBook(packs, authorities, ways, transitions, tuple(penalties))
    _check_findings(book)
    return book


def _pack_folders(root: Path) -> list[Path]:
    """The packs in `root`, or `root` itself where it is one."""
    if not root.is_dir():
        raise RuleError("there is no such folder of rules", where=root)
    folders = sorted(path.parent for path in root.glob(f"*/{PACK_FILE}"))
    folders = folders or ([root] if (root / PACK_FILE).is_file() else [])
    if not folders:
        raise RuleError(f"holds no pack (no {PACK_FILE} in it or in a folder below it)", where=root)
    return folders


def _files_named(roots: Sequence[Path], name: str) -> list[Path]:
    return [root / name for root in roots if (root / name).is_file()]


def _check_findings(book: RuleBook) -> None:
    """That every finding asked about is one of a rule of the book, and none asks about itself."""
    asks = {rule.id: rule.findings for pack in book.packs for rule in pack.rules}
    for rule, findings in asks.items():
        where = f"{book.pack_of(rule).head.id}/{rule}.yaml"
        reached: set[str] = set()
        waiting = list(findings)
        while waiting:
            other = waiting.pop().removeprefix(FINDING)
            if other not in asks:
                raise RuleError(
                    f'asks for the verdict of the rule "{other}", which does not exist', where=where
                )
            if other == rule:
                raise RuleError("asks, in the end, what it gives itself", where=where)
            if other not in reached:
                reached.add(other)
                waiting += asks[other]


def _load_pack(folder: Path, authorities: Mapping[str, Authority]) -> Pack:
    files = sorted(folder.glob("*.yaml"))
    head_source = read_yaml(folder / PACK_FILE, f"{folder.name}/{PACK_FILE}", RuleError)
    head = validated(head_source, PackHead, head_source.data, RuleError)
    rules = tuple(load_rule(file, authorities) for file in files if file.name not in _NO_RULES)
    decided, decided_title = "", None
    holdings: tuple[Holding, ...] = ()
    if (file := folder / HOLDINGS_FILE).is_file():
        source = read_yaml(file, f"{folder.name}/{HOLDINGS_FILE}", RuleError)
        loaded = validated(source, _Holdings, source.data, RuleError)
        decided, decided_title, holdings = loaded.case, loaded.title, loaded.holdings
    content = b"".join(
        f"{file.name}\n{digest_bytes(file.read_bytes()).value}\n".encode() for file in files
    )
    cited = {citation.authority for rule in rules for citation in rule.authorities}
    content += "".join(authorities[name].model_dump_json() for name in sorted(cited)).encode()
    return Pack(head, rules, decided, decided_title, holdings, digest_bytes(content))


def load_rule(path: Path, authorities: Mapping[str, Authority]) -> Rule:
    """The rule in the file at `path`.

    Raises:
        RuleError: the file does not hold a rule, is not named after it, or cites what is not in
            `authorities`; with line and column.
    """
    source = read_yaml(path, f"{path.parent.name}/{path.name}", RuleError)
    rule = validated(source, Rule, source.data, RuleError)
    if rule.id != path.stem:
        raise RuleError(
            f'the rule is called "{rule.id}"',
            where=source.place(("id",)),
            remedy=f"Name the file {rule.id}.yaml",
        )
    _check_citations(rule, source, authorities)
    return rule


def _check_citations(rule: Rule, source: YamlSource, authorities: Mapping[str, Authority]) -> None:
    for index, citation in enumerate(rule.authorities):
        if citation.authority not in authorities:
            raise RuleError(
                f'cites "{citation.authority}", which is not in {AUTHORITIES_FILE}',
                where=source.place(("authorities", index, "authority")),
                remedy="Register it first, with where its text was read",
            )
    readings = [c.reading or authorities[c.authority].reading for c in rule.authorities]
    if all(reading == "not_read" for reading in readings):
        raise RuleError(
            "rests only on authorities that were not read",
            where=source.place(("authorities",)),
            why="an authority whose text was not read never decides alone",
        )
