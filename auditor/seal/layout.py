"""Paths inside a sealed bundle: a bag (RFC 8493) that contains one audit."""

from __future__ import annotations

import unicodedata
from pathlib import PurePosixPath
from typing import Literal

from auditor.case.model import Exhibit
from auditor.core.digest import Digest
from auditor.core.frozen import Frozen

PAYLOAD = "data"
CONTENTS = "data/bundle.json"
AUDIT = "data/audit"
ORIGINALS = "data/originals"
RENAMED = "data/originals-renamed"
INCLUDED = "data/included"

BAGIT = "bagit.txt"
BAG_INFO = "bag-info.txt"
MANIFEST = "manifest-sha256.txt"
TAG_MANIFEST = "tagmanifest-sha256.txt"
VERIFY = "VERIFY.txt"
SIGNATURE = "tagmanifest-sha256.txt.p7s"
"""A detached signature over the tag manifest, which lists every other file or its manifest."""

DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
"""`bagit.txt` as RFC 8493, section 2.1.1, has it."""


class SealedOriginal(Frozen):
    """An exhibit as examined, and its path in the bundle.

    `path` is relative to the case folder. `stored` is the path in the bundle, empty if it was left
    out; it differs from `path` if a manifest could write the name in more than one way.
    """

    id: str
    path: str
    stored: str
    digest: Digest


class BundleContents(Frozen):
    """What a bundle contains (`data/bundle.json`).

    `case_file` is the path of `case.yaml` in the bundle, empty if there is none. `left_out` is the
    reason given for leaving the originals out, empty if they are included.
    """

    format: Literal["face-audit/bundle"] = "face-audit/bundle"
    version: Literal[1] = 1
    tool_version: str
    title: str
    originals: tuple[SealedOriginal, ...]
    case_file: str = ""
    left_out: str = ""


def stored_as(exhibit: Exhibit) -> str:
    """The path of an exhibit in a bundle: its own path if that is plain, else its id."""
    if is_plain(exhibit.path):
        return f"{ORIGINALS}/{exhibit.path}"
    suffix = PurePosixPath(exhibit.path).suffix
    kept = suffix if suffix[1:].isascii() and suffix[1:].isalnum() else ""
    return f"{RENAMED}/{exhibit.id}{kept}"


def is_plain(path: str) -> bool:
    """Whether every tool reads `path` the same way in a manifest, and it stays in its folder.

    RFC 8493 (2.1.3) escapes line feeds, carriage returns and per cent signs by per cent signs,
    `sha256sum` escapes by backslashes, and file systems disagree on composed characters.
    """
    return (
        path == path.strip()
        and path.isprintable()
        and unicodedata.is_normalized("NFC", path)
        and not set("%\\") & set(path)
        and not {"", ".", ".."} & set(path.split("/"))
    )
