"""Who may ask for a page, and what a browser is told it may do with it."""

from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from sayso.show.web.security import Guard, is_loopback
from tests.web.made import client

TOKEN = "a-long-made-up-token"


@pytest.mark.parametrize("host", ["localhost", "localhost:7297", "127.0.0.1:80", "[::1]:7297"])
def test_the_names_of_this_machine_are_answered(web: TestClient, host: str) -> None:
    assert web.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "news.example",
        "localhost.news.example",
        "127.0.0.1.news.example",
        "news.example:7297",
        "localhost@news.example",
        "",
        "[::1",
        "0.0.0.0",
    ],
)
def test_a_name_that_was_made_to_point_here_is_not(web: TestClient, host: str) -> None:
    answer = web.get("/", headers={"host": host})
    assert answer.status_code == 400
    assert "claim" not in answer.text


@pytest.fixture
def door() -> TestClient:
    """A small app behind the guard that takes forms."""
    routes = [Route("/", lambda _: PlainTextResponse("done"), methods=["GET", "POST"])]
    return TestClient(Guard(Starlette(routes=routes)), base_url="http://localhost:7297")


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"origin": "http://localhost:7297"}, 200),
        ({}, 200),  # a program: every browser tells where a form comes from
        ({"origin": "http://localhost:7297", "sec-fetch-site": "same-origin"}, 200),
        ({"sec-fetch-site": "none"}, 200),
        ({"origin": "https://news.example"}, 403),
        ({"origin": "http://localhost:8000"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "http://[::1"}, 403),
        ({"origin": "http://localhost:7297.news.example"}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
    ],
)
def test_forms_are_taken_from_our_own_pages(
    door: TestClient, headers: dict[str, str], status: int
) -> None:
    assert door.post("/", headers=headers).status_code == status


def test_a_link_from_elsewhere_may_lead_to_a_page(door: TestClient) -> None:
    headers = {"sec-fetch-site": "cross-site", "origin": "https://news.example"}
    assert door.get("/", headers=headers).status_code == 200


@pytest.mark.parametrize("path", ["/", "/claims.json", "/nowhere", "/static/sayso.css"])
def test_every_answer_carries_the_policy(web: TestClient, path: str) -> None:
    headers = web.get(path).headers
    policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'"
    assert policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert "unsafe" not in headers["content-security-policy"]
    assert "http" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-resource-policy"] == "same-origin"


def test_who_is_turned_away_gets_the_policy_too(web: TestClient) -> None:
    answer = web.get("/", headers={"host": "news.example"})
    assert "content-security-policy" in answer.headers


# --- the token ----------------------------------------------------------------------------------


def test_with_a_token_nothing_is_shown_without_it(story: Path) -> None:
    with client(story, hosts=None, token=TOKEN) as made:
        for path in ("/", "/claims.json", "/static/sayso.css", "/nowhere"):
            answer = made.get(path)
            assert answer.status_code == 401
            assert "sayso serve" in answer.text
        for wrong in ("", "x", TOKEN[:-1], TOKEN + "é"):
            assert made.get("/", params={"token": wrong}).status_code == 401


def test_the_token_moves_out_of_the_address_into_a_cookie(story: Path) -> None:
    with client(story, hosts=None, token=TOKEN) as made:
        answer = made.get("/", params={"token": TOKEN, "words": "air force"})
        assert answer.status_code == 303
        assert answer.headers["location"] == "/?words=air+force"
        cookie = answer.headers["set-cookie"]
        assert "HttpOnly" in cookie and "SameSite=strict" in cookie
        assert TOKEN not in cookie
        assert made.get("/").status_code == 200
        assert made.get("/", headers={"host": "news.example"}).status_code == 200


def test_a_program_may_bring_the_token_in_a_header(story: Path) -> None:
    with client(story, hosts=None, token=TOKEN) as made:
        headers = {"authorization": f"Bearer {TOKEN}"}
        assert made.get("/claims.json", headers=headers).status_code == 200
        assert made.get("/claims.json", headers={"authorization": TOKEN[1:]}).status_code == 401


@pytest.mark.parametrize("path", ["//news.example/x", "/\\news.example", "///news.example"])
def test_the_way_back_from_the_token_stays_on_this_host(story: Path, path: str) -> None:
    with client(story, hosts=None, token=TOKEN) as made:
        answer = made.get(f"http://localhost{path}?token={TOKEN}")
        location = answer.headers["location"]
        assert location.startswith("/") and not location.startswith(("//", "/\\"))


@pytest.mark.parametrize("cookie", ["sayso=", "sayso=x", 'sayso="', "=;=", "sayso=é"])
def test_a_made_up_cookie_opens_nothing(story: Path, cookie: str) -> None:
    with client(story, hosts=None, token=TOKEN) as made:
        headers = {"cookie": cookie.encode()}
        assert made.get("/", headers=headers).status_code == 401  # type: ignore[arg-type]  # bytes go, too


def test_no_app_is_open_to_any_name_without_a_token() -> None:
    with pytest.raises(ValueError, match="token"):
        Guard(Starlette(), hosts=None)


@pytest.mark.parametrize(
    ("host", "inside"),
    [
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("[::1]", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("::", False),
        ("192.168.1.2", False),
        ("localhost.example", False),
    ],
)
def test_what_only_this_machine_can_reach(host: str, inside: bool) -> None:
    assert is_loopback(host) is inside
