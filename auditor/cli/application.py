"""The commands of `face-audit`; the module of a command is imported when the command is used."""

from __future__ import annotations

from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperCommand

from auditor.cli.examples import examples_of
from auditor.cli.texts import use_language
from auditor.cli.version import print_version

COMMANDS: dict[str, str] = {
    "audit": "Audit a case: examine every exhibit, judge the facts, write the report.",
    "ask": "Ask the few questions that would still change the result, then write the report.",
    "examine": ("Examine every exhibit of a case and save the observations as observations.json."),
    "judge": "Judge saved observations by the rules and save findings.json.",
    "report": "Write the report, or other outputs, from saved findings and their observations.",
    "requests": (
        "List the requests of a case with their state, due day and next step; enter and write "
        "letters."
    ),
    "visit": (
        "Lead a visitor from what they have to page one, a letter and a list of what to keep."
    ),
    "serve": (
        "Open a page on this machine: add files, answer a few questions, read report and letters."
    ),
    "check": (
        "Check a case file: list every error and warning with its line, column and a suggestion."
    ),
    "init": "Write a short case.yaml, and the schema that lets an editor complete it.",
    "facts": "List every fact that a case can declare, with its question and its possible values.",
    "inspect": (
        "Print what configuration files and notices say: what is on, in which line, how certain."
    ),
    "formats": "List the configuration formats that are read.",
    "portfolio": "Audit many cases and summarise them: premises by issue, changes, gaps.",
    "timeline": "Judge the same facts as if the conduct had taken place in each year.",
    "diff": "List what is worse, newly known, still open, fixed and no longer asked, with facts.",
    "custody": "Print a custody log; check its chain, and the files of the folder that it names.",
    "bundle": "Seal an audit into a BagIt bag (RFC 8493): reports, steps, stills, log, originals.",
    "verify": (
        "Check a bundle: missing, altered and unlisted files, custody log, originals, signatures."
    ),
    "sign": "Sign a bundle (detached CMS, over its tag manifest) or a PDF (PAdES).",
    "rules": "List, show and check rules.",
}
"""Each command with the first sentence of its help, in the order of `--help`.

A command is the function of its name in the module of its name, or the Typer application `app`
where it has commands of its own. A test compares the sentences with those of the functions.
"""


def load_command(name: str) -> Any:  # noqa: ANN401 - Click's class, or Typer's copy of it
    """The command `name` of `COMMANDS`, from its module."""
    module = import_module(f"auditor.cli.{name}")
    app: typer.Typer | None = getattr(module, "app", None)
    if app is None:
        app = typer.Typer(add_completion=False)
        app.command(name)(getattr(module, name))
    command = typer.main.get_command(app)
    command.epilog = examples_of(name)
    return command


class _CommandToLoad(TyperCommand):
    """A command as `--help` lists it; where it is used, the real one takes its place."""

    def make_context(self, *arguments: Any, **options: Any) -> Any:  # noqa: ANN401 - as in Click
        return load_command(str(self.name)).make_context(*arguments, **options)


def _version(requested: bool) -> None:
    if requested:
        print_version()
        raise typer.Exit


def _main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Take the options that belong to no command."""
    use_language("en")


def application() -> Any:  # noqa: ANN401 - Click's class, or Typer's copy of it
    """The program: called without arguments, it runs the command in `sys.argv`."""
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
    group: Any = typer.main.get_command(app)
    for name, sentence in COMMANDS.items():
        group.add_command(_CommandToLoad(name, help=sentence))
    return group
