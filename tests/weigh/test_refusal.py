"""Whole statements that are said not to be so: what is refused, by which words, what is told."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.weigh.refusal import refusal, refused_around, refuses, unpointed

CASES = Path(__file__).parent.parent / "cases" / "judge" / "refused.toml"
ROWS: list[dict[str, Any]] = tomllib.loads(CASES.read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("row", ROWS, ids=[row["text"][:40] for row in ROWS])
def test_what_is_refused(row: dict[str, Any]) -> None:
    found = refusal(row["text"])
    if "what" not in row:
        assert found is None
        return
    assert found is not None
    assert (found.words, found.what) == (row["words"], row["what"])
    assert found.told == row.get("told", row["what"])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("That is not true", "is not true"),
        ("“This is absolutely false,” she said", "is absolutely false"),
        ("The report is untrue.", "is untrue"),
        ("That’s a lie.", "’s a lie"),
        ("All these claims are baseless, and she knows it", "are baseless"),
        ("It was not the first", None),
        ("that it was false that the dam burst", None),
        ("The wall is false and it stands", None),
        ("This is true", None),
    ],
)
def test_what_points_back_and_refuses(text: str, words: str | None) -> None:
    assert refuses(text) == words


@pytest.mark.parametrize(
    ("before", "after", "so"),
    [
        ("She said it was wrong to say ", ".", True),
        ("She said it is not true that ", ".", True),
        ("She said that reports ", " were untrue.", True),
        ("The claim that ", " is a lie, she said.", True),
        ("She said ", ", which is false.", False),
        ("Reports ", " were read out.", False),
        ("", "", False),
    ],
)
def test_what_stands_in_a_refusal(before: str, after: str, so: bool) -> None:
    assert refused_around(before, after) is so


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("reports that the dam burst", "that the dam burst"),
        ("“recent media reports that the dam burst", "that the dam burst"),
        ("The claim that it burst", "that it burst"),
        ("reports of a burst dam", "reports of a burst dam"),
        ("that the reports of it were read", "that the reports of it were read"),
        ("", ""),
    ],
)
def test_what_the_report_is_called_is_no_part_of_it(text: str, left: str) -> None:
    assert unpointed(text) == left


WORDS = (
    'it is not true that the dam burst reports were false a lie , . … " wrong to say no truth in'
)


@given(st.lists(st.sampled_from(WORDS.split()), max_size=16).map(" ".join))
def test_what_is_told_has_no_words_of_its_own(text: str) -> None:
    found = refusal(text)
    if found is not None:
        assert found.words in text and found.what in text
        assert len(found.told) < len(text)
        assert set(found.told.split()) <= set(text.split())
