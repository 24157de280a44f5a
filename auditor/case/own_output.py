"""Recognise what this program itself has written, by content: it is never evidence in a case."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from auditor.core.digest import digest_file

_HEAD = 4096
"""Bytes of a file that are examined."""
_MARKS = re.compile(
    rb'\A\s*\{\s*"format"\s*:\s*"face-audit/'
    rb'|\A\{"sequence":\d+,"time":"[^"]+","command":\['
    rb'|"driver"\s*:\s*\{\s*"name"\s*:\s*"face-audit"'
    rb"|urn:face-audit:"
    rb'|<meta name="generator" content="face-audit\b'
    rb"|^Bag-Software-Agent: face-audit\b",
    re.MULTILINE,
)
"""How saved steps, the custody log, SARIF, OSCAL, pages and a bundle's information begin."""
_MOST_RECORD_BYTES = 64_000_000
"""Largest run record or custody log that is read, in bytes."""


def is_own_output(path: Path) -> bool:
    """Whether the file at `path` carries the mark of this program; False if it cannot be read."""
    try:
        with path.open("rb") as stream:
            return _MARKS.search(stream.read(_HEAD)) is not None
    except OSError:
        return False


def own_outputs(files: Mapping[str, Path]) -> set[str]:
    """The paths of `files` that this program wrote.

    They carry its mark, or a run record or custody log next to them lists them with the digest they
    have: so do pages, tables and stills without a mark.
    """
    marked = {name for name, path in files.items() if is_own_output(path)}
    listed: set[str] = set()
    for name in marked:
        folder = PurePosixPath(name).parent
        for entry, digest in _listed(files[name]):
            output = str(folder / entry)
            if output in files and output not in marked and _has_digest(files[output], digest):
                listed.add(output)
    return marked | listed


def _has_digest(path: Path, digest: str) -> bool:
    try:
        return digest_file(path).value == digest
    except OSError:
        return False


def _listed(record: Path) -> Iterator[tuple[str, str]]:
    """Names and digests of outputs that a run record or a custody log lists."""
    try:
        if record.stat().st_size > _MOST_RECORD_BYTES:
            return
        data = record.read_bytes()
    except OSError:
        return
    documents = data.splitlines() if data.startswith(b'{"sequence"') else [data]
    for document in documents:
        try:
            entry = json.loads(document)
        except (ValueError, RecursionError):
            continue
        if not isinstance(entry, dict):
            continue
        for key, named in (("results", "file"), ("outputs", "name")):
            outputs = entry.get(key)
            for output in outputs if isinstance(outputs, list) else ():
                digest = output.get("digest") if isinstance(output, dict) else None
                if isinstance(digest, dict) and isinstance(output.get(named), str):
                    yield output[named], str(digest.get("value"))
