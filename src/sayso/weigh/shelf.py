"""Where candidates come from: a shelf that holds the fingerprints of every article read so far.

``weigh`` asks it two things and no more, so that a table of the ledger, a join on a cluster or the
dictionary below can serve.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Protocol

from sayso.weigh.text import Text
from sayso.weigh.words import Fingerprints

__all__ = ["COMMON", "InMemory", "Shelf"]

COMMON = 64
"""A fingerprint that more articles hold than this is nobody's: it leads to no candidate."""


class Shelf(Protocol):
    """What ``weigh`` asks for."""

    def holders(self, prints: Fingerprints) -> Mapping[str, int]:
        """The articles that hold any of these fingerprints, and how many each holds.

        Fingerprints that more than :data:`COMMON` articles hold are passed over.
        """

    def text(self, article: str) -> Text:
        """The article with this id.  Raises :class:`KeyError` where the shelf has none."""


class InMemory:
    """A shelf in two dictionaries.

    >>> from sayso.weigh.words import fingerprints
    >>> shelf = InMemory()
    >>> text = Text.of("x", "The ferry to Orla Point was stopped on Monday by a strike of pilots.")
    >>> shelf.add(text)
    >>> list(shelf.holders(fingerprints(text.cut)))
    ['x']
    """

    def __init__(self) -> None:
        self._texts: dict[str, Text] = {}
        self._holders: dict[int, list[str]] = {}

    def add(self, text: Text) -> None:
        """Put an article on the shelf."""
        self._texts[text.id] = text
        for number in set(text.prints.numbers.tolist()):
            self._holders.setdefault(number, []).append(text.id)

    def holders(self, prints: Fingerprints) -> Mapping[str, int]:
        """See :class:`Shelf`."""
        found: Counter[str] = Counter()
        for number in set(prints.numbers.tolist()):
            articles = self._holders.get(number, ())
            if len(articles) <= COMMON:
                found.update(articles)
        return found

    def text(self, article: str) -> Text:
        """See :class:`Shelf`."""
        return self._texts[article]
