"""Which terms a text holds: the same as taking the text apart, and quicker."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.vocab.spellings import same_word
from sayso.weigh.finder import KEPT, Finder, Spellings, bare, stem
from sayso.weigh.likeness import terms


@pytest.mark.parametrize(
    ("term", "text", "held"),
    [
        ("bomb", "They bombed it", True),
        ("bomb", "Bombing", True),
        ("bomb", "The bomb’s fuse", True),
        ("bomb", "A bombast", False),
        ("dam", "two dams", True),
        ("dam", "madam", False),
        ("dam", "a damp dam", True),
        ("dam", "the dam's wall", True),
        ("wall", "walled", True),
        ("wall", "sea-wall", True),
        ("dam", "the DAM.", True),
        ("2014", "in 2014,", True),
        ("2014", "20145", False),
        ("group/islamic-state", "ISIS left", True),
        ("group/islamic-state", "Islamic-State men", True),
        ("group/islamic-state", "it is late", False),
        ("state/syria", "Syrian troops", True),
        ("state/syria", "Syrias army", True),
        ("state/syria", "the Assyrians", False),
        ("bomb", "The bombings", False),
        ("dam", "damed", False),
        ("wall", "wall’s", True),
        ("wall", "wall'o", False),
        ("o'dell", "the O’Dell house", False),
        ("group/islamic-state", "what it is, IS says", True),
        ("group/islamic-state", "Da'esh men", True),
        ("group/islamic-state", "DAESH", True),
        ("group/islamic-state", "ISISlands", False),
        ("state/united-states", "tell us", False),
        ("state/united-states", "a U.S. ship", True),
        ("state/united-states", "the u.s. of it", False),
        ("state/united-states", "the United-States fleet", True),
        ("state/united-states", "\u0130n the United States", True),
        ("group/nobody", "group/nobody", False),
    ],
)
def test_a_term_is_found_as_it_may_be_written(term: str, text: str, held: bool) -> None:
    assert (term in Finder([term]).held(text)) is held


def test_a_stem_needs_letters() -> None:
    assert [stem(word) for word in ("dams", "walls", "used", "killing", "s")] == [
        "dams",
        "wall",
        "used",
        "kill",
        "s",
    ]


SAID = "the ISIS Islamic State bombed bombs walls dam Syria Syrian told U.S. army, no. Colm's"
WORDS = st.sampled_from(SAID.split())


@given(st.lists(WORDS, max_size=12).map(" ".join))
def test_what_a_text_is_about_is_found_in_it(text: str) -> None:
    wanted = terms(text)
    assert Finder(wanted).held(text) == wanted


def test_what_is_remembered_is_bounded() -> None:
    finder = Finder(["dam"])
    for n in range(KEPT + 9):
        assert finder.held(f"dam {n}") == {"dam"}
    assert finder.held("wall") == frozenset()


LETTERS = st.text("abdegnsSBD'’_ -", max_size=9)


@given(st.sampled_from(["bag", "base", "bend", "d"]), st.lists(LETTERS, max_size=4).map(" ".join))
def test_a_stem_is_found_where_a_word_has_it(wanted: str, text: str) -> None:
    words = [bare(found) for found in re.findall(r"[^\W_]+(?:['’][^\W_]+)*", text)]
    has = any(wanted in (word, word.removesuffix("s"), stem(word)) for word in words)
    assert (wanted in Finder([wanted]).held(text)) is has


@pytest.mark.parametrize(
    ("word", "text", "held"),
    [
        ("rouhani", "Mr. Rohani’s visit", True),
        ("rouhani", "they rohani", False),
        ("qassem", "Kassem spoke", True),
        ("qassem", "Bassem spoke", False),
        ("dolan", "O'Tolan", False),
        ("ivo", "Iva", False),
        ("rivola", "'Rivolo' is a ship", True),
    ],
)
def test_a_name_may_be_spelt_otherwise(word: str, text: str, held: bool) -> None:
    found = Spellings([word, "another"]).held(text, frozenset({"another"}))
    assert found == ({word} if held else frozenset())


def test_nothing_is_a_spelling_of_nothing() -> None:
    assert Spellings([]).held("Rohani", frozenset()) == frozenset()
    assert Spellings(["rouhani"]).held("Rohani", frozenset({"rouhani"})) == frozenset()


NAMES = st.lists(
    st.sampled_from(["Rohani", "Rouhani", "Rohan's", "Kasim", "Qasim", "Tolan", "’Dolan", "x"])
)


@given(NAMES.map(" ".join))
def test_every_spelling_that_two_words_may_have_is_found(text: str) -> None:
    wanted = {"rouhani", "qasim", "dolan"}
    names = {bare(w) for w in re.findall(r"[^\W_]+(?:['’][^\W_]+)*", text) if w[0].isupper()}
    like = {word for word in wanted if any(same_word(word, name) for name in names)}
    assert Spellings(wanted).held(text, frozenset()) == like
