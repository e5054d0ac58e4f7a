"""Who may ask, and what a browser may do with the answer.

The app is meant for the person at this machine.  A page of a stranger, open in the same browser,
can reach loopback too: by a name that was made to point here (so the ``Host`` is looked at), or by
sending a form (so the ``Origin`` is).  Elsewhere than on loopback a token is needed.  Nothing that
an article holds can run: no script or style of a page is inline, and the policy says so (Content
Security Policy Level 3, W3C).
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
COOKIE = "sayso"

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
"""Nothing inline, nothing from elsewhere; the map's worker is a blob of the bundle's own."""

HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    # Not "no-referrer": a form would then come with the origin "null".
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach what is bound to this host.

    >>> is_loopback("127.0.0.1"), is_loopback("localhost"), is_loopback("::1")
    (True, True, True)
    >>> is_loopback("0.0.0.0"), is_loopback("news.example")
    (False, False)
    """
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


class Guard:
    """Middleware that turns away whoever may not ask, and adds the headers to every answer.

    ``hosts`` are the names under which the app may be asked for (``None``: any, for a token is
    needed then).  ``token``: what a request has to bring, as a cookie, as a bearer token, or once
    in the address, from where it moves into the cookie.
    """

    def __init__(
        self, app: ASGIApp, *, hosts: frozenset[str] | None = LOOPBACK, token: str | None = None
    ) -> None:
        if hosts is None and token is None:
            raise ValueError("without a token the names of the host must be told")
        self.app = app
        self._hosts = hosts
        self._token = token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                headers.setdefault("cache-control", "private, no-cache")
            await send(message)

        refusal = self._refusal(scope)
        await (refusal or self.app)(scope, receive, sending)

    def _refusal(self, scope: Scope) -> Response | None:
        """Why this request gets no answer, as a response; nothing where it gets one."""
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if self._hosts is not None and _name(host) not in self._hosts:
            return _no(400, "This is not the name that Sayso is served under here.")
        if scope["method"] not in SAFE and not _own(headers, host):
            return _no(403, "This form was sent from a page that is not Sayso's.")
        return None if self._token is None else self._unknown(scope, headers)

    def _unknown(self, scope: Scope, headers: Mapping[str, str]) -> Response | None:
        """What whoever brings no token gets."""
        assert self._token is not None
        mark = hashlib.sha256(f"sayso cookie {self._token}".encode()).hexdigest()
        if _same(cookie_parser(headers.get("cookie", "")).get(COOKIE, ""), mark):
            return None
        if _same(headers.get("authorization", "").removeprefix("Bearer "), self._token):
            return None
        pairs = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        if _same(dict(pairs).get("token", ""), self._token):
            rest = urlencode([(key, value) for key, value in pairs if key != "token"])
            answer = RedirectResponse(_here(scope["path"]) + (f"?{rest}" if rest else ""), 303)
            answer.set_cookie(COOKIE, mark, httponly=True, samesite="strict")
            return answer
        return _no(401, "A token is needed here: open the address that `sayso serve` printed.")


def _here(path: str) -> str:
    """A path on this very host: two slashes at its start would name another one."""
    return "/" + path.lstrip("/\\")


def _name(host: str) -> str:
    """The host of ``host:port`` in lower case, an IPv6 address without its brackets."""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def _own(headers: Mapping[str, str], host: str) -> bool:
    """Whether a form comes from a page of ours, or from no page at all (a program)."""
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = headers.get("origin")
    if origin is None:
        return True
    try:
        return urlsplit(origin).netloc.lower() == host.lower() != ""
    except ValueError:
        return False


def _same(given: str, wanted: str) -> bool:
    """Compared in a time that tells nothing of where they differ."""
    return hmac.compare_digest(given.encode("utf-8", "replace"), wanted.encode())


def _no(status: int, why: str) -> Response:
    return PlainTextResponse(why + "\n", status)
