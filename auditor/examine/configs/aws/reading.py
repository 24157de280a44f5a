"""What a set-up or call of AWS Rekognition says.

Thresholds of face search count from 0 to 100, 80 by default, and lower ones act as 80
(CreateStreamProcessor, FaceSearchSettings). A collection has no expiry.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.core.locator import TextLocator
from auditor.core.wording import wording
from auditor.examine.configs.aws import calls
from auditor.examine.configs.aws.functions import deployed_use
from auditor.examine.configs.aws.processors import Processor, processors, unknown_keys
from auditor.examine.configs.aws.records import record
from auditor.examine.configs.aws.storage import note_storage
from auditor.examine.configs.aws.vocabulary import (
    ACTION,
    CALLS,
    DETECTS_ONLY,
    POLICY,
    REGION,
    SEARCH_KEYS,
    TARGET,
    plain,
)
from auditor.examine.configs.frame.labels import POSITIVE, Function
from auditor.examine.configs.frame.notebook import Notebook
from auditor.examine.configs.frame.terms import (
    KeptThing,
    LibraryKind,
    Place,
    Scale,
    Sent,
    ThresholdUse,
    TimeUnit,
    shown,
)
from auditor.examine.configs.interface import FormatReading
from auditor.examine.configs.syntax.hcl import blocks
from auditor.examine.configs.syntax.source import ConfigDocument, Syntax
from auditor.examine.configs.syntax.template_values import Values
from auditor.examine.configs.syntax.tree import Node, Switch, Unknown, switch
from auditor.examine.model import EvidenceState

S = EvidenceState
LEAST_THRESHOLD = 80
"""A stream processor raises lower thresholds to this."""
DEFAULT_THRESHOLD = 80
"""The threshold of a face search that states none (FaceSearchSettings)."""
_TYPES = frozenset(
    {
        *("aws_rekognition_stream_processor", "aws_rekognition_collection"),
        *("aws_rekognition_project",),
    }
)
_TEMPLATE_THRESHOLD = re.compile(r"^\s*\{.*FaceMatchThreshold", re.DOTALL)
"""A request written into a set-up as one text."""
_COLLECTION = frozenset({"AWS::Rekognition::Collection", "aws_rekognition_collection"})
_OPERATORS = {
    "celebrityrecognition": Function.RECOGNITION,
    "facesearch": Function.RECOGNITION,
    "facedetection": Function.ATTRIBUTES,
}
"""Operators of a media workflow, each with a switch of its own; its face detection asks for all
attributes (AWS Media Insights Engine, faceDetection operator)."""


def read_aws(document: ConfigDocument) -> FormatReading:
    """Read a document that names parts of Rekognition."""
    book = Notebook(document, "aws", closed=False)
    if document.syntax is Syntax.PLAIN:
        text = document.root.raw
        _program(book, text)
    else:
        text = "\n".join(document.lines)
        _Reader(book, document).read()
    if any(evidence.state in POSITIVE for evidence, _ in book.evidence):
        _sent_to_aws(book, text)
    if book.evidence:
        book.question(wording("aws.ask_processors"))
    return book.reading()


def _sent_to_aws(book: Notebook, text: str) -> None:
    arn = REGION.search(text)
    region = arn.group(1) if arn is not None else calls.region(text)
    evidence, at = next(pair for pair in book.evidence if pair[0].state in POSITIVE)
    host = f"rekognition.{region}.amazonaws.com" if region else "rekognition.amazonaws.com"
    book.destination(
        "AWS", host, Sent("frame.face_pictures", True), at=at, subject=evidence.subject
    )


def _program(book: Notebook, text: str) -> None:
    for one in calls.said(text):
        # The rest of the line may name people by the ids their pictures are stored under.
        at = book.line(one.line, one.column).model_copy(update={"quote": one.name})
        book.function(one.function, one.state, at=at)
        if one.state is S.PERMITTED:
            book.function(Function.UNSTATED, S.PERMITTED, at=at)
    for number in calls.thresholds(text):
        _threshold(book, number.value, Place(at=book.line(number.line, number.column)), number)
    for hours in calls.hours_kept(text):
        book.retention(
            KeptThing.RECORDINGS,
            hours.value,
            TimeUnit.HOURS,
            at=book.line(hours.line, hours.column),
        )


def _threshold(
    book: Notebook, value: float | None, at: Place, written: calls.Number | None = None
) -> None:
    one = written is not None and written.one_to_one
    use = ThresholdUse.MATCH_ONE_TO_ONE if one else ThresholdUse.MATCH
    book.threshold(value, use, Scale.PERCENT_SIMILARITY, **at)


class _Reader:
    """Reads one tree."""

    def __init__(self, book: Notebook, document: ConfigDocument) -> None:
        self.book = book
        self.root = document.root
        self.hcl = document.syntax is Syntax.HCL
        self.values = Values(document.root)
        self.found = processors(document.root, self.values)

    def read(self) -> None:
        """Note everything."""
        for one in self.found:
            self.book.device(one.name, path=one.path, node=one.node)
        for one in self.found:
            self._processor(one)
            for key in unknown_keys(one):
                self.book.unknown(".".join((*one.path, key)))
        self._mapping((), self.root, "")
        for path, node in self.root.walk():
            if path and not self._hidden(path):
                self._value(path, node)
        note_storage(self.book, self.root, self.values)
        if self.hcl:
            self._modules()
        deployed_use(self.book, self.root)

    # --- where it stands -------------------------------------------------------------------------

    def _hidden(self, path: tuple[str, ...]) -> bool:
        """Whether a value is an answer that Terraform gives back, or a stated parameter."""
        return path[0] in ("output", "Outputs", "variable", "Parameters", "Metadata")

    def _gate(self, path: tuple[str, ...]) -> EvidenceState | None:
        """What the conditions around a value make of it."""
        node: Node | None = self.root
        worst: EvidenceState | None = None
        for key in path:
            node = _step(node, key)
            if node is None:
                break
            gate = self.values.gate(node)
            worst = S.DISABLED if S.DISABLED in (gate, worst) else gate or worst
        return worst

    def _subject(self, path: tuple[str, ...]) -> str:
        """What a value is about: its stream, or its resource where there are streams next to it."""
        for one in self.found:
            if path[: len(one.path)] == one.path:
                return one.name
        return ".".join(path[1:3] if self.hcl else path[:2]) if self.found else ""

    def _place(self, path: tuple[str, ...], node: Node) -> Place:
        return Place(path=path, node=node, subject=self._subject(path))

    # --- what it says ----------------------------------------------------------------------------

    def _processor(self, one: Processor) -> None:
        if one.search is None:
            return
        path, search = one.search
        at = Place(path=path, node=search, subject=one.name)
        state = self._gate(path) or one.status or S.ENABLED
        self.book.function(Function.RECOGNITION, state, **at)
        library = next(
            (child for p, child in search.walk() if p and plain(p[-1]) == "collectionid"), None
        )
        name = self.values.text(library) if library is not None else ""
        self.book.library(LibraryKind.UNSTATED, name=name, **at)
        if not any(p and plain(p[-1]) == "facematchthreshold" for p, _ in search.walk()):
            self.book.threshold(
                DEFAULT_THRESHOLD,
                ThresholdUse.MATCH,
                Scale.PERCENT_SIMILARITY,
                path=path,
                node=search,
                subject=one.name,
                by_default=True,
            )

    def _value(self, path: tuple[str, ...], node: Node) -> None:
        key = plain(path[-1])
        at = self._place(path, node)
        if self.hcl and path[:1] == ("resource",) and path[2:] == path[-1:]:
            self._resource(path, node, at)
        if POLICY.search(path[-1]):
            self._permitted(at)
        if node.entries():
            self._mapping(path, node, key)
        elif key == "type" and node.text() in _COLLECTION:
            self._collection(path, node)
        elif key in ("facematchthreshold", "similaritythreshold"):
            self._written_threshold(path, node, at, key)
        elif key in ("attributes", "faceattributes"):
            self._attributes(path, node, at)
        elif key == "optin" and switch(node) is Switch.ON:
            self.book.note("sharing", wording("aws.media_improve_service"), **at)
        elif isinstance(node.value, str | Unknown):
            self._text(path, node, at)

    def _mapping(self, path: tuple[str, ...], node: Node, key: str) -> None:
        """A request, an answer, or an operator of a workflow."""
        on = node.get("Enabled")
        if key in _OPERATORS and on is not None:
            state = {Switch.ON: S.ENABLED, Switch.OFF: S.DISABLED}.get(switch(on), S.GATED)
            self.book.function(_OPERATORS[key], state, path=path, node=node)
            return
        inside = any(path[: len(one.path)] == one.path for one in self.found)
        if key in SEARCH_KEYS and not inside and not self._misspelt(path):
            # Elsewhere than in a processor's settings it is a part of some other program.
            alone = path[1:] == () or plain(path[-2]) == "settings"
            state = self._gate(path) or (S.ENABLED if alone else S.PROVISIONED)
            self.book.function(Function.RECOGNITION, state, **self._place(path, node))
            self.book.library(LibraryKind.UNSTATED, **self._place(path, node))
            return
        if inside or (shows := record(node)) is None:
            return
        # A quote would name people.
        where = next(child for k, child in node.entries().items() if plain(k) == shows.key)
        at = TextLocator(line=where.at.line, column=where.at.column, key=shown(shows.key))
        self.book.function(shows.function, shows.state, at=at, subject=self._subject(path))
        if shows.pictures is not None:
            people = shows.pictures if shows.key == "facecount" else None
            pictures = None if shows.key == "facecount" else shows.pictures
            self.book.library(LibraryKind.UNSTATED, people=people, pictures=pictures, at=at)

    def _resource(self, path: tuple[str, ...], node: Node, at: Place) -> None:
        kind = path[1]
        if kind == "aws_rekognition_collection":
            self._collection(path, node)
        elif kind.startswith("aws_rekognition_") and kind not in _TYPES:
            self.book.note("no_such_resource", wording("aws.no_such_resource"), **at)

    def _misspelt(self, path: tuple[str, ...]) -> bool:
        kind = path[1] if self.hcl and path[1:] else ""
        return kind.startswith("aws_rekognition_") and kind not in _TYPES

    def _collection(self, path: tuple[str, ...], node: Node) -> None:
        at = self._place(path, node)
        state = self._gate(path) or S.PROVISIONED
        self.book.function(Function.RECOGNITION, state, **at)
        self.book.retention(KeptThing.TEMPLATES, None, TimeUnit.DAYS, **at)

    def _written_threshold(self, path: tuple[str, ...], node: Node, at: Place, key: str) -> None:
        value, by_default = self.values.number(node)
        if by_default and value is not None:
            at["by_default"] = True
        one = key == "similaritythreshold"
        use = ThresholdUse.MATCH_ONE_TO_ONE if one else ThresholdUse.MATCH
        self.book.threshold(value, use, Scale.PERCENT_SIMILARITY, **at)
        streamed = any(path[: len(one.path)] == one.path for one in self.found)
        if streamed and value is not None and value < LEAST_THRESHOLD:
            self.book.note(
                "effective", wording("aws.threshold_raised", least=LEAST_THRESHOLD), **at
            )

    def _attributes(self, path: tuple[str, ...], node: Node, at: Place) -> None:
        asked = {node.text(), *(item.text() for item in node.items())}
        if "ALL" in asked:
            self.book.function(Function.ATTRIBUTES, self._gate(path) or S.ENABLED, **at)
        elif "DEFAULT" in asked:
            self.book.function(Function.DETECTION, self._gate(path) or S.ENABLED, **at)

    def _text(self, path: tuple[str, ...], node: Node, at: Place) -> None:
        """A permission, a call, a command, or a program within the set-up."""
        text = node.raw
        if "\n" in text or _TEMPLATE_THRESHOLD.search(text):
            for number in calls.thresholds(text):
                _threshold(self.book, number.value, at, number)
        if "ekognition" not in text:
            return
        functions = [calls.permitted_function(found) for found in ACTION.findall(text)]
        for function in sorted({f for f in functions if f is not None}):
            self.book.function(function, S.PERMITTED, **at)
        if any(functions) or POLICY.search(text):
            self._permitted(at)
        gate = self._gate(path)
        for function in _targets(text):
            self.book.function(function, gate or S.ENABLED, **at)
        for one in calls.said(text):
            if one.state is not S.PERMITTED and _task(path, one.function):
                self.book.function(one.function, gate or one.state, **at)

    def _permitted(self, at: Place) -> None:
        """That somebody may, which leaves open whether anybody does: said once."""
        function = Function.UNSTATED
        if (node := at.get("node")) is not None and DETECTS_ONLY.search(
            f"{at['path'][-1]} {node.raw}"
        ):
            function = Function.DETECTION
        said = (function, S.PERMITTED, at.get("subject", ""))
        if all((e.function, e.state, e.subject) != said for e, _ in self.book.evidence):
            self.book.function(function, S.PERMITTED, **at)

    def _modules(self) -> None:
        for _, name, body in blocks(self.root, "module"):
            source = body.get("source")
            told = f"{name} {source.raw if source is not None else ''}"
            if re.search(r"rekognition|face(?!book)", told, re.IGNORECASE):
                path = ("module", name)
                gate = self.values.gate(body)
                if gate is S.DISABLED:
                    self.book.function(Function.UNSTATED, gate, path=path, node=body)
                else:
                    self.book.unseen(told.strip(), path=path, node=body)


def _targets(text: str) -> Iterator[Function]:
    """What the calls do that a header `X-Amz-Target` in `text` names."""
    for target in TARGET.findall(text):
        if (function := CALLS.get(plain(target))) is not None:
            yield function


def _task(path: tuple[str, ...], function: Function) -> bool:
    """Whether a call counts here: a task that detects says by its parameters what it asks for."""
    return function is not Function.DETECTION or plain(path[-1]) != "resource"


def _step(node: Node | None, key: str) -> Node | None:
    if node is None:
        return None
    if (entry := node.entries().get(key)) is not None or not key.startswith("["):
        return entry
    items, index = node.items(), key[1:-1]
    return items[int(index)] if index.isdecimal() and int(index) < len(items) else None
