"""Words of a text, and the numbers among them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.ground.numbers import Number, number_at, ordinal
from sayso.ground.words import words


@pytest.mark.parametrize(
    ("text", "value", "size"),
    [
        ("0", 0, 1),
        ("7", 7, 1),
        ("2,300", 2300, 1),
        ("1,234,567", 1234567, 1),
        ("2.5", 2.5, 1),
        ("3 million", 3_000_000, 2),
        ("2.3 million people", 2_300_000, 2),
        ("1.5 hundred thousand", 150_000, 3),
        ("5-million", 5_000_000, 3),
        ("3m", 3_000_000, 2),
        ("5bn", 5_000_000_000, 2),
        ("10k", 10_000, 2),
        ("5 m", 5, 1),
        ("2 1/2 years", 2.5, 4),
        ("2 3/4", 2.75, 4),
        ("2 4/3", 2, 1),
        ("one", 1, 1),
        ("twelve men", 12, 1),
        ("twenty-five", 25, 3),
        ("twenty five", 25, 2),
        ("ninety-nine", 99, 3),
        ("one hundred", 100, 2),
        ("a hundred", 100, 2),
        ("one hundred and one", 101, 4),
        ("two hundred and thirty-four men", 234, 6),
        ("two thousand three hundred and five", 2305, 6),
        ("a thousand", 1000, 2),
        ("six hundred thousand", 600_000, 3),
        ("one million two hundred thousand", 1_200_000, 5),
        ("two thousand and five", 2005, 4),
        ("five and six", 5, 1),
        ("one or two", 1, 1),
        ("three-year", 3, 1),
        ("five hundred and", 500, 2),
        ("one thousand million", 1000, 2),
    ],
)
def test_a_number_is_read_as_long_as_it_goes(text: str, value: float, size: int) -> None:
    found = number_at(words(text), 0)
    assert found is not None
    assert (found.value, found.size, found.year) == (value, size, False)


@pytest.mark.parametrize(
    ("text", "year", "size"),
    [
        ("nineteen ninety-six", 1996, 4),
        ("nineteen ninety six", 1996, 3),
        ("eighteen twelve", 1812, 2),
        ("twenty fourteen", 2014, 2),
        ("nineteen seventy", 1970, 2),
        ("twenty twenty", 2020, 2),
    ],
)
def test_a_year_in_two_halves(text: str, year: int, size: int) -> None:
    assert number_at(words(text), 0) == Number(year, size, year=True)


@pytest.mark.parametrize("text", ["people", "a man", "an", "million", "-5", "3/6/2014", "1" * 16])
def test_no_number(text: str) -> None:
    assert number_at(words(text), 0) is None


def test_only_digits_alone_are_digits() -> None:
    assert [number_at(words(t), 0).digits for t in ("2014", "2 million", "two")] == [  # type: ignore[union-attr] # each is a number
        True,
        False,
        False,
    ]


def test_ranks() -> None:
    assert [ordinal(each) for each in ("first", "thirtieth", "three", "")] == [1, 30, None, None]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It’s the mayor’s", ["it", "'s", "the", "mayor", "'s"]),
        ("It isn't so", ["it", "isn't", "so"]),
        ("mid-May", ["mid", "-", "may"]),
        ("at 5 p.m. on", ["at", "5", "p.m.", "on"]),
        ("at 5 pm. On", ["at", "5", "pm", ".", "on"]),
        ("at 17:30:05 he", ["at", "17:30:05", "he"]),
        ("3/6/2014, 2014-06-03", ["3/6/2014", ",", "2014-06-03"]),
        ("1/2 and 24/7", ["1", "/", "2", "and", "24", "/", "7"]),
        ("2014/06/03/4", ["2014", "/", "06", "/", "03", "/", "4"]),
        ("€3m, 1,200 and 12,34", ["€", "3", "m", ",", "1,200", "and", "12", ",", "34"]),
        ("4th '80s", ["4", "th", "'", "80", "s"]),
        ("Ünal und Çelik", ["ünal", "und", "çelik"]),
        ("one\ntwo", ["one", "\n", "two"]),
    ],
)
def test_words(text: str, found: list[str]) -> None:
    assert [word.low for word in words(text)] == found


@given(st.text(max_size=120))
def test_every_word_stands_where_it_says(text: str) -> None:
    at = 0
    for word in words(text):
        assert at <= word.start < word.end <= len(text)
        assert not text[at : word.start].strip()
        at = word.end
    assert not text[at:].strip()


@given(st.text(alphabet="0123456789,. -/onetwhudramil", max_size=60))
def test_no_text_of_numbers_is_read_past_its_end(text: str) -> None:
    found = words(text)
    for at in range(len(found)):
        number = number_at(found, at)
        assert number is None or (1 <= number.size <= len(found) - at and number.value >= 0)
