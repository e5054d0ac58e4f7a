"""What two articles that share passages are to each other, and which of them was first.

Every rule looks at the same few measures: how much of each text is shared, in how many passages,
how alike word by word, how much of it is quoted speech.  What an outlet puts around every article
is taken off first.  All of it is a guess, so each verdict carries its reasons.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sayso.records import (
    Article,
    Direction,
    Kind,
    Reading,
    Reuse,
    Reused,
    SentenceMark,
    Span,
)
from sayso.vocab.furniture import furniture, loaded
from sayso.weigh.align import Passage, align
from sayso.weigh.retold import Sentences, retold
from sayso.weigh.words import Fingerprints, Words, fingerprints, words

__all__ = ["Measures", "Text", "compare", "passages", "twice"]

LEFT_WORDS, LEFT_SHARE = 20, 0.05
"""A reprint leaves no more than this many words, or this share of them, of the shorter text."""
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
FEW = 16
"""Equal words that speak for a common source where nothing else does."""
RETOLD, RETOLD_SHARE = 4, 0.5
"""Sentences that come back in order, and their share of the shorter text: it was retold."""
THIN, RUN = 0.5, 10
"""A passage less alike than this, with no run of so many equal words, is chance."""
ASIDE = 28
"""Words of its own that an article opens with before it pastes another's."""

_BORNE = frozenset({"dateline", "byline"})
"""How an article bears the name of the agency whose text it is."""
_MEDIA = frozenset({Kind.OUTLET, Kind.AGENCY})
_QUOTED = re.compile(r"“[^”“]{2,1500}”|\"[^\"\n]{2,1500}\"|«[^»]{2,1500}»")


@dataclass(frozen=True, slots=True)
class Text:
    """An article as far as reuse looks: ``outlet`` and ``published`` as the article has them.

    ``wire``: an agency whose dateline or byline it bears.  ``cites``: names of outlets and
    agencies that its claims come through, or that it links to, in lower case.
    """

    id: str
    text: str
    outlet: str | None = None
    published: str | None = None
    wire: str | None = None
    cites: frozenset[str] = frozenset()
    cut: Words = field(default_factory=lambda: words(""))
    prints: Fingerprints = field(default_factory=lambda: fingerprints(words("")))
    sentences: Sentences = field(default_factory=lambda: Sentences.of(()))

    @classmethod
    def of(cls, id: str, text: str, **known: Any) -> Text:  # noqa: A002 - the record's own word
        """A text with its words cut and their fingerprints taken."""
        cut = words(text)
        return cls(id, text, cut=cut, prints=fingerprints(cut), **known)

    @classmethod
    def read(
        cls,
        article: Article,
        reading: Reading | None = None,
        sentences: Sequence[SentenceMark] = (),
    ) -> Text:
        """An article as it was read; without a reading nothing is known of whom it cites."""
        whole = [c.name for c in article.credits if c.covers is None and c.how in _BORNE]
        hops = {h for one in reading.attributions for h in one.chain} if reading else set()
        return cls.of(
            article.id,
            article.text,
            outlet=article.outlet,
            published=article.published,
            wire=whole[0] if whole else None,
            cites=frozenset(h.name.lower() for h in hops if h.named and h.kind in _MEDIA),
            sentences=Sentences.of(sentences),
        )


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


def twice(text: Text) -> Reuse:
    """An article that came in twice, as it is told: the one is the other."""
    both = ((0, len(text.text)), (0, len(text.text)))
    why = ("label", "the same text, come in twice")
    return Reuse(text.id, text.id, Reused.REPRINT, Direction.UNKNOWN, 1.0, (both,), (why,))


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
    if verdict is None or verdict[0] is Reused.SAME_SOURCE:
        verdict = _retelling(a, b, again) or verdict
    if verdict is None and around:
        verdict = Reused.BOILERPLATE, "only what stands around every article is shared"
    if verdict is None:
        return None
    label, why = verdict
    kept = [(a.cut.span(*p.a), b.cut.span(*p.b)) for p in own or around]
    if label is Reused.REWRITE:
        kept += [pair for pair in again if not _told_already(pair, kept)]
    where, because = direction(a, b, own, (label, measures))
    equal = sum(p.equal for p in own or around)
    score = round(min(1.0, equal / max(1, min(len(a.cut), len(b.cut)))), 4)
    return Reuse(a.id, b.id, label, where, score, tuple(sorted(kept)), (("label", why), *because))


def _retelling(a: Text, b: Text, again: Sequence[tuple[Span, Span]]) -> tuple[Reused, str] | None:
    """A rewrite that leaves no words alike: most sentences come back in their order."""
    shorter = min(len(a.sentences.spans), len(b.sentences.spans))
    if len(again) < RETOLD or len(again) < RETOLD_SHARE * shorter:
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
    whole = m.left <= max(LEFT_WORDS, LEFT_SHARE * m.shorter)
    if whole and (m.alike >= SAME or (len(own) == 1 and m.alike >= ALIKE)):
        return Reused.REPRINT, f"{most}, {round(100 * m.alike)} % of its words the same"
    if len(own) == 1 and m.equal >= PIECE and m.cited >= CITED and m.share >= CITED_SHARE:
        return Reused.EXCERPT, f"one quotes {own[0].equal} words that the other tells as its own"
    if m.quoted >= 0.6 and m.telling < TOLD:
        if m.longest < RUN and m.equal < FEW:
            return None
        return Reused.SAME_SOURCE, f"{round(100 * m.quoted)} % of what is shared is quoted speech"
    low = min(m.share_a, m.share_b)
    aside = max(own[0].a[0], own[0].b[0]) >= ASIDE
    if len(own) == 1 and m.equal >= PIECE and low < 0.5 and m.alike >= BLOCK and aside:
        return Reused.EXCERPT, f"one passage of {own[0].equal} words stands in other text"
    if m.telling >= TOLD or m.share >= MUCH:
        return Reused.REWRITE, f"{most} in {len(own)} passages"
    if m.equal >= FEW and (m.longest >= RUN or m.quoted > 0):
        return Reused.SAME_SOURCE, f"{m.equal} words are shared, the rest is told otherwise"
    return None


def direction(
    a: Text, b: Text, own: Sequence[Passage], judged: tuple[Reused, Measures]
) -> tuple[Direction, tuple[tuple[str, str], ...]]:
    """Which text was first: the first of the rules that can tell."""
    label, m = judged
    if label in (Reused.SAME_SOURCE, Reused.BOILERPLATE):
        return Direction.UNKNOWN, ()
    for rule in (_wire, _cited, _loaded, _dated):
        answer, why = rule(a, b, own)
        if answer is not Direction.UNKNOWN:
            return answer, (("direction", why),)
    answer, why = _containing(label, m)
    return answer, ((("direction", why),) if why else ())


def _containing(label: Reused, m: Measures) -> Answer:
    """A quoted piece is most of the text it is from; a cut text is all of what is left of it."""
    if label is Reused.EXCERPT:
        answer = Direction.A if m.share_a > m.share_b else Direction.B
        return answer, "the passage is most of one text, and a part of the other"
    if abs(m.share_a - m.share_b) < 0.05:
        return OPEN
    answer = Direction.B if m.share_a > m.share_b else Direction.A
    return answer, "one text holds what the other has, and more"


Answer = tuple[Direction, str]
OPEN: Answer = (Direction.UNKNOWN, "")


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
