"""The HTML report: one file, no script, no request to anywhere.

The stylesheet is written into the page and allowed by its digest; nothing else is allowed at all.
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from auditor.core.paths import REPORTS
from auditor.core.text import Language
from auditor.report.audited import Audited
from auditor.report.catalogue import catalogue
from auditor.report.model import ReportModel
from auditor.report.visible import visible

TEMPLATES = REPORTS / "html"
"""The page around the sections, and what all sections share; a section's own are in its folder."""
_SECTIONS = Path(__file__).resolve().parent.parent
_PLAIN_IN_CSS = re.compile(r"[^A-Za-z0-9 .:]")


class Html:
    """The report for people: page one and a card for each issue."""

    name = "html"
    file = "report.html"

    def render(self, audited: Audited) -> bytes:
        """The page in UTF-8."""
        return render_html(audited.report).encode()


class RecordHtml:
    """The record behind the report: what a lawyer cites and an expert checks again."""

    name = "record"
    file = "record.html"

    def render(self, audited: Audited) -> bytes:
        """The page in UTF-8."""
        return render_record(audited.report).encode()


REPORT, RECORD = "report.html.j2", "record.html.j2"
"""The templates of the two pages."""


def render_html(
    report: ReportModel, paper: str = "auto", template: str = REPORT, *, linked: bool = True
) -> str:
    """The report, or its record, as one HTML document.

    Args:
        report: what it says.
        paper: the CSS page size it prints on; `auto` leaves it to who prints.
        template: which of the two pages.
        linked: whether the report and the record link to each other as files of one folder.
    """
    say = catalogue(report.language).say
    return render_page(
        template,
        report.language,
        f"{report.title.text} – {say('page.kind')}",
        say("page.foot", digest=report.digest),
        paper,
        r=report,
        linked=linked,
    )


def render_record(report: ReportModel, paper: str = "auto") -> str:
    """The record behind the report as one HTML document."""
    return render_html(report, paper, RECORD)


def render_page(
    template: str,
    language: Language,
    title: str,
    foot: str,
    paper: str = "auto",
    **values: object,
) -> str:
    """`template` with `values` as one HTML document in the report's look.

    Args:
        template: its name in `reports/html/` or `auditor/report/`.
        language: the language of its words.
        title: the words of the title bar.
        foot: the words at the foot of printed pages.
        paper: the CSS page size it prints on; `auto` leaves it to who prints.
        values: what the template prints.
    """
    style = _stylesheet() + _printed_pages(foot, paper)
    page = (
        _environment()
        .get_template(template)
        .render(
            t=catalogue(language).say,
            lang={"en": "en", "zh": "zh-Hans"}[language],
            gap={"en": " ", "zh": ""}[language],
            page_title=title,
            # The stylesheet ships with the program, and what is added is escaped for CSS.
            style=Markup(style),  # noqa: S704
            style_digest=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode("ascii"),
            **values,
        )
    )
    return page if page.endswith("\n") else page + "\n"


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader([TEMPLATES, _SECTIONS]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=visible,
    )


@cache
def _stylesheet() -> str:
    sheets = (TEMPLATES / name for name in ("style.css", "reader.css"))
    return "\n".join(sheet.read_text(encoding="utf-8") for sheet in sheets)


def css_string(words: str) -> str:
    """`words` as a CSS string in which nothing can end the string, or the style element."""
    escaped = _PLAIN_IN_CSS.sub(lambda found: f"\\{ord(found.group()):06x}", words)
    return f'"{escaped}"'


def _printed_pages(foot: str, paper: str) -> str:
    """Printed pages: their size and their foot."""
    small = "font: 7pt/1.3 sans-serif; color: #444;"
    return (
        "\n@page {\n"
        f"  size: {paper};\n"
        f"  @bottom-left {{ content: {css_string(foot)}; {small} inline-size: 88%; }}\n"
        f'  @bottom-right {{ content: counter(page) " / " counter(pages); {small} }}\n'
        "}\n"
    )
