"""Groups of articles that are one text, and the earliest copy held."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.records import Direction, Reuse, Reused
from sayso.weigh.groups import ONE_TEXT, first_of, groups


def pair(a: str, b: str, label: str = "reprint", first: str = "unknown") -> Reuse:
    return Reuse(a, b, Reused(label), Direction(first), 1.0, ())


def test_reprints_and_rewrites_of_each_other_are_one_text() -> None:
    found = [pair("a", "b"), pair("c", "b", "rewrite"), pair("a", "c"), pair("d", "e")]
    assert groups(found) == [("a", "b", "c"), ("d", "e")]


def test_a_chain_of_ever_looser_rewrites_is_not_one_text() -> None:
    links = [("a", "b", 0.9), ("b", "c", 0.8), ("c", "d", 0.7), ("d", "e", 0.3), ("e", "f", 0.2)]
    found = [Reuse(a, b, Reused.REWRITE, Direction.UNKNOWN, s, ()) for a, b, s in links]
    assert groups(found) == [("a", "b", "c"), ("d", "e", "f")]


@pytest.mark.parametrize("label", [str(each) for each in Reused if each not in ONE_TEXT])
def test_other_labels_join_nothing(label: str) -> None:
    assert groups([pair("a", "b", label)]) == []


def test_the_earliest_copy_is_the_one_that_nothing_precedes() -> None:
    found = [pair("a", "b", first="a"), pair("b", "c", first="a"), pair("c", "a", first="b")]
    assert first_of(("a", "b", "c"), found) == "a"


def test_where_two_may_be_first_neither_is() -> None:
    found = [pair("a", "c", first="a"), pair("b", "c", first="a")]
    assert first_of(("a", "b", "c"), found) is None


def test_pairs_of_other_groups_and_labels_say_nothing_of_this_one() -> None:
    found = [pair("a", "b", first="a"), pair("x", "a", first="a"), pair("b", "a", "excerpt", "a")]
    assert first_of(("a", "b"), found) == "a"


NAMES = st.sampled_from(["a", "b", "c", "d", "e", "f", "g"])
PAIRS = st.lists(st.builds(pair, NAMES, NAMES, st.sampled_from([str(each) for each in Reused])))


@given(PAIRS)
def test_every_article_is_in_one_group_at_most_and_half_of_it_is_linked(found: list[Reuse]) -> None:
    made = groups(found)
    every = [article for group in made for article in group]
    assert len(every) == len(set(every))
    joined = {frozenset((one.a, one.b)) for one in found if one.label in ONE_TEXT}
    for group in made:
        assert len(group) > 1
        for article in group:
            assert any(frozenset((article, other)) in joined for other in group)
    assert [len(group) for group in made] == sorted(map(len, made), reverse=True)


def test_what_a_person_says_is_one_text_is_joined_whatever_the_others_are() -> None:
    loose = [pair("a", "b"), pair("c", "d"), pair("e", "f")]
    by_hand = replace(pair("b", "c"), by="me")
    assert groups(loose) == [("a", "b"), ("c", "d"), ("e", "f")]
    assert groups([*loose, by_hand]) == [("a", "b", "c", "d"), ("e", "f")]


def test_no_group_has_two_articles_that_a_person_keeps_apart() -> None:
    every = [pair("a", "b"), pair("b", "c"), pair("a", "c")]
    assert groups(every) == [("a", "b", "c")]
    assert groups(every[:2], apart=[frozenset("ac")]) == [("a", "b")]
