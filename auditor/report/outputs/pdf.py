"""The report as a tagged PDF: the HTML page, printed by a browser of this machine.

The bytes are the same for the same report, browser and fonts: what the browser adds of its own
(the time, its name) is taken out.
"""

from __future__ import annotations

import hashlib
import io
import logging
import unicodedata

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, ByteStringObject

from auditor import __version__
from auditor.core.errors import OutputError
from auditor.report.audited import Audited
from auditor.report.catalogue import catalogue
from auditor.report.outputs.browser import VARIABLE, find_browser, print_page
from auditor.report.outputs.html import RECORD, REPORT, render_html
from auditor.report.outputs.pdf_text import UNNAMED, mend_radicals, missing_characters, spelled_out

PAPER = "A4"
"""ISO 216, the paper of courts and offices where these rules apply. The HTML page leaves the size
to the person who prints it."""

_SHOWN = 12

# Browsers miscount the objects of a PDF with an outline; writing the file again corrects that.
logging.getLogger("pypdf").setLevel(logging.ERROR)


class Pdf:
    """The report to file, sign and print."""

    name = "pdf"
    file = "report.pdf"
    template = REPORT

    def render(self, audited: Audited) -> bytes:
        """The PDF, with tags, language, title, outline and fonts of its own.

        Raises:
            OutputError: there is no browser, it fails, it is too old to tag a PDF, or the machine
                has no font for some character of the report.
        """
        browser = find_browser()
        report = audited.report
        page = spelled_out(render_html(report, PAPER, self.template, linked=False))
        reader = PdfReader(io.BytesIO(print_page(browser, page)))
        if not _tagged(reader):
            raise OutputError(
                "this browser prints PDF without tags, which a screen reader needs",
                where=browser,
                remedy=f"Update it, or name another in {VARIABLE}",
            )
        _refuse_boxes(missing_characters(reader))
        writer = PdfWriter(clone_from=reader)
        writer.pdf_header = reader.pdf_header
        mend_radicals(writer)
        say = catalogue(report.language).say
        printed = reader.metadata
        writer.metadata = {
            "/Title": (printed and printed.title) or say("page.kind"),
            "/Subject": say("page.foot", digest=report.digest),
            "/Creator": f"face-audit {__version__}",
            "/Producer": (printed and printed.producer) or browser.name,
        }
        identifier = ByteStringObject(hashlib.sha256(page.encode()).digest()[:16])
        # The writer has no public way to set an identifier that is not random.
        writer._ID = ArrayObject((identifier, identifier))
        made = io.BytesIO()
        writer.write(made)
        return made.getvalue()


class PdfRecord(Pdf):
    """The record to file, sign and print."""

    name = "pdf-record"
    file = "record.pdf"
    template = RECORD


def _tagged(reader: PdfReader) -> bool:
    root = reader.root_object
    return bool(root.get("/MarkInfo", {}).get("/Marked")) and "/StructTreeRoot" in root


def _refuse_boxes(missing: frozenset[str]) -> None:
    if not missing:
        return
    named = sorted(missing - {UNNAMED})
    listed = " ".join(named[:_SHOWN]) + (" ..." if len(named) > _SHOWN else "")
    if any("CJK" in unicodedata.name(one, "") for one in named):
        remedy = (
            "Install a font for Chinese, such as Noto Sans CJK (package fonts-noto-cjk of Debian "
            "and Ubuntu, google-noto-sans-cjk-fonts of Fedora)"
        )
    else:
        remedy = "Install a font that has them, such as those of Noto"
    raise OutputError(
        f"no font on this machine has {len(missing)} characters of the report"
        + (f": {listed}" if listed else ""),
        why="they would be printed as empty boxes",
        remedy=f"{remedy}; or use --format html, which needs none",
    )
