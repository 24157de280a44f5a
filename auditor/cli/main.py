"""The entry point of `face-audit`, which imports no more than the command line given needs."""

from __future__ import annotations

import sys

from auditor import __version__


def run() -> None:
    """Run the command in `sys.argv`."""
    if sys.argv[1:] == ["--version"]:
        print_version()
        return
    from auditor.cli.application import application  # noqa: PLC0415 - takes ten times as long

    application()()


def print_version() -> None:
    """Print the name and version of the program on stdout."""
    sys.stdout.write(f"face-audit {__version__}\n")
