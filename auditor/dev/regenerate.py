"""Write every file of the repository that is made from the program, or say which are stale.

    python -m auditor.dev.regenerate            # writes what has changed
    python -m auditor.dev.regenerate --check    # writes nothing; exit code 1 if something is stale

The files: JSON Schemas, the handbook of each rule pack, the reference pages under `docs/`, and the
agreement with decided cases that the report prints.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from auditor.core.paths import RULES, SCHEMAS
from auditor.dev.reference import command_page, fact_page, output_page
from auditor.examine.configs.format_list import as_markdown
from auditor.judge.rules.load import load_rule_book
from auditor.report.handbook import pages
from auditor.schemas import generated

DOCS = Path(__file__).resolve().parent.parent.parent / "docs"


def reference_pages() -> dict[Path, str]:
    """The schemas, handbooks and reference pages, by file; all are made in seconds."""
    return {
        **{SCHEMAS / name: text for name, text in generated().items()},
        **dict(pages(load_rule_book(RULES))),
        DOCS / "formats.md": as_markdown(),
        DOCS / "commands.md": command_page(),
        DOCS / "facts.md": fact_page(),
        DOCS / "outputs.md": output_page(),
    }


def agreement_pages() -> dict[Path, str]:
    """The agreement with decided cases; it judges every one of them."""
    # The benchmarks belong to the checkout and are not part of the installed program.
    from benchmarks.decided import agreement_files  # noqa: PLC0415

    return agreement_files()


def stale(files: dict[Path, str]) -> Iterator[Path]:
    """The files that do not hold what they should."""
    for path, text in files.items():
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            yield path


def main() -> int:
    """Write what is stale and name it; with --check only name it."""
    parser = argparse.ArgumentParser(description="Regenerate files made from the program.")
    parser.add_argument("--check", action="store_true", help="write nothing")
    parser.add_argument(
        "--quick", action="store_true", help="leave out the agreement with decided cases"
    )
    options = parser.parse_args()
    files = reference_pages()
    if not options.quick:
        files |= agreement_pages()
    changed = list(stale(files))
    for path in changed:
        sys.stdout.write(f"{'stale' if options.check else 'written'}: {path}\n")
        if not options.check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(files[path], encoding="utf-8")
    return 1 if options.check and changed else 0


if __name__ == "__main__":
    sys.exit(main())
