"""Programs and scripts that call a face service or SDK, and the settings written in them.

A program's own constants (`GROUP_ID = 'hotel'`) and lists (`'group_id' => 'hotel'` in PHP) are
settings as those of a file of settings are, and are read as such.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from auditor.examine.configs.face_sdk.services import ACTIONS, LIBRARY_ACTIONS, ROUTES, fields
from auditor.examine.configs.face_sdk.values import Setting, setting
from auditor.examine.configs.face_sdk.vocabulary import FIELDS, HOST, plain
from auditor.examine.configs.frame.labels import Function
from auditor.examine.configs.syntax.program_text import spoken
from auditor.examine.configs.syntax.tree import Mark, Node, variable
from auditor.examine.model import EvidenceState

F = Function
S = EvidenceState
_TAKEN_IN = re.compile(
    r"\bAipFace|com\.baidu\.(?:aip\.face|idl\.face|idl\.facesdk)|from aip import"
    r"|tencentcloud(?:api)?[.\w/-]*\biai\b|\bIaiClient\b|iai_client|facebody(?:20191230|_?client)?\b"
    r"|com\.arcsoft\.face|\bArcSoftFace|\bFaceEngine\b|libarcsoft_face|ArcFace(?:Sharp|\.Core)"
    r"|com\.huawei\.frs|\bFrsClient\b|huaweicloudsdkfrs|com\.megvii\.\w*face|faceplusplus|facepp/v\d"
    r"|com\.seeta\.sdk|SeetaFace|ViewFaceCore"
)
"""How a program takes a service or SDK of faces in."""
_AIP = re.compile(
    r"\.(search|multiSearch|addUser|updateUser|match|detect|faceverify|personVerify|groupAdd"
    r"|multi_search|add_user)\s*\("
)
_AIP_FUNCTIONS = {
    **dict.fromkeys(("search", "multisearch", "adduser", "updateuser", "groupadd"), F.RECOGNITION),
    **dict.fromkeys(("match", "personverify"), F.VERIFICATION),
    "detect": F.DETECTION,
    "faceverify": F.LIVENESS,
}
_CALLED = re.compile(r"(?:[.>:]|new\s+|\b)([A-Za-z]{8,40})(?:Advance)?(?:Request)?\s*[({.]")
_ACTION = re.compile(r"\baction['\"]?\s*(?:=>|:|=)\s*['\"](\w+)['\"]", re.IGNORECASE)
_ENGINE = re.compile(
    r"(?:set)?[sS]upport(FaceRecognition|FaceDetect|Age|Gender|Liveness|IRLiveness|MaskDetect)"
    r"\s*\(\s*(true|false)"
    r"|ASF_(FACE_?RECOGNITION|AGE|GENDER|LIVENESS|FACE_?DETECT|MASKDETECT)\b()"
)
_ENGINE_FUNCTIONS = {
    "facerecognition": F.RECOGNITION,
    "facedetect": F.DETECTION,
    "age": F.ATTRIBUTES,
    "gender": F.ATTRIBUTES,
    "maskdetect": F.ATTRIBUTES,
    "liveness": F.LIVENESS,
    "irliveness": F.LIVENESS,
}
_ENGINE_CALL = re.compile(r"\b(compareFaceFeature|searchFaceFeature|ASFFaceFeatureCompare)\s*\(")
_FIELDS = re.compile(
    r"(face_?fields?|return_?attributes|FaceAttributesType)\W{1,8}([a-zA-Z_]+(?:\s*,\s*[a-zA-Z_]+)*)"
)
_PAIR = re.compile(
    r"(?<![\w.$-])['\"]?([A-Za-z_][\w-]{1,40})['\"]?\s*(?:=>|:|=)\s*[bru]?(['\"]?)([^'\"\n]*?)\2\s*[,;)}]?\s*$"
)
_BARE = re.compile(r"-?\d+(?:\.\d+)?[fFdD]?|true|false|True|False")
_OPENED = re.compile(r"['\"]?([A-Za-z_][\w-]{0,40})['\"]?\s*(?:=>|:|=)\s*(?:\[|\{|array\()\s*$")
_CLOSED = re.compile(r"\s*[\])}]")
_HANDED_ON = re.compile(r"<\?php|module\.exports|export default|^[A-Z_]{4,} = ", re.MULTILINE)


@dataclass(frozen=True)
class Called:
    """One thing that a program calls for, with its line (from 1) and column."""

    function: Function
    name: str
    state: EvidenceState
    line: int
    column: int


def takes_in(text: str) -> bool:
    """Whether a program takes a face service or SDK in, or calls its address."""
    return any(_TAKEN_IN.search(line) or HOST.search(line) for line in spoken(text))


def called(text: str) -> Iterator[Called]:
    """What a program calls for."""
    lines = spoken(text)
    aip = any("AipFace" in line or "from aip" in line for line in lines)
    for number, line in enumerate(lines, start=1):
        for function, found, state in (*_started(line), *_asked(line), *_called(line, aip=aip)):
            name = found.group().strip(" .({")
            yield Called(function, name, state, number, found.start() + 1)


_Found = tuple[Function, re.Match[str], EvidenceState]


def _started(line: str) -> Iterator[_Found]:
    """The functions that an engine is started with, and those that are switched off."""
    for found in _ENGINE.finditer(line):
        name = plain(found.group(1) or found.group(3))
        yield _ENGINE_FUNCTIONS[name], found, S.DISABLED if found.group(2) == "false" else S.ENABLED


def _asked(line: str) -> Iterator[_Found]:
    """The addresses called, and the fields asked for."""
    for route, function in ROUTES:
        if (address := route.search(line)) is not None:
            yield function, address, S.ENABLED
    for found in _FIELDS.finditer(line):
        asked = fields(Node(found.group(2), found.group(2), Mark(1, 1)))
        if asked is not None and plain(found.group(1)) in FIELDS:
            yield asked, found, S.ENABLED


def _called(line: str, *, aip: bool) -> Iterator[_Found]:
    for found in _ENGINE_CALL.finditer(line):
        yield F.VERIFICATION, found, S.ENABLED
    for found in _AIP.finditer(line) if aip else ():
        yield _AIP_FUNCTIONS[plain(found.group(1))], found, S.ENABLED
    for found in (*_CALLED.finditer(line), *_ACTION.finditer(line)):
        name = plain(found.group(1)).removesuffix("request").removesuffix("advance")
        if (operation := ACTIONS.get(name)) is not None:
            yield operation, found, S.ENABLED
        elif name in LIBRARY_ACTIONS:
            yield F.RECOGNITION, found, S.PROVISIONED


_THRESHOLD = re.compile(
    r"(?:match|face_?match|compare|similarity|accept)_?(?:threshold|score)['\"]?\s*"
    r"(?:=>|:|=|,)\s*['\"]?(\d+(?:\.\d+)?)",
    re.IGNORECASE,
)


def thresholds(text: str) -> Iterator[tuple[float, int, int]]:
    """The thresholds of comparison handed to calls, with their lines and columns."""
    for number, line in enumerate(spoken(text), start=1):
        if _PAIR.search(line) is None:
            for found in _THRESHOLD.finditer(line):
                yield float(found.group(1)), number, found.start() + 1


def constants(text: str) -> list[Setting]:
    """The constants and list entries of a program, each as a setting under its lists' keys."""
    found: list[Setting] = []
    above: list[str] = []
    for number, line in enumerate(spoken(text), start=1):
        if (opened := _OPENED.search(line)) is not None:
            above.append(opened.group(1))
            continue
        if _CLOSED.match(line):
            above = above[:-1]
            continue
        if (pair := _PAIR.search(line)) is None:
            continue
        value = pair.group(3).strip()
        if not pair.group(2) and not _BARE.fullmatch(value):
            continue
        mark = Mark(number, pair.start(1) + 1)
        node = Node(variable(value) or value, value, mark, mark)
        path = (*above, pair.group(1))
        found.append(setting(path, path, node))
    return found


def is_settings(text: str) -> bool:
    """Whether a program is a list of settings that it hands to others."""
    return _HANDED_ON.search(text) is not None
