"""Where a Frigate configuration sends pictures and names.

Source: Frigate docs, "MQTT", "Restream", "Notifications", "Configuring Generative AI".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from auditor.core.wording import wording
from auditor.examine.configs.frame.hosts import Reach, reach_of, shown_host
from auditor.examine.configs.frame.terms import shown
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
    name = shown(shown_host(host.node.raw)) or wording("frigate.no_host")
    if sending:
        words = wording("frigate.mqtt.pictures", name=name)
        if silent := len(settings.cameras) - len(sending):
            words = wording("frigate.mqtt.some_pictures", name=name, silent=silent)
    else:
        words = wording("frigate.mqtt.names", name=name)
    yield Destination("mqtt", reach, words, host, True, sending)


def _restreams(settings: Settings) -> Iterator[Destination]:
    streams = settings.top("go2rtc", "streams")
    if streams is not None and streams.node.entries():
        count = len(streams.node.entries())
        words = wording("frigate.streams.offered", count=count)
        yield Destination("restream", Reach.INSIDE, words, streams, False)
    candidates = settings.top("go2rtc", "webrtc", "candidates")
    if candidates is not None:
        outside = [n for n in candidates.node.items() if reach_of(n.raw) is Reach.OUTSIDE]
        if any(not node.raw.startswith("stun:") for node in outside):
            words = wording("frigate.streams.public")
            yield Destination("restream", Reach.OUTSIDE, words, candidates, False)
    publish = settings.top("go2rtc", "publish")
    if publish is not None and (publish.node.entries() or publish.node.items()):
        words = wording("frigate.streams.pushed")
        targets = [node.raw for _, node in publish.node.walk() if "://" in node.raw]
        reaches = {reach_of(target) for target in targets}
        reach = next((r for r in (Reach.OUTSIDE, Reach.UNKNOWN) if r in reaches), Reach.INSIDE)
        yield Destination("restream", reach, words, publish, True)


def _notifications(settings: Settings) -> Iterator[Destination]:
    switches = [settings.top("notifications", "enabled")]
    switches += [settings.own(camera, "notifications", "enabled") for camera in settings.cameras]
    for setting in switches:
        if setting is not None and settings.on(setting, False) is Switch.ON:
            words = wording("frigate.notifications")
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
        named = (printable(kind.raw, 30), where)
        setting = Setting((*path, "provider"), kind)
        if using:
            words = wording("frigate.language_model.used", named=named)
            yield Destination("genai", reach, words, setting, True, using)
        else:
            words = wording("frigate.language_model.named", named=named)
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
        return Reach.OUTSIDE, wording("frigate.language_model.run_by_maker")
    if base is not None:
        return reach_of(base.raw), shown(shown_host(base.raw)) or wording(
            "frigate.language_model.not_shown"
        )
    if kind is not None and kind.raw in _CLOUD_PROVIDERS:
        return Reach.OUTSIDE, wording("frigate.language_model.at_maker")
    return Reach.UNKNOWN, wording("frigate.language_model.not_given")


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
        words = wording("frigate.plus")
        yield Destination("plus", Reach.UNKNOWN, words, path, False)
