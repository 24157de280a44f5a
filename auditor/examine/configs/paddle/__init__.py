"""PaddleDetection's PP-Human, and face pipelines of PaddleX.

PP-Human infers age group and sex of bodies and follows bodies from camera to camera; none of it is
recognition of faces. Its modules are on where `enable` says so.
"""

from __future__ import annotations

from dataclasses import dataclass

from auditor.examine.configs.interface import FormatReading
from auditor.examine.configs.labels import Function
from auditor.examine.configs.notebook import LibraryKind, Notebook, Place, Scale, ThresholdUse
from auditor.examine.configs.source import ConfigDocument, Syntax
from auditor.examine.configs.tree import Node, Switch, switch
from auditor.examine.model import EvidenceState

_MODULES = frozenset({"DET", "MOT", "KPT", "ATTR", "REID", "VIDEO_ACTION", "SKELETON_ACTION"})
_HEADS = frozenset({"crop_thresh", "attr_thresh", "kpt_thresh", "visual", "warmup_frame"})
_OF = {
    "ATTR": Function.ATTRIBUTES,
    "REID": Function.REIDENTIFICATION,
    "MOT": Function.COUNTING,
}


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
        name = root.get("pipeline_name")
        if name is not None and name.text().startswith("face"):
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
            _face_pipeline(book, document.root)
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
            book.note(
                "body",
                "The attributes are those of the whole body, such as age group, sex and clothing; "
                "no face is needed for them.",
                **at,
            )
    threshold = root.get("attr_thresh")
    if threshold is not None:
        book.threshold(
            threshold.number(),
            ThresholdUse.ATTRIBUTE,
            Scale.UNIT_SIMILARITY,
            path=("attr_thresh",),
            node=threshold,
        )
    book.question(
        "Modules can be switched on by the command line as well. Ask for the command that starts "
        "the program."
    )


def _face_pipeline(book: Notebook, root: Node) -> None:
    name = root.entries()["pipeline_name"]
    book.function(Function.DETECTION, EvidenceState.ENABLED, path=("pipeline_name",), node=name)
    index = root.get("index")
    if "recognition" in name.text():
        book.function(
            Function.RECOGNITION,
            EvidenceState.ENABLED if index is not None else EvidenceState.PROVISIONED,
            path=("index",) if index is not None else ("pipeline_name",),
            node=index or name,
        )
    if index is not None:
        book.library(LibraryKind.UNTOLD, path=("index",), node=index)


PADDLE = PaddleFormat()
