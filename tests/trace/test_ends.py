"""Contents that lost a word at their end get it back, and words of others are left alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.records import CueMark, Marks
from sayso.trace.draft import ground
from sayso.trace.join import join
from tests.trace.marked import article
from tests.trace.test_join import drafts, left_out, mark, words


def weaker(one: CueMark, score: float) -> CueMark:
    return replace(one, score=score)


def content(text: str, source: str, cue: str, *said: str) -> list[str]:
    (one,) = drafts(text, mark(text, source, cue, *said))
    return words(text, one.content)


@pytest.mark.parametrize(
    ("text", "source", "said", "whole"),
    [
        (
            "Ten clerks were held captive the Observatory said.",
            "the Observatory",
            "Ten clerks were held",
            "Ten clerks were held captive",
        ),
        (
            "The raid hit a mill on Monday Hill Radio said.",
            "Hill Radio",
            "The raid hit a mill",
            "The raid hit a mill on Monday",
        ),
        (
            "The raid hit a mill on Monday the keeper said.",
            "the keeper",
            "The raid hit a mill on",
            "The raid hit a mill on Monday",
        ),
        (
            "Ten boats sank off the mill on Thursday reports said.",
            "reports",
            "Ten boats sank off the mill",
            "Ten boats sank off the mill on Thursday",
        ),
        (
            "The flood took ninety barns Ada Moor said.",
            "Ada Moor",
            "The flood took ninety",
            "The flood took ninety barns",
        ),
    ],
)
def test_a_word_before_the_source_is_said(text: str, source: str, said: str, whole: str) -> None:
    assert content(text, source, "said", said) == [whole]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Ten boats sank spokesman Ada Moor said.", "Ada Moor"),
        ("Ten boats sank local sources said.", "sources"),
        ("Ten boats sank - the keeper said.", "the keeper"),
        ("Ten boats sank, as the keeper said.", "the keeper"),
        ("Ten boats sank HRN reporters said.", "reporters"),
    ],
)
def test_a_word_that_may_be_of_the_source_is_not(text: str, source: str) -> None:
    assert content(text, source, "said", "Ten boats sank") == ["Ten boats sank"]


@pytest.mark.parametrize(
    ("text", "said", "whole"),
    [
        (
            "The keeper said the mill ran until the truce collapsed Monday evening.",
            "the mill ran until the truce",
            "the mill ran until the truce collapsed Monday evening",
        ),
        (
            "The keeper said the mill was in the lower valley.",
            "the mill was in the lower",
            "the mill was in the lower valley",
        ),
        (
            "The keeper said they “were afraid of the long winter”.",
            "they “were afraid of the long",
            "they “were afraid of the long winter”",
        ),
        (
            "The keeper said they were afraid of “the long winter”.",
            "they were afraid of",
            "they were afraid of",
        ),
    ],
)
def test_last_words_of_a_sentence_are_said(text: str, said: str, whole: str) -> None:
    assert content(text, "The keeper", "said", said) == [whole]


@pytest.mark.parametrize(
    ("text", "cue", "said"),
    [
        ("The keeper denied the raid on Monday.", "denied", "the raid"),
        ("The keeper denied the raid earlier Sunday.", "denied", "the raid"),
        ("The keeper denied the raid, by name.", "denied", "the raid"),
        ("The keeper read reports of her loss were mere talk.", "reports", "of her loss"),
        (
            "The keeper denied that the mill burned by then yesterday Read Also",
            "denied",
            "the mill",
        ),
    ],
)
def test_when_it_was_said_is_no_part_of_it(text: str, cue: str, said: str) -> None:
    assert content(text, "The keeper", cue, said) == [said]


def test_words_of_another_record_are_left_to_it() -> None:
    text = "The keeper said that the mill which he owns sank Ada Moor reported."
    found = drafts(
        text,
        mark(text, "The keeper", "said", "that the mill which he owns"),
        mark(text, "Ada Moor", "reported", "The keeper said that the mill which he owns sank"),
    )
    assert [words(text, one.content) for one in found] == [
        ["that the mill which he owns"],
        ["The keeper said that the mill which he owns sank"],
    ]


@pytest.mark.parametrize(
    ("text", "said", "whole"),
    [
        (
            "The Hill board fell in June, the keeper said.",
            ("The Hill", "fell in June"),
            ["The Hill board fell in June"],
        ),
        (
            "The Hill board, it is true, fell in June, the keeper said.",
            ("The Hill board", "fell in June"),
            ["The Hill board", "fell in June"],
        ),
    ],
)
def test_a_hole_of_two_words_is_closed(text: str, said: tuple[str, ...], whole: list[str]) -> None:
    assert content(text, "the keeper", "said", *said) == whole


def test_a_hole_that_holds_the_cue_stays() -> None:
    text = "The board reportedly fell in June."
    assert content(text, "", "reportedly", "The board", "fell in June") == [
        "The board",
        "fell in June",
    ]


@pytest.mark.parametrize(
    ("cue", "score", "left"),
    [
        ("renounced", 0.3, True),
        ("renounced", 0.7, False),
        ("denied", 0.3, False),
        ("has", 0.3, False),
        ("knows of", 0.3, False),
    ],
)
def test_an_unsure_cue_that_no_list_has_is_none(cue: str, score: float, left: bool) -> None:
    text = f"The Harvest Front {cue} ties with the Vale Front."
    one = mark(text, "The Harvest Front", cue, "ties with the Vale Front")
    gone = join(ground(article(text)), Marks("case", (weaker(one, score),)))[1]
    assert bool(gone) is left


def test_inside_the_words_of_others_cues_are_less_sure() -> None:
    text = "Ada Moor said he approved the mill."
    outer = mark(text, "Ada Moor", "said", "he approved the mill")
    inner = weaker(mark(text, "he", "approved", "the mill", inner=True), 0.3)
    assert not left_out(text, outer, inner)


def test_an_unsure_cue_of_nobody_needs_more() -> None:
    text = "The two boards are aligned on the valley against the mill."
    one = mark(text, "", "are aligned", "The two boards", "on the valley against the mill")
    assert left_out(text, weaker(one, 0.55)) == [
        ("are aligned", "an unsure cue that is no word of saying")
    ]
    assert not left_out(text, weaker(one, 0.65))


def test_what_stands_in_quotation_marks_is_somebodys_words() -> None:
    text = "He closes “the mill is ours and will be” to cheers."
    one = mark(text, "He", "closes", "“the mill is ours and will be”")
    assert not left_out(text, weaker(one, 0.3))
