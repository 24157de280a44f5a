"""RTF (Microsoft, version 1.9.1) as text."""

from __future__ import annotations

from auditor.examine.documents.readers.model import DocumentForm, DocumentText

_PICTURE = b"\\pict"
_NOT_READ = "The document has pictures; words in them were not read."


def read_rtf(raw: bytes) -> DocumentText:
    """The text of an RTF document; each paragraph is one line."""
    from striprtf.striprtf import rtf_to_text  # noqa: PLC0415 - only for RTF

    # RTF is ASCII; other characters are escaped, and bytes that are not are those of its code page.
    text = str(rtf_to_text(raw.decode("latin-1"), errors="replace"))  # type: ignore[no-untyped-call]
    lines = (" ".join(line.split(" ")).strip() for line in text.splitlines())
    return DocumentText(
        text="\n".join(line for line in lines if line),
        form=DocumentForm.RTF,
        encoding="RTF",
        not_read=(_NOT_READ,) if _PICTURE in raw else (),
        certain="\ufffd" not in text,
        paragraphs=True,
    )
