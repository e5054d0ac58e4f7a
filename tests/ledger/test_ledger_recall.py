"""Candidates for a statement: by sentence, by words, and how rare a word is."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.ledger import Ledger, open_ledger
from tests.engines.test_asking import put


@pytest.fixture
def book(tmp_path: Path) -> Ledger:
    ledger = open_ledger(tmp_path / "x.ledger")
    put(ledger, "one", "the dam at Colm had burst")
    put(ledger, "two", "the dam was sold")
    put(ledger, "three", "barley rose")
    return ledger


def test_claims_are_found_by_their_sentence(book: Ledger) -> None:
    found = book.recalled([("one", (3, 8)), ("three", (0, 4)), ("nobody", (0, 9))], [], limit=9)
    assert [row.id for row in found] == ["cone", "cthree"]
    assert book.recalled([("one", (500, 600))], [], limit=9) == []


def test_claims_are_found_by_any_of_the_words_up_to_a_limit(book: Ledger) -> None:
    assert [row.id for row in book.recalled([], ["dam", "colm"], limit=9)] == ["cone", "ctwo"]
    assert [row.id for row in book.recalled([], ["dam", "colm"], limit=1)] == ["cone"]


def test_a_claim_is_told_once(book: Ledger) -> None:
    found = book.recalled([("one", (0, 5))], ["burst"], limit=9)
    assert [row.id for row in found] == ["cone"]


def test_words_are_counted_and_no_word_is_a_query(book: Ledger) -> None:
    assert book.counted(["dam", "colm", "snow"]) == ({"dam": 2, "colm": 1, "snow": 0}, 3)
    assert book.counted(['" OR *', "NEAR("]) == ({'" OR *': 0, "NEAR(": 0}, 3)
    assert len(book.recalled([], ['" OR *', "dam*"], limit=9)) == 2


def test_every_vector_comes_with_its_sentence(book: Ledger) -> None:
    [(article, spans, raw), *_] = list(book.vectors())
    assert (article, len(spans), len(raw)) == ("one", 1, 384)
