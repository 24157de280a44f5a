"""What `--version` prints; it imports nothing that takes time."""

from __future__ import annotations

import sys

from auditor import __version__


def print_version() -> None:
    """Print the name and version of the program on stdout."""
    sys.stdout.write(f"face-audit {__version__}\n")
