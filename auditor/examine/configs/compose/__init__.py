"""Docker Compose files and `docker run` lines: which programs are started, and with what settings.

What a program does with faces is mostly elsewhere. A server made for recognition is recognition
where it is really started; one that is started only with a profile is not started by a plain `up`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from auditor.examine.configs.compose.commands import is_commands, services_of
from auditor.examine.configs.compose.reading import TYPICAL, Composed, composed, services_in
from auditor.examine.configs.containers.destinations import note_proxy, note_published
from auditor.examine.configs.containers.judge import judge
from auditor.examine.configs.containers.service import Gate
from auditor.examine.configs.containers.templated import untemplated
from auditor.examine.configs.frame.comments import comments_about_faces
from auditor.examine.configs.frame.notebook import Notebook
from auditor.examine.configs.frame.terms import shown
from auditor.examine.configs.interface import FormatReading
from auditor.examine.configs.syntax.source import ConfigDocument, Syntax
from auditor.examine.configs.syntax.tree import Node

_NOT_ITS = frozenset({"apiVersion", "kind", "jobs", "runs-on", "steps", "stages", "pipelines"})
_BESIDE = frozenset({"include", "name", "version", "networks", "volumes", "configs", "secrets"})


@dataclass(frozen=True)
class ComposeFormat:
    """The reader of Compose files and of `docker run` lines."""

    id: str = "compose"
    title: str = "Docker Compose files and docker run commands"
    versions: str = "Compose specification, files of versions 1 to 3, docker run"
    covers: str = (
        "Known recognition servers and photo libraries by image and settings, profiles and "
        "replicas, thresholds and times in settings, destinations, published ports and folders"
    )
    documentation_url: str = "https://docs.docker.com/reference/compose-file/services/"

    def recognises(self, document: ConfigDocument) -> bool:
        """Whether the root has services in Compose's form, or the text is Docker's commands."""
        if document.syntax is Syntax.PLAIN:
            roots = untemplated(document).roots
            return is_commands(document.root.raw) or any(_is_compose(one, "") for one in roots)
        if document.syntax is not Syntax.TREE:
            return False
        return _is_compose(document.root, document.within)

    def suspects(self, text: str) -> bool:
        """Whether a damaged text has services with images."""
        lines = text.split("\n")
        return any(line.rstrip() == "services:" for line in lines) and any(
            line.strip().startswith(("image:", "build:")) for line in lines
        )

    def read(self, document: ConfigDocument) -> FormatReading:
        """Read a document that it recognises."""
        book = Notebook(document, self.id, closed=True)
        root = document.root
        conditional = False
        if document.syntax is Syntax.PLAIN:
            template = untemplated(document)
            if not template.roots:
                services = services_of(root.raw)
                about = judge(book, services)
                note_published(book, services, about)
                return book.reading("docker run")
            root, conditional = template.roots[0], template.conditional
        file = composed(root)
        services = file.services
        if conditional:
            services = tuple(
                replace(one, gate=Gate.CONDITION) if one.gate is Gate.STARTED else one
                for one in services
            )
        about = judge(book, services)
        if about:
            note_published(book, services, about)
        for one, labels in file.labels:
            if one.name in about:
                note_proxy(book, one, labels)
        _elsewhere(book, file)
        for place in comments_about_faces(document):
            book.mention(document.comment_locator(*place))
        version = root.get("version")
        return book.reading(shown(version.raw) if version is not None else "")


def _is_compose(root: Node, within: str) -> bool:
    entries = root.entries()
    if _NOT_ITS & set(entries):
        return False
    path, services = services_in(root)
    found = [node for node in services.values() if node.entries()]
    if path:
        return any(TYPICAL & set(node.entries()) for node in found)
    if set(entries) <= _BESIDE and "include" in entries and not within:
        return True
    return not within and len(found) == len(services) > 0 and _first_version(found)


def _first_version(services: list[Node]) -> bool:
    """Whether every entry is a service as files of version 1 have them at the root."""
    return all(
        {"image", "build"} & set(node.entries()) and len(TYPICAL & set(node.entries())) > 1
        for node in services
    ) and all(
        node.get("image") is None or bool(node.get("image", "repository")) is False
        for node in services
    )


def _elsewhere(book: Notebook, file: Composed) -> None:
    """Files that this one takes services from: what they say is not known from here."""
    for name, node in file.elsewhere:
        book.unseen(name, path=("include",), node=node, subject="include")


COMPOSE = ComposeFormat()
