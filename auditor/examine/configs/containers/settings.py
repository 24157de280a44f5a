"""What environment variables say about faces by their names, of programs not known by image.

A variable counts as a switch where its name says so, and as a threshold where it is a number of
that name; any other word about faces leaves the question open.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from auditor.examine.configs.containers.service import (
    Service,
    ServiceReading,
    Setting,
    inverted,
    state_of,
)
from auditor.examine.configs.frame.face_words import about_faces
from auditor.examine.configs.frame.function_names import named_switch
from auditor.examine.configs.frame.labels import Function
from auditor.examine.configs.frame.terms import KeptThing, Scale, ThresholdUse, TimeUnit
from auditor.examine.configs.syntax.tree import Switch, Unknown
from auditor.examine.model import EvidenceState

UNSURE = 0.6
"""Confidence of what rests on the names of an unknown program's settings."""

_SWITCH_WORDS = frozenset(
    {"ENABLE", "ENABLED", "USE", "ACTIVE", "ACTIVATE", "ON", "REQUIRED", "REQUIRE", "AUTOSTART"}
)
_OFF_WORDS = frozenset({"DISABLE", "DISABLED", "SKIP", "NO", "WITHOUT"})
_OF_SOMETHING_ELSE = frozenset(
    {
        *("DEBUG", "LOG", "LOGS", "LOGGING", "GPU", "CUDA", "CACHE", "SSL", "TLS", "METRICS"),
        *("MOCK", "TEST", "TESTS", "TRACE", "VERBOSE", "HTTPS", "ASYNC", "RELOAD", "PROFILING"),
        *("TELEMETRY", "TRACING", "HEALTHCHECK", "AUTH", "PROXY", "QUEUE", "NOTIFICATIONS"),
    }
)
"""Words by which a switch is about something other than faces: their logs, their graphics card."""
_LAST_WORD = re.compile(
    r"(?:FACE|FACES|RECOGNITION|DETECTION|DETECT|RECOGNIZE|RECOGNISE|RECOGNISER|RECOGNIZER|FACEID"
    r"|LIVENESS|VERIFICATION|ATTRIBUTES|GENDER|EMOTION|EMOTIONS|LOGIN|MATCHING|SEARCH)$"
)
_THRESHOLD = re.compile(r"THRESH|SIMILARITY|TOLERANCE|DISTANCE|CONFIDENCE|SCORE")
_USES: tuple[tuple[re.Pattern[str], ThresholdUse], ...] = (
    (re.compile(r"LIVENESS|SPOOF"), ThresholdUse.LIVENESS),
    (re.compile(r"(?:^|_)AGE|GENDER|EMOTION"), ThresholdUse.ATTRIBUTE),
    (re.compile(r"(?:^|_)DET(?:_|ECT)"), ThresholdUse.DETECTION),
    (re.compile(r"UNKNOWN"), ThresholdUse.UNKNOWN),
    (re.compile(r"QUALITY|BLUR"), ThresholdUse.QUALITY),
    (re.compile(r"VERIF|1_1|ONE_TO_ONE"), ThresholdUse.MATCH_ONE_TO_ONE),
    (
        re.compile(r"MATCH|RECOGN|IDENTIF|COMPAR|SIMILAR|TOLERANCE|DISTANCE|COMPREFACE"),
        ThresholdUse.MATCH,
    ),
)
_MATCHED = ("RECOGN", "MATCH", "IDENTIF", "VERIF", "SIMILARITY")
_LIMITS = frozenset({"SIMILARITY", "THRESHOLD", "TOLERANCE", "DISTANCE", "SCORE", "CONFIDENCE"})
_ABOUT = re.compile(r"AUTO_?(?:REGISTER|ENROL)|LIVENESS_(?!PROBE)|ANTI_?SPOOF")
_AUTO_REGISTER = re.compile(r"AUTO_?(?:REGISTER|ENROL|ADD|SAVE)\w*UNKNOWN|AUTO_?(?:REGISTER|ENROL)")
_STORE = re.compile(
    r"FACES?_(?:DIR|DB|DATABASE|FOLDER|PATH|GALLERY|COLLECTION|STORE)|KNOWN_FACES?|KNOWN_PERSONS?"
    r"|EMBEDDINGS?(?:_|$)|MILVUS_|QDRANT_|FAISS|PGVECTOR|GALLERY"
)
_COMPREFACE = re.compile(r"COMPREFACE_(?:\w+_)?(?:URL|HOST|ENDPOINT|DOMAIN|API_KEY|KEY)$")
_SERVICE = re.compile(r"(?:COMPREFACE|DEEPSTACK|FACE)\w*_(?:URL|HOST|ENDPOINT|SERVER)$")
_COMPARING = re.compile(
    r"buffalo_[lms]|antelopev2|w600k|glintr?100|arcface|adaface|facenet|vgg-?face|magface|sface"
    r"|cosface|insightface|dlib_face_recognition|ghostfacenet",
    re.IGNORECASE,
)
_COMPARED = re.compile(r"RECOGN|IDENTIF|VERIF|MATCH")
_LOCATING = re.compile(
    r"retinaface|scrfd|yunet|mtcnn|blazeface|haarcascade_frontalface|yolov\d+\w*-?face|det_10g",
    re.IGNORECASE,
)
_SIZE = re.compile(r"MIN_FACE(?:_SIZE)?$|FACE_MIN(?:_SIZE)?$|MIN_FACE_SIZE|FACE_MIN_SIZE")
_KEPT = re.compile(r"RETENTION|RETAIN|KEEP|EXPIR|TTL|PURGE|MAX_AGE|DELETE_AFTER")
_UNITS: tuple[tuple[re.Pattern[str], TimeUnit], ...] = (
    (re.compile(r"DAYS?$"), TimeUnit.DAYS),
    (re.compile(r"HOURS?$"), TimeUnit.HOURS),
    (re.compile(r"(?:MINUTES?|MINS?)$"), TimeUnit.MINUTES),
    (re.compile(r"(?:SECONDS?|SECS?|_S)$"), TimeUnit.SECONDS),
)


@dataclass(frozen=True)
class Limit:
    """A threshold in a setting."""

    at: Setting
    use: ThresholdUse
    scale: Scale


@dataclass(frozen=True)
class Kept:
    """A time in a setting for which something is kept."""

    at: Setting
    what: KeptThing
    unit: TimeUnit


@dataclass
class Read:
    """What the settings of one container say."""

    findings: list[ServiceReading] = field(default_factory=list)
    limits: list[Limit] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)
    registering: list[Setting] = field(default_factory=list)
    leftovers: list[Setting] = field(default_factory=list)
    stores: list[Setting] = field(default_factory=list)


def about(one: Setting) -> bool:
    """Whether a setting's name, or a short value of it, mentions faces."""
    # A match at a word about faces within a longer address says nothing of this program.
    return bool(
        about_faces(one.name)
        or _ABOUT.search(one.key)
        or ("/" not in one.text and about_faces(one.text))
        or _COMPARING.search(one.text)
        or _LOCATING.search(one.text)
    )


def _matches(one: Setting) -> bool:
    words = one.key.split("_")
    compares = any(word.startswith(_MATCHED) for word in words)
    return compares and not _LIMITS.isdisjoint(words) and one.number is not None


def read_settings(service: Service, *, known: bool) -> Read:
    """What the settings say; `known` that the program's own rules already decided on faces."""
    read = Read()
    speaking = [one for one in service.settings if about(one) and not one.empty]
    if speaking:
        # Next to settings about faces, a similarity of recognition is one of faces.
        speaking += [s for s in service.settings if s not in speaking and _matches(s)]
    for one in speaking:
        _measures(read, one)
    if not speaking or known:
        return read
    read.stores = [one for one in service.settings if _STORE.search(one.key) and one.text]
    switches = [(one, found) for one in speaking if (found := _switch(service, one)) is not None]
    read.findings = [found for _, found in switches]
    used = {id(one) for one, _ in switches} | {id(limit.at) for limit in read.limits}
    used |= {id(kept.at) for kept in read.kept}
    rest = [one for one in speaking if id(one) not in used]
    decided = {f.function for f in read.findings if f.function in _COMPARES}
    off = any(f.function in _COMPARES and f.state is EvidenceState.DISABLED for f in read.findings)
    if off:
        read.leftovers = [*rest, *(limit.at for limit in read.limits)]
        return read
    if not decided:
        read.findings += _implied(service, read, rest)
    return read


_COMPARES = (Function.RECOGNITION, Function.VERIFICATION)


def _measures(read: Read, one: Setting) -> None:
    """Thresholds, the smallest face, and times."""
    if _AUTO_REGISTER.search(one.key) and one.switch is Switch.ON:
        read.registering.append(one)
    unit = next((unit for words, unit in _UNITS if words.search(one.key)), None)
    if _KEPT.search(one.key) and unit is not None and one.number is not None:
        read.kept.append(Kept(one, _kept(one.key), unit))
    elif _SIZE.search(one.key) and one.number is not None:
        read.limits.append(Limit(one, ThresholdUse.SIZE, Scale.PIXELS))
    elif _THRESHOLD.search(one.key) and one.number is not None:
        use = next((use for words, use in _USES if words.search(one.key)), ThresholdUse.OTHER)
        read.limits.append(Limit(one, use, _scale(one, use)))


def _scale(one: Setting, use: ThresholdUse) -> Scale:
    if re.search(r"TOLERANCE|DISTANCE", one.key):
        return Scale.DISTANCE
    comparing = use in (ThresholdUse.MATCH, ThresholdUse.MATCH_ONE_TO_ONE, ThresholdUse.UNKNOWN)
    told = re.search(r"SIMILARITY|COMPREFACE|CONFIDENCE|SCORE", one.key)
    # Without a word for it, a match threshold may as well be a distance.
    if (comparing and not told) or use is ThresholdUse.OTHER or one.number is None:
        return Scale.UNSTATED
    return Scale.UNIT_SIMILARITY if one.number <= 1 else Scale.PERCENT_SIMILARITY


def _kept(key: str) -> KeptThing:
    if "UNKNOWN" in key:
        return KeptThing.UNKNOWN
    if re.search(r"EMBEDDING|TEMPLATE|VECTOR", key):
        return KeptThing.TEMPLATES
    return KeptThing.RECORDS if re.search(r"LOG|RECORD|EVENT", key) else KeptThing.FACES


def _switch(service: Service, one: Setting) -> ServiceReading | None:
    """The switch that a setting is by its name; None where it is none."""
    words = set(one.key.split("_"))
    negated = bool(words & _OFF_WORDS)
    named = bool(words & _SWITCH_WORDS) or negated
    if words & _OF_SOMETHING_ELSE or not (named or _LAST_WORD.search(one.key)):
        return None
    if one.switch is Switch.UNKNOWN and not (named and isinstance(one.node.value, Unknown)):
        return None
    if _THRESHOLD.search(one.key) or _AUTO_REGISTER.search(one.key):
        return None
    switched = named_switch(one.name)
    function = switched.function
    value = inverted(one.switch) if negated else one.switch
    if not switched.whole:
        # A part that is on needs the whole; a part that is off says nothing of it.
        on = value is Switch.ON and function is not None
        state = EvidenceState.PROVISIONED if on else EvidenceState.MENTIONED
        return service.found(Function.UNSTATED, state, one, confidence=UNSURE)
    if function is None:
        # "Faces" alone is switched on or off; what is done with them, the name does not tell.
        state = state_of(value)
        if state is EvidenceState.ENABLED:
            state = EvidenceState.PROVISIONED
        return service.found(Function.UNSTATED, state, one, confidence=UNSURE)
    return service.found(function, state_of(value), one, confidence=UNSURE)


def _implied(service: Service, read: Read, rest: Iterable[Setting]) -> list[ServiceReading]:
    """What follows where no switch for comparing is written."""
    rest = list(rest)
    client = [one for one in rest if _COMPREFACE.search(one.key)]
    limits = [limit.at for limit in read.limits if limit.use in _MATCHING]
    mock = any(one.key.endswith("COMPREFACE_URL") and one.empty for one in service.settings)
    theirs = [at for at in limits if "COMPREFACE" in at.key]
    if client and len(client) + len(theirs) > 1 and not mock:
        function = _asked(client)
        return [service.found(function, EvidenceState.ENABLED, client[0], confidence=UNSURE)]
    wired = read.stores or [one for one in rest if _SERVICE.search(one.key) and one.text]
    if limits and wired:
        return [
            service.found(Function.RECOGNITION, EvidenceState.ENABLED, limits[0], confidence=UNSURE)
        ]
    found: list[ServiceReading] = []
    if client and not mock:
        found.append(service.found(_asked(client), EvidenceState.PROVISIONED, client[0]))
    for one in rest:
        if one in client:
            continue
        product = _COMPARED.search(one.key) is not None and about_faces(one.text) is not None
        if _COMPARING.search(one.text) or product:
            found.append(service.found(Function.RECOGNITION, EvidenceState.PROVISIONED, one))
        elif _LOCATING.search(one.text):
            found.append(service.found(Function.DETECTION, EvidenceState.PROVISIONED, one))
        else:
            found.append(service.found(Function.UNSTATED, EvidenceState.PROVISIONED, one))
    found += [service.found(Function.UNSTATED, EvidenceState.PROVISIONED, at) for at in limits]
    return found


_MATCHING = (ThresholdUse.MATCH, ThresholdUse.MATCH_ONE_TO_ONE, ThresholdUse.UNKNOWN)


def _asked(client: list[Setting]) -> Function:
    """Which of CompreFace's services a client's keys are for."""
    keys = [one.key for one in client if one.key.endswith("KEY")]
    if keys and all("DETECT" in key for key in keys):
        return Function.DETECTION
    if keys and all("VERIF" in key for key in keys):
        return Function.VERIFICATION
    return Function.RECOGNITION
