"""Where a whole article stands on a statement: the cases, and what holds for any text."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.weigh.stance import Stance, stance
from tests.weigh.test_judge import cases, question


@pytest.mark.parametrize("case", cases("stances"))
def test_case(case: dict[str, Any]) -> None:
    stood = stance(question(case["asked"]), case["text"])
    assert (str(stood.stance), bool(stood.why)) == (case["stance"], True)


SAID = "the dam at Colm burst not hoax reportedly . \n claims cannot confirm fake barley"
TEXTS = st.lists(st.sampled_from(SAID.split(" ")), max_size=30).map(" ".join)


@given(TEXTS)
def test_a_text_without_the_words_is_unrelated_and_any_text_stands_somewhere(text: str) -> None:
    asked = question("The dam at Colm burst")
    stood = stance(asked, text)
    assert stood.why and isinstance(stood.stance, Stance)
    assert (stood.stance is Stance.UNRELATED) == (asked.words(text) < 0.21)


@given(TEXTS)
def test_words_that_are_put_behind_do_not_take_a_doubt_back(text: str) -> None:
    doubts = "The burst dam at Colm is a hoax. " + text
    assert stance(question("The dam at Colm burst"), doubts).stance is Stance.DISAGREE
