"""What a model's or label file's name says that it infers."""

from __future__ import annotations

import re

from auditor.examine.configs.labels import Function

_ATTRIBUTES = re.compile(
    r"emotion|gaze(?:net)?|heart_?rate|age[-_]?gender|gender|(?<![a-z])age(?:net)?(?![a-z])"
    r"|open-closed-eye|anti-?spoof|face[-_]?mask",
    re.IGNORECASE,
)
_EMBEDDING = re.compile(
    r"arcface|insightface|facenet512|facenet-(?:2018|pytorch)|vggface|adaface|sphereface"
    r"|face-reidentification|face-recognition|w600k|glint|magface|cosface",
    re.IGNORECASE,
)
_BODY = re.compile(r"(?:person-)?re-?identification(?!.*face)|ReIdentificationNet", re.IGNORECASE)
_DETECTION = re.compile(
    r"facenet|face[-_]?detect|facedetectir|labels_face|peoplenet|facial[-_]?landmarks?|fpenet"
    r"|head-pose|landmarks-regression|yunet|retinaface|scrfd|blazeface|(?<![a-z])face(?![a-z])",
    re.IGNORECASE,
)


def function_of_model(name: str) -> Function | None:
    """What the model called `name` infers; None where it has nothing to do with faces or people.

    NVIDIA's `facenet` finds faces; the networks that make templates have other names.
    """
    if _EMBEDDING.search(name):
        return Function.RECOGNITION
    if _ATTRIBUTES.search(name):
        return Function.ATTRIBUTES
    if _BODY.search(name):
        return Function.REIDENTIFICATION
    return Function.DETECTION if _DETECTION.search(name) else None
