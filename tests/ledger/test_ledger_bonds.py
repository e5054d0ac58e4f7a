"""Bonds: what goes in comes out, and goes with the reading that its claims are of."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.errors import NotFound
from sayso.ledger import Akin, Ledger, open_ledger
from sayso.records import Article, ClaimBond, Page, Reading, Relation
from tests.engines.test_asking import put
from tests.ledger.made import assert_whole, grounded, rows, story

BOND = ClaimBond("ctwo", "cone", Relation.DENIES, 0.71, "its source denies it")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "x.ledger"


@pytest.fixture
def book(path: Path) -> Ledger:
    ledger = open_ledger(path)
    put(ledger, "one", "the dam at Colm had burst")
    put(ledger, "two", "the dam was sold")
    put(ledger, "three", "barley rose")
    return ledger


def test_a_bond_comes_back_as_it_went_in_from_either_end(book: Ledger) -> None:
    book.bonded("one", [])
    assert book.unbonded() == ["two", "three"]
    book.bonded("two", [BOND])
    assert book.bonds() == book.bonds("cone") == book.bonds("ctw") == [BOND]
    assert book.bonds("cthree") == []
    with pytest.raises(NotFound):
        book.bonds("nothing")


def test_the_strongest_bond_comes_first(book: Ledger) -> None:
    weak = ClaimBond("cthree", "cone", Relation.SUPPORTS, 0.4, "told")
    book.bonded("two", [weak, BOND])
    assert book.bonds() == [BOND, weak]


def test_only_claims_of_compared_articles_are_candidates(book: Ledger) -> None:
    wanted = Akin(sentences=(("two", (0, 5)),), words=("dam",))
    assert book.akin([wanted], limit=9) == [[]]
    book.bonded("one", [])
    assert [[row.id for row in some] for some in book.akin([wanted, Akin()], limit=9)] == [
        ["cone"], [],
    ]  # fmt: skip
    book.bonded("two", [])
    [found] = book.akin([wanted], limit=9)
    assert [row.id for row in found] == ["cone", "ctwo"]
    [found] = book.akin([Akin(words=("dam", "colm"))], limit=1)
    assert [row.id for row in found] == ["cone"]


def test_who_does_something_to_whom_finds_claims(path: Path) -> None:
    with open_ledger(path) as book:
        page, article, reading = story()
        run = book.begin_run("x", "model", "0")
        about = grounded(article, reading)
        book.add(run, "k", page, article, about)
        book.bonded(article.id, [])
        frame = about.claims[2].about.frames[0]
        pair = (frame.actor_id or "", frame.recipient_id or "")
        [found, turned] = book.akin([Akin(pairs=(pair,)), Akin(pairs=(pair[::-1],))], limit=5)
        assert [row.id for row in found] == [about.claims[2].id] and turned == []


def test_read_anew_an_article_loses_its_bonds_and_is_compared_again(
    book: Ledger, path: Path
) -> None:
    for article in ("one", "two", "three"):
        book.bonded(article, [BOND] if article == "two" else [])
    run = book.begin_run("x", "another model", "0")
    text = "the dam at Colm had burst"
    again = Article("one", "one.txt", text, sentences=((0, len(text)),))
    book.add(run, "k", Page("one", text.encode()), again, Reading("one"))
    assert book.bonds() == []
    assert book.unbonded() == ["one"]
    assert rows(path, "SELECT count(*) FROM bonds") == [(0,)]
    assert assert_whole(path) == 3
