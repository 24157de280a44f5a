"""Lists of packages of build tools: Gradle, Go modules, Cargo, CMake, conda, lock files."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from auditor.examine.configs.dependencies.forms import Listed, Package
from auditor.examine.configs.frame.face_words import about_faces
from auditor.examine.configs.syntax.source import ConfigDocument
from auditor.examine.configs.syntax.tree import Node

_GRADLE = re.compile(r"^[ \t]*dependencies\s*\{", re.MULTILINE)
_PLUGINS = re.compile(
    r"^[ \t]*(?:plugins|android|buildscript|repositories)\s*\{|apply plugin", re.M
)
_GRADLE_LINE = re.compile(
    r"^[ \t]*(\w*(?:[iI]mplementation|[aA]pi|[cC]ompile|[cC]ompileOnly|[rR]untimeOnly|kapt|ksp))"
    r"\s*\(?\s*(?:platform\()?\s*(?:files\()?[\"']([^\"']+)[\"']"
)
_GRADLE_ALIAS = re.compile(r"^[ \t]*\w*(?:[iI]mplementation|[aA]pi)\s*\(?\s*(libs\.[\w.]+)")
_GRADLE_NAME = re.compile(
    r"^[ \t]*(?:namespace|applicationId|rootProject\.name)\s*=?\s*[\"'](.+?)[\"']"
)
_GO = re.compile(r"\Amodule[ \t]+[^\s\"{]+[ \t]*(?://.*)?$", re.MULTILINE)
_GO_LINE = re.compile(r"^[ \t]*(?:require\s+)?((?:[\w-]+\.)+\w+/\S+)\s+v\S+")
_CARGO = re.compile(r"^\[(?:package|workspace|lib|bin|dependencies)\b", re.MULTILINE)
_SECTION = re.compile(r"^[ \t]*\[\[?([^\]]+)\]\]?")
_ENTRY = re.compile(r"^[ \t]*([A-Za-z0-9_-]+)\s*(?:=|\.workspace)")
_CMAKE = re.compile(r"^[ \t]*(?:cmake_minimum_required|project)\s*\(", re.MULTILINE | re.IGNORECASE)
_CMAKE_CALL = re.compile(
    r"^[ \t]*(find_package|find_library|target_link_libraries|pkg_check_modules|project"
    r"|fetchcontent_declare|link_libraries)\s*\(([^)]*)",
    re.IGNORECASE | re.MULTILINE,
)
_LOCK_NAME = re.compile(r"^name = \"(.+?)\"", re.MULTILINE)
_YARN = re.compile(r"^\"?(@?[\w./-]+)@[^:]+:$", re.MULTILINE)


def built(document: ConfigDocument) -> Listed | None:
    """The list that a text of a build tool is; None where it is none."""
    text = document.root.raw
    for told, read in _READERS:
        if told(text):
            return read(document)
    return None


def _is_gradle(text: str) -> bool:
    return _GRADLE.search(text) is not None and (
        _PLUGINS.search(text) is not None or re.search(r"[iI]mplementation\b", text) is not None
    )


def _gradle(document: ConfigDocument) -> Listed:
    packages: list[Package] = []
    name = ("", 1)
    for number, line in _lines(document, "//"):
        if (found := _GRADLE_NAME.match(line)) is not None:
            name = (found.group(1), number)
        if (found := _GRADLE_LINE.match(line)) is not None:
            optional = found.group(1).lower().startswith(("test", "androidtest"))
            parts = found.group(2).split(":")
            whole = ":".join(parts[:2]) if len(parts) > 1 else parts[0]
            packages.append(Package(whole, number, optional=optional))
        elif (found := _GRADLE_ALIAS.match(line)) is not None:
            packages.append(Package(found.group(1).removeprefix("libs."), number))
    return Listed("gradle", tuple(packages), _comments(document, "//"), name=name)


def _go(document: ConfigDocument) -> Listed:
    packages = [
        Package(found.group(1).rstrip("/").rsplit("/", 1)[-1], number)
        for number, line in _lines(document, "//")
        if (found := _GO_LINE.match(line)) is not None
    ]
    module = next((n for n, line in _lines(document, "//") if line.startswith("module ")), 1)
    name = document.lines[module - 1].removeprefix("module ").strip().rsplit("/", 1)[-1]
    return Listed("go", tuple(packages), _comments(document, "//"), name=(name, module))


def _is_cargo(text: str) -> bool:
    return (
        _CARGO.search(text) is not None
        and re.search(r"^edition|^\[dependencies", text, re.M) is not None
    )


def _cargo(document: ConfigDocument) -> Listed:
    packages: list[Package] = []
    name = ("", 1)
    section = ""
    for number, line in _lines(document, "#"):
        if (found := _SECTION.match(line)) is not None:
            section = found.group(1)
            inner = re.fullmatch(r"(?:.*\.)?(?:dev-|build-)?dependencies\.([\w-]+)", section)
            if inner is not None:
                packages.append(Package(inner.group(1), number, optional="dev-" in section))
        elif (entry := _ENTRY.match(line)) is not None:
            if section.endswith("dependencies"):
                optional = "dev-" in section or "optional = true" in line
                packages.append(Package(entry.group(1), number, optional=optional))
            elif section == "package" and entry.group(1) == "name":
                name = (line.partition("=")[2].strip().strip('"'), number)
    return Listed("cargo", tuple(packages), _comments(document, "#"), name=name)


def _is_cmake(text: str) -> bool:
    return _CMAKE.search(text) is not None and _CMAKE_CALL.search(text) is not None


def _cmake(document: ConfigDocument) -> Listed:
    text = "\n".join(line.split("#", 1)[0] for line in document.lines)
    packages: list[Package] = []
    name = ("", 1)
    for found in _CMAKE_CALL.finditer(text):
        number = text.count("\n", 0, found.start(1)) + 1
        words = found.group(2).split()
        if found.group(1).lower() == "project":
            name = (words[0] if words else "", number)
        else:
            packages += [Package(word.strip('"'), number) for word in words if "$" not in word]
    return Listed("cmake", tuple(packages), _comments(document, "#"), name=name)


def _is_lock(text: str) -> bool:
    return text.count("[[package]]") > 1 and _LOCK_NAME.search(text) is not None


def _lock(document: ConfigDocument) -> Listed:
    packages = [
        Package(found.group(1), number)
        for number, line in _lines(document, "#")
        if (found := _LOCK_NAME.match(line)) is not None
    ]
    return Listed("lock", tuple(packages))


def _is_yarn(text: str) -> bool:
    return "yarn lockfile" in text[:400] or (
        len(_YARN.findall(text)) > 1 and "\n  resolved " in text
    )


def _yarn(document: ConfigDocument) -> Listed:
    packages = [
        Package(found.group(1), number)
        for number, line in _lines(document, "#")
        if (found := re.match(r"^\"?(@?[\w./-]+?)@", line)) is not None
    ]
    return Listed("lock", tuple(packages))


_READERS: tuple[tuple[Callable[[str], bool], Callable[[ConfigDocument], Listed]], ...] = (
    (_is_lock, _lock),
    (_is_yarn, _yarn),
    (_is_gradle, _gradle),
    (lambda text: _GO.match(text.lstrip("\ufeff \n")) is not None, _go),
    (_is_cargo, _cargo),
    (_is_cmake, _cmake),
)


def conda(root: Node) -> Listed | None:
    """The list in a conda environment: `dependencies` with a `pip` list within."""
    listed = root.get("dependencies")
    if listed is None or not listed.items():
        return None
    texts = [item for item in listed.items() if item.raw]
    if not texts or not {"channels", "prefix", "name"} & set(root.entries()):
        return None
    packages: list[Package] = []
    for item in listed.items():
        inner = item.get("pip")
        for one in inner.items() if inner is not None else (item,):
            if (word := re.match(r"[A-Za-z0-9][\w.-]*", one.raw.rsplit("::", 1)[-1])) is not None:
                packages.append(Package(word.group(), one.mark.line, one.mark.column))
    named = root.get("name")
    name = (named.text(), named.mark.line) if named is not None else ("", 1)
    return Listed("conda", tuple(packages), name=name)


def locked(root: Node) -> Listed | None:
    """The list in a JSON lock file of npm or pipenv."""
    found: list[Package] = []
    pip = root.get("default")
    if "_meta" in root.entries() and pip is not None:
        for group in ("default", "develop"):
            held = root.get(group)
            for name, node in held.entries().items() if held is not None else ():
                found.append(Package(name, node.at.line, optional=group == "develop"))
        return Listed("lock", tuple(found))
    if "lockfileVersion" not in root.entries():
        return None
    for key in ("packages", "dependencies"):
        held = root.get(key)
        for name, node in held.entries().items() if held is not None else ():
            if name:
                dev = node.get("dev")
                optional = dev is not None and dev.value is True
                short = name.rsplit("node_modules/", 1)[-1]
                found.append(Package(short, node.at.line, optional=optional))
    return Listed("lock", tuple({one.name: one for one in found}.values()))


def _lines(document: ConfigDocument, comment: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(document.lines, start=1):
        if not line.lstrip().startswith(comment):
            yield number, line


def _comments(document: ConfigDocument, comment: str) -> tuple[int, ...]:
    return tuple(
        number
        for number, line in enumerate(document.lines, start=1)
        if line.lstrip().startswith(comment) and about_faces(line)
    )
