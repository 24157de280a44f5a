"""Characters that hide, reverse or command text, as visible marks in pages."""

from __future__ import annotations

import re

from markupsafe import Markup

_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0001-\U000e007f]"
)
"""Control, bidirectional and invisible characters, and what cannot be encoded. Tabs, line feeds,
and the joiners that scripts and emoji need are not among them."""


def visible(value: object) -> object:
    """`value` with every hidden character in a text as its code, such as [U+202E].

    Markup is returned as it is: the texts in it went through here when it was made.
    """
    if not isinstance(value, str) or isinstance(value, Markup) or not _HIDDEN.search(value):
        return value
    return _HIDDEN.sub(lambda match: f"[U+{ord(match.group()):04X}]", value)
