"""What tests of several packages share."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from auditor.core.errors import OutputError
from auditor.report.outputs.browser import find_browser
from tests.shared import Shared

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# A worker process for each audit costs a second; tests that are about it ask for it.
os.environ["FACE_AUDIT_ISOLATION"] = "no"

# How long an example takes says something about the machine and nothing about the code.
settings.register_profile("untimed", deadline=None)
settings.register_profile("thorough", deadline=None, max_examples=1000)
settings.load_profile("untimed")

CaseMaker = Callable[..., Path]


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Shared:
    """Results that one worker makes for all."""
    return Shared(tmp_path_factory)


@pytest.fixture
def make_case(tmp_path: Path) -> CaseMaker:
    """A case folder with the given `case.yaml` and files; bytes or text by path."""

    def make(case_yaml: str | None = None, /, **files: str | bytes) -> Path:
        folder = tmp_path / "case"
        folder.mkdir(exist_ok=True)
        if case_yaml is not None:
            (folder / "case.yaml").write_text(case_yaml, encoding="utf-8")
        for name, content in files.items():
            path = folder / name.replace("__", "/").replace("_dot_", ".")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return folder

    return make


_QUIET = (
    *("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    *("--no-first-run", "--no-default-browser-check"),
)


@pytest.fixture(scope="session")
def browser_program() -> Path:
    """A browser of this machine. Without one the test is skipped, but in CI it fails."""
    try:
        return find_browser()
    except OutputError as problem:
        if os.environ.get("FACE_AUDIT_REQUIRE_BROWSER") == "1":
            pytest.fail(f"FACE_AUDIT_REQUIRE_BROWSER is set: {problem}")
        pytest.skip(str(problem))


@pytest.fixture(scope="session")
def browser(browser_program: Path) -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=browser_program, args=list(_QUIET))
        yield opened
        opened.close()
