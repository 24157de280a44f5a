"""NVIDIA DeepStream: application files that wire models, and `nvinfer` files of one model each.

NVIDIA's model called FaceNet is a face detector and not the embedding network of that name. A file
of one model says what could run; whether an application runs it, the application's file says.
"""

from __future__ import annotations

from dataclasses import dataclass

from auditor.examine.configs.deepstream.models import function_of_model
from auditor.examine.configs.interface import FormatReading
from auditor.examine.configs.labels import Function
from auditor.examine.configs.notebook import Notebook, Place, Scale, Sent, ThresholdUse
from auditor.examine.configs.source import ConfigDocument, Syntax
from auditor.examine.configs.tree import Node, Switch, switch
from auditor.examine.model import EvidenceState

_SECTIONS = frozenset({"primary-gie", "streammux", "tiled-display", "source-list", "osd", "tests"})
_MODEL_KEYS = (
    *("tlt-encoded-model", "tlt-model-key", "onnx-file", "model-engine-file", "model-file"),
    *("labelfile-path", "uff-file", "config-file", "customlib-name", "model-file-path"),
)
_PROPERTY = frozenset({"gie-unique-id", "network-type", "net-scale-factor", "network-mode"})
_THRESHOLDS = {
    "pre-cluster-threshold": ThresholdUse.DETECTION,
    "classifier-threshold": ThresholdUse.ATTRIBUTE,
}
_GALLERY = ("gallery", "face_database", "database", "known_faces", "faces_gallery", "enroll")


@dataclass(frozen=True)
class DeepStreamFormat:
    """The reader of DeepStream configurations, as INI or YAML."""

    id: str = "deepstream"
    title: str = "NVIDIA DeepStream and TAO"
    versions: str = "DeepStream 5 to 7"
    covers: str = (
        "Models by what they infer, sections enabled or not, detection and attribute thresholds, "
        "sources, message brokers, following people by appearance"
    )
    documentation_url: str = (
        "https://docs.nvidia.com/metropolis/deepstream/dev-guide/text/DS_TAO_integration.html"
    )

    def recognises(self, document: ConfigDocument) -> bool:
        """Whether the sections are an application's, or those of one model's inference."""
        if document.syntax not in (Syntax.PAIRS, Syntax.TREE) or document.within:
            return False
        sections = {
            name for name, part in document.root.entries().items() if part.entries() or part.items()
        }
        if sections & _SECTIONS or any(name.startswith("secondary-gie") for name in sections):
            return bool(sections & _SECTIONS) or "tracker" in sections
        found = document.root.entries().get("property")
        return found is not None and bool(set(found.entries()) & (_PROPERTY | set(_MODEL_KEYS)))

    def suspects(self, text: str) -> bool:
        """Lines of sections and keys are read one by one."""
        del text
        return False

    def read(self, document: ConfigDocument) -> FormatReading:
        """Read a document that it recognises."""
        book = Notebook(document, self.id, closed=False)
        for name, part in document.root.entries().items():
            _section(book, name, part)
        if not any(e.state is not EvidenceState.DISABLED for e, _ in book.evidence):
            return book.reading()
        if "property" in document.root.entries():
            book.question(
                "This is the file of one model. Ask for the application's file that runs it, and "
                "for its command."
            )
        return book.reading()


def _section(book: Notebook, name: str, part: Node) -> None:
    entries = part.entries()
    enable = entries.get("enable")
    state = EvidenceState.ENABLED
    if enable is not None and switch(enable) is not Switch.ON:
        off = switch(enable) is Switch.OFF
        state = EvidenceState.DISABLED if off else EvidenceState.GATED
    _model(book, name, entries, state)
    if name in ("tracker", "ReID", "TrajectoryManagement"):
        _tracker(book, name, entries, state)
    for key, use in _THRESHOLDS.items():
        if key in entries:
            book.threshold(
                entries[key].number(),
                use,
                Scale.UNIT_SIMILARITY,
                path=(name, key),
                node=entries[key],
            )
    if state is not EvidenceState.DISABLED:
        _ends(book, name, entries)


def _model(book: Notebook, name: str, entries: dict[str, Node], state: EvidenceState) -> None:
    """What the section's model infers, by whichever of its files says most."""
    told = [
        (function, Place(path=(name, key), node=node))
        for key, node in entries.items()
        if key in _MODEL_KEYS and (function := function_of_model(node.raw)) is not None
    ]
    if not told:
        return
    function, at = min(told, key=lambda found: found[0] is Function.DETECTION)
    gallery = any(word in f"{key} {node.raw}" for key, node in entries.items() for word in _GALLERY)
    if function is Function.RECOGNITION and state is EvidenceState.ENABLED and not gallery:
        # Templates are made; what they are compared with, this file does not show.
        state = EvidenceState.PROVISIONED
    book.function(function, state, **at)


def _tracker(book: Notebook, name: str, entries: dict[str, Node], state: EvidenceState) -> None:
    for key in ("reidType", "outputReidTensor", "ReidType"):
        node = entries.get(key)
        if node is not None and (node.number() or 0) > 0:
            book.function(Function.REIDENTIFICATION, state, path=(name, key), node=node)


def _ends(book: Notebook, name: str, entries: dict[str, Node]) -> None:
    """Where pictures come from and where messages go."""
    uri = entries.get("uri") or entries.get("list")
    if name.startswith("source") and uri is not None and uri.text():
        book.device(name, path=(name,), node=uri)
        book.detail(name, host=uri.text().split(";")[0])
    broker = entries.get("msg-broker-conn-str")
    if broker is not None:
        address = broker.text().split(";")[0]
        book.destination(
            "message broker",
            address,
            Sent("Records of what was found", False),
            path=(name, "msg-broker-conn-str"),
            node=broker,
        )


DEEPSTREAM = DeepStreamFormat()
