"""Audits side by side as a page, in the look of the report."""

from __future__ import annotations

from auditor.report.catalogue import catalogue
from auditor.report.difference import DifferenceModel
from auditor.report.outputs.html import render_page


def render_difference(model: DifferenceModel) -> bytes:
    """The comparison as one HTML document in UTF-8."""
    kind = catalogue(model.language).say("difference.kind")
    title = f"{model.title.text} – {kind}"
    page = render_page("difference.html.j2", model.language, title, model.foot, d=model)
    return page.encode()
