"""NVIDIA DeepStream: application files that wire models, and the files that they refer to.

NVIDIA's model called FaceNet is a face detector and not the embedding network of that name. A file
of one model says what could run; whether an application runs it, the application's file says.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from auditor.core.wording import wording
from auditor.examine.configs.deepstream.forms import MODEL_KEYS, Form, form_of
from auditor.examine.configs.deepstream.models import function_of_model
from auditor.examine.configs.frame.labels import Function
from auditor.examine.configs.frame.notebook import Notebook
from auditor.examine.configs.frame.terms import Place, Scale, Sent, ThresholdUse
from auditor.examine.configs.interface import FormatReading
from auditor.examine.configs.syntax.source import ConfigDocument
from auditor.examine.configs.syntax.tree import Node, Switch, switch
from auditor.examine.model import EvidenceState

_THRESHOLDS = {
    "pre-cluster-threshold": ThresholdUse.DETECTION,
    "threshold": ThresholdUse.DETECTION,
    "classifier-threshold": ThresholdUse.ATTRIBUTE,
}
_GALLERY = re.compile(
    r"gallery|face_?database|known_faces|faces_db|enroll|alignment-pics-path", re.IGNORECASE
)
_FACE_KEYS = frozenset(
    {"face-alignment", "alignment-type", "enable-output-landmark", "output-face-detection-landmark"}
)
"""Keys that patched versions of `nvinfer` add for faces."""
_FACE_DETECTOR = 4
"""`network-type` of a face detector in such a version; NVIDIA's own ends at 3, and 100 is other."""
_OTHER_NETWORK = 100
_SECONDARY = 2
_TELLS_NOTHING = re.compile(
    r"config|infer|nv|primary|secondary|tertiary|pgie|sgie|gie|model|engine|detector|detection"
    r"|classifier|recognition|app|server|deepstream|ds|txt|yml|yaml|fp16|fp32|int8|b\d+|gpu\d*|\d+",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"(?:overcrowding|line-crossing|direction-detection)-stream-\d+")


@dataclass(frozen=True)
class DeepStreamFormat:
    """The reader of DeepStream configurations, as INI or YAML."""

    id: str = "deepstream"
    title: str = "NVIDIA DeepStream and TAO"
    versions: str = "DeepStream 5 to 7"
    covers: str = (
        "Models by what they infer, sections enabled or not, detection and attribute thresholds, "
        "sources, message brokers, following people by appearance, counting, sensors of messages"
    )
    documentation_url: str = (
        "https://docs.nvidia.com/metropolis/deepstream/dev-guide/text/DS_TAO_integration.html"
    )

    def recognises(self, document: ConfigDocument) -> bool:
        """Whether the sections are an application's, or those of a file that one refers to."""
        return form_of(document) is not None

    def suspects(self, text: str) -> bool:
        """Lines of sections and keys are read one by one."""
        del text
        return False

    def read(self, document: ConfigDocument) -> FormatReading:
        """Read a document that it recognises."""
        book = Notebook(document, self.id, closed=False)
        form = form_of(document)
        for name, part in document.root.entries().items():
            for number, one in enumerate(part.items() or (part,)):
                called = f"{name}[{number}]" if part.items() else name
                _section(book, called, _last(one), form)
        if form is Form.MODEL and any(
            e.state is not EvidenceState.DISABLED for e, _ in book.evidence
        ):
            book.question(wording("deepstream.ask_application"))
        return book.reading(wording(f"deepstream.form.{form.value}") if form else "")


def _last(part: Node) -> dict[str, Node]:
    """A section's settings; of a key that is written twice, the last counts."""
    return {
        key: node.items()[-1] if node.items() and not node.items()[-1].entries() else node
        for key, node in part.entries().items()
    }


def _section(book: Notebook, name: str, entries: dict[str, Node], form: Form | None) -> None:
    enable = entries.get("enable")
    state = EvidenceState.ENABLED
    if enable is not None and switch(enable) is not Switch.ON:
        off = switch(enable) is Switch.OFF
        state = EvidenceState.DISABLED if off else EvidenceState.GATED
    if form in (Form.APPLICATION, Form.MODEL):
        _model(book, name, entries, state, form)
    if form is Form.TRACKER or name == "tracker":
        _tracker(book, name, entries, state)
    if form is Form.ANALYTICS and _COUNTED.fullmatch(name) and enable is not None:
        book.function(Function.COUNTING, state, path=(name, "enable"), node=enable)
    for key, use in _THRESHOLDS.items():
        if key in entries and (key != "threshold" or name.startswith("class-attrs")):
            book.threshold(
                entries[key].number(),
                use,
                Scale.UNIT_SIMILARITY,
                path=(name, key),
                node=entries[key],
            )
    if state is not EvidenceState.DISABLED:
        _ends(book, name, entries, form)


def _model(
    book: Notebook, name: str, entries: dict[str, Node], state: EvidenceState, form: Form
) -> None:
    """What the section's model infers, by whichever of its files says most."""
    keys = (*MODEL_KEYS, "etltPath", "enginePath") if form is Form.MODEL else MODEL_KEYS
    named = {key: node for key, node in entries.items() if key in keys and node.raw}
    told = [
        (function, Place(path=(name, key), node=node))
        for key, node in named.items()
        if (function := function_of_model(_file(key, node.raw))) is not None
    ]
    told += list(_by_kind(name, entries, {function for function, _ in told}))
    if not told:
        if state is not EvidenceState.DISABLED and "-gie" in name and named:
            _elsewhere(book, name, named)
        return
    function, at = min(told, key=lambda found: found[0] is Function.DETECTION)
    gallery = any(
        _GALLERY.search(key) or _GALLERY.search(node.raw) for key, node in entries.items()
    )
    if function is Function.RECOGNITION and state is EvidenceState.ENABLED and not gallery:
        # Templates are made; what they are compared with, this file does not show.
        state = EvidenceState.PROVISIONED
    book.function(function, state, **at)


def _file(key: str, value: str) -> str:
    """The last two parts of a path: folders above them are named after projects and people."""
    return value if key.endswith("func-name") else "/".join(re.split(r"[\\/]", value)[-2:])


def _by_kind(
    name: str, entries: dict[str, Node], told: set[Function]
) -> list[tuple[Function, Place]]:
    """What follows from how a network is used, where its name is another's or none.

    A network of no kind known to DeepStream that hands on its raw output for every object makes
    templates where its name or the settings around it mention faces: `facenet` is then the
    embedding network of that name.
    """
    faces = next((key for key in sorted(_FACE_KEYS & set(entries))), None)
    kind = _number(entries, "network-type")
    if kind == _FACE_DETECTOR or (faces and "landmark" in faces and _mode(entries) != _SECONDARY):
        key = faces or "network-type"
        return [(Function.DETECTION, Place(path=(name, key), node=entries[key]))]
    raw = _number(entries, "output-tensor-meta") == 1
    per_object = _mode(entries) == _SECONDARY
    speaks = faces or Function.DETECTION in told
    landmarks = any("landmark" in node.raw.lower() for node in entries.values())
    if per_object and raw and speaks and not landmarks and kind in (None, _OTHER_NETWORK):
        key = "output-tensor-meta"
        return [(Function.RECOGNITION, Place(path=(name, key), node=entries[key]))]
    return []


def _mode(entries: dict[str, Node]) -> float | None:
    return _number(entries, "process-mode")


def _number(entries: dict[str, Node], key: str) -> float | None:
    node = entries.get(key)
    return None if node is None else node.number()


def _elsewhere(book: Notebook, name: str, named: dict[str, Node]) -> None:
    """A model that only another file names, and whose file is named after nothing."""
    words = " ".join(re.split(r"[\\/]", node.raw)[-1] for node in named.values())
    left = _TELLS_NOTHING.sub(" ", words)
    if re.search(r"[A-Za-z]{3}", left):
        return
    key, node = next(iter(named.items()))
    book.unseen(node.raw, path=(name, key), node=node)


def _tracker(book: Notebook, name: str, entries: dict[str, Node], state: EvidenceState) -> None:
    """`reidType` 0 is none; 1 to 3 follow people by their appearance."""
    node = entries.get("reidType")
    if node is not None:
        on = (node.number() or 0) > 0
        told = state if on else EvidenceState.DISABLED
        book.function(Function.REIDENTIFICATION, told, path=(name, "reidType"), node=node)
        return
    output = entries.get("outputReidTensor")
    if output is not None and (output.number() or 0) > 0:
        book.function(
            Function.REIDENTIFICATION, state, path=(name, "outputReidTensor"), node=output
        )


def _ends(book: Notebook, name: str, entries: dict[str, Node], form: Form | None) -> None:
    """Where pictures come from and where messages go."""
    uri = entries.get("uri") or entries.get("list")
    if name.startswith("source") and uri is not None:
        _sources(book, name, uri)
    if form is Form.MESSAGES and name.startswith("sensor"):
        called = entries["id"].text() if "id" in entries else name
        book.device(called or name, path=(name,), node=next(iter(entries.values())))
    broker = entries.get("msg-broker-conn-str")
    if broker is not None:
        address = broker.text().split(";")[0]
        book.destination(
            wording("frame.kind.message_broker"),
            address,
            Sent("frame.records_found", False),
            path=(name, "msg-broker-conn-str"),
            node=broker,
        )


def _sources(book: Notebook, name: str, uri: Node) -> None:
    """The cameras or files of a source section; a list of them is parted by semicolons."""
    written = [item.text() for item in uri.items()] or uri.text().split(";")
    addresses = [address.strip() for address in written if address.strip()]
    for number, address in enumerate(addresses):
        called = name if len(addresses) == 1 else f"{name} {number}"
        book.device(called, path=(name,), node=uri)
        if not address.startswith("file:"):
            book.detail(called, host=address)


DEEPSTREAM = DeepStreamFormat()
