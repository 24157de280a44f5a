"""`VERIFY.txt`: how to check a sealed bundle without this program, and what that does not prove.

In every report language, one after the other, because anyone may open it.
"""

from __future__ import annotations

from auditor.core.text import LANGUAGES
from auditor.record import custody
from auditor.report.catalogue import catalogue
from auditor.report.locale import Catalogue
from auditor.seal import layout
from auditor.seal.layout import BundleContents

_LOG = custody.FILE_NAME
_SEALED_LOG = f"{layout.AUDIT}/{custody.FILE_NAME}"
_CHAIN = "CHAIN.pem"
_OPENSSL = (
    f"openssl cms -verify -binary -inform DER -in {layout.SIGNATURE} "
    f"-content {layout.TAG_MANIFEST} -out /dev/null"
)
_LIMITS = (
    "seal_limits.origin",
    "seal_limits.before",
    "seal_limits.complete",
    "seal_limits.holder",
    "seal_limits.signature",
    "seal_limits.time",
)


def seal_text(about: BundleContents) -> bytes:
    """The text for the bundle that `about` describes."""
    parts = [_in(catalogue(language), about) for language in LANGUAGES]
    return ("\n\n" + "-" * 72 + "\n\n\n").join(parts).encode()


def _in(words: Catalogue, about: BundleContents) -> str:
    originals = (
        words.say(
            "seal.originals_out",
            reason=" ".join(about.left_out.split()),
            contents=layout.CONTENTS,
        )
        if about.left_out
        else words.say("seal.originals_in", folder=layout.ORIGINALS)
    )
    renamed = any(original.stored.startswith(layout.RENAMED) for original in about.originals)
    paragraphs = [
        words.say("seal.title"),
        words.say("seal.about", title=" ".join(about.title.split())),
        _commands(words.say("seal.tags"), f"sha256sum -c {layout.TAG_MANIFEST}"),
        _commands(words.say("seal.files"), f"sha256sum -c {layout.MANIFEST}"),
        _commands(words.say("seal.log"), f"sed -n Np {_SEALED_LOG} | sha256sum"),
        _commands(words.say("seal.chain"), "face-audit verify ."),
        _commands(
            words.say("seal.signature", file=layout.SIGNATURE, chain=_CHAIN),
            f"{_OPENSSL} -noverify",
            f"{_OPENSSL} -purpose any -CAfile {_CHAIN}",
        ),
        originals,
        *(
            [words.say("seal.renamed", folder=layout.RENAMED, contents=layout.CONTENTS)]
            if renamed
            else []
        ),
        words.say("seal.outside", log=_LOG, sealed=_SEALED_LOG, file=layout.SIGNATURE),
        words.say("seal_limits.title"),
        "\n".join(f"- {words.say(key)}" for key in _LIMITS),
    ]
    return "\n\n".join(paragraphs) + "\n"


def _commands(introduction: str, *commands: str) -> str:
    return "\n\n".join([introduction, *(f"    {command}" for command in commands)])
