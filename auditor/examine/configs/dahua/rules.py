"""The rules of analysis of each channel, and the plan that decides whether a rule runs.

Keys are those of Dahua's "HTTP API" specification, chapter "Video Analyse APIs".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from auditor.core.wording import wording
from auditor.examine.configs.dahua.channels import Channels
from auditor.examine.configs.dahua.contents import Dump, at, index_of, parts
from auditor.examine.configs.frame.labels import Function
from auditor.examine.configs.frame.notebook import Notebook
from auditor.examine.configs.frame.terms import Place, Scale, ThresholdUse
from auditor.examine.configs.syntax.tree import Node, Switch, switch
from auditor.examine.model import EvidenceState

_FUNCTIONS: dict[str, Function] = {
    "facerecognition": Function.RECOGNITION,
    "facecompare": Function.RECOGNITION,
    "citizenpicturecompare": Function.VERIFICATION,
    "faceattribute": Function.ATTRIBUTES,
    "facedetection": Function.DETECTION,
    "facedetect": Function.DETECTION,
    "faceanalysis": Function.DETECTION,
    "humantrait": Function.ATTRIBUTES,
    "numberstat": Function.COUNTING,
    "mannumdetection": Function.COUNTING,
}
"""By the type of a rule, in small letters; all others are about no faces."""
_ATTRIBUTE = re.compile(
    r"age|sex|gender|emotion|expression|glass|mask|beard|race|nation|smile|attractive",
    re.IGNORECASE,
)
_KEPT = ("SnapshotEnable",)
_TUNING = re.compile(r"^(?:Config|EventHandler)$")
_ARMED = re.compile(r"\s*([1-9]\d*)\s")
"""A period of a schedule that counts: its mask is not 0."""


@dataclass(frozen=True)
class AnalysisRule:
    """One rule of a channel: what it is for, and where it stands."""

    channel: int
    path: tuple[str, ...]
    node: Node

    def text(self, *path: str) -> str:
        """The value at `path` as written; empty where there is none."""
        found = at(self.node, *path)
        return found.text() if found is not None else ""

    @property
    def function(self) -> Function | None:
        """What the rule does with faces or people; None where it does nothing with them."""
        for word in (self.text("Type"), self.text("Class")):
            if (function := _FUNCTIONS.get(word.lower())) is not None:
                return function
        objects = at(self.node, "ObjectTypes")
        if any(one.text() == "HumanFace" for one in parts(objects).values()):
            return Function.DETECTION
        return None

    @property
    def typed(self) -> bool:
        """Whether the dump says of what type the rule is."""
        return bool(self.text("Type") or self.text("Class"))


def rules_of(dump: Dump) -> Iterator[AnalysisRule]:
    """Every rule of every channel; one without a channel belongs to the first."""
    for key, channel in parts(at(dump.tables, "VideoAnalyseRule")).items():
        number = index_of(key)
        if number is None:
            continue
        if at(channel, "Enable") is not None or at(channel, "Type") is not None:
            yield AnalysisRule(number, ("VideoAnalyseRule", key), channel)
            continue
        for inner, node in parts(channel).items():
            if index_of(inner) is not None:
                yield AnalysisRule(number, ("VideoAnalyseRule", key, inner), node)


def read_rules(book: Notebook, dump: Dump, channels: Channels) -> bool:
    """Note every rule; whether any rule about faces is on."""
    on = False
    ruled: set[int] = set()
    for rule in rules_of(dump):
        name = channels.name(rule.channel, Place(path=rule.path, node=rule.node))
        switched = at(rule.node, "Enable")
        state = _state(switched)
        function = rule.function
        if function is None:
            _unknown_rule(book, rule, name, state)
            continue
        ruled.add(rule.channel)
        state = _running(book, dump, rule, name, state)
        path = (*rule.path, "Enable") if switched is not None else rule.path
        place = Place(path=path, node=switched or rule.node, subject=name)
        book.function(function, state, **place)
        if state is EvidenceState.DISABLED:
            left = [key for key in parts(rule.node) if _TUNING.match(key)]
            if left:
                book.leftover(", ".join(left), **place)
            continue
        on = on or (state is EvidenceState.ENABLED and function is not Function.COUNTING)
        if function is not Function.COUNTING:
            _tuned(book, rule, name, state)
    _plans(book, dump, channels, ruled)
    return on


def _state(switched: Node | None) -> EvidenceState:
    """A rule whose switch is missing or unreadable leaves open whether it is on."""
    found = switch(switched) if switched is not None else Switch.UNKNOWN
    return {
        Switch.ON: EvidenceState.ENABLED,
        Switch.OFF: EvidenceState.DISABLED,
        Switch.UNKNOWN: EvidenceState.GATED,
    }[found]


def _unknown_rule(book: Notebook, rule: AnalysisRule, name: str, state: EvidenceState) -> None:
    """A rule that is on and does not say what it is: cut off, or asked for by its switch alone."""
    if not rule.typed and state is not EvidenceState.DISABLED:
        # Of its own, so that another rule of the channel that is off does not cover it.
        own = f"{name}, {'.'.join(rule.path).replace('.[', '[')}"
        book.function(
            Function.UNSTATED, EvidenceState.GATED, path=rule.path, node=rule.node, subject=own
        )


def _running(
    book: Notebook, dump: Dump, rule: AnalysisRule, name: str, state: EvidenceState
) -> EvidenceState:
    """The state of a rule with its channel's plan and its own schedule taken into account."""
    if state is EvidenceState.DISABLED:
        return state
    place = Place(path=rule.path, node=rule.node, subject=name)
    plan = at(dump.tables, "VideoAnalyseGlobal", f"[{rule.channel}]")
    selected = _selected(plan)
    if selected is not None and not any(_fits(one, rule) for one in selected):
        book.note(
            "other_plan", wording("dahua.another_plan"), state=EvidenceState.DISABLED, **place
        )
        return EvidenceState.DISABLED
    periods = at(rule.node, "EventHandler", "TimeSection")
    values = [node.text() for _, node in periods.walk() if node.text()] if periods else []
    if values and not any(_ARMED.match(value) and not _empty(value) for value in values):
        book.note("no_time", wording("dahua.no_schedule"), state=EvidenceState.DISABLED, **place)
        return EvidenceState.DISABLED
    return state


def _empty(period: str) -> bool:
    return "00:00:00-00:00:00" in period


def _selected(plan: Node | None) -> list[str] | None:
    """The plans selected for a channel; None where the dump does not tell."""
    if plan is None:
        return None
    single = at(plan, "Scene", "Type") or at(plan, "Type")
    listed = [one.text() for one in parts(at(plan, "Scene", "TypeList")).values()]
    if single is None and not listed:
        return None
    return [*([single.text()] if single is not None else []), *listed]


def _fits(plan: str, rule: AnalysisRule) -> bool:
    """Whether a rule runs under a plan: by its class, or as one of faces under one of faces."""
    plan = plan.lower()
    words = {rule.text("Class").lower(), rule.text("Type").lower()} - {""}
    if plan in words:
        return True
    return plan.startswith("face") and any(word.startswith("face") for word in words)


def _tuned(book: Notebook, rule: AnalysisRule, name: str, state: EvidenceState) -> None:
    """What a rule about faces does besides: attributes, liveness, pictures, recordings."""
    feature = at(rule.node, "Config", "FeatureEnable")
    listed = [
        one
        for one in parts(at(rule.node, "Config", "FeatureList")).values()
        if _ATTRIBUTE.search(one.text())
    ]
    path = (*rule.path, "Config", "FeatureEnable" if feature is not None else "FeatureList")
    if feature is not None or listed:
        node = feature or listed[0]
        switched = _state(feature) if feature is not None else EvidenceState.ENABLED
        place = Place(path=path, node=node, subject=name)
        book.function(
            Function.ATTRIBUTES, state if switched is EvidenceState.ENABLED else switched, **place
        )
    antifake = at(rule.node, "Config", "FaceAntifakeLevel") or at(rule.node, "FaceAntifakeLevel")
    if antifake is not None and antifake.number():
        where = Place(path=(*rule.path, "FaceAntifakeLevel"), node=antifake, subject=name)
        book.function(Function.LIVENESS, state, **where)
    size = at(rule.node, "Config", "SizeFilter", "MinSize", "[0]")
    if size is not None and size.number():
        where = Place(
            path=(*rule.path, "Config", "SizeFilter", "MinSize", "[0]"), node=size, subject=name
        )
        book.threshold(size.number(), ThresholdUse.SIZE, Scale.UNSTATED, **where)
    for key in _KEPT:
        kept = at(rule.node, "EventHandler", key)
        if kept is not None and switch(kept) is not Switch.UNKNOWN:
            on = switch(kept) is Switch.ON
            where = Place(path=(*rule.path, "EventHandler", key), node=kept, subject=name)
            book.function(Function.FACE_CAPTURE, state if on else EvidenceState.DISABLED, **where)
    recorded = at(rule.node, "EventHandler", "RecordEnable")
    latch = at(rule.node, "EventHandler", "RecordLatch")
    seconds = latch.number() if latch is not None else None
    if recorded is not None and switch(recorded) is Switch.ON and seconds is not None:
        book.note(
            "recording",
            wording("dahua.recording_after_face", seconds=seconds),
            path=(*rule.path, "EventHandler", "RecordLatch"),
            node=latch or rule.node,
            subject=name,
        )


def _plans(book: Notebook, dump: Dump, channels: Channels, ruled: set[int]) -> None:
    """Plans for faces selected on channels of which the dump holds no rule about faces."""
    for key, plan in parts(at(dump.tables, "VideoAnalyseGlobal")).items():
        number = index_of(key)
        if number is None or number in ruled:
            continue
        for word in _selected(plan) or ():
            function = _FUNCTIONS.get(word.lower())
            if function is None or function is Function.COUNTING:
                continue
            path = ("VideoAnalyseGlobal", key)
            name = channels.name(number, Place(path=path, node=plan))
            book.function(function, EvidenceState.GATED, path=path, node=plan, subject=name)
