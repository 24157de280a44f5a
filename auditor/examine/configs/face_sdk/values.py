"""The settings of an application as flat values, with Spring's defaults and profiles.

`${NAME:default}` is the default where nobody sets the name (Spring, placeholders in properties);
without one the value is unknown, which is neither filled nor blank.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from auditor.examine.configs.face_sdk.vocabulary import is_placeholder, plain
from auditor.examine.configs.syntax.source import ConfigDocument
from auditor.examine.configs.syntax.tree import Node, Switch, Unknown, dotted

_DEFAULT = re.compile(r"\$\{[^:{}]+:-?([^{}]*)\}")
_ACTIVE = re.compile(
    r"profiles[.:]\s*(?:\{?\s*active|active)\s*[:=]\s*(?P<dotted>[^}#\n]+)"
    r"|^[ \t]*active:\s*(?P<nested>[^}#\n]+)"
)
_ON = frozenset({"true", "yes", "on", "y", "1"})
_OFF = frozenset({"false", "no", "off", "n", "0"})
MAX_VALUES = 6000
"""Most values examined."""


class Given(StrEnum):
    """Whether a setting has a value."""

    FILLED = "filled"
    BLANK = "blank"
    PLACEHOLDER = "placeholder"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Setting:
    """One value.

    Attributes:
        path: where it stands, as written.
        parts: the same with dotted keys taken apart.
        node: the value.
        text: the value with Spring's default in the place of a variable.
        given: whether there is one.
        by_default: whether it is such a default.
    """

    path: tuple[str, ...]
    parts: tuple[str, ...]
    node: Node
    text: str
    given: Given
    by_default: bool

    @property
    def key(self) -> str:
        """Its key without signs and case."""
        return plain(self.parts[-1])

    @property
    def name(self) -> str:
        """Its whole key."""
        return ".".join(self.parts)

    @property
    def switch(self) -> Switch:
        """It as a yes or no."""
        word = self.text.strip().lower()
        if self.given is Given.UNKNOWN:
            return Switch.UNKNOWN
        return Switch.ON if word in _ON else Switch.OFF if word in _OFF else Switch.UNKNOWN

    @property
    def number(self) -> float | None:
        """It as a number, also with Java's sign behind it (`0.8f`)."""
        try:
            return float(self.text.strip().rstrip("fFdD%"))
        except ValueError:
            return None


def settings(root: Node) -> list[Setting]:
    """Every value of a tree."""
    found: list[Setting] = []
    for path, node in root.walk():
        named = tuple(part for part in path if part and not part.startswith("["))
        if named and not node.entries() and not node.items():
            found.append(setting(path, named, node))
            if len(found) >= MAX_VALUES:
                break
    return found


def setting(path: tuple[str, ...], named: tuple[str, ...], node: Node) -> Setting:
    """One value as a setting."""
    parts = tuple(part for key in named for part in key.split(".") if part)
    text, by_default = node.text() or node.raw, False
    given = Given.UNKNOWN if isinstance(node.value, Unknown) else Given.FILLED
    if (default := _DEFAULT.fullmatch(node.raw.strip())) is not None:
        text, by_default, given = default.group(1), True, Given.FILLED
    elif "${" in node.raw:
        given = Given.UNKNOWN
    if re.fullmatch(r"\s*<[^<>]*>\s*", node.raw):
        given = Given.PLACEHOLDER
    if given is Given.FILLED:
        given = Given.PLACEHOLDER if is_placeholder(text) else given
        given = given if text.strip() and node.value is not None else Given.BLANK
    return Setting(path, parts or named, node, text, given, by_default)


class Profile(StrEnum):
    """Whether a document of Spring's counts."""

    COUNTS = "counts"
    WAITS = "waits"
    UNSTATED = "unstated"


def profile_of(document: ConfigDocument) -> Profile:
    """Whether a document is for a profile, and that the active one, as far as the file tells."""
    own = _own_profile(document.root)
    if not own:
        return Profile.COUNTS
    active = _active(document)
    if not active:
        return Profile.UNSTATED
    wanted = {name.strip() for name in re.split(r"[,|]", own)}
    if any(name.startswith("!") for name in wanted):
        return Profile.WAITS if {name[1:] for name in wanted} & active else Profile.COUNTS
    return Profile.COUNTS if wanted & active else Profile.WAITS


def _own_profile(root: Node) -> str:
    for path, node in root.walk():
        name = dotted(path).lstrip(".")
        if name in ("spring.profiles", "spring.config.activate.on-profile"):
            return node.text() or ",".join(item.text() for item in node.items())
    return ""


def _active(document: ConfigDocument) -> set[str]:
    for line in document.lines:
        if line.lstrip().startswith("#"):
            continue
        if (found := _ACTIVE.search(line)) is not None:
            written = (found.group("dotted") or found.group("nested")).strip().strip("\"'")
            written = _DEFAULT.sub(r"\1", written)
            if "$" in written or "@" in written:
                return set()
            return {name.strip() for name in written.split(",") if name.strip()}
    return set()
