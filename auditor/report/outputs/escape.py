"""Words in Markdown (CommonMark 0.31.2) that nothing in them can turn into anything else."""

from __future__ import annotations

import re
import unicodedata

_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_PLAIN = frozenset(" ,.;?'\"()/%")
"""ASCII punctuation that means nothing inside a line, where no line begins with it."""
_NUMBERED = re.compile(r"^(\d{1,9})([.)])")
_ADDRESS = re.compile(r"\b(www)\.", re.IGNORECASE)


def markdown(words: str) -> str:
    """`words` as one line of text: no markup, no HTML, no link, no line of its own.

    Control and format characters are dropped, for a terminal obeys some of them and others turn the
    direction of what follows; a run of white space is one space. Addresses and mail addresses are
    escaped, too, for many readers make links of bare ones (GitHub Flavored Markdown, section 6.9).
    """
    seen = (s for s in words if s.isspace() or unicodedata.category(s) not in ("Cc", "Cf"))
    line = " ".join("".join(seen).split())
    escaped = _PUNCTUATION.sub(
        lambda found: found[1] if found[1] in _PLAIN else f"\\{found[1]}", line
    )
    return _ADDRESS.sub(r"\1\\.", _NUMBERED.sub(r"\1\\\2", escaped))
