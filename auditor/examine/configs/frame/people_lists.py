"""Who is in a library of faces, by its name and by what its kind is called.

A list by name is what the operator calls it: the name of a library says more than the maker's type
of it, which is often a default. What a list does for the people on it is decided by its rules.
"""

from __future__ import annotations

import re

from auditor.examine.configs.frame.terms import LibraryKind
from auditor.vocabulary.value import FactValue

_NAMES: tuple[tuple[re.Pattern[str], LibraryKind], ...] = (
    (
        re.compile(
            r"(?:black|block|deny|ban)[-_ ]?list|blacklisted|shop-?lift|(?<![a-z])thie(?:f|ves)"
            r"|(?<![a-z])banned|trespass|(?<![a-z])suspects?(?![a-z])|watch[-_ ]?list"
            r"|黑名单|惯偷|小偷|扒手|盗窃|重点关注|可疑|职业索赔|打假|闹事|医闹"
        ),
        LibraryKind.BLOCK_LIST,
    ),
    (re.compile(r"(?<![a-z])wanted|fugitive|在逃|布控|通缉|逃犯"), LibraryKind.WANTED),
    (
        re.compile(r"(?<![a-z])vips?(?![a-z])|重点客户|贵宾|大客户|熟客|老客户|回头客|常客"),
        LibraryKind.VIP,
    ),
    (
        re.compile(r"returning|regular[-_ ]?customer|repeat[-_ ]?(?:visitor|customer)"),
        LibraryKind.VIP,
    ),
    (
        re.compile(r"(?<![a-z])member|resident|owner(?!id)|会员|业主|住户|居民|学员"),
        LibraryKind.MEMBERS,
    ),
    (re.compile(r"staff|employee|worker|colleague|员工|职工|内部人员"), LibraryKind.STAFF),
    (re.compile(r"stranger|passer|unknown|路人|陌生|未知"), LibraryKind.STRANGERS),
    (re.compile(r"visitor|guest|访客|来访"), LibraryKind.VISITORS),
)
LISTS = {
    LibraryKind.BLOCK_LIST: "block_list",
    LibraryKind.WANTED: "wanted",
    LibraryKind.VIP: "vip",
    LibraryKind.MEMBERS: "members",
    LibraryKind.STAFF: "staff",
}
"""The values of `watchlist.lists` for kinds of libraries."""


def kind_named(name: str) -> LibraryKind | None:
    """Who is in a library with this name; None where the name does not say."""
    written = name.lower()
    return next((kind for pattern, kind in _NAMES if pattern.search(written)), None)


def facts_of(kind: LibraryKind, people: int | None) -> dict[str, FactValue]:
    """The facts that a library bears on where faces are compared."""
    facts: dict[str, FactValue] = {}
    if kind in LISTS:
        facts["watchlist.lists"] = (LISTS[kind],)
        facts["capture.analyses"] = ("recognition", "lists")
    if kind is LibraryKind.VIP:
        # A customer who is on it is known again at each visit.
        facts["capture.analyses"] = ("recognition", "lists", "repeat_visits")
    if kind in (LibraryKind.BLOCK_LIST, LibraryKind.WANTED) and people:
        facts["watchlist.people_count"] = people
    if kind is LibraryKind.STRANGERS:
        facts["capture.unmatched_discarded"] = False
    return facts
