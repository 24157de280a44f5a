"""Words and objects as SARIF 2.1.0 wants them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_LINK = re.compile(r"\[(?=[^\]]*\]\()")


def plain(words: str) -> str:
    """`words` as a plain-text message, in which nothing is a placeholder or a link.

    Braces are doubled (section 3.11.5), brackets that would begin a link escaped (section 3.11.6).
    """
    doubled = words.replace("{", "{{").replace("}", "}}")
    return _LINK.sub(r"\\[", doubled)


def filled(values: Mapping[str, Any]) -> dict[str, Any]:
    """`values` without those that say nothing: None, and empty words, lists and objects."""
    return {name: value for name, value in values.items() if value not in (None, "", [], {}, ())}
