"""AWS Rekognition: stream processors, collections, calls and permissions, in JSON, YAML or HCL."""

from __future__ import annotations

import re
from dataclasses import dataclass

from auditor.examine.configs.aws.reading import read_aws
from auditor.examine.configs.interface import FormatReading
from auditor.examine.configs.source import ConfigDocument, Syntax

_SIGNS = re.compile(
    r"AWS::Rekognition::|aws_rekognition_|\brekognition:[A-Z*]|\bRekognition\w*Policy\b"
    r"|\bFaceSearch\b|\bface_search\b|\bConnectedHome\b|\bFaceMatchThreshold\b"
    r"|\bFaceModelVersion\b|\bExternalImageId\b|aws rekognition [a-z-]+"
    r"|\bStreamProcessorArn\b|\brekognition\.(?:index|search|compare|detect)_\w+"
)
_COMMAND = re.compile(r"^\s*aws rekognition [a-z-]+", re.MULTILINE)


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
            return _COMMAND.search(document.root.raw) is not None
        if document.syntax is Syntax.HCL:
            return any(_SIGNS.search(line) for line in document.lines)
        collection = document.root.entries() or document.root.items()
        if document.syntax is not Syntax.TREE or not collection:
            return False
        return any(
            (path and _SIGNS.search(path[-1])) or (node.text() and _SIGNS.search(node.text()))
            for path, node in document.root.walk()
        )

    def suspects(self, text: str) -> bool:
        """Whether a damaged text names a part of Rekognition that only a set-up names."""
        return re.search(r"AWS::Rekognition::|\"FaceSearch\"|aws_rekognition_", text) is not None

    def read(self, document: ConfigDocument) -> FormatReading:
        """Read a document that it recognises."""
        return read_aws(document)


AWS = AwsFormat()
