"""Where a Frigate configuration sends pictures and names.

Source: Frigate docs, "MQTT", "Restream", "Notifications", "Configuring Generative AI".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from auditor.examine.configs.frame.hosts import Reach, reach_of, shown_host
from auditor.examine.configs.frigate.settings import Setting, Settings
from auditor.examine.configs.syntax.source import printable
from auditor.examine.configs.syntax.tree import Node, Switch

_CLOUD_PROVIDERS = frozenset({"gemini", "openai", "azure_openai"})
"""Providers that run at the maker's; others run where `base_url` says."""
_CLOUD_MODEL = re.compile(r"[:-]cloud$")
"""Ollama hands such a model on to its maker's servers: Frigate docs, "Ollama Cloud models"."""


@dataclass(frozen=True)
class Destination:
    """Somewhere data go.

    Attributes:
        kind: a word for the topic and the report.
        reach: where it lies.
        words: one sentence.
        setting: what says so.
        pictures: True where pictures or names of people go there by themselves.
        cameras: the cameras concerned; empty means all.
    """

    kind: str
    reach: Reach
    words: str
    setting: Setting
    pictures: bool
    cameras: tuple[str, ...] = ()


def destinations(settings: Settings) -> tuple[Destination, ...]:
    """Every destination the configuration names and does not switch off."""
    return (
        *_mqtt(settings),
        *_restreams(settings),
        *_notifications(settings),
        *_language_models(settings),
        *_plus(settings),
    )


def _mqtt(settings: Settings) -> Iterator[Destination]:
    host = settings.top("mqtt", "host")
    if host is None or settings.on(settings.top("mqtt", "enabled"), True) is Switch.OFF:
        return
    reach = reach_of(host.node.raw)
    sending = tuple(
        camera
        for camera in settings.cameras
        if settings.camera_on(camera) is not Switch.OFF
        and settings.on(settings.own(camera, "mqtt", "enabled"), True) is not Switch.OFF
    )
    name = printable(shown_host(host.node.raw), 60) or "a host not named here"
    if sending:
        words = f"Events with names and cropped pictures of tracked objects go to MQTT ({name})"
        silent = len(settings.cameras) - len(sending)
        words += f"; pictures of {silent} cameras do not." if silent else "."
    else:
        words = f"Events with names, but no pictures, go to MQTT ({name})."
    yield Destination("mqtt", reach, words, host, True, sending)


def _restreams(settings: Settings) -> Iterator[Destination]:
    streams = settings.top("go2rtc", "streams")
    if streams is not None and streams.node.entries():
        count = len(streams.node.entries())
        words = f"go2rtc offers {count} streams again on the site's network."
        yield Destination("restream", Reach.INSIDE, words, streams, False)
    candidates = settings.top("go2rtc", "webrtc", "candidates")
    if candidates is not None:
        outside = [n for n in candidates.node.items() if reach_of(n.raw) is Reach.OUTSIDE]
        if any(not node.raw.startswith("stun:") for node in outside):
            words = "go2rtc offers its streams under a public address."
            yield Destination("restream", Reach.OUTSIDE, words, candidates, False)
    publish = settings.top("go2rtc", "publish")
    if publish is not None and (publish.node.entries() or publish.node.items()):
        words = "go2rtc pushes live streams to another service."
        targets = [node.raw for _, node in publish.node.walk() if "://" in node.raw]
        reaches = {reach_of(target) for target in targets}
        reach = next((r for r in (Reach.OUTSIDE, Reach.UNKNOWN) if r in reaches), Reach.INSIDE)
        yield Destination("restream", reach, words, publish, True)


def _notifications(settings: Settings) -> Iterator[Destination]:
    switches = [settings.top("notifications", "enabled")]
    switches += [settings.own(camera, "notifications", "enabled") for camera in settings.cameras]
    for setting in switches:
        if setting is not None and settings.on(setting, False) is Switch.ON:
            words = (
                "Notifications go to browsers through the browser makers' push services; they can "
                "carry the name of a recognised person."
            )
            yield Destination("notifications", Reach.OUTSIDE, words, setting, False)
            return


def _language_models(settings: Settings) -> Iterator[Destination]:
    section = settings.top("genai")
    if section is None:
        return
    using = _cameras_with_language_model(settings)
    for path, provider in _providers(section):
        kind = provider.get("provider")
        if kind is None:
            continue
        reach, where = _reach_of_provider(provider)
        named = f"{printable(kind.raw, 30)}, {where}"
        setting = Setting((*path, "provider"), kind)
        if using:
            words = f"Pictures of tracked objects go to a language model ({named})."
            yield Destination("genai", reach, words, setting, True, using)
        else:
            words = f"A language model is named ({named}) and no camera sends to it by itself."
            yield Destination("genai", reach, words, setting, False)


def _providers(section: Setting) -> Iterator[tuple[tuple[str, ...], Node]]:
    """The provider, or from 0.18 the providers by name that describe pictures."""
    if section.node.get("provider") is not None:
        yield section.path, section.node
        return
    for name, node in section.node.entries().items():
        roles = node.get("roles")
        if roles is None or any(role.raw != "embeddings" for role in roles.items()):
            yield (*section.path, name), node


def _reach_of_provider(provider: Node) -> tuple[Reach, str]:
    kind = provider.get("provider")
    base = provider.get("base_url") or provider.get("provider_options", "base_url")
    model = provider.get("model")
    if model is not None and _CLOUD_MODEL.search(model.raw):
        return Reach.OUTSIDE, "a model that its maker runs"
    if base is not None:
        return reach_of(base.raw), printable(shown_host(base.raw), 60) or "an address not shown"
    if kind is not None and kind.raw in _CLOUD_PROVIDERS:
        return Reach.OUTSIDE, "at its maker's"
    return Reach.UNKNOWN, "an address not given here"


def _cameras_with_language_model(settings: Settings) -> tuple[str, ...]:
    """Cameras whose pictures are described: the switch moved in 0.17 from `genai` to two others."""
    sections = (("genai",), ("objects", "genai"), ("review", "genai"))
    return tuple(
        camera
        for camera in settings.cameras
        if settings.camera_on(camera) is not Switch.OFF
        and any(
            settings.on(settings.effective(camera, *section, "enabled"), False) is Switch.ON
            for section in sections
        )
    )


def _plus(settings: Settings) -> Iterator[Destination]:
    path = settings.top("model", "path")
    if path is not None and path.node.raw.startswith("plus://"):
        words = (
            "A Frigate+ model is used, so an account exists and pictures may have been submitted "
            "by hand: ask whether they were."
        )
        yield Destination("plus", Reach.UNKNOWN, words, path, False)
