"""Which types of ONVIF's rules and analysis modules are about faces, by the words in them.

ONVIF defines one rule about faces, `tt:FaceRecognition` (Analytics Service Specification, "Face
Recognition"); all others are the makers' own, and are known by their names alone.
"""

from __future__ import annotations

import re

from auditor.examine.configs.frame.face_words import about_faces
from auditor.examine.configs.frame.labels import Function

_BEGINS = re.compile(r"(?:human_?)?face(?!t)", re.IGNORECASE)
_RECOGNISES = re.compile(r"recogn|match|compar|identif|verif", re.IGNORECASE)
_CAPTURES = re.compile(r"captur|snap", re.IGNORECASE)
_ATTRIBUTES = re.compile(
    r"(?<![A-Za-z])[Aa]ge(?![a-z])|(?<=[a-z])Age(?![a-z])|(?i:attribut|gender|mask|emotion"
    r"|expression)"
)
_ATTRIBUTES_ALONE = re.compile(
    r"(?i:age_?gender\w*|gender\w*|age_?(?:detect|estim)\w*|(?:no_?)?mask(?:_?detect\w*)?"
    r"|emotion\w*)"
)
_COUNTS = re.compile(r"count|occupancy", re.IGNORECASE)
_CLASSES = re.compile(r"class(?:es|filter|types?)?|object_?types?|targets?", re.IGNORECASE)
_FACE_CLASS = re.compile(r"(?:^|[\s,;])(?:human[ _]?)?face(?:$|[\s,;])", re.IGNORECASE)


def local_name(name: str) -> str:
    """A qualified name without its prefix, which is arbitrary."""
    return name.strip().rpartition(":")[2]


def function_of(name: str) -> Function | None:
    """What a rule, module or topic of this name does with faces or people; None for neither."""
    word = local_name(name)
    if about_faces(word) is not None or _BEGINS.match(word):
        if _RECOGNISES.search(word):
            return Function.RECOGNITION
        if _CAPTURES.search(word):
            return Function.FACE_CAPTURE
        return Function.ATTRIBUTES if _ATTRIBUTES.search(word) else Function.DETECTION
    if _ATTRIBUTES_ALONE.fullmatch(word):
        return Function.ATTRIBUTES
    return Function.COUNTING if _COUNTS.search(word) else None


def names_faces(parameter: str, value: str) -> bool:
    """Whether a parameter that lists classes of objects (`ClassFilter`) lists faces."""
    return bool(_CLASSES.fullmatch(parameter.strip()) and _FACE_CLASS.search(value))
