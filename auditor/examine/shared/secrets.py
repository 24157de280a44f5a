"""Blanking secrets in words that a report quotes.

A report travels further than the configuration it quotes. Blanking is deliberately coarse: where it
is unclear how far a secret reaches, the rest of the line goes with it.
"""

from __future__ import annotations

import ipaddress
import re

REMOVED = "[removed]"
"""What stands in place of a secret."""

_NAMES_OF_VALUES = (
    r"pass(?:word|wd|phrase|code)|pwd|passw|psk|secret|token|credential|bearer|authorization|cookie"
    r"|api[_-]?key|apikey|access[_-]?key|private[_-]?key|auth[_-]?key|sdk[_-]?key|active[_-]?key"
    r"|app[_-]?key|client[_-]?key|license[_-]?key|licen[cs]e|signature|webhook"
    r"|serial(?:[_-]?(?:no|num|number))?|mac[_-]?addr(?:ess)?"
    r"|密码|密碼|口令|密钥|密鑰|令牌|序列号|序列號"
)
_KEY = re.compile(
    rf"""(?:(?:{_NAMES_OF_VALUES})[\w.-]{{0,64}}|(?<![A-Za-z0-9])(?:key|pass|pw|sn|mac)\d?)"""
    r"""\s{0,8}(?:\\?["'])?\s{0,8}(?:[:=：]|=>)\s{0,8}""",
    re.IGNORECASE,
)
"""A key that names a secret, with what separates it from its value."""
_NAMED = re.compile(
    rf"""(?:name|key)["']?\s{{0,8}}[:=]\s{{0,8}}["']?[\w.-]{{0,64}}(?:{_NAMES_OF_VALUES}|_key\b|_pw\b)"""
    r"""[\w.-]{0,64}["']?\s{0,8},\s{0,8}["']?value["']?\s{0,8}[:=]\s{0,8}""",
    re.IGNORECASE,
)
"""A secret named in one entry and written in the next: `{name: X_TOKEN, value: ...}`."""
_SPOKEN = re.compile(
    r"\b(?:passwords?|passwd|passphrase|passcode|pwd|bearer|basic|密码|密碼|口令)\b"
    r"(?:\s+(?:is|was|are|be|to))?\s+(?=\S)",
    re.IGNORECASE,
)
"""A secret told in words, as comments do: "old password hunter2"."""
_XML = re.compile(
    rf"(<(?:\w+:)?[\w.-]{{0,64}}(?:{_NAMES_OF_VALUES})[\w.-]{{0,64}}(?:\s[^>]*)?>)(.*?)(</|$)",
    re.IGNORECASE,
)
_URL = re.compile(r"""([A-Za-z][A-Za-z0-9+.-]{1,20}:/{2})([^\s"<>]*)""")
_AUTHORITY = re.compile(r"[^/?#]*")
_ADDRESS = re.compile(r"(?:\[[0-9A-Fa-f:.]+\]|\d{1,3}(?:\.\d{1,3}){3})(?::\d{1,5})?")
_QUOTED = (re.compile(r'"(?:\\.|[^"\\])*"'), re.compile(r"'(?:''|\\.|[^'\\])*'"))
_HOOK = re.compile(
    r"((?:hooks?|webhooks?|open-apis/bot/v\d+/hook|services|bot)/)[^\s\"'<>]*", re.IGNORECASE
)
_STREAM_KEY = re.compile(
    r"(rtmps?://[^\s\"'<>/]{1,255}/(?:[\w-]{1,64}/)?)[^\s\"'<>]+", re.IGNORECASE
)
"""Where a live stream is pushed to: whoever has the last part of the address may stream there."""
_PATTERNS: tuple[re.Pattern[str], ...] = (
    re.compile(r"\bbot\d{3,}:[\w-]{8,}"),
    re.compile(r"\b(?:AKIA|ASIA|AGPA|AIDA|AROA)[0-9A-Z]{12,}"),
    re.compile(r"\beyJ[\w-]{6,}(?:\.[\w-]*){0,2}"),
    re.compile(r"\b(?:sk|pk|rk|ghp|gho|xox[abprs]|glpat|AIza)[-_]?[A-Za-z0-9_-]{16,}"),
    re.compile(r"-----BEGIN[^-]{0,40}PRIVATE KEY-----.*"),
    re.compile(r"\b[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}\b"),
    re.compile(r"(?<![0-9A-Fa-f:-])(?:[0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}(?![0-9A-Fa-f:-])"),
    re.compile(r"(?<![0-9A-Fa-f])[0-9A-Fa-f]{24,}(?![0-9A-Fa-f])"),
    # A template written as numbers: eight or more long decimals in a row.
    re.compile(r"(?:-?\d+\.\d{4,}(?:e-?\d+)?[,\s]+){7,}-?\d+\.\d+"),
)
_BLOB = re.compile(r"""[A-Za-z0-9+/_-]{28,}(?:={1,2}(?=[\s"',;&)\]}<]|$))?""")
"""A run that may be a key in base64; an equals sign with a value after it ends a long name."""
_IPV4 = re.compile(r"(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])")


def blank_secrets(line: str, *, prose: bool = False) -> str:
    """`line` with secrets, device identifiers and public addresses blanked.

    `prose` keeps sentences in which a password is only spoken of ("enter with card or password"),
    as notices do; a configuration's comments are never taken for prose.
    """
    text = _XML.sub(lambda found: f"{found.group(1)}{REMOVED}{found.group(3)}", line)
    # Before addresses: the value of a key may itself hold an `@` that would pass for userinfo's.
    text = _after(_NAMED, text)
    text = _after(_KEY, text)
    if not prose:
        text = _after(_SPOKEN, text)
    text = _URL.sub(lambda found: found.group(1) + _without_userinfo(found.group(2)), text)
    text = _HOOK.sub(lambda found: found.group(1) + REMOVED, text)
    text = _STREAM_KEY.sub(lambda found: found.group(1) + REMOVED, text)
    for pattern in _PATTERNS:
        text = pattern.sub(REMOVED, text)
    text = _BLOB.sub(lambda found: REMOVED if _is_blob(found.group()) else found.group(), text)
    return _IPV4.sub(lambda found: _address(found.group()), text)


def _without_userinfo(rest: str) -> str:
    """What follows `scheme://`, without user name and password.

    A password may itself hold `@`, `/`, `?` or `:`. So wherever there is an `@` at all, everything
    up to the last one goes, unless a numeric address stands first: then it belongs to the path.
    """
    matched = _AUTHORITY.match(rest)
    authority = matched.group() if matched else ""
    if "@" not in rest or _ADDRESS.fullmatch(authority):
        return rest
    return f"{REMOVED}@{rest.rsplit('@', 1)[1]}"


def _after(pattern: re.Pattern[str], text: str) -> str:
    """`text` with the value behind every match of `pattern` blanked."""
    parts: list[str] = []
    start = 0
    while (found := pattern.search(text, start)) is not None:
        parts.append(text[start : found.end()])
        value_end = _value_end(text, found.end())
        if text[found.end() : value_end].strip():
            parts.append(REMOVED)
        start = value_end
    parts.append(text[start:])
    return "".join(parts)


def _value_end(text: str, start: int) -> int:
    for quoted in _QUOTED:
        if (found := quoted.match(text, start)) is not None:
            return found.end()
    # Unquoted: where it ends cannot be told apart from where it goes on.
    return len(text)


_LONG_BLOB = 64


def _is_blob(text: str) -> bool:
    """Whether a run of letters and digits looks like a key and not like a path or a name."""
    mixed = any(c.islower() for c in text) and any(c.isupper() for c in text)
    digits = sum(c.isdigit() for c in text)
    if "=" in text[-2:]:
        return True
    if text.count("/") * 6 > len(text) or text.startswith("/"):
        return mixed and digits * 8 > len(text)
    return (mixed and digits > 0) or (len(text) >= _LONG_BLOB and digits > 0)


def _address(text: str) -> str:
    try:
        address = ipaddress.IPv4Address(text)
    except ValueError:
        return text
    return text if address.is_private or not address.is_global else "[public address]"
