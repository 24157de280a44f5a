"""Hikvision access terminals as a whole: weekly plans, users, kept pictures, identity checks."""

from __future__ import annotations

import re

from auditor.core.wording import wording
from auditor.examine.configs.frame.labels import Function
from auditor.examine.configs.frame.terms import LibraryKind
from auditor.examine.configs.hikvision.answers import Element, Found, find, listed, number, text
from auditor.examine.configs.hikvision.dump import Dump, in_alarm
from auditor.examine.configs.hikvision.readers import (
    FaceUse,
    function_of,
    has_face,
    note_ways,
    read_reader,
    read_thresholds,
    reader_names,
    readers,
)
from auditor.examine.configs.syntax.tree import Switch
from auditor.examine.model import EvidenceState

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_OF_FACES = ("uploadVerificationPic", "saveVerificationPic", "saveFacePic")
_LINKED = ("uploadCapPic", "saveCapPic")


def read_terminals(dump: Dump) -> None:
    """Note everything an access terminal says of faces."""
    found = readers(dump)
    uses = [
        read_reader(dump, element, name)
        for element, name in zip(found, reader_names(found), strict=True)
    ]
    off = bool(uses) and all(use in (FaceUse.OFF, FaceUse.ABSENT) for use in uses)
    _read_plans(dump)
    _read_users(dump, off=off)
    _read_pictures(dump, off=off)
    _read_identity(dump, decided=bool(uses), off=off)
    _read_tuning(dump, decided=bool(uses))


def _read_plans(dump: Dump) -> None:
    """Ways to verify by the day of the week."""
    for plan in dump.settings("VerifyWeekPlanCfg"):
        enabled = find(plan, "enable", "enabled")
        off = enabled is not None and enabled.switch is Switch.OFF
        seen: set[str] = set()
        for day in listed(plan, "WeekPlanCfg"):
            mode = find(day, "verifyMode")
            used = find(day, "enable", "enabled")
            if mode is None or not has_face(mode.text) or mode.text in seen:
                continue
            if used is not None and used.switch is Switch.OFF:
                continue
            seen.add(mode.text)
            subject = dump.elsewhere(plan.name)
            dump.book.function(
                function_of(mode.text),
                EvidenceState.DISABLED if off else EvidenceState.ENABLED,
                **dump.place(mode, subject),
            )
            if not off:
                note_ways(dump, mode, subject)


def _read_users(dump: Dump, *, off: bool) -> None:
    """Users with a face stored; counted, never named."""
    users = [user for user in dump.settings("UserInfo", "UserInfoDetail") if not in_alarm(user)]
    subject = dump.elsewhere("UserInfo")
    with_face = [at for user in users if (at := _face_of(user)) is not None]
    people = len(with_face)
    for counts in dump.settings("UserInfoCount"):
        bound = find(counts, "bindFaceUserNumber")
        if bound is not None and (told := number(counts, "bindFaceUserNumber")):
            people = max(people, int(told))
            with_face.append(bound)
    if with_face:
        at = with_face[0]
        state = EvidenceState.PROVISIONED if off else EvidenceState.POPULATED
        dump.book.function(Function.RECOGNITION, state, **dump.place(at, subject))
        dump.book.library(LibraryKind.KNOWN, people=people, **dump.place(at, subject))
        if ends := [date for user in users if (date := _end_of(user))]:
            dump.book.note("validity", wording("hikvision.entry_ends", date=max(ends)))
    _read_user_modes(dump, users, off=off)


def _face_of(user: Element) -> Found | None:
    """Where a user is said to have a face stored; None where there is none."""
    count = find(user, "numOfFace")
    if count is not None and (number(user, "numOfFace") or 0) > 0:
        return count
    picture = find(user, "faceURL")
    return picture if picture is not None and picture.text else None


def _end_of(user: Element) -> str:
    valid = find(user, "Valid")
    date = _DATE.match(text(valid, "endTime")) if valid is not None else None
    return date.group() if date else ""


def _read_user_modes(dump: Dump, users: list[Element], *, off: bool) -> None:
    """Ways to verify that single users have, each said once."""
    modes: dict[str, Found] = {}
    for user in users:
        mode = find(user, "userVerifyMode")
        if mode is not None and has_face(mode.text):
            modes.setdefault(mode.text, mode)
    subject = dump.elsewhere("UserInfo")
    for way, mode in modes.items():
        state = EvidenceState.PROVISIONED if off else EvidenceState.ENABLED
        dump.book.function(function_of(way), state, **dump.place(mode, subject))
        note_ways(dump, mode, subject)


def _read_pictures(dump: Dump, *, off: bool) -> None:
    """Pictures that are kept or sent at the terminal; what a linked camera takes need not be faces.

    Where no reader uses faces, whose pictures these are is open.
    """
    for element in dump.settings("AcsCfg"):
        found = [f for key in (*_OF_FACES, *_LINKED) if (f := find(element, key)) is not None]
        on = [f for f in found if f.switch is Switch.ON]
        for one in on or [f for f in found if f.switch is Switch.OFF]:
            state = EvidenceState.DISABLED
            if on:
                sure = one.path[-1] in _OF_FACES and not off
                state = EvidenceState.ENABLED if sure else EvidenceState.PROVISIONED
            dump.book.function(
                Function.FACE_CAPTURE, state, **dump.place(one, dump.elsewhere(element.name))
            )


def _read_identity(dump: Dump, *, decided: bool, off: bool) -> None:
    """An identity terminal compares the person before it with a card or with its users."""
    for element in dump.settings("IdentityTerminal"):
        subject = dump.elsewhere(element.name)
        algorithm = find(element, "faceAlgorithm")
        if algorithm is not None and off:
            dump.book.leftover("faceAlgorithm", **dump.place(algorithm, ""))
        elif algorithm is not None and algorithm.text:
            # A terminal that passes pictures on leaves the comparison to another machine.
            open_still = decided or "pass" in text(element, "workMode").lower()
            dump.book.function(
                Function.RECOGNITION,
                EvidenceState.PROVISIONED if open_still else EvidenceState.ENABLED,
                **dump.place(algorithm, subject),
            )
            if not open_still:
                read_thresholds(dump, element, subject)
        kept = find(element, "saveCertifiedImage")
        if kept is not None and (kept.switch is Switch.ON or kept.text.lower() == "enable"):
            dump.book.function(
                Function.FACE_CAPTURE, EvidenceState.ENABLED, **dump.place(kept, subject)
            )


def _read_tuning(dump: Dump, *, decided: bool) -> None:
    """Parameters of comparison by themselves: they show a face function and not its switch."""
    if decided:
        return
    for element in dump.settings("FaceCompareCond", "FaceRecognizeMode"):
        dump.book.function(
            Function.RECOGNITION,
            EvidenceState.PROVISIONED,
            **dump.place(element, dump.elsewhere(element.name)),
        )
