"""The documentation names everything there is, and what is made from the program is up to date."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from auditor.cli.application import COMMANDS
from auditor.core.errors import EXIT_CODE_MEANING
from auditor.dev.regenerate import reference_pages, stale
from auditor.report.outputs.registry import OUTPUTS
from auditor.vocabulary.vocabulary import declarable

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *DOCS.glob("*.md")])
MOST_LINES_OF_README = 100


def test_nothing_made_from_the_program_is_stale() -> None:
    """Where this fails: `python -m auditor.dev.regenerate`."""
    assert not [str(path) for path in stale(reference_pages())]


def test_every_command_exit_code_output_and_fact_is_documented() -> None:
    commands = (DOCS / "commands.md").read_text("utf-8")
    outputs = (DOCS / "outputs.md").read_text("utf-8")
    facts = (DOCS / "facts.md").read_text("utf-8")
    assert [name for name in COMMANDS if f"## face-audit {name}" not in commands] == []
    assert [c for c in EXIT_CODE_MEANING if f"| {int(c)} | " not in commands] == []
    assert [entry.name for entry in OUTPUTS if f"| `{entry.name}` |" not in outputs] == []
    assert [name for name in declarable() if f"| `{name}` |" not in facts] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_within_the_repository_leads_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", page.read_text("utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_path_named_in_code_exists(page: Path) -> None:
    named = re.findall(r"`((?:auditor|rules|reports|tests|benchmarks)/[\w./-]+)`", page.read_text())
    assert [name for name in named if not (ROOT / name).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_and_option_shown_exists(page: Path) -> None:
    reference = (DOCS / "commands.md").read_text("utf-8")
    text = page.read_text("utf-8")
    for line in re.findall(r"^\s+(?:python3 \S+ )?face-audit (.+?)(?:\s+#.*)?$", text, re.M):
        words = line.split()
        assert f"## face-audit {words[0]}" in reference, line
        for option in (word for word in words if word.startswith("--")):
            assert f"`{option}`" in reference or f", {option}`" in reference, line


def test_the_readme_is_short() -> None:
    assert len((ROOT / "README.md").read_text("utf-8").splitlines()) <= MOST_LINES_OF_README
