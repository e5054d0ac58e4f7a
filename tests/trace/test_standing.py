"""Quotations without a cue: who goes on, and what is no quotation of anybody."""

from __future__ import annotations

import pytest

from sayso.records import Attribution, CueMark, Marks, Speech
from sayso.trace import trace
from tests.trace.marked import article, place

Said = tuple[str, str, str]


def read(text: str, *said: Said) -> tuple[Attribution, ...]:
    """The text traced with one mark for each (source, cue, content)."""
    cues = []
    for words in said:
        source, cue, content = (place(text, part) for part in words)
        cues.append(CueMark(cue, (source,), (content,), inner=False, score=0.9))
    return trace(article(text), Marks("case", tuple(cues))).attributions


def contents(text: str, one: Attribution) -> list[str]:
    return [text[slice(*span)] for span in one.content]


FIRST = "“The road is shut to all carts,” the clerk said."
CLERK: Said = ("the clerk", "said", "“The road is shut to all carts,”")


def test_in_one_paragraph_a_quotation_goes_on_behind_its_cue() -> None:
    text = f"{FIRST} “Nobody knows when it will open again.” The mill burned."
    (one,) = read(text, CLERK)
    assert contents(text, one) == [CLERK[2], "“Nobody knows when it will open again.”"]
    assert ("content", "the quotation goes on behind the cue") in one.why


def test_in_a_text_without_paragraphs_or_punctuation_inside_the_marks() -> None:
    text = '"The road is shut to all carts" the clerk said. "Nobody knows when it will open again" '
    text += "The mill burned."
    (one,) = read(text, ("the clerk", "said", '"The road is shut to all carts"'))
    assert contents(text, one)[1] == '"Nobody knows when it will open again"'


def test_behind_indirect_speech_it_is_a_record_of_its_own() -> None:
    text = "The clerk said the road was shut. “Nobody knows when it will open again.”"
    first, second = read(text, ("The clerk", "said", "the road was shut"))
    assert (first.who, first.speech) == (second.who, Speech.INDIRECT)
    assert second.speech is Speech.DIRECT
    assert ("spans", "quotation behind its speaker") in second.why


@pytest.mark.parametrize(
    "rest",
    [
        "“Nobody knows when it will open again,” said Ada Moor.",  # another says it
        "The play “Nobody Knows When It Will Open” was on.",  # it begins no sentence
        "“Not today.” The mill burned.",  # too short to be told from a name
        "The mill burned. “Nobody knows when it will open again.”",  # a sentence in between
        "“nobody knows when it will open again” is a line of hers.",  # no sentence
    ],
)
def test_what_is_not_the_last_speakers(rest: str) -> None:
    text = f"{FIRST} {rest}"
    said = [CLERK]
    if "Ada Moor" in rest:
        said.append(("Ada Moor", "said Ada", "“Nobody knows when it will open again,”"))
    (one, *_) = read(text, *said)
    assert contents(text, one) == [CLERK[2]]


def test_of_two_speakers_in_the_sentence_before_nobody_is_chosen() -> None:
    text = "The clerk said it was shut and Ada Moor denied it. “Nobody knows when it will open.”"
    found = read(text, ("The clerk", "said", "it was shut"), ("Ada Moor", "denied", "it."))
    assert len(found) == 2


def test_a_paragraph_of_one_quotation_is_the_last_speakers() -> None:
    text = f"{FIRST}\n“Nobody knows when it will open again.”"
    _, second = read(text, CLERK)
    assert second.who.name == "clerk (unnamed)"
    assert ("spans", "free-standing quotation") in second.why


@pytest.mark.parametrize("heading", ["‘Nobody must go hungry here’", "“A long and quiet road”"])
def test_a_heading_in_quotation_marks_is_nobodys(heading: str) -> None:
    text = f"{FIRST}\n{heading}\nThe mill burned on Monday."
    assert len(read(text, CLERK)) == 1
