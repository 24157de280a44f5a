"""The channels of a Dahua device, by the names it gives them. A channel's index begins at 0."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from auditor.core.wording import wording
from auditor.examine.configs.dahua.contents import Dump, at, index_of, parts
from auditor.examine.configs.frame.notebook import Notebook
from auditor.examine.configs.frame.terms import Place
from auditor.examine.configs.syntax.tree import Node, Switch, switch

_MOST = 1e6
"""Beyond it, a number is no size of a picture."""
_OF_CHANNELS = ("ChannelTitle", "VideoAnalyseGlobal", "VideoAnalyseRule")
_REMOTE = re.compile(r"(?:_INFO_|^\[)(\d{1,4})\]?$")
"""Where the key of a camera behind a recorder tells its channel."""
NOWHERE = ("", "0.0.0.0", "::")  # noqa: S104 - compared with, never bound
"""Addresses that stand for none."""


@dataclass
class Channels:
    """Names channels, and makes each a device the first time it is named."""

    book: Notebook
    dump: Dump
    _names: dict[int, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        titles = {}
        for key, title in parts(at(self.dump.tables, "ChannelTitle")).items():
            number, name = index_of(key), at(title, "Name")
            if number is not None and name is not None and name.text():
                titles[number] = name.text()
        counted = Counter(titles.values())
        for channel, named in titles.items():
            again = counted[named] > 1
            self._names[channel] = f"{named} ({channel + 1})" if again else named
        for table in _OF_CHANNELS:
            for key, node in parts(at(self.dump.tables, table)).items():
                if (found := index_of(key)) is not None:
                    self.name(found, Place(path=(table, key), node=node))
        self._remote()
        self._encoded()

    def name(self, number: int, place: Place) -> str:
        """The name of the channel with this index, counted from 0 as devices do."""
        name = self._names.setdefault(number, wording("frame.device.channel", number=number + 1))
        self.book.device(name, **place)
        self.book.detail(name, channel=str(number + 1))
        return name

    def _remote(self) -> None:
        """Cameras behind a recorder, by the address it fetches their pictures from."""
        for key, node in parts(at(self.dump.tables, "RemoteDevice")).items():
            found = _REMOTE.search(key)
            address = at(node, "Address")
            enabled = at(node, "Enable")
            if found is None or address is None or address.text() in NOWHERE:
                continue
            if enabled is not None and switch(enabled) is Switch.OFF:
                continue
            name = self.name(int(found.group(1)), Place(path=("RemoteDevice", key), node=node))
            self.book.detail(name, host=address.text())

    def _encoded(self) -> None:
        """The size of the main stream's picture of channels named so far."""
        for key, node in parts(at(self.dump.tables, "Encode")).items():
            number = index_of(key)
            if number not in self._names:
                continue
            video = at(node, "MainFormat", "[0]", "Video")
            width, height = _whole(at(video, "Width")), _whole(at(video, "Height"))
            if width and height:
                self.book.detail(self._names[number], width=width, height=height)


def _whole(node: Node | None) -> int | None:
    number = node.number() if node is not None else None
    return round(number) if number is not None and 0 < number < _MOST else None
