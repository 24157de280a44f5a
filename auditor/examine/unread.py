"""Why a file of the case is read by no examiner, and what to do."""

from __future__ import annotations

from auditor.case.model import Exhibit


def why_not_read(exhibit: Exhibit) -> str:
    """Why no examiner reads the exhibit, and what to do where something can be done."""
    if exhibit.size == 0:
        return "the file is empty."
    remedy = _REMEDIES.get(exhibit.media_type, "")
    return f"no examiner reads {exhibit.media_type}.{remedy}"


_REMEDIES = {
    "application/msword": " Save it as DOCX or PDF, and submit that.",
    "application/vnd.ms-excel": " Save it as XLSX or CSV, and submit that.",
    "application/vnd.ms-powerpoint": " Save it as PPTX or PDF, and submit that.",
    "application/zip": " It is damaged or incomplete; submit it again, or submit its files.",
    "application/pdf": " It is damaged or incomplete; submit it again.",
    "application/encrypted": " It needs a password; save a copy without one, and submit that.",
}
"""Forms of documents that are not read, and how to have them read."""
