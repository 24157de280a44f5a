"""Requests to the services and their answers: what is asked of a face, and what was found.

Baidu face/v3, Tencent IAI 2018-03-01 and 2020-03-03, Alibaba facebody 2019-12-30, Face++ v3 and
Huawei FRS v1 and v2. An answer is a record of use; whom it names is not quoted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from auditor.examine.configs.face_sdk.vocabulary import ATTRIBUTES, FIELDS, LIBRARIES, plain
from auditor.examine.configs.frame.labels import Function
from auditor.examine.configs.syntax.tree import Node, Switch, switch
from auditor.examine.model import EvidenceState

S = EvidenceState
F = Function

ACTIONS: dict[str, Function] = {
    **dict.fromkeys(
        (
            *("searchface", "addface", "addfaceentity", "createfacedb", "batchaddfaces"),
            *("searchfaces", "searchfacesreturnsbygroup", "searchpersons", "createperson"),
            *("searchpersonsreturnsbygroup", "createface", "addexclusiveperson", "multisearch"),
            *("usersearch", "useradd", "faceadd", "addfacebyfile", "searchfacebyfile"),
        ),
        F.RECOGNITION,
    ),
    **dict.fromkeys(
        (
            *("compareface", "compareface2", "verifyface", "verifyperson", "comparefacewithmask"),
            *("initfaceverify", "describefaceverify", "detectauth", "getdetectinfo"),
            *("imagerecognition", "comparefacefeature", "facecompare", "livenessrecognition"),
        ),
        F.VERIFICATION,
    ),
    **dict.fromkeys(("recognizeface", "recognizeexpression", "analyzeface"), F.ATTRIBUTES),
    **dict.fromkeys(("detectlivingface", "detectliveface"), F.LIVENESS),
    **dict.fromkeys(("detectface", "detectfaces"), F.DETECTION),
}
"""What the services' operations do, by the operation's name."""
LIBRARY_ACTIONS = frozenset(
    {
        *("getpersonlist", "getgrouplist", "getpersonbaseinfo", "listfacedbs", "listfaceentities"),
        *("deleteface", "deleteperson", "deletefacedb", "deletefaceentity", "getgroupinfo"),
        *("creategroup", "createfaceset", "getuserlist", "grouplist"),
    }
)
"""Operations that make, list or empty a library of faces, and compare nothing."""
ROUTES: tuple[tuple[re.Pattern[str], Function], ...] = (
    (
        re.compile(r"face/v[234]/(?:search|multi-search|identify|multi-identify|faceset/user)"),
        F.RECOGNITION,
    ),
    (re.compile(r"face/v[234]/(?:match|person/verify)"), F.VERIFICATION),
    (re.compile(r"face/v[234]/(?:detect|analysis)"), F.DETECTION),
    (re.compile(r"face/v[234]/(?:faceverify|faceliveness)"), F.LIVENESS),
    (re.compile(r"facepp/v\d/(?:search|faceset)"), F.RECOGNITION),
    (re.compile(r"facepp/v\d/compare"), F.VERIFICATION),
    (re.compile(r"facepp/v\d/(?:detect|face/analyze)"), F.DETECTION),
    (re.compile(r"/face-search\b|/face-sets/[^/\s]+/(?:faces|search)"), F.RECOGNITION),
    (re.compile(r"/v\d/[^/\s]+/face-compare\b"), F.VERIFICATION),
    (re.compile(r"/v\d/[^/\s]+/face-detect\b"), F.DETECTION),
)
"""Addresses of operations (the services' API references)."""
_PICTURES = frozenset(
    {
        *("image", "imageurl", "imagebase64", "imagefile", "url", "facetoken", "imageurldata"),
        *("userid", "personid", "personname", "entityid", "faceid", "imagetype"),
    }
)
_PAIRS = (
    ("imagea", "imageb"),
    ("urla", "urlb"),
    ("imageurla", "imageurlb"),
    ("image1base64", "image2base64"),
    ("image1url", "image2url"),
    ("imageurl1", "imageurl2"),
    ("facetoken1", "facetoken2"),
    ("imagefile1", "imagefile2"),
    ("imagebase641", "imagebase642"),
)
_OF_SETTINGS = frozenset({"appid", "secretid", "secretkey", "accesskeyid", "sdkkey"})
"""Keys that no request carries: settings next to them are an application's."""
_CODES = re.compile(r"\d+(?:,\d+)*")
_HUAWEI_ATTRIBUTES = frozenset({"1", "2", "4", "5", "6", "7", "8", "9", "11", "13"})
"""Codes of Huawei's attributes but 0 (pose), 3 (landmarks), 10 and 12 (quality, blur)."""


@dataclass(frozen=True)
class Shown:
    """What a request or an answer shows, and by which key."""

    function: Function
    state: EvidenceState
    key: str


def shown_by(node: Node) -> list[Shown]:
    """What one mapping shows as a request to a service, or as its answer."""
    keys = {plain(key): child for key, child in node.entries().items()}
    found = [*_answer(keys), *_request(keys)]
    return found or _pair(node)


def _request(keys: dict[str, Node]) -> list[Shown]:
    found: list[Shown] = []
    library = next((key for key in sorted(LIBRARIES & keys.keys()) if _given(keys[key])), None)
    pictured = (_PICTURES - {"imagetype"}) & keys.keys()
    if library is not None and pictured and not _OF_SETTINGS & keys.keys():
        found.append(Shown(F.RECOGNITION, S.ENABLED, library))
    action = keys.get("action") or keys.get("xtcaction")
    if action is not None and (function := ACTIONS.get(plain(action.text()))) is not None:
        found.append(Shown(function, S.ENABLED, "action" if "action" in keys else "xtcaction"))
    for one, other in _PAIRS:
        if one in keys and other in keys:
            found.append(Shown(F.VERIFICATION, S.ENABLED, one))
    if (need := keys.get("needfaceattributes")) is not None:
        on = switch(need) is Switch.ON
        found.append(Shown(F.ATTRIBUTES if on else F.DETECTION, S.ENABLED, "needfaceattributes"))
    for key in sorted(FIELDS & keys.keys()):
        if (function := fields(keys[key])) is not None and (
            _PICTURES & keys.keys() or key != "facefield"
        ):
            found.append(Shown(function, S.ENABLED, key))
    if "attributes" in keys and {"imagebase64", "imageurl", "imagefile"} & keys.keys():
        codes = keys["attributes"].text()
        if _CODES.fullmatch(codes):
            inferred = set(codes.split(",")) & _HUAWEI_ATTRIBUTES
            function = F.ATTRIBUTES if inferred else F.DETECTION
            found.append(Shown(function, S.ENABLED, "attributes"))
    return found


def fields(node: Node) -> Function | None:
    """What fields asked for make of a request; None where none are asked for."""
    words = {
        plain(word)
        for part in (node, *node.items())
        for word in re.split(r"[,\s|]+", part.text())
        if word
    }
    if not words or words == {"none"}:
        return None
    return F.ATTRIBUTES if words & ATTRIBUTES else F.DETECTION


def _given(node: Node) -> bool:
    return bool(node.raw.strip() or node.items())


def _pair(node: Node) -> list[Shown]:
    """A list of two pictures, which Baidu's match compares."""
    items = node.items()
    both = [
        item for item in items if {"image", "imagetype"} <= {plain(key) for key in item.entries()}
    ]
    return [Shown(F.VERIFICATION, S.ENABLED, "")] if len(both) > 1 else []


def _answer(keys: dict[str, Node]) -> list[Shown]:
    if (users := keys.get("userlist")) is not None and _scored(users):
        return [Shown(F.RECOGNITION, S.OBSERVED, "userlist")]
    if "thresholds" in keys and keys["thresholds"].get("1e-3") is not None:
        key = "results" if "results" in keys else "thresholds"
        function = F.RECOGNITION if "results" in keys else F.VERIFICATION
        return [Shown(function, S.OBSERVED, key)]
    if (candidates := keys.get("candidates")) is not None and any(
        "personid" in {plain(key) for key in item.entries()} for item in candidates.items()
    ):
        return [Shown(F.RECOGNITION, S.OBSERVED, "candidates")]
    if (faces := keys.get("facelist")) is not None and faces.items():
        inferred = any(plain(k) in ATTRIBUTES for item in faces.items() for k in item.entries())
        return [Shown(F.ATTRIBUTES if inferred else F.DETECTION, S.OBSERVED, "facelist")]
    if {"facetoken", "attributes"} <= keys.keys() and keys["attributes"].entries():
        return [Shown(F.ATTRIBUTES, S.OBSERVED, "attributes")]
    if {"facetoken", "facerectangle"} <= keys.keys():
        return [Shown(F.DETECTION, S.OBSERVED, "facerectangle")]
    if {"similarity", "faceid", "externalimageid"} <= keys.keys():
        return [Shown(F.RECOGNITION, S.OBSERVED, "similarity")]
    return []


def _scored(users: Node) -> bool:
    return any(
        {"score", "userid"} <= {plain(key) for key in item.entries()} for item in users.items()
    )
