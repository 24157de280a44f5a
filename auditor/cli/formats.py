"""`face-audit formats`: the configuration formats that are read, and the document of each."""

from __future__ import annotations

from typing import Annotated

import typer

from auditor.cli.console import explained, print_result
from auditor.examine.configs.format_list import as_markdown, as_text


def formats(
    markdown: Annotated[
        bool, typer.Option("--markdown", help="Print the page of the documentation.")
    ] = False,
) -> None:
    """List the configuration formats that are read."""
    with explained():
        print_result((as_markdown() if markdown else as_text()).rstrip("\n"))
