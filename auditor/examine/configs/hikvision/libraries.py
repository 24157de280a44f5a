"""Libraries of faces on a Hikvision device, and the people in them, who are counted and not named.

A library of its own shows that something was set up; a rule makes use of it. People in it, or a
search that found some, show that templates are stored.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from auditor.core.wording import wording
from auditor.examine.configs.frame.labels import Function
from auditor.examine.configs.frame.people_lists import kind_named
from auditor.examine.configs.frame.terms import LibraryKind, Scale, ThresholdUse
from auditor.examine.configs.hikvision.answers import Element, find, listed, number, text
from auditor.examine.configs.hikvision.dump import Dump
from auditor.examine.configs.syntax.tree import Switch
from auditor.examine.model import EvidenceState

SERVICE = "FDLib"
"""The name under which the libraries are reported, as the maker calls them."""

_LIBRARIES = ("FDLibBaseCfg", "FDLibInfo", "FPLibInfo", "FDLib", "CreateFDLib", "FDRecordDataInfo")
_SEARCHES = ("FDSearchResult", "FDSearch", "")
_PEOPLE = ("FaceAppendData", "PictureUploadData", "FaceDataRecord")
_COUNTS = ("totalFaceNum", "normalFaceNum", "recordDataNumber", "faceNum", "faceDataNum")
_KINDS: tuple[tuple[re.Pattern[str], LibraryKind], ...] = (
    (re.compile(r"blackfd|blacklist|blocklist"), LibraryKind.BLOCK_LIST),
    (re.compile(r"staticfd|ordinary|infraredfd|whitelist"), LibraryKind.KNOWN),
)
"""The maker's types of libraries; what the operator calls one goes before."""


@dataclass(frozen=True)
class _Library:
    element: Element
    ident: str
    name: str
    kind: LibraryKind
    people: int | None
    armed: bool


def note_library(dump: Dump) -> None:
    """Note the library as a service of its own where it holds people.

    What is kept in it is decided apart from the rules that would use it.
    """
    libraries = _libraries(dump)
    held = [library.element for library in libraries.values() if library.people]
    people = _people(dump)
    at = held[0] if held else people[1] if people else None
    if at is not None:
        dump.book.device(SERVICE, **dump.place(at, SERVICE))
        dump.book.detail(SERVICE, kind="service")


def read_libraries(dump: Dump, *, off: bool) -> None:
    """Note the libraries and who is in them; `off` says that what would use them is switched off.

    A library that only a rule which is off would use is left over, and people in it leave open what
    they are kept for.
    """
    libraries = _libraries(dump)
    people = _people(dump)
    subject = dump.elsewhere(SERVICE)
    for library in libraries.values():
        at = library.element
        if library.people:
            state = EvidenceState.PROVISIONED if off else EvidenceState.POPULATED
        elif library.armed and not off:
            state = EvidenceState.ENABLED
        else:
            state = EvidenceState.PROVISIONED
        if off and not library.people:
            dump.book.leftover(at.name, **dump.place(at, subject))
        else:
            dump.book.function(Function.RECOGNITION, state, **dump.place(at, subject))
        dump.book.library(
            library.kind,
            people=library.people,
            name=library.name,
            filled=wording("hikvision.filled_by_device")
            if library.kind is LibraryKind.STRANGERS
            else "",
            **dump.place(at, subject),
        )
        _read_threshold(dump, at, subject, off=off)
    if any(library.kind is LibraryKind.STRANGERS for library in libraries.values()):
        dump.book.note("library", wording("hikvision.strangers"))
    if people is not None:
        count, at = people
        state = EvidenceState.PROVISIONED if off else EvidenceState.POPULATED
        dump.book.function(Function.RECOGNITION, state, **dump.place(at, subject))
        if not any(library.people for library in libraries.values()):
            dump.book.library(LibraryKind.KNOWN, people=count, **dump.place(at, subject))
    if libraries or people:
        dump.book.note("retention", wording("hikvision.no_limit"))


def _read_threshold(dump: Dump, element: Element, subject: str, *, off: bool) -> None:
    limit = find(element, "thresholdValue")
    if limit is None or limit.node.number() is None:
        return
    if off:
        dump.book.leftover("thresholdValue", **dump.place(limit, subject))
        return
    dump.book.threshold(
        limit.node.number(),
        ThresholdUse.MATCH,
        Scale.PERCENT_SIMILARITY,
        **dump.place(limit, subject),
    )


def _libraries(dump: Dump) -> dict[str, _Library]:
    """The libraries by their id; the list of them and their counts are different answers."""
    found: dict[str, _Library] = {}
    bare = [e for e in dump.settings("") if find(e, "faceLibType") and find(e, "FDID")]
    for element in (*dump.settings(*_LIBRARIES), *bare):
        if "facecontrast" in element.within or not _is_library(element):
            continue
        ident = text(element, "FDID", "customFaceLibID", "id") or str(len(found))
        counts = [c for key in _COUNTS if (c := number(element, key)) is not None]
        one = _Library(
            element,
            ident,
            text(element, "name"),
            _kind(element),
            int(max(counts)) if counts else None,
            _is_armed(element),
        )
        key = f"{ident} {text(element, 'faceLibType')}"
        before = found.get(key)
        if before is not None:
            one = replace(
                before,
                name=before.name or one.name,
                people=one.people if before.people is None else before.people,
                armed=before.armed or one.armed,
            )
        found[key] = one
    return found


def _is_library(element: Element) -> bool:
    return any(find(element, key) is not None for key in ("FDID", "faceLibType", "name"))


def _kind(element: Element) -> LibraryKind:
    named = " ".join(text(element, key) for key in ("libAttribute", "name", "customInfo"))
    kind = text(element, "faceLibType").lower()
    typed = next((known for pattern, known in _KINDS if pattern.search(kind)), None)
    return kind_named(named) or typed or kind_named(kind) or LibraryKind.UNSTATED


def _is_armed(element: Element) -> bool:
    if text(element, "libArmingType").lower() == "arminglib":
        return True
    modelling = find(element, "isInModeling", "armingEnabled")
    return modelling is not None and modelling.switch is Switch.ON


def _people(dump: Dump) -> tuple[int, Element] | None:
    """How many people the answers to searches and enrolments show, and where; None for nobody."""
    for element in dump.settings(*_SEARCHES):
        matches = listed(element, "MatchElementList", "MatchList", "MatchElement")
        if element.name == "" and not any(_is_face(match.node.entries()) for match in matches):
            continue
        total = number(element, "totalMatches", "numOfMatches")
        if total:
            return int(total), element
    records = [
        e
        for e in dump.settings(*_PEOPLE, "MatchElement")
        if "pictureuploaddata" not in e.within and find(e, "FDID", "name", "PID", "FPID", "faceURL")
    ]
    return (len(records), records[0]) if records else None


def _is_face(entries: dict[str, object] | object) -> bool:
    keys = {key.lower() for key in entries} if isinstance(entries, dict) else set()
    return not keys.isdisjoint({"fpid", "faceurl", "modeldata", "fdid", "pid"})
