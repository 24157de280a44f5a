"""Hikvision ISAPI: dumps of cameras, recorders, face terminals and access control.

ISAPI is an open format: a dump holds the answers that somebody asked for, and what was not asked is
not in it. The device answers what it is able to do under the same names as what it does, so the
address, the name of the root and values written as choices decide which of the two an answer is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from auditor.examine.configs.hikvision.answers import is_endpoint, local
from auditor.examine.configs.interface import FormatReading
from auditor.examine.configs.syntax.source import ConfigDocument, Syntax
from auditor.examine.configs.syntax.tree import Node

MOST_KEYS = 4000
"""Most keys examined to tell whether a document is a dump."""
DEEPEST = 8
"""Deepest level of them."""

_SPACE = re.compile(
    r"(?:hikvision\.com|isapi\.org|std-cgi\.(?:com|org))/ver\d\d|psialliance(?:-|\.)org|hikvision"
)
_OTHER_SPACES = re.compile(r"onvif\.org|oasis-open|soap-envelope|w3\.org/(?:1999|2000/svg)")
_DESCRIPTIONS = frozenset({"openapi", "swagger", "postman", "$schema", "apiVersion"})
_METHODS = frozenset({"get", "put", "post", "delete"})
# A root or element that no other product answers, and a child that it has here.
_ALONE = frozenset(
    {
        "facecontrastlist",
        "fdlibbasecfg",
        "fdlibbasecfglist",
        "fdlibcap",
        "fdrecorddatainfo",
        "httphostnotification",
        "httphostnotificationlist",
        "eventtriggernotificationlist",
        "eventnotificationalert",
        "inputproxychannel",
        "facerecognizemode",
        "identityterminal",
        "userinfosearch",
        "accesscontrollerevent",
    }
)
_WITH: dict[str, frozenset[str]] = {
    "cardreadercfg": frozenset(
        {
            "facerecogizeenable",
            "facerecognizeenable",
            "cardreaderfunction",
            "defaultverifymode",
            "facematchthresholdn",
            "facematchthreshold1",
            "swipeinterval",
            "cardreaderno",
            "cardreadername",
            "cardreaderdescription",
        }
    ),
    "acscfg": frozenset(
        {
            "uploadcappic",
            "savecappic",
            "uploadverificationpic",
            "saveverificationpic",
            "savefacepic",
            "voiceprompt",
            "desensitiseemployeeno",
            "showemployeeno",
        }
    ),
    "eventstoragecfg": frozenset({"mode"}),
    "acsworkstatus": frozenset({"doorlockstatus", "doorstatus", "cardreaderverifymode"}),
    "facedatarecord": frozenset({"facelibtype", "fdid", "fpid"}),
    "userinfosearchcond": frozenset({"searchid", "searchresultposition"}),
    "facecontrast": frozenset(
        {"fdid", "fdidlist", "fdliblist", "facecontrasttype", "thresholdvalue", "quickcontrast"}
    ),
    "facedetect": frozenset({"sensitivitylevel", "highlightsenabled", "facedetectarealist"}),
    "facerule": frozenset({"facedetectionregion", "sensitivity", "generaterate", "snaptimes"}),
    "facesnap": frozenset({"snaptimes", "facesnapthreshold", "generaterate", "faceexposure"}),
    "facecaptureparam": frozenset({"snaptimes", "facesnapthreshold", "generaterate"}),
    "fdlibinfo": frozenset({"fdid", "facelibtype"}),
    "fdlib": frozenset({"fdid", "facelibtype"}),
    "matchlist": frozenset({"fpid", "faceurl"}),
    "userinfo": frozenset({"numofface", "userverifymode", "doorright", "rightplan"}),
    "userinfocount": frozenset({"usernumber", "bindfaceusernumber"}),
    "verifyweekplancfg": frozenset({"weekplancfg"}),
    "acsevent": frozenset({"infolist", "responsestatusstrg", "searchid"}),
    "smartcap": frozenset({"issupportfacedetect", "issupportroi", "issupportlinedetection"}),
    "eventcap": frozenset({"issupportfacecontrast", "issupportfacesnap", "issupporthdfull"}),
    "eventtrigger": frozenset({"eventtype"}),
    "maskdetection": frozenset({"nomaskstrategy"}),
    "facecomparecond": frozenset({"pitch", "yaw", "leftborder", "pupildistance"}),
    "streamingchannel": frozenset({"channelname", "transport"}),
    "deviceinfo": frozenset({"firmwarereleaseddate", "telecontrolid", "encoderversion"}),
}
_RULES = frozenset({"facedetect", "facesnap", "facerule", "facecontrast", "facecaptureparam"})
_ABILITIES = re.compile(r"(?:face\w*|fdlib|intelli\w*|smart|event|racm)cap")
_OF_A_LIBRARY = frozenset({"faceLibType", "FDID"})
_PUSHED = frozenset({"eventType", "eventState", "dateTime"})
_PUSHED_BY = frozenset({"activePostCount", "channelID", "macAddress"})
_SUSPECTED = re.compile(
    r"(?:hikvision\.com|isapi\.org|std-cgi\.com)/ver\d\d/XMLSchema"
    r"|[\"'](?:CardReaderCfg|FaceContrast(?:List)?|FDLibBaseCfg(?:List)?)[\"']\s*:\s*[\[{]"
)


@dataclass(frozen=True)
class HikvisionFormat:
    """The reader of Hikvision ISAPI answers."""

    id: str = "hikvision"
    title: str = "Hikvision ISAPI: cameras, recorders and access terminals"
    versions: str = "ISAPI 1.0 and 2.0, XML and JSON, and what converters make of them"
    covers: str = (
        "Face detection, capture, comparison, libraries and records per channel, what is only "
        "supported or linked, readers and ways to verify of terminals, kept pictures, hosts"
    )
    documentation_url: str = "https://open.hikvision.com/hardware/XMLs/XML_CAB_FDLibCap.html"

    def recognises(self, document: ConfigDocument) -> bool:
        """Whether the document holds answers of the ISAPI, by namespace, address or names."""
        if document.syntax not in (Syntax.XML, Syntax.TREE):
            return False
        if not _DESCRIPTIONS.isdisjoint(document.root.entries()):
            # A description of the interface is no answer of a device.
            return False
        return _holds_answers(document.root, xml=document.syntax is Syntax.XML)

    def suspects(self, text: str) -> bool:
        """Whether a damaged text was meant to be such a dump."""
        return _SUSPECTED.search(text) is not None

    def read(self, document: ConfigDocument) -> FormatReading:
        """Read a document that it recognises."""
        # Few cases have files of this format.
        from auditor.examine.configs.hikvision.reading import read_hikvision  # noqa: PLC0415

        return read_hikvision(document, self.id)


def _holds_answers(root: Node, *, xml: bool) -> bool:
    level = [("", root)]
    looked = 0
    for _ in range(DEEPEST):
        below: list[tuple[str, Node]] = []
        for name, node in level:
            if _is_other(node):
                return False
            if _is_push(node):
                return True
            for key, child in node.entries().items():
                looked += 1
                if looked > MOST_KEYS:
                    return False
                if _is_answer(key, child) or (xml and _is_rule(key, child)):
                    return True
                below.append((local(key).lower(), child))
            below += [(name, item) for item in node.items()]
        level = below
    return False


def _is_other(node: Node) -> bool:
    """Whether an element is in the namespace of another interface."""
    space = node.get("@xmlns")
    return space is not None and _OTHER_SPACES.search(space.text()) is not None


def _is_answer(key: str, node: Node) -> bool:
    if key in ("@xmlns", "xmlns"):
        return _SPACE.search(node.text()) is not None
    if key == "ISAPI":
        return any(is_endpoint(child) for child in node.entries())
    if _is_other(node):
        return False
    if "ISAPI" in key and is_endpoint(key):
        if not _METHODS.isdisjoint(node.entries()):
            # An address with what may be asked of it, in a description of the interface.
            return False
        return bool(node.entries() or node.items() or node.text().lstrip()[:1] in ("<", "{"))
    name = local(key).lower()
    wanted = _WITH.get(name)
    if name in _ALONE:
        return bool(node.entries() or node.items())
    if wanted is None:
        return False
    ones = node.items() or (node,)
    return any(local(child).lower() in wanted for one in ones for child in one.entries())


def _is_push(node: Node) -> bool:
    """The body of an alarm or of a request in JSON, which has no root of its own."""
    keys = node.entries().keys()
    if keys >= _OF_A_LIBRARY:
        return True
    return keys >= _PUSHED and not _PUSHED_BY.isdisjoint(keys)


def _is_rule(key: str, node: Node) -> bool:
    """An element of XML that is a rule about faces, or an ability, by its name and children."""
    if node.entries() and _ABILITIES.fullmatch(local(key).lower()):
        return True
    switched = any(local(child).lower() in ("enabled", "enable") for child in node.entries())
    return switched and local(key).lower() in _RULES


HIKVISION = HikvisionFormat()
