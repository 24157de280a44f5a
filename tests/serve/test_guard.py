"""Only the browser that was given the link gets an answer, and only within the limits."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from typing import Any

import httpx
import pytest

from auditor.serve.guard import Guard

from .waiting import result_of

PORT = 4321
OWN = f"http://127.0.0.1:{PORT}"


async def _echo(scope: Any, receive: Any, send: Any) -> None:  # noqa: ANN401 - ASGI
    """An application that takes the whole body and answers with its size."""
    size, more = 0, True
    while more:
        message = await receive()
        size, more = size + len(message.get("body", b"")), message.get("more_body", False)
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": f"{scope['path']} {size}".encode()})


class Visitor:
    """A browser in front of a guard."""

    def __init__(self, **limits: Any) -> None:  # noqa: ANN401 - those of `Guard`
        self.guard = Guard(_echo, PORT, **limits)
        self.cookies: dict[str, str] = {}

    def ask(
        self,
        path: str,
        method: str = "GET",
        *,
        base: str = OWN,
        **request: Any,  # noqa: ANN401 - those of httpx
    ) -> httpx.Response:
        async def once() -> httpx.Response:
            transport = httpx.ASGITransport(app=self.guard)
            async with httpx.AsyncClient(
                transport=transport, base_url=base, cookies=self.cookies
            ) as client:
                return await client.request(method, path, **request)

        return result_of(once())

    def started(self) -> Visitor:
        answer = self.ask(f"/start?token={self.guard.token}")
        self.cookies = dict(answer.cookies)
        return self


def test_the_link_gives_a_session_once() -> None:
    first, second = Visitor(), Visitor()
    second.guard = first.guard
    answer = first.ask(f"/start?token={first.guard.token}")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert "HttpOnly" in answer.headers["set-cookie"]
    assert "SameSite=Strict" in answer.headers["set-cookie"]
    assert second.ask(f"/start?token={first.guard.token}").status_code == 403
    first.cookies = dict(answer.cookies)
    assert first.ask("/").status_code == 200
    assert first.ask("/start?token=anything").status_code == 303


@pytest.mark.parametrize("query", ["", "?token=", "?token=%00", "?token=é", "?other=1"])
def test_a_wrong_link_gives_none(query: str) -> None:
    assert Visitor().ask(f"/start{query}").status_code == 403


@pytest.mark.parametrize(
    "base",
    ["http://example.com", "http://127.0.0.1", f"http://evil.example:{PORT}", "http://[::1]:4321"],
)
def test_another_host_name_is_refused_even_with_the_cookie(base: str) -> None:
    visitor = Visitor().started()
    assert visitor.ask("/", base=base, headers={"cookie": _cookie(visitor)}).status_code == 421


def _cookie(visitor: Visitor) -> str:
    return "; ".join(f"{name}={value}" for name, value in visitor.cookies.items())


@pytest.mark.parametrize("cookie", ["", "face-audit=", "face-audit=guess", "face-audit; ,=", "é"])
def test_without_the_cookie_nothing_is_shown(cookie: str) -> None:
    answer = Visitor().ask("/", headers={"cookie": cookie.encode()})
    assert answer.status_code == 403


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"origin": OWN}, 200),
        ({"origin": f"http://localhost:{PORT}"}, 200),
        ({}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "http://127.0.0.1"}, 403),
        ({"origin": "https://127.0.0.1:4321"}, 403),
        ({"origin": "http://evil.example"}, 403),
    ],
)
def test_a_change_must_come_from_a_page_of_its_own(headers: Mapping[str, str], status: int) -> None:
    visitor = Visitor().started()
    assert visitor.ask("/examine", "POST", headers=headers).status_code == status


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_other_methods_are_refused(method: str) -> None:
    assert Visitor().started().ask("/", method).status_code == 405


async def _parts(count: int, pause: float = 0.0) -> AsyncIterator[bytes]:
    for _ in range(count):
        await asyncio.sleep(pause)
        yield b"x" * 1000


def test_a_body_is_taken_up_to_the_limit_however_it_is_announced() -> None:
    visitor = Visitor(most_bytes=5000).started()
    headers = {"origin": OWN}
    assert visitor.ask("/material", "POST", headers=headers, content=b"x" * 5000).text.endswith(
        " 5000"
    )
    assert visitor.ask("/material", "POST", headers=headers, content=b"x" * 5001).status_code == 413
    unannounced = visitor.ask("/material", "POST", headers=headers, content=_parts(6))
    assert unannounced.status_code == 413


def test_a_body_that_stops_arriving_is_given_up() -> None:
    visitor = Visitor(quiet_seconds=0.05).started()

    async def stalled() -> int:
        sent: list[Any] = []

        async def receive() -> dict[str, Any]:
            if not sent:
                await asyncio.sleep(60)
            return {"type": "http.request", "body": b"", "more_body": True}

        async def send(message: Any) -> None:  # noqa: ANN401 - ASGI
            sent.append(message)

        scope = {
            "type": "http",
            "method": "POST",
            "path": "/material",
            "query_string": b"",
            "headers": [
                (b"host", f"127.0.0.1:{PORT}".encode()),
                (b"origin", OWN.encode()),
                (b"cookie", _cookie(visitor).encode()),
            ],
        }
        await visitor.guard(scope, receive, send)
        return int(sent[0]["status"])

    assert result_of(stalled()) == 408


@pytest.mark.parametrize("path", ["/", "/start?token=x", "/files/../../etc/passwd"])
def test_every_answer_forbids_what_no_page_needs(path: str) -> None:
    for visitor in (Visitor(), Visitor().started()):
        headers = visitor.ask(path).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == "no-store"
