"""Card readers of Hikvision terminals: whether a face opens, alone or next to something else.

`faceRecogizeEnable` (so misspelt by the maker) is 1 for on, 2 for off and 3 for attendance of
several faces at once; it is no yes/no setting. A reader answers it whether it has a camera or not,
so `cardReaderFunction` must list `face`; where that list is empty the switch proves nothing.
"""

from __future__ import annotations

import re
from enum import StrEnum

from auditor.core.wording import wording
from auditor.examine.configs.frame.labels import Function
from auditor.examine.configs.frame.terms import Scale, ThresholdUse, shown
from auditor.examine.configs.hikvision.answers import Element, Found, find, number
from auditor.examine.configs.hikvision.dump import Dump
from auditor.examine.configs.syntax.tree import Switch
from auditor.examine.model import EvidenceState

_SWITCHES = ("faceRecogizeEnable", "faceRecognizeEnable", "faceRecognitionEnable")
_READER = re.compile(r"CardReaderCfg/(\d{1,4})")
_THRESHOLDS: tuple[tuple[str, ThresholdUse, Scale], ...] = (
    ("faceMatchThresholdN", ThresholdUse.MATCH, Scale.PERCENT_SIMILARITY),
    ("faceMatchThreshold1", ThresholdUse.MATCH_ONE_TO_ONE, Scale.PERCENT_SIMILARITY),
    ("faceContrastThreshold", ThresholdUse.MATCH_ONE_TO_ONE, Scale.PERCENT_SIMILARITY),
    ("maskFaceMatchThresholdN", ThresholdUse.MATCH, Scale.PERCENT_SIMILARITY),
    ("maskFaceMatchThreshold1", ThresholdUse.MATCH_ONE_TO_ONE, Scale.PERCENT_SIMILARITY),
    ("faceQuality", ThresholdUse.QUALITY, Scale.POINTS),
)
_TUNING = tuple(name for name, _, _ in _THRESHOLDS)


class FaceUse(StrEnum):
    """What is settled of faces for one reader."""

    ON = "on"
    OFF = "off"
    OPEN = "open"
    ABSENT = "absent"


def readers(dump: Dump) -> list[Element]:
    """The answers about card readers."""
    return dump.settings("CardReaderCfg")


def reader_names(found: list[Element]) -> list[str]:
    """What the readers are called in the report, in the order of `found`."""
    names: list[str] = []
    for position, element in enumerate(found, start=1):
        told = _READER.search(element.endpoint)
        number_of = number(element, "cardReaderNo", "cardReaderID")
        number_told = f"{number_of:g}" if number_of is not None else str(position)
        number_shown = told.group(1) if told else number_told
        names.append(wording("hikvision.card_reader", number=number_shown))
    return names


def note_readers(dump: Dump) -> None:
    """Note every reader as a service of its own."""
    found = readers(dump)
    for element, name in zip(found, reader_names(found), strict=True):
        dump.book.device(name, **dump.place(element, name))
        dump.book.detail(name, kind="service", channel=name.rsplit(" ", 1)[-1])


def are_readers_off(dump: Dump) -> bool:
    """Whether the dump has readers and none of them uses faces."""
    found = readers(dump)
    return bool(found) and all(_use(e)[0] in (FaceUse.OFF, FaceUse.ABSENT) for e in found)


def has_face(mode: str) -> bool:
    """Whether a way to verify (`faceOrFpOrCardOrPw`, `cardAndFace`) takes a face."""
    return "face" in mode.lower()


def needs_face(mode: str) -> bool:
    """Whether every alternative in a way to verify takes a face."""
    return has_face(mode) and all(has_face(way) for way in re.split(r"Or(?=[A-Za-z])", mode))


def function_of(mode: str) -> Function:
    """1:1 where every alternative with a face asks for something else next to it, else 1:N."""
    ways = [way for way in re.split(r"Or(?=[A-Za-z])", mode) if has_face(way)]
    one_to_one = ways and all("And" in way for way in ways)
    return Function.VERIFICATION if one_to_one else Function.RECOGNITION


def _use(element: Element) -> tuple[FaceUse, Found | None]:
    """What is settled of faces for a reader, and the value that settles it."""
    enabled = find(element, "enable", "enabled")
    if enabled is not None and enabled.switch is Switch.OFF:
        return FaceUse.OFF, enabled
    switched = find(element, *_SWITCHES)
    listed_face, list_at = _functions(element)
    mode = find(element, "defaultVerifyMode")
    accepts = mode is not None and has_face(mode.text)
    if switched is not None:
        value = _switch(switched)
        if value is not Switch.ON:
            return (FaceUse.OFF if value is Switch.OFF else FaceUse.OPEN), switched
        if listed_face is False and not accepts:
            return FaceUse.ABSENT, switched
        # Without the list, or where it is empty, only the way to verify can show a face function.
        proved = (
            listed_face or (list_at is None and mode is None) or (listed_face is None and accepts)
        )
        return (FaceUse.ON if proved else FaceUse.OPEN), switched
    if accepts and listed_face is not False:
        return FaceUse.ON, mode
    if listed_face or accepts:
        return FaceUse.OPEN, list_at or mode
    tuned = next((t for key in _TUNING if (t := find(element, key)) is not None), None)
    if tuned is not None and listed_face is None and (mode is None or accepts):
        return FaceUse.OPEN, tuned
    return FaceUse.ABSENT, None


def _switch(found: Found) -> Switch:
    """1 is on, 3 is on for several faces at once, 2 is off; true and false are taken as well."""
    value = found.node.number()
    if value is not None:
        return {1: Switch.ON, 3: Switch.ON, 2: Switch.OFF, 0: Switch.OFF}.get(
            int(value), Switch.UNKNOWN
        )
    return found.switch


def _functions(element: Element) -> tuple[bool | None, Found | None]:
    """Whether a reader lists faces among its functions; None where it lists nothing at all."""
    for key, child in element.node.entries().items():
        if key.lower() != "cardreaderfunction":
            continue
        words = [n.text() for _, n in child.walk() if n.text()]
        at = Found((*element.path, key), child)
        return (any(has_face(word) for word in words) if words else None), at
    return None, None


def read_reader(dump: Dump, element: Element, name: str) -> FaceUse:
    """Note what one reader does with faces; returns what is settled."""
    use, at = _use(element)
    mode = find(element, "defaultVerifyMode")
    place = at or Found(element.path, element.node)
    if use is FaceUse.OFF:
        dump.book.function(Function.RECOGNITION, EvidenceState.DISABLED, **dump.place(place, name))
    elif use is not FaceUse.ABSENT:
        state = EvidenceState.ENABLED if use is FaceUse.ON else EvidenceState.PROVISIONED
        function = Function.RECOGNITION
        if mode is not None and has_face(mode.text):
            function = function_of(mode.text)
        dump.book.function(function, state, **dump.place(place, name))
    if use is FaceUse.ON:
        note_ways(dump, mode, name)
        _read_reader_tuning(dump, element, name)
    elif use is FaceUse.OPEN:
        read_thresholds(dump, element, name)
    else:
        _read_reader_leftovers(dump, element, name)
    return use


def note_ways(dump: Dump, mode: Found | None, name: str) -> None:
    """Note a way to verify that leaves no way around the face."""
    if mode is not None and needs_face(mode.text):
        dump.book.note(
            "no_other_way",
            wording("hikvision.no_other_way", mode=shown(mode.text)),
            **dump.place(mode, name),
        )


def read_thresholds(dump: Dump, element: Element, name: str) -> None:
    """Note thresholds of comparison, those of the economy mode included where it is on."""
    economy = find(element, "ecoMode")
    blocks: list[Element | Found] = [element]
    if economy is not None:
        used = find(economy, "eco", "enable", "enabled")
        if used is None or used.switch is Switch.ON or used.text.lower() == "enable":
            blocks.append(economy)
    for block in blocks:
        for key, use, scale in _THRESHOLDS:
            limit = find(block, key)
            if limit is not None and limit.node.number() is not None:
                dump.book.threshold(limit.node.number(), use, scale, **dump.place(limit, name))


def _read_reader_tuning(dump: Dump, element: Element, name: str) -> None:
    read_thresholds(dump, element, name)
    living = find(element, "livingBodyDetect")
    if living is not None:
        state = EvidenceState.ENABLED if living.switch is Switch.ON else EvidenceState.DISABLED
        if living.switch is not Switch.UNKNOWN:
            dump.book.function(Function.LIVENESS, state, **dump.place(living, name))


def _read_reader_leftovers(dump: Dump, element: Element, name: str) -> None:
    keys = [f for key in (*_TUNING, "livingBodyDetect") if (f := find(element, key)) is not None]
    if keys:
        dump.book.leftover(", ".join(found.path[-1] for found in keys), **dump.place(keys[0], name))
