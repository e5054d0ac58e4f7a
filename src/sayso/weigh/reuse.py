"""What two articles that share passages are to each other.

Every rule looks at the same few measures: how much of each text is shared, in how many passages,
how alike word by word, how much of it is quoted speech.  What an outlet puts around every article
is taken off first.  All of it is a guess, so each verdict carries its reasons.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sayso.records import Direction, Reuse, Reused, Span
from sayso.vocab.furniture import furniture
from sayso.weigh.align import Passage, align
from sayso.weigh.first import direction
from sayso.weigh.retold import retold
from sayso.weigh.text import Text

__all__ = ["Measures", "compare", "passages", "twice"]

LEFT_WORDS, LEFT_SHARE = 20, 0.05
"""A reprint leaves no more than this many words, or this share of them, of the shorter text."""
LEFT_MOST = 1 / 3
"""And never more than this share of it: a text of two sentences is no copy for sharing one."""
ALIKE = 0.88
"""Share of equal words in the passages of a reprint of one piece."""
SAME = 0.965
"""The same in several pieces."""
BLOCK, PIECE = 0.9, 40
"""Share of equal words in a passage that was pasted, and the least of them."""
CITED, CITED_SHARE = 0.6, 0.4
"""Share of a passage between quotation marks in one text alone, and of that text's words."""
TOLD = 0.2
"""Share of the shorter text that is shared and no quotation: the telling itself was taken."""
MUCH = 0.55
"""Share of the shorter text that is shared, quoted or not, above which the telling was taken."""
MOST = 0.75
"""Share of the shorter text above which no quotation is all that was taken."""
SPEECH = 0.6
"""Share of what is shared that is quoted, from which it is speech that was taken."""
LONG = 40
"""Equal words in a row that no formula has."""
FEW = 16
"""Equal words that speak for a common source where nothing else does."""
RETOLD, RETOLD_SHARE = 4, 0.5
"""Sentences that come back in order, and their share of the shorter text: it was retold."""
SURE = 0.5
"""Share of the shorter text, not quoted, above which other days, or other names, do not matter."""
SOON, SOON_SURE = 3, 0.35
"""Days within which less than that is enough, where two newsrooms wrote them."""
APART, NAMES = 15, 0.5
"""Days between two texts of one event at most, and the share of names that they have in common."""
PASTED, GOOD = 0.8, 0.25
"""Share of what is shared that stands in a block set off, and of the text that it is from."""
RETOLD_APART, RETOLD_NAMES = 4, 0.75
"""Days between two such texts at most, and the share of their names in common at least."""
THIN, RUN = 0.5, 10
"""A passage less alike than this, with no run of so many equal words, is chance."""
PIECES, PASTED_APART, WHOLE = 3, 0.9, 0.9
"""Pieces that were pasted apart, at most; the share of the equal words that they have; and the
share of the text that they are from below which it was not taken as a whole."""
HALF = 0.5
"""Share of the text into which something was pasted that is shared, at most."""
ASIDE = 28
"""Words of its own that an article opens with before it pastes another's."""

STANDING = "only what stands around every article is shared"
"""The reason of a pair that shares no more."""
_QUOTED = re.compile(r"“[^”“]{2,1500}”|\"[^\"\n]{2,1500}\"|«[^»]{2,1500}»")


@dataclass(frozen=True, slots=True)
class Measures:
    """What the rules look at.

    ``share_a``, ``share_b``: share of the words of each text that stand in passages.  ``left``:
    words of the shorter text that do not.  ``alike``: equal words among those of the passages.
    ``quoted``: share of the equal words between quotation marks in either; ``cited``: in one
    alone, which may quote the other.  ``equal``: how many are equal.
    """

    share_a: float
    share_b: float
    left: int
    shorter: int
    alike: float
    quoted: float
    cited: float
    equal: int
    longest: int

    @property
    def share(self) -> float:
        """Share of the text that is shared the most."""
        return max(self.share_a, self.share_b)

    @property
    def telling(self) -> float:
        """Equal words outside quotations, by the words of the shorter text."""
        return self.equal * (1 - self.quoted) / max(1, self.shorter)


def passages(a: Text, b: Text) -> tuple[Passage, ...]:
    """The passages of two texts that are no chance."""
    found = align(a.cut, b.cut)
    return tuple(p for p in found if p.longest >= RUN or (1 - p.edited >= THIN and p.equal >= RUN))


def twice(article: str, text: str) -> Reuse:
    """An article that came in twice, as it is told: the one is the other.  By id and text."""
    both = ((0, len(text)), (0, len(text)))
    why = ("label", "the same text, come in twice")
    return Reuse(article, article, Reused.REPRINT, Direction.UNKNOWN, 1.0, (both,), (why,))


def compare(
    a: Text, b: Text, found: Sequence[Passage], standing: Sequence[Passage] = ()
) -> Reuse | None:
    """The verdict over two texts and their passages; ``None`` where nothing speaks for reuse.

    ``standing`` are those of the passages that the outlet puts into article after article.
    """
    around = [p for p in found if p in standing or _furniture(a, p)]
    own = [p for p in found if p not in around]
    measures = measure(a, b, own, around)
    again = retold(a.sentences, b.sentences)
    verdict = _label(own, measures) if own else None
    if verdict is not None and verdict[0] is not Reused.REPRINT:
        verdict = _pasted(a, b, own, measures) or verdict
    if verdict is None or verdict[0] is Reused.SAME_SOURCE:
        verdict = _retelling(a, b, again) or verdict
    if verdict is None and around:
        verdict = Reused.BOILERPLATE, STANDING
    if verdict is None:
        return None
    if _by_chance(a, b, verdict[0], measures if own else None):
        if verdict[0] is Reused.SAME_SOURCE and not (a.outlet and a.outlet == b.outlet):
            return None
        verdict = Reused.BOILERPLATE, "alike in wording; days, names and numbers are others"
    label, why = verdict
    kept = [(a.cut.span(*p.a), b.cut.span(*p.b)) for p in own or around]
    if label is Reused.REWRITE:
        kept += [pair for pair in again if not _told_already(pair, kept)]
    where, because = direction(a, b, own, (label, measures.share_a, measures.share_b))
    equal = sum(p.equal for p in own or around)
    score = round(min(1.0, equal / max(1, min(len(a.cut), len(b.cut)))), 4)
    return Reuse(a.id, b.id, label, where, score, tuple(sorted(kept)), (("label", why), *because))


def _pasted(a: Text, b: Text, own: Sequence[Passage], m: Measures) -> tuple[Reused, str] | None:
    """An excerpt that is set off as such: a good piece of one stands in a block of the other."""
    in_a = sum(a.pasted_words(i, n) for p in own for i, _, n in p.runs)
    in_b = sum(b.pasted_words(j, n) for p in own for _, j, n in p.runs)
    of_b = in_a >= PASTED * m.equal and m.share_b >= GOOD
    of_a = in_b >= PASTED * m.equal and m.share_a >= GOOD
    if of_a == of_b:
        return None
    return Reused.EXCERPT, "it stands in a block that one sets off as taken over"


def _by_chance(a: Text, b: Text, label: Reused, m: Measures | None) -> bool:
    """Whether two texts are only worded alike: newsrooms report event after event in one wording.

    Of a rewrite the day must agree, and the names and numbers, the less so the more is shared; no
    formula is as long as :data:`LONG`.  Background that is told again after weeks tells of no
    common source, unless it is speech.
    """
    far = bool(a.day and b.day and abs((a.day - b.day).days) > APART)
    if label is Reused.SAME_SOURCE:
        return far and m is not None and m.quoted < SPEECH
    if label is not Reused.REWRITE:
        return False
    fewer = min(len(a.names), len(b.names))
    strange = len(a.names & b.names) < NAMES * fewer
    if m is None:
        return far or strange
    if m.telling >= SURE:
        return far and strange
    if m.telling >= SOON_SURE and _soon(a, b):
        return False
    return far or (strange and m.longest < LONG)


def _soon(a: Text, b: Text) -> bool:
    """Whether two newsrooms wrote within days of each other."""
    other = not a.outlet or a.outlet != b.outlet
    return other and bool(a.day and b.day and abs((a.day - b.day).days) <= SOON)


def _retelling(a: Text, b: Text, again: Sequence[tuple[Span, Span]]) -> tuple[Reused, str] | None:
    """A rewrite that leaves no words alike: most sentences come back in their order.

    Vectors know what kind of thing is told and not which, so days and names must agree well.
    """
    shorter = min(len(a.sentences.spans), len(b.sentences.spans))
    if len(again) < RETOLD or len(again) < RETOLD_SHARE * shorter:
        return None
    if a.day and b.day and abs((a.day - b.day).days) > RETOLD_APART:
        return None
    if len(a.names & b.names) < RETOLD_NAMES * min(len(a.names), len(b.names)):
        return None
    return Reused.REWRITE, f"{len(again)} of {shorter} sentences are told again in order"


def _told_already(pair: tuple[Span, Span], kept: Sequence[tuple[Span, Span]]) -> bool:
    """Whether either sentence of a pair touches a passage."""
    return any(
        pair[side][0] < other[side][1] and other[side][0] < pair[side][1]
        for other in kept
        for side in (0, 1)
    )


def _furniture(text: Text, passage: Passage) -> bool:
    """Whether a passage is part of the page: rights, share buttons, players."""
    start, end = text.cut.span(*passage.a)
    return end - start < 600 and furniture().search(text.text, start, end) is not None


def measure(a: Text, b: Text, own: Sequence[Passage], around: Sequence[Passage] = ()) -> Measures:
    """Measures over the passages ``own``; the words of ``around`` count in neither text."""
    in_a, in_b = _held(len(a.cut), [p.a for p in own]), _held(len(b.cut), [p.b for p in own])
    out_a, out_b = (
        _held(len(a.cut), [p.a for p in around]),
        _held(len(b.cut), [p.b for p in around]),
    )
    n_a, n_b = int((~out_a).sum()), int((~out_b).sum())
    equal = sum(p.equal for p in own)
    in_quotes = _quoted(a), _quoted(b)
    at_a = np.array([i + k for p in own for i, _, n in p.runs for k in range(n)], dtype=np.int64)
    at_b = np.array([j + k for p in own for _, j, n in p.runs for k in range(n)], dtype=np.int64)
    said = in_quotes[0][at_a], in_quotes[1][at_b]
    wide = sum(max(p.a[1] - p.a[0], p.b[1] - p.b[0]) for p in own)
    left_a, left_b = int((~in_a & ~out_a).sum()), int((~in_b & ~out_b).sum())
    return Measures(
        share_a=1 - left_a / max(1, n_a),
        share_b=1 - left_b / max(1, n_b),
        left=left_a if n_a <= n_b else left_b,
        shorter=min(n_a, n_b),
        alike=equal / max(1, wide),
        quoted=float((said[0] | said[1]).mean()) if equal else 0.0,
        cited=float((said[0] ^ said[1]).mean()) if equal else 0.0,
        equal=equal,
        longest=max((p.longest for p in own), default=0),
    )


def _held(size: int, ranges: Sequence[tuple[int, int]]) -> NDArray[np.bool_]:
    held = np.zeros(size, dtype=bool)
    for first, last in ranges:
        held[first:last] = True
    return held


def _quoted(text: Text) -> NDArray[np.bool_]:
    """Which words stand between quotation marks."""
    spans = [m.span() for m in _QUOTED.finditer(text.text)]
    return _held(len(text.cut), [text.cut.covered(*span) for span in spans])


def _label(own: Sequence[Passage], m: Measures) -> tuple[Reused, str] | None:
    """The first rule that fits, and what it saw."""
    most = f"{round(100 * m.share)} % of the shorter text"
    whole = m.left <= max(min(LEFT_WORDS, LEFT_MOST * m.shorter), LEFT_SHARE * m.shorter)
    if whole and (m.alike >= SAME or (len(own) == 1 and m.alike >= ALIKE)):
        return Reused.REPRINT, f"{most}, {round(100 * m.alike)} % of its words the same"
    if len(own) == 1 and m.equal >= PIECE and m.cited >= CITED and m.share >= CITED_SHARE:
        return Reused.EXCERPT, f"one quotes {own[0].equal} words that the other tells as its own"
    if m.quoted >= SPEECH and m.telling < TOLD and m.share < MOST:
        if m.longest < RUN and m.equal < FEW:
            return None
        return Reused.SAME_SOURCE, f"{round(100 * m.quoted)} % of what is shared is quoted speech"
    low = min(m.share_a, m.share_b)
    aside = max(own[0].a[0], own[0].b[0]) >= ASIDE
    if len(own) == 1 and m.equal >= PIECE and low < HALF and m.alike >= BLOCK and aside:
        return Reused.EXCERPT, f"one passage of {own[0].equal} words stands in other text"
    if m.telling >= TOLD or m.share >= MUCH:
        told = f"{most} in {len(own)} passages"
        return (Reused.EXCERPT if _pieces(own, m) else Reused.REWRITE), told
    if m.equal >= FEW and (m.longest >= RUN or m.quoted > 0):
        return Reused.SAME_SOURCE, f"{m.equal} words are shared, the rest is told otherwise"
    return None


def _pieces(own: Sequence[Passage], m: Measures) -> bool:
    """Whether a few pieces of one text were pasted apart into another, and little else is shared.

    Where less than half of either is shared, one piece is enough, whatever formulas stand beside.
    """
    some = [p for p in own if p.equal >= PIECE / 2 and 1 - p.edited >= SAME]
    if not 1 < len(own) <= PIECES or not any(p.equal >= PIECE for p in some):
        return False
    # Less of the text into which they were pasted is shared, and it opens with its own words.
    begins = min(p.a[0] if m.share_a <= m.share_b else p.b[0] for p in some)
    if min(m.share_a, m.share_b) >= HALF or begins < ASIDE:
        return False
    least = PASTED_APART if m.share >= HALF else HALF
    return m.share < WHOLE and sum(p.equal for p in some) >= least * m.equal
