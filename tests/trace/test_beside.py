"""One source for two cues, and what two records of a sentence tell of each other."""

from __future__ import annotations

import pytest

from sayso.records import CueMark
from tests.trace.marked import place
from tests.trace.test_join import drafts, mark, words

TEXT = "SHO director Ada Moor said ten barns burned adding that the mill was safe."


def sources(text: str, *marks: CueMark) -> list[list[str]]:
    return [words(text, one.source) for one in drafts(text, *marks)]


@pytest.mark.parametrize("short", ["said", "adding"])
def test_a_source_is_as_long_as_another_record_of_the_sentence_has_it(short: str) -> None:
    marks = {
        "said": mark(TEXT, "SHO director Ada Moor", "said", "ten barns burned"),
        "adding": mark(TEXT, "SHO director Ada Moor", "adding", "that the mill was safe"),
    }
    cut = marks[short]
    marks[short] = CueMark(cut.cue, (place(TEXT, "SHO director"),), cut.content, False, 0.9)
    assert sources(TEXT, *marks.values()) == [["SHO director Ada Moor"]] * 2


def test_a_longer_source_that_ends_in_a_verb_is_not_better() -> None:
    text = "Moor cast doubt on the board saying it was late."
    found = sources(
        text,
        mark(text, "Moor cast", "doubt", "on the board"),
        mark(text, "Moor", "saying", "it was late"),
    )
    assert found[1] == ["Moor"]


def test_a_second_cue_with_a_source_of_its_own_keeps_it() -> None:
    text = "Ada Moor said ten barns burned and Ivo Prent said the mill was safe."
    found = sources(
        text,
        mark(text, "Ada Moor", "said", "ten barns burned"),
        CueMark(
            (text.rindex("said"), text.rindex("said") + 4),
            (place(text, "Ivo Prent"),),
            (place(text, "the mill was safe"),),
            False,
            0.9,
        ),
    )
    assert found == [["Ada Moor"], ["Ivo Prent"]]


def test_a_participle_behind_what_is_said_keeps_its_source() -> None:
    text = "Ada Moor said the board left, the clerk adding that it rained."
    found = sources(
        text,
        mark(text, "Ada Moor", "said", "the board left"),
        mark(text, "the clerk", "adding", "that it rained"),
    )
    assert found == [["Ada Moor"], ["the clerk"]]


def test_a_name_in_brackets_of_the_subject_is_not_behind_its_part() -> None:
    text = "The activist of Hill Radio told them that it rained."
    assert sources(text, mark(text, "The activist", "told", "that it rained")) == [["The activist"]]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The claim was rejected by the harbour board.", ["the harbour board"]),
        ("The claim was rejected by lunch.", []),
        ("The claim was rejected.", []),
    ],
)
def test_a_passive_has_the_source_behind_it(text: str, who: list[str]) -> None:
    assert sources(text, mark(text, "", "was rejected", "The claim")) == [who]


@pytest.mark.parametrize(
    ("text", "second", "first", "kept"),
    [
        (
            "The Hill Watch condemned the raid saying those behind it would pay.",
            "saying",
            "the raid saying those",
            "the raid",
        ),
        (
            "The Hill Watch condemned the raid and said those behind it would pay.",
            "said",
            "the raid and said those",
            "the raid",
        ),
        (
            "The Hill Watch condemned the raid by threatening those behind it with law.",
            "threatening",
            "the raid by threatening those",
            "the raid by threatening those",
        ),
    ],
)
def test_what_is_said_ends_before_the_next_cue_of_its_source(
    text: str, second: str, first: str, kept: str
) -> None:
    rest = text[text.index("those") : -1]
    one, two = drafts(
        text,
        mark(text, "The Hill Watch", "condemned", first),
        mark(text, "The Hill Watch", second, rest),
    )
    assert words(text, one.content) == [kept]
    assert words(text, two.content) == [rest]
