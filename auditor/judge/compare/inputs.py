"""What two audits were made of: the material each had, and the packs each judged by."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from auditor.case.model import Exhibit
from auditor.core.digest import Digest
from auditor.core.frozen import Frozen
from auditor.core.text import Text
from auditor.judge.decide.findings import Findings, PackUsed


class InputChange(StrEnum):
    """What became of a piece of material, or of a pack, between two audits."""

    ADDED = "added"
    REMOVED = "removed"
    ALTERED = "altered"
    SAME = "same"


class MaterialChanged(Frozen):
    """A piece of material in two audits: the exhibit of each, None where it has none.

    The same content is the same material whatever its file is called; otherwise the file counts.
    `unread_before` and `unread_after` say that it could not be examined.
    """

    kept: InputChange
    before: Exhibit | None
    after: Exhibit | None
    unread_before: bool = False
    unread_after: bool = False


class PackChanged(Frozen):
    """A pack in two audits; a version or digest is empty or None where it was not used."""

    id: str
    title: Text
    kept: InputChange
    before: str
    after: str
    before_digest: Digest | None
    after_digest: Digest | None


def material_changes(old: Findings, new: Findings) -> tuple[MaterialChanged, ...]:
    """Every piece of material of either audit, in the order of the later one, then what is gone."""
    unmatched = list(old.case.exhibits)
    changes = []
    for exhibit in new.case.exhibits:
        earlier = _counterpart(exhibit, unmatched)
        if earlier is not None:
            unmatched.remove(earlier)
        changes.append(_material(earlier, exhibit, old, new))
    changes += [_material(exhibit, None, old, new) for exhibit in unmatched]
    return tuple(changes)


def _counterpart(exhibit: Exhibit, earlier: Iterable[Exhibit]) -> Exhibit | None:
    """The earlier exhibit of the same content, else that of the same file."""
    candidates = tuple(earlier)
    same = [candidate for candidate in candidates if candidate.digest == exhibit.digest]
    named = [candidate for candidate in candidates if candidate.path == exhibit.path]
    both = [candidate for candidate in same if candidate in named]
    return next(iter(both or same or named), None)


def _material(
    before: Exhibit | None, after: Exhibit | None, old: Findings, new: Findings
) -> MaterialChanged:
    kept = _kept(before.digest if before else None, after.digest if after else None)
    return MaterialChanged(
        kept=kept,
        before=before,
        after=after,
        unread_before=before is not None and before.id in old.exhibits_not_examined,
        unread_after=after is not None and after.id in new.exhibits_not_examined,
    )


def _kept(before: Digest | None, after: Digest | None) -> InputChange:
    if before is None:
        return InputChange.ADDED
    if after is None:
        return InputChange.REMOVED
    return InputChange.SAME if before == after else InputChange.ALTERED


def pack_changes(old: Findings, new: Findings) -> tuple[PackChanged, ...]:
    """Every pack that either audit judged by."""
    before = {pack.id: pack for pack in old.packs}
    after = {pack.id: pack for pack in new.packs}
    return tuple(_pack(before.get(name), after.get(name)) for name in {**before, **after})


def _pack(before: PackUsed | None, after: PackUsed | None) -> PackChanged:
    either = after or before
    if either is None:
        raise ValueError("a pack that changed was used by one audit at least")
    return PackChanged(
        id=either.id,
        title=either.title,
        kept=_kept(before.digest if before else None, after.digest if after else None),
        before=before.version if before else "",
        after=after.version if after else "",
        before_digest=before.digest if before else None,
        after_digest=after.digest if after else None,
    )
