"""What tracing costs on text that was made to be dear; the bounds are far above what is needed."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.records import CueMark, Marks, Span
from sayso.trace import trace
from sayso.trace.draft import ground
from sayso.trace.spans import Cover, which
from tests.trace.marked import article

SPAN = st.tuples(st.integers(0, 30), st.integers(1, 9)).map(lambda two: (two[0], sum(two)))


def marked(text: str) -> Marks:
    """A mark at each "said": the word before says the next words."""
    cues = []
    for cue in re.finditer(r"(\w+ )said\b", text):
        at, end = cue.span()
        content = (end, min(len(text), end + 12))
        source = (at, cue.end(1))
        cues.append(CueMark((cue.end(1), end), (source,), (content,), inner=False, score=0.9))
    return Marks("case", tuple(cues))


@pytest.mark.parametrize(
    ("piece", "times"),
    [
        ("He said it rained. ", 1_000),
        ("He said it, he said ", 1_000),
        ("Ann said Bob said ", 800),
        ("The Alpha said Beta ", 1_000),
        ("“", 20_000),
        ("“He said it ", 1_000),
        ("“It rained on the town all the day,” he said.\n“It snowed on us all night.”\n", 500),
        ("“It rained on the town all the day he said it\n", 500),
        ("“It rained on the town all the day.”\n", 2_000),
        ("‘It rained’ on the town.\n", 2_000),
        ("word word ", 100_000),
        ("He said this:\n", 1_000),
        ("He said it rained. “The rain fell on the old town.” ", 600),
        ("“Rain fell” on “the” town. ", 2_000),
        ("The “x” ", 4_000),
    ],
)
def test_hostile_text_with_a_mark_on_every_cue_is_soon_traced(piece: str, times: int) -> None:
    text = piece * times
    laid, marks = article(text), marked(text)
    began = time.process_time()
    reading = trace(laid, marks)
    assert time.process_time() - began < 8
    assert trace(article(text[: len(piece) * 20]), marks).article  # marks out of the text
    assert all(0 <= a < b <= len(text) for one in reading.attributions for a, b in one.content)


@given(st.lists(SPAN, max_size=8), SPAN)
def test_a_cover_answers_as_looking_at_every_span_does(spans: list[Span], asked: Span) -> None:
    cover = Cover(spans)
    assert cover.holds(asked) == any(a <= asked[0] and asked[1] <= b for a, b in spans)
    assert cover.around(asked[0]) == [n for n, (a, b) in enumerate(spans) if a <= asked[0] < b]
    assert cover.touches(asked) == any(a < asked[1] and asked[0] < b for a, b in spans)


@given(st.text("ab ", max_size=40), st.integers(0, 40), st.integers(0, 40))
def test_matches_are_those_that_a_search_of_the_part_finds(text: str, start: int, end: int) -> None:
    laid, pattern = ground(article(text)), re.compile(r"\ba+\b")
    found = [one.span() for one in laid.matches(pattern, start, end)]
    every = [one.span() for one in pattern.finditer(text)]
    assert found == [(a, b) for a, b in every if start <= a < end and b <= end]
    assert found == [one.span() for one in laid.matches(pattern, start, end)]  # as kept


@given(st.lists(SPAN, max_size=8).map(sorted), st.integers(0, 40))
def test_which_is_the_last_span_that_has_begun(spans: list[Span], point: int) -> None:
    begun = [place for place, (start, _) in enumerate(spans) if start <= point]
    assert which(point, spans) == (begun[-1] if begun else -1)


def test_a_short_name_of_several_is_the_one_last_seen() -> None:
    text = "Ada Moor left. Ivo Moor came. Ada Moor sat. Mr Ivo Moor stood. Moor said it rained."
    names = ground(article(text)).names
    at = text.index("Moor said")
    assert [m.name for m in (names.longer("Moor", at),) if m] == ["Ivo Moor"]
    assert [m.name for m in (names.longer("Moor", text.index("Mr Ivo")),) if m] == ["Ada Moor"]
    assert names.longer("Moor", 0) is None
    assert [m.name for m in (names.longer("Ada", at),) if m] == ["Ada Moor"]


def test_the_words_of_a_cue_are_the_askers_own() -> None:
    laid = ground(article("The mill Has Burned."))
    first = laid.words(((4, 8), (9, 19)))
    first.clear()
    assert laid.words(((4, 8), (9, 19))) == ["mill", "has", "burned"]
    assert laid.words(()) == []
