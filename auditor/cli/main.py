"""`face-audit`: the command line."""

from __future__ import annotations

import sys
from io import TextIOWrapper

from auditor.cli.version import print_version


def run() -> None:
    """Run the command in `sys.argv`."""
    if sys.argv[1:] == ["--version"]:
        print_version()
        return
    # Takes ten times as long as all that the version needs.
    from auditor.cli.application import application  # noqa: PLC0415
    from auditor.core.errors import ExitCode  # noqa: PLC0415

    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a character must not end the audit.
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        application()()
    except KeyboardInterrupt:
        sys.exit(ExitCode.INTERRUPTED)
    except SystemExit as stop:
        # The library that prints the help ends with 1 if nobody reads it.
        if isinstance(stop.__context__, BrokenPipeError):
            sys.exit(ExitCode.OUTPUT_CLOSED)
        raise
