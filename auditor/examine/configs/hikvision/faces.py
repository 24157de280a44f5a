"""What a Hikvision camera or recorder does with faces: its rules and counting.

A rule's own switch decides. Names of the rules differ by model, so all that are known are read
alike, in whatever case (`FaceContrast` in XML, `faceContrast` in JSON).
"""

from __future__ import annotations

import re

from auditor.examine.configs.frame.labels import Function
from auditor.examine.configs.frame.terms import Scale, ThresholdUse
from auditor.examine.configs.hikvision.answers import Element, Found, find, listed, local
from auditor.examine.configs.hikvision.dump import Dump, in_alarm
from auditor.examine.configs.hikvision.linkage import event_of
from auditor.examine.configs.syntax.tree import Switch
from auditor.examine.model import EvidenceState

_DETECTION = ("FaceDetect", "FaceDetection", "FaceDetectCfg")
_CAPTURE = ("FaceSnap", "FaceRule", "FaceCapture", "FaceCaptureCfg", "FaceSnapCfg", "CaptureFace")
_CAPTURE_TUNING = ("FaceCaptureParam", "FaceCaptureParameter", "FaceSnapParam", "FaceSnapParameter")
_COMPARISON = (
    "FaceContrast",
    "FaceComparison",
    "FaceRecognition",
    "WhiteListFaceContrast",
    "StrangerDetection",
    "FaceStrangerDetection",
)
_ATTRIBUTES = (
    "FaceAttribute",
    "FaceAttributes",
    "FacialAttribute",
    "FaceAttributeDetection",
    "FaceExpression",
    "FaceExpressionDetection",
    "FaceMaskDetection",
    "MaskDetection",
    "HumanAttribute",
    "HumanAttributeDetection",
)
_ATTRIBUTES_OF_A_FACE = ("ageGroup", "age", "gender", "glass", "glasses", "mask", "smile")
_LISTS = ("fdliblist", "fdidlist", "faceliblist")
_COUNTING = (
    "Counting",
    "PeopleCounting",
    "FramesPeopleCounting",
    "FaceCounting",
    "FacePeopleCounting",
    "PersonDensity",
    "PersonDensityDetection",
)
_REPEATED = re.compile(r"frequentperson|(?:high|low)frequency|facefrequency", re.IGNORECASE)
_TOLD_APART = re.compile(
    r"dedup|duplicat|face\w{0,20}(?:filter|recog|contrast|compar)", re.IGNORECASE
)


def rules(dump: Dump) -> list[Element]:
    """Everything about faces that is about a channel: rules, linkage and alarms."""
    named = (*_DETECTION, *_CAPTURE, *_CAPTURE_TUNING, *_COMPARISON)
    found = dump.settings(*named)
    linked = dump.settings("EventTrigger", "Schedule", "EventNotificationAlert", "")
    return [*found, *(element for element in linked if event_of(element) is not None)]


def read_faces(dump: Dump) -> None:
    """Note everything about faces that a camera or recorder is set to do."""
    for element in dump.settings(*_DETECTION):
        _read_rule(dump, element, Function.DETECTION)
    for element in dump.settings(*_CAPTURE):
        if _read_rule(dump, element, Function.FACE_CAPTURE) is not EvidenceState.DISABLED:
            _read_capture(dump, element)
    for element in dump.settings(*_COMPARISON):
        _read_comparison(dump, element)
    for element in dump.settings(*_CAPTURE_TUNING):
        _read_capture_tuning(dump, element)
    _read_attributes(dump)
    _read_counting(dump)


def _read_rule(dump: Dump, element: Element, function: Function) -> EvidenceState | None:
    if in_alarm(element) or "fdlib" in element.within:
        return None
    state = dump.state(element)
    if state is None:
        return None
    dump.book.function(function, state[0], **dump.place(state[1], dump.subject(element)))
    if state[0] is EvidenceState.DISABLED:
        dump.off.append(element.path)
    return state[0]


def _read_comparison(dump: Dump, element: Element) -> None:
    if in_alarm(element):
        return
    switched = dump.state(element)
    subject = dump.subject(element)
    bound = _bound(element)
    limits = _limits(element)
    if switched is None:
        if bound or limits:
            dump.book.function(
                Function.RECOGNITION, EvidenceState.PROVISIONED, **dump.place(element, subject)
            )
        return
    state, at = switched
    if state is EvidenceState.ENABLED and bound == ():
        # Written with an empty list of libraries: there is nobody to compare with.
        state = EvidenceState.GATED
    dump.book.function(Function.RECOGNITION, state, **dump.place(at, subject))
    if state is EvidenceState.DISABLED:
        dump.off.append(element.path)
        if limits:
            dump.book.leftover(limits[0].path[-1], **dump.place(limits[0], subject))
        return
    for limit in limits:
        dump.book.threshold(
            limit.node.number(),
            ThresholdUse.MATCH,
            Scale.PERCENT_SIMILARITY,
            **dump.place(limit, subject),
        )
    upload = find(element, "faceSnapDataUpload", "snapPicUpload", "uploadPicture")
    if state is EvidenceState.ENABLED and upload is not None and upload.switch is Switch.ON:
        dump.book.function(Function.FACE_CAPTURE, state, **dump.place(upload, subject))


def _bound(element: Element) -> tuple[Found, ...] | None:
    """The libraries a comparison is bound to; None where the answer has no list of them."""
    children = {local(key).lower() for key in element.node.entries()}
    if children.isdisjoint(_LISTS):
        return listed(element, "FDID", "FDLib") or None
    libraries: list[Found] = []
    for one in listed(element, *_LISTS):
        of_its_own = find(one, "FDID") is not None
        libraries += (one,) if of_its_own else listed(one, "FDLib", "FDLibInfo")
        if one.text:
            libraries.append(one)
    return tuple(libraries)


def _limits(element: Element) -> list[Found]:
    """The similarities written for the comparison, those of its libraries included."""
    sources: list[Element | Found] = [element, *(_bound(element) or ())]
    found = [
        limit
        for one in sources
        if (limit := find(one, "thresholdValue", "similarity", "faceContrastThreshold")) is not None
    ]
    quick = find(element, "QuickContrast")
    if quick is not None:
        enabled = find(quick, "enabled", "enable")
        limit = find(quick, "threshold", "thresholdValue")
        if limit is not None and (enabled is None or enabled.switch is not Switch.OFF):
            found.append(limit)
    return [limit for limit in found if limit.node.number() is not None]


def _read_capture(dump: Dump, element: Element) -> None:
    subject = dump.subject(element)
    limits = (
        (("faceSnapThreshold", "snapThreshold"), ThresholdUse.DETECTION, Scale.POINTS),
        (("minPupilDistance", "pupilDistance", "minFaceSize"), ThresholdUse.SIZE, Scale.PIXELS),
    )
    for names, use, scale in limits:
        limit = find(element, *names)
        if limit is not None and limit.node.number() is not None:
            dump.book.threshold(limit.node.number(), use, scale, **dump.place(limit, subject))


def _read_capture_tuning(dump: Dump, element: Element) -> None:
    """Parameters of a capture whose rule has its switch elsewhere."""
    if in_alarm(element):
        return
    if dump.state(element) is not None:
        if _read_rule(dump, element, Function.FACE_CAPTURE) is not EvidenceState.DISABLED:
            _read_capture(dump, element)
        return
    subject = dump.subject(element)
    if not dump.decided(Function.FACE_CAPTURE, subject):
        dump.book.function(
            Function.FACE_CAPTURE, EvidenceState.PROVISIONED, **dump.place(element, subject)
        )
    elif dump.switched_off(Function.FACE_CAPTURE, subject):
        dump.book.leftover(element.name, **dump.place(element, subject))
        return
    _read_capture(dump, element)


def _read_attributes(dump: Dump) -> None:
    own = [(e, True) for e in dump.settings(*_ATTRIBUTES)]
    own += [(e, False) for e in dump.settings(*_ATTRIBUTES_OF_A_FACE)]
    for element, told in own:
        state = dump.state(element)
        about = told or any(re.search("face|facial|human|attribute", n) for n in element.within)
        if state is None or not about or in_alarm(element):
            continue
        if dump.is_off(element) and state[0] is not EvidenceState.DISABLED:
            dump.book.leftover(element.name, **dump.place(state[1], ""))
            continue
        dump.book.function(
            Function.ATTRIBUTES, state[0], **dump.place(state[1], dump.subject(element))
        )


def _read_counting(dump: Dump) -> None:
    repeated = [name for name in dump.named if _REPEATED.search(name)]
    for element in dump.settings(*_COUNTING, *repeated):
        state = dump.state(element)
        if state is None or in_alarm(element):
            continue
        apart = element.name.lower() in repeated or "face" in element.name.lower()
        for key, child in element.node.entries().items():
            one = Found((*element.path, key), child)
            inner = dump.state(one)
            on = inner[0] is EvidenceState.ENABLED if inner else one.switch is Switch.ON
            apart = apart or (on and _TOLD_APART.search(key) is not None)
        dump.book.function(
            Function.REIDENTIFICATION if apart else Function.COUNTING,
            state[0],
            **dump.place(state[1], dump.subject(element)),
        )
