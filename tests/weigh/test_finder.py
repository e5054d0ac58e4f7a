"""Which terms a text holds: the same as taking the text apart, and quicker."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.weigh.finder import KEPT, Finder, stem
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
