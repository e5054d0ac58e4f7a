"""Paragraphs and sentences as spans into the text, which is never changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import sentencex

from sayso.records import Span, Spans

_LINE = re.compile(r"[^\n]+")
_SOLID = re.compile(r"\S(?:[^\n]*\S)?")
_ENDS = (".", "!", "?", '"', "”", "’", "'", ":", ")", "…")
_OPENING = "“‘\"'«([{"
_CLOSED = re.compile(r"[.!?…][\"”’')\]]*\s")
_WIDE, _NARROW = 100, 40  # columns between which lines are wrapped by hand
_MOST = 0.97  # of the lines: a heading or a table may be wider than the text was wrapped
_PIECE = 8_000  # characters: sentencex looks for the end of each open quotation mark in turn


def trim(text: str, start: int, end: int) -> Span | None:
    """``text[start:end]`` without the white space around it; ``None`` where nothing is left."""
    part = text[start:end]
    left = len(part) - len(part.lstrip())
    if left == len(part):
        return None
    return start + left, start + len(part.rstrip())


def paragraphs(text: str, *, wrapped: bool | None = None) -> Spans:
    r"""The paragraphs of a text: each line that is not empty.

    Where lines are wrapped by hand, at some seventy columns, each run of lines is one.
    ``wrapped`` says whether they are; ``None`` finds out.

    >>> paragraphs("One.\nTwo.\n\n  Three.  ")
    ((0, 4), (5, 9), (13, 19))
    """
    lines = _lines(text)
    if wrapped is None:
        wrapped = is_wrapped(text, lines)
    return tuple(_joined(text, lines)) if wrapped else tuple(lines)


def _lines(text: str) -> list[Span]:
    found = (trim(text, m.start(), m.end()) for m in _LINE.finditer(text))
    return [span for span in found if span is not None]


def _adjacent(text: str, a: Span, b: Span) -> bool:
    """Whether only one newline stands between two lines."""
    return text.count("\n", a[1], b[0]) == 1


def _broken_for_width(text: str, a: Span, b: Span, width: int) -> bool:
    """Whether the first word of ``b`` would not have fitted on the line ``a``."""
    word = text[b[0] : b[1]].split(None, 1)[0]
    return a[1] - a[0] + 1 + len(word) > width


def is_wrapped(text: str, lines: Sequence[Span] | None = None) -> bool:
    """Whether the lines of a text were broken by hand, to fit a width.

    Most lines that another follows must be broken just where the next word would not have fitted,
    and all but a few no wider than a terminal.
    """
    lines = _lines(text) if lines is None else lines
    pairs = [(a, b) for a, b in pairwise(lines) if _adjacent(text, a, b)]
    if len(pairs) < 3:
        return False
    width = _width(lines)
    if not _NARROW <= width <= _WIDE:
        return False
    # A few columns of grace: the widest line need not be as wide as the frame was.
    full = sum(_broken_for_width(text, a, b, width - 3) for a, b in pairs)
    open_ended = sum(not text[a[0] : a[1]].endswith(_ENDS) for a, _ in pairs)
    return full >= 0.55 * len(pairs) and open_ended >= 0.4 * len(pairs)


def _width(lines: Sequence[Span]) -> int:
    """What nearly all lines keep to, in characters."""
    sizes = sorted(end - start for start, end in lines)
    return sizes[int(_MOST * (len(sizes) - 1))]


def _joined(text: str, lines: Sequence[Span]) -> Iterator[Span]:
    """Runs of wrapped lines.  A line that ends a sentence well before the edge ends a paragraph."""
    width = _width(lines)
    start, last = lines[0][0], lines[0]
    for line in lines[1:]:
        short = not _broken_for_width(text, last, line, int(0.8 * width))
        ends = text[last[0] : last[1]].endswith(_ENDS)
        if not _adjacent(text, last, line) or (short and ends):
            yield start, last[1]
            start = line[0]
        last = line
    yield start, last[1]


def sentences(text: str, paras: Spans, cuts: Sequence[int] = ()) -> Spans:
    """The sentences of each paragraph, in order, trimmed, each inside one paragraph.

    ``cuts`` are offsets that no sentence may cross (the end of a headline or of a dateline).

    >>> text = "Dr. Lee left. She ran."
    >>> [text[a:b] for a, b in sentences(text, ((0, 22),))]
    ['Dr. Lee left.', 'She ran.']
    """
    return tuple(span for para in paras for part in _cut(para, cuts) for span in _split(text, part))


def _cut(para: Span, cuts: Sequence[int]) -> Iterator[Span]:
    start, end = para
    for cut in sorted(cuts):
        if start < cut < end:
            yield start, cut
            start = cut
    yield start, end


def _pieces(text: str, part: Span) -> Iterator[Span]:
    """A long paragraph in pieces, cut after a sentence or at least between two words."""
    start, end = part
    while end - start > _PIECE:
        window = text[start : start + _PIECE]
        at = max((m.end() for m in _CLOSED.finditer(window)), default=0)
        at = at or max(window.rfind(" "), window.rfind("\n")) + 1 or _PIECE
        yield start, start + at
        start += at
    yield start, end


def _split(text: str, part: Span) -> Iterator[Span]:
    for start, end in _pieces(text, part):
        for a, b in pairwise(_borders(text, start, end)):
            span = trim(text, a, b)
            if span is not None:
                yield span


def _borders(text: str, start: int, end: int) -> list[int]:
    """Where sentences begin, and the end.

    An opening quotation mark that ``sentencex`` left at the end of a sentence begins the next.
    """
    borders, at = [start], start
    for sentence in sentencex.segment("en", text[start:end])[:-1]:
        at += len(sentence)
        stop = at
        if sentence[-1:] in _OPENING and sentence[-2:-1].isspace():
            stop = at - 1
        if stop > borders[-1]:
            borders.append(stop)
    return [*borders, end]
