"""One web page by its URL: limited in size and time, each redirect checked like the first hop.

Each hop is resolved once, checked, and the connection made to the very address that was checked
(the ``Host`` header and TLS still use the name), so a DNS answer that changes in between leads
nowhere.  Proxies named in the environment are not used: behind one, the check would mean nothing.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterator
from functools import cache

import httpx2

from sayso.errors import FetchError
from sayso.gather.addresses import Address, resolve
from sayso.gather.limits import Limits
from sayso.gather.records import now, too_large
from sayso.records import Media, Page, Reason, Refused

_MEDIA = {
    "text/html": Media.HTML,
    "application/xhtml+xml": Media.HTML,
    "text/plain": Media.TEXT,
    "text/markdown": Media.TEXT,
}
_REDIRECTS = {301, 302, 303, 307, 308}
_HEADERS = {
    "User-Agent": "sayso",
    "Accept": "text/html,application/xhtml+xml,text/plain;q=0.9",
    "Accept-Encoding": "identity",  # what comes is what is counted against the limit
}


@cache
def _trusted() -> ssl.SSLContext:
    """The certificates that are trusted; loading them is slow.  ``SSL_CERT_FILE`` counts."""
    return httpx2.create_ssl_context()


def fetch(url: str, *, limits: Limits, allow_private: bool) -> Page | Refused:
    """Fetch one page, following redirects.

    ``Page.url`` is where the page was found at last, ``input_id`` the URL as given.  A page that
    is too large, empty, or of a kind we do not read is ``Refused``; one that cannot be had, or
    may not be, raises :class:`FetchError`.
    """
    deadline = time.monotonic() + limits.timeout_s
    current = _parse(url)
    # No connection is kept for the next hop: two names at one address would share it, and TLS
    # would have checked the first name only.
    with httpx2.Client(
        follow_redirects=False,
        trust_env=False,
        headers=_HEADERS,
        verify=_trusted(),
        limits=httpx2.Limits(max_keepalive_connections=0),
    ) as client:
        for _ in range(limits.max_redirects + 1):
            try:
                answer = _hop(client, current, deadline, limits, allow_private)
            except httpx2.TimeoutException as error:
                raise FetchError(_late(current, limits)) from error
            except httpx2.HTTPError as error:
                raise FetchError(f"{current}: {str(error) or type(error).__name__}.") from error
            if not isinstance(answer, httpx2.URL):
                return _named(answer, url)
            current = answer
    raise FetchError(f"{url}: more than {limits.max_redirects} redirects, the last to {current}.")


def _named(answer: Page | str, url: str) -> Page | Refused:
    if isinstance(answer, str):
        return Refused(url, Reason.TOO_LARGE, f"{url}: {answer}", url)
    if not answer.body.strip():
        return Refused(url, Reason.EMPTY, f"{url} is empty", answer.url)
    return Page(
        input_id=url,
        body=answer.body,
        media=answer.media,
        encoding=answer.encoding,
        url=answer.url,
        fetched_at=answer.fetched_at,
    )


def _parse(url: str, base: httpx2.URL | None = None) -> httpx2.URL:
    """An address that may be asked; ``base`` is the page that redirects to it."""
    try:
        parsed = httpx2.URL(url) if base is None else base.join(url)
    except (httpx2.InvalidURL, ValueError) as error:
        whence = "" if base is None else f"{base} redirects to "
        raise FetchError(f"{whence}{url}: this is no URL ({error}).") from error
    if parsed.scheme not in {"http", "https"} or not parsed.host:
        raise FetchError(f"{url}: Sayso fetches http and https addresses only.")
    if parsed.userinfo:
        raise FetchError(f"{parsed.host}: a URL that holds a user name is not fetched.")
    if parsed.port is not None and not 0 < parsed.port < 65_536:
        raise FetchError(f"{url}: there is no port {parsed.port}; use one from 1 to 65535.")
    return parsed


def _late(url: httpx2.URL, limits: Limits) -> str:
    return f"{url}: not here within {limits.timeout_s:g} s."


def _hop(
    client: httpx2.Client, url: httpx2.URL, deadline: float, limits: Limits, allow_private: bool
) -> Page | httpx2.URL | str:
    """One request: the page, where it redirects to, or the sentence that it is too large."""
    port = url.port or (443 if url.scheme == "https" else 80)
    left = deadline - time.monotonic()
    addresses = resolve(url.host, port, allow_private=allow_private, timeout_s=left)
    response = _connect(client, url, addresses, deadline, limits)
    try:
        if response.status_code in _REDIRECTS and "location" in response.headers:
            return _parse(response.headers["location"], base=url)
        if response.status_code != httpx2.codes.OK:
            raise FetchError(f"{url}: the server answers {response.status_code}.")
        media = _media(url, response)
        body = _body(response, url, deadline, limits)
        if body is None:
            return too_large(None, limits.max_bytes)
        encoding = response.charset_encoding
        return Page(str(url), body, media, encoding, url=str(url), fetched_at=now())
    finally:
        response.close()


def _connect(
    client: httpx2.Client,
    url: httpx2.URL,
    addresses: list[Address],
    deadline: float,
    limits: Limits,
) -> httpx2.Response:
    """Ask the checked addresses in turn, until one lets us in."""
    error: httpx2.HTTPError | None = None
    for address in addresses:
        left = deadline - time.monotonic()
        if left <= 0:
            raise FetchError(_late(url, limits))
        request = client.build_request(
            "GET",
            url.copy_with(host=str(address), fragment=None),
            headers={"Host": url.netloc.decode("ascii")},
            timeout=left,
            extensions={"sni_hostname": url.raw_host.decode("ascii"), "timeout": _timeouts(left)},
        )
        try:
            return client.send(request, stream=True)
        except (httpx2.ConnectError, httpx2.ConnectTimeout) as failed:
            error = failed
    assert error is not None  # `addresses` is never empty
    raise error


def _timeouts(left: float) -> dict[str, float]:
    return dict.fromkeys(("connect", "read", "write", "pool"), left)


def _media(url: httpx2.URL, response: httpx2.Response) -> Media:
    declared = response.headers.get("content-type", "text/html").partition(";")[0].strip().lower()
    if declared not in _MEDIA:
        raise FetchError(f"{url}: this is {declared}; Sayso reads HTML pages and plain text.")
    return _MEDIA[declared]


def _body(
    response: httpx2.Response, url: httpx2.URL, deadline: float, limits: Limits
) -> bytes | None:
    """The body, or ``None`` where it is larger than allowed; stops as soon as that is clear."""
    announced = response.headers.get("content-length", "")
    if announced.isdigit() and int(announced) > limits.max_bytes:
        return None
    parts: list[bytes] = []
    size = 0
    # No chunk size: with one, httpx2 waits until a chunk is full, and the deadline with it.
    for part in _in_time(response.iter_bytes(), url, deadline, limits):
        size += len(part)
        if size > limits.max_bytes:
            return None
        parts.append(part)
    return b"".join(parts)


def _in_time(
    parts: Iterator[bytes], url: httpx2.URL, deadline: float, limits: Limits
) -> Iterator[bytes]:
    """A slow drip resets the time-out of each read; the deadline is what ends it."""
    for part in parts:
        if time.monotonic() > deadline:
            raise FetchError(_late(url, limits))
        yield part
