"""Articles made up from the passages of real ones, any number of them, the same each time.

A passage is fifty words (letters alone).  Each made one is a real one of which no five words in a
row are left; the last of an article is one of an article made before, with a word changed here and
there.  So an article has about one true match, however many there are, and chance gives it no
other.  Every passage can be made for itself: nothing is kept but the words of the sources.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sayso.gather import gather
from sayso.read import read
from sayso.records import Article, Page, article_id

_WORD = re.compile(r"[^\W\d_]+")

WORDS = 50
"""Words of a passage."""
PASSAGES = 6
"""Passages of an article."""
EVERY, SELDOM = 2, 16
"""One word in so many is another: of a new passage, and of one that is copied."""


@dataclass(frozen=True)
class Maker:
    """Makes articles by number: ``passages`` of real ones, and the ``words`` put in for others."""

    passages: Sequence[Sequence[str]]
    words: Sequence[str]

    @classmethod
    def of(cls, sources: Iterable[Path]) -> Maker:
        """From the articles of collections; what the reader refuses is passed over."""
        cut: list[list[str]] = []
        for source in sources:
            for item in gather(str(source)):
                made = read(item) if isinstance(item, Page) else item
                if isinstance(made, Article):
                    said = _WORD.findall(made.text)
                    cut += [said[at : at + WORDS] for at in range(0, len(said) - WORDS, WORDS)]
        return cls(cut, sorted({word for passage in cut for word in passage}))

    def article(self, number: int) -> Article:
        """The article of this number."""
        text = "\n\n".join(" ".join(self.passage(number, n)) for n in range(PASSAGES)) + "\n"
        name = f"made-{number}"
        return Article(article_id(text, name), name, text, url=name)

    def passage(self, number: int, place: int) -> list[str]:
        """One passage of an article."""
        chance = random.Random(f"{number}:{place}")
        if number and place == PASSAGES - 1:
            earlier = self.passage(chance.randrange(number), chance.randrange(PASSAGES - 1))
            return self._put(earlier, SELDOM, chance)
        return self._put(chance.choice(self.passages), EVERY, chance)

    def _put(self, said: Sequence[str], every: int, chance: random.Random) -> list[str]:
        """Another word for the first of each ``every`` in a row."""
        out = list(said)
        for at in range(0, len(out), every):
            out[at] = chance.choice(self.words)
        return out
