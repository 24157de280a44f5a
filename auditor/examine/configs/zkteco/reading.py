"""What the options of a ZKTeco terminal say of faces.

Kinds of biometrics are those of the PUSH protocol: 1 finger, 2 face by near-infrared light, 9 face
by visible light.
"""

from __future__ import annotations

import re

from auditor.core.locator import Locator, TextLocator
from auditor.core.wording import wording
from auditor.examine.configs.frame.labels import Function
from auditor.examine.configs.frame.notebook import Notebook
from auditor.examine.configs.frame.terms import LibraryKind, Scale, Sent, ThresholdUse
from auditor.examine.configs.interface import FormatReading
from auditor.examine.configs.syntax.source import ConfigDocument
from auditor.examine.configs.zkteco.options import (
    BY_FACE,
    FACE_KINDS,
    Option,
    Record,
    heartbeats_of,
    options_of,
    passages_of,
    records_of,
)
from auditor.examine.model import EvidenceState

_THRESHOLDS = {
    "FaceThreshold": ThresholdUse.MATCH,
    "FaceMThr": ThresholdUse.MATCH,
    "FaceVThr": ThresholdUse.MATCH_ONE_TO_ONE,
}
_SUPPORTED = (
    "FaceVersion",
    "MaxFaceCount",
    "MultiBioDataSupport",
    "MultiBioPhotoSupport",
    "MultiBioVersion",
    "MaxMultiBioDataCount",
    "MaxMultiBioPhotoCount",
    "VisilightFun",
)
_WAYS = ("verified", "verifytype", "verify")
_SENT = ("FaceTransOn", "FaceOnlyOn")


def read_zkteco(document: ConfigDocument) -> FormatReading:  # noqa: C901 - one option after another
    """Read the dump of a terminal."""
    book = Notebook(document, "zkteco", closed=False)
    options: dict[str, Option] = {}
    for option in options_of(document):
        # A device states an option once; what a server answers later is the newer one.
        options[option.name] = option
        _verified(book, option)
    for option in heartbeats_of(document):
        options[option.name] = option
    for option in passages_of(document):
        if option.number() == BY_FACE:
            _verified(book, option)
            break
    records = list(records_of(document))
    enrolled = _enrolled(book, options)
    for record in records:
        if record.is_face:
            enrolled = True
            book.function(Function.RECOGNITION, EvidenceState.POPULATED, at=_record_at(record))
            book.library(LibraryKind.UNSTATED, at=_record_at(record))
            break
    if portraits := [record for record in records if record.table == "USERPIC"]:
        # A portrait is shown to a guard; whether it is compared as well is not stated.
        book.function(Function.FACE_CAPTURE, EvidenceState.PROVISIONED, at=_record_at(portraits[0]))
        book.note(
            "pictures",
            wording("zkteco.enrolled", count=len(portraits)),
            at=_record_at(portraits[0]),
        )
    sent = _sent(book, options)
    _switch(book, options, enrolled=enrolled, used=sent is not None or _tuned(options))
    if sent is not None and "FaceFunOn" not in options and not enrolled:
        _open(book, sent)
    _supported(book, options)
    for name, use in _THRESHOLDS.items():
        if (found := options.get(name)) is not None and (value := found.number()) is not None:
            book.threshold(value, use, Scale.POINTS, at=_at(book, found))
    for name in ("BioPhotoFun", "PhotoFunOn", "UserPicURLFunOn"):
        if (found := options.get(name)) is not None and found.number() == 1:
            book.function(Function.FACE_CAPTURE, EvidenceState.SUPPORTED, at=_at(book, found))
    version = options.get("PushVersion") or options.get("FaceVersion")
    return book.reading(f"{version.name} {version.value.strip()}" if version else "")


def _record_at(record: Record) -> Locator:
    """A record's place by its table's name alone: the rest is a person's number and template."""
    return TextLocator(line=record.line, column=1, key=record.table, quote=record.table)


def _at(book: Notebook, option: Option) -> Locator:
    return book.line(option.line, option.column, option.name)


def _enrolled(book: Notebook, options: dict[str, Option]) -> bool:
    """Faces counted on the device."""
    found = False
    count = options.get("FaceCount")
    if count is not None and (number := count.number()):
        found = True
        book.function(Function.RECOGNITION, EvidenceState.POPULATED, at=_at(book, count))
        book.library(LibraryKind.UNSTATED, people=number, at=_at(book, count))
    for name in ("MultiBioDataCount", "MultiBioPhotoCount"):
        vector = options.get(name)
        for index in FACE_KINDS:
            values = vector.vector() if vector is not None else ()
            if vector is None or index >= len(values) or not values[index]:
                continue
            if name == "MultiBioDataCount":
                found = True
                book.function(Function.RECOGNITION, EvidenceState.POPULATED, at=_at(book, vector))
                book.library(LibraryKind.UNSTATED, people=values[index], at=_at(book, vector))
            else:
                book.note(
                    "pictures",
                    wording("zkteco.enrolled", count=values[index]),
                    at=_at(book, vector),
                )
    return found


def _tuned(options: dict[str, Option]) -> bool:
    return any(name in options for name in _THRESHOLDS)


def _switch(book: Notebook, options: dict[str, Option], *, enrolled: bool, used: bool) -> None:
    """The face function: on with faces or in use; open where it is on and nothing shows use."""
    switch = options.get("FaceFunOn")
    visible = options.get("VisilightFun")
    support = options.get("MultiBioDataSupport")
    vector = support.vector() if support is not None else ()
    newer = (visible is not None and visible.number() == 1) or (
        len(vector) > FACE_KINDS[1] and vector[FACE_KINDS[1]] > 0
    )
    if switch is None:
        if not enrolled and newer:
            shown = visible or support
            if shown is not None:
                _open(book, shown)
        return
    if switch.number() == 1:
        if enrolled or used:
            book.function(Function.RECOGNITION, EvidenceState.ENABLED, at=_at(book, switch))
        else:
            _open(book, switch)
    elif switch.number() == 0 and newer and not enrolled:
        _open(book, switch)
    elif switch.number() == 0 and not enrolled:
        book.function(Function.RECOGNITION, EvidenceState.DISABLED, at=_at(book, switch))
    elif switch.number() is None:
        _open(book, switch)


def _open(book: Notebook, option: Option) -> None:
    book.function(Function.RECOGNITION, EvidenceState.PROVISIONED, at=_at(book, option))
    book.question(wording("zkteco.ask_users"))


def _supported(book: Notebook, options: dict[str, Option]) -> None:
    for name in _SUPPORTED:
        option = options.get(name)
        if option is None:
            continue
        vector = option.vector()
        faces = (
            any(index < len(vector) and vector[index] for index in FACE_KINDS)
            if len(vector) > 1
            else option.value.strip() not in ("", "0")
        )
        if faces:
            book.function(Function.RECOGNITION, EvidenceState.SUPPORTED, at=_at(book, option))


def _asked_for(flag: Option | None) -> bool:
    """Whether a server asks for faces or pictures: by words, or by a digit for each kind of data.

    The ninth digit stands for templates of faces, the tenth for pictures of users.
    """
    if flag is None:
        return False
    value = flag.value.strip().upper()
    if re.fullmatch(r"[01]{5,}", value):
        return "1" in value[8:10]
    return any(word in value for word in ("FACE", "BIOPHOTO", "USERPIC"))


def _sent(book: Notebook, options: dict[str, Option]) -> Option | None:
    """The option by which templates or pictures of faces go to a server."""
    flag = options.get("TransFlag")
    by_flag = _asked_for(flag)
    by_switch = next(
        (options[name] for name in _SENT if name in options and options[name].number() == 1), None
    )
    found = flag if by_flag else by_switch
    server = next(
        (
            options[name]
            for name in ("ICLOCKSVRURL", "WebServerURL", "WebServerIP")
            if name in options
        ),
        None,
    )
    if found is None:
        return None
    address = server.value if server is not None else ""
    book.destination(
        "PUSH", address, Sent("zkteco.face_templates_pictures", True), at=_at(book, server or found)
    )
    return found


def _verified(book: Notebook, option: Option) -> None:
    if option.name.lower() in _WAYS and option.number() == BY_FACE:
        # The line holds the number of the person who passed.
        quote = f"{option.name}={option.value.strip()}"
        at = TextLocator(line=option.line, column=option.column, key=option.name, quote=quote)
        book.function(Function.RECOGNITION, EvidenceState.OBSERVED, at=at)
