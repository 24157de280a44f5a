"""`face-audit init`: a short case.yaml and its schema, or a case per site of a table of cameras."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from auditor.cli.console import explained, print_result
from auditor.cli.lang import Lang


def init(
    folder: Annotated[
        Path,
        typer.Argument(help="Folder of the case, or of the cases; made if it does not exist."),
    ],
    inventory: Annotated[
        Path | None,
        typer.Option(
            "--from",
            metavar="TABLE",
            help="Table of cameras (CSV or XLSX) with a column for the site: a case for each site.",
        ),
    ] = None,
    lang: Lang = "en",
) -> None:
    """Write a short case.yaml, and the schema that lets an editor complete it.

    Lists the files that are in the folder, with the role of each text as far as it can be guessed.
    With --from, a folder for each site, with its cameras and its rows of the table.
    """
    with explained():
        # Reading tables and recognising texts is slow to import, and the help needs neither.
        from auditor.pipeline.new_case import new_case, new_cases  # noqa: PLC0415

        if inventory is None:
            print_result(str(new_case(folder, lang)))
            return
        for file in new_cases(inventory, folder, lang):
            print_result(str(file))
