"""Where a Hikvision device sends alarms and pictures, and how long it keeps what it records."""

from __future__ import annotations

import re

from auditor.examine.configs.frame.terms import KeptThing, Sent, TimeUnit
from auditor.examine.configs.hikvision.answers import Element, find, listed, number, text
from auditor.examine.configs.hikvision.dump import Dump
from auditor.examine.configs.hikvision.linkage import function_of_event
from auditor.examine.configs.syntax.tree import Switch

ALARMS_AND_PICTURES = Sent("hikvision.alarms_with_pictures", faces=True)
ALARMS = Sent("frame.alarms", faces=False)
RECORDED = Sent("hikvision.recordings_and_pictures", faces=True)
PICTURES = Sent("frame.plain_pictures", faces=True)
EVERYTHING = Sent("hikvision.everything", faces=True)

_UNSET = re.compile(r"(?:0(?:\.0){3}|::|0(?::0){7})?")
_PERIOD = re.compile(r"P(?:(\d{1,5})D)?(?:T(?:(\d{1,6})H)?(?:\d+M)?(?:\d+S)?)?$")
_DAY = 24
_SERVERS: tuple[tuple[tuple[str, ...], str, Sent], ...] = (
    (("FTPNotification",), "FTP", PICTURES),
    (("mailing", "MailingNotification"), "e-mail", ALARMS_AND_PICTURES),
    (("Ehome", "EhomeCfg", "ISUP"), "ISUP", EVERYTHING),
    (("EZVIZ",), "Hik-Connect", EVERYTHING),
    (("nas",), "NAS", RECORDED),
)


def read_sharing(dump: Dump) -> None:
    """Note the hosts that alarms are pushed to, servers of other kinds, and retention."""
    for element in dump.settings("HttpHostNotification"):
        _read_host(dump, element)
    for names, kind, sent in _SERVERS:
        for element in dump.settings(*names):
            enabled = find(element, "enabled", "enable")
            address = _address(element)
            if address and (enabled is None or enabled.switch is not Switch.OFF):
                dump.book.destination(
                    kind, address, sent, **dump.place(element, dump.elsewhere(element.name))
                )
    _read_recording(dump)
    _read_event_storage(dump)


def _read_host(dump: Dump, element: Element) -> None:
    enabled = find(element, "enabled", "enable")
    address = _address(element)
    if not address or (enabled is not None and enabled.switch is Switch.OFF):
        return
    dump.book.destination(
        text(element, "protocolType") or "HTTP",
        address,
        ALARMS_AND_PICTURES if _sends_faces(element) else ALARMS,
        **dump.place(element, dump.elsewhere(element.name)),
    )


def _address(element: Element) -> str:
    """The host an answer names, one way or the other; empty where it is not set."""
    by_name = text(element, "addressingFormatType").lower() == "hostname"
    keys = ("ipAddress", "ipv6Address", "hostName")
    for key in reversed(keys) if by_name else keys:
        if not _UNSET.fullmatch(host := text(element, key)):
            return host
    url = text(element, "url")
    if "://" in url:
        return url
    for inner in ("serverAddress", "smtpServer", "sender", "smtp", "server"):
        found = find(element, inner)
        if found is not None:
            for key in ("hostName", "ipAddress", "smtpServer"):
                if not _UNSET.fullmatch(host := text(found, key)):
                    return host
    return ""


def _sends_faces(element: Element) -> bool:
    """Whether the alarms sent may carry face pictures: all kinds, or kinds about faces."""
    told = find(element, "SubscribeEvent") or element
    if text(told, "eventMode").lower() != "list":
        return True
    kinds = [
        text(event, "type", "eventType")
        for events in listed(told, "EventList")
        for event in (listed(events, "Event") or (events,))
    ]
    return any(
        function_of_event(kind) is not None or "accesscontroller" in kind.lower() for kind in kinds
    )


def _read_recording(dump: Dump) -> None:
    """How long each track is kept: a period where one is set, else until the disk is full."""
    seen: set[float | None] = set()
    for element in dump.settings("Track"):
        kept = _days(text(element, "Duration")) or number(element, "expirationTime")
        over = find(element, "LoopEnable", "Loop")
        if not kept and (over is None or over.switch is not Switch.ON):
            continue
        if (kept or None) not in seen:
            seen.add(kept or None)
            dump.book.retention(
                KeptThing.RECORDINGS,
                kept or None,
                TimeUnit.DAYS,
                **dump.place(element, dump.elsewhere(element.name)),
            )
    for name in ("pictureQuotaRatio", "pictureQuota"):
        for element in dump.named.get(name.lower(), [])[:1]:
            if not element.capability:
                dump.book.retention(
                    KeptThing.SNAPSHOTS,
                    None,
                    TimeUnit.DAYS,
                    **dump.place(element, dump.elsewhere(element.name)),
                )


def _days(period: str) -> float:
    """A period such as `P30DT0H` in days; 0 where it is none."""
    found = _PERIOD.match(period.strip())
    if found is None:
        return 0.0
    return int(found.group(1) or 0) + int(found.group(2) or 0) / _DAY


def _read_event_storage(dump: Dump) -> None:
    """What becomes of events at a terminal: `period` is in minutes, `cycle` overwrites."""
    for element in dump.settings("EventStorageCfg"):
        mode = text(element, "mode").lower()
        period = number(element, "period")
        if mode == "regular" and period:
            kept, unit = period, TimeUnit.MINUTES
        elif mode == "cycle":
            kept, unit = None, TimeUnit.MINUTES
        else:
            continue
        dump.book.retention(
            KeptThing.RECORDS, kept, unit, **dump.place(element, dump.elsewhere(element.name))
        )
