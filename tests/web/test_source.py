"""The list of sources, and the profile of one."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import Any

import pytest
from starlette.testclient import TestClient

from sayso.errors import NotFound
from sayso.ledger import ClaimFilter, Ledger, open_ledger
from sayso.records import Firmness, Kind, Relation, Voice
from sayso.show.web.pages.source import ACROSS, parts
from tests.web.html import parse


@pytest.fixture
def book(web: TestClient) -> Any:
    with open_ledger(web.app.state.site.books.path, readonly=True) as opened:  # type: ignore[attr-defined]  # Starlette's own
        yield opened


def everybody(book: Ledger) -> list[tuple[str, Kind]]:
    """All who speak or are a root, told apart as the ledger does."""
    rows = list(book.claims())
    found = {(row.root, row.root_kind) for row in rows}
    found |= {(row.who, row.kind) for row in rows if row.who is not None and row.kind is not None}
    return sorted(found)


def test_a_profile_counts_what_the_claims_say(book: Ledger) -> None:
    rows = list(book.claims())
    for name, kind in everybody(book):
        found = book.profile(name, kind)
        said = [row for row in rows if (row.who, row.kind) == (name, kind)]
        rests = [row for row in rows if (row.root, row.root_kind) == (name, kind)]
        either = {row.id: row for row in (*said, *rests)}.values()
        assert (found.said, found.rests) == (len(said), len(rests))
        assert found.articles == len({row.article for row in either})
        counted = Counter(row.firmness for row in either)
        assert {each.label: each.claims for each in found.firmness} == {
            str(word): counted[word] for word in Firmness
        }
        outlets = Counter(row.outlet for row in either if row.outlet)
        assert {each.label: each.claims for each in found.outlets} == dict(outlets)


def test_through_whom_are_the_others_of_the_chain(book: Ledger) -> None:
    for name, kind in everybody(book):
        via: Counter[tuple[str, Kind | None]] = Counter(
            hop
            for row in book.claims()
            if (row.root, row.root_kind) == (name, kind)
            for hop in {(h.name, h.kind) for h in row.chain[:-1]} - {(name, kind)}
        )
        found = {(each.label, each.kind): each.claims for each in book.profile(name, kind).through}
        assert all(via[key] == count for key, count in found.items())
        assert len(found) == min(12, len(via))


def test_the_only_root_of_an_article_has_nobody_beside_it(book: Ledger) -> None:
    by_article: dict[str, set[tuple[str, Kind]]] = {}
    for row in book.claims(ClaimFilter(voice=Voice.REPORTED)):
        by_article.setdefault(row.article, set()).add((row.root, row.root_kind))
    alone = Counter(next(iter(roots)) for roots in by_article.values() if len(roots) == 1)
    for name, kind in everybody(book):
        assert book.profile(name, kind).alone == alone[name, kind]


def test_disputed_are_claims_that_another_denies_or_contradicts(book: Ledger) -> None:
    disputed = set()
    for bond in book.bonds():
        if bond.relation is Relation.DENIES:
            disputed.add(bond.b)
        elif bond.relation is Relation.CONTRADICTS:
            disputed |= {bond.a, bond.b}
    for name, kind in everybody(book):
        mine = {
            row.id
            for row in book.claims()
            if (name, kind) in {(row.root, row.root_kind), (row.who, row.kind)}
        }
        assert book.profile(name, kind).disputed == len(mine & disputed)


def test_nobody_has_no_profile(book: Ledger) -> None:
    with pytest.raises(NotFound, match="is a source in this ledger"):
        book.profile("Nobody At All", Kind.PERSON)


def test_the_page_tells_the_profile(web: TestClient, book: Ledger) -> None:
    for name, kind in everybody(book):
        answer = web.get("/source", params={"name": name, "kind": str(kind)})
        page = parse(answer.text)
        found = book.profile(name, kind)
        numbers = [each.text for each in page.first("div", "stats").all("b")]
        wanted = (found.said, found.rests, found.articles, found.alone, found.disputed)
        assert numbers == [f"{each:,}" for each in wanted]
        data = web.get("/source.json", params={"name": name, "kind": str(kind)}).json()
        assert (data["said"], data["rests"]) == (found.said, found.rests)


def test_the_claims_of_a_profile_are_its_own(web: TestClient, book: Ledger) -> None:
    for name, kind in everybody(book)[:12]:
        page = parse(web.get("/source", params={"name": name, "kind": str(kind)}).text)
        for li in page.first("ol", "claims").all("li"):
            row = book.claim(li.attributes["data-claim"])
            assert (name, kind) in {(row.who, row.kind), (row.root, row.root_kind)}


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ({}, 400),
        ({"name": "embassy"}, 400),
        ({"name": "embassy", "kind": "king"}, 400),
        ({"name": "Nobody", "kind": "person"}, 404),
        ({"kind": "person"}, 404),
        ({"name": "' OR 1=1 --", "kind": "person"}, 404),
        ({"name": "<script>alert(1)</script>", "kind": "person"}, 404),
    ],
)
def test_a_source_that_is_none(web: TestClient, query: dict[str, str], status: int) -> None:
    answer = web.get("/source", params=query)
    assert answer.status_code == status
    assert "<script>alert" not in answer.text


def test_the_list_has_the_roots_with_the_most_claims_first(web: TestClient, book: Ledger) -> None:
    rows = book.roots()
    page = parse(web.get("/sources").text)
    shown = list(page.first("tbody").all("tr"))
    assert len(shown) == len(rows)
    counts = [int(next(tr.all("td", "num")).text) for tr in shown]
    assert counts == [row.claims for row in rows] == sorted(counts, reverse=True)


def test_the_list_is_narrowed_by_name_and_kind(web: TestClient) -> None:
    rows = web.get("/sources.json", params={"name": "EMBASSY"}).json()["roots"]
    assert rows and all("embassy" in row["name"].casefold() for row in rows)
    kinds = web.get("/sources.json", params={"kind": "person"}).json()["roots"]
    assert kinds and {row["kind"] for row in kinds} == {"person"}
    nothing = web.get("/sources", params={"name": "xylophone"})
    assert "No root fits" in nothing.text
    assert all(f"f-{word}" in web.get("/sources").text for word in Firmness)  # the colours, told
    assert web.get("/sources", params={"kind": "king"}).status_code == 400


def test_every_name_in_the_list_leads_to_its_profile(web: TestClient) -> None:
    for link in parse(web.get("/sources").text).first("tbody").all("a"):
        assert web.get(link.attributes["href"]).status_code == 200


@pytest.mark.parametrize(
    "counts", [{"asserted": 1}, {"asserted": 3, "hedged": 0, "denied": 1}, {}, {"other": 7_000}]
)
def test_a_bar_is_as_long_as_its_parts(counts: dict[str, int]) -> None:
    found = parts(counts)
    assert [part.word for part in found] == [word for word, n in counts.items() if n]
    assert sum(part.width for part in found) == pytest.approx(ACROSS if found else 0, abs=0.1)
    for left, right in pairwise(found):
        assert left.x + left.width == pytest.approx(right.x, abs=0.02)


def test_a_bar_is_told_in_words_too(web: TestClient) -> None:
    for bar in parse(web.get("/sources").text).all("svg", "firmbar"):
        told = bar.attributes["aria-label"]
        assert any(str(word) in told for word in Firmness)
        assert bar.attributes["role"] == "img"
