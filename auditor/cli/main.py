"""`face-audit`: the command line."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from importlib import import_module
from typing import Annotated

import typer

from auditor import __version__

COMMANDS = (
    "audit",
    "examine",
    "judge",
    "report",
    "init",
    "facts",
    "inspect",
    "formats",
    "timeline",
    "diff",
    "custody",
    "bundle",
    "verify",
    "sign",
)
"""Each is the function of its name in the module of its name."""

GROUPS = ("rules",)
"""Commands with commands of their own: the `app` in the module of that name."""


def _version(asked: bool) -> None:
    if asked:
        sys.stdout.write(f"face-audit {__version__}\n")
        raise typer.Exit


def _main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Take the options that belong to no command."""


def application(names: Iterable[str]) -> typer.Typer:
    """The program with the commands `names`; only their modules are imported."""
    app = typer.Typer(
        name="face-audit",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
        help=(
            "Privacy audit of facial-recognition deployments: footage, configurations and notices "
            "in, a reasoned report out. Works offline. Not legal advice."
        ),
    )
    app.callback()(_main)
    for name in names:
        module = import_module(f"auditor.cli.{name}")
        if name in GROUPS:
            app.add_typer(module.app, name=name)
        else:
            app.command()(getattr(module, name))
    return app


def run() -> None:
    """Entry point of the program."""
    every = (*COMMANDS, *GROUPS)
    asked = next((word for word in sys.argv[1:] if not word.startswith("-")), "")
    # What looks at one file has no need of what judges a case, and importing is most of its time.
    application([asked] if asked in every else every)()
