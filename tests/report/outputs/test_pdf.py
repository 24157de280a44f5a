"""The PDF: tagged, whole, the same bytes again, and never a page of empty boxes."""

from __future__ import annotations

import io
import os
import socket
import sys
import time
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from PIL import ImageFont
from pypdf import PdfReader, PdfWriter
from pypdf.generic import Destination

from auditor.core.errors import ExitCode, OutputError
from auditor.core.text import LANGUAGES, Language
from auditor.report.audited import Audited
from auditor.report.outputs.browser import VARIABLE, find_browser, print_page
from auditor.report.outputs.pdf import Pdf
from auditor.report.outputs.pdf_text import missing_characters, spelled_out

from .conftest import Rendered

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="fonts are set up by fontconfig")
POSIX = pytest.mark.skipif(os.name != "posix", reason="a shell script stands in for a browser")


@pytest.fixture(scope="module")
def printed(rendered: Rendered) -> dict[Language, bytes]:
    return {language: rendered(Pdf(), "hostile", language) for language in LANGUAGES}


@pytest.fixture
def only_latin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine whose one font is the small Latin one that Pillow carries."""
    fonts = tmp_path / "fonts"
    fonts.mkdir()
    font = ImageFont.load_default(10)
    assert isinstance(font, ImageFont.FreeTypeFont)
    assert isinstance(font.path, io.BytesIO)
    (fonts / "latin.ttf").write_bytes(font.path.getvalue())
    configuration = tmp_path / "fonts.conf"
    configuration.write_text(
        f"<fontconfig><dir>{fonts}</dir><cachedir>{tmp_path}/cache</cachedir></fontconfig>"
    )
    monkeypatch.setenv("FONTCONFIG_FILE", str(configuration))


def plain(words: str) -> str:
    """Without white space, which the lines of a page change, and without ligatures."""
    return unicodedata.normalize("NFKC", "".join(words.split()))


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_tagged_titled_and_speaks_its_language(
    printed: dict[Language, bytes], audits: dict[Language, Audited], language: Language
) -> None:
    reader = PdfReader(io.BytesIO(printed[language]), strict=True)
    root: dict[str, Any] = dict(reader.root_object)
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"].get_object()["/K"]
    assert root["/Lang"] == {"en": "en", "zh": "zh-Hans"}[language]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    report = audits[language].report
    about = reader.metadata
    assert about is not None
    assert about.title is not None
    assert about.title.startswith(report.title.text)
    assert report.digest in (about.subject or "")
    assert "/CreationDate" not in about
    assert "/ModDate" not in about
    assert "/OpenAction" not in root
    assert "/JavaScript" not in root.get("/Names", {})
    assert {(round(p.mediabox.width), round(p.mediabox.height)) for p in reader.pages} == {
        (595, 842)
    }


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_there_whole(
    printed: dict[Language, bytes], audits: dict[Language, Audited], language: Language
) -> None:
    reader = PdfReader(io.BytesIO(printed[language]))
    pages = [plain(page.extract_text()) for page in reader.pages]
    text = "".join(pages)
    report = audits[language].report
    named = [plain(str(one["/Title"])) for one in flat(reader.outline)]
    for card in report.cards:
        assert plain(card.conclusion) in text
        assert any(plain(card.issue) in title.lower() for title in named)
    # Folded away on a screen, never on paper.
    for line in report.not_looked_into:
        assert plain(line) in text
    for row in report.basis.exhibits:
        assert row.digest in text
    for number, page in enumerate(pages, 1):
        assert plain(report.digest) in page
        assert f"{number}/{len(pages)}" in page
    assert len(pages) <= 12


# --- a page of boxes -----------------------------------------------------------------------------


@pytest.mark.browser
@pytest.mark.slow
@LINUX
def test_a_machine_without_chinese_fonts_is_told_so(
    only_latin: None, browser_program: Path, audits: dict[Language, Audited]
) -> None:
    with pytest.raises(OutputError) as caught:
        Pdf().render(audits["zh"])
    said = str(caught.value)
    assert "no font on this machine has" in said
    assert "Noto Sans CJK" in said
    assert any(character in said for character in "、。一人")
    assert caught.value.exit_code is ExitCode.OUTPUT_MISSING


@pytest.mark.browser
@pytest.mark.slow
@LINUX
def test_what_is_missing_is_told_from_what_is_there(
    only_latin: None, browser_program: Path
) -> None:
    def missing(words: str) -> frozenset[str]:
        page = f"<!DOCTYPE html><meta charset=utf-8><title>t</title><p>{words}"
        return missing_characters(PdfReader(io.BytesIO(print_page(browser_program, page))))

    assert missing("plain words") == frozenset()
    assert missing("a \u0e01 b \u8138") != frozenset()
    assert "脸" in missing("人脸 脸")


def test_a_character_that_no_font_can_have_is_printed_as_its_code_point() -> None:
    words = "a\tb \ue123 脸\n\U0010fffe 👩\u200d👧"
    assert spelled_out(words) == "a\tb [U+E123] 脸\n[U+10FFFE] 👩\u200d👧"


# --- no way out ----------------------------------------------------------------------------------


@pytest.mark.browser
@pytest.mark.slow
def test_the_browser_reaches_no_machine_while_it_prints(browser_program: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0)
        port = server.getsockname()[1]
        page = (
            "<!DOCTYPE html><title>t</title><p>words"
            f"<img src='http://127.0.0.1:{port}/a'><img src='http://localhost:{port}/b'>"
            f"<link rel=stylesheet href='http://127.0.0.1:{port}/c'>"
        )
        printed = PdfReader(io.BytesIO(print_page(browser_program, page)))
        assert "words" in printed.pages[0].extract_text()
        with pytest.raises(BlockingIOError):
            server.accept()


# --- browsers ------------------------------------------------------------------------------------


def script(folder: Path, *lines: str) -> Path:
    path = folder / "chromium"
    path.write_text("\n".join(("#!/bin/sh", *lines, "")), encoding="utf-8")
    path.chmod(0o755)
    return path


def test_no_browser_is_said_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=f"no browser was found.*{VARIABLE}") as caught:
        find_browser({"PATH": str(tmp_path), "HOME": str(tmp_path)})
    assert "--format html" in str(caught.value)


def test_the_environment_names_the_browser(tmp_path: Path) -> None:
    named = script(tmp_path)
    assert find_browser({VARIABLE: str(named)}) == named
    assert find_browser({VARIABLE: "chromium", "PATH": str(tmp_path)}) == named
    with pytest.raises(OutputError, match=f"{VARIABLE}: 'netscape' is no program"):
        find_browser({VARIABLE: "netscape", "PATH": str(tmp_path)})


@pytest.mark.parametrize(
    "place",
    ["Google Chrome.app/Contents/MacOS/Google Chrome", "Chromium.app/Contents/MacOS/Chromium"],
)
def test_a_browser_in_the_usual_place_of_macos_is_found(tmp_path: Path, place: str) -> None:
    program = tmp_path / "Applications" / place
    program.parent.mkdir(parents=True)
    program.touch()
    assert find_browser({"PATH": str(tmp_path), "HOME": str(tmp_path)}) == program


@POSIX
def test_a_browser_that_fails_is_quoted(tmp_path: Path) -> None:
    fails = script(
        tmp_path,
        'echo "[1:2:0101/000000.1:FATAL:zygote.cc(1)] No usable sandbox!" >&2',
        'echo "[1:2:0101/000000.1:ERROR:dbus/bus.cc(1)] Failed to connect" >&2',
        "exit 1",
    )
    with pytest.raises(OutputError, match=r"could not print the report \(No usable sandbox!\)"):
        print_page(fails, "<p>words")


@POSIX
def test_a_browser_that_hangs_is_ended_with_its_helpers(tmp_path: Path) -> None:
    hangs = script(tmp_path, f'sleep 600 & echo $! > "{tmp_path}/helper"', "wait")
    with pytest.raises(OutputError, match="not done after 1 seconds"):
        print_page(hangs, "<p>words", timeout=1)
    helper = int((tmp_path / "helper").read_text())
    deadline = time.monotonic() + 10
    while alive(helper) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not alive(helper)


def alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    # One that has ended stays in the table until its parent asks for it.
    state = Path(f"/proc/{process}/stat")
    return not (state.exists() and state.read_text().rpartition(")")[2].split()[0] == "Z")


@POSIX
def test_a_browser_too_old_to_tag_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, audits: dict[Language, Audited]
) -> None:
    untagged = PdfWriter()
    untagged.add_blank_page(595, 842)
    untagged.write(tmp_path / "old.pdf")
    old = script(
        tmp_path,
        "for one; do case $one in --print-to-pdf=*)",
        f'cp "{tmp_path}/old.pdf" "${{one#--print-to-pdf=}}";; esac; done',
    )
    monkeypatch.setenv(VARIABLE, str(old))
    with pytest.raises(OutputError, match="without tags"):
        Pdf().render(audits["en"])


def flat(outline: Sequence[object]) -> Iterator[Destination]:
    for one in outline:
        if isinstance(one, Destination):
            yield one
        elif isinstance(one, list):
            yield from flat(one)
