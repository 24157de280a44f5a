"""`face-audit formats`: which configurations are read, what of each, and after which document."""

from __future__ import annotations

from typing import Annotated

import typer

from auditor.cli.console import explained, result
from auditor.examine.configs.format_list import as_markdown, as_text


def formats(
    markdown: Annotated[
        bool, typer.Option("--markdown", help="Print the page that the documentation shows.")
    ] = False,
) -> None:
    """List the formats of configurations that are read."""
    with explained():
        result((as_markdown() if markdown else as_text()).rstrip("\n"))
