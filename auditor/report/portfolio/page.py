"""The portfolio as one HTML page in the look of the report."""

from __future__ import annotations

from auditor.core.text import Language
from auditor.report.catalogue import catalogue
from auditor.report.outputs.html import render_page
from auditor.report.portfolio.build import build_portfolio
from auditor.report.portfolio.changes import PortfolioChanges
from auditor.report.portfolio.model import Portfolio

TEMPLATE = "portfolio/page.html.j2"


def render_portfolio(
    portfolio: Portfolio, changes: PortfolioChanges | None, language: Language
) -> bytes:
    """The page in UTF-8; `changes` are None where there is no earlier portfolio."""
    page = build_portfolio(portfolio, changes, language)
    kind = catalogue(language).say("portfolio.kind")
    title = f"{kind} – {page.title}"
    return render_page(TEMPLATE, language, title, page.title, p=page).encode()
