"""Text in a spreadsheet that no spreadsheet takes for a formula (OWASP, "CSV Injection")."""

from __future__ import annotations

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def _is_formula(cell: str) -> bool:
    return cell.lstrip(" ").startswith(_FORMULA_STARTS)


def as_text(cell: str) -> str:
    """`cell` with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{cell}" if _is_formula(cell) else cell


def from_text(cell: str) -> str:
    """`cell` without the apostrophe that `as_text` put before it."""
    return cell[1:] if cell.startswith("'") and _is_formula(cell[1:]) else cell
