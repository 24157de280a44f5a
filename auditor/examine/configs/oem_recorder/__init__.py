"""Cameras and recorders of many brands that answer at `API/AI/...`: face pages by channel, lists.

The page of face detection has a switch per channel, next to how pictures of faces are taken. The
answer to `Range` says what could be set and no more. A list of faces ("face group") that is enabled
compares every face with those in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from auditor.core.wording import wording
from auditor.examine.configs.frame.labels import Function
from auditor.examine.configs.frame.notebook import Notebook
from auditor.examine.configs.frame.terms import LibraryKind, Place, Scale, ThresholdUse
from auditor.examine.configs.interface import FormatReading
from auditor.examine.configs.syntax.source import ConfigDocument, Syntax
from auditor.examine.configs.syntax.tree import Node, Switch, switch
from auditor.examine.model import EvidenceState

_CHANNEL = re.compile(r"(?:IP_|WIFI_)?CH\d+")
_FACE_PAGE = frozenset(
    {"snap_mode", "face_attribute", "apply_mode", "face_enhance", "face_recognition"}
)
"""Keys of the page of face detection that no other page of the family has."""
_GROUP = frozenset({"Similarity", "Policy", "DetectType"})
_POLICIES = {0: LibraryKind.KNOWN, 1: LibraryKind.BLOCK_LIST, 2: LibraryKind.STRANGERS}
_INTERNAL = 3
_UPLOADS = ("ftp_picture_upload", "picture_to_cloud", "send_email", "http_listening")


@dataclass(frozen=True)
class OemRecorderFormat:
    """The reader of answers of the `API/AI` family."""

    id: str = "oem-recorder"
    title: str = "cameras and recorders with the API/AI pages (many brands)"
    versions: str = "API version 1.0"
    covers: str = (
        "Face detection and attributes by channel, sizes, where pictures go, face lists with their "
        "policy and similarity; ranges kept apart from settings"
    )
    documentation_url: str = "https://ftp.qtech.ru/CCTV/QVC-IPC/API/"

    def recognises(self, document: ConfigDocument) -> bool:
        """Whether the root has channels by number, or face groups, as this family answers."""
        if document.syntax is not Syntax.TREE or document.within:
            return False
        return any(True for _ in _pages(document.root))

    def suspects(self, text: str) -> bool:
        """Whether a damaged text has channels and a key of the face page."""
        return '"channel_info"' in text and '"snap_mode"' in text

    def read(self, document: ConfigDocument) -> FormatReading:
        """Read a document that it recognises."""
        book = Notebook(document, self.id, closed=False)
        for path, page in _pages(document.root):
            channels = page.get("channel_info")
            if channels is not None:
                for called, at, channel in _channels(channels, (*path, "channel_info")):
                    _channel(book, called, at, channel)
            groups = page.get("Group")
            for number, group in enumerate(groups.items() if groups is not None else ()):
                _group(book, (*path, "Group", f"[{number}]"), group)
        if book.evidence:
            book.question(wording("oem_recorder.ask_lists"))
        return book.reading()


def _pages(root: Node) -> Iterator[tuple[tuple[str, ...], Node]]:
    for path in ((), ("data",)):
        page = root.get(*path) if path else root
        if page is None:
            continue
        channels, groups = page.get("channel_info"), page.get("Group")
        first = groups.items()[0] if groups is not None and groups.items() else None
        if (channels is not None and any(True for _ in _channels(channels, ()))) or (
            first is not None and len(_GROUP & set(first.entries())) > 1
        ):
            yield path, page


def _channels(node: Node, path: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...], Node]]:
    """Channels by name; what a range wraps into `items` is still a channel's."""
    inner = node.get("items")
    if inner is not None and node.get("type") is not None:
        node, path = inner, (*path, "items")
    for name, channel in node.entries().items():
        if _CHANNEL.fullmatch(name):
            yield name, (*path, name), channel


def _channel(book: Notebook, name: str, path: tuple[str, ...], channel: Node) -> None:
    book.device(name, path=path, node=channel)
    number = re.sub(r"\D", "", name)
    book.detail(name, channel=number)
    ranged = channel.get("items")
    if ranged is not None and channel.get("type") is not None:
        if _FACE_PAGE & set(ranged.entries()):
            able = Place(path=path, node=channel, subject=name)
            book.function(Function.DETECTION, EvidenceState.SUPPORTED, **able)
        return
    if not _FACE_PAGE & set(channel.entries()):
        return
    main = channel.get("switch")
    if main is None:
        # The page of alarms has the links and not the switch.
        book.function(
            Function.DETECTION, EvidenceState.PROVISIONED, path=path, node=channel, subject=name
        )
        return
    at = Place(path=(*path, "switch"), node=main, subject=name)
    book.function(Function.DETECTION, _state(main), **at)
    for key, function in (
        ("face_attribute", Function.ATTRIBUTES),
        ("face_recognition", Function.RECOGNITION),
    ):
        node = channel.get(key)
        if node is None:
            continue
        state = _state(node)
        if state is EvidenceState.ENABLED:
            state = _state(main)
        book.function(function, state, path=(*path, key), node=node, subject=name)
    if switch(main) is Switch.ON:
        _measures(book, name, path, channel)
    else:
        book.leftover(", ".join(sorted(_FACE_PAGE & set(channel.entries()))), **at)


def _measures(book: Notebook, name: str, path: tuple[str, ...], channel: Node) -> None:
    smallest = channel.get("min_pixel")
    if smallest is not None:
        at = Place(path=(*path, "min_pixel"), node=smallest, subject=name)
        book.threshold(smallest.number(), ThresholdUse.SIZE, Scale.PIXELS, **at)
    for key in _UPLOADS:
        node = channel.get(key)
        if node is not None and switch(node) is Switch.ON:
            book.note(
                "upload",
                wording("oem_recorder.sent_elsewhere"),
                path=(*path, key),
                node=node,
                subject=name,
            )


def _group(book: Notebook, path: tuple[str, ...], group: Node) -> None:
    policy, kind = group.get("Policy"), group.get("DetectType")
    told = policy.number() if policy is not None else None
    enabled = group.get("Enabled")
    if (kind is not None and kind.number() != 0) or told == _INTERNAL or enabled is None:
        return
    book.function(Function.RECOGNITION, _state(enabled), path=(*path, "Enabled"), node=enabled)
    people = _POLICIES.get(int(told), LibraryKind.UNSTATED) if told is not None else None
    book.library(people or LibraryKind.UNSTATED, path=path, node=group)
    similarity = group.get("Similarity")
    if similarity is not None and switch(enabled) is Switch.ON:
        book.threshold(
            similarity.number(),
            ThresholdUse.MATCH,
            Scale.PERCENT_SIMILARITY,
            path=(*path, "Similarity"),
            node=similarity,
        )


def _state(node: Node) -> EvidenceState:
    return {
        Switch.ON: EvidenceState.ENABLED,
        Switch.OFF: EvidenceState.DISABLED,
        Switch.UNKNOWN: EvidenceState.PROVISIONED,
    }[switch(node)]


OEM_RECORDER = OemRecorderFormat()
