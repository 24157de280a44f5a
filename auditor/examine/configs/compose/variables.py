"""Values that Compose takes from the `.env` file next to it.

Compose replaces `${NAME}`, `$NAME` and `${NAME:-default}` by what `.env` in the same folder
says (its documentation, "Interpolation"). What may be a secret is left as it is written.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_LINE = re.compile(r"(?:export[ \t]+)?([A-Za-z_]\w*)[ \t]*=(.*)")
_VARIABLE = re.compile(r"(?<!\$)\$(?:\{(\w+)(?::?[-?+][^{}\n]*)?\}|([A-Za-z_]\w*))")
_SECRET = re.compile(
    r"KEY|TOKEN|SECRET|PASS|PWD|CRED|AUTH|SALT|CERT|LICEN[CS]E|USER", re.IGNORECASE
)
LONGEST = 200
"""Characters from which a value is not taken over: it would hide the line it is put into."""


def variables_of(text: str) -> dict[str, str]:
    """The variables of a `.env` file that are no secrets, without quotes and comments."""
    found = {}
    for line in text.splitlines():
        if (written := _LINE.match(line.strip())) is None:
            continue
        name, value = written.group(1), written.group(2).strip()
        quoted = value[:1] in ("'", '"') and value[:1] == value[-1:]
        value = value[1:-1] if quoted and len(value) > 1 else value.partition(" #")[0].strip()
        if len(value) < LONGEST and not _SECRET.search(name) and "@" not in value:
            found[name] = value
    return found


def with_values(text: str, values: Mapping[str, str]) -> str:
    """`text` of a Compose file with the variables replaced that `values` has; lines stay lines."""
    return _VARIABLE.sub(
        lambda found: values.get(found.group(1) or found.group(2), found.group()), text
    )
