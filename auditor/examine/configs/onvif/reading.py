"""What answers of an ONVIF device say of faces: what is offered, configured, and recorded.

ONVIF Analytics Service Specification: what `GetSupported...` and options list is offered; a `Rule`
or an `AnalyticsModule` with a type is configured; metadata and notifications are records.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from auditor.core.locator import TextLocator
from auditor.core.wording import wording
from auditor.examine.configs.frame.labels import Function
from auditor.examine.configs.frame.notebook import Notebook
from auditor.examine.configs.frame.terms import Place, Scale, Sent, ThresholdUse
from auditor.examine.configs.onvif.elements import (
    Part,
    attribute,
    attribute_node,
    child,
    children,
    parts_of,
    text_of,
)
from auditor.examine.configs.onvif.scene import (
    Shown,
    describes_body,
    is_record,
    shown_by,
    shown_by_json,
)
from auditor.examine.configs.onvif.words import function_of, local_name, names_faces
from auditor.examine.configs.syntax.tree import Node, Switch, switch
from auditor.examine.model import EvidenceState

_OFFERED = frozenset(
    {
        "GetSupportedAnalyticsModulesResponse",
        "GetSupportedRulesResponse",
        "GetSupportedMetadataResponse",
        "GetRuleOptionsResponse",
        "GetAnalyticsModuleOptionsResponse",
        "GetServiceCapabilitiesResponse",
        "GetCompatibleVideoAnalyticsConfigurationsResponse",
        "GetEventPropertiesResponse",
        "SupportedRules",
        "SupportedAnalyticsModules",
        "RuleDescription",
        "AnalyticsModuleDescription",
        "RuleOptions",
        "Options",
        "Capabilities",
        "SampleFrame",
        "TopicSet",
    }
)
"""Elements within which everything is what the device is able to do."""
_ASKED = frozenset(
    {"CreateRules", "ModifyRules", "CreateAnalyticsModules", "ModifyAnalyticsModules"}
)
"""Requests: whether the device took what they hold, its answer says and not they."""
_CONFIGURED = ("Rule", "AnalyticsModule")
_NAMING = ("Name", "Type", "RuleType", "AnalyticsModule", "ConfigDescription")
_SWITCHES = frozenset({"enabled", "enable", "active", "isenabled", "isactive", "ruleenable"})
_THRESHOLDS = frozenset({"threshold", "likelihood", "similarity", "confidencelevel"})
_NO_ADDRESS = ("", "0.0.0.0", "::")  # noqa: S104 - compared with, never bound


@dataclass
class OnvifReading:
    """Reads the answers in one document.

    Args:
        book: takes what is found.
        root: the document's root, or the sequence of several.
    """

    book: Notebook
    root: Node
    sources: dict[str, str] = field(default_factory=dict)
    configured: int = 0
    offered: int = 0
    unfinished: tuple[str, ...] | None = None
    seen: set[tuple[Function, EvidenceState, str]] = field(default_factory=set)

    def read(self) -> None:
        """Note everything."""
        parts = list(parts_of(self.root))
        self.cameras = {
            part.path: self._camera(part) for part in parts if part.name in ("Profile", "Profiles")
        }
        bodies: Part | None = None
        if self.book.document.cut:
            # Of the last one, its own switch may stand behind the damage.
            self.unfinished = next((p.path for p in reversed(parts) if p.name in _CONFIGURED), None)
        for part in parts:
            if _OFFERED.intersection((*part.around, part.name)):
                self._offer(part)
            elif part.name in _CONFIGURED and attribute(part.node, "Type"):
                self._configure(part)
            elif is_record(part):
                for shown in shown_by(part):
                    self._record(part, shown)
                if part.name == "Object" and describes_body(part):
                    bodies = bodies or part
            else:
                self._elsewhere(part)
        for shown in shown_by_json(self.root):
            self._record(Part("Data", ("Data",), self.root, ()), shown)
        if bodies is not None:
            self.book.note(
                "body",
                wording("onvif.body_described"),
                state=EvidenceState.OBSERVED,
                path=bodies.path,
                node=bodies.node,
            )
        self._ask()

    # --- cameras ---------------------------------------------------------------------------------

    def _camera(self, profile: Part) -> str:
        """The camera of a profile, by its source: several profiles are streams of one camera."""
        node = profile.node
        video = child(node, "VideoSourceConfiguration") or child(
            node, "Configurations", "VideoSource"
        )
        if video is None:
            return ""
        source = text_of(child(video, "SourceToken"))
        name = text_of(child(video, "Name")) or attribute(video, "token") or source
        if not name:
            return ""
        name = self.sources.setdefault(source, name) if source else name
        self.book.device(name, path=profile.path, node=node)
        encoder = child(node, "VideoEncoderConfiguration") or child(
            node, "Configurations", "VideoEncoder"
        )
        resolution = child(encoder, "Resolution")
        width, height = (_whole(text_of(child(resolution, key))) for key in ("Width", "Height"))
        known = self.book.devices.get(name)
        if width and height and (known is None or (known.width or 0) < width):
            self.book.detail(name, width=width, height=height)
        return name

    def _subject(self, part: Part) -> str:
        """The camera a part is about; of several cameras it may be any's, and is none's."""
        for length in range(len(part.path), 0, -1):
            if camera := self.cameras.get(part.path[:length]):
                return camera
        return part.name if len(self.book.devices) > 1 else ""

    # --- what is offered, configured and recorded ------------------------------------------------

    def _offer(self, part: Part) -> None:
        self.offered += 1
        names = [found for key in _NAMING if (found := attribute(part.node, key))]
        if "TopicSet" in part.around or part.name in ("HumanFace", "HumanBody"):
            names.append(part.name)
        for name in names:
            function = function_of(name)
            if function is None or function is Function.COUNTING:
                continue
            self._once(function, EvidenceState.SUPPORTED, Place(path=part.path, node=part.node))

    def _configure(self, part: Part) -> None:
        """A rule or module of the device."""
        self.configured += 1
        kind = attribute(part.node, "Type")
        given = {
            attribute(item, "Name"): item
            for holder in (child(part.node, "Parameters"), part.node)
            if holder is not None
            for item in children(holder, "SimpleItem")
        }
        function = function_of(kind)
        if function is None and any(
            names_faces(key, attribute(item, "Value")) for key, item in given.items()
        ):
            function = Function.DETECTION
        if function is None:
            if not kind.startswith("tt:"):
                self.book.unknown(f"{part.name} {local_name(kind)}")
            return
        subject = self._subject(part)
        typed = attribute_node(part.node, "Type") or part.node
        place = Place(path=(*part.path, "Type"), node=typed, subject=subject)
        state = self._state(part, given)
        self.book.function(function, state, **place)
        if function is Function.COUNTING:
            return
        for key, item in given.items():
            value = attribute_node(item, "Value") or item
            where = Place(path=(*part.path, key), node=value, subject=subject)
            if key.lower() in _THRESHOLDS:
                self._threshold(_number(attribute(item, "Value")), function, where)
            elif key == "IncludeImage" and attribute(item, "Value"):
                self.book.function(Function.FACE_CAPTURE, state, **where)
                if attribute(item, "Value") == "RemoteStorage":
                    self.book.note("remote", wording("onvif.stored_elsewhere"), **where)

    def _state(self, part: Part, given: dict[str, Node]) -> EvidenceState:
        if _ASKED.intersection(part.around):
            return EvidenceState.GATED
        for key, item in given.items():
            value = attribute(item, "Value")
            known = key.lower() in _SWITCHES and bool(value)
            if known and switch(Node(value, value, item.mark)) is Switch.OFF:
                return EvidenceState.DISABLED
        if part.path == self.unfinished:
            return EvidenceState.PROVISIONED
        for n in range(len(part.path), 0, -1):
            holder = _at(self.root, part.path[:n])
            if holder is not None and (uses := child(holder, "UseCount")) is not None:
                # A configuration that no profile uses analyses nothing.
                return EvidenceState.GATED if text_of(uses) == "0" else EvidenceState.ENABLED
        return EvidenceState.ENABLED

    def _threshold(self, value: float | None, function: Function, place: Place) -> None:
        if value is None:
            return
        recognises = function is Function.RECOGNITION
        use = ThresholdUse.MATCH if recognises else ThresholdUse.DETECTION
        scale = Scale.UNIT_SIMILARITY if value <= 1 else Scale.UNSTATED
        self.book.threshold(value, use, scale, **place)

    def _record(self, part: Part, shown: Shown) -> None:
        subject = self.sources.get(shown.source, shown.source)
        if subject:
            self.book.device(subject, path=part.path, node=part.node)
        key = "Topic" if part.name != "Object" else "Appearance"
        # What is on the line may be a person's number, name or picture.
        mark = part.node.at
        locator = TextLocator(line=mark.line, column=mark.column, key=part.name, quote=key)
        place = Place(at=locator, subject=subject, confidence=shown.confidence)
        self._once(shown.function, EvidenceState.OBSERVED, place)

    def _once(self, function: Function, state: EvidenceState, place: Place) -> None:
        key = (function, state, place.get("subject", ""))
        if key not in self.seen:
            self.seen.add(key)
            self.book.function(function, state, **place)

    # --- destinations ----------------------------------------------------------------------------

    def _elsewhere(self, part: Part) -> None:
        place = Place(path=part.path, node=part.node)
        if part.name == "EventBroker" and (address := attribute(part.node, "Address")):
            what = "onvif.events_and_metadata"
            if not attribute(part.node, "MetadataFilter"):
                what = "frame.events"
            self.book.destination("MQTT", address, Sent(what, False), **place)
        elif part.name == "ConsumerReference" and (address := attribute(part.node, "Address")):
            self.book.destination("HTTP", address, Sent("frame.events", False), **place)
        elif part.name == "MetadataConfiguration":
            multicast = child(part.node, "Multicast", "Address", "IPv4Address")
            analysed = text_of(child(part.node, "Analytics")).lower() in ("true", "1")
            if text_of(multicast) not in _NO_ADDRESS and analysed:
                self.book.note("multicast", wording("onvif.multicast"), **place)

    # --- what to ask for -------------------------------------------------------------------------

    def _ask(self) -> None:
        if self.offered and not self.configured:
            self.book.question(wording("onvif.ask_rules"))
        if any(
            evidence.function is Function.RECOGNITION
            and evidence.state in (EvidenceState.ENABLED, EvidenceState.OBSERVED)
            for evidence, _ in self.book.evidence
        ):
            self.book.question(wording("onvif.ask_list"))


def _at(root: Node, path: tuple[str, ...]) -> Node | None:
    node: Node | None = root
    for key in path:
        if node is None:
            return None
        if key.startswith("[") and node.items():
            n = int(key[1:-1])
            node = node.items()[n] if n < len(node.items()) else None
        else:
            node = node.entries().get(key)
    return node


def _number(text: str) -> float | None:
    try:
        found = float(text)
    except ValueError:
        return None
    return found if abs(found) < float("inf") else None


_MOST = 1e6
"""Beyond it, a number is no size of a picture."""


def _whole(text: str) -> int | None:
    number = _number(text)
    return round(number) if number is not None and 0 < number < _MOST else None
