"""Words about faces that switch nothing: comments."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.examine.configs.frame.face_words import about_faces
from auditor.examine.configs.syntax.source import ConfigDocument

MAX_MENTIONS = 20
"""Most comments reported one by one."""

_COMMENT = re.compile(r"(?:^|(?<=\s))#(.*)$")


def comments_about_faces(document: ConfigDocument) -> Iterator[tuple[int, int, str]]:
    """Line, column and words of every comment about faces, at most `MAX_MENTIONS`."""
    found = 0
    for number in range(document.first_line, min(document.last_line, len(document.lines)) + 1):
        line = document.lines[number - 1]
        comment = _comment_of(line)
        if comment is None:
            continue
        if (word := about_faces(comment[1])) is not None:
            yield number, comment[0], word.group()
            found += 1
            if found == MAX_MENTIONS:
                return


def _comment_of(line: str) -> tuple[int, str] | None:
    """Column and words of the comment in `line`; a `#` within quotes begins none."""
    for found in _COMMENT.finditer(line):
        before = line[: found.start()]
        if before.count('"') % 2 == 0 and before.count("'") % 2 == 0:
            return found.start() + 1, found.group(1)
    # An apostrophe in the text before leaves the count odd; a line that begins with # is certain.
    stripped = line.lstrip()
    if stripped.startswith("#"):
        return len(line) - len(stripped) + 1, stripped[1:]
    return None
