"""Stream processors, in whatever a set-up is written: what each searches, and whether it runs.

Every processor watches one video stream, by whose name it is kept apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from auditor.examine.configs.aws.vocabulary import HOME_KEYS, SEARCH_KEYS, STREAM, plain
from auditor.examine.configs.syntax.template_values import Values
from auditor.examine.configs.syntax.tree import Node, Unknown
from auditor.examine.model import EvidenceState

S = EvidenceState
_WITHIN = frozenset({"settings", "dynamic", "content", "properties", "values", "attributes"})
_OF_A_PROCESSOR = frozenset({"rolearn", "name", "kinesisvideostream"})
_RUNNING = {"STOPPED": S.GATED, "STOPPING": S.GATED, "FAILED": S.GATED}


_KNOWN = frozenset(
    {
        *(_WITHIN | SEARCH_KEYS | HOME_KEYS),
        *("name", "rolearn", "status", "statusmessage", "input", "output", "kmskeyid", "tags"),
        *("kinesisvideostream", "kinesisdatastream", "s3destination", "notificationchannel"),
        *("regionsofinterest", "boundingboxregionsofinterest", "polygonregionsofinterest"),
        *("datasharingpreference", "streamprocessorarn", "creationtimestamp", "timeouts"),
        *("streamprocessoroutput", "lastupdatetimestamp", "count", "foreach", "dependson"),
        *("lifecycle", "provider", "id", "arn", "tagsall", "streamprocessorname", "region"),
    }
)
"""What a stream processor may hold (DescribeStreamProcessor; the provider's resource)."""


@dataclass(frozen=True)
class Processor:
    """One stream processor.

    Attributes:
        name: the video stream it watches, else its own name.
        path: where it stands.
        node: its mapping.
        search: its face search with its path, or None where it has none.
        status: what its status makes of it: None where it runs or no status is written.
    """

    name: str
    path: tuple[str, ...]
    node: Node
    search: tuple[tuple[str, ...], Node] | None
    status: EvidenceState | None


def processors(root: Node, values: Values, above: tuple[str, ...] = ()) -> list[Processor]:
    """The stream processors in a tree; none lies within another."""
    found: list[Processor] = []
    for path, node in root.walk(above):
        if any(path[: len(one.path)] == one.path for one in found):
            continue
        if _misspelt(path) or (settings := _settings(node)) is None:
            continue
        search = next(((p, n) for p, n in settings if plain(p[-1]) in SEARCH_KEYS), None)
        name = _name(node, path, values)
        status = _RUNNING.get(_text(node, "status").upper())
        found.append(
            Processor(
                name, path, node, ((*path, *search[0]), search[1]) if search else None, status
            )
        )
    return found


def unknown_keys(one: Processor) -> list[str]:
    """Keys of a processor that are none of its own."""
    return [key for key in one.node.entries() if plain(key) not in _KNOWN]


def _settings(node: Node) -> list[tuple[tuple[str, ...], Node]] | None:
    """What a processor's settings choose; None where a mapping is no processor."""
    keys = {plain(key) for key in node.entries()}
    wrapped = keys & {"settings", "dynamic"}
    if not wrapped and not (keys & (SEARCH_KEYS | HOME_KEYS) and keys & _OF_A_PROCESSOR):
        return None
    chosen = [
        (path, child)
        for path, child in _choices(node, ())
        if plain(path[-1]) in SEARCH_KEYS | HOME_KEYS and child.value not in (None, ())
    ]
    return chosen or None


def _choices(node: Node, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Node]]:
    for key, child in node.entries().items():
        if plain(key) in SEARCH_KEYS | HOME_KEYS:
            yield (*path, key), child
        elif plain(key) in _WITHIN:
            yield from _choices(child, (*path, key))
    for index, child in enumerate(node.items()):
        yield from _choices(child, (*path, f"[{index}]"))


def _misspelt(path: tuple[str, ...]) -> bool:
    """Whether it is in a resource of a type that Terraform's provider does not have."""
    return any(
        part.startswith("aws_rekognition_") and part != "aws_rekognition_stream_processor"
        for part in path
    )


def _child(node: Node, name: str) -> Node | None:
    return next((child for key, child in node.entries().items() if plain(key) == name), None)


def _text(node: Node, name: str) -> str:
    child = _child(node, name)
    return child.text() if child is not None else ""


def _name(node: Node, path: tuple[str, ...], values: Values) -> str:
    for _, child in node.walk():
        if (found := STREAM.search(child.raw)) is not None:
            return found.group(1)
    own = _child(node, "name")
    if own is not None and (name := values.text(own)):
        return name
    if own is not None and not isinstance(own.value, Unknown) and own.text():
        return own.text()
    named = [part for part in path if not part.startswith("[") and plain(part) not in _WITHIN]
    return named[-1] if named else "stream processor"
