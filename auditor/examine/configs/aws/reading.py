"""What a set-up or call of AWS Rekognition says.

Thresholds of face search count from 0 to 100, 80 by default, and lower ones act as 80
(CreateStreamProcessor, FaceSearchSettings). A collection has no expiry.
"""

from __future__ import annotations

import re

from auditor.examine.configs.hcl_source import blocks
from auditor.examine.configs.interface import FormatReading
from auditor.examine.configs.labels import Function
from auditor.examine.configs.notebook import (
    KeptThing,
    LibraryKind,
    Notebook,
    Place,
    Scale,
    Sent,
    ThresholdUse,
    TimeUnit,
    shown,
)
from auditor.examine.configs.source import ConfigDocument, Syntax
from auditor.examine.configs.tree import Node, Switch, switch
from auditor.examine.model import EvidenceState, TextLocator

S = EvidenceState
LEAST_THRESHOLD = 80
"""A stream processor raises lower thresholds to this."""
_TYPES = frozenset(
    {"aws_rekognition_stream_processor", "aws_rekognition_collection", "aws_rekognition_project"}
)
_CALLS = {
    **dict.fromkeys(
        ("indexfaces", "searchfaces", "searchfacesbyimage", "searchusers", "searchusersbyimage"),
        Function.RECOGNITION,
    ),
    **dict.fromkeys(
        ("associatefaces", "startfacesearch", "recognizecelebrities", "startcelebrityrecognition"),
        Function.RECOGNITION,
    ),
    "comparefaces": Function.VERIFICATION,
    "createfacelivenesssession": Function.LIVENESS,
    "detectfaces": Function.DETECTION,
    "startfacedetection": Function.DETECTION,
}
_ACTION = re.compile(r"rekognition:([A-Za-z*]+)")
_COMMAND = re.compile(r"aws rekognition ([a-z-]+)([^\n]*)")
_POLICY = re.compile(r"Rekognition(?:Faces|Read|WriteOnlyAccess|DetectOnly)Policy")
_SEARCH = ("facesearch", "facesearchsettings")
_HOURS = ("dataretentioninhours", "retentionperiodhours")
_REGION = re.compile(r"arn:aws[\w-]*:[\w-]+:([a-z]{2}-[a-z-]+-\d):")


def _plain(key: str) -> str:
    return key.replace("_", "").replace("-", "").lower()


def read_aws(document: ConfigDocument) -> FormatReading:
    """Read a document that names parts of Rekognition."""
    book = Notebook(document, "aws", closed=False)
    if document.syntax is Syntax.PLAIN:
        _commands(book)
        return book.reading()
    if document.syntax is Syntax.HCL:
        for kind, name, body in blocks(document.root, "resource"):
            _resource(book, kind, name, body)
    else:
        _tree(book, document.root, ())
    if book.evidence:
        book.question(
            "Ask for DescribeStreamProcessor and DescribeCollection (status, number of faces), and "
            "for the region and the data-sharing choice."
        )
    return book.reading()


# --- Terraform -----------------------------------------------------------------------------------


def _resource(book: Notebook, kind: str, name: str, body: Node) -> None:
    path = ("resource", kind, name)
    count = body.entries().get("count") or body.entries().get("for_each")
    if kind.startswith("aws_rekognition_") and kind not in _TYPES:
        book.note(
            "no_such_resource",
            "The provider has no resource of this type, so that this deploys nothing.",
            path=path,
            node=body,
        )
        return
    gate = _gate(book, count)
    if kind == "aws_rekognition_collection":
        _collection(book, path, body, gate)
    else:
        _tree(book, body, path, gate)


def _gate(book: Notebook, count: Node | None) -> S | None:
    """What a `count` makes of a resource: None where it is deployed."""
    if count is None or count.number() == 1:
        return None
    if count.number() == 0:
        return S.DISABLED
    found = re.search(r"var\.(\w+)\s*\?\s*1\s*:\s*0", count.raw)
    if found is not None:
        for _, name, body in blocks(book.document.root, "variable"):
            default = body.entries().get("default")
            if name == found.group(1) and default is not None:
                on = switch(default)
                return {Switch.ON: None, Switch.OFF: S.DISABLED}.get(on, S.PROVISIONED)
    return S.PROVISIONED


# --- trees ---------------------------------------------------------------------------------------


def _tree(book: Notebook, root: Node, above: tuple[str, ...], gate: S | None = None) -> None:
    stopped = any(
        path and _plain(path[-1]) == "status" and node.text().upper() == "STOPPED"
        for path, node in root.walk()
    )
    for inner, node in root.walk():
        if not inner:
            continue
        at = Place(path=(*above, *inner), node=node)
        key = _plain(inner[-1])
        if key in _SEARCH and node.value is not None:
            book.function(Function.RECOGNITION, gate or (S.GATED if stopped else S.ENABLED), **at)
            book.library(LibraryKind.UNTOLD, **at)
        elif key in ("attributes", "faceattributes") and "ALL" in _texts(node):
            book.function(Function.ATTRIBUTES, gate or S.ENABLED, **at)
        elif key == "type" and node.text() == "AWS::Rekognition::Collection":
            _collection(book, (*above, *inner), node, gate)
        elif not _people(book, key, node):
            _setting(book, key, node, at)


def _people(book: Notebook, key: str, node: Node) -> bool:
    """Faces counted, listed or matched; whether it was one of these."""
    # A quote would name them.
    at = Place(at=TextLocator(line=node.at.line, column=node.at.column, key=shown(key)))
    if key == "facecount" and (node.number() or 0) > 0:
        book.function(Function.RECOGNITION, S.POPULATED, **at)
        book.library(LibraryKind.UNTOLD, people=round(node.number() or 0), **at)
    elif key == "faces" and any(item.get("FaceId") for item in node.items()):
        book.function(Function.RECOGNITION, S.POPULATED, **at)
        book.library(LibraryKind.UNTOLD, pictures=len(node.items()), **at)
    elif key == "facematches" and node.items():
        book.function(Function.RECOGNITION, S.OBSERVED, **at)
    else:
        return False
    return True


def _setting(book: Notebook, key: str, node: Node, at: Place) -> None:
    if key in ("facematchthreshold", "similaritythreshold"):
        _threshold(book, node, at)
    elif key in _HOURS and (hours := node.number()) is not None:
        book.retention(KeptThing.RECORDINGS, hours, TimeUnit.HOURS, **at)
    elif key in ("arn", "snstopicarn", "bucket") and node.text():
        _sent(book, node, at, key)
    elif key == "optin" and switch(node) is Switch.ON:
        book.note("sharing", "Media may be used to improve the service.", **at)
    elif isinstance(node.value, str):
        _permitted(book, node, at)


def _texts(node: Node) -> set[str]:
    return {node.text(), *(item.text() for item in node.items())}


def _threshold(book: Notebook, node: Node, at: Place) -> None:
    value = node.number()
    book.threshold(value, ThresholdUse.MATCH, Scale.PERCENT_SIMILARITY, **at)
    if value is not None and value < LEAST_THRESHOLD:
        book.note(
            "effective", f"A stream processor raises this threshold to {LEAST_THRESHOLD}.", **at
        )


def _collection(book: Notebook, path: tuple[str, ...], node: Node, gate: S | None) -> None:
    at = Place(path=path, node=node)
    book.function(Function.RECOGNITION, gate or S.PROVISIONED, **at)
    book.retention(KeptThing.TEMPLATES, None, TimeUnit.DAYS, **at)


def _sent(book: Notebook, node: Node, at: Place, key: str) -> None:
    text = node.text()
    region = _REGION.search(text)
    if key == "bucket" or region is not None:
        place = f"{region.group(1)}.amazonaws.com" if region else "s3.amazonaws.com"
        book.destination("AWS", place, Sent("Pictures or records of faces", True), **at)


def _permitted(book: Notebook, node: Node, at: Place) -> None:
    for found in _ACTION.finditer(node.text()):
        name = _plain(found.group(1))
        function = _CALLS.get(name) or (Function.RECOGNITION if name == "*" else None)
        if function is not None:
            book.function(function, S.PERMITTED, **at)
            book.function(Function.UNTOLD, S.MENTIONED, **at)
            return
    if _POLICY.search(node.text()):
        book.function(Function.UNTOLD, S.PERMITTED, **at)


# --- commands ------------------------------------------------------------------------------------


def _commands(book: Notebook) -> None:
    for number, line in enumerate(book.document.lines, start=1):
        if line.lstrip().startswith("#"):
            continue
        for found in _COMMAND.finditer(line):
            name = _plain(found.group(1))
            at = Place(at=book.line(number, found.start() + 1))
            whole = "\n".join(book.document.lines[number - 1 : number + 11])
            function = _CALLS.get(name)
            if name == "createstreamprocessor" and re.search(r"FaceSearch\b", whole):
                function = Function.RECOGNITION
            if name == "createcollection":
                book.function(Function.RECOGNITION, S.PROVISIONED, **at)
            if function is Function.DETECTION and re.search(r"attributes\W+ALL\b", whole, re.I):
                function = Function.ATTRIBUTES
            if function is not None:
                book.function(function, S.ENABLED, **at)
