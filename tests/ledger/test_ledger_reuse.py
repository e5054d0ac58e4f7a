"""Fingerprints, vectors and shared text: what goes in comes out, and goes with its article."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from sayso.errors import NotFound
from sayso.ledger import Ledger, open_ledger
from sayso.records import Article, Direction, Page, Reading, Reuse, Reused, SentenceMark

FOUND = Reuse(
    "two", "one", Reused.REWRITE, Direction.B, 0.61, (((0, 9), (4, 13)),), (("label", "61 %"),)
)
VECTOR = SentenceMark((0, 4), bytes(range(256)) + bytes(128))


@pytest.fixture
def book(tmp_path: Path) -> Ledger:
    ledger = open_ledger(tmp_path / "x.ledger")
    run = ledger.begin_run("x", "model", "0")
    for name, outlet in (("one", "Quill"), ("two", None)):
        article = Article(id=name, input_id=f"{name}.txt", text="A text of words", outlet=outlet)
        page = Page(f"{name}.txt", b"A text of words " + name.encode())
        ledger.add(run, f"key-{name}", page, article, Reading(name), [VECTOR])
    return ledger


def test_vectors_come_back_as_they_went_in(book: Ledger) -> None:
    assert book.sentences("one") == (VECTOR,)
    assert book.sentences("nobody") == ()


def test_an_article_is_compared_once_and_then_holds_its_fingerprints(book: Ledger) -> None:
    assert book.uncompared() == ["one", "two"]
    book.compared("one", [1, -2, 3], [])
    assert book.uncompared() == ["two"]
    assert book.holders([1, -2, 9], most=5).found == {"one": 2}
    book.compared("two", [1, 5], [FOUND])
    assert book.uncompared() == []
    assert book.holders([1, 5], most=5).found == {"one": 1, "two": 2}


def test_what_many_hold_is_passed_over(book: Ledger) -> None:
    book.compared("one", [1, 2], [])
    book.compared("two", [1], [])
    assert book.holders([1, 2], most=1).found == {"one": 1}


def test_shared_text_comes_back_with_what_is_known_of_both(book: Ledger) -> None:
    book.compared("one", [1], [])
    book.compared("two", [1], [FOUND])
    [row] = book.reuses()
    assert row.reuse == FOUND
    assert row.inputs == ("two.txt", "one.txt") and row.outlets == (None, "Quill")
    assert book.reuses("one") == book.reuses("tw") == [row]
    assert book.reuses(labels=[Reused.REPRINT]) == []
    with pytest.raises(NotFound):
        book.reuses("nothing")


def test_the_inputs_of_an_article_begin_with_its_own(book: Ledger) -> None:
    run = book.begin_run("y", "model", "0")
    article = Article(id="one", input_id="again.txt", text="A text of words")
    book.add(run, "key-3", Page("again.txt", b"A text of words one"), article, Reading("one"))
    assert book.inputs() == {"one": ["one.txt", "again.txt"], "two": ["two.txt"]}


def test_read_anew_an_article_keeps_what_it_shares_and_gets_its_new_vectors(book: Ledger) -> None:
    book.compared("one", [1], [])
    book.compared("two", [1], [FOUND])
    run = book.begin_run("x", "another model", "0")
    article = Article(id="one", input_id="one.txt", text="A text of words")
    other = SentenceMark((2, 6), bytes(384))
    book.add(
        run, "key-4", Page("one.txt", b"A text of words one"), article, Reading("one"), [other]
    )
    assert book.sentences("one") == (other,)
    assert [row.reuse for row in book.reuses()] == [FOUND]


def test_what_waits_to_be_compared_is_asked_of_no_other_article(book: Ledger) -> None:
    book.compared("one", [1], [])
    run = book.begin_run("y", "another model", "0")
    for name in ("one", "three"):
        article = Article(id=name, input_id=f"{name}.txt", text="A text of words")
        book.add(run, f"key-{name}-y", Page(name, name.encode()), article, Reading(name))
    assert book.uncompared() == ["two", "three"]  # read anew, the first keeps what it shares


def test_the_index_is_measured_in_whole_pages(book: Ledger) -> None:
    assert book.index().prints == 0
    numbers = [n * 0x1B873593CC9E2D51 % 2**63 for n in range(1, 2001)]
    book.compared("one", numbers, [])
    book.compared("two", numbers[:1000], [])
    size = book.index()
    assert size.prints == 3000
    assert size.bytes % 4096 == 0 and 12 * 3000 < size.bytes < 60 * 3000


def test_a_text_that_many_hold_is_looked_up_all_the_same(book: Ledger) -> None:
    book.compared("one", [1, 2, 3, 4], [])
    book.compared("two", [1, 2, 3, 5], [])
    held = book.holders([1, 2, 3, 6], most=1)
    assert held.found == {"one": 3, "two": 3} and held.common == {1, 2, 3}
    held = book.holders([1, 2, 6, 7], most=1)  # half of them: there may be more to it
    assert held.found == {} and held.common == {1, 2}


def test_a_pair_of_others_is_judged_anew_in_its_place(book: Ledger) -> None:
    book.compared("one", [1], [])
    book.compared("two", [1], [FOUND])
    assert book.kept_among(["one", "two"]) == [FOUND]
    assert book.kept_among(["two"]) == book.kept_among([]) == []
    anew = replace(FOUND, label=Reused.BOILERPLATE, direction=Direction.UNKNOWN)
    book.compared("two", [], [anew])
    assert [row.reuse for row in book.reuses()] == [anew]
    assert book.kept_among(["one", "two"]) == []
