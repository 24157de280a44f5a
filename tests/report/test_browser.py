"""The page in a browser: it asks for nothing, reads well on a phone, and axe finds no fault."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from auditor.text import LANGUAGES, Language

pytestmark = pytest.mark.browser

WIDTHS = (320, 1440)
SCHEMES = ("light", "dark")


@pytest.fixture(params=[(w, s) for w in WIDTHS for s in SCHEMES], ids=str)
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    width, scheme = request.param
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=scheme,
        reduced_motion="reduce",
        offline=True,
    )
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_whole_by_itself_and_without_fault(
    page: Page, reports: dict[Language, Path], language: Language
) -> None:
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(reports[language].as_uri())
    assert [url for url in asked if not url.startswith(("data:", "file:"))] == []
    assert sum(url.startswith("file:") for url in asked) == 1
    assert said == []
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    assert page.evaluate("document.images[0].naturalWidth") == 480
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    assert [
        (fault["id"], [node["html"][:200] for node in fault["nodes"][:3]]) for fault in found
    ] == []


def test_the_first_tab_stop_skips_to_the_report(
    browser: Browser, reports: dict[Language, Path]
) -> None:
    page = browser.new_page()
    page.goto(reports["en"].as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#main"
    page.close()


def test_printing_opens_what_is_folded_away(
    browser: Browser, reports: dict[Language, Path]
) -> None:
    page = browser.new_page()
    page.goto(reports["en"].as_uri())
    page.emulate_media(media="print")
    folded = page.locator("#not-applicable table")
    assert folded.bounding_box() is not None
    box = folded.bounding_box()
    assert box is not None
    assert box["height"] > 0
    for paper in ("A4", "Letter"):
        assert page.pdf(format=paper).startswith(b"%PDF")
    page.close()
