"""`face-audit custody`: what was done with an output folder, and whether its log holds."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from auditor.cli.console import CommandError, explained, result
from auditor.cli.lang import Lang
from auditor.core.digest import digest_file
from auditor.core.errors import ExitCode
from auditor.record.custody import FILE_NAME, CustodyEntry, last_written, read_log, unclosed
from auditor.seal.layout import AUDIT


def custody(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="Output folder of an audit, or a bundle.")
    ],
    lang: Lang = "en",
) -> None:
    """Print a custody log; check its chain, and the files of the folder that it names.

    The chain shows that no entry except the last was altered, removed or inserted after the next
    one was written. It does not show that this is the original log: anyone who holds the folder
    can rewrite all of it. A copy, a sealed bundle or a signature that somebody else holds does.
    """
    del lang  # The option itself sets the language of the terminal.
    with explained():
        path = folder / FILE_NAME
        # The log of a bundle continues the sealed one.
        sealed = read_log(folder / AUDIT / FILE_NAME)
        entries = (*sealed, *read_log(path, sealed))
        if not entries:
            raise CommandError("no_custody_log", file=path)
        without_end = unclosed(entries)
        for entry in entries:
            # A beginning is said where its command has no end, which else says all there is.
            if entry.state and entry not in without_end:
                continue
            result(
                "custody.no_end" if entry.state else "custody.entry",
                number=entry.sequence,
                time=entry.time.strftime("%Y-%m-%dT%H:%M:%SZ"),
                command=" ".join(entry.command),
                **({} if entry.state else {"code": entry.exit_code}),
            )
        altered = [] if sealed else _altered(folder, entries)
        for name in altered:
            result("custody.altered", file=name)
        result("custody.end", count=len(entries))
        raise typer.Exit(ExitCode.INTEGRITY if altered else ExitCode.CLEAN)


def _altered(folder: Path, entries: tuple[CustodyEntry, ...]) -> list[str]:
    """Files of the folder that are missing, or are not the ones last written."""
    altered = []
    for name, digest in last_written(entries).items():
        path = folder / name
        try:
            inside = path.resolve().is_relative_to(folder.resolve())
            intact = inside and digest_file(path) == digest
        except OSError:
            intact = False
        if not intact:
            altered.append(name)
    return altered
