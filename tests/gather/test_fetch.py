"""One web page by its URL, from a real server on this machine."""

from __future__ import annotations

import ipaddress
import socket  # noqa: TID251  # the tests of the one room that may
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from sayso.errors import FetchError
from sayso.gather import Limits, gather
from sayso.gather.addresses import Address, is_public, resolve
from sayso.records import Media, Page, Reason, Refused

PAGE = "<html><body><p>The dam held — all night.</p></body></html>"


@dataclass
class Answer:
    """What the server says to one path."""

    status: int = 200
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": "text/html"})
    body: bytes = PAGE.encode()
    drip: float = 0.0  # seconds between bytes


@dataclass
class Site:
    """A server, what it answers, and the requests it has seen."""

    base: str
    answers: dict[str, Answer]
    seen: list[tuple[str, str]]


@pytest.fixture
def site() -> Iterator[Site]:
    answers: dict[str, Answer] = {}
    seen: list[tuple[str, str]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            seen.append((self.headers["Host"], self.path))
            answer = answers.get(self.path, Answer(status=404))
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.end_headers()
            try:
                for byte in (
                    [answer.body[i : i + 1] for i in range(len(answer.body))]
                    if (answer.drip)
                    else [answer.body]
                ):
                    self.wfile.write(byte)
                    self.wfile.flush()
                    time.sleep(answer.drip)
            except OSError:
                return  # the client has heard enough

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # its name there
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield Site(f"http://127.0.0.1:{server.server_port}", answers, seen)
    server.shutdown()
    server.server_close()
    thread.join()


def fetch(url: str, limits: Limits | None = None) -> Page | Refused:
    (found,) = gather(url, allow_private=True, limits=limits or Limits())
    return found


def page(url: str) -> Page:
    found = fetch(url)
    assert isinstance(found, Page), found
    return found


def test_a_page_comes_with_its_bytes_its_address_and_the_time(site: Site) -> None:
    site.answers["/a"] = Answer(headers={"Content-Type": "text/html; charset=UTF-8"})
    found = page(site.base + "/a")
    assert found.body == PAGE.encode()
    assert (found.media, found.encoding) == (Media.HTML, "utf-8")
    assert (found.input_id, found.url) == (site.base + "/a", site.base + "/a")
    assert found.fetched_at is not None
    assert site.seen == [(site.base.removeprefix("http://"), "/a")]


def test_plain_text_is_read_as_such(site: Site) -> None:
    site.answers["/a"] = Answer(headers={"Content-Type": "text/plain"}, body=b"The dam held.")
    assert page(site.base + "/a").media is Media.TEXT


def test_without_leave_a_loopback_address_is_refused_and_never_asked(site: Site) -> None:
    site.answers["/a"] = Answer()
    port = site.base.rpartition(":")[2]
    for host in ("127.0.0.1", "localhost", "127.1", "[::1]", "[::ffff:127.0.0.1]"):
        with pytest.raises(FetchError, match="--allow-private"):
            list(gather(f"http://{host}:{port}/a"))
    assert site.seen == []


def test_a_redirect_is_followed_and_the_last_address_kept(site: Site) -> None:
    site.answers["/a"] = Answer(status=301, headers={"Location": "/b?x=1"})
    site.answers["/b?x=1"] = Answer(status=307, headers={"Location": site.base + "/c"})
    site.answers["/c"] = Answer()
    found = page(site.base + "/a")
    assert (found.input_id, found.url) == (site.base + "/a", site.base + "/c")


def test_each_hop_is_checked_like_the_first(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """A public name leads to the server; its redirect to loopback must not be followed."""
    site.answers["/a"] = Answer(status=302, headers={"Location": site.base + "/inner"})
    site.answers["/inner"] = Answer()
    port = int(site.base.rpartition(":")[2])

    def checked(host: str, port: int, *, allow_private: bool, timeout_s: float) -> list[Address]:
        if host == "news.example":  # as though this were an address on the open net
            return [ipaddress.IPv4Address("127.0.0.1")]
        return resolve(host, port, allow_private=allow_private, timeout_s=timeout_s)

    monkeypatch.setattr("sayso.gather.fetch.resolve", checked)
    with pytest.raises(FetchError, match=r"127\.0\.0\.1.*--allow-private"):
        list(gather(f"http://news.example:{port}/a"))
    assert site.seen == [(f"news.example:{port}", "/a")]


def test_the_connection_goes_to_the_address_that_was_checked(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The name is looked up once; a second answer, which may lie, is never asked for."""
    site.answers["/a"] = Answer()
    port = int(site.base.rpartition(":")[2])
    asked: list[str] = []
    real = socket.getaddrinfo

    def lookup(host: str, *args: object, **kwargs: object) -> object:
        asked.append(host)
        return real("127.0.0.1" if host == "news.example" else host, *args, **kwargs)  # type: ignore[arg-type]  # passed on as they came

    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    assert page(f"http://news.example:{port}/a").url == f"http://news.example:{port}/a"
    assert asked.count("news.example") == 1
    assert site.seen == [(f"news.example:{port}", "/a")]


def test_too_many_redirects_end(site: Site) -> None:
    site.answers["/a"] = Answer(status=302, headers={"Location": "/a"})
    with pytest.raises(FetchError, match="more than 3 redirects"):
        fetch(site.base + "/a", Limits(max_redirects=3))
    assert len(site.seen) == 4


@pytest.mark.parametrize("target", ["file:///etc/hosts", "ftp://h.example/a", "//", "http://"])
def test_a_redirect_out_of_the_web_is_refused(site: Site, target: str) -> None:
    site.answers["/a"] = Answer(status=302, headers={"Location": target})
    with pytest.raises(FetchError):
        fetch(site.base + "/a")


@pytest.mark.parametrize(
    "target", ["http://[::1", "//[::1", "http://h.example:port/", "http://xn--\xff/", "/" * 70_000]
)
def test_a_redirect_to_no_url_is_told(site: Site, target: str) -> None:
    site.answers["/a"] = Answer(status=302, headers={"Location": target})
    with pytest.raises(FetchError, match=r"/a redirects to .*this is no URL"):
        fetch(site.base + "/a")


def test_a_redirect_with_a_control_character_is_told(site: Site) -> None:
    site.answers["/a"] = Answer(status=302, headers={"Location": "//\x00"})
    with pytest.raises(FetchError, match="/a"):
        fetch(site.base + "/a")


@pytest.mark.parametrize("port", [0, -1, 65_536, 99_999])
def test_a_port_that_cannot_be_is_told(site: Site, port: int) -> None:
    with pytest.raises(FetchError, match=f"no port {port}"):
        fetch(f"http://127.0.0.1:{port}/")
    site.answers["/a"] = Answer(status=302, headers={"Location": f"http://127.0.0.1:{port}/"})
    with pytest.raises(FetchError, match=f"no port {port}"):
        fetch(site.base + "/a")


def test_a_page_announced_too_large_is_refused_before_it_comes(site: Site) -> None:
    headers = {"Content-Type": "text/html", "Content-Length": "30000000"}
    site.answers["/a"] = Answer(headers=headers, body=b"x", drip=0.001)
    found = fetch(site.base + "/a")
    assert isinstance(found, Refused)
    assert found.reason is Reason.TOO_LARGE


def test_a_page_that_grows_too_large_is_refused_as_it_comes(site: Site) -> None:
    site.answers["/a"] = Answer(body=b"x" * 3_000_000)
    found = fetch(site.base + "/a", Limits(max_bytes=100_000))
    assert isinstance(found, Refused)
    assert found.reason is Reason.TOO_LARGE
    assert found.input_id == site.base + "/a"


def test_a_slow_drip_ends_at_the_deadline(site: Site) -> None:
    site.answers["/a"] = Answer(drip=0.1)
    started = time.monotonic()
    with pytest.raises(FetchError, match=r"not here within 0\.2 s"):
        fetch(site.base + "/a", Limits(timeout_s=0.2))
    assert time.monotonic() - started < 3.0  # the whole page takes six


def test_a_server_that_says_nothing_ends_at_the_deadline() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        with pytest.raises(FetchError, match="not here within"):
            fetch(f"http://127.0.0.1:{port}/", Limits(timeout_s=0.2))


def test_a_dead_dns_ends_at_the_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    awake = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_kwargs: awake.wait(20))
    started = time.monotonic()
    with pytest.raises(FetchError, match=r"news\.example: .* not resolved in time"):
        fetch("http://news.example/", Limits(timeout_s=0.2))
    awake.set()
    assert time.monotonic() - started < 5.0


@pytest.mark.parametrize("host", ["a..b", "a" * 64, "a\x00b"])
def test_a_name_that_cannot_be_resolved_is_told(host: str) -> None:
    with pytest.raises(FetchError, match="resolved"):
        resolve(host, 80, allow_private=True, timeout_s=20)


@pytest.mark.parametrize("kind", ["application/pdf", "image/png", "application/json"])
def test_what_is_no_page_is_refused_by_its_kind(site: Site, kind: str) -> None:
    site.answers["/a"] = Answer(headers={"Content-Type": kind})
    with pytest.raises(FetchError, match=kind):
        fetch(site.base + "/a")


@pytest.mark.parametrize("status", [404, 403, 500, 204])
def test_a_status_other_than_200_is_told(site: Site, status: int) -> None:
    site.answers["/a"] = Answer(status=status, body=b"")
    with pytest.raises(FetchError, match=str(status)):
        fetch(site.base + "/a")


def test_an_empty_page_is_refused(site: Site) -> None:
    site.answers["/a"] = Answer(body=b" \n")
    found = fetch(site.base + "/a")
    assert isinstance(found, Refused)
    assert found.reason is Reason.EMPTY


def test_nobody_home_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]
    with pytest.raises(FetchError, match=str(port)):
        fetch(f"http://127.0.0.1:{port}/")


@pytest.mark.parametrize(
    "url", ["http://", "http:///a", "https://user:pw@h.example/", "http://[x]/"]
)
def test_a_url_that_makes_no_sense_is_told(url: str) -> None:
    with pytest.raises(FetchError):
        list(gather(url))


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2606:4700:4700::1111", True),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("100.64.0.1", False),
        ("169.254.169.254", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("::", False),
        ("fe80::1", False),
        ("fc00::1", False),
        ("fec0::1", False),
        ("ff02::1", False),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b::808:808", True),
        ("2002:7f00:1::", False),
        ("2001:0:4136:e378:8000:63bf:80ff:fffe", False),
    ],
)
def test_which_addresses_are_on_the_open_net(address: str, public: bool) -> None:
    assert is_public(ipaddress.ip_address(address)) is public


def test_one_private_address_condemns_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = [(2, 1, 6, "", ("8.8.8.8", 80)), (2, 1, 6, "", ("10.0.0.1", 80))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_kwargs: answers)
    with pytest.raises(FetchError, match=r"10\.0\.0\.1"):
        resolve("news.example", 80, allow_private=False, timeout_s=5)
    assert len(resolve("news.example", 80, allow_private=True, timeout_s=5)) == 2
