"""Words of strangers are only words, on every page and wherever they come from."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from sayso.ledger import open_ledger
from sayso.records import (
    Article,
    Attribution,
    Claim,
    ClaimBond,
    Direction,
    Firmness,
    Hop,
    Kind,
    Page,
    Quoted,
    Reading,
    Relation,
    Reuse,
    Reused,
    Scare,
    Speech,
    Voice,
    Who,
    content_id,
)
from sayso.show.safe import UNSAFE, visible
from tests.conftest import ROOT
from tests.web.html import parse
from tests.web.made import client

ROWS: list[dict[str, Any]] = tomllib.loads(
    (ROOT / "tests" / "cases" / "web" / "hostile.toml").read_text(encoding="utf-8")
)["hostile"]
TAGS = {"script", "style", "iframe", "img", "base", "object", "embed"}


def article(n: int, words: str) -> tuple[Article, Reading]:
    """An article in which everything that a stranger may choose is these words."""
    text = f"{words} said {words} was so.\n{words}"
    ident = content_id(["hostile", words, n])
    cue = (len(words) + 1, len(words) + 5)
    content = (cue[1] + 1, len(text) - len(words) - 2)
    hop = Hop(words, Kind.UNNAMED, Firmness.ALLEGED, named=False)
    said = Attribution(
        id=f"{ident[:12]}-s{n}",
        source=((0, len(words)),),
        cue=(cue,),
        content=(content,),
        inside=None,
        speech=Speech.DIRECT,
        firmness=Firmness.ASSERTED,
        score=0.5,
        who=Who(words, Kind.PERSON),
        chain=(hop, Hop(words, Kind.PERSON, Firmness.ASSERTED)),
        why=((words, words),),
    )
    claim = Claim(
        id=f"{ident[:12]}-c{n}",
        article=ident,
        attribution=said.id,
        voice=Voice.REPORTED,
        spans=(content,),
        firmness=Firmness.ASSERTED,
        root=said.chain[-1],
    )
    made = Article(
        id=ident,
        input_id=words,
        text=text,
        url=words,
        title=words,
        outlet=words,
        author=words,
        published="2031-05-04",
        paragraphs=((0, len(text) - len(words) - 1), (len(text) - len(words), len(text))),
        sentences=((0, len(text) - len(words) - 1),),
    )
    scare = Scare((0, len(words)), Quoted.SCARE, words)
    return made, Reading(ident, (said,), (claim,), (scare,))


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two articles of each row, that are one text, and whose claims are bound to one another."""
    path = tmp_path_factory.mktemp("hostile") / "x.ledger"
    with open_ledger(path) as book:
        for row in ROWS:
            words = row["words"]
            run = book.begin_run(words, words, words)
            both = [article(n, words) for n in (1, 2)]
            for n, (made, reading) in enumerate(both):
                page = Page(words, f"{n}{words}".encode())
                added = book.add(run, f"{words}{n}", page, made, reading)
                assert added.value == "new"
            whole = (0, len(both[0][0].text))
            pair = Reuse(
                both[1][0].id,
                both[0][0].id,
                Reused.REPRINT,
                Direction.B,
                1.0,
                ((whole, whole),),
                ((words, words),),
            )
            book.compared(pair.a, [], [pair])
            one, other = (reading.claims[0].id for _, reading in both)
            book.bonded(pair.a, [ClaimBond(other, one, Relation.SAME, 0.9, words)])
            book.save_view(words.strip()[:40] or "x", "words=said")
            book.end_run(run, "done")
    return path


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
