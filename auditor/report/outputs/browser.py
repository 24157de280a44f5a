"""The browser installed on this machine, as the engine that prints a page.

It opens one file of ours in a profile of its own that is thrown away, and it may reach no other
machine.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from auditor.core.errors import OutputError

VARIABLE = "FACE_AUDIT_BROWSER"
"""The environment variable that names a browser: a path, or a name on the search path."""

TIMEOUT = 240
"""Seconds after which printing is given up; 300 findings and 2,000 episodes take 25."""

_NAMES = (
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"),
    *("microsoft-edge", "microsoft-edge-stable", "chrome", "msedge"),
)
_MAC = (
    "Google Chrome.app/Contents/MacOS/Google Chrome",
    "Chromium.app/Contents/MacOS/Chromium",
    "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
_WINDOWS = (
    r"Google\Chrome\Application\chrome.exe",
    r"Chromium\Application\chrome.exe",
    r"Microsoft\Edge\Application\msedge.exe",
)
_WINDOWS_ROOTS = ("ProgramFiles", "ProgramFiles(x86)", "LocalAppData")

_SWITCHES = (
    *("--headless", "--disable-gpu", "--no-first-run", "--no-default-browser-check"),
    # The memory file system of a container is often too small for a page.
    "--disable-dev-shm-usage",
    # No name resolves, and what needs none is sent to a port of this machine where nothing listens.
    *("--host-resolver-rules=MAP * ~NOTFOUND", "--proxy-server=127.0.0.1:9"),
    *("--proxy-bypass-list=<-loopback>", "--no-pings", "--disable-domain-reliability"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    *("--disable-extensions", "--disable-breakpad", "--disable-default-apps"),
    *("--no-pdf-header-footer", "--export-tagged-pdf", "--generate-pdf-document-outline"),
)
_LOG_PREFIX = re.compile(r"^\[[^\]]*\]\s*")


def find_browser(environment: Mapping[str, str] = os.environ) -> Path:
    """The browser to print with: the one `FACE_AUDIT_BROWSER` names, else the first one found.

    Raises:
        OutputError: there is none.
    """
    named = environment.get(VARIABLE, "")
    if named:
        found = shutil.which(named, path=environment.get("PATH"))
        if found is None:
            raise OutputError(
                f"{named!r} is no program that can be run",
                where=VARIABLE,
                remedy="Name the program file of Chromium, Chrome or Edge",
            )
        return Path(found)
    for one in _usual_places(environment):
        if one.is_file():
            return one
    raise OutputError(
        "no browser was found to print the report with",
        why="Chromium, Google Chrome or Microsoft Edge does it",
        remedy=f"Install one, name its program file in {VARIABLE}, or use "
        "--format html and print that from any browser",
    )


def _usual_places(environment: Mapping[str, str]) -> Iterator[Path]:
    for name in _NAMES:
        found = shutil.which(name, path=environment.get("PATH"))
        if found is not None:
            yield Path(found)
    for folder in (Path("/Applications"), Path(environment.get("HOME", "/")) / "Applications"):
        yield from (folder / one for one in _MAC)
    for variable in _WINDOWS_ROOTS:
        if variable in environment:
            yield from (Path(environment[variable]) / one for one in _WINDOWS)


def print_page(browser: Path, page: str, timeout: float = TIMEOUT) -> bytes:
    """`page`, an HTML document that needs nothing else, as the PDF that `browser` prints.

    Raises:
        OutputError: the browser fails, takes longer than `timeout` seconds or prints nothing.
    """
    with tempfile.TemporaryDirectory(
        prefix="face-audit-", dir=_shared_folder(browser), ignore_cleanup_errors=True
    ) as folder:
        source, printed = Path(folder, "report.html"), Path(folder, "report.pdf")
        source.write_text(page, encoding="utf-8")
        said = _run(
            (
                str(browser),
                *_SWITCHES,
                *_without_sandbox(),
                f"--user-data-dir={Path(folder, 'profile')}",
                f"--print-to-pdf={printed}",
                source.as_uri(),
            ),
            timeout,
        )
        data = printed.read_bytes() if printed.is_file() else b""
    if not data.startswith(b"%PDF-"):
        raise _failed(browser, said or "it printed nothing")
    return data


def _shared_folder(browser: Path) -> Path | None:
    """Where this browser can read files: one from a snap sees no temporary folder but its own."""
    snap = "snap" in browser.parts or browser.resolve().name == "snap"
    return Path.home() if snap else None


def _without_sandbox() -> tuple[str, ...]:
    """The switch that root needs, as in most containers.

    A browser refuses to start for root with its sandbox on. The page it opens is ours, without
    script, and its policy lets nothing be loaded.
    """
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    return ("--no-sandbox",) if root else ()


def _run(command: tuple[str, ...], timeout: float) -> str:
    """Run to the end; the last telling line of what was said, empty if there was none."""
    try:
        process = subprocess.Popen(  # noqa: S603 - the browser the user has or named
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
    except OSError as problem:
        raise _failed(Path(command[0]), problem.strerror or str(problem)) from None
    with process:
        try:
            _, said = process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            _stop(process)
            raise _failed(Path(command[0]), f"not done after {timeout:.0f} seconds") from None
        except BaseException:
            _stop(process)
            raise
    lines = [
        _LOG_PREFIX.sub("", line).strip()[:200]
        for line in said.decode(errors="replace").splitlines()
        # Without a desktop session there is no message bus, which printing does not need.
        if line.strip() and "dbus" not in line.lower()
    ]
    return lines[-1] if lines else ""


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End the browser with the helpers it started, which would go on without it."""
    if os.name == "posix":
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()


def _failed(browser: Path, why: str) -> OutputError:
    return OutputError(
        "the browser could not print the report",
        where=browser,
        why=why.rstrip("."),
        remedy=f"Name another one in {VARIABLE}, or use --format html and print that from any "
        "browser",
    )
