"""Quoted words that report nobody's speech: the cases, and what holds for any text."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.records import Quoted
from sayso.trace.scare import scare
from sayso.vocab import load
from tests.trace.marked import article, attributed, cases

CASES = cases("scare")


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    text = case["text"]
    found = scare(article(text), attributed(text, case.get("said", ())))
    assert [[text[slice(*s.span)], s.type.value] for s in found] == case["expected"]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("The so-called “truce” held.", "so-called before it"),
        ("They sang the song “Harbour Lights” by night.", "the song before it"),
        ("The “careless” plan failed.", "a word or two that nobody in the sentence says"),
        ("The miller was nicknamed “Anvil” by all.", "nicknamed before it"),
    ],
)
def test_every_stretch_says_by_which_rule(text: str, why: str) -> None:
    assert why in [one.why for one in scare(article(text), ())]


def test_all_four_types_have_a_case() -> None:
    types = {expected[1] for case in CASES for expected in case["expected"]}
    assert types == {kind.value for kind in Quoted}


def test_an_attribution_turns_scare_into_speech() -> None:
    text = 'The plan was "careless" from the first day.'
    assert [s.type for s in scare(article(text), ())] == [Quoted.SCARE]
    said = attributed(text, [{"content": ['The plan was "careless" from the first day']}])
    assert scare(article(text), said) == ()


def test_spans_are_code_points_behind_an_emoji_and_arabic() -> None:
    text = "🕊️ سلام — the April “truce” held for an hour."
    (found,) = scare(article(text), ())
    assert text[slice(*found.span)] == "truce"


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="ab AB.,'\"“”‘’\n«»", max_size=80))
def test_any_text_gives_spans_in_order_inside_it_and_without_marks(text: str) -> None:
    found = scare(article(text), ())
    assert list(found) == sorted(found, key=lambda s: s.span)
    assert len({s.span for s in found}) == len(found)
    for one in found:
        start, end = one.span
        assert 0 <= start < end <= len(text)
        assert "\n" not in text[start:end]


def test_an_empty_article() -> None:
    assert scare(article(""), ()) == ()


def test_many_marks_take_no_long_time() -> None:
    text = "\" ' “ ‘ " * 20_000
    assert scare(article(text), ()) == ()


@pytest.mark.parametrize("section", ["name", "title", "term", "scare"])
def test_phrases_are_written_as_the_rules_compare_them(section: str) -> None:
    for key, phrases in load("quoted")[section].items():
        assert phrases == [phrase.casefold() for phrase in phrases], key
        assert len(set(phrases)) == len(phrases), key
