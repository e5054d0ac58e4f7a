"""What the speed bench feeds the program, and how it counts."""

import csv
from itertools import islice
from pathlib import Path

import pytest

from bench.speed import articles, repeated, write

ROWS = [
    {"id": "a", "text": "One two three.", "outlet": "The Ferry Post"},
    {"id": "b", "text": 'Four, "five".\n\nSix.', "outlet": "Harbour Daily"},
]


@pytest.mark.parametrize("wanted", [0, 1, 2, 3, 7])
def test_as_many_as_are_wanted(wanted: int) -> None:
    assert len(list(repeated(ROWS, wanted))) == wanted


def test_no_two_share_an_id_or_a_url() -> None:
    rows = list(repeated(ROWS, 7))
    assert len({row["id"] for row in rows}) == 7
    assert len({row["url"] for row in rows}) == 7


def test_texts_and_order_stay() -> None:
    rows = list(repeated(ROWS, 3))
    assert [row["text"] for row in rows] == [ROWS[0]["text"], ROWS[1]["text"], ROWS[0]["text"]]


def test_rows_are_made_as_they_are_taken() -> None:
    assert len(list(islice(repeated(ROWS, 10**12), 5))) == 5


def test_nothing_repeated_is_nothing() -> None:
    assert list(repeated([], 5)) == []


def test_words_are_counted_over_what_is_written(tmp_path: Path) -> None:
    assert write(repeated(ROWS, 4), tmp_path / "out.csv") == 12


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    write(repeated(ROWS, 2), path)
    assert [row["text"] for row in articles(path)] == [row["text"] for row in ROWS]
    with path.open(newline="") as file:
        assert next(csv.reader(file)) == ["id", "text", "outlet", "url"]
