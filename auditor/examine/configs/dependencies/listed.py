"""The packages that a list names, each with its line."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass

from packaging.requirements import InvalidRequirement, Requirement

from auditor.examine.configs.face_words import about_faces
from auditor.examine.configs.notebook import shown
from auditor.examine.configs.source import ConfigDocument, Syntax
from auditor.examine.configs.tree import Node

LEAST_SHARE = 0.8
"""Share of the lines that must be requirements: prose has lines of one word, too."""

_OPTION = re.compile(r"-{1,2}[a-zA-Z][\w-]*(?:[ =](.*))?$")
_PINNED = re.compile(r"[=<>~!]=|[<>@;\[]")
_INSTALL = re.compile(r"\b(?:pip3?|python3? -m pip|npm|yarn|conda)\s+(?:install|add)\s+(.*)$")
_DOCKER = re.compile(r"^\s*(?:ARG\s.*\n\s*)*FROM\s+\S+", re.MULTILINE)
_INSTRUCTION = re.compile(r"^\s*(?:RUN|CMD|COPY|ENTRYPOINT|ENV|WORKDIR|EXPOSE)\s", re.MULTILINE)


@dataclass(frozen=True)
class Package:
    """A package as named, optional where only an extra or a group for development wants it."""

    name: str
    line: int
    column: int = 1
    optional: bool = False


@dataclass(frozen=True)
class Listed:
    """A list: what kind, its packages, comment lines that speak of faces, and other lists."""

    kind: str
    packages: tuple[Package, ...] = ()
    comments: tuple[int, ...] = ()
    others: tuple[tuple[str, int], ...] = ()


def listed_in(document: ConfigDocument) -> Listed | None:
    """The list in `document`; None where it is none."""
    if document.embedded or document.within:
        return None
    if document.syntax is Syntax.XML:
        return _maven(document)
    if document.syntax is Syntax.TREE:
        return _npm(document)
    if document.syntax is not Syntax.PLAIN:
        return None
    text = document.root.raw
    if _DOCKER.match(text.lstrip()) or (_DOCKER.search(text) and _INSTRUCTION.search(text)):
        return _docker(document) if _INSTRUCTION.search(text) else None
    return _project(document) or _requirements(document)


def _requirements(document: ConfigDocument) -> Listed | None:
    packages: list[Package] = []
    comments: list[int] = []
    others: list[tuple[str, int]] = []
    wrong = pinned = 0
    for number, line in enumerate(document.lines, start=1):
        words = line.split(" #", 1)[0].strip().rstrip("\\").strip()
        if line.lstrip().startswith("#") and about_faces(line):
            comments.append(number)
        if not words or words.startswith("#"):
            continue
        if (option := _OPTION.match(words)) is not None:
            if words.startswith(("-r", "--requirement", "-c", "--constraint")):
                others.append((shown((option.group(1) or words[2:]).strip()), number))
            continue
        try:
            requirement = Requirement(words.split(" --", 1)[0])
        except InvalidRequirement:
            wrong += 1
            continue
        pinned += bool(_PINNED.search(words))
        packages.append(Package(requirement.name, number))
    least = LEAST_SHARE * (len(packages) + wrong)
    # A list of bare words may be anything; one about faces, or with versions, is told by that.
    told = pinned > 0 or any(about_faces(package.name) for package in packages)
    if not packages or len(packages) < least or not told:
        return None
    return Listed("requirement file", tuple(packages), tuple(comments), tuple(others))


def _project(document: ConfigDocument) -> Listed | None:
    text = document.root.raw
    if not re.search(r"^\[(?:project|tool\.poetry|packages|build-system)\b", text, re.MULTILINE):
        return None
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return None
    project = data.get("project", {})
    poetry = data.get("tool", {}).get("poetry", {})
    wanted = [_first_name(entry) for entry in project.get("dependencies", [])]
    wanted += list(poetry.get("dependencies", {})) + list(data.get("packages", {}))
    optional = [
        _first_name(entry)
        for group in project.get("optional-dependencies", {}).values()
        for entry in group
    ]
    for group in poetry.get("group", {}).values():
        optional += list(group.get("dependencies", {}))
    packages = [_placed(document, name) for name in wanted if name]
    packages += [_placed(document, name, optional=True) for name in optional if name]
    return Listed("TOML project file", tuple(packages))


def _first_name(entry: object) -> str:
    found = re.match(r"\s*([A-Za-z0-9][\w.-]*)", entry) if isinstance(entry, str) else None
    return found.group(1) if found else ""


def _placed(document: ConfigDocument, name: str, *, optional: bool = False) -> Package:
    for number, line in enumerate(document.lines, start=1):
        if (column := line.find(name)) >= 0 and not line.lstrip().startswith("#"):
            return Package(name, number, column + 1, optional)
    return Package(name, 1, 1, optional)


def _npm(document: ConfigDocument) -> Listed | None:
    root = document.root
    groups = ("dependencies", "devDependencies", "optionalDependencies", "peerDependencies")
    if not ("name" in root.entries() or "version" in root.entries()):
        return None
    found = [(name, node) for name in groups if (node := root.get(name)) and node.entries()]
    if not found:
        return None
    packages = [
        Package(name, node.at.line, node.at.column, optional=group != "dependencies")
        for group, entry in found
        for name, node in entry.entries().items()
    ]
    return Listed("package.json", tuple(packages))


def _maven(document: ConfigDocument) -> Listed | None:
    project = document.root.entries().get("project")
    if project is None:
        return None
    packages: list[Package] = []
    for path, node in project.walk():
        if path and path[-1] == "artifactId" and "dependency" in path:
            packages.append(Package(node.text(), node.at.line, node.at.column))
        elif path and path[-1] == "groupId" and "dependency" in path and "arcsoft" in node.text():
            packages.append(Package("arcsoft", node.at.line, node.at.column))
    return Listed("Maven project file", tuple(packages)) if _is_pom(project) else None


def _is_pom(project: Node) -> bool:
    return {"modelVersion", "artifactId", "dependencies"} & set(project.entries()) != set()


def _docker(document: ConfigDocument) -> Listed:
    packages: list[Package] = []
    for number, line in enumerate(document.lines, start=1):
        if line.lstrip().startswith("#") or (install := _INSTALL.search(line)) is None:
            continue
        for word in install.group(1).split():
            if not word.startswith("-") and (name := _first_name(word.strip("'\""))):
                packages.append(Package(name, number))
    return Listed("Dockerfile", tuple(packages))
