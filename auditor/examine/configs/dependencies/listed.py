"""The packages that a list names, each with its line."""

from __future__ import annotations

import re

from auditor.examine.configs.dependencies.builds import built, conda, locked
from auditor.examine.configs.dependencies.forms import Listed, Package
from auditor.examine.configs.frame.face_words import about_faces
from auditor.examine.configs.frame.terms import shown
from auditor.examine.configs.syntax.source import ConfigDocument, Syntax
from auditor.examine.configs.syntax.tree import Node

LEAST_SHARE = 0.8
"""Share of the lines that must be requirements: prose has lines of one word, too."""

_OPTION = re.compile(r"-{1,2}[a-zA-Z][\w-]*(?:[ =](.*))?$")
_SOURCE = re.compile(r"(?:git\+|https?:)\S*?/([\w.-]+?)(?:\.git)?(?:@[^/#\s]*)?(?:#\S*)?$")
_EGG = re.compile(r"#(?:.*&)?egg=([\w.-]+)")
_PINNED = re.compile(r"[=<>~!]=|[<>@;\[]")
_INSTALL = re.compile(r"\b(?:pip3?|python3? -m pip|npm|yarn|conda)\s+(?:install|add)\s+(.*)$")
_PROJECT = re.compile(
    r"^\[(?:project|tool\.poetry|packages|dev-packages|build-system|dependency-groups)\b",
    re.MULTILINE,
)
_DOCKER = re.compile(r"^[ \t]*(?:ARG\s.*\n\s*)*FROM\s+\S+", re.MULTILINE)
_FROM = re.compile(r"^[ \t]*FROM\s+(?:--\S+\s+)?(\S+)", re.IGNORECASE)
_INSTRUCTION = re.compile(r"^[ \t]*(?:RUN|CMD|COPY|ENTRYPOINT|ENV|WORKDIR|EXPOSE)\s", re.MULTILINE)


def listed_in(document: ConfigDocument) -> Listed | None:
    """The list in `document`; None where it is none."""
    if document.embedded or document.within:
        return None
    if document.syntax is Syntax.XML:
        return _maven(document)
    if document.syntax is Syntax.TREE:
        return conda(document.root) or locked(document.root) or _npm(document)
    if document.syntax is not Syntax.PLAIN:
        return None
    text = document.root.raw
    if _DOCKER.match(text.lstrip()) or (_DOCKER.search(text) and _INSTRUCTION.search(text)):
        return _docker(document) if _INSTRUCTION.search(text) else None
    return _project(document) or built(document) or _requirements(document)


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
        if (source := _SOURCE.match(words)) is not None:
            named = _EGG.search(words)
            name = named.group(1) if named else source.group(1)
            packages.append(Package(name.removesuffix(".git"), number))
            pinned += 1
            continue
        required = _required_package(words.split(" --", 1)[0])
        if required is None:
            wrong += 1
            continue
        pinned += bool(_PINNED.search(words))
        packages.append(Package(required, number))
    least = LEAST_SHARE * (len(packages) + wrong)
    # A list of bare words may be anything; one about faces, or with versions, is known by that.
    told = pinned > 0 or any(about_faces(package.name) for package in packages)
    if not packages or len(packages) < least or not told:
        return None
    return Listed("requirements", tuple(packages), tuple(comments), tuple(others))


def _required_package(text: str) -> str | None:
    """The package that the requirement `text` names (PEP 508); None where it is none."""
    from packaging.requirements import (  # noqa: PLC0415 - for texts without another form
        InvalidRequirement,
        Requirement,
    )

    try:
        return Requirement(text).name
    except InvalidRequirement:
        return None


def _project(document: ConfigDocument) -> Listed | None:
    text = document.root.raw
    if not _PROJECT.search(text):
        return None
    import tomllib  # noqa: PLC0415 - for few files

    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return None
    project = _table(data, "project")
    poetry = _table(_table(data, "tool"), "poetry")
    wanted = _names(project.get("dependencies"))
    wanted += [*_table(poetry, "dependencies"), *_table(data, "packages")]
    groups = [*_table(project, "optional-dependencies").values()]
    groups += _table(data, "dependency-groups").values()
    optional = [name for group in groups for name in _names(group)]
    for group in _table(poetry, "group").values():
        optional += _table(group, "dependencies")
    optional += [*_table(data, "dev-packages"), *_table(poetry, "dev-dependencies")]
    packages = [_placed(document, name) for name in wanted if name]
    packages += [_placed(document, name, optional=True) for name in optional if name]
    named = str(project.get("name") or poetry.get("name") or "")
    name = (named, _placed(document, named).line if named else 1)
    comments = tuple(
        number
        for number, line in enumerate(document.lines, start=1)
        if line.lstrip().startswith("#") and about_faces(line)
    )
    return Listed("toml", tuple(packages), comments, name=name)


def _first_name(entry: object) -> str:
    found = re.match(r"\s*([A-Za-z0-9][\w.-]*)", entry) if isinstance(entry, str) else None
    return found.group(1) if found else ""


def _table(parent: object, key: str) -> dict[str, object]:
    """The table `key` of `parent`; empty where either is something else."""
    table = parent.get(key) if isinstance(parent, dict) else None
    return table if isinstance(table, dict) else {}


def _names(entries: object) -> list[str]:
    """The packages that a list of requirements names; other entries are passed over."""
    listed = entries if isinstance(entries, list) else []
    return [_first_name(entry) for entry in listed if isinstance(entry, str)]


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
    named = root.get("name")
    name = (named.text(), named.at.line) if named is not None else ("", 1)
    return Listed("package_json", tuple(packages), name=name)


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
    named = project.get("artifactId")
    name = (named.text(), named.at.line) if named is not None else ("", 1)
    return Listed("maven", tuple(packages), name=name) if _is_pom(project) else None


def _is_pom(project: Node) -> bool:
    return {"modelVersion", "artifactId", "dependencies"} & set(project.entries()) != set()


def _docker(document: ConfigDocument) -> Listed:
    packages: list[Package] = []
    images: list[tuple[str, int]] = []
    others: list[tuple[str, int]] = []
    comments: list[int] = []
    installing = False
    for number, line in enumerate(document.lines, start=1):
        if line.lstrip().startswith("#"):
            comments += [number] if about_faces(line) else []
            continue
        if (base := _FROM.match(line)) is not None:
            images.append((base.group(1), number))
        install = _INSTALL.search(line)
        words = install.group(1) if install is not None else line if installing else ""
        # What follows `&&` is another command; a backslash carries on with the same one.
        installing = bool(words) and "&&" not in words and line.rstrip().endswith("\\")
        previous = ""
        for word in words.split("&&", 1)[0].split():
            if previous in ("-r", "--requirement", "-c"):
                others.append((shown(word), number))
            elif not word.startswith(("-", "\\")) and (name := _first_name(word.strip("'\""))):
                packages.append(Package(name, number))
            previous = word
    return Listed(
        "dockerfile", tuple(packages), tuple(comments), tuple(others), images=tuple(images)
    )
