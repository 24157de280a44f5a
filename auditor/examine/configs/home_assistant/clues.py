"""What else in a Home Assistant configuration tells of faces: other products, actions, files."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.core.wording import wording
from auditor.examine.configs.frame.face_words import about_faces
from auditor.examine.configs.frame.labels import Function
from auditor.examine.configs.frame.notebook import Notebook
from auditor.examine.configs.frame.terms import Sent
from auditor.examine.configs.syntax.tree import Node, Unknown
from auditor.examine.model import EvidenceState

ELSEWHERE: dict[str, str] = {
    "double_take": "Double Take",
    "double-take": "Double Take",
    "frigate": "Frigate",
    "compreface": "CompreFace",
    "unifiprotect": "UniFi Protect",
    "eufy_security": "eufy Security",
    "azure_face": "Azure Face",
    "amazon_face_recognition": "Amazon Face Recognition",
    "viseron": "Viseron",
    "deepstack": "DeepStack",
}
"""Integrations of products that may recognise faces, whose own settings say whether they do."""
ASK = frozenset({"nest", "netatmo", "ring", "blink", "reolink", "synology_dsm", "hikvision"})
"""Integrations of cameras of which only some tell familiar faces."""
_KNOWN = frozenset({"microsoft_face", "image_processing"})
_TEACHING = re.compile(
    r"(?:^|\.)(?:facebox_teach_face|deepstack_teach_face|deepstack_delete_face)$"
    r"|^microsoft_face\.(?:create_person|create_group|train_group|face_person)$"
    r"|^(?:azure_face|amazon_face_recognition|compreface|double_take)\.\w*(?:train|add|index|teach)"
)
_SCAN = "image_processing.scan"
_EVENTS = re.compile(
    r"^(?:image_processing\.detect_face|rekognition\.face_recogni[sz]ed|azure_face\w*)$"
)
_TOPIC = re.compile(r"^(?:double-take|frigate/\S*(?:sub_label|face)|compreface|facebox)(?:/|$)")
_RECOGNISE = re.compile(
    r"/v1/recognition/recognize|/vision/face/(?:recognize|match)|/facebox/check"
    r"|/face/v\d[\d.]*/(?:identify|verify|findsimilars)|/api/v1/verification",
    re.IGNORECASE,
)
_HOLDERS = ("packages", "image_processing", "homeassistant")


def read_clues(book: Notebook, root: Node) -> None:
    """Note them for the whole document."""
    _products(book, root)
    _actions(book, root)
    _commands(book, root)


def unseen_files(root: Node) -> Iterator[tuple[tuple[str, ...], Node]]:
    """Included files that could hold image processing: those of it, of packages, of everything."""
    for key, node in root.entries().items():
        name = key.split(" ", 1)[0]
        if name in _HOLDERS and _is_include(node):
            yield (key,), node
        if name == "<<" and _is_include(node):
            yield (key,), node
    for path in (("homeassistant", "packages"), ("packages",)):
        packages = root.get(*path)
        if packages is None:
            continue
        if _is_include(packages):
            yield path, packages
        for name, package in packages.entries().items():
            if _is_include(package):
                yield (*path, name), package


def _is_include(node: Node) -> bool:
    return isinstance(node.value, Unknown) and node.value.text.startswith("!include")


def _products(book: Notebook, root: Node) -> None:
    entries = root.get("data", "entries")
    for index, entry in enumerate(entries.items() if entries is not None else ()):
        domain = entry.get("domain")
        disabled = entry.get("disabled_by")
        if domain is not None:
            path = ("data", "entries", f"[{index}]", "domain")
            _product(book, domain.raw, path, domain, off=disabled is not None)
    for key, node in root.entries().items():
        name = key.split(" ", 1)[0]
        if name in ELSEWHERE:
            _product(book, name, (key,), node, off=False)
        elif name not in _KNOWN and about_faces(name) is not None and not _is_include(node):
            # A custom integration by its name alone: what it does, its own pages say.
            book.function(Function.UNSTATED, EvidenceState.PROVISIONED, path=(key,), node=node)
            book.unknown(key)
        if name == "microsoft_face":
            place_path = (key,)
            book.function(
                Function.RECOGNITION, EvidenceState.PROVISIONED, path=place_path, node=node
            )
            region = node.get("azure_region")
            book.note(
                "region",
                wording(
                    "home_assistant.cloud_region",
                    region=region.raw if region is not None else "westus",
                ),
                path=place_path,
                node=region or node,
                by_default=region is None,
            )


def _product(book: Notebook, name: str, path: tuple[str, ...], node: Node, *, off: bool) -> None:
    product = ELSEWHERE.get(name)
    if product is not None:
        state = EvidenceState.DISABLED if off else EvidenceState.PROVISIONED
        book.function(Function.UNSTATED, state, path=path, node=node, subject=name)
        if not off:
            book.note(
                "product",
                wording("home_assistant.another_product", name=product),
                path=path,
                node=node,
            )
    elif name in ASK and not off:
        book.note(
            "product", wording("home_assistant.familiar_faces", name=name), path=path, node=node
        )


def _actions(book: Notebook, root: Node) -> None:
    """Automations and scripts that scan, teach, or wait for a face."""
    for path, node in root.walk():
        if not isinstance(node.value, str) or not path:
            continue
        key, value = path[-1], node.raw.strip()
        if key in ("service", "action", "perform_action", "service_template"):
            if _TEACHING.search(value):
                book.function(
                    Function.RECOGNITION,
                    EvidenceState.PROVISIONED,
                    path=path,
                    node=node,
                    subject="actions",
                )
                book.note("teaching", wording("home_assistant.action_enrols"), path=path, node=node)
            elif value == _SCAN:
                book.note("scan", wording("home_assistant.action_scans"), path=path, node=node)
        elif (key == "event_type" and _EVENTS.match(value)) or (
            key in ("topic", "state_topic", "json_attributes_topic") and _TOPIC.match(value)
        ):
            _mentioned(book, path, node)


def _mentioned(book: Notebook, path: tuple[str, ...], node: Node) -> None:
    """It listens to a program that tells faces; that program is not in this file."""
    book.function(
        Function.UNSTATED, EvidenceState.MENTIONED, path=path, node=node, subject="automations"
    )


def _commands(book: Notebook, root: Node) -> None:
    """Commands that hand pictures to a recognition service, in use where something calls them."""
    called = {
        node.raw.strip()
        for path, node in root.walk()
        if path and path[-1] in ("service", "action") and isinstance(node.value, str)
    }
    for domain in ("rest_command", "shell_command"):
        commands = root.get(domain)
        for name, command in (commands.entries() if commands is not None else {}).items():
            url = command.get("url") or command
            found = _RECOGNISE.search(url.raw)
            if found is None:
                continue
            used = f"{domain}.{name}" in called
            book.function(
                Function.RECOGNITION,
                EvidenceState.ENABLED if used else EvidenceState.PROVISIONED,
                path=(domain, name),
                node=url,
                subject=f"{domain}.{name}",
            )
            address = re.search(r"https?://[^\s'\"]+", url.raw)
            if used and address is not None:
                book.destination(
                    "HTTP",
                    address.group(),
                    Sent("home_assistant.camera_pictures", True),
                    path=(domain, name),
                    node=url,
                )
