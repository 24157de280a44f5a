"""Programs by their images: what starting one says about faces, and which settings decide."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from auditor.examine.configs.containers.service import Service, ServiceReading, inverted, state_of
from auditor.examine.configs.frame.labels import Function
from auditor.examine.configs.syntax.tree import Switch
from auditor.examine.model import EvidenceState

_CORE = re.compile(
    r"(?:^|/)compreface-core[\w.-]*$|(?:^|/)compreface$|compreface-\w*(?:arcface|facenet|mobilenet)"
)
_PART = re.compile(r"(?:^|/)compreface-(?:api|admin|fe|ui|postgres-db)[\w.-]*$")
_SMARTFACE = re.compile(r"(?:^|/)sf-(?:face-)?matcher$")
_SMARTFACE_PART = re.compile(
    r"(?:^|/)sf-(?:detector|extractor|cam|edge-stream-processor|grouping|station"
    r"|access-controller|video-(?:collector|reader)|streamdatadbworker)$"
)
"""Innovatrics SmartFace: the matcher compares with watch lists, the other services feed it."""
_NEUTRAL = re.compile(
    r"(?:^|/)(?:frigate|go2rtc|shinobi\w*|zoneminder|agentdvr|ispyagentdvr|scrypted|motioneye"
    r"|home-assistant|homeassistant|viseron|immich-server|nextcloud)$"
)
_ANOTHER_PROGRAM = re.compile(
    r"^(?:/bin/|/usr/bin/)?(?:(?:ba|da)?sh(?:$|\s(?!-c))|sleep\b|tail\b|true$|echo\b|psql\b|pg_"
    r"|alembic\b|pytest\b|(?:\S*python3?\s+(?:-m\s+)?)?\S*(?:migrate|train|demo|benchmark|test)\w*)"
)
"""What is run in place of a server: a shell, a wait, a migration, a training, a demonstration."""

_MODULE = re.compile(r"^MODULES_FACEPROCESSING(?:_\w+)?_AUTOSTART$")


def is_core(service: Service) -> bool:
    """Whether it is the part of CompreFace that compares faces."""
    return _CORE.search(service.repository) is not None


def is_neutral(service: Service) -> bool:
    """Whether it is a program whose own configuration says what is done with faces."""
    return _NEUTRAL.search(service.repository) is not None


def is_another_program(service: Service) -> bool:
    """Whether the image is used to run something other than its server."""
    return _ANOTHER_PROGRAM.match(service.command) is not None


def known_program(service: Service) -> list[ServiceReading] | None:
    """What the container's image says; None where the image is not known here."""
    name = service.repository
    for pattern, judge in _PROGRAMS:
        if pattern.search(name):
            return list(judge(service))
    return None


def _on(service: Service) -> Sequence[ServiceReading]:
    return [service.found(Function.RECOGNITION, EvidenceState.ENABLED)]


def _on_by_default(service: Service) -> Sequence[ServiceReading]:
    return [service.found(Function.RECOGNITION, EvidenceState.ENABLED, by_default=True)]


def _open(service: Service) -> Sequence[ServiceReading]:
    return [service.found(Function.RECOGNITION, EvidenceState.PROVISIONED)]


def _nothing(service: Service) -> Sequence[ServiceReading]:
    del service
    return []


def _deepstack(service: Service) -> Sequence[ServiceReading]:
    """`VISION-FACE` starts the face endpoints, which are off otherwise (DeepStack's docs)."""
    switch = service.first("VISION_FACE")
    if switch is not None:
        return [service.found(Function.RECOGNITION, state_of(switch.switch), switch)]
    if service.unseen:
        return [service.found(Function.RECOGNITION, EvidenceState.PROVISIONED)]
    return []


def _facebox(service: Service) -> Sequence[ServiceReading]:
    """`MB_FACEBOX_DISABLE_RECOGNITION` leaves detection alone (Facebox's docs)."""
    off = service.first("MB_FACEBOX_DISABLE_RECOGNITION")
    if off is None:
        return _on(service)
    state = state_of(inverted(off.switch))
    found = [service.found(Function.RECOGNITION, state, off)]
    if state is EvidenceState.DISABLED:
        found.append(service.found(Function.DETECTION, EvidenceState.ENABLED))
    return found


def _codeproject(service: Service) -> Sequence[ServiceReading]:
    """Modules are chosen while it runs, unless a setting starts or stops the one for faces."""
    start = next((one for one in service.settings if _MODULE.match(one.key)), None)
    if start is not None and not start.empty:
        return [service.found(Function.RECOGNITION, state_of(start.switch), start)]
    legacy = service.first("VISION_FACE")
    if legacy is not None and not legacy.empty:
        # The server turns DeepStack's variable into `AutoStart` of its face module.
        return [service.found(Function.RECOGNITION, state_of(legacy.switch), legacy)]
    words = re.search(
        r"Modules[:_]+FaceProcessing[:_]+(?:\w+[:_]+)?AutoStart[ =]+(\w+)", service.command, re.I
    )
    if words is not None:
        on = words.group(1).lower() in ("true", "1", "yes", "on")
        state = EvidenceState.ENABLED if on else EvidenceState.DISABLED
        return [service.found(Function.RECOGNITION, state)]
    initial = next((one for one in service.settings if "INITIALMODULES" in one.key), None)
    if initial is not None and "faceprocessing" in initial.text.lower():
        return [service.found(Function.RECOGNITION, EvidenceState.PROVISIONED, initial)]
    return [service.found(Function.UNSTATED, EvidenceState.PROVISIONED)]


def _double_take(service: Service) -> Sequence[ServiceReading]:
    """Its services are named in its own file; before 1.0 variables did (README of 0.10)."""
    named = service.first("DETECTORS", "DETECTOR")
    if named is None or named.empty:
        return [service.found(Function.UNSTATED, EvidenceState.PROVISIONED)]
    first = re.search(r":v?0\.\d", service.image) is not None
    state = EvidenceState.ENABLED if first else EvidenceState.PROVISIONED
    return [service.found(Function.RECOGNITION, state, named)]


def _insightface(service: Service) -> Sequence[ServiceReading]:
    """Defaults of `if_rest/settings.py`: a recognition model, templates made, no attributes."""
    model = service.first("REC_NAME", "REC_MODEL")
    extract = service.first("DEF_EXTRACT_EMBEDDING")
    no_model = model is not None and model.text.lower() == "none"
    if model is not None and not model.text:
        recognition = service.found(Function.RECOGNITION, EvidenceState.PROVISIONED, model)
    elif no_model:
        recognition = service.found(Function.RECOGNITION, EvidenceState.DISABLED, model)
    elif extract is not None:
        recognition = service.found(Function.RECOGNITION, state_of(extract.switch), extract)
    else:
        recognition = service.found(
            Function.RECOGNITION, EvidenceState.ENABLED, model, by_default=model is None
        )
    found = [recognition, service.found(Function.DETECTION, EvidenceState.ENABLED)]
    attributes = service.first("GA_NAME", "GA_MODEL")
    ignored = service.first("GA_IGNORE")
    wanted = service.first("DEF_EXTRACT_GA")
    named = attributes is not None and attributes.text.lower() not in ("none", "")
    if ignored is not None:
        named = named or ignored.switch is Switch.OFF
    if named and wanted is not None:
        found.append(service.found(Function.ATTRIBUTES, state_of(wanted.switch), wanted))
    crops = service.first("DEF_RETURN_FACE_DATA")
    if crops is not None and crops.switch is Switch.ON:
        found.append(service.found(Function.FACE_CAPTURE, EvidenceState.ENABLED, crops))
    return found


def _deepface(service: Service) -> Sequence[ServiceReading]:
    """It recognises or infers as it is asked, unless it is given a store of templates."""
    for one in service.settings:
        store = "VECTOR" in one.key or "EMBEDDING" in one.key or "POSTGRES" in one.key
        model = "RECOGNITION_MODEL" in one.key or one.key == "DEEPFACE_MODEL"
        if (store or model or one.key == "DEEPFACE_DATABASE_TYPE") and one.text:
            return [service.found(Function.RECOGNITION, EvidenceState.ENABLED, one)]
    return [service.found(Function.UNSTATED, EvidenceState.PROVISIONED)]


def _photoprism(service: Service) -> Sequence[ServiceReading]:
    """Faces are on unless switched off (PhotoPrism's "Config Options")."""
    for key in ("PHOTOPRISM_DISABLE_FACES", "PHOTOPRISM_DISABLE_TENSORFLOW"):
        switch = service.first(key)
        if switch is not None and switch.switch is not Switch.OFF:
            state = state_of(inverted(switch.switch))
            return [service.found(Function.RECOGNITION, state, switch)]
    model = service.first("PHOTOPRISM_FACE_MODEL")
    if model is not None and model.text.lower() == "none":
        return [
            service.found(Function.RECOGNITION, EvidenceState.DISABLED, model),
            service.found(Function.DETECTION, EvidenceState.ENABLED),
        ]
    switch = service.first("PHOTOPRISM_DISABLE_FACES")
    if switch is not None:
        return [service.found(Function.RECOGNITION, EvidenceState.ENABLED, switch)]
    return _on_by_default(service)


def _immich(service: Service) -> Sequence[ServiceReading]:
    """Faces are on by default and set within the program, so that this file leaves it open."""
    off = service.first("IMMICH_MACHINE_LEARNING_ENABLED")
    if off is not None and off.switch is Switch.OFF:
        return [service.found(Function.RECOGNITION, EvidenceState.DISABLED, off)]
    return _open(service)


def _nextcloud(service: Service) -> Sequence[ServiceReading]:
    written = " ".join([service.command, *(one.text for one in service.settings)]).lower()
    if re.search(r"facerecognition|\brecognize\b", written):
        return _open(service)
    return []


_PROGRAMS: tuple[tuple[re.Pattern[str], Callable[[Service], Sequence[ServiceReading]]], ...] = (
    (_CORE, _on),
    (_PART, _open),
    (re.compile(r"(?:^|/)deepstack(?:[:_-](?:gpu|cpu|arm\w*|jetpack))*$"), _deepstack),
    (re.compile(r"(?:^|/)deepstack-trainer$"), _open),
    (re.compile(r"(?:^|/)deepstack-ui$"), _nothing),
    (re.compile(r"codeproject/ai-server|codeproject[-.]?ai"), _codeproject),
    (re.compile(r"(?:^|/)double-take$"), _double_take),
    (re.compile(r"machinebox/facebox|(?:^|/)facebox(?:_\w+)?$"), _facebox),
    (re.compile(r"insightface-rest"), _insightface),
    (re.compile(r"(?:^|/)deepface(?:-api)?$"), _deepface),
    (re.compile(r"immich-(?:machine-learning|ml)(?:$|[-:])"), _immich),
    (re.compile(r"(?:^|/)photoprism$"), _photoprism),
    (re.compile(r"librephotos(?:-backend|-singleton|-unified)?$"), _on_by_default),
    (re.compile(r"librephotos-(?:frontend|proxy)$"), _nothing),
    (re.compile(r"damselfly|photonix|nextcloud-facerecognition|facerecognition-ext"), _open),
    (re.compile(r"(?:^|/)nextcloud$"), _nextcloud),
    (re.compile(r"cognitive-services.*face"), _open),
    (_SMARTFACE, _on),
    (
        re.compile(r"(?:^|/)sf-liveness$"),
        lambda s: [s.found(Function.LIVENESS, EvidenceState.ENABLED)],
    ),
    (_SMARTFACE_PART, lambda s: [s.found(Function.UNSTATED, EvidenceState.PROVISIONED)]),
    (_NEUTRAL, _nothing),
)
"""Tried in order, against the image without variables, tag and digest."""
