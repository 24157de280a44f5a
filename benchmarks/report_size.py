"""How large a report of a large case is, how long it takes to make, to open and to print.

    python -m benchmarks.report_size [--findings 300] [--episodes 2000]

The case is the one of the report's tests, with more rules and more episodes. Opening and printing
need a browser (see `auditor/report/outputs/browser.py`); without one those lines are left out.
"""

from __future__ import annotations

import argparse
import gzip
import io
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright
from pypdf import PdfReader

from auditor.core.errors import OutputError
from auditor.report.audited import Audited
from auditor.report.build import build_report
from auditor.report.outputs.browser import find_browser
from auditor.report.outputs.html import render_html
from auditor.report.outputs.pdf import Pdf
from tests.report.builders.footage import write_still
from tests.report.builders.judged import RUN, findings
from tests.report.builders.observations import observations
from tests.report.builders.rules import many_rules

_LOADED = """() => { const [seen] = performance.getEntriesByType('navigation');
  return seen.domContentLoadedEventEnd - seen.startTime; }"""
_PAINTED = "performance.getEntriesByName('first-contentful-paint')[0].startTime"


def main() -> None:
    """Print the sizes and times."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--findings", type=int, default=300)
    parser.add_argument("--episodes", type=int, default=2000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        seen = observations((write_still(folder),), episodes=asked.episodes)
        judged = findings(seen, many_rules(asked.findings))
        started = time.perf_counter()
        report = build_report(judged, seen, RUN, folder, "en")
        page = render_html(report)
        made = time.perf_counter() - started
        print(f"{len(report.findings)} findings, {asked.episodes} episodes")
        packed = len(gzip.compress(page.encode()))
        print(f"HTML {len(page.encode()) / 1e6:.2f} MB ({packed / 1e6:.2f} MB packed)")
        print(f"made in {made:.2f} s")
        try:
            browser = find_browser()
        except OutputError as problem:
            print(problem)
            return
        at = folder / "report.html"
        at.write_text(page, encoding="utf-8")
        _open(browser, at)
        started = time.perf_counter()
        printed = Pdf().render(Audited(report, judged, seen))
        taken = time.perf_counter() - started
        pages = len(PdfReader(io.BytesIO(printed)).pages)
        print(f"PDF {len(printed) / 1e6:.2f} MB, {pages} pages, printed in {taken:.1f} s")


def _open(program: Path, at: Path) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.goto(at.as_uri())
        count = page.evaluate("document.querySelectorAll('*').length")
        print(
            f"opened: first words after {page.evaluate(_PAINTED) / 1e3:.2f} s, "
            f"all {count:,} elements after {page.evaluate(_LOADED) / 1e3:.2f} s"
        )
        browser.close()


if __name__ == "__main__":
    main()
