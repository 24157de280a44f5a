"""`face-audit custody`: what was done with an output folder, and whether its log holds."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from auditor.cli.console import explained, result
from auditor.core.digest import digest_file
from auditor.core.errors import ExitCode, FaceAuditError
from auditor.record.custody import FILE_NAME, CustodyEntry, last_written, read_log
from auditor.seal.layout import AUDIT


def custody(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="Output folder of an audit, or a bundle.")
    ],
) -> None:
    """Print a custody log; check its chain, and the files of the folder that it names.

    The chain shows that no entry but the last was altered, removed or put in since the one after
    it was written. It does not show that the log is the one first written: whoever holds the folder
    can write all of it anew. A copy, a sealed bundle or a signature held by another shows that.
    """
    with explained():
        path = folder / FILE_NAME
        # The log of a bundle goes on from the one that was sealed in it.
        sealed = read_log(folder / AUDIT / FILE_NAME)
        entries = (*sealed, *read_log(path, sealed))
        if not entries:
            raise FaceAuditError(
                "there is no custody log", where=path, remedy="Name the output folder of an audit"
            )
        for entry in entries:
            result(_line(entry))
        altered = [] if sealed else _altered(folder, entries)
        for name in altered:
            result(f"{name}: not the file that the last command to write it left")
        result(
            f"{len(entries)} entries, one unbroken chain. It does not prove that the log is the "
            "one first written: whoever holds the folder can write all of it anew."
        )
        raise typer.Exit(ExitCode.INTEGRITY if altered else ExitCode.CLEAN)


def _line(entry: CustodyEntry) -> str:
    at = entry.time.strftime("%Y-%m-%dT%H:%M:%SZ")
    said = " ".join(entry.command)
    return f"{entry.sequence}  {at}  {said}  (exit code {entry.exit_code})"


def _altered(folder: Path, entries: tuple[CustodyEntry, ...]) -> list[str]:
    """Files of the folder that are not the ones last left; what is gone is one of them."""
    found = []
    for name, digest in last_written(entries).items():
        path = folder / name
        try:
            inside = path.resolve().is_relative_to(folder.resolve())
            held = inside and digest_file(path) == digest
        except OSError:
            held = False
        if not held:
            found.append(name)
    return found
