"""The cameras a Hikvision dump names: a recorder's inputs, a camera's own, and their streams."""

from __future__ import annotations

from auditor.examine.configs.hikvision.answers import Element, find, number, text
from auditor.examine.configs.hikvision.dump import Dump, channel_of

LONGEST = 8
"""Characters from which the number of a channel is none."""
STREAMS = 100
"""A stream is called 101 for stream 1 of channel 1."""


def note_cameras(dump: Dump, rules: list[Element]) -> None:
    """Note every camera, and every channel that one of `rules` is about."""
    found: list[tuple[str, str, Element]] = []
    for element in dump.settings("InputProxyChannel", "VideoInputChannel"):
        found.append((text(element, "id"), text(element, "name"), element))
    for element in dump.settings("StreamingChannel"):
        channel = _of_stream(element)
        name = text(element, "channelName")
        # The number of the stream is no name.
        found.append((channel, "" if name.isdigit() else name, element))
    for element in rules:
        found.append((channel_of(element), "", element))
    for channel, name, element in found:
        if not channel or len(channel) > LONGEST:
            continue
        camera = dump.camera(channel, name)
        dump.book.device(camera, **dump.place(element, camera))
        _note_details(dump, camera, channel, element)


def _of_stream(element: Element) -> str:
    video = find(element, "Video")
    if video is not None and (number_of := number(video, "videoInputChannelID")) is not None:
        return f"{number_of:g}"
    number_of = number(element, "id")
    if number_of is None or number_of < 1:
        return ""
    return f"{number_of // STREAMS if number_of >= STREAMS else number_of:g}"


def _note_details(dump: Dump, camera: str, channel: str, element: Element) -> None:
    known: dict[str, object] = {"channel": channel}
    source = find(element, "sourceInputPortDescriptor")
    if source is not None and (host := text(source, "ipAddress", "hostName")):
        known["host"] = host
    video = find(element, "Video")
    if video is not None:
        width = number(video, "videoResolutionWidth")
        height = number(video, "videoResolutionHeight")
        larger = dump.book.devices[camera].width or 0
        if width and height and width > larger:
            known |= {"width": int(width), "height": int(height)}
    dump.book.detail(camera, **known)
