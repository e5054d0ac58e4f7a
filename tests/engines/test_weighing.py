"""Articles of a real ledger are compared once, each with those before it."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.engines.weighing import LedgerShelf, compare_new
from sayso.ledger import Ledger, open_ledger
from sayso.records import Article, Credit, Page, Reading, Reused, article_id

BODY = (
    "Two barges ran aground below the weir at Colm on Tuesday night, and forty tons of grain went "
    "into the river, the harbour office said. Nobody was hurt. Ducks and boys from the mill came "
    "for the grain until a policeman was posted on the bank.\n"
)
OTHER = (
    "The council of Colm voted to dredge the lower river next spring after years of complaints by "
    "skippers, who lose a day and a half at low water every summer and pay for it themselves.\n"
)


def put(book: Ledger, name: str, text: str, *, wire: str | None = None) -> None:
    run = book.begin_run(name, "model", "0")
    named = (Credit(wire, "dateline", (0, 4)),) if wire else ()
    key = article_id(text, name)
    article = Article(id=key, input_id=name, text=text, url=name, credits=named)
    book.add(run, name, Page(name, text.encode()), article, Reading(key))


def test_each_pair_is_found_once_and_nothing_is_done_twice(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "x.ledger") as book:
        put(book, "first", BODY, wire="Corvane")
        put(book, "other", OTHER)
        left: list[int] = []
        assert compare_new(book, heard=left.append) == 2
        assert left == [1, 0] and book.reuses() == []
        put(book, "later", "Grain in the river\n" + BODY)
        assert compare_new(book) == 1
        assert compare_new(book) == 0
        [row] = book.reuses()
        assert row.inputs == ("later", "first")
        assert (row.reuse.label, str(row.reuse.direction)) == (Reused.REPRINT, "b")
        assert ("direction", "one bears the dateline of Corvane") in row.reuse.why


def test_what_was_stopped_goes_on(tmp_path: Path) -> None:
    def stop(left: int) -> None:
        raise KeyboardInterrupt

    with open_ledger(tmp_path / "x.ledger") as book:
        put(book, "first", BODY)
        put(book, "later", BODY + OTHER)
        with pytest.raises(KeyboardInterrupt):
            compare_new(book, heard=stop)
        assert len(book.uncompared()) == 1
        assert compare_new(book) == 1
        assert len(book.reuses()) == 1


def test_the_shelf_of_a_ledger_tells_texts_as_they_were_read(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "x.ledger") as book:
        put(book, "first", BODY, wire="Corvane")
        [key] = book.inputs()
        text = LedgerShelf(book).text(key)
        assert (text.text, text.wire) == (BODY, "Corvane")
