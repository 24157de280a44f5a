"""What a model's, label file's or parser's name says that it infers."""

from __future__ import annotations

import re

from auditor.examine.configs.frame.labels import Function

_ATTRIBUTES = re.compile(
    r"emotion|gaze(?:net)?(?![a-z])|heart_?rate|age[-_]?gender|gender|(?<![a-z])age(?:net)?(?![a-z])"
    r"|open-closed-eye|anti-?spoof|(?:face|facial)[-_]?(?:mask|attribute)|mask[-_]?(?:class|detect)"
    r"|person[-_]?attributes?|pedestrian[-_]?attributes?|fairface|glasses",
    re.IGNORECASE,
)
_EMBEDDING = re.compile(
    r"arcface|insightface|facenet512|facenet-(?:\d{8}|2018|pytorch)|vggface|adaface|sphereface"
    r"|face-?reidentification|face_reidentification|face[-_]recogni\w+|face[-_]?reid|w600k|glint"
    r"|magface|cosface|mobile_?facenet|ms1mv?\d|sface|face[-_]embed\w*|ghostfacenet|buffalo_[lms]",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"(?:person-)?re-?identification(?!.*face)|ReIdentificationNet|market1501|osnet"
    r"|person[-_]?re-?id|(?<![a-z])reid(?![a-z])",
    re.IGNORECASE,
)
_DETECTION = re.compile(
    r"facenet|face[-_]?det|facedetectir|labels_face|peoplenet|facial[-_]?landmarks?|fpenet"
    r"|head-pose|landmarks-regression|yunet|retinaface|scrfd|blazeface|yolo\w*?[-_]?face"
    r"|widerface|centerface|ultraface|mtcnn|face[-_]?box(?:es)?(?![a-z])|(?<![a-z])faces?(?![a-z])",
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
