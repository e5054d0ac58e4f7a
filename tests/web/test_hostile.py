"""Words of strangers are only words, on every page and wherever they come from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from sayso.show.safe import UNSAFE, visible
from tests.web.html import parse
from tests.web.made import client
from tests.web.strangers import ROWS, article, fill

TAGS = {"script", "style", "iframe", "img", "base", "object", "embed"}


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fill(tmp_path_factory.mktemp("hostile") / "x.ledger")


@pytest.fixture(scope="module")
def web(ledger: Path) -> Iterator[TestClient]:
    with client(ledger) as made:
        yield made


def harmless(text: str) -> None:
    """Nothing in a page runs, leads astray, turns the text or hides it."""
    page = parse(text)
    for each in page.all():
        assert each.tag not in TAGS or (each.tag == "script" and each.attributes.get("src"))
        assert not [key for key in each.attributes if key.startswith("on") or key == "style"]
        for key in ("href", "src", "action"):
            target = each.attributes.get(key, "/")
            assert target.startswith(("/", "#", "?")) and not target.startswith("//"), target
        assert each.tag != "meta" or "http-equiv" not in each.attributes
    assert not UNSAFE.search(text) and "\x1b" not in text and "\x00" not in text


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["name"])
def test_they_are_shown_as_words_by_the_reader(web: TestClient, row: dict[str, Any]) -> None:
    made, _ = article(1, row["words"])
    answer = web.get(f"/a/{made.id}")
    harmless(answer.text)
    shown = "".join(parse(answer.text).first("div", "article").text.split())
    assert "".join(visible(row["words"]).split()) in shown


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["name"])
def test_they_are_words_in_the_dossier_and_among_reprints(
    web: TestClient, row: dict[str, Any]
) -> None:
    made, reading = article(2, row["words"])
    for path in (f"/c/{reading.claims[0].id}", f"/reprints/{made.id}"):
        answer = web.get(path)
        assert answer.status_code == 200
        harmless(answer.text)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["name"])
def test_they_are_words_when_they_are_asked_for(web: TestClient, row: dict[str, Any]) -> None:
    words = row["words"].replace("\x00", "")
    for path, query in (
        ("/", {"words": words}),
        ("/", {"outlet": f"={words}"}),
        ("/", {"actor": words, "place": words}),
        ("/source", {"name": words, "kind": "person"}),
        ("/sources", {"name": words}),
    ):
        answer = web.get(path, params=query)
        assert answer.status_code in (200, 404)
        harmless(answer.text)
    assert web.get("/source", params={"name": row["words"], "kind": "person"}).status_code == 200


@pytest.mark.parametrize(
    "path", ["/", "/?page=2", "/reprints", "/sources", "/runs", "/corrections"]
)
def test_lists_of_them_are_harmless(web: TestClient, path: str) -> None:
    answer = web.get(path)
    assert answer.status_code == 200
    harmless(answer.text)


@pytest.mark.parametrize("path", ["/claims.json", "/reprints.json", "/sources.json", "/runs.json"])
def test_machines_get_them_unharmed(web: TestClient, path: str) -> None:
    answer = web.get(path)
    assert answer.headers["content-type"].startswith("application/json")
    assert not UNSAFE.search(answer.text)
    answer.json()


def test_machines_get_the_very_words(web: TestClient) -> None:
    for row in ROWS:
        made, _ = article(1, row["words"])
        assert web.get(f"/a/{made.id}.json").json()["text"] == made.text
