"""A stretch of an article's text cut into pieces that lie under the same marks all along."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sayso.records import Firmness, Span, Spans

CROP, BEFORE = 480, 120
"""Characters of a long sentence that a list shows, and how many of them before its claim."""
ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Mark:
    """What lies over some words: ``css`` tells the role, ``number`` the card it belongs to.

    ``anchor`` is the id by which an address leads to where the mark begins; ``href`` makes a link
    of the words.
    """

    start: int
    end: int
    css: str
    number: int = 0
    anchor: str | None = None
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """Words under the same marks, of contents the innermost.

    ``refs`` are the numbers of the cards that are called from behind them.
    """

    text: str
    css: str = ""
    numbers: str = ""
    anchors: tuple[str, ...] = ()
    href: str | None = None
    refs: tuple[int, ...] = ()


def claim_marks(
    source: Spans, cue: Spans, content: Spans, firmness: Firmness, number: int = 0
) -> Iterator[Mark]:
    """The marks of one claim: who, says, and what, the last by how firmly it is put."""
    for css, spans in (("src", source), ("cue", cue), (f"con f-{firmness}", content)):
        for start, end in spans:
            yield Mark(start, end, css, number)


def pieces(
    text: str, window: Span, marks: Iterable[Mark], refs: Iterable[tuple[int, int]] = ()
) -> list[Piece]:
    """The text of ``window`` cut at the borders of the marks.

    ``refs`` are places and the numbers of cards that are called from there.

    >>> [(p.text, p.css) for p in pieces("He left", (0, 7), [Mark(0, 2, "src")])]
    [('He', 'src'), (' left', '')]
    """
    start, end = window
    waiting = sorted(
        (m for m in marks if m.start < end and m.end > start), key=lambda m: (m.start, -m.end)
    )
    calls: dict[int, list[int]] = {}
    for at, number in refs:
        if start < at <= end:
            calls.setdefault(at, []).append(number)
    borders = {max(start, m.start) for m in waiting} | {min(end, m.end) for m in waiting}
    out: list[Piece] = []
    over: list[Mark] = []
    at = 0
    for left, right in pairwise(sorted({start, end, *borders, *calls})):
        over = [mark for mark in over if mark.end > left]
        opened = []
        while at < len(waiting) and waiting[at].start <= left:
            opened.append(waiting[at])
            at += 1
        over += opened
        out.append(_piece(text[left:right], over, opened, calls.get(right, ())))
    return out


def _piece(words: str, over: Sequence[Mark], opened: Sequence[Mark], calls: Sequence[int]) -> Piece:
    inner = next((m for m in reversed(over) if m.css.startswith("con ")), None)
    shown = [m for m in over if m is inner or not m.css.startswith("con ")]
    css = dict.fromkeys(part for mark in shown for part in mark.css.split())
    numbers = dict.fromkeys(str(mark.number) for mark in over if mark.number)
    return Piece(
        text=words,
        css=" ".join(css),
        numbers=" ".join(numbers),
        anchors=tuple(dict.fromkeys(m.anchor for m in opened if m.anchor)),
        href=next((mark.href for mark in reversed(over) if mark.href), None),
        refs=tuple(calls),
    )


def cropped(text: str, sentence: Span, claim: Spans, marks: Iterable[Mark]) -> list[Piece]:
    """A sentence for a list: whole, or the part around its claim where it is long."""
    start, end = sentence
    if end - start > CROP:
        first = min((s for s, _ in claim), default=start)
        left = max(start, min(first - BEFORE, end - CROP))
        space = text.find(" ", left, first) if left > start else -1
        left = space + 1 if space >= 0 else left
        right = min(end, left + CROP)
        space = text.rfind(" ", left + CROP // 2, right) if right < end else -1
        right = space if space > 0 else right
        found = pieces(text, (left, right), marks)
        before = [Piece(ELLIPSIS + " ")] if left > start else []
        after = [Piece(" " + ELLIPSIS)] if right < end else []
        return [*before, *found, *after]
    return pieces(text, sentence, marks)
