"""The language of a case: that of what people wrote in its files of our own form."""

from __future__ import annotations

import re
from pathlib import Path

from auditor.case.answer_sheet import ANSWERS_FILE
from auditor.case.discover import CASE_FILE
from auditor.case.own_files import UnreadableCaseFileError, read_own_file
from auditor.core.text import Language

_HAN = re.compile(r"[\u3400-\u9fff]")
_TITLE = re.compile(r"^title:(.*)$|^ +name:(.*)$", re.MULTILINE)


def language_of_folder(folder: Path) -> Language:
    """The language that the answers, the title or the name of the place are in; else English.

    A case without any of them has the language that its folder is named in.
    """
    for name in (ANSWERS_FILE, CASE_FILE):
        try:
            raw = read_own_file(folder, name)
        except UnreadableCaseFileError:
            continue
        written = (raw or b"").decode("utf-8", "replace")
        if name == CASE_FILE:
            written = " ".join(a or b for a, b in _TITLE.findall(written))
        if written.strip():
            return "zh" if _HAN.search(written) else "en"
    return "zh" if _HAN.search(folder.resolve().name) else "en"
