"""Help with examples, completion by the shell, and colours only where a terminal is."""

from __future__ import annotations

import os
import shlex

import pytest

from auditor.cli.application import COMMANDS, load_command
from auditor.cli.examples import EXAMPLES
from tests.cli.program import face_audit, process

COMPLETE = "import sys; sys.argv[0] = 'face-audit'; from auditor.cli.main import run; run()"


def test_every_command_has_examples() -> None:
    assert set(EXAMPLES) == set(COMMANDS)
    assert all(EXAMPLES.values())


@pytest.mark.parametrize("name", EXAMPLES)
def test_examples_use_options_that_exist(name: str) -> None:
    for line in EXAMPLES[name]:
        program, command, *words = shlex.split(line)
        assert (program, command) == ("face-audit", name)
        loaded = load_command(name)
        if below := getattr(loaded, "commands", None):
            loaded, words = below[words[0]], words[1:]
        known = {option for parameter in loaded.params for option in parameter.opts}
        assert {word for word in words if word.startswith("--")} <= known


def test_the_help_of_a_command_ends_with_its_examples() -> None:
    shown = face_audit("ask", "--help").stdout
    assert "Examples:" in shown
    assert "face-audit ask my-case --out my-audit" in shown


@pytest.mark.parametrize(
    ("words", "completed"),
    [
        ("face-audit a", {"audit", "ask"}),
        ("face-audit ask --a", {"--answers", "--as", "--as-of"}),
        ("face-audit audit --for ", {"consumer", "officer", "lawyer"}),
    ],
)
def test_a_shell_completes_commands_options_and_values(words: str, completed: set[str]) -> None:
    place = len(words.split()) - (0 if words.endswith(" ") else 1)
    env = {
        **os.environ,
        "_FACE_AUDIT_COMPLETE": "complete_bash",
        "COMP_WORDS": words,
        "COMP_CWORD": str(place),
    }
    done = process(code=COMPLETE, env=env)
    assert set(done.stdout.split()) == completed


def test_output_that_is_not_a_terminal_has_no_colours() -> None:
    env = {**os.environ, "TERM": "xterm-256color"}
    for arguments in (("--help",), ("facts", "--issue", "consent"), ("audit", "nowhere")):
        done = process(*arguments, env=env)
        assert "\x1b" not in done.stdout + done.stderr
