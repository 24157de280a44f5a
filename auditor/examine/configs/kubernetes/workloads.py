"""The containers in Kubernetes documents, with the settings that ConfigMaps in them supply."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from auditor.examine.configs.containers.service import Gate, Service, Setting, setting, words_of
from auditor.examine.configs.syntax.pairs import read_pairs
from auditor.examine.configs.syntax.tree import Node, Switch, Unknown, switch

_OPENED = re.compile(r"^[ \t]*(?:[\[{]|[\w\"'.-]+\s*:(?:\s|$))")
"""Text that is opened as a configuration of its own."""


@dataclass(frozen=True)
class Manifest:
    """A Kubernetes document: its kind, name, tree, and the path that leads to it."""

    kind: str
    name: str
    path: tuple[str, ...]
    node: Node


@dataclass(frozen=True)
class ConfigMap:
    """Keys and values that containers take as settings."""

    manifest: Manifest
    settings: tuple[Setting, ...]
    texts: tuple[Setting, ...]


def is_manifest(node: Node) -> bool:
    """Whether a mapping is a Kubernetes document."""
    version, kind = node.get("apiVersion"), node.get("kind")
    return version is not None and kind is not None and bool(version.raw and kind.raw)


def manifests_in(roots: tuple[Node, ...]) -> Iterator[Manifest]:
    """Every document, those within a `List` on their own."""
    for root in roots:
        items = root.get("items")
        if items is not None and root.get("kind") is not None and items.items():
            for index, item in enumerate(items.items()):
                if is_manifest(item):
                    yield _manifest(item, ("items", f"[{index}]"))
        elif is_manifest(root):
            yield _manifest(root, ())


def _manifest(node: Node, path: tuple[str, ...]) -> Manifest:
    kind, name = node.get("kind"), node.get("metadata", "name")
    return Manifest(
        kind.raw if kind is not None else "",
        name.raw if name is not None else "unnamed",
        path,
        node,
    )


def config_map(manifest: Manifest) -> ConfigMap:
    """The settings in a ConfigMap, and its longer texts that no reader opens."""
    settings: list[Setting] = []
    texts: list[Setting] = []
    data = manifest.node.get("data")
    for name, node in (data.entries() if data is not None else {}).items():
        one = Setting(name, (*manifest.path, "data", name), node)
        if "\n" not in node.raw.strip():
            settings.append(one)
        elif (pairs := read_pairs(node.raw)) is not None:
            for keys in pairs.entries().values():
                settings += [
                    setting(key, value.raw, (*one.path, key), node)
                    for key, value in keys.entries().items()
                ]
        elif not _OPENED.match(node.raw):
            texts.append(one)
    return ConfigMap(manifest, tuple(settings), tuple(texts))


def services_in(manifest: Manifest, maps: dict[str, ConfigMap]) -> list[Service]:
    """The containers of a workload."""
    found: list[Service] = []
    gate = _gate(manifest.node)
    for path, node in manifest.node.walk(manifest.path):
        if path[-1:] != ("containers",):
            continue
        containers = [one for one in node.items() if one.get("image") is not None]
        for index, container in enumerate(node.items()):
            image = container.get("image")
            if image is None:
                continue
            name = container.get("name")
            called = manifest.name
            if len(containers) > 1 and name is not None:
                called = f"{manifest.name}/{name.raw}"
            one = _service(called, (*path, f"[{index}]"), container, maps)
            found.append(replace(one, gate=gate, image=image.raw, image_node=image))
    return found


def _service(
    name: str, path: tuple[str, ...], container: Node, maps: dict[str, ConfigMap]
) -> Service:
    settings: list[Setting] = []
    unseen = False
    env = container.get("env")
    for item in env.items() if env is not None else ():
        key, value = item.get("name"), item.get("value")
        if key is None:
            continue
        if value is None:
            reference = item.get("valueFrom", "configMapKeyRef")
            value = _referred(reference, maps) or Node(Unknown(key.raw), key.raw, item.mark)
        settings.append(Setting(key.raw, (*path, "env", key.raw), value))
    sources = container.get("envFrom")
    for source in sources.items() if sources is not None else ():
        named = source.get("configMapRef", "name")
        if named is not None and named.raw in maps:
            settings += maps[named.raw].settings
        else:
            unseen = True
    command = f"{words_of(container.get('command'))} {words_of(container.get('args'))}".strip()
    return Service(
        name=name,
        path=path,
        node=container,
        settings=tuple(settings),
        command=command,
        unseen=unseen,
    )


def _referred(reference: Node | None, maps: dict[str, ConfigMap]) -> Node | None:
    if reference is None:
        return None
    name, key = reference.get("name"), reference.get("key")
    if name is None or key is None or name.raw not in maps:
        return None
    return next((s.node for s in maps[name.raw].settings if s.name == key.raw), None)


def _gate(node: Node) -> Gate:
    """No replicas and a suspended job start nothing."""
    for path in (("spec", "replicas"), ("spec", "parallelism")):
        count = node.get(*path)
        if count is not None and count.number() == 0:
            return Gate.OFF
        if count is not None and isinstance(count.value, Unknown):
            return Gate.CONDITION
    suspended = node.get("spec", "suspend")
    off = suspended is not None and switch(suspended) is Switch.ON
    return Gate.OFF if off else Gate.STARTED


# --- Helm ----------------------------------------------------------------------------------------

_ENVIRONMENT = ("env", "environment", "extraEnv", "extraEnvVars", "envVars", "env_vars")
_BESIDE = frozenset(
    {
        *("replicaCount", "ingress", "service", "serviceAccount", "resources", "nodeSelector"),
        *("tolerations", "affinity", "controllers", "persistence", "autoscaling", "global", "env"),
        *("podSecurityContext", "securityContext", "imagePullSecrets", "podAnnotations"),
    }
)
DEEPEST = 7
"""How deep within a chart's values an image is looked for."""


def is_values(root: Node) -> bool:
    """Whether a mapping is the values of a Helm chart: images by repository next to their like."""
    keys = set(root.entries())
    if not keys or {"apiVersion", "kind", "services"} & keys:
        return False
    if any(True for _ in _photo_library(root)):
        return True
    return any(
        _BESIDE & (keys | set(node.entries()))
        for path, node in root.walk()
        if len(path) <= DEEPEST and _image_of(node, path) is not None
    )


def _image_of(node: Node, path: tuple[str, ...]) -> Node | None:
    """The image of a mapping: `image.repository`, or `repository` next to a tag or a policy."""
    within = node.get("image", "repository")
    if within is not None or path[-1:] == ("image",):
        return within
    own = node.get("repository")
    beside = {"tag", "pullPolicy", "imagePullPolicy"} & set(node.entries())
    return own if own is not None and own.raw and beside else None


def _photo_library(root: Node) -> Iterator[tuple[tuple[str, ...], Node]]:
    """Immich's machine learning in the values of its chart, which starts it unless switched off.

    The chart's values name no image where its own are taken
    (https://github.com/immich-app/immich-charts, `values.yaml`).
    """
    for path, node in root.walk():
        if len(path) > DEEPEST or not isinstance(node.value, dict):
            continue
        learning = node.entries().get("machine-learning")
        if learning is None and "machine-learning" in (node.get("immich") or node).entries():
            # It is one level below, where the walk comes next.
            continue
        library = node.get("immich", "persistence", "library")
        if library is None and path[-1:] == ("immich",):
            library = node.get("persistence", "library")
        if library is None and (learning is None or "immich" not in {*path, *node.entries()}):
            continue
        if learning is not None and learning.get("image", "repository") is not None:
            continue
        yield ((*path, "machine-learning"), learning) if learning is not None else (path, node)
        return


def _learning(root: Node, start: tuple[str, ...]) -> list[Service]:
    found = []
    for path, node in _photo_library(root):
        on = node.get("enabled") if path[-1:] == ("machine-learning",) else None
        off = on is not None and switch(on) is Switch.OFF
        found.append(
            Service(
                name=".".join(path) or "immich",
                path=(*start, *path),
                node=node,
                image="immich-machine-learning",
                gate=Gate.OFF if off else Gate.STARTED,
            )
        )
    return found


def values_in(root: Node, start: tuple[str, ...] = ()) -> list[Service]:
    """The containers that a chart's values describe."""
    found: list[Service] = []
    for path, node in root.walk():
        repository = _image_of(node, path)
        if len(path) > DEEPEST or repository is None or not repository.raw:
            continue
        settings: list[Setting] = []
        for key in _ENVIRONMENT:
            settings += _named(node.get(key), (*start, *path, key))
        found.append(
            Service(
                name=".".join(path) or repository.raw.rsplit("/", 1)[-1],
                path=(*start, *path),
                node=node,
                image=repository.raw,
                image_node=repository,
                settings=tuple(settings),
                command=f"{words_of(node.get('command'))} {words_of(node.get('args'))}".strip(),
                gate=_gate_of_values(root, path),
                unseen=node.get("envFrom") is not None,
            )
        )
    found += _learning(root, start)
    return found


def _named(node: Node | None, path: tuple[str, ...]) -> list[Setting]:
    if node is None:
        return []
    found = [
        Setting(name, (*path, name), value.get("value") or value)
        for name, value in node.entries().items()
    ]
    for item in node.items():
        key, value = item.get("name"), item.get("value")
        if key is not None:
            known = value or Node(Unknown(key.raw), key.raw, item.mark)
            found.append(Setting(key.raw, (*path, key.raw), known))
    return found


def _gate_of_values(root: Node, path: tuple[str, ...]) -> Gate:
    for depth in range(len(path) + 1):
        node = root.get(*path[:depth])
        if node is None:
            continue
        enabled = node.get("enabled")
        if enabled is not None and switch(enabled) is Switch.OFF:
            return Gate.OFF
        count = node.get("replicaCount") or node.get("replicas")
        if count is not None and count.number() == 0:
            return Gate.OFF
    return Gate.STARTED
