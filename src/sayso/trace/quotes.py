"""Pairs of quotation marks, paragraph by paragraph.

Curly marks say themselves whether they open; straight ones are told by what stands beside them.
A quotation that goes on into the next paragraph is opened again there and closed only once (the
newspaper convention), so a quotation left open runs to the end of its paragraph and is marked so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sayso.records import Span, Spans

__all__ = ["Quote", "quotes_in"]

DOUBLE = re.compile("[\"“”„«»]|``|''")
SINGLE = re.compile(r"(?<![\w.,!?…])['‘](?=[\w“\"])|(?<=[\w.,!?…])['’](?!\w)")
OPENS = frozenset("“„«")
CLOSES = frozenset("”»")
BEFORE = frozenset(" \t\n\u00a0([{—–-/:‘'…")
MAX_SINGLE = 600


@dataclass(frozen=True, slots=True)
class Quote:
    """A quoted stretch with its marks.  ``closed`` is false where it runs out of its paragraph."""

    span: Span
    closed: bool


def quotes_in(text: str, paragraphs: Spans) -> tuple[Quote, ...]:
    """All quoted stretches in order, none inside another.

    >>> [q.span for q in quotes_in('He said "no" twice.', ((0, 19),))]
    [(8, 12)]
    """
    found: list[Quote] = []
    for paragraph in paragraphs:
        double = double_in(text, paragraph)
        found += double or single_in(text, paragraph)
    return tuple(found)


def double_in(text: str, paragraph: Span) -> list[Quote]:
    """Stretches in double marks in one paragraph."""
    found: list[Quote] = []
    start: int | None = None
    for mark in DOUBLE.finditer(text, *paragraph):
        opens = opening(text, mark, paragraph, is_open=start is not None)
        if opens and start is None:
            start = mark.start()
        elif not opens and start is not None:
            found.append(Quote((start, mark.end()), closed=True))
            start = None
    if start is not None:
        found.append(Quote((start, paragraph[1]), closed=False))
    return found


def opening(text: str, mark: re.Match[str], paragraph: Span, *, is_open: bool) -> bool:
    """Whether this mark opens; a straight one does after a gap, and closes where one is open."""
    sign = mark.group()
    if sign in OPENS or sign == "``":
        return True
    if sign in CLOSES or sign == "''":
        # After a gap and before a letter a closing mark was set by mistake: it opens.
        astray = not is_open and text[mark.end() : mark.end() + 1].isalnum()
        return astray
    at_start = mark.start() <= paragraph[0] or text[mark.start() - 1] in BEFORE
    goes_on = mark.end() < paragraph[1] and not text[mark.end()].isspace()
    return at_start and goes_on if is_open else goes_on or at_start


def single_in(text: str, paragraph: Span) -> list[Quote]:
    """Stretches in single marks, in a paragraph that has no double ones; apostrophes left out."""
    found: list[Quote] = []
    start: int | None = None
    for mark in SINGLE.finditer(text, *paragraph):
        before = text[mark.start() - 1] if mark.start() > paragraph[0] else " "
        if not (before.isalnum() or before in ".,!?…"):
            start = mark.start() if start is None else start
        elif start is not None:
            found.append(Quote((start, mark.end()), closed=True))
            start = None
    if start is not None and text[start] == "‘" and start == paragraph[0]:
        found.append(Quote((start, paragraph[1]), closed=False))
    return [quote for quote in found if quote.span[1] - quote.span[0] <= MAX_SINGLE]
