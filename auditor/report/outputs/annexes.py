"""The annexes as pages to print, complete and sign."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from auditor.report.annexes.declaration import declaration
from auditor.report.annexes.evidence_list import evidence_list
from auditor.report.annexes.impact_assessment import impact_assessment
from auditor.report.annexes.model import Annex
from auditor.report.annexes.names import ANNEX_NAMES
from auditor.report.audited import Audited
from auditor.report.outputs.html import render_page
from auditor.report.words import Words


@dataclass(frozen=True)
class AnnexPage:
    """One annex as an output."""

    name: str
    build: Callable[[Audited, Words], Annex]

    @property
    def file(self) -> str:
        """The file's name in the output folder."""
        return f"{self.name}.html"

    def render(self, audited: Audited) -> bytes:
        """The page in UTF-8."""
        words = Words(audited.report.language, audited.findings.case.exhibits)
        annex = self.build(audited, words)
        foot = words.say("page.foot", digest=annex.digest)
        page = render_page("annex.html.j2", words.language, annex.title, foot, annex=annex)
        return page.encode()


EVIDENCE_LIST = AnnexPage(ANNEX_NAMES["evidence_list"], evidence_list)
DECLARATION = AnnexPage(ANNEX_NAMES["declaration"], declaration)
IMPACT_ASSESSMENT = AnnexPage(ANNEX_NAMES["impact_assessment"], impact_assessment)

ANNEXES = (EVIDENCE_LIST, DECLARATION, IMPACT_ASSESSMENT)
