"""What a Home Assistant configuration says, from `configuration.yaml` to a file it includes."""

from __future__ import annotations

import re

from auditor.core.wording import wording
from auditor.examine.configs.frame.comments import comments_about_faces
from auditor.examine.configs.frame.notebook import Notebook
from auditor.examine.configs.home_assistant.clues import read_clues, unseen_files
from auditor.examine.configs.home_assistant.platforms import (
    PLATFORMS,
    Block,
    is_public,
    note_public,
    read_block,
)
from auditor.examine.configs.interface import FormatReading
from auditor.examine.configs.syntax.source import ConfigDocument
from auditor.examine.configs.syntax.tree import Node

_STREAMS = ("stream_source", "input", "mjpeg_url", "still_image_url", "host", "ip", "ip_address")
_FACES = frozenset(
    name for name in PLATFORMS if "face" in name or name in ("opencv", "amazon_rekognition")
)


def read_home_assistant(document: ConfigDocument) -> FormatReading:
    """Read a document that is Home Assistant's."""
    book = Notebook(document, "home-assistant", closed=False)
    blocks: list[Block] = []
    for path, root in _roots(document.root):
        _cameras(book, path, root)
        blocks += _blocks(path, root)
        for where, node in unseen_files(root):
            book.unseen(
                node.raw,
                path=(*path, *where),
                node=node,
                subject=wording("home_assistant.included"),
            )
        _folders(book, path, root)
    for block in blocks:
        for camera in block.cameras:
            book.device(camera, path=block.path, node=block.node)
        read_block(book, block)
    read_clues(book, document.root)
    for place in comments_about_faces(document):
        book.mention(document.comment_locator(*place))
    if any(block.text("platform") in _FACES for block in blocks):
        book.question(wording("home_assistant.ask_version"))
    else:
        book.question(wording("home_assistant.ask_interface"))
    return book.reading()


def _roots(root: Node) -> list[tuple[tuple[str, ...], Node]]:
    """The document and every package written within it."""
    found: list[tuple[tuple[str, ...], Node]] = [((), root)]
    packages = root.get("homeassistant", "packages")
    for name, package in (packages.entries() if packages is not None else {}).items():
        if package.entries():
            found.append((("homeassistant", "packages", name), package))
    return found


def _domain(root: Node, domain: str) -> list[tuple[tuple[str, ...], Node]]:
    """Every block under a domain's key, also under `camera 2` and the like."""
    found: list[tuple[tuple[str, ...], Node]] = []
    for key, node in root.entries().items():
        if not re.fullmatch(rf"{domain}(?:[ _]\S.*)?", key) or (
            key != domain and "_" in key[len(domain) : len(domain) + 1]
        ):
            continue
        if node.get("platform") is not None:
            found.append(((key,), node))
        found += [
            ((key, f"[{index}]"), item)
            for index, item in enumerate(node.items())
            if item.get("platform") is not None
        ]
    return found


def _blocks(path: tuple[str, ...], root: Node) -> list[Block]:
    """Blocks of image processing: under its key, or all of an included list or mapping."""
    found = _domain(root, "image_processing")
    items: list[tuple[tuple[str, ...], Node]] = [
        ((f"[{index}]",), item) for index, item in enumerate(root.items())
    ]
    items += [((), root)] if root.get("platform") is not None else []
    # A list without its key may be of any domain: its platforms tell.
    found += [
        (at, node)
        for at, node in items
        if (platform := node.get("platform")) is not None
        and (platform.raw in PLATFORMS or node.get("source") is not None)
    ]
    return [Block((*path, *at), node, _sources(node)) for at, node in found]


def _sources(node: Node) -> tuple[str, ...]:
    """The cameras that a block looks at, by their entity ids."""
    source = node.get("source")
    if source is None:
        return ()
    found: list[str] = []
    for item in source.items() or (source,):
        entity = item.get("entity_id")
        for one in () if entity is None else (entity.items() or (entity,)):
            if one.raw:
                found.append(one.raw)
        if entity is None and item.raw.startswith("camera."):
            found.append(item.raw)
    return tuple(dict.fromkeys(found))


def _cameras(book: Notebook, path: tuple[str, ...], root: Node) -> None:
    """Cameras by the entity ids that Home Assistant makes of their names."""
    for at, node in _domain(root, "camera"):
        platform, name = node.get("platform"), node.get("name")
        called = name.raw if name is not None else platform.raw if platform is not None else ""
        entity = "camera." + re.sub(r"[^a-z0-9]+", "_", called.lower()).strip("_")
        book.device(entity, path=(*path, *at), node=node)
        address = next((one.text() for key in _STREAMS if (one := node.get(key)) is not None), "")
        if address:
            book.detail(entity, host=address.removeprefix("-rtsp_transport tcp -i ").strip())
        folder = node.get("file_path")
        if folder is not None and "face" in folder.raw.lower() and is_public(folder.raw):
            note_public(book, folder.raw, path=(*path, *at, "file_path"), node=folder)


def _folders(book: Notebook, path: tuple[str, ...], root: Node) -> None:
    """Folders that integrations may write to and read from."""
    for key in ("allowlist_external_dirs", "whitelist_external_dirs"):
        folders = root.get("homeassistant", key)
        for folder in folders.items() if folders is not None else ():
            if "face" in folder.raw.lower():
                book.note(
                    "folder",
                    wording("home_assistant.allowed_folder", folder=folder.raw),
                    path=(*path, "homeassistant", key),
                    node=folder,
                )
