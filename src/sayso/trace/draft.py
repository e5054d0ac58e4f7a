"""A record on its way: what trace knows of one attribution before it is resolved."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from sayso.records import Article, EntityMark, Firmness, Kind, Spans
from sayso.trace.furniture import furniture_in
from sayso.trace.names import Names, names_in
from sayso.trace.quotes import Quote, quotes_in
from sayso.trace.spans import bounds, text_of
from sayso.trace.told import told_by_article

__all__ = ["Draft", "Ground", "ground"]


@dataclass(frozen=True, slots=True)
class Ground:
    """The article with the layout that every rule asks for, worked out once."""

    article: Article
    text: str
    paragraphs: Spans
    sentences: Spans
    quotes: tuple[Quote, ...]
    names: Names
    furniture: Spans = ()
    told: dict[Spans, tuple[str, ...]] = field(default_factory=dict, compare=False, repr=False)
    found: dict[re.Pattern[str], list[re.Match[str]]] = field(
        default_factory=dict, compare=False, repr=False
    )

    def words(self, spans: Spans) -> list[str]:
        """The words of a cue, or of other spans, in lower case."""
        told = self.told.get(spans)
        if told is None:
            told = self.told[spans] = tuple(text_of(self.text, spans).lower().split())
        return [*told]

    def matches(self, pattern: re.Pattern[str], start: int, end: int) -> list[re.Match[str]]:
        """Where ``pattern`` stands in ``text[start:end]``; the text is searched once for each."""
        every = self.found.get(pattern)
        if every is None:
            every = self.found[pattern] = list(pattern.finditer(self.text))
        left = bisect_left(every, start, key=re.Match.start)
        right = bisect_left(every, end, left, key=re.Match.start)
        return [one for one in every[left:right] if one.end() <= end]


def ground(article: Article, entities: Sequence[EntityMark] = ()) -> Ground:
    """Lay out ``article``; one without paragraphs or sentences counts as a single one.

    ``entities`` tell places and bodies from people where the words do not.
    """
    whole: Spans = ((0, len(article.text)),) if article.text else ()
    paragraphs = article.paragraphs or whole
    return Ground(
        article=article,
        text=article.text,
        paragraphs=paragraphs,
        sentences=article.sentences or paragraphs,
        quotes=quotes_in(article.text, paragraphs),
        names=names_in(article.text, entities, told_by_article),
        furniture=furniture_in(article, paragraphs),
    )


@dataclass(frozen=True, slots=True)
class Draft:
    """Spans of one attribution.

    ``continues`` is the index of the draft whose speaker goes on; ``inner`` is true where the
    model reads the cue as standing in another's words.  ``firmness`` and ``kind`` are what the
    model takes the record and its source for, each with a probability.
    """

    source: Spans
    cue: Spans
    content: Spans
    score: float
    why: tuple[tuple[str, str], ...] = ()
    continues: int | None = None
    inner: bool = False
    firmness: tuple[Firmness, float] | None = None
    kind: tuple[Kind, float] | None = None

    @property
    def anchor(self) -> int:
        """Where the record stands in the order of the text: its cue, or its content."""
        return (self.cue or self.content)[0][0]

    @property
    def reach(self) -> tuple[int, int]:
        """From the first character of any of its spans to the last."""
        ends = [bounds(x) for x in (self.source, self.cue, self.content) if x]
        return min(start for start, _ in ends), max(end for _, end in ends)

    def because(self, what: str, rule: str) -> Draft:
        """The same draft with one more decision noted."""
        return replace(self, why=(*self.why, (what, rule)))
