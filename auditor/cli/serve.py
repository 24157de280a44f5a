"""`face-audit serve`: put a case together, answer questions and read the report in a browser."""

from __future__ import annotations

import webbrowser
from pathlib import Path
from typing import Annotated

import typer

from auditor.cli.console import explained, say
from auditor.cli.lang import Lang


def serve(
    case: Annotated[
        Path | None,
        typer.Argument(
            metavar="CASE",
            help="Case folder, made if it is missing; the results go into CASE-report next to it. "
            "Without it the case is temporary and removed at the end.",
        ),
    ] = None,
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, help="Port; 0 takes a free one.")
    ] = 0,
    browser: Annotated[
        bool, typer.Option("--browser/--no-browser", help="Open the page in the browser.")
    ] = True,
    lang: Lang = "en",
) -> None:
    """Open a page on this machine: add files, answer a few questions, read report and letters.

    Only the browser that opens the printed link can use the page, and nothing leaves the machine.
    """
    from auditor.serve.server import serve_pages  # noqa: PLC0415 - slow, and for this alone

    def ready(link: str) -> None:
        say("serve.ready", link=link)
        say("serve.temporary" if case is None else "serve.kept", folder=case or "")
        if browser:
            webbrowser.open(link)

    with explained():
        serve_pages(case, port=port, language=lang, ready=ready)
        say("serve.ended")
