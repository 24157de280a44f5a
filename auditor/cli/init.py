"""`face-audit init`: a commented case.yaml and its schema."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from auditor.case.discover import CASE_FILE, SCHEMA_FILE
from auditor.case.schema import case_schema
from auditor.case.template import case_template
from auditor.cli.console import explained, result
from auditor.core import saved
from auditor.core.errors import CaseError


def init(
    folder: Annotated[Path, typer.Argument(help="Folder of the case; made if it is missing.")],
) -> None:
    """Write a commented case.yaml, and the schema that lets an editor complete it."""
    with explained():
        file = folder / CASE_FILE
        if file.exists():
            raise CaseError(
                "is already there", where=file, remedy="Edit it, or name another folder"
            )
        saved.write_whole(case_template().encode(), file)
        schema = json.dumps(case_schema(), ensure_ascii=False, indent=1) + "\n"
        saved.write_whole(schema.encode(), folder / SCHEMA_FILE)
        result(str(file))
