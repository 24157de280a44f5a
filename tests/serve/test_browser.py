"""The whole job in headless Chromium: from files to a letter, on a telephone and on a desk."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from auditor.core.text import Language

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]

NOTICE = "本店使用人脸识别系统，进店顾客的人脸照片保存90天。\n"
WAIT = 180_000
"""Milliseconds."""


@pytest.mark.parametrize(("width", "language"), [(390, "zh"), (1280, "en")])
def test_from_files_to_a_letter(
    browser: Browser, tmp_path: Path, width: int, language: Language
) -> None:
    folder = tmp_path / "temporary"
    folder.mkdir()
    (tmp_path / "sign.txt").write_text(NOTICE, encoding="utf-8")
    program = subprocess.Popen(
        [sys.executable, "-m", "auditor", "serve", "--no-browser", "--lang", language],
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "TMPDIR": str(folder)},
    )
    try:
        context = browser.new_context(viewport={"width": width, "height": 844})
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(_link(program))
        _whole_job(page, tmp_path / "sign.txt")
        assert {url.split("/")[2].split(":")[0] for url in asked} == {"127.0.0.1"}
        context.close()
    finally:
        program.send_signal(signal.SIGTERM)
        assert program.stderr is not None
        program.stderr.close()
        program.wait(30)
    assert not list(folder.glob("face-audit-*"))


def _link(program: subprocess.Popen[str]) -> str:
    assert program.stderr is not None
    for line in program.stderr:
        if link := re.search(r"http://127\.0\.0\.1:\d+/start\?token=\S+", line):
            return link.group()
    raise AssertionError("no link was printed")


def _whole_job(page: Page, file: Path) -> None:
    _reads_well(page)
    page.set_input_files("#files", file)
    page.select_option("#kind", "retail")
    page.click("button[value=examine]")
    page.wait_for_selector("input[name=fact]", state="attached", timeout=WAIT)
    _reads_well(page)
    first = page.input_value("input[name=fact]")
    page.click("button[value=not_known]")
    page.wait_for_selector("button[value=back]")
    page.click("button[value=back]")
    page.wait_for_selector("input[name=fact]", state="attached")
    assert page.input_value("input[name=fact]") == first
    page.reload()
    page.click("form[action='/finish'] button")
    page.wait_for_selector("a[href='/files/report.html']", timeout=WAIT)
    _reads_well(page)
    page.click("a[href='/letters']")
    page.wait_for_selector("#letter")
    page.click("button[value=sent]")
    page.wait_for_selector("#h-R-01")
    _reads_well(page)
    page.click("a[href='/result']")
    with page.expect_download() as download:
        page.click("a[href='/files/letter-request.docx']")
    assert download.value.path().read_bytes().startswith(b"PK")
    page.click("a[href='/files/report.html']")
    page.wait_for_selector("#headline")


def _reads_well(page: Page) -> None:
    """Nothing is wider than the window, and axe finds no fault."""
    from axe_playwright_python.sync_playwright import Axe

    sideways = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(sideways) <= 0
    options = {"resultTypes": ["violations"]}
    violations = Axe().run(page, options=options).response["violations"]
    assert [(fault["id"], fault["nodes"][0]["html"][:200]) for fault in violations] == []
