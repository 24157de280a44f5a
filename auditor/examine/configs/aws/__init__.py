"""AWS Rekognition: stream processors, collections, calls and permissions, in JSON, YAML or HCL."""

from __future__ import annotations

import re
from dataclasses import dataclass

from auditor.examine.configs.aws.calls import is_program, is_script, said
from auditor.examine.configs.aws.reading import read_aws
from auditor.examine.configs.aws.vocabulary import plain
from auditor.examine.configs.hcl_source import is_hcl
from auditor.examine.configs.interface import FormatReading
from auditor.examine.configs.source import ConfigDocument, Syntax
from auditor.examine.configs.tree import Node

_SIGNS = re.compile(
    r"AWS::Rekognition::|aws_rekognition_|\brekognition:[A-Z*]|\bRekognition\w*Policy\b"
    r"|\bAmazonRekognition\w+|^(?:FaceSearch|face_search|faceSearchSettings)$|\bConnectedHome\b"
    r"|\bFaceModelVersions?\b|\bExternalImageId\b|\baws rekognition [a-z-]+"
    r"|\bStreamProcessorArn\b|^StreamProcessors$|\brekognition\.amazonaws\.com$"
    r"|:aws-sdk:rekognition:|^(?:FaceSearchResponse|CelebrityFaces|FaceRecords|UnmatchedFaces)$"
    r"|client\(['\"]rekognition|client-rekognition"
)
_OF_A_SEARCH = frozenset({"facematchthreshold", "similaritythreshold", "facesearch"})
_BESIDE = frozenset({"collectionid", "sourceimage", "enabled"})
_STRUCTURED = re.compile(r"\s*(?:[{\[]|(?:#.*\n|\s)*[\w'\"-]+[ \t]*:(?:[ \t]|\n|$))")
_PROGRAM_LINE = re.compile(
    r"^\s*(?:import |from |#!|const |def |class |public |package |using |<\?php|require|param\()",
    re.MULTILINE,
)


@dataclass(frozen=True)
class AwsFormat:
    """The reader of what sets up or calls AWS Rekognition."""

    id: str = "aws"
    title: str = "AWS Rekognition (API JSON, CloudFormation, SAM, Terraform, CLI)"
    versions: str = "Rekognition API 2016-06-27"
    covers: str = (
        "Stream processors by what they search, collections with counts, calls that compare or "
        "enrol faces, attributes, permissions, thresholds, streams and buckets, hours kept"
    )
    documentation_url: str = (
        "https://docs.aws.amazon.com/rekognition/latest/APIReference/API_CreateStreamProcessor.html"
    )

    def recognises(self, document: ConfigDocument) -> bool:
        """Whether keys or values name parts of Rekognition."""
        if document.within:
            return False
        if document.syntax is Syntax.PLAIN:
            return _is_plain(document.root.raw)
        if document.syntax is Syntax.HCL:
            return any(_SIGNS.search(line) for line in document.lines)
        collection = document.root.entries() or document.root.items()
        if document.syntax is not Syntax.TREE or not collection:
            return False
        return any(
            (path and _SIGNS.search(path[-1]))
            or (isinstance(node.value, str) and _SIGNS.search(node.raw))
            or _searches(node)
            for path, node in document.root.walk()
        )

    def suspects(self, text: str) -> bool:
        """Whether a damaged text names a part of Rekognition that only a set-up names."""
        return re.search(r"AWS::Rekognition::|\"FaceSearch\"|aws_rekognition_", text) is not None

    def read(self, document: ConfigDocument) -> FormatReading:
        """Read a document that it recognises."""
        return read_aws(document)


def _searches(node: Node) -> bool:
    """Whether a mapping is a search: its threshold or switch beside its library or pictures."""
    keys = {plain(key) for key in node.entries()}
    if keys & _OF_A_SEARCH and keys & _BESIDE:
        return True
    search = next((n for k, n in node.entries().items() if plain(k) == "facesearch"), None)
    inner = {plain(key) for key in search.entries()} if search is not None else set()
    return "collectionid" in inner


def _is_plain(text: str) -> bool:
    """Whether a text is a script or program that calls Rekognition, and no structured file."""
    if is_hcl(text) or (_STRUCTURED.match(text) and not _PROGRAM_LINE.search(text)):
        return False
    return is_script(text) or (is_program(text) and any(said(text)))


AWS = AwsFormat()
