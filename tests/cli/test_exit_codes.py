from __future__ import annotations

from pathlib import Path

from auditor.core.errors import EXIT_CODE_MEANING, ExitCode

COMMANDS = Path(__file__).parents[2] / "docs" / "commands.md"


def test_the_documentation_lists_every_exit_code_with_its_meaning() -> None:
    text = COMMANDS.read_text(encoding="utf-8")
    for code in ExitCode:
        assert f"| {code.value} | {EXIT_CODE_MEANING[code]} |" in text
