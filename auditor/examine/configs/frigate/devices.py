"""Cameras of a Frigate configuration as the inventory lists them.

Most cameras are read through go2rtc, which runs within Frigate: such a path names a stream of this
machine, and the camera itself stands among go2rtc's streams (Frigate docs, "Restream").
"""

from __future__ import annotations

import re

from auditor.examine.configs.frame.hosts import shown_host
from auditor.examine.configs.frame.terms import shown
from auditor.examine.configs.frigate.faces import CameraFaces
from auditor.examine.configs.frigate.settings import Settings
from auditor.examine.configs.syntax.tree import Node
from auditor.examine.model import ConfiguredDevice

_RESTREAM = re.compile(r"rtsp://(?:[^/@]*@)?(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?/([^/?#]+)")
_ADDRESS = re.compile(r"^(?:ffmpeg:)?((?:rtsp[sx]?|https?|rtmp|onvif|dvrip|tapo|kasa)://.*)")


def device(settings: Settings, one: CameraFaces) -> ConfiguredDevice:
    """The camera with its label, its host and the size of its stream."""
    inputs = settings.own(one.camera, "ffmpeg", "inputs")
    first = inputs.node.items()[0] if inputs is not None and inputs.node.items() else None
    path = first.get("path") if first is not None else None
    host = shown_host(_source(settings, path.text())) if path is not None else ""
    size = {}
    for name in ("width", "height"):
        written = settings.effective(one.camera, "detect", name) or settings.own(one.camera, name)
        number = written.node.number() if written is not None else None
        size[name] = round(number) if number is not None and number >= 1 else None
    return ConfiguredDevice(
        name=shown(one.camera),
        label=one.label,
        state=one.state,
        by_default=one.setting is None,
        locator=settings.locator(one.setting or settings.own(one.camera)),
        host="" if "{" in host else host,
        **size,
    )


def _source(settings: Settings, path: str) -> str:
    """Where the pictures of a path come from, go2rtc's own streams looked up."""
    found = _RESTREAM.match(path)
    stream = settings.top("go2rtc", "streams", found.group(1)) if found is not None else None
    if stream is None:
        return path
    sources: tuple[Node, ...] = stream.node.items() or (stream.node,)
    for source in sources:
        if (address := _ADDRESS.match(source.text())) is not None:
            return address.group(1)
    return path
