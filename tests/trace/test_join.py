"""From marks to drafts: edges, holes, and the turns of phrase that tell a source."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.records import CueMark, Marks, Span
from sayso.trace.draft import Draft, ground
from sayso.trace.join import join
from sayso.trace.spans import clean, whole
from tests.trace.marked import article, place


def drafts(text: str, *marks: CueMark) -> list[Draft]:
    return join(ground(article(text)), Marks("case", marks))[0]


def left_out(text: str, *marks: CueMark) -> list[tuple[str, str]]:
    """The words of each cue that makes no record, and why."""
    dropped = join(ground(article(text)), Marks("case", marks))[1]
    return [(text[slice(*one.span)], one.why) for one in dropped]


def mark(text: str, source: str, cue: str, *content: str, inner: bool = False) -> CueMark:
    """A mark by its words; ``source`` may be empty."""
    at = place(text, cue)
    said = tuple(place(text, words) for words in content)
    return CueMark(at, (place(text, source),) if source else (), said, inner, 0.9)


def words(text: str, spans: tuple[Span, ...]) -> list[str]:
    return [text[start:end] for start, end in spans]


def test_a_cue_is_never_part_of_a_word() -> None:
    text = "The note corroborates the claim."
    start = text.index("corrob")
    cut = CueMark((start, start + 8), (), (place(text, "the claim"),), False, 0.9)
    (one,) = drafts(text, cut)
    assert words(text, one.cue) == ["corroborates"]


@pytest.mark.parametrize(("end", "kept"), [(3, "boats"), (2, "Two")])
def test_a_word_stays_if_half_of_it_is_inside(end: int, kept: str) -> None:
    text = "Two boats sank, Ada said."
    cue = place(text, "said")
    cut = CueMark(cue, (place(text, "Ada"),), ((0, len("Two ") + end),), False, 0.9)
    (one,) = drafts(text, cut)
    assert words(text, one.content)[0].endswith(kept)


def test_a_hole_of_blanks_is_closed_and_one_of_words_is_not() -> None:
    text = "Ada saw them leave that night."
    said = (place(text, "them"), place(text, "leave"), place(text, "night"))
    (one,) = drafts(text, CueMark(place(text, "saw"), (place(text, "Ada"),), said, False, 0.9))
    assert words(text, one.content) == ["them leave", "night"]


def test_a_source_does_not_run_over_a_paragraph() -> None:
    text = "See the clip\nAda labels it a fake."
    both = (place(text, "the clip")[0], place(text, "Ada")[1])
    (one,) = drafts(
        text, CueMark(place(text, "labels"), (both,), (place(text, "it a fake"),), False, 0.9)
    )
    assert words(text, one.source) == ["Ada"]


@pytest.mark.parametrize(
    ("source", "kept"),
    [
        ("of the officers", "the officers"),
        ("officers on", "officers"),
        ("US", "US"),
        ("the", ""),
        ("by a", ""),
    ],
)
def test_a_source_is_more_than_function_words(source: str, kept: str) -> None:
    text = f"Word {source} said it rained."
    (one,) = drafts(text, mark(text, source, "said", "it rained"))
    assert words(text, one.source) == ([kept] if kept else [])


@pytest.mark.parametrize(
    ("said", "source", "kept"),
    [
        ("Mr Prent said it rained.", "Mr", "Mr Prent"),
        ("Gen. Ivo Prent said it rained.", "Gen", "Gen. Ivo Prent"),
        ("Mr Prent’s aide said it rained.", "aide", "aide"),
        ("Mrs said it rained.", "Mrs", "Mrs"),
    ],
)
def test_a_title_is_no_source_without_its_name(said: str, source: str, kept: str) -> None:
    (one,) = drafts(said, mark(said, source, "said", "it rained"))
    assert words(said, one.source) == [kept]


def test_the_one_cited_is_what_stands_behind_citing() -> None:
    text = "Reuters reported rain, citing two old farmers in the hills."
    (one,) = drafts(text, mark(text, "Reuters", "citing", "rain"))
    assert words(text, one.source) == ["two old farmers"]


def test_a_right_source_behind_citing_stays() -> None:
    text = "Reuters reported rain, citing two old farmers in the hills."
    (one,) = drafts(text, mark(text, "two old farmers in the hills", "citing", "rain"))
    assert words(text, one.source) == ["two old farmers in the hills"]


def test_the_one_quoted_as_saying_stands_between() -> None:
    text = "The Sun quoted a farmer as saying it rained."
    first, second = drafts(
        text,
        mark(text, "The Sun", "quoted", "it rained"),
        mark(text, "The Sun", "saying", "it rained", inner=True),
    )
    assert (words(text, first.source), words(text, second.source)) == (["The Sun"], ["a farmer"])
    assert second.inner


def test_why_tells_that_a_source_was_put_right() -> None:
    text = "Reuters reported rain, citing two old farmers."
    (one,) = drafts(text, mark(text, "Reuters", "citing", "rain"))
    assert ("source", "the one cited") in one.why


@given(st.text(alphabet="ab c.é-", max_size=30), st.integers(-3, 35), st.integers(-3, 35))
def test_whole_words_stay_in_the_text_and_stay_whole(text: str, start: int, end: int) -> None:
    for left, right in clean(text, (whole(text, (start, end)),), ""):
        assert 0 <= left < right <= len(text)
        for point in (left, right):
            inside = 0 < point < len(text)
            assert not (inside and text[point - 1].isalnum() and text[point].isalnum())


def test_a_cue_without_content_is_dropped_and_says_so() -> None:
    text = "Ada said so."
    empty = CueMark(place(text, "said"), (place(text, "Ada"),), ((40, 50),), False, 0.9)
    assert left_out(text, empty) == [("said", "nothing is left of its content")]


def test_a_mark_outside_the_text_leaves_nothing_to_point_at() -> None:
    text = "Ada said so."
    assert left_out(text, CueMark((90, 95), (), ((0, 3),), False, 0.9)) == []


def test_of_twins_the_less_likely_is_dropped_with_its_score() -> None:
    text = "Ada had said that it rained."
    good = mark(text, "Ada", "had said", "that it rained")
    less = replace(mark(text, "Ada", "said", "that it rained"), score=0.4)
    assert left_out(text, less, good) == [("said", "twin of a likelier record (0.40)")]
    assert left_out(text, good, less) == [("said", "twin of a likelier record (0.40)")]


def test_what_is_no_record_says_by_which_rule() -> None:
    text = "The clerk declined to comment. We think the ferry was late."
    silent = mark(text, "The clerk", "declined", "to comment")
    own = mark(text, "We", "think", "the ferry was late")
    assert left_out(text, silent, own) == [
        ("declined", "unwilling to say anything"),
        ("think", "the author's own words"),
    ]


def test_a_cue_that_only_leads_to_the_next_is_one_record_with_it() -> None:
    text = "A video allegedly showing the raid was shared."
    (one,) = drafts(
        text,
        mark(text, "", "allegedly", "the raid"),
        mark(text, "A video", "showing", "the raid"),
    )
    assert words(text, one.cue) == ["showing"]
    text = "They went on to say the mill was lost."
    (one,) = drafts(
        text,
        mark(text, "They", "went on", "the mill was lost"),
        mark(text, "They", "say", "the mill was lost"),
    )
    assert words(text, one.cue) == ["say"]
