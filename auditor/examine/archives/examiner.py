"""What is said of an archive itself: how many of its members are exhibits, and what is not."""

from __future__ import annotations

from auditor.case.model import Case, Exhibit
from auditor.examine.model import Examination

NAME = "archive"
_NOT_UNPACKED = (
    "The archive was not unpacked, because it is inside an archive that is inside another one. "
    "Unpack it, and submit its files."
)
_LEFT_OUT = (
    "Members of the archive that are not exhibits: {count}. The list of files that were left out "
    "gives the reasons."
)
_NO_MATERIAL = frozenset({"left_system", "left_own_output", "left_by_case_file"})


def examined_archive(exhibit: Exhibit, case: Case) -> Examination:
    """The examination of the archive `exhibit` of `case`; its members have their own."""
    members = sum(1 for other in case.exhibits if other.inside == exhibit.path)
    left = [
        item
        for item in case.left_out
        if item.path.startswith(f"{exhibit.path}/") and item.cause not in _NO_MATERIAL
    ]
    if not members and not left:
        nested = any(other.path == exhibit.inside and other.inside for other in case.exhibits)
        error = _NOT_UNPACKED if nested else "The archive has no files."
        return Examination(exhibit=exhibit.id, examiner=NAME, error=error)
    not_read = (_LEFT_OUT.format(count=len(left)),) if left else ()
    return Examination(
        exhibit=exhibit.id,
        examiner=NAME,
        format=exhibit.media_type.rpartition("/")[2].removeprefix("x-"),
        method=(("members that are exhibits", str(members)),),
        not_read=not_read,
        error="" if members else "No member of the archive could be unpacked.",
    )
