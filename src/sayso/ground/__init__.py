"""Claims -> claims tied to actors, places, dates, quantities and events.  Pure.

Each finder looks through the whole article once; what it finds is then shared out among the
claims.  What a finder cannot tell stays ``None`` with its reason in ``why``; a text that is odd
finds less and never raises.

share   which claim each mention and each frame belongs to, and which actor a source is
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from sayso.ground.share import Found, share
from sayso.records import Article, Marks, Reading

__all__ = ["Gazetteers", "ground"]


@dataclass(frozen=True, slots=True)
class Gazetteers:
    """What is known beforehand of names; loaded once a process, and handed in."""

    @classmethod
    def load(cls) -> Self:
        """All that come with Sayso."""
        return cls()


def ground(article: Article, marks: Marks, reading: Reading, gazetteers: Gazetteers) -> Reading:
    """The reading, each claim tied to what it is about and each source to the actor it is.

    Nothing else of it changes: spans, ids and chains stay as they were traced.
    """
    return share(reading, _found(article, marks, reading, gazetteers))


def _found(article: Article, marks: Marks, reading: Reading, gazetteers: Gazetteers) -> Found:
    """What the finders find, each part in text order."""
    return Found()
