"""go2rtc: hands streams on, and has no function of faces in any version.

Where streams are published to addresses outside, that is a destination of recordings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from auditor.examine.configs.frame.notebook import Notebook
from auditor.examine.configs.frame.terms import Sent
from auditor.examine.configs.interface import FormatReading
from auditor.examine.configs.syntax.source import ConfigDocument, Syntax
from auditor.examine.configs.syntax.tree import Node

_BESIDE = frozenset(
    {"api", "rtsp", "webrtc", "ffmpeg", "hass", "publish", "log", "homekit", "srtp"}
)
_OTHERS = frozenset({"cameras", "mqtt", "detectors", "services", "homeassistant"})
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://[^\s'\"#]+")
"""An address within a source such as `ffmpeg:rtsp://...#audio=aac` or an `exec:` line."""


@dataclass(frozen=True)
class Go2rtcFormat:
    """The reader of go2rtc configurations."""

    id: str = "go2rtc"
    title: str = "go2rtc"
    versions: str = "1"
    covers: str = "Streams by name with their hosts, and where streams are published"
    documentation_url: str = "https://github.com/AlexxIT/go2rtc"

    def recognises(self, document: ConfigDocument) -> bool:
        """Whether the root has streams with go2rtc's modules, and is no larger program's part."""
        if document.syntax is not Syntax.TREE or document.within:
            return False
        keys = set(document.root.entries())
        streams = document.root.get("streams")
        if keys & _OTHERS:
            return False
        if streams is not None and streams.entries():
            return bool(keys & _BESIDE or keys == {"streams"})
        # Without streams its own ports tell it: they may be added while it runs.
        ports = [document.root.get(name, "listen") for name in ("api", "rtsp", "webrtc")]
        return (keys <= _BESIDE | {"streams"} and sum(port is not None for port in ports) > 1) or (
            "streams" in keys and keys <= _BESIDE | {"streams"} and any(ports)
        )

    def suspects(self, text: str) -> bool:
        """Nothing is guessed of a damaged one."""
        del text
        return False

    def read(self, document: ConfigDocument) -> FormatReading:
        """Read a document that it recognises."""
        book = Notebook(document, self.id, closed=True)
        streams = document.root.get("streams")
        for name, source in (streams.entries() if streams is not None else {}).items():
            book.device(name, path=("streams", name), node=source)
            addresses = (_ADDRESS.search(node.text()) for node in _texts(source))
            address = next((found for found in addresses if found is not None), None)
            if address is not None:
                book.detail(name, host=address.group())
        published = document.root.get("publish")
        for name, target in (published.entries() if published is not None else {}).items():
            for node in _texts(target):
                book.destination(
                    "streaming",
                    node.text(),
                    Sent("frame.recordings", False),
                    path=("publish", name),
                    node=node,
                    subject=name,
                )
        return book.reading()


def _texts(node: Node) -> Iterator[Node]:
    if node.text():
        yield node
    for item in node.items():
        if item.text():
            yield item


GO2RTC = Go2rtcFormat()
