"""What the server lets in and sends along: no websocket of another site; headers that keep pages apart."""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import urlsplit

import streamlit as st

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Scope]]
Send = Callable[[Scope], Awaitable[None]]

HERE = frozenset({"localhost", "127.0.0.1", "::1"})
HEADERS = {
    # Pictures and forms of this server alone: a second wall behind the door for foreign words.
    "content-security-policy": "frame-ancestors 'self'; img-src 'self' data: blob:; object-src 'none'; "
    "base-uri 'self'; form-action 'self'",
    "x-frame-options": "SAMEORIGIN",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",  # the address carries the case
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=()",
}
POLICY_VIOLATED = 1008


class Guard:
    """Refuses websockets of other origins at once and adds headers to every answer.

    Streamlit would ask an address service outside whether the other origin is perhaps this machine, and hold
    the server meanwhile.
    """

    def __init__(self, app: Callable[[Scope, Receive, Send], Awaitable[None]]) -> None:
        """Stand before `app`."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request as ASGI has it."""
        if scope["type"] == "websocket" and not is_known(scope):
            await send({"type": "websocket.close", "code": POLICY_VIOLATED})
            return
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def sending(message: Scope) -> None:
            if message["type"] == "http.response.start":
                sent = {name.lower() for name, _ in message["headers"]}
                more = [(k.encode(), v.encode()) for k, v in HEADERS.items() if k.encode() not in sent]
                message = {**message, "headers": [*message["headers"], *more]}
            await send(message)

        await self.app(scope, receive, sending)


def is_known(scope: Scope) -> bool:
    """Return whether a websocket comes from a page of this server; programs that name no origin do.

    Served to this machine alone, the server also goes by no other name: a foreign one that leads here is a
    trick (DNS rebinding).
    """
    headers = {name.lower(): value.decode("latin-1") for name, value in scope["headers"]}
    origin, host = headers.get(b"origin"), headers.get(b"host", "")
    if st.get_option("server.address") in HERE and urlsplit(f"//{host}").hostname not in HERE:
        return False
    if origin is None:
        return True
    asked = urlsplit(origin)
    named = {urlsplit(one).netloc for one in st.get_option("server.corsAllowedOrigins")}
    return asked.hostname in HERE or asked.netloc in {host, *named}
