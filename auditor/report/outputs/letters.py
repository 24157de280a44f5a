"""Letters to print, sign and send: each as a page and as a word-processor document."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from auditor.core.text import Language
from auditor.judge.decide.findings import Findings
from auditor.report.audited import Audited
from auditor.report.letters.complaint import complaint_letter
from auditor.report.letters.evidence import evidence_letter
from auditor.report.letters.model import Letter
from auditor.report.letters.request import request_letter
from auditor.report.outputs.html import render_page
from auditor.report.words import Words

Write = Callable[[Words, Findings], Letter]


def letter_page(letter: Letter, language: Language) -> bytes:
    """A letter as a page in UTF-8."""
    page = render_page("letter.html.j2", language, letter.title, "", "A4", letter=letter)
    return page.encode()


@dataclass(frozen=True)
class LetterPage:
    """One letter as a page."""

    name: str
    write: Write

    @property
    def file(self) -> str:
        """The file's name in the output folder."""
        return f"{self.name}.html"

    def render(self, audited: Audited) -> bytes:
        """The page in UTF-8. It carries no mark of this program: it is the sender's letter."""
        words = Words(audited.report.language, audited.findings.case.exhibits)
        return letter_page(self.write(words, audited.findings), words.language)


@dataclass(frozen=True)
class LetterDocument:
    """One letter as DOCX."""

    name: str
    write: Write

    @property
    def file(self) -> str:
        """The file's name in the output folder."""
        return f"{self.name}.docx"

    def render(self, audited: Audited) -> bytes:
        """The document, dated by the day judged by."""
        # python-docx takes a while to import, and only this output needs it.
        from auditor.report.outputs.letter_document import letter_document  # noqa: PLC0415

        words = Words(audited.report.language, audited.findings.case.exhibits)
        letter = self.write(words, audited.findings)
        return letter_document(letter, words.language, audited.findings.as_of)


REQUEST = LetterPage("letter-request", request_letter)
REQUEST_DOCUMENT = LetterDocument("letter-request", request_letter)
COMPLAINT = LetterPage("letter-complaint", complaint_letter)
COMPLAINT_DOCUMENT = LetterDocument("letter-complaint", complaint_letter)
EVIDENCE = LetterPage("letter-evidence", evidence_letter)
EVIDENCE_DOCUMENT = LetterDocument("letter-evidence", evidence_letter)
