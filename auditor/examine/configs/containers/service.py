"""A container as Compose, Kubernetes, Helm or `docker run` describe it, in one form."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from auditor.examine.configs.frame.labels import Function
from auditor.examine.configs.syntax.tree import Node, Switch, Unknown, switch, variable
from auditor.examine.model import EvidenceState

_DEFAULT = re.compile(r"\$\{\w+:?-([^{}]*)\}")
_VARIABLE = re.compile(r"\$\{[^{}]*\}|\$\w+|\{\{.*?\}\}")
_TAG = re.compile(r":[^:/]*$")


class Gate(StrEnum):
    """Whether a container is started as the file stands."""

    STARTED = "started"
    PROFILE = "profile"
    CONDITION = "condition"
    OFF = "off"


@dataclass(frozen=True)
class Setting:
    """An environment variable: its name and value as written, and where it stands."""

    name: str
    path: tuple[str, ...]
    node: Node

    @property
    def key(self) -> str:
        """The name in capitals with single underscores: `VISION-FACE` is `VISION_FACE`."""
        return re.sub(r"[^A-Z0-9]+", "_", self.name.upper()).strip("_")

    @property
    def empty(self) -> bool:
        """Whether it is written as nothing, which programs take for not written."""
        value = self.node.value
        blank = isinstance(value, Unknown) and value.default is not None and not value.default
        return blank or value is None or self.node.raw.strip() == ""

    @property
    def switch(self) -> Switch:
        """Its value as yes or no."""
        return switch(self.node)

    @property
    def text(self) -> str:
        """Its value, or the default of a variable; empty where the file does not tell it."""
        if isinstance(self.node.value, Unknown):
            return self.node.value.default or ""
        return self.node.raw.strip()

    @property
    def number(self) -> float | None:
        """Its value as a number; None where it is none."""
        try:
            return float(self.text)
        except ValueError:
            return None


def setting(name: str, value: str, path: tuple[str, ...], node: Node) -> Setting:
    """A setting whose value is part of the text `node`, as in `- NAME=value`."""
    plain = value.strip().strip("\"'")
    return Setting(name, path, Node(variable(plain) or plain, plain, node.mark, node.key_mark))


@dataclass(frozen=True)
class ServiceReading:
    """Something said about faces, ready to be noted."""

    function: Function
    state: EvidenceState
    path: tuple[str, ...]
    node: Node
    by_default: bool = False
    confidence: float = 1.0


@dataclass(frozen=True)
class Service:
    """A container.

    Attributes:
        name: as the file calls it.
        path: the key path of its description.
        node: its description.
        image: the image as written; empty where there is none.
        image_node: where that stands.
        build: the folder or file it is built from; empty where it is not built.
        settings: its environment variables, later ones first where one is written twice.
        command: what is run in place of the image's own program; empty where that is run.
        gate: whether it is started.
        unseen: whether more settings are in another file.
        volumes: sources of what is mounted: names or folders.
        ports: what is published, as written.
    """

    name: str
    path: tuple[str, ...]
    node: Node
    image: str = ""
    image_node: Node | None = None
    build: str = ""
    settings: tuple[Setting, ...] = ()
    command: str = ""
    gate: Gate = Gate.STARTED
    unseen: bool = False
    volumes: tuple[str, ...] = ()
    ports: tuple[str, ...] = ()

    @property
    def repository(self) -> str:
        """The image without variables, tag and digest, in lower case."""
        return repository(self.image)

    def first(self, *keys: str) -> Setting | None:
        """The setting with one of these normal names that is written as something."""
        for one in self.settings:
            if one.key in keys and not one.empty:
                return one
        return None

    def found(
        self,
        function: Function,
        state: EvidenceState,
        at: Setting | None = None,
        *,
        by_default: bool = False,
        confidence: float = 1.0,
    ) -> ServiceReading:
        """A finding at a setting, or at the image."""
        if at is not None:
            return ServiceReading(function, state, at.path, at.node, by_default, confidence)
        node = self.image_node or self.node
        path = (*self.path, "image") if self.image_node is not None else self.path
        return ServiceReading(function, state, path, node, by_default, confidence)


def repository(image: str) -> str:
    """An image's name without variables, tag and digest, in lower case; defaults are filled in."""
    plain = _VARIABLE.sub("", _DEFAULT.sub(r"\1", image)).split("@", 1)[0]
    return _TAG.sub("", plain.strip().strip("\"'")).strip("/").lower()


def state_of(value: Switch) -> EvidenceState:
    """The state of a switch; one whose value the file does not tell leaves it open."""
    return {
        Switch.ON: EvidenceState.ENABLED,
        Switch.OFF: EvidenceState.DISABLED,
        Switch.UNKNOWN: EvidenceState.PROVISIONED,
    }[value]


def inverted(value: Switch) -> Switch:
    """What a switch says of a function that it switches off."""
    return {Switch.ON: Switch.OFF, Switch.OFF: Switch.ON, Switch.UNKNOWN: Switch.UNKNOWN}[value]


def settings_of(node: Node | None, path: tuple[str, ...]) -> tuple[Setting, ...]:
    """The settings in an `environment`: a mapping, or a list of `NAME=value`.

    A name alone is handed on from where the container is started: its value is unknown.
    """
    if node is None:
        return ()
    found = [Setting(name, (*path, name), value) for name, value in node.entries().items()]
    for item in node.items():
        name, written, value = item.raw.partition("=")
        if not name.strip():
            continue
        known = setting(name.strip(), value, (*path, name.strip()), item)
        if not written:
            known = Setting(known.name, known.path, Node(Unknown(name), name, item.mark))
        found.append(known)
    return tuple(reversed(found))


def words_of(node: Node | None) -> str:
    """A command as one text, whether it is written as text or as a list of words."""
    if node is None:
        return ""
    return " ".join([node.raw, *(item.raw for item in node.items())]).strip()


def texts_of(node: Node | None, *keys: str) -> tuple[str, ...]:
    """The texts in a list; of mappings in it, the entries called `keys`."""
    if node is None:
        return ()
    items: Iterable[Node] = node.items() or (node,)
    found = []
    for item in items:
        parts = [item.get(key) for key in keys] if item.entries() else [item]
        found += [part.raw for part in parts if part is not None and part.raw]
    return tuple(found)
