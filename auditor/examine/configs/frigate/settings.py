"""Effective values: profile over camera over global over default, as Frigate merges them.

Source: Frigate `frigate/config/config.py`: a camera's own value wins key by key, and a list
replaces the global list as a whole.
"""

from __future__ import annotations

from dataclasses import dataclass

from auditor.core.locator import TextLocator
from auditor.examine.configs.frigate.version import FrigateVersion
from auditor.examine.configs.syntax.source import ConfigDocument
from auditor.examine.configs.syntax.tree import Node, Switch, switch


@dataclass(frozen=True)
class Setting:
    """A value that is written, and where."""

    path: tuple[str, ...]
    node: Node


@dataclass(frozen=True)
class Settings:
    """A Frigate configuration with its scopes."""

    document: ConfigDocument
    version: FrigateVersion

    @property
    def cameras(self) -> dict[str, Node]:
        """The cameras by name, in the order of the file."""
        cameras = self.document.root.get("cameras")
        return {} if cameras is None else cameras.entries()

    def top(self, *keys: str) -> Setting | None:
        """The value written at the top level."""
        return self._at((), keys)

    def own(self, camera: str, *keys: str, profile: str = "") -> Setting | None:
        """The value written for the camera itself, or for its profile."""
        if profile:
            base = ("cameras", camera, "profiles", profile)
            if (found := self._at(base, keys)) is not None:
                return found
        return self._at(("cameras", camera), keys)

    def effective(self, camera: str, *keys: str, profile: str = "") -> Setting | None:
        """The value that applies to the camera, or None where nothing is written."""
        return self.own(camera, *keys, profile=profile) or self.top(*keys)

    def _at(self, base: tuple[str, ...], keys: tuple[str, ...]) -> Setting | None:
        path = (*base, *keys)
        node = self.document.root.get(*path)
        return None if node is None else Setting(path, node)

    def on(self, setting: Setting | None, default: bool) -> Switch:
        """A yes/no setting, or `default` where it is not written."""
        if setting is None:
            return Switch.ON if default else Switch.OFF
        return switch(setting.node)

    def camera_on(self, camera: str, profile: str = "") -> Switch:
        """Whether the camera itself is on; on by default."""
        return self.on(self.own(camera, "enabled", profile=profile), True)

    def detects(self, camera: str, profile: str = "") -> Switch:
        """Whether object detection is on for the camera; the default hangs on the version."""
        setting = self.effective(camera, "detect", "enabled", profile=profile)
        return self.on(setting, self.version.detect_by_default)

    def tracks(self, camera: str, label: str, profile: str = "") -> Switch:
        """Whether objects of `label` are tracked; `[person]` is the default."""
        setting = self.effective(camera, "objects", "track", profile=profile)
        if setting is None:
            return Switch.ON if label == "person" else Switch.OFF
        if not isinstance(setting.node.value, tuple):
            return Switch.UNKNOWN
        if any(item.raw == label for item in setting.node.items()):
            return Switch.ON
        unsure = any(not isinstance(item.value, str) for item in setting.node.items())
        return Switch.UNKNOWN if unsure else Switch.OFF

    def locator(self, setting: Setting | None) -> TextLocator:
        """Where `setting` stands; the `cameras` key where nothing is written."""
        if setting is not None:
            return self.document.locator(setting.path, setting.node)
        cameras = self.document.root.entries().get("cameras", self.document.root)
        return self.document.locator(("cameras",), cameras)
