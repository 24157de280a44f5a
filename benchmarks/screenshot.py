"""The pictures of the README: the top of a report, as a browser shows it.

    python -m benchmarks.screenshot REPORT.html reports/screenshots/sales-office-en.png

The picture is 1200 pixels wide and as high as page one of the report, up to `--height`.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from playwright.sync_api import sync_playwright

from auditor.report.outputs.browser import find_browser


def main() -> None:
    """Take the picture."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("report", type=Path)
    parser.add_argument("picture", type=Path)
    parser.add_argument("--height", type=int, default=1600)
    asked = parser.parse_args()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_browser(), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(
            viewport={"width": 1200, "height": asked.height}, color_scheme="light"
        )
        page.goto(asked.report.resolve().as_uri())
        ends = page.evaluate("document.querySelector('.page-one').getBoundingClientRect().bottom")
        high = min(int(ends), asked.height)
        page.screenshot(path=asked.picture, clip={"x": 0, "y": 0, "width": 1200, "height": high})
        browser.close()


if __name__ == "__main__":
    main()
