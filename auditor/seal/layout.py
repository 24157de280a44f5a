"""What lies where in a sealed bundle: a bag after RFC 8493 with one audit in it."""

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
"""A detached signature over the tag manifest, which names every other file or its manifest."""

DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
"""`bagit.txt` as RFC 8493, section 2.1.1, has it."""


class Original(Frozen):
    """An exhibit as it was examined, and where in the bundle it lies.

    `path` is that in the case folder. `stored` is that in the bundle, empty where it was left out;
    it differs from `path` where a manifest cannot say the name in one way only.
    """

    id: str
    path: str
    stored: str
    digest: Digest


class Contents(Frozen):
    """What a bundle holds (`data/bundle.json`).

    `case_file` is where `case.yaml` lies in the bundle, empty where there is none. `left_out` is
    the reason given for leaving the originals out, empty where they are in.
    """

    format: Literal["face-audit/bundle"] = "face-audit/bundle"
    version: Literal[1] = 1
    tool_version: str
    title: str
    originals: tuple[Original, ...]
    case_file: str = ""
    left_out: str = ""


def stored_as(exhibit: Exhibit) -> str:
    """Where an exhibit lies in a bundle: under its path if that is plain, else under its id."""
    if is_plain(exhibit.path):
        return f"{ORIGINALS}/{exhibit.path}"
    suffix = PurePosixPath(exhibit.path).suffix
    kept = suffix if suffix[1:].isascii() and suffix[1:].isalnum() else ""
    return f"{RENAMED}/{exhibit.id}{kept}"


def is_plain(path: str) -> bool:
    """Whether every tool reads `path` alike in a manifest, and it leads nowhere else.

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
