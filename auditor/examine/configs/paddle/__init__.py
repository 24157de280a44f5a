"""PaddleDetection's PP-Human, and face pipelines of PaddleX.

PP-Human infers age group and sex of bodies and follows bodies from camera to camera; none of it is
recognition of faces. Its modules are on where `enable` says so. A pipeline of PaddleX compares with
what its `index` holds; the files that come with it say `index: None`, and the program that runs it
may hand one in.
"""

from __future__ import annotations

from dataclasses import dataclass

from auditor.core.wording import wording
from auditor.examine.configs.frame.labels import Function
from auditor.examine.configs.frame.notebook import Notebook
from auditor.examine.configs.frame.terms import LibraryKind, Place, Scale, ThresholdUse
from auditor.examine.configs.interface import FormatReading
from auditor.examine.configs.syntax.source import ConfigDocument, Syntax
from auditor.examine.configs.syntax.tree import Node, Switch, switch
from auditor.examine.model import EvidenceState

_MODULES = frozenset(
    {
        *("DET", "MOT", "KPT", "ATTR", "REID", "VIDEO_ACTION", "SKELETON_ACTION"),
        *("ID_BASED_DETACTION", "ID_BASED_CLSACTION", "VEHICLE_ATTR", "VEHICLE_PLATE"),
        *("LANE_SEG", "VEHICLE_PRESSING", "VEHICLE_RETROGRADE"),
    }
)
_HEADS = frozenset({"crop_thresh", "attr_thresh", "kpt_thresh", "visual", "warmup_frame"})
_NO_INDEX = frozenset({"", "None", "none", "null", "~"})
"""Written in place of an index: YAML has no `None`, which is then a word."""
_OF = {"ATTR": Function.ATTRIBUTES, "REID": Function.REIDENTIFICATION, "MOT": Function.COUNTING}


@dataclass(frozen=True)
class PaddleFormat:
    """The reader of PP-Human and PaddleX pipeline files."""

    id: str = "paddle"
    title: str = "PaddleDetection PP-Human and PaddleX pipelines"
    versions: str = "PP-Human 2 and later; PaddleX 3 face pipelines"
    covers: str = (
        "Which modules are enabled: attributes of the body, following people across cameras, "
        "counting; face detection and recognition of PaddleX with their gallery"
    )
    documentation_url: str = (
        "https://github.com/PaddlePaddle/PaddleDetection/tree/release/2.7/deploy/pipeline"
    )

    def recognises(self, document: ConfigDocument) -> bool:
        """Whether the root has PP-Human's modules with models, or a PaddleX pipeline of faces."""
        if document.syntax is not Syntax.TREE:
            return False
        root = document.root
        if root.get("pipeline_name") is not None and "SubModules" in root.entries():
            return True
        if _is_face_pipeline(root):
            return True
        modules = [root.entries()[key] for key in _MODULES & set(root.entries())]
        with_model = any("model_dir" in module.entries() for module in modules)
        return with_model and (len(modules) > 1 or bool(_HEADS & set(root.entries())))

    def suspects(self, text: str) -> bool:
        """Nothing is guessed of a damaged one."""
        del text
        return False

    def read(self, document: ConfigDocument) -> FormatReading:
        """Read a document that it recognises."""
        book = Notebook(document, self.id, closed=False)
        if "pipeline_name" in document.root.entries():
            _pipeline(book, document.root)
        else:
            _modules(book, document.root)
        return book.reading()


def _modules(book: Notebook, root: Node) -> None:
    for name in sorted(_MODULES & set(root.entries())):
        module = root.entries()[name]
        function = _OF.get(name)
        if function is None:
            continue
        enable = module.entries().get("enable")
        at = Place(path=(name, "enable"), node=enable or module)
        if enable is None:
            # Older files leave it to the command line.
            state = EvidenceState.GATED
        elif switch(enable) is Switch.ON:
            state = EvidenceState.ENABLED
        elif switch(enable) is Switch.OFF:
            state = EvidenceState.DISABLED
        else:
            state = EvidenceState.GATED
        book.function(function, state, **at)
        if function is Function.ATTRIBUTES and state is EvidenceState.ENABLED:
            _body(book, at)
    threshold = root.get("attr_thresh")
    if threshold is not None:
        book.threshold(
            threshold.number(),
            ThresholdUse.ATTRIBUTE,
            Scale.UNIT_SIMILARITY,
            path=("attr_thresh",),
            node=threshold,
        )
    book.question(wording("paddle.ask_command"))


def _is_face_pipeline(root: Node) -> bool:
    name = root.get("pipeline_name")
    return name is not None and name.text().startswith("face")


def _pipeline(book: Notebook, root: Node) -> None:
    """A pipeline of PaddleX: what it is for, its modules, thresholds and index."""
    name = root.entries()["pipeline_name"]
    kinds = [
        (path, node)
        for path, node in root.walk()
        if path[-1:] == ("module_name",) and isinstance(node.value, str)
    ]
    if "pedestrian_attribute" in name.text():
        at = Place(path=("pipeline_name",), node=name)
        book.function(Function.ATTRIBUTES, EvidenceState.ENABLED, **at)
        _body(book, at)
    if _is_face_pipeline(root) or any(node.text() == "face_detection" for _, node in kinds):
        book.function(Function.DETECTION, EvidenceState.ENABLED, path=("pipeline_name",), node=name)
    if not (
        (_is_face_pipeline(root) and "recognition" in name.text())
        or any(node.text() == "face_feature" for _, node in kinds)
    ):
        return
    index = root.get("index")
    # A file that was cut off within the word says as little as the whole word.
    held = index is not None and not any(no.startswith(index.raw.strip()) for no in _NO_INDEX)
    if index is None or not held:
        at = Place(path=("pipeline_name",), node=name)
        book.function(Function.RECOGNITION, EvidenceState.PROVISIONED, **at)
        book.question(wording("paddle.ask_index"))
    else:
        book.function(Function.RECOGNITION, EvidenceState.ENABLED, path=("index",), node=index)
        book.library(LibraryKind.UNSTATED, path=("index",), node=index)
    for key, use, scale in (
        ("det_threshold", ThresholdUse.DETECTION, Scale.UNIT_SIMILARITY),
        ("rec_threshold", ThresholdUse.MATCH, Scale.UNIT_SIMILARITY),
    ):
        node = root.get(key)
        if node is not None:
            book.threshold(node.number(), use, scale, path=(key,), node=node)


def _body(book: Notebook, at: Place) -> None:
    book.note("body", wording("paddle.body_attributes"), **at)


PADDLE = PaddleFormat()
