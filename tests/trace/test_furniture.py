"""What of a text is furniture of its page: the cases, and what holds for any text."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sayso.records import CueMark, Dropped, Marks, PredicateMark, Span, Voice
from sayso.trace import trace
from sayso.trace.furniture import furniture_in, without_furniture
from sayso.trace.spans import overlap
from sayso.vocab.reasons import plainly
from tests.trace.marked import article, cases, place

CASES = cases("furniture")
FIRST = "The bridge at Harrow was closed on Monday, the grain board said."
LAST = "The town has no other road to the north."
LINES = st.lists(
    st.sampled_from(
        [
            FIRST,
            LAST,
            "Mayor of Harrow Warns of Floods",
            "Rebels claim no ceasefire",
            "Related Stories",
            "Read more: Mayor warns of floods",
            "— Hill Watch (@hillwatch)",
            "Its notice reads:",
            "“Keepers say the wall holds",
            "Tags Norvia Harrow Two men were held.",
            "Moor spoke.Keeper Is HeldMAY 3, 2016",
            "Terms of Use Privacy Policy",
            "",
            "'",
        ]
    ),
    max_size=12,
)


def stretches(case: dict[str, Any]) -> list[str]:
    text = case["text"].strip("\n")
    made = article(text, **({"headline": case["headline"]} if "headline" in case else {}))
    return [text[start:end] for start, end in furniture_in(made, made.paragraphs)]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    assert stretches(case) == case["furniture"]


@given(LINES)
def test_stretches_lie_in_the_text_in_order_and_apart(lines: list[str]) -> None:
    made = article("\n".join(lines))
    found = furniture_in(made, made.paragraphs)
    assert all(0 <= start < end <= len(made.text) for start, end in found)
    assert all(one[1] < other[0] for one, other in pairwise(found))


@given(st.text(max_size=300))
@example("Tags A")
@example("©")
def test_any_text_can_be_searched(text: str) -> None:
    made = article(text)
    for start, end in furniture_in(made, made.paragraphs):
        assert text[start:end].strip()


@given(LINES)
def test_a_sentence_above_changes_nothing_below(lines: list[str]) -> None:
    """An article that has begun has begun, however many sentences stand before."""
    once, twice = (article("\n".join([FIRST] * times + lines)) for times in (1, 2))
    more = len(FIRST) + 1
    found = furniture_in(once, once.paragraphs)
    moved = tuple((start + more, end + more) for start, end in found)
    again = furniture_in(twice, twice.paragraphs)
    if all(line.endswith(".") for line in lines):
        assert again == moved
    assert set(moved) <= set(again)  # one more line that ends makes a full stop the more usual


SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 9)), max_size=6).map(
    lambda pairs: tuple((at, at + size) for at, size in pairs)
)


def apart(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    return without_furniture("x" * 60, spans, ())


@given(SPANS.map(apart), SPANS.map(apart))
def test_what_is_cut_out_is_all_that_is_lost(
    spans: tuple[Span, ...], page: tuple[Span, ...]
) -> None:
    left = without_furniture("x" * 60, spans, page)
    kept = {at for start, end in left for at in range(start, end)}
    told = {at for start, end in spans for at in range(start, end)}
    assert kept == told - {at for start, end in page for at in range(start, end)}


TEASED = f"{FIRST}\nNorvian Army Burned ‘Free’ Mill, Clerk Says\n{LAST}"


def cue(text: str, word: str, content: str) -> CueMark:
    return CueMark(place(text, word), (), (place(text, content),), inner=False, score=0.9)


def test_a_cue_that_is_left_out_is_told_with_its_reason() -> None:
    made = article(TEASED)
    read = trace(made, Marks(made.id, (cue(TEASED, "Says", "Norvian Army Burned"),)))
    assert read.attributions == ()
    assert read.dropped == (
        Dropped(place(TEASED, "Says"), "in a heading, or what is the page's and not the article's"),
    )


def test_a_cue_out_of_the_text_is_no_furniture() -> None:
    made = article(TEASED)
    out = CueMark((900, 910), (), (place(TEASED, "closed"),), inner=False, score=0.9)
    assert trace(made, Marks(made.id, (out,))).dropped == ()


def test_a_content_that_was_cut_says_so() -> None:
    text = "The mill burned. Tags Norvia Harrow mill Two men were held a clerk said."
    made = article(text)
    marked = cue(text, "said", "Tags Norvia Harrow mill Two men were held")
    (one,) = trace(made, Marks(made.id, (marked,))).attributions
    why = dict(one.why)["content"]
    assert [text[slice(*span)] for span in one.content] == ["Two men were held"]
    assert "tags or other parts of the page" in plainly("content", why)


def test_the_author_tells_nothing_in_tags() -> None:
    text = "The mill is old. Tags Norvia Harrow raid Two men were killed on Monday."
    made = article(text)
    marks = Marks(made.id, predicates=(PredicateMark(place(text, "killed"), 3.0, 0.9),))
    told = [one for one in trace(made, marks).claims if one.voice is Voice.AUTHOR]
    assert [text[slice(*one.spans[0])] for one in told] == ["Two men were killed on Monday."]


@given(LINES)
def test_no_claim_of_the_author_touches_furniture(lines: list[str]) -> None:
    made = article("\n".join([FIRST, *lines, "The army seized the mill."]))
    page = furniture_in(made, made.paragraphs)
    for one in trace(made, Marks(made.id)).claims:
        assert not overlap(one.spans, page)
