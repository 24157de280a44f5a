"""Every examiner, in the order in which they are asked whether an exhibit is theirs."""

from __future__ import annotations

from auditor.examine.configs.examiner import ConfigurationExaminer
from auditor.examine.documents.examiner import DocumentExaminer
from auditor.examine.footage.examiner import FootageExaminer
from auditor.examine.interface import Examiner

EXAMINERS: tuple[Examiner, ...] = (
    FootageExaminer(),
    ConfigurationExaminer(),
    DocumentExaminer(),
)
