"""Examples in the help of each command and in its reference page."""

from __future__ import annotations

EXAMPLES: dict[str, tuple[str, ...]] = {
    "audit": (
        "face-audit audit my-case --out my-audit",
        "face-audit audit my-case --out my-audit --lang zh --for consumer --format letter-request",
        "face-audit audit my-case --out my-audit --as-of 2025-11-01 --fail-on high",
    ),
    "ask": (
        "face-audit ask my-case --out my-audit",
        "face-audit ask my-case --as operator --name 王敏 --lang zh",
        "face-audit ask my-case --answers answers.yaml",
    ),
    "examine": ("face-audit examine my-case --out my-audit",),
    "judge": ("face-audit judge my-audit/observations.json --as-of 2025-11-01",),
    "report": (
        "face-audit report my-audit/findings.json --lang zh --format pdf",
        "face-audit report my-audit/findings.json --format letter-complaint",
    ),
    "portfolio": ("face-audit portfolio sites --out sites-audit",),
    "requests": (
        "face-audit requests my-case",
        "face-audit requests my-case --sent request --on 2026-03-02",
        "face-audit requests my-case --answered R-01 --as refused --file reply.pdf",
        "face-audit requests my-case --write R-01 --out my-audit",
    ),
    "visit": ("face-audit visit my-visit", "face-audit visit my-visit --lang zh"),
    "serve": ("face-audit serve", "face-audit serve --lang zh"),
    "check": ("face-audit check my-case", "face-audit check my-case --lang zh"),
    "init": ("face-audit init my-case", "face-audit init sites --from cameras.xlsx --lang zh"),
    "facts": ("face-audit facts --issue consent", "face-audit facts --search 同意 --lang zh"),
    "inspect": ("face-audit inspect frigate.yml", "face-audit inspect notice.pdf --lang zh"),
    "formats": ("face-audit formats",),
    "timeline": ("face-audit timeline my-case --from 2019",),
    "diff": ("face-audit diff before/findings.json after/findings.json",),
    "custody": ("face-audit custody my-audit",),
    "bundle": ("face-audit bundle my-audit --to my-bundle --case my-case",),
    "verify": ("face-audit verify my-bundle",),
    "sign": ("face-audit sign my-bundle --key key.p12",),
    "rules": (
        "face-audit rules list",
        "face-audit rules show frm-sole-method --lang zh",
        "face-audit rules check my-rules",
    ),
}
"""Examples by command, the commonest first."""


def examples_of(command: str) -> str:
    """The end of the help of `command`; empty where there are no examples."""
    lines = EXAMPLES.get(command, ())
    # An empty line keeps the lines apart, which are joined otherwise.
    return "\n\n".join(("Examples:", *lines)) if lines else ""
