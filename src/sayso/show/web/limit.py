"""How much one request may bring; what brings more is told so, on a page."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from sayso.show.web.answers import Trouble, respond, told

MOST_BYTES = 25_000_000
"""Of one form, with all its files."""
DRAINED_BYTES = 1_000_000_000
"""What is read of a request that is too large, and thrown away."""


def too_large() -> Trouble:
    """What whoever hands in too much is told."""
    most = f"{MOST_BYTES // 1_000_000} MB"
    way = "Hand it in by parts, or read it by `sayso read FILE`, which takes files of any size."
    return Trouble(413, "Too large", f"At most {most} are taken at once, all files together. {way}")


class Limit:
    """Middleware that turns away a request whose headers announce too much.

    A browser shows no answer to a form that it is still sending (RFC 9110, section 15.5.14, lets
    the server close the connection), so what it sends is read first, and thrown away.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http" or announced(Headers(scope=scope)) <= MOST_BYTES:
            await self.app(scope, receive, send)
            return
        await _drain(receive)
        answer = await run_in_threadpool(respond, Request(scope), told(too_large()))
        await answer(scope, receive, send)


def announced(headers: Headers) -> int:
    """The bytes that a request says it brings; 0 where it says nothing that is a number.

    >>> announced(Headers({"content-length": "12"})), announced(Headers({"content-length": "x"}))
    (12, 0)
    """
    length = headers.get("content-length", "")
    return int(length[:18]) if length.isascii() and length.isdecimal() else 0


async def _drain(receive: Receive) -> None:
    """Read a request to its end, or as far as anybody's patience goes."""
    seen = 0
    while seen < DRAINED_BYTES:
        message = await receive()
        seen += len(message.get("body", b""))
        if not message.get("more_body", False):
            return
