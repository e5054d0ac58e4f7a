"""Pairs of quotation marks."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.records import Speech
from sayso.trace.draft import ground
from sayso.trace.quotes import quotes_in
from sayso.trace.speech import speech_of
from tests.trace.marked import article, place


def quoted(text: str) -> list[tuple[str, bool]]:
    return [(text[slice(*q.span)], q.closed) for q in quotes_in(text, article(text).paragraphs)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He said “no” and “yes”.", [("“no”", True), ("“yes”", True)]),
        ('He said "no" and "yes".', [('"no"', True), ('"yes"', True)]),
        ("Nothing here, it's plain.", []),
        ("She said ‘no’ to the men’s plan.", [("‘no’", True)]),
        ("“The well is dry.\n“We walk.”", [("“The well is dry.", False), ("“We walk.”", True)]),
        ('"The well is dry.\n"We walk."', [('"The well is dry.', False), ('"We walk."', True)]),
        ("A lone “ mark that never closes", [("“ mark that never closes", False)]),
        ("«Non», he said.", [("«Non»", True)]),
    ],
)
def test_pairs(text: str, found: list[tuple[str, bool]]) -> None:
    assert quoted(text) == found


def test_a_quotation_never_leaves_its_paragraph() -> None:
    text = "“One\ntwo”\nthree"
    for words, _ in quoted(text):
        assert "\n" not in words


@pytest.mark.parametrize(
    ("content", "speech"),
    [
        ("“the salt is gone,”", Speech.DIRECT),
        ("that “the salt is gone,” and the bread too", Speech.MIXED),
        ("the bread too", Speech.INDIRECT),
    ],
)
def test_speech_is_told_by_the_share_that_is_quoted(content: str, speech: Speech) -> None:
    text = "Ana said that “the salt is gone,” and the bread too."
    assert speech_of(ground(article(text)), (place(text, content),)) is speech


def test_what_stands_in_anothers_quotation_is_told() -> None:
    text = "Ana said: “The cook believes the salt is gone.”"
    content = (place(text, "the salt is gone"),)
    assert speech_of(ground(article(text)), content) is Speech.INDIRECT


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="ab “”\"'‘’«»\n.", max_size=80))
def test_quotes_are_in_order_and_apart(text: str) -> None:
    ends = [0]
    for quote in quotes_in(text, article(text).paragraphs):
        assert ends[-1] <= quote.span[0] < quote.span[1] <= len(text)
        ends.append(quote.span[1])
