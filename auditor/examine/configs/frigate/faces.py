"""What a Frigate configuration does with faces, camera by camera.

Source: Frigate docs, "Face Recognition" and "Profiles"; Frigate `frigate/config/config.py`
(`verify_lpr_and_face`) for what makes the program refuse to start.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from auditor.core.wording import wording
from auditor.examine.configs.frame.labels import strongest
from auditor.examine.configs.frigate.settings import Setting, Settings
from auditor.examine.configs.syntax.tree import Switch
from auditor.examine.model import EvidenceState, Label

_SHIPPED_LABELMAPS = frozenset(
    {
        "/labelmap.txt",
        "/labelmap/coco.txt",
        "/labelmap/coco-80.txt",
        "/openvino-model/coco_91cl_bkgr.txt",
        "/openvino-model/coco_91cl.txt",
    }
)
"""Label lists that come with Frigate, none of which knows "face" (docs, "Object Detectors")."""


class Recognition(StrEnum):
    """Whether recognition runs on a camera."""

    ON = "on"
    OFF = "off"
    REFUSED = "refused"
    """On for the camera and off for the program, which then refuses to start."""
    UNMET = "unmet"
    """Switched on, while something it needs is off."""
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class RecognitionOf:
    """Recognition on one camera: the outcome, the setting that decides, and what stands against it.

    `switchable` says that what is missing can be switched on while the program runs.
    """

    outcome: Recognition
    setting: Setting | None
    reasons: tuple[str, ...] = ()
    switchable: bool = False


@dataclass(frozen=True)
class CameraFaces:
    """What one camera does with faces."""

    camera: str
    label: Label
    state: EvidenceState | None
    words: str
    setting: Setting | None
    recognition: RecognitionOf
    confidence: float = 1.0


def recognition_switch(settings: Settings) -> Switch:
    """The global switch; off where it is not written."""
    return settings.on(settings.top("face_recognition", "enabled"), False)


def recognition_of(settings: Settings, camera: str, profile: str = "") -> RecognitionOf:
    """Whether recognition runs on `camera`, as set or under `profile`."""
    whole = settings.top("face_recognition", "enabled")
    own = settings.own(camera, "face_recognition", "enabled", profile=profile)
    switched = recognition_switch(settings)
    deciding = own or whole
    here = settings.on(deciding, False)
    if here is Switch.OFF:
        return RecognitionOf(Recognition.OFF, deciding)
    if here is Switch.ON and switched is Switch.OFF:
        return RecognitionOf(Recognition.REFUSED, own, (wording("frigate.missing.global_off"),))
    if Switch.UNKNOWN in (here, switched):
        return RecognitionOf(
            Recognition.UNKNOWN, deciding, (wording("frigate.missing.switch_unknown"),)
        )
    return _preconditions(settings, camera, profile, deciding)


def _preconditions(
    settings: Settings, camera: str, profile: str, deciding: Setting | None
) -> RecognitionOf:
    needs = (
        (settings.camera_on(camera, profile), wording("frigate.missing.camera"), True),
        (settings.detects(camera, profile), wording("frigate.missing.detection"), True),
        (settings.tracks(camera, "person", profile), wording("frigate.missing.person"), False),
    )
    missing = tuple(words for state, words, _ in needs if state is Switch.OFF)
    if missing:
        switchable = all(can for state, _, can in needs if state is Switch.OFF)
        return RecognitionOf(Recognition.UNMET, deciding, missing, switchable)
    unsure = tuple(
        wording("frigate.missing.unsure", what=words)
        for state, words, _ in needs
        if state is Switch.UNKNOWN
    )
    if unsure:
        return RecognitionOf(Recognition.UNKNOWN, deciding, unsure)
    return RecognitionOf(Recognition.ON, deciding)


@dataclass(frozen=True)
class FaceModel:
    """Whether the detection model knows the label "face", and what says so."""

    capable: bool
    setting: Setting | None = None
    words: str = ""
    confidence: float = 1.0


def face_model(settings: Settings) -> FaceModel:
    """Whether the model can find faces: a Frigate+ model, or a label map of one's own."""
    for setting in _model_paths(settings):
        if setting.node.raw.startswith("plus://"):
            return FaceModel(True, setting, wording("frigate.model.plus"))
    labels = settings.top("model", "labelmap")
    if labels is not None:
        names = [node.raw.strip().lower() for node in labels.node.entries().values()]
        if "face" in names:
            return FaceModel(True, labels, wording("frigate.model.map"))
    path = settings.top("model", "labelmap_path")
    if path is not None and path.node.raw not in _SHIPPED_LABELMAPS:
        # The list itself is another file. Anyone who tracks "face" with a list of their own has one
        # that names it, or the program drops the label.
        return FaceModel(True, path, wording("frigate.model.own_map"), 0.7)
    return FaceModel(False)


def _model_paths(settings: Settings) -> Iterator[Setting]:
    if (path := settings.top("model", "path")) is not None:
        yield path
    detectors = settings.top("detectors")
    for name in detectors.node.entries() if detectors is not None else ():
        for keys in (("model_path",), ("model", "path")):
            if (path := settings.top("detectors", name, *keys)) is not None:
                yield path


_LOOKS = re.compile(
    r"\b(?:age|gender|sex|ethnic\w*|race|racial|skin|cloth(?:es|ing)|wearing|outfit|hair\w*|beard"
    r"|glasses|emotions?|mood|facial expressions?|appearance|looks? like|who (?:is|are|it is)"
    r"|identify (?:the|each|every|any) (?:person|people|individual))\b"
    r"|年龄|年齡|性别|性別|穿着|穿著|衣着|衣著|发型|髮型|表情|情绪|情緒|外貌|长相|長相|种族|種族|是谁|是誰",
    re.IGNORECASE,
)
_PROMPTS = ("prompt", "additional_concerns", "activity_context_prompt")


def asked_about_looks(settings: Settings, camera: str) -> Setting | None:
    """A prompt that asks a language model how people look or who they are, where it is in use."""
    for section in (("genai",), ("objects", "genai"), ("review", "genai")):
        switched = settings.effective(camera, *section, "enabled")
        if settings.on(switched, False) is not Switch.ON:
            continue
        wanted = settings.effective(camera, *section, "objects")
        if wanted is not None and not any(n.raw == "person" for n in wanted.node.items()):
            continue
        for keys in (*((key,) for key in _PROMPTS), ("object_prompts", "person")):
            found = settings.effective(camera, *section, *keys)
            if found is None:
                continue
            written = " ".join(node.raw for _, node in found.node.walk())
            if _LOOKS.search(written):
                return found
    return None


def faces_of(settings: Settings, camera: str, model: FaceModel) -> CameraFaces:
    """The camera's label, what it rests on and what it lacks."""
    recognition = recognition_of(settings, camera)
    found = [_from_recognition(settings, camera, recognition)]
    if (tracked := _from_tracking(settings, camera, model, recognition)) is not None:
        found.append(tracked)
    if (prompt := asked_about_looks(settings, camera)) is not None and (
        settings.camera_on(camera) is not Switch.OFF
    ):
        found.append(
            CameraFaces(
                camera,
                Label.ATTRIBUTES,
                EvidenceState.ENABLED,
                wording("frigate.reason.prompt"),
                prompt,
                recognition,
            )
        )
    label = strongest([one.label for one in found])
    main = next(one for one in found if one.label is label)
    others = [one.words for one in found if one is not main and one.words]
    if not others:
        return main
    first, second, *third = (main.words, *others)
    text = wording("frigate.label.two", first=first, second=second)
    if third:
        text = wording("frigate.label.three", first=first, second=second, third=third[0])
    return CameraFaces(camera, label, main.state, text, main.setting, recognition, main.confidence)


def _from_recognition(settings: Settings, camera: str, found: RecognitionOf) -> CameraFaces:
    own = found.setting is not None and found.setting.path[0] == "cameras"
    label, state, words = {
        Recognition.ON: (Label.RECOGNITION, EvidenceState.ENABLED, wording("frigate.reason.on")),
        Recognition.OFF: (
            Label.NONE,
            EvidenceState.DISABLED,
            wording("frigate.reason.camera_off") if own else wording("frigate.reason.all_off"),
        ),
        Recognition.REFUSED: (
            Label.NONE,
            EvidenceState.DISABLED,
            wording("frigate.reason.refused", reasons=found.reasons),
        ),
        Recognition.UNMET: (
            Label.NONE,
            EvidenceState.GATED if found.switchable else EvidenceState.DISABLED,
            wording(
                f"frigate.reason.unmet{'_switchable' if found.switchable else ''}",
                reasons=found.reasons,
            ),
        ),
        Recognition.UNKNOWN: (
            Label.AMBIGUOUS,
            None,
            wording("frigate.reason.unknown", reasons=found.reasons),
        ),
    }[found.outcome]
    return CameraFaces(camera, label, state, words, found.setting, found)


def _from_tracking(
    settings: Settings, camera: str, model: FaceModel, recognition: RecognitionOf
) -> CameraFaces | None:
    """Faces as objects to be tracked, which needs a model that knows them."""
    tracked = settings.effective(camera, "objects", "track")
    if settings.tracks(camera, "face") is not Switch.ON:
        return None
    if Switch.OFF in (settings.camera_on(camera), settings.detects(camera)):
        words = wording("frigate.reason.face_camera_off")
        return CameraFaces(camera, Label.NONE, EvidenceState.DISABLED, words, tracked, recognition)
    if not model.capable:
        words = wording("frigate.reason.face_not_known")
        return CameraFaces(camera, Label.NONE, EvidenceState.DISABLED, words, tracked, recognition)
    kept = settings.on(settings.effective(camera, "snapshots", "enabled"), False)
    if kept is Switch.ON:
        label, words = Label.FACE_CAPTURE, wording("frigate.reason.faces_kept")
    else:
        label, words = Label.DETECTION_ONLY, wording("frigate.reason.faces_not_kept")
        if kept is Switch.UNKNOWN:
            words = wording("frigate.reason.faces_perhaps_kept")
    return CameraFaces(
        camera,
        label,
        EvidenceState.ENABLED,
        wording("frigate.label.with_model", what=words, model=model.words),
        tracked,
        recognition,
        model.confidence,
    )


@dataclass(frozen=True)
class GatedProfile:
    """A profile under which a camera recognises faces although it does not as set."""

    camera: str
    profile: str
    setting: Setting
    reaches: bool


def gated_profiles(settings: Settings) -> tuple[GatedProfile, ...]:
    """Profiles that switch recognition on, or what it needs, for a camera.

    `reaches` is False where the global switch is off: the recogniser is not loaded then.
    """
    found: list[GatedProfile] = []
    for camera, node in settings.cameras.items():
        if recognition_of(settings, camera).outcome is Recognition.ON:
            continue
        profiles = node.get("profiles")
        for profile, body in profiles.entries().items() if profiles is not None else ():
            path = ("cameras", camera, "profiles", profile)
            own = body.get("face_recognition", "enabled")
            reaches = recognition_of(settings, camera, profile).outcome is Recognition.ON
            if own is not None and settings.on(Setting(path, own), False) is Switch.ON:
                found.append(
                    GatedProfile(
                        camera,
                        profile,
                        Setting((*path, "face_recognition", "enabled"), own),
                        reaches,
                    )
                )
            elif reaches:
                found.append(GatedProfile(camera, profile, Setting(path, body), True))
    return tuple(found)


@dataclass(frozen=True)
class Threshold:
    """A number that tunes recognition: key, default and range; texts `meaning.*` say what it is."""

    key: str
    default: float
    low: float
    high: float


THRESHOLDS: tuple[Threshold, ...] = (
    Threshold("recognition_threshold", 0.9, 0.0, 1.0),
    Threshold("unknown_score", 0.8, 0.0, 1.0),
    Threshold("detection_threshold", 0.7, 0.0, 1.0),
    Threshold("min_faces", 1, 1, 6),
)
"""Defaults: Frigate docs, "Face Recognition"; the same from 0.16 to 0.18."""

MIN_AREA_DEFAULT = 750
"""Smallest face in square pixels of the detect stream; `frigate/config/classification.py`. The
manual says 500, as did the first builds of 0.16."""

FACE_KEYS = frozenset(
    {
        "enabled",
        "model_size",
        "unknown_score",
        "detection_threshold",
        "recognition_threshold",
        "min_area",
        "min_faces",
        "save_attempts",
        "blur_confidence_filter",
        "device",
    }
)
"""All keys of `face_recognition`; the program refuses others."""
CAMERA_FACE_KEYS = frozenset({"enabled", "min_area"})
"""The keys of `cameras.<name>.face_recognition`; the program refuses others."""
