"""Whether a later source reports that conduct changed, or only what was so all along.

Two sources that differ prove no change: a configuration that contradicts an earlier denial is new
evidence about the same conduct. Only a later reading of the same thing can show a change: the same
settings exported again, the same sign or camera recorded on a later day, the same person asked on a
later day.
"""

from __future__ import annotations

from datetime import date

from auditor.case.model import Case, DocumentRole, Exhibit, ExhibitKind
from auditor.vocabulary.fact import Source
from auditor.vocabulary.value import FactValue


class Succession:
    """The sources of two audits of one place, held against each other.

    Args:
        old: the case of the earlier audit.
        new: the case of the later audit.
    """

    def __init__(self, old: Case, new: Case) -> None:
        self.old = {exhibit.id: exhibit for exhibit in old.exhibits}
        self.new = {exhibit.id: exhibit for exhibit in new.exhibits}

    def shows_change(self, before: Source, after: Source) -> bool:
        """Whether `after` is a reading of the same thing on a later day, or of altered settings."""
        old, new = self._exhibits(before, after)
        if old is not None and new is not None:
            return _same_origin(old, new, before, after) and _is_later_exhibit(old, new)
        if before.exhibit or after.exhibit:
            return False
        return _same_speaker(before, after) and _is_earlier(before.on, after.on)

    def replaces(self, before: Source, after: Source) -> bool:
        """Whether `after` is another reading of the same thing that is not known to be older."""
        old, new = self._exhibits(before, after)
        if old is not None and new is not None:
            first, then = old.provenance.recorded_on, new.provenance.recorded_on
            same = _same_origin(old, new, before, after) and old.digest != new.digest
            return same and not _is_earlier(then, first)
        if before.exhibit or after.exhibit:
            return False
        return _same_speaker(before, after) and not _is_earlier(after.on, before.on)

    def _exhibits(self, before: Source, after: Source) -> tuple[Exhibit | None, Exhibit | None]:
        return self.old.get(before.exhibit), self.new.get(after.exhibit)


def states_other(source: Source, value: FactValue | None) -> bool:
    """Whether `source` states something else than `value`.

    A source that names only some members of a set does not, unless one of them is not in `value`.
    """
    if isinstance(source.value, tuple) and isinstance(value, tuple):
        return source.differs_from(value)
    return source.value != value


def _same_origin(old: Exhibit, new: Exhibit, before: Source, after: Source) -> bool:
    """Whether two exhibits show the same file, camera, system or document."""
    if old.path == new.path:
        return True
    if old.kind is not new.kind or old.role is not new.role or old.camera != new.camera:
        return False
    named = old.camera or (before.subject and before.subject == after.subject)
    return bool(named) or old.role is not DocumentRole.OTHER


def _is_later_exhibit(old: Exhibit, new: Exhibit) -> bool:
    """Whether `new` was recorded on a later day; altered settings in one file need no day."""
    first, then = old.provenance.recorded_on, new.provenance.recorded_on
    if old.digest == new.digest or _is_earlier(then, first):
        return False
    if _is_earlier(first, then):
        return True
    return old.path == new.path and new.kind is ExhibitKind.CONFIGURATION


def _same_speaker(before: Source, after: Source) -> bool:
    return before.by is not None and before.by == after.by


def _is_earlier(day: date | None, other: date | None) -> bool:
    """Whether `day` is before `other`; False where one of them is not known."""
    return day is not None and other is not None and day < other
