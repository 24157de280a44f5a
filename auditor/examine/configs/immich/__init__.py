"""Immich's configuration: a photo library that groups faces unless machine learning is off."""

from __future__ import annotations

from dataclasses import dataclass

from auditor.core.wording import wording
from auditor.examine.configs.frame.labels import Function
from auditor.examine.configs.frame.notebook import Notebook
from auditor.examine.configs.frame.terms import LibraryKind, Place, Scale, Sent, ThresholdUse
from auditor.examine.configs.interface import FormatReading
from auditor.examine.configs.syntax.source import ConfigDocument, Syntax
from auditor.examine.configs.syntax.tree import Node, Switch, switch
from auditor.examine.model import EvidenceState

_ALL = "machineLearning"
_FACES = "facialRecognition"
_BESIDE = frozenset({"clip", "duplicateDetection", _FACES, "url", "urls", "enabled"})
_SYSTEM = frozenset(
    {
        *("storageTemplate", "newVersionCheck", "passwordLogin", "reverseGeocoding"),
        *("ffmpeg", "oauth", "nightlyTasks", "theme", "trash", "backup"),
    }
)
"""First keys of Immich's configuration next to machine learning."""
_ENOUGH = 3
_FACE_KEYS = frozenset({"enabled", "modelName", "minScore", "maxDistance", "minFaces"})
MAX_DISTANCE = 0.5
MIN_SCORE = 0.7
"""Defaults of Immich's "Config File" page."""


@dataclass(frozen=True)
class ImmichFormat:
    """The reader of Immich's configuration."""

    id: str = "immich"
    title: str = "Immich"
    versions: str = "1.90 to 2"
    covers: str = "Facial recognition with both its switches, the distance of a match, the score"
    documentation_url: str = "https://docs.immich.app/install/config-file/"

    def recognises(self, document: ConfigDocument) -> bool:
        """Whether the root has Immich's settings of machine learning."""
        if document.syntax is not Syntax.TREE or document.within:
            return False
        learning = document.root.get(_ALL)
        if learning is not None:
            return bool(_BESIDE & set(learning.entries()))
        return len(_SYSTEM & set(document.root.entries())) >= _ENOUGH

    def suspects(self, text: str) -> bool:
        """Whether a damaged text has the two keys."""
        return f'"{_ALL}"' in text and f'"{_FACES}"' in text

    def read(self, document: ConfigDocument) -> FormatReading:
        """Read a document that it recognises; what it leaves out is on by default."""
        book = Notebook(document, self.id, closed=True)
        nothing = Node(None, "", document.root.mark)
        learning = document.root.get(_ALL) or nothing
        faces = learning.get(_FACES) or nothing
        written = [
            ((_ALL, "enabled"), learning.get("enabled")),
            ((_ALL, _FACES, "enabled"), faces.get("enabled")),
        ]
        off = next(((p, n) for p, n in written if n and switch(n) is Switch.OFF), None)
        untold = next(((p, n) for p, n in written if n and switch(n) is Switch.UNKNOWN), None)
        if off is not None:
            path, node = off
            if node is not None:
                book.function(Function.RECOGNITION, EvidenceState.DISABLED, path=path, node=node)
            if set(faces.entries()) - {"enabled"}:
                book.leftover(", ".join(faces.entries()), path=(_ALL, _FACES), node=faces)
            return book.reading()
        strange = sorted(set(faces.entries()) - _FACE_KEYS)
        for key in strange:
            book.unknown(f"{_ALL}.{_FACES}.{key}")
        if strange and written[1][1] is None:
            # One of them may be the switch, misspelt or damaged.
            at = Place(path=(_ALL, _FACES), node=faces)
            book.function(Function.RECOGNITION, EvidenceState.PROVISIONED, **at)
            return book.reading()
        if untold is not None and untold[1] is not None:
            path, node = untold
            book.function(
                Function.RECOGNITION, EvidenceState.PROVISIONED, path=path, node=untold[1]
            )
            return book.reading()
        _sent(book, learning)
        if document.root.get(_ALL) is None:
            # On by default, where the service for it is started; that is elsewhere.
            book.function(Function.RECOGNITION, EvidenceState.PROVISIONED)
            book.question(wording("immich.ask_learning"))
            return book.reading()
        on = written[1][1]
        place = Place(
            path=written[1][0] if on else (_ALL,), node=on or learning, by_default=on is None
        )
        book.function(Function.RECOGNITION, EvidenceState.ENABLED, **place)
        for key, use, scale, default in (
            ("maxDistance", ThresholdUse.MATCH, Scale.DISTANCE, MAX_DISTANCE),
            ("minScore", ThresholdUse.DETECTION, Scale.UNIT_SIMILARITY, MIN_SCORE),
        ):
            value = faces.get(key)
            book.threshold(
                value.number() if value else default,
                use,
                scale,
                path=(_ALL, _FACES, key),
                node=value or learning,
                by_default=value is None,
            )
        book.library(LibraryKind.UNSTATED, filled=wording("immich.filled_by_pictures"))
        return book.reading()


def _sent(book: Notebook, learning: Node) -> None:
    """Where pictures are sent to for machine learning: one address, or several since 1.123."""
    single = learning.get("url")
    listed = learning.get("urls")
    places: list[tuple[tuple[str, ...], Node]] = []
    if single is not None:
        places.append(((_ALL, "url"), single))
    if listed is not None:
        places += [((_ALL, "urls", f"[{n}]"), one) for n, one in enumerate(listed.items())]
    for path, node in places:
        if node.text():
            book.destination(
                "HTTP", node.text(), Sent("frame.plain_pictures", True), path=path, node=node
            )


IMMICH = ImmichFormat()
