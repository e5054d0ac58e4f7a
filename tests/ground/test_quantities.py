"""Quantities: the cases, and what holds for any text."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.ground.quantities import find
from sayso.ground.quantities.units import singular
from sayso.records import Article, Marks, PredicateMark, Quantity, RoleMark
from sayso.vocab import load
from tests.ground.marked import bracketed, marks, read, shown, table
from tests.trace.marked import article, place

ROWS = [row for case in table("quantities")["case"] for row in case["rows"]]
COUNTED = table("counted")["case"]


def told(quantity: Quantity) -> str:
    """A quantity as the cases write it."""
    low, high = ("" if each is None else f"{each:.12g}" for each in (quantity.low, quantity.high))
    value = low if low == high else f"{low}..{high}"
    limit = f" | {quantity.modifier}" if quantity.modifier else ""
    return f"{value} {quantity.unit or '?'}{limit}"


def found_in(made: Article, marked: Marks) -> list[str]:
    found = find(made, marked)
    return [shown(made.text, [q.span for q in found]), *map(told, found)]


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_row(row: list[str]) -> None:
    assert found_in(*read(row[0], published="2014-06-11")) == row


@pytest.mark.parametrize("case", COUNTED, ids=[case["name"] for case in COUNTED])
def test_counted(case: dict[str, Any]) -> None:
    made = article(bracketed(case["row"][0])[0])
    plain = marks(made, case)
    verbs = tuple(
        PredicateMark(
            place(made.text, word), 3.0, 1.0, (RoleMark(place(made.text, words), role, 1.0),)
        )
        for word, role, words in case.get("roles", ())
    )
    held = Marks(made.id, entities=plain.entities, predicates=verbs)
    assert found_in(made, held) == case["row"]


def test_nothing_is_counted_in_the_dateline() -> None:
    line = "ORSK, 3 miles off (AP) -"
    made, marked = read(f"{line} Two men came.", dateline=line)
    assert [told(q) for q in find(made, marked)] == ["2 man"]


@pytest.mark.parametrize(
    ("plural", "one"),
    [
        ("people", "person"),
        ("women", "woman"),
        ("fighters", "fighter"),
        ("Houthis", "Houthi"),
        ("Kurds", "Kurd"),
        ("cities", "city"),
        ("ties", "tie"),
        ("boxes", "box"),
        ("churches", "church"),
        ("wishes", "wish"),
        ("glasses", "glass"),
        ("buses", "bus"),
        ("lies", "lie"),
        ("troops", "soldier"),
        ("across", None),
        ("us", None),
        ("bus", None),
        ("this", None),
        ("green", None),
        ("ISIS", None),
        ("crisis", None),
    ],
)
def test_the_singular_of_a_plural(plural: str, one: str | None) -> None:
    assert singular(plural) == one


def test_every_fate_is_told_by_some_word_and_none_by_two_kinds() -> None:
    kinds = load("units")["casualties"]
    assert set(kinds) == {
        *("killed", "wounded", "detained", "freed", "abducted", "displaced", "missing")
    }
    assert set(load("units")["people"]["ends"]) < set(kinds)
    for part in ("verbs", "actors", "nouns"):
        words = [word for rows in kinds.values() for word in rows[part]]
        assert len(words) == len(set(words))


VOCABULARY = """
at least more than some 12 2,300 10 - 20 to or between and dozens of thousands people men soldiers
killed were wounded dead $ € million bn a dozen half quarter several few percent % km - mile old
year 2014 May 3 toll rose including three children one no . , on Monday 5 pm F 16 / : two-thirds up
"""
TEXTS = st.one_of(
    st.text(max_size=200), st.lists(st.sampled_from(VOCABULARY.split()), max_size=40).map(" ".join)
)


@settings(max_examples=400)
@given(text=TEXTS)
def test_any_text_yields_spans_in_order_and_bounds_that_hold(text: str) -> None:
    end = 0
    for quantity in find(Article("a", "a", text), Marks("a")):
        assert end <= quantity.span[0] < quantity.span[1] <= len(text)
        assert quantity.low is not None or quantity.high is not None
        if quantity.low is not None and quantity.high is not None:
            assert quantity.low <= quantity.high
        assert quantity.unit
        assert quantity.modifier is None or quantity.modifier.strip()
        end = quantity.span[1]


@pytest.mark.parametrize(
    "unit", ["12 people killed ", "at least ", "dozens of ", "one in ", "10-20 ", "a half of the "]
)
def test_time_grows_with_the_text_and_no_faster(unit: str) -> None:
    began = time.process_time()
    find(Article("a", "a", unit * 4_000), Marks("a"))
    assert time.process_time() - began < 20.0
