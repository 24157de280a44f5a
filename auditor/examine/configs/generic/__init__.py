"""Structured files of no format known here: what their keys say by themselves, and no more.

Nothing is known of such a program's keys and defaults, so that no key of it, and no three together,
proves that it recognises: a switch that is on, a threshold of comparison and a store of faces only
make the question urgent. Where the file mentions faces, what is not written decides nothing.

Below a word about faces a mapping often goes on with people: a library by name. So no value and no
key from there on is quoted unless it is a number, a switch or a word of configurations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from auditor.core.locator import TextLocator
from auditor.core.wording import wording
from auditor.examine.configs.frame.comments import comments_about_faces
from auditor.examine.configs.frame.face_words import about_faces
from auditor.examine.configs.frame.function_names import named_switch
from auditor.examine.configs.frame.labels import Function
from auditor.examine.configs.frame.notebook import Notebook
from auditor.examine.configs.frame.terms import Scale, ThresholdUse
from auditor.examine.configs.interface import FormatReading
from auditor.examine.configs.syntax.source import ConfigDocument, Syntax
from auditor.examine.configs.syntax.tree import Node, Switch, dotted, switch
from auditor.examine.model import EvidenceState

LEAST_KEYS = 3
"""Keys from which a text is taken for a configuration: a notice may have a colon or two."""
UNSURE = 0.5
"""Confidence of what is read in a format whose documentation was not read."""
LONGEST_NAME = 80
"""Characters from which a value is prose and no name of a model, program or folder."""
MAX_FOUND = 40
"""Most settings about faces that are reported one by one."""
HIDDEN = "…"
"""What replaces a key that may be a person's name."""

_KEY = re.compile(r"[@~]?[\w.:/$*-]+(?:\[\w*\])*", re.ASCII)
_SWITCH = re.compile(r"enable|enabled|active|is_?on|status|switch|^on$", re.IGNORECASE)
_RECOGNITION = re.compile(r"recogni|identif|match|compare|verif|search|识别|比对", re.IGNORECASE)
_THRESHOLD = re.compile(r"threshold|similarity|tolerance|distance|confidence|阈值", re.IGNORECASE)
_DISTANCE = re.compile(r"distance|tolerance", re.IGNORECASE)
_STORE = re.compile(
    r"librar|gallery|database|embeddings?|known|enrol|collection|group|template|库|底库",
    re.IGNORECASE,
)
_PLAIN_KEY = re.compile(
    r"(?:model|path|dir|url|host|port|name|type|mode|version|threads?|size|width|height|count|min"
    r"|max|interval|timeout|device|backend|provider|settings?|options?|config|camera|detector"
    r"|detection|recognizer|features?|plugins?|services?|params?|level|scale|fps|batch|gpu|cpu)s?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class GenericFormat:
    """The reader of structured files that no other format recognises."""

    id: str = "unknown-format"
    title: str = "a structured file of no format known here"
    versions: str = "any"
    covers: str = (
        "Keys that mention faces: switches that are off, thresholds, stores; never that "
        "recognition is on, and no name of a person"
    )
    documentation_url: str = ""

    def recognises(self, document: ConfigDocument) -> bool:
        """Whether the document is structured as configurations are, and no prose."""
        if document.syntax is Syntax.PLAIN or document.embedded:
            return False
        entries = document.root.entries()
        if document.syntax is Syntax.XML:
            return "html" not in {name.lower() for name in entries}
        keys = [key for path, _ in document.root.walk() for key in path[-1:]]
        keys = [key for key in keys if key and not key.startswith("[")]
        if len(keys) < LEAST_KEYS or not all(_KEY.fullmatch(key) for key in entries if key):
            return False
        # The head of a letter (From, To, Date) reads as YAML; nothing is nested in it.
        written = document.lines[document.root.mark.line - 1].lstrip()
        nested = any(node.entries() or node.items() for node in entries.values())
        return document.syntax is not Syntax.TREE or nested or written.startswith(("{", "["))

    def suspects(self, text: str) -> bool:
        """Nothing is known of what such a file would look like when it is damaged."""
        del text
        return False

    def read(self, document: ConfigDocument) -> FormatReading:
        """Read a document that it recognises."""
        book = Notebook(document, self.id, closed=False, partial=True)
        about = list(_about_faces(document.root))
        comments = list(comments_about_faces(document))
        on = [found for found in about if _is_switch(found) is Switch.ON]
        off = [found for found in about if _is_switch(found) is Switch.OFF]
        compared = [f for f in about if _THRESHOLD.search(f[0][-1]) and f[1].number() is not None]
        stored = [f for f in about if _STORE.search(f[0][-1]) and f[1].value not in (None, "")]
        recognising = [f for f in on if _RECOGNITION.search(dotted(f[0]))]
        for found in off[:MAX_FOUND]:
            at = _place(document, found)
            switched = named_switch(*found[0])
            function, state = switched.function or Function.UNSTATED, EvidenceState.DISABLED
            if not switched.whole:
                function, state = Function.UNSTATED, EvidenceState.MENTIONED
            book.function(function, state, at=at, confidence=UNSURE)
        if recognising and compared and stored:
            # Likely, and proved by nobody's documentation.
            at = _place(document, recognising[0])
            book.function(Function.RECOGNITION, EvidenceState.PROVISIONED, at=at, confidence=UNSURE)
        else:
            left = [f for f in about if f not in off]
            for found in left[:MAX_FOUND]:
                at = _place(document, found)
                book.function(Function.UNSTATED, EvidenceState.MENTIONED, at=at, confidence=UNSURE)
            if len(left) > MAX_FOUND:
                book.warnings.append(wording("generic.more_settings", number=MAX_FOUND))
        for found in compared[:MAX_FOUND]:
            scale = Scale.DISTANCE if _DISTANCE.search(found[0][-1]) else Scale.UNSTATED
            at = _place(document, found)
            book.threshold(found[1].number(), ThresholdUse.OTHER, scale, at=at)
        book.question(wording("generic.ask_keys" if about or comments else "generic.ask_silent"))
        for place in comments:
            book.mention(document.comment_locator(*place))
        return book.reading()


Found = tuple[tuple[str, ...], Node]


def _about_faces(root: Node) -> Iterator[Found]:
    """Values whose key, or a key above them, mentions faces, and short values that do."""
    for path, node in root.walk():
        if not path or node.entries() or node.items():
            continue
        short = isinstance(node.value, str) and len(node.raw) < LONGEST_NAME
        if path[-1].startswith("[") and node.number() is not None:
            # A row of numbers, such as the corners of a box, says nothing by itself.
            continue
        named = [key for key in path if not key.startswith("[")]
        if any(about_faces(key) for key in named) or (short and about_faces(node.raw)):
            yield path, node


def speaks_of_faces(document: ConfigDocument) -> bool:
    """Whether a key or short value of the document mentions faces."""
    return next(_about_faces(document.root), None) is not None


def _place(document: ConfigDocument, found: Found) -> TextLocator:
    """Where a setting stands, quoted without what may be a person's name."""
    path, node = found
    at = document.locator(path, node)
    keys = _keys_shown(path)
    plain = (
        isinstance(node.value, bool)
        or node.number() is not None
        or switch(node) is not Switch.UNKNOWN
    )
    word = about_faces(node.raw) if isinstance(node.value, str) else None
    value = node.raw if plain else f"{HIDDEN}{word.group()}{HIDDEN}" if word else HIDDEN
    last = keys[-1] if keys else HIDDEN
    return at.model_copy(
        update={"key": document.within + dotted(tuple(keys)), "quote": f"{last}: {value}"}
    )


def _keys_shown(path: tuple[str, ...]) -> list[str]:
    """The keys of `path`; below one about faces only those that configurations use."""
    shown: list[str] = []
    below = False
    for key in path:
        known = key.startswith("[") or any(
            pattern.search(key) for pattern in (_SWITCH, _RECOGNITION, _THRESHOLD, _STORE)
        )
        known = known or about_faces(key) is not None or _PLAIN_KEY.search(key) is not None
        shown.append(key if known or not below else HIDDEN)
        below = below or about_faces(key) is not None or _STORE.search(key) is not None
    return shown


def _is_switch(found: Found) -> Switch:
    path, node = found
    if isinstance(node.value, bool) or _SWITCH.search(path[-1]):
        return switch(node)
    return Switch.UNKNOWN


GENERIC = GenericFormat()
