"""Which of two articles had the text first: the first of the rules that can tell.

A block set off as taken over; an agency's dateline; who cites whom; words that take sides, which
come in later; the day of publication; which text holds all that the other has.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from sayso.records import Direction, Reused
from sayso.vocab.furniture import loaded
from sayso.weigh.align import Passage
from sayso.weigh.text import Text

__all__ = ["direction"]

Answer = tuple[Direction, str]
OPEN: Answer = (Direction.UNKNOWN, "")
NEAR = 0.05
"""Shares that differ by less tell nothing."""


def direction(
    a: Text, b: Text, own: Sequence[Passage], judged: tuple[Reused, float, float]
) -> tuple[Direction, tuple[tuple[str, str], ...]]:
    """Which text was first: the first of the rules that can tell."""
    label, share_a, share_b = judged
    if label in (Reused.SAME_SOURCE, Reused.BOILERPLATE):
        return Direction.UNKNOWN, ()
    for rule in (*((_block_of,) if label is Reused.EXCERPT else ()), *RULES):
        answer, why = rule(a, b, own)
        if answer is not Direction.UNKNOWN:
            return answer, (("direction", why),)
    answer, why = _containing(label, share_a, share_b)
    return answer, ((("direction", why),) if why else ())


def _containing(label: Reused, share_a: float, share_b: float) -> Answer:
    """A quoted piece is most of the text it is from; a cut text is all of what is left of it."""
    if label is Reused.EXCERPT:
        answer = Direction.A if share_a > share_b else Direction.B
        return answer, "the passage is most of one text, and a part of the other"
    if abs(share_a - share_b) < NEAR:
        return OPEN
    answer = Direction.B if share_a > share_b else Direction.A
    return answer, "one text holds what the other has, and more"


def _block_of(a: Text, b: Text, own: Sequence[Passage]) -> Answer:
    """A text that sets off what is shared as taken over has it from elsewhere."""
    in_a = sum(a.pasted_words(i, n) for p in own for i, _, n in p.runs)
    in_b = sum(b.pasted_words(j, n) for p in own for _, j, n in p.runs)
    if in_a == in_b:
        return OPEN
    answer = Direction.B if in_a > in_b else Direction.A
    return answer, "one sets it off as taken over"


def _wire(a: Text, b: Text, own: Sequence[Passage]) -> Answer:
    """The text under an agency's dateline stands nearer to the agency's than one without."""
    if bool(a.wire) == bool(b.wire):
        return OPEN
    one, answer = (a, Direction.A) if a.wire else (b, Direction.B)
    return answer, f"one bears the dateline of {one.wire}"


def _cited(a: Text, b: Text, own: Sequence[Passage]) -> Answer:
    """Who names the other's outlet took it from there; else who names one that the other does not.

    A rewrite tells where it has its matter from; the text that it has it from does not.
    """
    for one, other, answer in ((a, b, Direction.B), (b, a, Direction.A)):
        name = (other.outlet or "").lower()
        if name and name in one.cites and (one.outlet or "").lower() not in other.cites:
            return answer, f"one cites {other.outlet}"
    more = sorted(a.cites - b.cites), sorted(b.cites - a.cites)
    if bool(more[0]) == bool(more[1]):
        return OPEN
    return (Direction.B if more[0] else Direction.A), f"one cites {(more[0] or more[1])[0]}"


def _dated(a: Text, b: Text, own: Sequence[Passage]) -> Answer:
    """The earlier day, where both are known and differ."""
    first, second = (a.published or "")[:10], (b.published or "")[:10]
    if not first or not second or first == second:
        return OPEN
    answer = Direction.A if first < second else Direction.B
    return answer, f"published {min(first, second)}, the other {max(first, second)}"


def _loaded(a: Text, b: Text, own: Sequence[Passage]) -> Answer:
    """Where two tellings of a passage differ, words that take sides came in later."""
    in_a = _between(a, [[(i, n) for i, _, n in p.runs] for p in own])
    in_b = _between(b, [[(j, n) for _, j, n in p.runs] for p in own])
    if bool(in_a) == bool(in_b):
        return OPEN
    answer = Direction.B if in_a else Direction.A
    return answer, f"one says {min(in_a or in_b)} where the other has another word"


def _between(text: Text, passages: Sequence[Sequence[tuple[int, int]]]) -> frozenset[str]:
    """The loaded words between the equal runs of passages."""
    gaps = [(i + n, k) for runs in passages for (i, n), (k, _) in pairwise(runs)]
    said = (text.cut.span(at, at + 1) for start, end in gaps for at in range(start, end))
    return loaded().intersection(text.text[start:end].lower() for start, end in said)


RULES = (_wire, _cited, _loaded, _dated)
"""In the order in which they are asked."""
