"""`face-audit inspect`: what a file says by itself, without a case."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from auditor.cli.console import explained, print_result
from auditor.cli.inspect_page import page
from auditor.cli.lang import Lang
from auditor.cli.texts import text
from auditor.core.errors import ExitCode
from auditor.core.saved import encode
from auditor.examine.inspection import InspectedFile, Inspection, inspected


def inspect(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="Files or folders to read.")
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    lang: Lang = "en",
) -> None:
    """Print what configuration files and notices say: what is on, in which line, how certain."""
    del lang  # The option itself sets the language of the terminal.
    with explained():
        results = (result for path in files for result in _inspected(path))
        inspection = Inspection(files=tuple(results))
        if as_json:
            print_result(encode(inspection).decode().rstrip("\n"))
        else:
            pages = ["\n".join(page(file)) for file in inspection.files]
            print_result("\n\n".join([*pages, text("inspect.limit")]))
        if all(file.error for file in inspection.files):
            raise typer.Exit(ExitCode.NOTHING_EXAMINED)


def _inspected(path: Path) -> Iterable[InspectedFile]:
    if not path.is_dir():
        return inspected(path)
    # Joining the files of a folder reads Compose's form; a single file may be anything.
    from auditor.examine.folder_inspection import inspected_folder  # noqa: PLC0415

    return inspected_folder(path)
