"""AWS Rekognition: stream processors, collections, calls and permissions, in JSON, YAML or HCL."""

from __future__ import annotations

import re
from dataclasses import dataclass

from auditor.examine.configs.aws.calls import is_program, is_script, said
from auditor.examine.configs.aws.vocabulary import plain
from auditor.examine.configs.interface import FormatReading
from auditor.examine.configs.syntax.program_text import is_structured
from auditor.examine.configs.syntax.source import ConfigDocument, Syntax
from auditor.examine.configs.syntax.tree import Node

_SIGNS = re.compile(
    r"AWS::Rekognition::|aws_rekognition_|\brekognition:[A-Z*]|\bRekognition\w*Policy\b"
    r"|\bAmazonRekognition\w+|^(?:FaceSearch|face_search|faceSearchSettings)$|\bConnectedHome\b"
    r"|\bCollectionARN\b|\bExternalImageId\b|\baws rekognition [a-z-]+"
    r"|\bStreamProcessorArn\b|^StreamProcessors$|\brekognition\.amazonaws\.com$"
    r"|:aws-sdk:rekognition:|^(?:FaceSearchResponse|CelebrityFaces|FaceRecords|UnmatchedFaces)$"
    r"|\bRekognitionService\.[A-Z]\w+|client\(['\"]rekognition|client-rekognition"
)
_TOGETHER = (
    frozenset({"facematchthreshold", "collectionid"}),
    frozenset({"similaritythreshold", "sourceimage"}),
    frozenset({"facesearch", "collectionid"}),
    frozenset({"facemodelversion", "faces"}),
    frozenset({"facemodelversion", "facematches"}),
    frozenset({"facemodelversion", "facecount"}),
    frozenset({"facemodelversions", "collectionids"}),
)
"""Keys that only together are Rekognition's: other makers' services have one or the other."""


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
        # Few cases have files of this format.
        from auditor.examine.configs.aws.reading import read_aws  # noqa: PLC0415

        return read_aws(document)


def _searches(node: Node) -> bool:
    """Whether a mapping is a search or its answer, by keys that stand together."""
    keys = {plain(key) for key in node.entries()}
    if any(together <= keys for together in _TOGETHER):
        return True
    search = next((n for k, n in node.entries().items() if plain(k) == "facesearch"), None)
    inner = {plain(key) for key in search.entries()} if search is not None else set()
    return "collectionid" in inner


def _is_plain(text: str) -> bool:
    """Whether a text is a script or program that calls Rekognition, and no structured file."""
    if is_structured(text):
        return False
    return is_script(text) or (is_program(text) and any(said(text)))


AWS = AwsFormat()
