"""Arithmetic on spans: clip, trim, measure, compare.  Pure; knows nothing of attributions."""

from __future__ import annotations

import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate

from sayso.records import Span, Spans

__all__ = [
    "Cover",
    "bounds",
    "clean",
    "covered",
    "holds",
    "inside_any",
    "overlap",
    "size",
    "text_of",
    "trim",
    "which",
    "whole",
    "widened",
]

WORD_MOST = 40


def trim(text: str, span: Span, edge: str) -> Span:
    """Shrink ``span`` until neither end stands on a character of ``edge`` (may become empty)."""
    start, end = span
    while start < end and text[start] in edge:
        start += 1
    while end > start and text[end - 1] in edge:
        end -= 1
    return start, end


def whole(text: str, span: Span) -> Span:
    """``span`` with its ends moved out of words: a word stays if half of it is inside.

    >>> whole("they corroborate it", (5, 13)), whole("the claims of it", (9, 16))
    ((5, 16), (10, 16))
    """
    start, end = max(0, span[0]), min(len(text), span[1])
    if cuts(text, start):
        left, right = word_at(text, start)
        start = left if 2 * (min(end, right) - start) >= right - left else right
    if cuts(text, end):
        left, right = word_at(text, end)
        end = right if 2 * (end - max(start, left)) >= right - left else left
    return (start, end) if start < end else widened(text, span)


def widened(text: str, span: Span) -> Span:
    """``span`` out to the borders of the words that it begins and ends in."""
    start, end = max(0, span[0]), min(len(text), span[1])
    if start < end:
        start = word_at(text, start)[0] if cuts(text, start) else start
        end = word_at(text, end)[1] if cuts(text, end) else end
    return start, end


def cuts(text: str, point: int) -> bool:
    """Whether ``point`` stands between two characters of one word."""
    return 0 < point < len(text) and text[point - 1].isalnum() and text[point].isalnum()


def word_at(text: str, point: int) -> Span:
    """The word around ``point``; very long ones are left as they are cut."""
    left = right = point
    while left > 0 and text[left - 1].isalnum() and point - left < WORD_MOST:
        left -= 1
    while right < len(text) and text[right].isalnum() and right - point < WORD_MOST:
        right += 1
    return left, right


def clean(text: str, spans: Iterable[Span], edge: str) -> Spans:
    """Clip to the text, trim, drop what is empty, put in order, join what touches or overlaps."""
    kept: list[Span] = []
    for start, end in sorted(spans):
        clipped = (max(0, start), min(len(text), end))
        if clipped[0] >= clipped[1]:
            continue
        span = trim(text, clipped, edge)
        if span[0] >= span[1]:
            continue
        if kept and span[0] <= kept[-1][1]:
            kept[-1] = (kept[-1][0], max(kept[-1][1], span[1]))
        else:
            kept.append(span)
    return tuple(kept)


def size(spans: Iterable[Span]) -> int:
    """Number of characters in spans that do not overlap one another."""
    return sum(end - start for start, end in spans)


def overlap(one: Sequence[Span], other: Sequence[Span]) -> int:
    """Number of characters that both cover; each is ordered and free of overlaps."""
    total = i = j = 0
    while i < len(one) and j < len(other):
        total += max(0, min(one[i][1], other[j][1]) - max(one[i][0], other[j][0]))
        if one[i][1] <= other[j][1]:
            i += 1
        else:
            j += 1
    return total


def covered(inner: Sequence[Span], outer: Sequence[Span]) -> float:
    """Share of ``inner`` that lies in ``outer``; 0 for an empty ``inner``."""
    total = size(inner)
    return overlap(inner, outer) / total if total else 0.0


def holds(outer: Span, inner: Span) -> bool:
    """Whether ``inner`` lies wholly in ``outer``."""
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def inside_any(point: int, spans: Iterable[Span]) -> bool:
    """Whether the character at ``point`` lies in one of ``spans``."""
    return any(start <= point < end for start, end in spans)


def bounds(spans: Sequence[Span]) -> Span:
    """The one span from the first character to the last; ``(0, 0)`` for none."""
    return (spans[0][0], spans[-1][1]) if spans else (0, 0)


class Cover:
    """Many spans, in any order, asked often whether one of them holds or touches another.

    >>> cover = Cover([(0, 9), (2, 4), (9, 12)])
    >>> cover.holds((3, 8)), cover.holds((3, 10)), cover.touches((12, 15))
    (True, False, False)
    """

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = list(spans)
        self._order = sorted(range(len(self._spans)), key=self._spans.__getitem__)
        self._starts = [self._spans[place][0] for place in self._order]
        self._furthest = list(accumulate((self._spans[place][1] for place in self._order), max))

    def around(self, point: int) -> list[int]:
        """Indices of the spans that the character at ``point`` lies in, in the order given."""
        found: list[int] = []
        place = bisect_right(self._starts, point)
        while place > 0 and self._furthest[place - 1] > point:
            place -= 1
            if self._spans[self._order[place]][1] > point:
                found.append(self._order[place])
        return sorted(found)

    def holds(self, span: Span) -> bool:
        """Whether one of the spans has ``span`` in it."""
        place = bisect_right(self._starts, span[0])
        return place > 0 and self._furthest[place - 1] >= span[1]

    def inside(self, span: Span) -> bool:
        """Whether one of the spans lies in ``span``."""
        place = bisect_left(self._starts, span[0])
        for at in range(place, bisect_left(self._starts, span[1])):
            if self._spans[self._order[at]][1] <= span[1]:
                return True
        return False

    def touches(self, span: Span) -> bool:
        """Whether one of the spans has a character of ``span`` in it."""
        place = bisect_left(self._starts, span[1])
        return place > 0 and self._furthest[place - 1] > span[0]


def which(point: int, spans: Sequence[Span]) -> int:
    """Index of the last of ordered ``spans`` that starts at or before ``point``; -1 for none."""
    return bisect_right(spans, (point, sys.maxsize)) - 1


def text_of(text: str, spans: Iterable[Span]) -> str:
    """The words at ``spans``, with a blank between fragments."""
    return " ".join(text[start:end] for start, end in spans)
