"""Articles of a real ledger are compared once, each with those before it."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.engines.weighing import LedgerShelf, compare_new
from sayso.ledger import Ledger, open_ledger
from sayso.records import Article, Credit, Page, Reading, Reused, article_id
from sayso.weigh import COMMON

BODY = (
    "Two barges ran aground below the weir at Colm on Tuesday night, and forty tons of grain went "
    "into the river, the harbour office said. Nobody was hurt. Ducks and boys from the mill came "
    "for the grain until a policeman was posted on the bank.\n"
)
OTHER = (
    "The council of Colm voted to dredge the lower river next spring after years of complaints by "
    "skippers, who lose a day and a half at low water every summer and pay for it themselves.\n"
)


def put(
    book: Ledger, name: str, text: str, *, wire: str | None = None, outlet: str | None = None
) -> None:
    run = book.begin_run(name, "model", "0")
    named = (Credit(wire, "dateline", (0, 4)),) if wire else ()
    key = article_id(text, name)
    article = Article(id=key, input_id=name, text=text, url=name, credits=named, outlet=outlet)
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


STANDING = (
    "The Colm Gazette has been printed in the yard behind the old customs house since the year of "
    "the great flood, it belongs to its readers, and it takes no money from the harbour office.\n"
)
THIRD = (
    "A choir of forty sang on the weir on Sunday to thank the skippers who had carried the coal of "
    "the winter up the river for nothing; the mayor came late and left before the second hymn.\n"
)


def longer(name: str, body: str) -> str:
    """An article of the outlet: long enough that its standing text is little of it."""
    return f"{body}{' '.join(f'{name}{n}' for n in range(80))}.\n{STANDING}"


def labels(book: Ledger) -> dict[frozenset[str], str]:
    return {frozenset(row.inputs): str(row.reuse.label) for row in book.reuses()}


def test_standing_text_is_learnt_and_what_was_told_before_is_told_anew(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "x.ledger") as book:
        for name, body in (("one", BODY), ("two", OTHER)):
            put(book, name, longer(name, body), outlet="The Colm Gazette")
            compare_new(book)
        assert labels(book)[frozenset(["one", "two"])] != Reused.BOILERPLATE
        put(book, "three", longer("three", THIRD), outlet="The Colm Gazette")
        assert compare_new(book) == 1
        assert set(labels(book).values()) == {Reused.BOILERPLATE} and len(labels(book)) == 3


def test_what_two_share_beside_standing_text_stays_what_it_was(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "x.ledger") as book:
        put(book, "one", longer("one", BODY), outlet="The Colm Gazette")
        put(book, "again", "Grain in the river\n" + longer("one", BODY), outlet="The Colm Gazette")
        put(book, "two", longer("two", OTHER), outlet="The Colm Gazette")
        put(book, "three", longer("three", THIRD), outlet="The Colm Gazette")
        compare_new(book)
        told = labels(book)
        assert told.pop(frozenset(["one", "again"])) == Reused.REPRINT
        assert set(told.values()) == {Reused.BOILERPLATE} and len(told) == 5


def test_of_a_text_that_many_print_each_copy_is_found(tmp_path: Path) -> None:
    many = COMMON + 4
    with open_ledger(tmp_path / "x.ledger") as book:
        for number in range(many):
            put(book, f"copy-{number}", f"Copy {number}\n{BODY}")
        compare_new(book)
        last = [row for row in book.reuses() if f"copy-{many - 1}" in row.inputs]
        assert {row.reuse.label for row in last} == {Reused.REPRINT}
        assert len(last) == COMMON + 1  # those that came first


def test_a_formula_of_more_than_many_articles_leads_nowhere_and_stands_around(
    tmp_path: Path,
) -> None:
    with open_ledger(tmp_path / "x.ledger") as book:
        for number in range(COMMON + 2):
            own = " ".join(f"word{number}x{n}" for n in range(80))
            put(book, f"other-{number}", f"{own}\n{STANDING}", outlet="The Colm Gazette")
        put(book, "one", BODY + THIRD + STANDING, outlet="The Colm Gazette")
        put(book, "two", OTHER + BODY + STANDING, outlet="The Colm Gazette")
        compare_new(book)
        [row] = [row for row in book.reuses() if set(row.inputs) == {"one", "two"}]
        said = [text for text, _ in row.reuse.passages]
        assert row.reuse.label is not Reused.BOILERPLATE
        assert len(said) == 1  # the standing text is taken off
        assert not [
            row for row in book.reuses() if "other-65" in row.inputs and "one" in row.inputs
        ]
