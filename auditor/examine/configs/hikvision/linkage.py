"""What stands around a rule about faces: abilities, engines, linkage and schedules.

An ability says what the device could do, an engine what a channel has room for, a linkage what
would happen after a rule, a schedule when. None of them says that the rule is on.
"""

from __future__ import annotations

import re

from auditor.examine.configs.frame.labels import Function
from auditor.examine.configs.hikvision.answers import Element, Found, find, listed, text
from auditor.examine.configs.hikvision.dump import Dump, in_alarm
from auditor.examine.configs.syntax.tree import Switch
from auditor.examine.model import EvidenceState

_ENGINE = re.compile(
    r"^(?:channelDetectType|algorithmType|detectType|engineType|analysisType|algorithmName"
    r"|intelliResource|VCAResource|currentVCAType|SmartDetection)$",
    re.IGNORECASE,
)
_EVENTS: tuple[tuple[re.Pattern[str], Function], ...] = (
    (re.compile(r"frequen", re.IGNORECASE), Function.REIDENTIFICATION),
    (
        re.compile(
            r"face\w*contrast|stranger|facelib|face\w*(?:match|recog|compar)|alarmresult",
            re.IGNORECASE,
        ),
        Function.RECOGNITION,
    ),
    (re.compile(r"face\w*(?:snap|captur)|captur\w*face", re.IGNORECASE), Function.FACE_CAPTURE),
    (re.compile(r"face\w*(?:expression|attribute)", re.IGNORECASE), Function.ATTRIBUTES),
    (re.compile(r"face\w*detect", re.IGNORECASE), Function.DETECTION),
)
_ABLE: tuple[tuple[re.Pattern[str], Function], ...] = (
    (
        re.compile(r"contrast|recog|compar|FDLib|stranger|modeling|match|verif", re.IGNORECASE),
        Function.RECOGNITION,
    ),
    (re.compile(r"snap|captur|Pic$", re.IGNORECASE), Function.FACE_CAPTURE),
    (re.compile(r"attribute|expression", re.IGNORECASE), Function.ATTRIBUTES),
    (re.compile(r"detect", re.IGNORECASE), Function.DETECTION),
)
_SPEAKS_OF_FACES = re.compile(r"(?<![a-z])[Ff]ace(?!t)|Face|FDLib|HumanAttribute|[Ss]tranger")


def read_surroundings(dump: Dump) -> None:
    """Note abilities, engines and linkage, where no rule has decided already."""
    unable = _read_abilities(dump)
    _read_engines(dump)
    _read_linkage(dump, unable)


def _read_abilities(dump: Dump) -> frozenset[Function]:
    """Note what the device says it is able to do; returns what it says it is not able to do."""
    unable: set[Function] = set()
    able: set[Function] = set()
    said: set[str] = set()
    for name, found in dump.named.items():
        for element in found:
            function = _ability(element)
            if function is None:
                continue
            supported = name.startswith("issupport") and _plain_switch(element) is Switch.OFF
            (unable if supported else able).add(function)
            if supported or name in said:
                continue
            said.add(name)
            dump.book.function(
                function,
                EvidenceState.SUPPORTED,
                **dump.place(element, dump.elsewhere(element.name)),
            )
    return frozenset(unable - able)


def _ability(element: Element) -> Function | None:
    """The function an `isSupport...`, a capability or a template of a setting is about."""
    name = element.name
    # The outermost of a capability about faces stands for what is within.
    if any(_SPEAKS_OF_FACES.search(above) for above in element.within):
        return None
    tells = name.lower().startswith("issupport") or (
        element.capability and bool(element.node.entries())
    )
    if not tells or not _SPEAKS_OF_FACES.search(name):
        return None
    return next((f for p, f in _ABLE if p.search(name)), Function.DETECTION)


def _plain_switch(element: Element) -> Switch:
    """An `isSupport...` as yes or no; one that lists what is supported counts as yes."""
    value = find(Found((), element.node), "#text", "_", "isSupport", "support")
    if value is not None:
        return value.switch
    return Found((), element.node).switch


def _read_engines(dump: Dump) -> None:
    """The engine a channel runs: it has room for the function; whether the rule is on is open."""
    for name, found in dump.named.items():
        for element in found:
            own = _ENGINE.match(name) is not None
            of_resource = name == "type" and any(_ENGINE.match(above) for above in element.within)
            if element.capability or not (own or of_resource) or in_alarm(element):
                continue
            function = function_of_event(element.node.text())
            if function is None:
                continue
            subject = dump.subject(element)
            if dump.decided(function, subject):
                continue
            dump.book.function(function, EvidenceState.PROVISIONED, **dump.place(element, subject))


def _read_linkage(dump: Dump, unable: frozenset[Function]) -> None:
    """What would follow a rule about faces, and when: neither says that the rule is on."""
    seen: set[tuple[Function, str]] = set()
    for element in dump.settings("EventTrigger", "Schedule"):
        function = event_of(element)
        if function is None or function in unable or not _follows(element):
            continue
        subject = dump.subject(element)
        if (function, subject) in seen or dump.decided(function, subject):
            continue
        seen.add((function, subject))
        at = find(element, "eventType") or element
        dump.book.function(function, EvidenceState.PROVISIONED, **dump.place(at, subject))


def _follows(element: Element) -> bool:
    """Whether a linkage has an action, or a schedule a time."""
    times = any(listed(one, "TimeBlock") for one in listed(element, "TimeBlockList"))
    actions = [
        text(action, "notificationMethod").lower()
        for one in listed(element, "EventTriggerNotificationList")
        for action in (listed(one, "EventTriggerNotification") or (one,))
    ]
    return times or any(action not in ("", "unknown", "none") for action in actions)


def event_of(element: Element) -> Function | None:
    """The function about faces that a linkage or schedule belongs to; None where it is another."""
    return function_of_event(text(element, "eventType") or text(element, "eventDescription"))


def function_of_event(word: str) -> Function | None:
    """The function that an event or engine of this type is about; None where it is another."""
    return next((function for pattern, function in _EVENTS if pattern.search(word)), None)
