"""Kubernetes documents and Helm values: which programs are started, and with what settings.

The documents of one file belong together, since a Deployment takes its settings from a ConfigMap
next to it. A ConfigMap that holds another program's configuration is read as that configuration.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from auditor.core.wording import wording
from auditor.examine.configs.containers.judge import judge
from auditor.examine.configs.containers.programs import known_program
from auditor.examine.configs.containers.service import Gate, Service
from auditor.examine.configs.containers.templated import untemplated
from auditor.examine.configs.frame.comments import comments_about_faces
from auditor.examine.configs.frame.face_words import about_faces
from auditor.examine.configs.frame.labels import Function
from auditor.examine.configs.frame.notebook import Notebook
from auditor.examine.configs.frame.terms import Sent
from auditor.examine.configs.interface import FormatReading
from auditor.examine.configs.kubernetes.workloads import (
    ConfigMap,
    Manifest,
    config_map,
    is_manifest,
    is_values,
    manifests_in,
    services_in,
    values_in,
)
from auditor.examine.configs.syntax.source import ConfigDocument, Syntax
from auditor.examine.configs.syntax.tree import Node
from auditor.examine.model import EvidenceState


@dataclass(frozen=True)
class KubernetesFormat:
    """The reader of Kubernetes documents and of Helm values."""

    id: str = "kubernetes"
    title: str = "Kubernetes manifests and Helm values"
    versions: str = "any apiVersion; Helm 3 values"
    covers: str = (
        "Containers by image and settings, also from ConfigMaps next to them, replicas and "
        "suspended jobs, templates as conditions, destinations, published names"
    )
    documentation_url: str = "https://kubernetes.io/docs/concepts/workloads/"

    def recognises(self, document: ConfigDocument) -> bool:
        """Whether the document has an apiVersion and a kind, or a chart's images."""
        if document.within:
            return False
        if document.syntax is Syntax.PLAIN:
            return any(is_manifest(root) for root in untemplated(document).roots)
        root = document.root
        return document.syntax is Syntax.TREE and (is_manifest(root) or is_values(root))

    def suspects(self, text: str) -> bool:
        """Whether a damaged text has the two keys that every document has."""
        lines = [line.strip() for line in text.split("\n")]
        return all(
            any(line.startswith(key) for line in lines) for key in ("apiVersion: ", "kind: ")
        )

    def read(self, document: ConfigDocument) -> FormatReading:
        """Read a document that it recognises, or those of one file joined."""
        book = Notebook(document, self.id, closed=True)
        templated = document.syntax is Syntax.PLAIN
        if templated:
            roots = untemplated(document).roots
        else:
            roots = document.root.items() or (document.root,)
        manifests = list(manifests_in(roots))
        maps = {m.name: config_map(m) for m in manifests if m.kind == "ConfigMap"}
        services = [one for m in manifests for one in services_in(m, maps)]
        services += list(_unused(maps, services))
        for root in roots:
            services += values_in(root) if is_values(root) else []
        for manifest in manifests:
            values = manifest.node.get("spec", "values")
            if manifest.kind == "HelmRelease" and values is not None:
                services += values_in(values, (*manifest.path, "spec", "values"))
        services += [one for m in manifests if (one := _chart(m)) is not None]
        if templated:
            services = [_named_after(one, document.root.raw) for one in services]
            services = [
                replace(one, gate=Gate.CONDITION) if one.gate is Gate.STARTED else one
                for one in services
            ]
        about = judge(book, tuple(services))
        _texts(book, maps)
        if about:
            for manifest in manifests:
                _published(book, manifest)
        for place in comments_about_faces(document):
            book.mention(document.comment_locator(*place))
        return book.reading()


def _chart(manifest: Manifest) -> Service | None:
    """What an Argo CD application or a Flux release installs, where its chart is a known program.

    Its values are elsewhere, unless they are in the document and describe containers.
    """
    for path in _CHARTS.get(manifest.kind, ()):
        node = manifest.node.get(*path)
        name = node.raw.rstrip("/").rsplit("/", 1)[-1] if node is not None else ""
        values = manifest.node.get("spec", "values")
        if values is not None and is_values(values):
            continue
        image = "immich-machine-learning" if name == "immich" else name
        one = Service(manifest.name, path, manifest.node, image=image, image_node=node, unseen=True)
        if node is not None and (known_program(one) or about_faces(name)):
            return replace(one, gate=Gate.CONDITION)
    return None


_CHARTS: dict[str, tuple[tuple[str, ...], ...]] = {
    "Application": (("spec", "source", "chart"), ("spec", "source", "path")),
    "HelmRelease": (("spec", "chart", "spec", "chart"), ("spec", "chart", "name")),
    "HelmChart": (("spec", "chart"),),
}
"""Where a document that installs a chart names it."""


def _named_after(one: Service, text: str) -> Service:
    """A container whose image is a template alone, by what the file around it is about."""
    if one.repository.strip("/:") not in ("templated", "templated:templated", ""):
        return one
    words = "\n".join(line.split(" #", 1)[0] for line in text.split("\n"))
    found = about_faces(words)
    return replace(one, image=found.group()) if found is not None else one


def _unused(maps: dict[str, ConfigMap], services: list[Service]) -> list[Service]:
    """ConfigMaps that no container here takes its settings from: which one does is not seen."""
    used = {id(s.node) for one in services for s in one.settings}
    return [
        Service(
            name=f"ConfigMap {name}",
            path=(*one.manifest.path, "data"),
            node=one.manifest.node,
            settings=one.settings,
        )
        for name, one in maps.items()
        if one.settings and not any(id(s.node) in used for s in one.settings)
    ]


def _texts(book: Notebook, maps: dict[str, ConfigMap]) -> None:
    """Files in ConfigMaps that are opened by no reader and mention faces."""
    for name, one in maps.items():
        for text in one.texts:
            lines = [
                line for line in text.node.raw.split("\n") if not line.lstrip().startswith("#")
            ]
            if about_faces("\n".join(lines)):
                book.function(
                    Function.UNSTATED,
                    EvidenceState.PROVISIONED,
                    path=text.path,
                    node=text.node,
                    subject=f"ConfigMap {name}",
                )


def _published(book: Notebook, manifest: Manifest) -> None:
    """Names and ports under which others reach what runs here."""
    if manifest.kind == "Ingress":
        rules = manifest.node.get("spec", "rules")
        for rule in rules.items() if rules is not None else ():
            host = rule.get("host")
            if host is not None:
                _offered(book, manifest, host.raw, host)
    kind = manifest.node.get("spec", "type")
    if manifest.kind == "Service" and kind is not None and kind.raw in ("LoadBalancer", "NodePort"):
        book.note(
            "ports",
            wording("kubernetes.port_outside"),
            path=(*manifest.path, "spec", "type"),
            node=kind,
            subject=manifest.name,
        )


def _offered(book: Notebook, manifest: Manifest, host: str, node: Node) -> None:
    book.destination(
        wording("frame.kind.reverse_proxy"),
        host,
        Sent("frame.pages_and_answers", False),
        path=(*manifest.path, "spec", "rules", "host"),
        node=node,
        subject=manifest.name,
    )


KUBERNETES = KubernetesFormat()
