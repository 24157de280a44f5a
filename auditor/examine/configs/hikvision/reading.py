"""A Hikvision dump read as a whole: cameras first, then rules, terminals, libraries and records."""

from __future__ import annotations

from auditor.core.wording import wording
from auditor.examine.configs.frame.labels import POSITIVE, Function
from auditor.examine.configs.frame.terms import shown
from auditor.examine.configs.hikvision.answers import text
from auditor.examine.configs.hikvision.cameras import note_cameras
from auditor.examine.configs.hikvision.dump import Dump
from auditor.examine.configs.hikvision.faces import read_faces, rules
from auditor.examine.configs.hikvision.libraries import note_library, read_libraries
from auditor.examine.configs.hikvision.linkage import read_surroundings
from auditor.examine.configs.hikvision.readers import are_readers_off, note_readers
from auditor.examine.configs.hikvision.records import read_records
from auditor.examine.configs.hikvision.sharing import read_sharing
from auditor.examine.configs.hikvision.terminals import read_terminals
from auditor.examine.configs.interface import FormatReading
from auditor.examine.configs.syntax.source import ConfigDocument
from auditor.examine.model import EvidenceState

_COMPARES = (Function.RECOGNITION, Function.VERIFICATION)
_OPEN = (EvidenceState.PROVISIONED, EvidenceState.GATED)


def read_hikvision(document: ConfigDocument, format_id: str) -> FormatReading:
    """Read a dump of whatever device; what it does not answer remains open."""
    dump = Dump.of(document, format_id)
    note_cameras(dump, rules(dump))
    note_readers(dump)
    note_library(dump)
    read_faces(dump)
    read_surroundings(dump)
    read_terminals(dump)
    read_records(dump)
    read_libraries(dump, off=_is_comparison_off(dump))
    read_sharing(dump)
    _ask(dump)
    return dump.book.reading(_version(dump))


def _is_comparison_off(dump: Dump) -> bool:
    """Whether every rule or reader that would compare is switched off."""
    states = {e.state for e, _ in dump.book.evidence if e.function in _COMPARES}
    said = EvidenceState.DISABLED in states or are_readers_off(dump)
    return said and states.isdisjoint((*POSITIVE, *_OPEN))


def _ask(dump: Dump) -> None:
    states = {e.state for e, _ in dump.book.evidence if e.function in _COMPARES}
    on, unsettled = not states.isdisjoint(POSITIVE), not states.isdisjoint(_OPEN)
    if dump.settings("CardReaderCfg", "UserInfo", "AcsCfg", "IdentityTerminal"):
        if not are_readers_off(dump) or on or unsettled:
            dump.book.question(wording("hikvision.ask_users"))
        return
    if on or unsettled:
        dump.book.question(wording("hikvision.ask_libraries"))
    if not on and (unsettled or EvidenceState.DISABLED not in states):
        dump.book.question(wording("hikvision.ask_settings"))


def _version(dump: Dump) -> str:
    """The model and the firmware; a serial number is nobody's business here."""
    for element in dump.settings("DeviceInfo"):
        model, firmware = text(element, "model"), text(element, "firmwareVersion")
        if model or firmware:
            values = [shown(model)] if model else []
            if firmware:
                values.append(wording("hikvision.firmware", version=shown(firmware)))
            return wording("hikvision.device", values=tuple(values))
    return ""
