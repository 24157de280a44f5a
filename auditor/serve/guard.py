"""Which requests the page answers: those of the browser that was given the link, and no others.

A page on loopback can be reached by every page that the same browser has open (cross-site
requests, DNS rebinding) and by every program of this machine. So each request needs a host name
of the page, the cookie given for the one-time link, and for changes the origin of the page.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Awaitable, Callable, MutableMapping
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qs

Scope = MutableMapping[str, Any]
ASGIMessage = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[ASGIMessage]]
Send = Callable[[ASGIMessage], Awaitable[None]]
ASGIApp = Callable[[Scope, Receive, Send], Awaitable[None]]

COOKIE = "face-audit"
MOST_BYTES = 8 << 30
"""Largest request body in bytes: a long recording, and far less than a disk."""
QUIET_SECONDS = 30.0
"""Longest wait for the next part of a request body. A browser on the same machine needs none."""

_STRICT = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
_HEADERS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}


class TooMuchError(Exception):
    """A request body is larger than `MOST_BYTES`."""


class TooSlowError(Exception):
    """A request body stopped arriving."""


class Guard:
    """Passes on what comes from the pages themselves, and answers everything else with an error.

    Attributes:
        token: the part of the link that the first browser exchanges for its cookie, once.
    """

    def __init__(
        self,
        app: ASGIApp,
        port: int,
        *,
        most_bytes: int = MOST_BYTES,
        quiet_seconds: float = QUIET_SECONDS,
    ) -> None:
        self.app = app
        self.token = secrets.token_urlsafe(32)
        self._session = secrets.token_urlsafe(32)
        self._used = False
        self._hosts = {f"127.0.0.1:{port}", f"localhost:{port}"}
        self._most_bytes = most_bytes
        self._quiet_seconds = quiet_seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        headers = {
            name.decode("latin-1").lower(): value.decode("latin-1")
            for name, value in scope["headers"]
        }
        if headers.get("host") not in self._hosts:
            await _refuse(send, 421, "This address is not that of the page.")
        elif scope["method"] not in ("GET", "HEAD", "POST"):
            await _refuse(send, 405, "This method is not used here.")
        elif scope["path"] == "/start":
            await self._start(scope, headers, send)
        elif not self._has_session(headers):
            await _refuse(send, 403, "Open the link that face-audit printed when it started.")
        elif scope["method"] == "POST" and not self._is_own(headers):
            await _refuse(send, 403, "The request comes from another page.")
        elif int(headers.get("content-length") or 0) > self._most_bytes:
            await _refuse(send, 413, "The files are too large to be sent at once.")
        else:
            await self._pass(scope, receive, send)

    async def _start(self, scope: Scope, headers: dict[str, str], send: Send) -> None:
        given = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[0]
        if self._has_session(headers):
            await _answer(send, 303, b"", {"location": "/"})
        elif self._used or not secrets.compare_digest(given.encode(), self.token.encode()):
            await _refuse(send, 403, "The link was used already, or is not complete.")
        else:
            self._used = True
            cookie = f"{COOKIE}={self._session}; HttpOnly; SameSite=Strict; Path=/"
            await _answer(send, 303, b"", {"location": "/", "set-cookie": cookie})

    def _has_session(self, headers: dict[str, str]) -> bool:
        try:
            cookie = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
        except CookieError:
            return False
        given = cookie.value if cookie else ""
        return secrets.compare_digest(given.encode(), self._session.encode())

    def _is_own(self, headers: dict[str, str]) -> bool:
        """Whether a change is asked for by a page of ours: browsers send where it comes from."""
        return headers.get("origin", "") in {f"http://{host}" for host in self._hosts}

    async def _pass(self, scope: Scope, receive: Receive, send: Send) -> None:
        began = False

        async def hardened(message: ASGIMessage) -> None:
            nonlocal began
            if message["type"] == "http.response.start":
                began = True
                message["headers"] = [*message.get("headers", []), *_hardening(message)]
            await send(message)

        body = _Body(receive, self._most_bytes, self._quiet_seconds)
        arriving = body if scope["method"] == "POST" else receive
        try:
            await self.app(scope, arriving, hardened)
        except TooSlowError:
            if not began:
                await _refuse(send, 408, "The files stopped arriving; send them again.")
        except TooMuchError:
            if not began:
                await _refuse(send, 413, "The files are too large to be sent at once.")


class _Body:
    """The body of a request, up to a size and without long waits."""

    def __init__(self, receive: Receive, most_bytes: int, quiet_seconds: float) -> None:
        self._receive = receive
        self._left = most_bytes
        self._quiet_seconds = quiet_seconds
        self._ended = False

    async def __call__(self) -> ASGIMessage:
        if self._ended:
            return await self._receive()
        try:
            message = await asyncio.wait_for(self._receive(), self._quiet_seconds)
        except TimeoutError:
            raise TooSlowError from None
        self._left -= len(message.get("body", b""))
        self._ended = not message.get("more_body", False)
        if self._left < 0:
            raise TooMuchError
        return message


def _hardening(message: ASGIMessage) -> list[tuple[bytes, bytes]]:
    """The headers that a response does not set itself."""
    own = {name.lower() for name, _ in message.get("headers", [])}
    wanted = {**_HEADERS, "content-security-policy": _STRICT}
    return [
        (name.encode(), value.encode())
        for name, value in wanted.items()
        if name.encode() not in own
    ]


async def _refuse(send: Send, status: int, reason: str) -> None:
    headers = {"content-type": "text/plain; charset=utf-8", "connection": "close"}
    await _answer(send, status, reason.encode(), headers)


async def _answer(send: Send, status: int, body: bytes, headers: dict[str, str]) -> None:
    start: ASGIMessage = {
        "type": "http.response.start",
        "status": status,
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }
    start["headers"] += _hardening(start)
    await send(start)
    await send({"type": "http.response.body", "body": body})
