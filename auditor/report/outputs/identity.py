"""Identifiers and URIs for formats that want them: derived, so that the same input gives the same.

UUIDs are version 5 (RFC 9562, section 5.5): names in a namespace of this program's own, which is
itself a name in the namespace for URLs.
"""

from __future__ import annotations

import uuid
from urllib.parse import quote

from auditor.core import saved
from auditor.core.digest import Digest, digest_bytes
from auditor.report.audited import Audited

_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:face-audit:outputs")


def findings_digest(audited: Audited) -> Digest:
    """The digest of `findings.json` as it is saved."""
    return digest_bytes(saved.encode(audited.findings))


def named(*names: str) -> str:
    """The UUID of something with the same identity wherever it turns up: a rule, an exhibit."""
    return str(uuid.uuid5(_NAMESPACE, "\n".join(names)))


class Identities:
    """UUIDs of things that belong to one judgment and one language."""

    def __init__(self, audited: Audited) -> None:
        self.root = f"{findings_digest(audited)}\n{audited.report.language}"

    def of(self, *names: str) -> str:
        """The UUID of what `names` names within this judgment."""
        return named(self.root, *names)


def relative_uri(path: str) -> str:
    """`path`, relative and with forward slashes, as a URI reference (RFC 3986, section 4.2)."""
    return quote(path, safe="/")
