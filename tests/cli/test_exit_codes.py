from __future__ import annotations

from pathlib import Path

from auditor.core.errors import EXIT_CODE_MEANING, ExitCode

README = Path(__file__).parents[2] / "README.md"


def test_the_readme_lists_every_exit_code_with_its_meaning() -> None:
    text = README.read_text(encoding="utf-8")
    for code in ExitCode:
        assert f"| {code.value} | {EXIT_CODE_MEANING[code]} |" in text
