"""`face-audit init`: a commented case.yaml and its schema."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from auditor.case.discover import CASE_FILE, SCHEMA_FILE
from auditor.case.schema import case_schema
from auditor.case.template import case_template
from auditor.cli.console import CommandError, explained, print_result
from auditor.cli.lang import Lang
from auditor.core import saved


def init(
    folder: Annotated[Path, typer.Argument(help="Folder of the case; made if it does not exist.")],
    lang: Lang = "en",
) -> None:
    """Write a commented case.yaml, and the schema that lets an editor complete it."""
    del lang  # The option itself sets the language of the terminal.
    with explained():
        file = folder / CASE_FILE
        if file.exists():
            raise CommandError("case_file_exists", file=file)
        saved.write_whole(case_template().encode(), file)
        schema = json.dumps(case_schema(), ensure_ascii=False, indent=1) + "\n"
        saved.write_whole(schema.encode(), folder / SCHEMA_FILE)
        print_result(str(file))
