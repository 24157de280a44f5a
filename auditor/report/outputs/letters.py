"""Letters as pages to print, sign and send."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from auditor.judge.decide.findings import Findings
from auditor.report.audited import Audited
from auditor.report.letters.complaint import complaint_letter
from auditor.report.letters.evidence import evidence_letter
from auditor.report.letters.model import Letter
from auditor.report.letters.request import request_letter
from auditor.report.outputs.html import render_page
from auditor.report.words import Words


@dataclass(frozen=True)
class LetterPage:
    """One letter as an output."""

    name: str
    build: Callable[[Words, Findings], Letter]

    @property
    def file(self) -> str:
        """The file's name in the output folder."""
        return f"{self.name}.html"

    def render(self, audited: Audited) -> bytes:
        """The page in UTF-8. It carries no mark of this program: it is the sender's letter."""
        words = Words(audited.report.language, audited.findings.case.exhibits)
        letter = self.build(words, audited.findings)
        page = render_page("letter.html.j2", words.language, letter.title, "", letter=letter)
        return page.encode()


REQUEST = LetterPage("letter-request", request_letter)
COMPLAINT = LetterPage("letter-complaint", complaint_letter)
EVIDENCE = LetterPage("letter-evidence", evidence_letter)
