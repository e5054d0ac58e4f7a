"""Where the tokens of a corpus stand in a text, and which tokens a span touches."""

from __future__ import annotations

from collections.abc import Sequence

Spans = list[tuple[int, int]]


def joined(words: Sequence[str]) -> tuple[str, Spans]:
    """Tokens as a text, parted by single spaces, and the characters of each.

    >>> joined(["No", "one", "."])
    ('No one .', [(0, 2), (3, 6), (7, 8)])
    """
    spans, at = [], 0
    for word in words:
        spans.append((at, at + len(word)))
        at += len(word) + 1
    return " ".join(words), spans


def aligned(words: Sequence[str], text: str) -> tuple[str, Spans]:
    """The text of a corpus and the characters of its tokens, found in order.

    Where a token is not in the text, the tokens are joined instead.

    >>> aligned(["No", "one", "."], "No one.")
    ('No one.', [(0, 2), (3, 6), (6, 7)])
    """
    spans, at = [], 0
    for word in words:
        found = text.find(word, at)
        if found < 0:
            return joined(words)
        at = found + len(word)
        spans.append((found, at))
    return text, spans


def touched(spans: Sequence[tuple[int, int]], start: int, end: int) -> tuple[int, int]:
    """Half-open range of the tokens that share a character with ``[start, end)``.

    >>> touched([(0, 2), (3, 6), (6, 7)], 4, 7)
    (1, 3)
    """
    places = [i for i, (first, last) in enumerate(spans) if first < end and start < last]
    return (places[0], places[-1] + 1) if places else (0, 0)
