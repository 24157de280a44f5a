"""Whether an address in a configuration is on the site or outside it."""

from __future__ import annotations

import ipaddress
import re
from enum import StrEnum

from auditor.core.wording import wording

_INSIDE_ENDINGS = (
    ".local",
    ".lan",
    ".svc",
    ".svc.cluster.local",
    ".home.arpa",
    ".internal",
    ".localhost",
)
_SCHEME = re.compile(r"^[A-Za-z][A-Za-z0-9+.-]*:/{2}")
_TEMPLATE = re.compile(r"[{}<>$%]")


class Reach(StrEnum):
    """Where an address lies. What is not shown to lie inside counts as outside."""

    INSIDE = "inside"
    OUTSIDE = "outside"
    UNKNOWN = "unknown"


def host_of(address: str) -> str:
    """The host in a URL, a `host:port` or a bare host, in lower case; empty where there is none."""
    rest = _SCHEME.sub("", address.strip())
    rest = re.split(r"[/?#]", rest, maxsplit=1)[0].rsplit("@", 1)[-1]
    if rest.startswith("["):
        return rest[1:].split("]", 1)[0].lower()
    if rest.count(":") > 1:
        return rest.lower()
    return rest.split(":", 1)[0].lower()


def reach_of(address: str) -> Reach:
    """Where `address` (a URL, `host:port` or host) lies.

    Inside are private, link-local and loopback addresses (RFC 1918, 3927, 4193), `localhost`, names
    of one label (a service of the same compose file) and names that public DNS does not serve
    (RFC 6762, RFC 8375). A variable is unknown.
    """
    host = host_of(address)
    if not host or _TEMPLATE.search(host):
        return Reach.UNKNOWN
    try:
        number = ipaddress.ip_address(host.split("%", 1)[0])
    except ValueError:
        plain = host.rstrip(".")
        inside = "." not in plain or plain.endswith(_INSIDE_ENDINGS)
        return Reach.INSIDE if inside else Reach.OUTSIDE
    return Reach.OUTSIDE if number.is_global else Reach.INSIDE


def shown_host(address: str) -> str:
    """The host as a report may print it: public numeric addresses are not printed."""
    host = host_of(address)
    try:
        number = ipaddress.ip_address(host)
    except ValueError:
        return host
    return wording("frame.public_number") if number.is_global else host
