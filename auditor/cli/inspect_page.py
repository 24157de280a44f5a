"""What `face-audit inspect` prints of one file, in the order in which a privacy officer asks.

First what is done, and why the file is read so; then with whose faces, for how long they are kept,
where they go, who can reach them, how strict the comparison is; last what to ask for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from auditor.cli.texts import in_words, printable, text
from auditor.core.locator import FileLocator, Locator
from auditor.core.wording import Wording, wording
from auditor.examine.inspection import Evidence, InspectedFile
from auditor.examine.model import ConfiguredDevice, EvidenceState, Label

_IN_USE = frozenset(
    {
        EvidenceState.ENABLED,
        EvidenceState.POPULATED,
        EvidenceState.OBSERVED,
        EvidenceState.GATED,
        EvidenceState.PROVISIONED,
    }
)
_SECTIONS: tuple[tuple[str, frozenset[str]], ...] = (
    ("whom", frozenset({"library", "enrols", "registering", "users", "validity", "no_other_way"})),
    (
        "kept",
        frozenset(
            {
                *("retention", "face_picture_retention", "attempts", "face_library", "strangers"),
                *("folder", "unknown_kept", "clips", "pictures"),
            }
        ),
    ),
    ("sent", frozenset({"destination", "sharing", "names_back"})),
    ("reached", frozenset({"port", "ports", "published", "tunnel", "web", "multicast", "open"})),
    ("strict", frozenset({"threshold", "effective", "similarity", "model_size"})),
    ("unused", frozenset({"leftover", "profile", "no_rule", "recognition_off"})),
    ("ask", frozenset({"question"})),
)
_SHOWN_ELSEWHERE = frozenset({"label", "mention", "version"})
_FUNCTIONS: dict[Label, frozenset[str]] = {
    Label.RECOGNITION: frozenset({"recognition", "verification", "repeat_visitors"}),
    Label.ATTRIBUTES: frozenset({"attributes"}),
    Label.FACE_CAPTURE: frozenset({"face_capture"}),
    Label.DETECTION_ONLY: frozenset({"detection", "liveness"}),
}
"""The functions that a label is about."""
_MOST_NAMES = 8
"""Cameras named in a line; of more, the number is given."""


def page(file: InspectedFile) -> Iterator[str]:
    """The lines about one file."""
    yield printable(file.file)
    yield from (f"  {line}" for line in _head(file))
    if file.cameras:
        yield f"  {text('inspect.cameras')}"
        yield from (f"    {line}" for line in _cameras(file))
    for name, entries in _sections(file):
        yield f"  {text(f'inspect.{name}')}"
        yield from (f"    {line}" for line in _entries(entries))
    yield from (f"  {line}" for line in _comments(file))
    for name, notes in (("unknown", file.not_understood), ("warnings", file.warnings)):
        if notes:
            yield f"  {text(f'inspect.{name}')}"
            yield from (f"    {printable(in_words(note))}" for note in notes)


def _head(file: InspectedFile) -> Iterator[str]:
    if file.label is not None and file.format == "unknown-format":
        yield text("inspect.no_format")
    elif file.label is not None and file.format:
        versions = "; ".join(in_words(version) for version in file.versions if version)
        yield text("inspect.format", format=file.format, versions=versions)
    elif not file.error:
        yield text("inspect.text")
    if file.label is not None:
        meaning = in_words(wording(f"frame.label_meaning.{file.label.value}"))
        yield text("inspect.label", label=text(f"label.{file.label.value}"), meaning=meaning)
        if not file.error:
            yield text("inspect.because", reason=_reason(file, file.label))
    if file.error:
        yield text("inspect.error", reason=in_words(file.error))


def _reason(file: InspectedFile, label: Label) -> str:
    """Why the file has its label: what the evidence at its place says, else that none is there."""
    labels = [entry for entry in file.evidence if entry.topic == "label"]
    whole = next((entry for entry in labels if not entry.subject), None)
    if whole is not None and not isinstance(whole.locator, FileLocator):
        shows = [e for e in file.evidence if e.locator == whole.locator and e.topic == "function"]
        if shows:
            fitting = [e for e in shows if _function(e) in _FUNCTIONS.get(label, ())]
            return in_words((fitting or shows)[0].says)
    own = [reason for entry in labels if (reason := _own_reason(entry))]
    if own:
        return own[0]
    if whole is not None and whole.state is not None:
        return text(f"state.{whole.state.value}")
    return text("inspect.nothing_on" if label is Label.NONE else "inspect.nothing_settled")


def _own_reason(entry: Evidence) -> str:
    """The reason that a label's sentence gives beyond what the label means; empty for none."""
    values = entry.says.values if isinstance(entry.says, Wording) else {}
    reason = values.get("reason", "")
    return in_words(reason) if isinstance(reason, str) else ""


def _function(entry: Evidence) -> str:
    """The function that a sentence is about, by the id of its text; empty where it has none."""
    what = entry.says.values.get("what") if isinstance(entry.says, Wording) else None
    return what.id.rpartition(".")[2] if isinstance(what, Wording) else ""


# --- cameras -------------------------------------------------------------------------------------


def _cameras(file: InspectedFile) -> Iterator[str]:
    """One line for each group of cameras about which the file says the same."""
    reasons = {e.subject: _own_reason(e) for e in file.evidence if e.topic == "label"}
    groups: dict[tuple[str, ...], list[ConfiguredDevice]] = {}
    for device in file.cameras:
        state = "" if device.state is None else device.state.value
        key = (device.label.value, state, reasons.get(device.name, ""))
        groups.setdefault(key, []).append(device)
    for (label, state, reason), devices in groups.items():
        says = _of_state(label, state, reason)
        place = _place(devices[0].locator) if len(devices) == 1 else ""
        line = text("inspect.device", name=_names(devices), says=says)
        yield text("inspect.with_place", words=line, place=place) if place else line


def _of_state(label: str, state: str, reason: str) -> str:
    name = text(f"label.{label}")
    why = text(f"state.{state}") if state else text("inspect.by_default")
    return text("inspect.label_why", label=name, why=reason or why)


def _names(devices: list[ConfiguredDevice]) -> str:
    names = [in_words(device.name) for device in devices[:_MOST_NAMES]]
    listed = text("inspect.comma").join(names)
    if len(devices) == 1:
        return listed
    more = len(devices) > _MOST_NAMES
    return text("inspect.many_more" if more else "inspect.many", names=listed, count=len(devices))


# --- sections ------------------------------------------------------------------------------------


def _sections(file: InspectedFile) -> Iterator[tuple[str, list[Evidence]]]:
    """The evidence by what it answers, in order; what answers nothing of it comes first."""
    sorted_in: dict[str, list[Evidence]] = {}
    for entry in file.evidence:
        if entry.topic not in _SHOWN_ELSEWHERE:
            sorted_in.setdefault(_section(entry), []).append(entry)
    first = "says" if file.label is None else "done"
    for name in (first, *(name for name, _ in _SECTIONS)):
        if entries := sorted_in.get(name if name != "says" else "done"):
            yield name, entries


def _section(entry: Evidence) -> str:
    if entry.topic == "function":
        return "done" if entry.state in _IN_USE else "unused"
    return next((name for name, topics in _SECTIONS if entry.topic in topics), "done")


def _entries(entries: Iterable[Evidence]) -> Iterator[str]:
    """Each sentence once, with the cameras it is about and where the first of them says so."""
    groups: dict[str, list[Evidence]] = {}
    before = ""
    for entry in entries:
        groups.setdefault(in_words(entry.says), []).append(entry)
    for says, same in groups.items():
        subjects = list(dict.fromkeys(in_words(e.subject) for e in same if e.subject))
        named = text("inspect.comma").join(subjects[:_MOST_NAMES])
        line = text("inspect.evidence", subject=named, says=says) if named else printable(says)
        place = _place(same[0].locator)
        if not place:
            yield line
            continue
        yield text("inspect.with_place", words=line, place=place)
        quote = getattr(same[0].locator, "quote", "")
        if quote and quote != before and printable(quote) not in line:
            yield f"  {text('inspect.quote', quote=quote)}"
        before = quote


def _comments(file: InspectedFile) -> Iterator[str]:
    """All comments about faces in one line."""
    lines = [
        str(entry.locator.line)
        for entry in file.evidence
        if entry.topic == "mention" and entry.locator.type == "text"
    ]
    if lines:
        listed = text("inspect.comma").join(lines)
        yield text("inspect.comments", count=len(lines), lines=listed)


def _place(locator: Locator) -> str:
    """A place in a file in words; empty for the file as a whole."""
    if isinstance(locator, FileLocator) or locator.type != "text":
        return ""
    return text("inspect.line", line=locator.line)
