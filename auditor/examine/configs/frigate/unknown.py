"""Keys of a Frigate configuration that no version knows.

Source: Frigate docs, "Full Reference Config", of every version from 0.8 on.
"""

from __future__ import annotations

from auditor.core.wording import wording
from auditor.examine.configs.frame.terms import shown
from auditor.examine.configs.frigate.faces import CAMERA_FACE_KEYS, FACE_KEYS
from auditor.examine.configs.frigate.settings import Settings
from auditor.examine.configs.syntax.source import printable
from auditor.examine.configs.syntax.tree import dotted

KNOWN_KEYS = frozenset(
    "mqtt detectors model cameras objects record snapshots go2rtc review face_recognition lpr "  # noqa: SIM905
    "semantic_search classification genai auth tls ui version database detect motion audio "
    "audio_transcription birdseye ffmpeg live logger environment_vars notifications proxy "
    "telemetry timestamp_style camera_groups networking profiles safe_mode rtmp clips "
    "save_clips restream".split()
)
"""Top-level keys of any version; others are listed as not understood."""
CAMERA_KEYS = frozenset(
    "enabled name friendly_name type ffmpeg detect objects motion zones mask record snapshots "  # noqa: SIM905
    "clips save_clips rtmp restream mqtt live ui timestamp_style best_image_timeout birdseye "
    "onvif webui_url audio audio_transcription notifications review lpr face_recognition "
    "semantic_search genai profiles enabled_in_config width height fps".split()
)
"""Keys of a camera in any version."""
MAX_NOT_UNDERSTOOD = 50


def unknown_keys(settings: Settings) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Key paths that no version knows, and a warning where the program refuses them."""
    warnings: list[str] = []
    within = settings.document.within
    unknown = [
        f"{within}{printable(key, 60)}"
        for key in settings.document.root.entries()
        if key not in KNOWN_KEYS
    ]
    unknown += [
        f"{within}{printable(dotted(('cameras', camera, key)))}"
        for camera, node in settings.cameras.items()
        for key in node.entries()
        if key not in CAMERA_KEYS
    ]
    sections = [(settings.top("face_recognition"), FACE_KEYS)]
    sections += [
        (settings.own(camera, "face_recognition"), CAMERA_FACE_KEYS) for camera in settings.cameras
    ]
    for section, known in sections:
        if section is None:
            continue
        wrong = [key for key in section.node.entries() if key not in known | {"enabled_in_config"}]
        unknown += [f"{within}{printable(dotted((*section.path, key)))}" for key in wrong]
        if wrong:
            warnings.append(
                wording(
                    "frigate.refused.keys",
                    key=printable(dotted(section.path)),
                    names=tuple(shown(key) for key in wrong[:6]),
                )
            )
    return tuple(unknown[:MAX_NOT_UNDERSTOOD]), tuple(warnings)
