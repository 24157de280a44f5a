"""The entry point of `face-audit`, which imports no more than the command line given needs."""

from __future__ import annotations

import sys

from auditor.cli.version import print_version


def run() -> None:
    """Run the command in `sys.argv`."""
    if sys.argv[1:] == ["--version"]:
        print_version()
        return
    from auditor.cli.application import application  # noqa: PLC0415 - takes ten times as long

    application()()
