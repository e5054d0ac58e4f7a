"""Tokens of a corpus on a text: where they stand, and which of them a span touches."""

import pytest

from bench.tokens import aligned, joined, touched

TEXT = "They won't, says Mr. Ost."
WORDS = ["They", "wo", "n't", ",", "says", "Mr.", "Ost", "."]


def test_joined_tokens_stand_where_they_say() -> None:
    text, spans = joined(WORDS)
    assert [text[a:b] for a, b in spans] == WORDS
    assert text.split(" ") == WORDS


def test_aligned_tokens_stand_in_the_text_of_the_corpus() -> None:
    text, spans = aligned(WORDS, TEXT)
    assert text == TEXT
    assert [text[a:b] for a, b in spans] == WORDS


def test_a_word_that_comes_twice_is_found_in_order() -> None:
    _, spans = aligned(["no", ",", "no"], "no, no")
    assert spans == [(0, 2), (2, 3), (4, 6)]


def test_a_text_that_differs_from_its_tokens_is_given_up() -> None:
    text, spans = aligned(["can", "not", "stay"], "can't stay")
    assert text == "can not stay"
    assert spans == [(0, 3), (4, 7), (8, 12)]


@pytest.mark.parametrize(
    ("words", "tokens"),
    [
        ("They", (0, 1)),
        ("won't", (1, 3)),
        ("wo", (1, 2)),
        ("ay", (4, 5)),  # a part of a token touches it
        ("Mr. Ost", (5, 7)),
        (" says ", (4, 5)),
        (TEXT, (0, 8)),
    ],
)
def test_a_span_touches_tokens(words: str, tokens: tuple[int, int]) -> None:
    _, spans = aligned(WORDS, TEXT)
    start = TEXT.index(words)
    assert touched(spans, start, start + len(words)) == tokens


def test_white_space_touches_nothing() -> None:
    _, spans = aligned(WORDS, TEXT)
    assert touched(spans, 4, 5) == (0, 0)
    assert touched([], 0, 4) == (0, 0)
