"""An article as far as ``weigh`` looks: words, fingerprints, and what it says it took over."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from sayso.records import Article, Kind, Reading, SentenceMark, Spans
from sayso.weigh.days import printed
from sayso.weigh.retold import Sentences
from sayso.weigh.signs import Signs, signs
from sayso.weigh.words import Fingerprints, Words, fingerprints, words

__all__ = ["Text"]

_BORNE = frozenset({"dateline", "byline"})
"""How an article bears the name of the agency whose text it is."""
_MEDIA = frozenset({Kind.OUTLET, Kind.AGENCY})


_NAME = re.compile(r"(?<![.!?:\n“\"] )(?<!^)(?<!\n)\b(?:[A-Z][^\W\d_]+|\d+)", re.MULTILINE)


@dataclass(frozen=True)
class Text:
    """An article as far as reuse looks: ``outlet`` and ``published`` as the article has them.

    ``wire``: an agency whose dateline or byline it bears.  ``cites``: names of outlets and
    agencies that its claims come through, in lower case.  ``pasted``: what it says it took over
    from elsewhere: block quotations, and text behind "here is more from ...".
    """

    id: str
    text: str
    outlet: str | None = None
    published: str | None = None
    wire: str | None = None
    cites: frozenset[str] = frozenset()
    pasted: Spans = ()
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
            pasted=(*article.blocks, *(c.covers for c in article.credits if c.covers)),
            cites=frozenset(h.name.lower() for h in hops if h.named and h.kind in _MEDIA),
            sentences=Sentences.of(sentences),
        )

    @cached_property
    def names(self) -> frozenset[str]:
        """Words with a capital that no sentence begins with, and numbers; in lower case.

        What tells one event from another of its kind: who, where, how many.
        """
        return frozenset(found[0].lower() for found in _NAME.finditer(self.text))

    @cached_property
    def signs(self) -> Signs:
        """What it shows of where it comes from."""
        return signs(self.text)

    @cached_property
    def day(self) -> date | None:
        """The day of publication: as the article bears it, else as its source has it."""
        if (own := printed(self.text)) is not None:
            return own
        try:
            return date.fromisoformat((self.published or "")[:10])
        except ValueError:
            return None

    def pasted_words(self, start: int, size: int) -> int:
        """How many of the words ``[start, start + size)`` stand in pasted blocks."""
        blocks = [self.cut.covered(*span) for span in self.pasted]
        return sum(max(0, min(start + size, b) - max(start, a)) for a, b in blocks)
