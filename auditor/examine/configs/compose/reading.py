"""The services of a Compose file, and what is gated, included and merged in it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from auditor.examine.configs.containers.service import (
    Gate,
    Service,
    settings_of,
    texts_of,
    words_of,
)
from auditor.examine.configs.syntax.tree import Node, Unknown

MAX_EXTENDS = 10
"""Longest chain of services that extend each other."""
TYPICAL = frozenset(
    {
        *("image", "build", "ports", "volumes", "environment", "env_file", "depends_on", "restart"),
        *("container_name", "command", "entrypoint", "networks", "profiles", "extends", "deploy"),
        *("links", "healthcheck", "privileged", "network_mode", "devices", "labels", "scale"),
    }
)
"""Keys of a service by the Compose specification."""


@dataclass(frozen=True)
class Composed:
    """A Compose file: its services, and the files that it refers to, with where it does."""

    services: tuple[Service, ...]
    labels: tuple[tuple[Service, tuple[str, ...]], ...] = ()
    elsewhere: tuple[tuple[str, Node], ...] = ()


def services_in(root: Node) -> tuple[tuple[str, ...], dict[str, Node]]:
    """The path and entries of the services; of a file of version 1 the root is their mapping."""
    services = root.get("services")
    if services is not None and services.entries():
        return ("services",), services.entries()
    return (), root.entries()


def composed(root: Node) -> Composed:
    """Read a Compose file."""
    path, entries = services_in(root)
    elsewhere: list[tuple[str, Node]] = []
    services: list[Service] = []
    labels: list[tuple[Service, tuple[str, ...]]] = []
    for name, node in entries.items():
        if not node.entries():
            continue
        chain = _chain(name, entries)
        one = _service(name, (*path, name), chain)
        services.append(one)
        labels.append((one, _labels(chain)))
        extends = node.get("extends")
        if extends is not None and (file := extends.get("file")) is not None:
            elsewhere.append((file.raw, file))
    for node in _included(root):
        elsewhere.append((node.raw, node))
    return Composed(tuple(services), tuple(labels), tuple(elsewhere))


def _included(root: Node) -> list[Node]:
    included = root.get("include")
    if included is None:
        return []
    found = [included] if included.raw else []
    for item in included.items():
        part = item.get("path") if item.entries() else item
        if part is not None:
            found += [one for one in (part.items() or (part,)) if one.raw]
    return found


def _chain(name: str, entries: dict[str, Node]) -> list[Node]:
    """A service and those that it extends in the same file, its own first."""
    chain: list[Node] = []
    current: str | None = name
    while current in entries and len(chain) < MAX_EXTENDS:
        node = entries[current]
        if node in chain:
            break
        chain.append(node)
        extends = node.get("extends")
        if extends is None or extends.get("file") is not None:
            break
        base = extends.get("service")
        current = base.raw if base is not None else extends.raw
    return chain


def _first(chain: list[Node], key: str) -> Node | None:
    return next((found for node in chain if (found := node.get(key)) is not None), None)


def _service(name: str, path: tuple[str, ...], chain: list[Node]) -> Service:
    node = chain[0]
    image = _first(chain, "image")
    build = _first(chain, "build")
    files = _first(chain, "env_file")
    settings = tuple(
        one
        for part in chain
        for one in settings_of(part.get("environment"), (*path, "environment"))
    )
    found = Service(
        name=name,
        path=path,
        node=node,
        image=image.raw if image is not None else "",
        image_node=image,
        build=_build(build),
        settings=settings,
        command=" ".join(
            filter(
                None, (words_of(_first(chain, "entrypoint")), words_of(_first(chain, "command")))
            )
        ),
        unseen=files is not None,
        volumes=tuple(
            source.split(":", 1)[0]
            for part in chain
            for source in texts_of(part.get("volumes"), "source")
        ),
        ports=tuple(_port(port) for part in chain for port in _ports(part.get("ports"))),
    )
    return replace(found, gate=_gate(chain))


def _build(node: Node | None) -> str:
    if node is None:
        return ""
    parts = [node.raw]
    parts += [one.raw for key in ("context", "dockerfile") if (one := node.get(key)) is not None]
    return " ".join(part for part in parts if part)


def _ports(node: Node | None) -> tuple[Node, ...]:
    return () if node is None else node.items()


def _port(node: Node) -> str:
    if not node.entries():
        return node.raw
    host, published = node.get("host_ip"), node.get("published")
    address = f"{host.raw}:" if host is not None else ""
    return f"{address}{published.raw if published is not None else ''}:"


def _gate(chain: list[Node]) -> Gate:
    """Profiles keep a service from a plain `up`; no replicas keep it from being started at all."""
    counts = [part.get("deploy", "replicas") or part.get("scale") for part in chain[:1]]
    for count in counts:
        if count is not None and count.number() == 0:
            return Gate.OFF
        if count is not None and isinstance(count.value, Unknown) and count.value.default == "0":
            return Gate.OFF
    profiles = _first(chain, "profiles")
    return Gate.PROFILE if profiles is not None and profiles.items() else Gate.STARTED


def _labels(chain: list[Node]) -> tuple[str, ...]:
    found: list[str] = []
    for part in chain:
        for key in (("labels",), ("deploy", "labels")):
            node = part.get(*key)
            if node is None:
                continue
            found += [item.raw for item in node.items()]
            found += [f"{name}={value.raw}" for name, value in node.entries().items()]
    return tuple(found)
