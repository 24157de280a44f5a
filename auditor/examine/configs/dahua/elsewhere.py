"""Libraries, doors, destinations and times kept, of a Dahua device.

Groups of faces: Dahua's "HTTP API" specification, "Find Face Group" and "Face Recognition Event
Handler Setting". Ways of opening a door: `CFG_DOOR_OPEN_METHOD` of the maker's SDK.
"""

from __future__ import annotations

import re

from auditor.core.locator import TextLocator
from auditor.core.wording import wording
from auditor.examine.configs.dahua.channels import NOWHERE
from auditor.examine.configs.dahua.contents import Dump, at, parts
from auditor.examine.configs.frame.labels import Function
from auditor.examine.configs.frame.notebook import Notebook
from auditor.examine.configs.frame.terms import (
    KeptThing,
    LibraryKind,
    Place,
    Scale,
    Sent,
    ThresholdUse,
    TimeUnit,
)
from auditor.examine.configs.syntax.tree import Node, Switch, switch
from auditor.examine.model import EvidenceState

DOORS_BY_FACE = frozenset({12, 13, 14, 15, 17, 18, 20, 21, 22, 24, 25, 27, 28, *range(30, 38)})
"""Values of `AccessControl[n].Method` that let a face open the door, alone or with others.

`CFG_DOOR_OPEN_METHOD` of the maker's SDK counts from 1 for a password; devices count from 0."""
_AGAINST_CARD = frozenset({12, 13, 14, 15})
_GROUPS = ("GroupList", "FaceRecognitionGroup", "CandidateGroup", "GroupInfo")
_SIZES = ("groupSize", "GroupSize", "Total")
_HANDLERS = "FaceRecognitionEventHandler"
_MASKS = re.compile(r"(?:Event|Snap|Record|Mail)EnableMask")
_MATCHED = 1
_STRANGER = 2
"""Bits of the masks: on a match, and on none."""
_KINDS = {
    "blacklistdb": LibraryKind.BLOCK_LIST,
    "whitelistdb": LibraryKind.KNOWN,
    "vipdb": LibraryKind.VIP,
    "strangerdb": LibraryKind.STRANGERS,
    "historydb": LibraryKind.STRANGERS,
}
_UPLOADS = ("PictureHttpUpload", "EventHttpUpload")
_SERVERS: dict[str, tuple[str, Sent]] = {
    "NAS": ("FTP", Sent("dahua.event_pictures", True)),
    "Email": ("frame.kind.mail", Sent("dahua.event_pictures", True)),
    "MQTT": ("MQTT", Sent("frame.events", False)),
    "RegServer": ("frame.kind.registration", Sent("dahua.access_device", False)),
    "AutoRegister": ("frame.kind.registration", Sent("dahua.access_device", False)),
    "T2UServer": ("P2P", Sent("dahua.access_device", False)),
    "P2P": ("P2P", Sent("dahua.access_device", False)),
}
_ADDRESSES = ("Address", "Server", "Host", "RegisterServer", "IP")
_THRESHOLDS = {
    "FaceCompareThreshold": ThresholdUse.MATCH_ONE_TO_ONE,
    "TargetFaceThreshold": ThresholdUse.MATCH,
}


def read_groups(book: Notebook, dump: Dump) -> bool:
    """Note the groups of faces; whether any has people in it or is compared with."""
    used = False
    for table in _GROUPS:
        for key, group in parts(at(dump.tables, table)).items():
            if parts(group):
                used = _group(book, (table, key), group) or used
    deployed = parts(at(dump.tables, "similary"))
    for key, value in deployed.items():
        place = Place(path=("similary", key), node=value)
        book.function(Function.RECOGNITION, EvidenceState.ENABLED, **place)
        book.threshold(value.number(), ThresholdUse.MATCH, Scale.PERCENT_SIMILARITY, **place)
        used = True
    return _people(book, dump) or used


def _people(book: Notebook, dump: Dump) -> bool:
    """People found in a group, or faces stored on a terminal; they are counted and not quoted."""
    alike = [
        value
        for one in parts(at(dump.tables, "candidates")).values()
        if (value := at(one, "similarity")) is not None
    ]
    if alike:
        where = TextLocator(line=alike[0].at.line, column=1, key="similarity", quote="similarity")
        book.function(Function.RECOGNITION, EvidenceState.OBSERVED, at=where)
    found = at(dump.tables, "person", "UID") or at(dump.tables, "person", "GroupID")
    faces = at(dump.tables, "FaceDataList")
    if found is None and not parts(faces):
        return bool(alike)
    told = found or faces
    if told is None:
        return False
    key = "person.UID" if found is not None else "FaceDataList"
    where = TextLocator(line=told.at.line, column=told.at.column, key=key, quote=key)
    book.function(Function.RECOGNITION, EvidenceState.POPULATED, at=where)
    if faces is not None:
        book.library(LibraryKind.UNSTATED, people=len(parts(faces)), at=where)
    return True


def _group(book: Notebook, path: tuple[str, ...], group: Node) -> bool:
    name = at(group, "groupName") or at(group, "GroupName")
    kind = at(group, "groupType") or at(group, "GroupType")
    size = next((n for key in _SIZES if (n := at(group, key)) is not None), None)
    people = _whole(size)
    place = Place(path=path, node=size or group, subject=path[0])
    book.library(
        _KINDS.get(kind.text().lower(), LibraryKind.UNSTATED) if kind else LibraryKind.UNSTATED,
        people=people,
        name=name.text() if name is not None else "",
        **place,
    )
    state = EvidenceState.POPULATED if people else EvidenceState.PROVISIONED
    if people == 0:
        state = EvidenceState.SUPPORTED
    book.function(Function.RECOGNITION, state, **place)
    for key, use in (
        ("similarity", ThresholdUse.MATCH),
        ("Similarity", ThresholdUse.MATCH),
        ("Alive", ThresholdUse.LIVENESS),
    ):
        found = at(group, key)
        for inner, value in (parts(found) or ({"": found} if found is not None else {})).items():
            where = (*path, key, *([inner] if inner else []))
            book.threshold(value.number(), use, Scale.PERCENT_SIMILARITY, path=where, node=value)
    return bool(people)


def read_handlers(book: Notebook, dump: Dump, *, rules_on: bool, in_use: bool) -> None:
    """What is done on a match with a group, or on none.

    The analysis that would compare is switched on elsewhere: with a rule about faces that is on it
    is recognition, with all of them off it is prepared, and without a rule in the dump it is open.
    """
    ruled = bool(parts(at(dump.tables, "VideoAnalyseRule")))
    for key, handler in parts(at(dump.tables, _HANDLERS)).items():
        path = (_HANDLERS, key)
        group = at(handler, "GroupID")
        bits = 0
        for name, value in parts(handler).items():
            if _MASKS.fullmatch(name):
                bits |= _whole(value) or 0
        if group is None or not group.text() or not bits:
            continue
        called = at(handler, "GroupName")
        place = Place(path=path, node=handler, subject=_HANDLERS)
        book.library(
            LibraryKind.UNSTATED, name=called.text() if called is not None else "", **place
        )
        if rules_on or in_use:
            book.function(Function.RECOGNITION, EvidenceState.ENABLED, **place)
        elif ruled:
            book.function(Function.RECOGNITION, EvidenceState.DISABLED, **place)
        else:
            book.function(Function.RECOGNITION, EvidenceState.PROVISIONED, **place)
            book.note("no_rule", wording("dahua.match_prepared"), **place)
        if bits & _STRANGER:
            book.note("strangers", wording("dahua.strangers_reported"), **place)


def read_doors(book: Notebook, dump: Dump) -> None:
    """Doors that a face opens, and comparison with an identity card."""
    for key, door in parts(at(dump.tables, "AccessControl")).items():
        method = at(door, "Method")
        number = _whole(method)
        if method is None or number not in DOORS_BY_FACE:
            continue
        function = Function.VERIFICATION if number in _AGAINST_CARD else Function.RECOGNITION
        book.function(
            function,
            EvidenceState.ENABLED,
            path=("AccessControl", key, "Method"),
            node=method,
            subject="AccessControl",
        )
    for table, function in (
        ("CitizenPictureCompareRule", Function.VERIFICATION),
        ("FaceOpenDoor", Function.RECOGNITION),
        ("ASGFACEConfig", Function.UNSTATED),
        ("MaskOpt", Function.UNSTATED),
    ):
        found = at(dump.tables, table)
        if found is not None:
            _switched(book, table, found, function)
    for _, one in dump.tables.entries().items():
        for path, node in one.walk():
            if path and (use := _THRESHOLDS.get(path[-1])) is not None and node.text():
                book.threshold(
                    node.number(), use, Scale.PERCENT_SIMILARITY, path=path[-1:], node=node
                )


def _switched(book: Notebook, table: str, found: Node, function: Function) -> None:
    enable = at(found, "Enable") or at(found, "[0]", "Enable")
    state = EvidenceState.GATED
    if enable is not None and switch(enable) is not Switch.UNKNOWN:
        on = switch(enable) is Switch.ON
        state = EvidenceState.ENABLED if on else EvidenceState.DISABLED
    if function is Function.UNSTATED and state is EvidenceState.ENABLED:
        state = EvidenceState.GATED
    book.function(
        function,
        state,
        path=(table, "Enable") if enable is not None else (table,),
        node=enable or found,
        subject=table,
    )
    threshold = at(found, "Threshold")
    if threshold is not None and function is Function.VERIFICATION:
        book.threshold(
            threshold.number(),
            ThresholdUse.MATCH_ONE_TO_ONE,
            Scale.PERCENT_SIMILARITY,
            path=(table, "Threshold"),
            node=threshold,
        )


def read_destinations(book: Notebook, dump: Dump, *, rules_on: bool) -> None:
    """Servers that are switched on and have an address.

    Pictures of the events of faces that are uploaded are face pictures, where a rule takes any.
    """
    for table in _UPLOADS:
        found = at(dump.tables, table)
        if found is None or _is_off(found):
            continue
        for key, server in parts(at(found, "UploadServerList")).items():
            kinds = [one.text() for one in parts(at(server, "EventType")).values()]
            faces = not kinds or any(
                kind.startswith(("Face", "Human", "All", "*")) for kind in kinds
            )
            pictures = table == _UPLOADS[0]
            what = Sent("dahua.event_pictures" if pictures else "frame.events", faces and pictures)
            secure = at(server, "HttpsEnable")
            https = secure is not None and switch(secure) is Switch.ON
            kind = "HTTPS" if https else "HTTP"
            path = (table, "UploadServerList", key)
            sent = _server(book, path, server, kind, what)
            if sent and pictures and rules_on and any(kind.startswith("Face") for kind in kinds):
                book.function(
                    Function.FACE_CAPTURE,
                    EvidenceState.ENABLED,
                    path=path,
                    node=server,
                    subject=table,
                )
    for table, (kind, what) in _SERVERS.items():
        found = at(dump.tables, table)
        if found is None:
            continue
        several = {key: one for key, one in parts(found).items() if key.startswith("[")}
        for key, one in (several or {"": found}).items():
            if _is_off(found) or _is_off(one):
                continue
            place: tuple[str, ...] = (table, key) if key else (table,)
            protocol = at(one, "Protocol")
            usual = wording(kind) if kind.startswith("frame.") else kind
            named = protocol.text() if protocol is not None and protocol.text() else usual
            listed = at(one, "Servers") or at(found, "Servers")
            for inner, server in (parts(listed) or {"": one}).items():
                where = (*place, "Servers", inner) if inner else place
                _server(book, where, server, named, what)


def _is_off(node: Node) -> bool:
    enable = at(node, "Enable")
    return enable is not None and switch(enable) is Switch.OFF


def _server(book: Notebook, path: tuple[str, ...], node: Node, kind: str, what: Sent) -> bool:
    """Note a server; False where it has no address."""
    for key in _ADDRESSES:
        address = at(node, key)
        if address is not None and address.text() not in NOWHERE:
            book.destination(kind, address.text(), what, path=(*path, key), node=address)
            return True
    return False


def read_times(book: Notebook, dump: Dump) -> None:
    """Days for which files are kept: `FileHoldTime`, 0 for until the disk is full."""
    for table in ("StorageGlobal", "StorageGroup", "RecordStorageGroup"):
        found = at(dump.tables, table)
        if found is None:
            continue
        for path, node in found.walk((table,)):
            if not path[-1].endswith("HoldTime") or not node.text():
                continue
            days = node.number()
            if days is not None:
                book.retention(
                    KeptThing.RECORDINGS, days or None, TimeUnit.DAYS, path=path, node=node
                )


def read_abilities(book: Notebook, dump: Dump) -> None:
    """What the device says it is able to do with faces."""
    for path, node in dump.abilities.walk(("caps",)):
        words = f"{path[-1]} {node.text()}"
        if not node.text() or "Face" not in words or node.text().lower() in ("false", "0"):
            continue
        recognises = re.search(r"Recogn|Compare", words) is not None
        function = Function.RECOGNITION if recognises else Function.DETECTION
        book.function(function, EvidenceState.SUPPORTED, path=path, node=node)


_MOST = 1e9
"""Beyond it, a number is no count of days or files."""


def _whole(node: Node | None) -> int | None:
    number = node.number() if node is not None else None
    return round(number) if number is not None and 0 <= number < _MOST else None
