"""The names of Rekognition's parts: its calls by what they do, and the keys of its settings.

One call is written in many ways (`SearchFacesByImage`, `search_faces_by_image`,
`search-faces-by-image`, `SearchFacesByImageCommand`); without signs and case they are one word.
"""

from __future__ import annotations

import re

from auditor.examine.configs.frame.labels import Function

CALLS: dict[str, Function] = {
    **dict.fromkeys(
        (
            *("indexfaces", "searchfaces", "searchfacesbyimage", "searchusers"),
            *("searchusersbyimage", "associatefaces", "startfacesearch", "getfacesearch"),
            *("recognizecelebrities", "startcelebrityrecognition", "getcelebrityrecognition"),
        ),
        Function.RECOGNITION,
    ),
    "comparefaces": Function.VERIFICATION,
    "createfacelivenesssession": Function.LIVENESS,
    "startfacelivenesssession": Function.LIVENESS,
    "getfacelivenesssessionresults": Function.LIVENESS,
    "detectfaces": Function.DETECTION,
    "startfacedetection": Function.DETECTION,
    "getfacedetection": Function.DETECTION,
}
"""What a call does (Rekognition API reference, operations by name)."""
LIBRARY_CALLS = frozenset(
    {
        *("createcollection", "describecollection", "listcollections", "deletecollection"),
        *("listfaces", "deletefaces", "createuser", "listusers", "disassociatefaces"),
    }
)
"""Calls that make, show or empty a library of faces, and search none."""
PROCESSOR_CALLS = frozenset(
    {
        *("createstreamprocessor", "cfnstreamprocessor", "startstreamprocessor"),
        *("updatestreamprocessor",),
    }
)
SEARCH_KEYS = frozenset({"facesearch", "facesearchsettings"})
HOME_KEYS = frozenset({"connectedhome", "connectedhomesettings"})
ACTION = re.compile(r"rekognition:([A-Za-z*]+)")
POLICY = re.compile(
    r"Rekognition(?:Faces|Read|WriteOnlyAccess|DetectOnly)Policy"
    r"|AmazonRekognition(?:FullAccess|ReadOnlyAccess|ServiceRole)\b"
)
"""Policy templates of SAM and AWS's own policies for Rekognition: permissions, each."""
DETECTS_ONLY = re.compile(r"RekognitionDetectOnlyPolicy")
"""SAM's template for calls that find faces, labels and text, and compare nothing."""
TARGET = re.compile(r"RekognitionService\.(\w+)")
"""How a call is named in the header `X-Amz-Target`, as API Gateway sends it."""
REGION = re.compile(r"arn:aws[\w-]*:(?:rekognition|kinesisvideo):([a-z]{2}-[a-z-]+-\d):")
"""The region of Rekognition or of its streams; other services may be used in another one."""
STREAM = re.compile(r"arn:aws[\w-]*:kinesisvideo:[^:]*:[^:]*:stream/([\w.-]+)")


def plain(key: str) -> str:
    """A key or call without signs and case, and without what an SDK adds to a call's name."""
    return key.replace("_", "").replace("-", "").lower()


def call_named(name: str) -> str:
    """The call that a name in a program means: `IndexFacesCommand` is `indexfaces`."""
    return re.sub(r"(?:command|request|input|async)$", "", plain(name))
