"""Claims of a real ledger are compared once, with those of the articles compared before."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from sayso.engines.bonding import bond_new
from sayso.engines.nearest import Nearest
from sayso.ledger import Ledger, open_ledger
from sayso.records import Firmness, Relation
from tests.engines.test_asking import axis, put

TOOK = "The Ridge Brigade took the mill of Orla on Sunday night"


@pytest.fixture
def book(tmp_path: Path) -> Ledger:
    ledger = open_ledger(tmp_path / "x.ledger")
    put(ledger, "one", TOOK)
    put(ledger, "two", "that the Ridge Brigade took the mill of Orla", firm=Firmness.DENIED)
    put(ledger, "three", "Barley rose by a third in the markets of Wend", at=7)
    return ledger


def test_each_pair_is_judged_once_and_nothing_is_done_twice(book: Ledger) -> None:
    left: list[int] = []
    assert bond_new(book, heard=left.append) == 3
    assert left == [2, 1, 0]
    [bond] = book.bonds()
    assert (bond.a, bond.b, bond.relation) == ("ctwo", "cone", Relation.DENIES)
    put(book, "four", TOOK + " and burned it")
    assert bond_new(book) == 1
    assert bond_new(book) == 0
    assert {(b.a, b.b, str(b.relation)) for b in book.bonds("cfour")} == {
        ("cfour", "cone", "same"),
        ("ctwo", "cfour", "denies"),
    }
    assert book.bonds("cthree") == []


def test_what_was_stopped_goes_on(book: Ledger) -> None:
    def stop(left: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        bond_new(book, heard=stop)
    assert len(book.unbonded()) == 2
    assert bond_new(book) == 2
    assert [(b.a, b.b) for b in book.bonds()] == [("ctwo", "cone")]


def test_what_shares_no_rare_word_is_found_by_its_vector(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "x.ledger") as book:
        put(book, "one", "militiamen seized Orla in the night", at=3)
        put(book, "two", "Orla was captured by night", at=3)
        put(book, "three", "Orla has a mill", at=9)
        bond_new(book)
        assert [(b.a, b.b) for b in book.bonds()] == [("ctwo", "cone")]


def test_in_whatever_order_articles_come_the_bonds_are_the_same(tmp_path: Path) -> None:
    texts = {
        "a": TOOK,
        "b": "The Ridge Brigade never took the mill of Orla on Sunday night",
        "c": "On Sunday night the Ridge Brigade took the mill of Orla",
    }
    found = []
    for order in ("abc", "cab"):
        with open_ledger(tmp_path / f"{order}.ledger") as book:
            for name in order:
                put(book, name, texts[name])
            bond_new(book)
            found.append({(frozenset((b.a, b.b)), b.relation, b.score) for b in book.bonds()})
    assert found[0] == found[1] and len(found[0]) == 3


# --- the ring of vectors --------------------------------------------------------------------


def test_the_nearest_come_first_and_only_so_many() -> None:
    near = Nearest(kept=8)
    raw = b"".join(bytes([100, at, *[0] * 382]) for at in (0, 90, 30))
    near.add("x", [(0, 1), (2, 3), (4, 5)], raw)
    one = np.eye(1, 384, dtype=np.float32)
    assert near.of(one, most=2, like=0.1) == [[("x", (0, 1)), ("x", (4, 5))]]
    assert near.of(one, most=9, like=0.9) == [[("x", (0, 1)), ("x", (4, 5))]]
    assert near.of(np.zeros((0, 384), dtype=np.float32), most=2, like=0.1) == []


def test_the_oldest_give_way_and_the_ring_holds_no_more() -> None:
    near = Nearest(kept=3)
    for number in range(7):
        near.add(str(number), [(0, 1)], axis(number % 2))
    found = near.of(np.eye(2, 384, dtype=np.float32), most=9, like=0.5)
    assert [sorted(name for name, _ in places) for places in found] == [["4", "6"], ["5"]]


def test_an_article_without_vectors_changes_nothing() -> None:
    near = Nearest()
    near.add("x", [], b"")
    assert near.of(np.eye(1, 384, dtype=np.float32), most=1, like=0.0) == [[]]


@pytest.mark.parametrize("size", [1, 7, 8191, 8193])
def test_chunks_make_no_difference(size: int) -> None:
    near = Nearest(kept=9000)
    random = np.random.default_rng(size)
    raw = random.integers(-127, 128, size=(size, 384), dtype=np.int8)
    near.add("x", [(n, n + 1) for n in range(size)], raw.tobytes())
    one = random.standard_normal((1, 384)).astype(np.float32)
    one /= np.linalg.norm(one)
    cosines = (one @ raw.astype(np.float32).T)[0] / np.linalg.norm(raw.astype(np.float32), axis=1)
    best = np.argsort(-cosines, kind="stable")[:5]
    [found] = near.of(one, most=5, like=-1.0)
    assert [span[0] for _, span in found] == best.tolist()
