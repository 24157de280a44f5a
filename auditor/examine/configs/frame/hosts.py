"""Whether an address in a configuration is on the site, a public name, or certainly outside."""

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
_CLOUDS = re.compile(
    r"(?:^|\.)(?:amazonaws\.com(?:\.cn)?|azure\.(?:com|cn)|microsoft\.com|windows\.net|live\.com"
    r"|office365\.com|outlook\.com|googleapis\.com|google\.com|gmail\.com|firebaseio\.com"
    r"|baidubce\.com|bcebos\.com|tencentcloudapi\.com|myqcloud\.com|qcloud\.com|qq\.com"
    r"|weixin\.com|aliyuncs\.com|aliyun\.com|dingtalk\.com|feishu\.cn|larksuite\.com|163\.com"
    r"|126\.com|myhuaweicloud\.com|faceplusplus\.com|megvii\.com|faceid\.com|sensetime\.com"
    r"|hik-connect\.com|hikvision\.com|hik-online\.com|ezvizlife\.com|ezviz7\.com|ys7\.com"
    r"|dahuasecurity\.com|dahuap2p\.com|easy4ipcloud\.com|imoulife\.com|lechange\.(?:cn|com)"
    r"|telegram\.org|slack\.com|discord(?:app)?\.com|twilio\.com|sendgrid\.net|mailgun\.(?:org|net)"
    r"|pushover\.net|pushbullet\.com|ifttt\.com|pushplus\.plus|ftqq\.com|openai\.com|ngrok\.io"
    r"|ngrok-free\.app|trycloudflare\.com|degirum\.com|skybiometry\.com|kairos\.com|luxand\.cloud"
    r"|youtube\.com|twitch\.tv|bilivideo\.com|facebook\.com|hivemq\.cloud|emqxsl\.(?:com|cn)"
    r"|shiftr\.io|adafruit\.com|backblazeb2\.com)$"
)
"""Services that others run: clouds, messengers, mail, makers' relays, public brokers."""
_SCHEME = re.compile(r"^[A-Za-z][A-Za-z0-9+.-]*:/{2}")
_TEMPLATE = re.compile(r"[{}<>$%]")


class Reach(StrEnum):
    """Where an address is. A public name may be that of a server on the site."""

    INSIDE = "inside"
    PUBLIC = "public"
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
    """Where `address` (a URL, `host:port` or host) is.

    Inside are private, link-local and loopback addresses (RFC 1918, 3927, 4193), `localhost`, names
    of one label (a service of the same compose file) and names that public DNS does not serve
    (RFC 6762, RFC 8375). Outside are public addresses and names of services that others run. Any
    other name is a public name: its server may be anywhere. A variable is unknown.
    """
    host = host_of(address)
    if not host or _TEMPLATE.search(host):
        return Reach.UNKNOWN
    try:
        number = ipaddress.ip_address(host.split("%", 1)[0])
    except ValueError:
        plain = host.rstrip(".")
        inside = "." not in plain or plain.endswith(_INSIDE_ENDINGS)
        if inside:
            return Reach.INSIDE
        return Reach.OUTSIDE if _CLOUDS.search(plain) else Reach.PUBLIC
    return Reach.OUTSIDE if number.is_global else Reach.INSIDE


def shown_host(address: str) -> str:
    """The host as a report may print it: public numeric addresses are not printed."""
    host = host_of(address)
    try:
        number = ipaddress.ip_address(host)
    except ValueError:
        return host
    return wording("frame.public_number") if number.is_global else host
