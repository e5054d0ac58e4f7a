"""Paragraphs and sentences are spans into the text: inside it, in order, losing no word."""

from __future__ import annotations

import itertools
import textwrap
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.read.layout import is_wrapped, paragraphs, sentences
from sayso.records import Spans

SENTENCE = "The governor of the province said on Monday that the dam above the town had held. "


def shown(text: str, spans: Spans) -> list[str]:
    return [text[start:end] for start, end in spans]


def paras(text: str) -> list[str]:
    return shown(text, paragraphs(text))


def sents(text: str, cuts: tuple[int, ...] = ()) -> list[str]:
    return shown(text, sentences(text, paragraphs(text), cuts))


def test_each_line_that_holds_something_is_a_paragraph() -> None:
    assert paras("One.\nTwo.\n\n \t\n  Three.  \n") == ["One.", "Two.", "Three."]
    assert paras("") == paras(" \n\t\n") == []


@pytest.mark.parametrize("width", [60, 72, 80])
@pytest.mark.parametrize("gap", ["\n\n", "\n \n"])
def test_lines_wrapped_by_hand_are_one_paragraph(width: int, gap: str) -> None:
    wanted = [textwrap.fill(SENTENCE * n, width) for n in (4, 3, 5)]
    text = gap.join(wanted)
    assert is_wrapped(text)
    assert paras(text) == wanted


def test_wrapped_paragraphs_without_a_blank_line_end_at_a_short_line() -> None:
    wanted = [textwrap.fill(SENTENCE * 4 + "It rained.", 72) for _ in range(3)]
    assert paras("\n".join(wanted)) == wanted


def test_a_heading_wider_than_the_text_was_wrapped_changes_nothing() -> None:
    heading = "A HEADING THAT RUNS ON: " + "VALMO HARBOUR " * 8
    wanted = [heading.strip(), *(textwrap.fill(SENTENCE * 5, 70) for _ in range(8))]
    text = "\n\n".join(wanted)
    assert is_wrapped(text)
    assert paras(text) == wanted


def test_a_letter_with_a_salutation_and_short_paragraphs_is_wrapped() -> None:
    body = [textwrap.fill(SENTENCE * n + "It rained.", 70) for n in (3, 2, 3, 4)]
    text = "\n".join(["Dear friend of the harbour,", *body, "Yours,", "Ada Moor"])
    assert is_wrapped(text)
    assert all(part.endswith(".") for part in paras(text)[:-1])


def test_verses_break_where_they_like_and_not_for_width() -> None:
    verses = [
        "The sea was grey that morning when we sailed",
        "And no one asked",
        "where we would go",
    ]
    assert not is_wrapped("\n".join(verses * 6))


@pytest.mark.parametrize(
    "text",
    [
        "\n".join([SENTENCE.strip()] * 6),  # one sentence a line
        "\n".join(["Kelvat 12", "Harnfold 7", "Tessarin 31", "Orvena 5"]),  # a list
        "\n\n".join([SENTENCE * 5] * 3),
        "One.\nTwo.\nThree.",
        "",
    ],
)
def test_lines_that_are_not_wrapped_stay_apart(text: str) -> None:
    assert not is_wrapped(text)


def test_sentences_know_titles_initials_and_quotations() -> None:
    text = "Dr. A. B. Lee met Gen. Orr at 3 p.m. in the U.S. embassy. “We stay. We fight.” He left."
    assert sents(text) == [
        "Dr. A. B. Lee met Gen. Orr at 3 p.m. in the U.S. embassy.",
        "“We stay. We fight.”",
        "He left.",
    ]


def test_an_opening_mark_goes_with_the_sentence_it_opens() -> None:
    assert sents("He said it. “We go on. They stay.")[:2] == ["He said it.", "“We go on."]


def test_no_sentence_crosses_a_paragraph_or_a_cut() -> None:
    assert sents("One goes\non here") == ["One goes", "on here"]
    assert sents("Bridge reopens The bridge was opened.", (15,)) == [
        "Bridge reopens",
        "The bridge was opened.",
    ]


def test_a_lone_quotation_mark_does_not_swallow_the_rest() -> None:
    text = "He said: “The dam held. It rained. Nobody was hurt. The end came late."
    assert len(sents(text)) >= 3


def words_in(seconds: float, text: str) -> int:
    started = time.process_time()
    count = len(sentences(text, paragraphs(text)))
    assert time.process_time() - started < seconds
    return count


@pytest.mark.parametrize(
    ("text", "least"),
    [
        ("word " * 50_000, 1),
        (SENTENCE * 3_400, 3_400),
        ("He said “we go. " * 12_000, 10_000),
        ("“" * 50_000, 1),
        ("(a. " * 25_000, 1),
        ("\n" * 200_000 + "x", 1),
        ("x\n" * 50_000, 50_000),
        ("a" * 300_000, 1),
    ],
)
def test_fifty_thousand_words_are_quick_however_they_stand(text: str, least: int) -> None:
    assert words_in(2.0, text) >= least


MIXED = st.text(
    st.sampled_from("ab. ?!\n\n\t“”\"'()A1é\u0301🎉👩\u200d👩العربية漢字\u2028\x0c"), max_size=400
)


@settings(deadline=None)  # a busy machine is no bug
@given(MIXED)
def test_spans_hold_whatever_the_text(text: str) -> None:
    where = paragraphs(text)
    found = sentences(text, where)
    for spans in (where, found):
        assert all(0 <= a < b <= len(text) for a, b in spans)
        assert all(x[1] <= y[0] for x, y in itertools.pairwise(spans))
        assert all(part == part.strip() != "" for part in shown(text, spans))
    assert all(any(a <= s and e <= b for a, b in where) for s, e in found)
    squeezed = "".join(text.split())
    assert "".join("".join(shown(text, where)).split()) == squeezed
    assert "".join("".join(shown(text, found)).split()) == squeezed


@settings(deadline=None)  # a busy machine is no bug
@given(MIXED, st.lists(st.integers(0, 400), max_size=4))
def test_cuts_lose_nothing(text: str, cuts: list[int]) -> None:
    found = sentences(text, paragraphs(text), cuts)
    assert "".join("".join(shown(text, found)).split()) == "".join(text.split())
    assert not any(a < cut < b for a, b in found for cut in cuts)
