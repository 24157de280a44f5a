"""Home Assistant: `configuration.yaml`, files that it includes, packages, and set-up integrations.

It is an open format: integrations are also set up in the interface, and files are included.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from auditor.examine.configs.home_assistant.platforms import PLATFORMS
from auditor.examine.configs.interface import FormatReading
from auditor.examine.configs.syntax.source import ConfigDocument, Syntax
from auditor.examine.configs.syntax.tree import Node, Unknown

_CORE = frozenset(
    {
        *("name", "latitude", "longitude", "elevation", "unit_system", "time_zone", "packages"),
        *("customize", "auth_providers", "allowlist_external_dirs", "whitelist_external_dirs"),
        *("external_url", "internal_url", "media_dirs", "currency", "country", "auth_mfa_modules"),
        *("temperature_unit", "allowlist_external_urls", "customize_glob", "radius", "language"),
    }
)
_DOMAINS = frozenset(
    {
        *("automation", "script", "scene", "sensor", "binary_sensor", "camera", "switch", "light"),
        *("input_boolean", "input_text", "input_select", "input_number", "template", "notify"),
        *("device_tracker", "media_player", "rest_command", "shell_command", "image_processing"),
        *("recorder", "logger", "history", "lovelace", "frontend", "person", "zone", "group"),
        *("tts", "climate", "cover", "http", "mqtt", "stream", "ffmpeg", "microsoft_face"),
    }
)
_LISTS = ("camera", "sensor", "binary_sensor", "switch", "light", "notify", "device_tracker")
_OTHERS = frozenset(
    {
        *("esphome", "esp32", "esp8266", "substitutions", "permit_join", "serial", "services"),
        *("apiVersion", "cameras", "detectors", "frigate", "nvr"),
    }
)
"""Keys at the root of other programs' files: ESPHome, Zigbee2MQTT, Compose, Frigate and others."""
_FACES = frozenset(name for name in PLATFORMS if "face" in name)
_SUSPECTED = re.compile(
    r"^[ \t]*-?\s*platform:\s*[\"']?(?:" + "|".join(sorted(_FACES)) + r")\b", re.MULTILINE
)


@dataclass(frozen=True)
class HomeAssistantFormat:
    """The reader of Home Assistant's configuration."""

    id: str = "home-assistant"
    title: str = "Home Assistant"
    versions: str = "0.44 on; custom components as of their last releases"
    covers: str = (
        "Face platforms of image processing per camera, tolerance and confidence, the library by "
        "count, pictures kept and published, actions that scan and teach, other products"
    )
    documentation_url: str = "https://www.home-assistant.io/integrations/image_processing/"

    def recognises(self, document: ConfigDocument) -> bool:
        """Whether the root is a configuration, a package, an included list, or the integrations."""
        if document.syntax is Syntax.PLAIN:
            return _is_commented_out(document.root.raw)
        if document.syntax is not Syntax.TREE:
            return False
        root = document.root
        if _processes(root):
            return not _OTHERS & set(root.entries())
        if document.within and not document.embedded:
            return False
        return (
            _is_configuration(root)
            or _is_included(root)
            or _are_automations(root)
            or _are_integrations(root)
        )

    def suspects(self, text: str) -> bool:
        """Whether a damaged text has a face platform or image processing."""
        return _SUSPECTED.search(text) is not None or "\nimage_processing:" in f"\n{text}"

    def read(self, document: ConfigDocument) -> FormatReading:
        """Read a document that it recognises."""
        # Few cases have files of this format.
        from auditor.examine.configs.home_assistant.reading import read_home_assistant  # noqa: PLC0415

        return read_home_assistant(document)


def _is_commented_out(text: str) -> bool:
    """Whether it was such a list, and every line of it is a comment now."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    return all(line.startswith("#") for line in lines) and any(
        _SUSPECTED.match(line.lstrip("# ")) for line in lines
    )


def _processes(root: Node) -> bool:
    """Whether there is image processing with platforms, or a bare list of face platforms."""
    for key, node in root.entries().items():
        if re.fullmatch(r"image_processing(?: \S+)?", key):
            blocks = (*node.items(), node)
            if any(block.get("platform") is not None for block in blocks):
                return True
    platform = root.get("platform")
    return platform is not None and platform.raw in _FACES


def _is_configuration(root: Node) -> bool:
    entries = root.entries()
    names = {key.split(" ", 1)[0] for key in entries}
    if _OTHERS & names:
        return False
    core = entries.get("homeassistant")
    if core is not None and (_CORE & set(core.entries()) or _includes(core)):
        return True
    if "default_config" in names or "image_processing" in names or "microsoft_face" in names:
        return bool(names & _DOMAINS) or "default_config" in names
    if core is not None and names & _DOMAINS:
        return True
    included = sum(1 for node in entries.values() if _includes(node))
    if included and len(names & _DOMAINS) > 1:
        return True
    return any(_is_block_list(entries[name]) for name in _LISTS if name in entries) or (
        "automation" in entries and _are_automations(entries["automation"])
    )


def _includes(node: Node) -> bool:
    return isinstance(node.value, Unknown) and node.value.text.startswith(("!include", "!secret"))


def _is_block_list(node: Node) -> bool:
    return bool(node.items()) and all(item.get("platform") is not None for item in node.items())


def _is_included(root: Node) -> bool:
    """Whether it is a list that an integration's key includes."""
    if not _is_block_list(root):
        return False
    platforms = {platform.raw for item in root.items() if (platform := item.get("platform"))}
    return bool(platforms & set(PLATFORMS)) or all(
        {"name", "source", "host", "entity_id", "scan_interval"} & set(item.entries())
        for item in root.items()
    )


def _are_automations(root: Node) -> bool:
    return bool(root.items()) and all(
        {"trigger", "triggers"} & set(item.entries())
        and {"action", "actions"} & set(item.entries())
        for item in root.items()
    )


def _are_integrations(root: Node) -> bool:
    key, entries = root.get("key"), root.get("data", "entries")
    return key is not None and key.raw == "core.config_entries" and entries is not None


HOME_ASSISTANT = HomeAssistantFormat()
