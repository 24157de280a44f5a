"""The words of a PDF, read by another library than the one that writes it."""

from __future__ import annotations


def page_texts(data: bytes) -> list[str]:
    """The text of each page, in the order in which it is printed."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()
