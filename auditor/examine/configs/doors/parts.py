"""The parts of a home-made project, found by the words of its keys and values."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from auditor.examine.configs.frame.terms import Scale
from auditor.examine.configs.syntax.source import ConfigDocument
from auditor.examine.configs.syntax.tree import Node

Found = tuple[tuple[str, ...], Node]

MAX_LEAVES = 4000
"""Most values examined."""
LONGEST = 200
"""Characters from which a value is no name, path or address."""

_LIBRARY = re.compile(
    r"(?<![a-z])(?:deepface|insightface|face[_-]recognition|facenet\w*|arcface\w*|adaface\w*"
    r"|buffalo_[sml]|antelopev2|sface|vgg-?face\w*|openface|ghostfacenet|w600k\w*|dlib\w*|lbph"
    r"|compreface)(?![a-z])",
    re.IGNORECASE,
)
_FEATURE = re.compile(r"face[_-]?recognition", re.IGNORECASE)
"""A library's name that is first of all what a program does."""
_NAMES_LIBRARY = re.compile(
    r"backend|engine|model|mode|librar|method|algorithm|recogni[sz]er|provider|embed", re.IGNORECASE
)
_BY_DISTANCE = re.compile(
    r"deepface|face[_-]recognition|facenet|dlib|vgg-?face|openface|lbph", re.IGNORECASE
)
"""Libraries whose own threshold is a distance, or that compare by one unless set otherwise.

face_recognition: `tolerance`, "How much distance between faces to consider it a match", 0.6."""
_ABOUT = re.compile(r"recogn|match|compar|verif|identif|face|embed|similar|toleran", re.IGNORECASE)
_THRESHOLD = re.compile(r"threshold|toleranc|similarity|distance|min_?score", re.IGNORECASE)
_NOT_MATCH = re.compile(r"detect|spoof|live|blur|quality|motion|nms|iou", re.IGNORECASE)
_STORE = re.compile(
    r"known_?(?:faces|people|persons)|gallery|embedding|encoding|face_?(?:db|database|dir|folder)"
    r"|faces_(?:dir|path|folder)|images_folder|dataset|templates?_(?:path|file|dir)"
    r"|(?:employees|students|users|members)(?:_(?:file|csv|db|path|dir))?$|^database$",
    re.IGNORECASE,
)
_STORED = re.compile(r"\.(?:npy|npz|pkl|pickle|csv|xlsx?|db|sqlite3?|json|lance|dat)$|[/\\]")
_DOOR = re.compile(
    r"relay|gpio|turnstile|turnstyle|servo|(?<![a-z])door|(?<![a-z])lock(?![a-z]{3})|unlock"
    r"|attendance|(?<![a-z])gate(?!way)|access_control|punch|clock_?in",
    re.IGNORECASE,
)
_SELECTS = re.compile(
    r"^(?:use|mode|backend|engine|method|model|algorithm|provider|recogni[sz]er|library|type)$",
    re.IGNORECASE,
)
_MODE = re.compile(r"mode$", re.IGNORECASE)


@dataclass
class Parts:
    """What was found, each with its path.

    Attributes:
        libraries: names of libraries or models that compare faces.
        thresholds: numbers from which two faces count as the same.
        stores: folders, files or databases of known faces.
        doors: what is opened or kept of who passed.
        modes: ways the program can run in.
        leaves: all values, in order.
        blocks: paths of mappings that are called as a library is.
    """

    libraries: list[Found] = field(default_factory=list)
    thresholds: list[Found] = field(default_factory=list)
    stores: list[Found] = field(default_factory=list)
    doors: list[Found] = field(default_factory=list)
    modes: list[Found] = field(default_factory=list)
    leaves: list[Found] = field(default_factory=list)
    blocks: list[tuple[str, ...]] = field(default_factory=list)

    def not_selected(self) -> tuple[tuple[str, ...], ...]:
        """The blocks that are not used, as a selector (`mode: facenet`) names another one."""
        for path, node in self.leaves:
            wanted = _plain(node.text())
            if not wanted or not _SELECTS.search(path[-1]):
                continue
            same = [block for block in self.blocks if _plain(block[-1]) == wanted]
            if same:
                others = (block for block in self.blocks if block[:-1] == same[0][:-1])
                return tuple(block for block in others if block not in same)
        return ()

    def scale(self, path: tuple[str, ...], value: float) -> Scale:
        """In what a threshold is counted, as far as its key or the library tells."""
        key = path[-1].lower()
        if "toleran" in key or "distance" in key:
            return Scale.DISTANCE
        if "similar" in key or "score" in key or "confidence" in key:
            return Scale.UNIT_SIMILARITY if value <= 1 else Scale.PERCENT_SIMILARITY
        # One named in the key's own section goes before one named elsewhere.
        names = [".".join(path[:-1]), *(node.text() for _, node in self.libraries)]
        named = next((name for name in names if _LIBRARY.search(name)), "")
        return Scale.DISTANCE if _BY_DISTANCE.search(named) else Scale.UNSTATED


def parts_of(document: ConfigDocument) -> Parts:
    """The parts of a project in a document."""
    parts = Parts()
    for path, node in document.root.walk():
        named = tuple(key for key in path if key and not key.startswith("["))
        if not named:
            continue
        if node.entries() or node.items():
            if _LIBRARY.fullmatch(named[-1]):
                parts.blocks.append(path)
            if _LIBRARY.fullmatch(named[-1]) and not _FEATURE.fullmatch(named[-1]):
                parts.libraries.append((path, node))
            continue
        if len(parts.leaves) == MAX_LEAVES:
            break
        parts.leaves.append((path, node))
        _sort(parts, path, named, node)
    return parts


def _sort(parts: Parts, path: tuple[str, ...], named: tuple[str, ...], node: Node) -> None:
    key, value = named[-1], node.text()
    whole = ".".join(named)
    short = isinstance(node.value, str) and 0 < len(value) < LONGEST
    name = value.rsplit("/", 1)[-1] if short and "://" not in value else ""
    feature = _FEATURE.fullmatch(name) is not None and not _NAMES_LIBRARY.search(key)
    if _LIBRARY.search(name) and not feature:
        parts.libraries.append((path, node))
    is_threshold = _THRESHOLD.search(key) and _ABOUT.search(whole)
    if is_threshold and not _NOT_MATCH.search(whole) and node.number() is not None:
        parts.thresholds.append((path, node))
    if short and "://" not in value and _STORE.search(key) and _stored(key, value):
        parts.stores.append((path, node))
    if _DOOR.search(whole) or (short and _MODE.search(key) and _DOOR.search(value)):
        parts.doors.append((path, node))
    if short and _MODE.search(key):
        parts.modes.append((path, node))


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())


def _stored(key: str, value: str) -> bool:
    """Whether a value names a folder or file, and no model or number."""
    folder = re.search(r"dir|folder|path|faces|gallery|dataset", key, re.IGNORECASE)
    return bool(_STORED.search(value) or folder)
