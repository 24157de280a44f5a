"""OpenVINO, DL Streamer and Intel's demonstration programs: pipelines and command lines.

"Recognition" in a model's name (age, emotions) is no identification. A network that makes templates
recognises where a gallery to compare with is given, and leaves the question open where none is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from auditor.core.wording import wording
from auditor.examine.configs.deepstream.models import function_of_model
from auditor.examine.configs.frame.labels import Function
from auditor.examine.configs.frame.notebook import Notebook
from auditor.examine.configs.frame.terms import LibraryKind, Scale, Sent, ThresholdUse
from auditor.examine.configs.interface import FormatReading
from auditor.examine.configs.syntax.source import ConfigDocument, Syntax
from auditor.examine.model import EvidenceState

_ELEMENTS = re.compile(
    r"\b(?:gva(?:detect|classify|inference|identify|track|metapublish|metaconvert)"
    r"|openvino_tensor_inference)\b"
)
_FFMPEG = re.compile(r"\b(?:detect|classify)=model=")
_DEMO = re.compile(
    r"(?:interactive_(?:face_detection_)?demo|smart_classroom_demo|face_recognition_demo"
    r"|gaze_estimation_demo|crossroad_camera_demo|pedestrian_tracker_demo)\b"
)
_DEMO_OPTIONS = re.compile(r"\s-m_(?:fd|reid|hp|em|ag|lm|fr)[ =]")
"""Options by which the demonstrations, and programs made from them, are known without a name."""
_MODEL = re.compile(
    r"(?:\bmodel=|(?<=\s)(-m(?:_\w+)?)[ =]+|\bmodels\[)"
    r"[\"'\\]*((?:\$\{[^}]*\}|[^\s!\"'}\]\\])+(?:\]\[[^\s!\"'}\]]+)*)"
)
_GALLERY = re.compile(
    r"(?:^|\s)(-fg|--allow_grow|-faces_gallery)(?:[ =]|\s|$)|gallery\.json|\bgallery="
    r"|\bgvaidentify\b"
)
_ASSIGNED = re.compile(r"^[ \t]*(?:export\s+|local\s+)?(\w+)=(.*)$")
_USED = re.compile(r"\$\{(\w+)[^}]*\}|\$(\w+)")
_DEEPEST = 4
_REID = frozenset({"-m_reid", "-m_fr"})
_MATCH = re.compile(r"-t_(?:reid|id)[ =]+([\d.]+)")
_FOUND = re.compile(r"(?:\s-t(?:_fd)?[ =]+|\bthreshold=)([\d.]+)")
_SENT = re.compile(r"gvametapublish\b[^!]*?\bmethod=(\w+)[^!]*?\baddress=([^\s!\"']+)")
_SOURCE = re.compile(r"(?:rtspsrc\s+location=|uri=|\s-i[ =]+)[\"'\\]*(rtsps?://[^\s!\"'\\]+)")


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
        if (_ELEMENTS.search(text) and "!" in text) or len(_FFMPEG.findall(text)) > 0:
            return True
        if len(set(_DEMO_OPTIONS.findall(text))) > 1:
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
        values = _values(document)
        for number, line in _lines(document):
            _read_line(book, number, line, values, gallery=gallery is not None)
        if gallery is not None:
            grows = "--allow_grow" in document.root.raw
            book.library(
                LibraryKind.STRANGERS if grows else LibraryKind.KNOWN,
                filled=wording("openvino.filled_by_program") if grows else "",
                at=book.line(gallery),
            )
        return book.reading()


def _lines(document: ConfigDocument) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(document.lines, start=1):
        if not line.lstrip().startswith(("#", "//")):
            yield number, line


def _values(document: ConfigDocument) -> dict[str, str]:
    """Variables of a script by name; of one that is set twice, the last."""
    return {
        found.group(1): found.group(2).strip()
        for _, line in _lines(document)
        if (found := _ASSIGNED.match(line)) is not None
    }


def _expanded(text: str, values: dict[str, str]) -> str:
    """`text` with the script's own variables written out; those of elsewhere stay."""
    for _ in range(_DEEPEST):
        if "$" not in text:
            break
        text = _USED.sub(
            lambda found: values.get(found.group(1) or found.group(2), found.group()), text
        )
    return text


def _models(
    book: Notebook, number: int, line: str, values: dict[str, str], *, gallery: bool
) -> None:
    for found in _MODEL.finditer(line):
        written = found.group(2)
        name = _expanded(written, values)
        function = function_of_model(name.rsplit("/", 1)[-1]) or function_of_model(name)
        at = book.line(number, found.start(2) + 1, written)
        if function is None and found.group(1) in _REID and "-m_fd" in book.document.root.raw:
            # The option says what the network is for, whatever its file is called.
            function = Function.RECOGNITION
        if function is None:
            if name.startswith("$") and "/" not in name:
                # Which model runs, the file does not tell.
                book.function(Function.UNSTATED, EvidenceState.GATED, at=at)
            continue
        state = EvidenceState.ENABLED
        if function is Function.RECOGNITION and not gallery:
            state = EvidenceState.PROVISIONED
        if name.startswith("$") and "/" not in name:
            state = EvidenceState.GATED
        book.function(function, state, at=at)


def _is_of_another_model(element: str, values: dict[str, str]) -> bool:
    """Whether an element names a model, and none about faces: its threshold is that model's."""
    names = [_expanded(found.group(2), values) for found in _MODEL.finditer(element)]
    return bool(names) and not any(function_of_model(name) for name in names)


def _read_line(
    book: Notebook, number: int, line: str, values: dict[str, str], *, gallery: bool
) -> None:
    _models(book, number, line, values, gallery=gallery)
    for found in _MATCH.finditer(line):
        value = float(found.group(1).strip(".") or 0)
        book.threshold(value, ThresholdUse.MATCH, Scale.DISTANCE, at=book.line(number))
    for element in line.split("!"):
        if _is_of_another_model(element, values):
            continue
        for found in _FOUND.finditer(element):
            value = float(found.group(1).strip(".") or 0)
            at = book.line(number)
            book.threshold(value, ThresholdUse.DETECTION, Scale.UNIT_SIMILARITY, at=at)
    for found in _SENT.finditer(line):
        book.destination(
            found.group(1).upper(),
            found.group(2),
            Sent("frame.records_found", False),
            at=book.line(number),
        )
    for index, found in enumerate(_SOURCE.finditer(line), start=1):
        name = f"source {number}.{index}"
        book.device(name, at=book.line(number))
        book.detail(name, host=found.group(1))


OPENVINO = OpenVinoFormat()
