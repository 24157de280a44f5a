"""The whole way through the pages: material, examination, questions, report, letters, bundle."""

from __future__ import annotations

import io
import re
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

from auditor.collect.workspace import Workspace
from auditor.core.text import LANGUAGES
from auditor.report.locale import check_alike
from auditor.serve.guard import Guard
from auditor.serve.job import Job, Stage
from auditor.serve.pages import Pages
from auditor.serve.words import page_texts

from .waiting import result_of

PORT = 4321
OWN = f"http://127.0.0.1:{PORT}"
NOTICE = b"This shop uses face recognition. Faces of visitors are stored. Video surveillance.\n"
WAIT = 120.0


class Browser:
    """A browser with its session; follows redirects as browsers do."""

    def __init__(self, folder: Path | None) -> None:
        self.job = Job(Workspace.opened(folder))
        self.guard = Guard(Pages(self.job).application(), PORT)
        self.cookies: dict[str, str] = {}
        self.get(f"/start?token={self.guard.token}")

    def get(self, path: str) -> httpx.Response:
        return self._ask("GET", path)

    def post(self, path: str, **request: Any) -> httpx.Response:  # noqa: ANN401 - those of httpx
        return self._ask("POST", path, headers={"origin": OWN}, **request)

    def _ask(self, method: str, path: str, **request: Any) -> httpx.Response:  # noqa: ANN401
        async def once() -> httpx.Response:
            transport = httpx.ASGITransport(app=self.guard)
            async with httpx.AsyncClient(
                transport=transport, base_url=OWN, cookies=self.cookies, follow_redirects=True
            ) as client:
                answer = await client.request(method, path, **request)
                self.cookies |= dict(client.cookies)
                return answer

        return result_of(once())

    def wait(self) -> httpx.Response:
        """The page after the work at hand."""
        last = time.monotonic() + WAIT
        while self.job.stage in (Stage.EXAMINING, Stage.WRITING):
            assert time.monotonic() < last
            time.sleep(0.05)
        return self.get("/")


@pytest.fixture
def browser() -> Iterator[Browser]:
    opened = Browser(None)
    yield opened
    opened.job.stop()
    opened.job.workspace.close()
    assert not opened.job.workspace.case.parent.exists()


def upload(name: str, content: bytes = NOTICE) -> dict[str, Any]:
    return {"files": (name, io.BytesIO(content), "text/plain")}


@pytest.mark.slow
def test_from_material_to_report_letters_and_bundle(browser: Browser) -> None:
    place = {"kind": "retail", "name": 'Shop "1"', "city": "Hangzhou", "day": "2026-05-16"}
    browser.post("/material", files=upload("notice.txt"), data={**place, "then": "examine"})
    page = browser.wait()
    assert 'name="fact"' in page.text, browser.job.problem
    declared = yaml.safe_load((browser.job.workspace.case / "case.yaml").read_text())
    assert declared["premises"] == {"name": 'Shop "1"', "kind": "retail", "city": "Hangzhou"}
    asked: list[str] = []
    for _ in range(3):
        fact = re.search(r'name="fact" value="([^"]+)"', page.text)
        assert fact is not None
        asked.append(fact.group(1))
        page = browser.post("/answer", data={"fact": fact.group(1), "reply": "not_known"})
    assert len(set(asked)) == 3
    page = browser.post("/answer", data={"fact": "anything", "reply": "back"})
    assert asked[-1] not in page.text or "name=" in page.text
    browser.post("/finish")
    page = browser.wait()
    assert "/files/report.html" in page.text, browser.job.problem
    report = browser.get("/files/report.html")
    assert "text/html" in report.headers["content-type"]
    assert "script" not in report.headers["content-security-policy"]
    letter = browser.get("/files/letter-request.docx")
    assert letter.content.startswith(b"PK")
    assert "attachment" in letter.headers["content-disposition"]
    assert "attachment" in browser.get("/files/report.html?save").headers["content-disposition"]
    bundle = browser.post("/bundle")
    names = zipfile.ZipFile(io.BytesIO(bundle.content)).namelist()
    assert any(name.endswith("notice.txt") for name in names)
    _after_the_letter(browser)
    chinese = browser.post("/language", data={"language": "zh"})
    chinese = browser.wait()
    assert "报告已经写好" in chinese.text
    assert "zh-Hans" in browser.get("/files/report.html").text[:200]


def _after_the_letter(browser: Browser) -> None:
    page = browser.post("/letters", data={"do": "sent", "letter": "request", "day": "2026-06-01"})
    assert "R-01" in page.text
    answer = {"file": ("refusal.txt", io.BytesIO(b"We refuse."), "text/plain")}
    said = {"do": "answered", "number": "R-01", "outcome": "refused", "day": "2026-06-10"}
    page = browser.post("/letters", data=said, files=answer)
    assert "refused" in page.text
    assert (browser.job.workspace.case / "answers" / "refusal.txt").read_bytes() == b"We refuse."
    page = browser.post("/letters", data={"do": "write", "number": "R-01"})
    written = re.findall(r"/files/(letter-[a-z-]+-R-01\.\w+)", page.text)
    assert {name.rpartition(".")[2] for name in written} == {"html", "docx"}
    assert all(browser.get(f"/files/{name}").status_code == 200 for name in written)
    too_early = {**said, "day": "2026-05-01"}
    assert "trouble" in browser.post("/letters", data=too_early).text
    assert "trouble" in browser.post("/letters", data={"do": "sent", "letter": "poem"}).text


@pytest.mark.parametrize(
    "name", ["run.json", "observations.json", "../case/case.yaml", "..%2fcase%2fcase.yaml", "x"]
)
def test_only_reports_and_letters_are_sent(browser: Browser, name: str) -> None:
    assert browser.get(f"/files/{name}").status_code == 404


def test_files_are_listed_and_removed_and_bad_names_are_explained(browser: Browser) -> None:
    page = browser.post("/material", files=upload("<b>.txt"))
    assert "&lt;b&gt;" not in page.text  # angle brackets are no part of a file name
    assert "_b_.txt" in page.text
    page = browser.post("/material", files=upload("case.yaml"))
    assert "case.yaml was not added" in page.text
    page = browser.post("/remove", data={"name": "_b_.txt"})
    assert "_b_.txt" not in page.text


def test_nothing_is_removed_from_a_folder_that_the_user_chose(tmp_path: Path) -> None:
    (tmp_path / "sign.txt").write_bytes(NOTICE)
    opened = Browser(tmp_path)
    opened.post("/remove", data={"name": "sign.txt"})
    opened.job.workspace.close()
    assert (tmp_path / "sign.txt").read_bytes() == NOTICE


def test_a_case_file_of_the_folder_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text("title: mine\n")
    opened = Browser(tmp_path)
    assert "has a case.yaml" in opened.get("/").text
    opened.post("/material", data={"kind": "retail"})
    assert (tmp_path / "case.yaml").read_text() == "title: mine\n"


def test_a_case_that_cannot_be_examined_says_why_and_can_be_mended(tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text("premises: {kind: castle}\n")
    opened = Browser(tmp_path)
    opened.post("/examine")
    page = opened.wait()
    assert opened.job.stage is Stage.FAILED
    assert "castle" in page.text
    assert 'role="alert"' in page.text


@pytest.mark.parametrize("path", ["/progress", "/question", "/result"])
def test_a_page_that_is_not_due_leads_to_the_one_that_is(browser: Browser, path: str) -> None:
    assert browser.get(path).url.path == "/"


def test_both_languages_have_the_same_texts() -> None:
    check_alike({language: page_texts(language) for language in LANGUAGES})
