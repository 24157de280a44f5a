"""Blue Iris: its part of the Windows registry, as exported.

The names of its values are not documented. A value that mentions faces and is on leaves the
question open; one that is off is off. Whom the AI server behind it knows is not in the registry.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from auditor.core.wording import wording
from auditor.examine.configs.frame.face_words import about_faces
from auditor.examine.configs.frame.labels import Function
from auditor.examine.configs.frame.notebook import Notebook
from auditor.examine.configs.frame.terms import Place
from auditor.examine.configs.interface import FormatReading
from auditor.examine.configs.syntax.source import ConfigDocument, Syntax
from auditor.examine.model import EvidenceState

_PRODUCT = re.compile(r"^\[-?HKEY_[^\]]*\\Perspective Software\\Blue Iris", re.MULTILINE | re.I)
_KEY = re.compile(r"^\[HKEY_[^\]]*?\\Blue Iris(?:\\([^\]]*))?\]")
_VALUE = re.compile(r'^"([^"]+)"=(?:dword:([0-9a-fA-F]{1,8})|"(.*)")\s*$')
_ADDRESS = re.compile(r"^(?:ip|address|host)$", re.IGNORECASE)


@dataclass(frozen=True)
class BlueIrisFormat:
    """The reader of Blue Iris's registry export."""

    id: str = "blue-iris"
    title: str = "Blue Iris (registry export)"
    versions: str = "exports of Blue Iris 5; the names of its values are not documented"
    covers: str = "Cameras by name, values that mention faces and whether they are on"
    documentation_url: str = "https://blueirissoftware.com/"

    def recognises(self, document: ConfigDocument) -> bool:
        """Whether the text is a registry export of Blue Iris."""
        return document.syntax is Syntax.PLAIN and _PRODUCT.search(document.root.raw) is not None

    def suspects(self, text: str) -> bool:
        """Plain lines cannot be too damaged to be read."""
        del text
        return False

    def read(self, document: ConfigDocument) -> FormatReading:
        """Read a document that it recognises."""
        book = Notebook(document, self.id, closed=False)
        camera = ""
        for number, line in enumerate(document.lines, start=1):
            if (key := _KEY.match(line)) is not None:
                parts = (key.group(1) or "").split("\\")
                named = len(parts) > 1 and parts[0].lower() == "cameras"
                camera = parts[1] if named else ""
                if camera:
                    book.device(camera, at=book.line(number))
            elif (value := _VALUE.match(line)) is not None:
                _value(book, number, camera, value)
        book.question(wording("blue_iris.ask_pages"))
        return book.reading()


def _value(book: Notebook, number: int, camera: str, value: re.Match[str]) -> None:
    name, dword, text = value.groups()
    if camera and _ADDRESS.match(name) and text:
        book.detail(camera, host=text)
    if about_faces(name) is None and about_faces(text or "") is None:
        return
    at = Place(at=book.line(number, key=name), subject=camera)
    if dword is None:
        book.function(Function.UNSTATED, EvidenceState.PROVISIONED, **at)
    elif int(dword, 16) == 0:
        book.function(Function.RECOGNITION, EvidenceState.DISABLED, **at)
    else:
        book.function(Function.RECOGNITION, EvidenceState.PROVISIONED, **at)


BLUE_IRIS = BlueIrisFormat()
