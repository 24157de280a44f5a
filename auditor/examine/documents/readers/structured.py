"""JSON as text: every value on a line of its own, with its key path as its place."""

from __future__ import annotations

import json
from collections.abc import Iterator

from auditor.examine.documents.readers.model import DocumentForm, DocumentText, TextWithPlaces
from auditor.examine.shared.text import DecodedText

MAX_VALUES = 20_000
"""Most values read of one file."""
NOT_MATCHED = "The records were read as words only; what their keys mean was not read."


def is_json(text: str) -> bool:
    """Whether `text` is a JSON object or array."""
    if not text.lstrip()[:1] or text.lstrip()[0] not in "{[":
        return False
    try:
        return isinstance(json.loads(text), dict | list)
    except (ValueError, RecursionError):
        return False


def read_json(decoded: DecodedText) -> DocumentText:
    """The values of a JSON text in their order."""
    text = TextWithPlaces()
    not_read = [NOT_MATCHED]
    for count, (path, value) in enumerate(_values(json.loads(decoded.text))):
        if count == MAX_VALUES:
            not_read.append(f"Only the first {MAX_VALUES} values were read.")
            break
        name = path.rpartition(".")[2].partition("[")[0]
        words = " ".join(value.split())
        text.add(f"{name}: {words}\n" if name else f"{words}\n", path)
    return DocumentText(
        text=text.text,
        form=DocumentForm.JSON,
        encoding=decoded.encoding,
        notes=decoded.notes,
        not_read=tuple(not_read),
        certain=decoded.certain,
        paragraphs=True,
        marks=tuple(text.marks),
    )


def _values(root: object) -> Iterator[tuple[str, str]]:
    """Key path and value of every scalar, without recursion."""
    stack: list[tuple[str, object]] = [("", root)]
    while stack:
        path, value = stack.pop()
        if isinstance(value, dict):
            stack.extend(
                (f"{path}.{key}" if path else str(key), item)
                for key, item in reversed(value.items())
            )
        elif isinstance(value, list):
            stack.extend(
                (f"{path}[{index}]", item) for index, item in reversed(list(enumerate(value)))
            )
        elif value is not None:
            yield path, value if isinstance(value, str) else json.dumps(value)
