"""Write the answers of an interview into the case folder."""

from __future__ import annotations

from pathlib import Path

from auditor.case.answer_sheet import ANSWERS_FILE, AnswerSheet, written_sheet
from auditor.core.saved import write_whole
from auditor.core.text import Language


def save_answers(folder: Path, sheet: AnswerSheet, language: Language) -> Path:
    """Write `case.answers.yaml` into the case folder, whole or not at all, and return its path.

    The comments are in `language`. `case.yaml` is not touched.
    """
    path = folder / ANSWERS_FILE
    write_whole(written_sheet(sheet, language).encode(), path)
    return path
