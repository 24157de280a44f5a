"""OpenVINO, DL Streamer and Intel's demonstration programs: pipelines and command lines.

"Recognition" in a model's name (age, emotions) is no identification. A network that makes templates
recognises where a gallery to compare with is given, and leaves the question open where none is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from auditor.examine.configs.deepstream.models import function_of_model
from auditor.examine.configs.interface import FormatReading
from auditor.examine.configs.labels import Function
from auditor.examine.configs.notebook import (
    LibraryKind,
    Notebook,
    Scale,
    Sent,
    ThresholdUse,
)
from auditor.examine.configs.source import ConfigDocument, Syntax
from auditor.examine.model import EvidenceState

_ELEMENTS = re.compile(r"\bgva(?:detect|classify|inference|track|metapublish|metaconvert)\b")
_DEMO = re.compile(
    r"(?:interactive_(?:face_detection_)?demo|smart_classroom_demo|face_recognition_demo"
    r"|gaze_estimation_demo|crossroad_camera_demo|pedestrian_tracker_demo)\b"
)
_MODEL = re.compile(
    r"(?:\bmodel=|-m(?:_\w+)?[ =]+|\bmodels\[)([^\s!\"'}\]]+(?:\]\[[^\s!\"'}\]]+)*)"
)
_GALLERY = re.compile(r"(?:^|\s)(-fg|--allow_grow|-faces_gallery)(?:[ =]|\s|$)|faces_gallery\.json")
_MATCH = re.compile(r"-t_(?:reid|id)[ =]+([\d.]+)")
_FOUND = re.compile(r"(?:\s-t[ =]+|\bthreshold=)([\d.]+)")
_SENT = re.compile(r"gvametapublish\b[^!]*?\bmethod=(\w+)[^!]*?\baddress=([^\s!\"']+)")
_SOURCE = re.compile(r"(?:rtspsrc\s+location=|uri=)(rtsp://[^\s!\"']+)")


@dataclass(frozen=True)
class OpenVinoFormat:
    """The reader of DL Streamer pipelines and Open Model Zoo command lines."""

    id: str = "openvino"
    title: str = "OpenVINO, DL Streamer and Intel reference applications"
    versions: str = "OpenVINO 2020 to 2024"
    covers: str = (
        "Models by what they infer, galleries, thresholds with their kind, sources, messages sent"
    )
    documentation_url: str = "https://dlstreamer.github.io/elements/elements.html"

    def recognises(self, document: ConfigDocument) -> bool:
        """Whether lines hold DL Streamer's elements with models, or a demonstration's options."""
        if document.syntax is not Syntax.PLAIN:
            return False
        text = document.root.raw
        if _ELEMENTS.search(text) and "!" in text:
            return True
        return bool(_DEMO.search(text) and re.search(r"\s-m(?:_\w+)?\s", text))

    def suspects(self, text: str) -> bool:
        """Plain lines cannot be too damaged to be read."""
        del text
        return False

    def read(self, document: ConfigDocument) -> FormatReading:
        """Read a document that it recognises."""
        book = Notebook(document, self.id, closed=False)
        gallery = next((number for number, line in _lines(document) if _GALLERY.search(line)), None)
        for number, line in _lines(document):
            _read_line(book, number, line, gallery=gallery is not None)
        if gallery is not None:
            grows = "--allow_grow" in document.root.raw
            book.library(
                LibraryKind.STRANGERS if grows else LibraryKind.KNOWN,
                filled="the program, with everybody it sees" if grows else "",
                at=book.line(gallery),
            )
        return book.reading()


def _lines(document: ConfigDocument) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(document.lines, start=1):
        if not line.lstrip().startswith(("#", "//")):
            yield number, line


def _read_line(book: Notebook, number: int, line: str, *, gallery: bool) -> None:
    for found in _MODEL.finditer(line):
        function = function_of_model(found.group(1))
        if function is None:
            continue
        at = book.line(number, found.start(1) + 1, found.group(1))
        state = EvidenceState.ENABLED
        if function is Function.RECOGNITION and not gallery:
            state = EvidenceState.PROVISIONED
        if "$" in found.group(1):
            state = EvidenceState.GATED
        book.function(function, state, at=at)
    for pattern, use, scale in (
        (_MATCH, ThresholdUse.MATCH, Scale.DISTANCE),
        (_FOUND, ThresholdUse.DETECTION, Scale.UNIT_SIMILARITY),
    ):
        for found in pattern.finditer(line):
            book.threshold(float(found.group(1).strip(".") or 0), use, scale, at=book.line(number))
    for found in _SENT.finditer(line):
        book.destination(
            found.group(1).upper(),
            found.group(2),
            Sent("Records of what was found", False),
            at=book.line(number),
        )
    for index, found in enumerate(_SOURCE.finditer(line), start=1):
        name = f"source {number}.{index}"
        book.device(name, at=book.line(number))
        book.detail(name, host=found.group(1))


OPENVINO = OpenVinoFormat()
