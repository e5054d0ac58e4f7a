"""Where candidates come from: a shelf that holds the fingerprints of every article read so far.

``weigh`` asks it two things and no more, so that a table of the ledger, a join on a cluster or the
dictionary below can serve.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from sayso.weigh.text import Text
from sayso.weigh.words import Fingerprints

__all__ = ["COMMON", "Holders", "InMemory", "Shelf"]

COMMON = 64
"""A fingerprint that more articles hold than this is nobody's: it leads to no candidate."""


class Holders(Protocol):
    """Who holds fingerprints: ``found``, how many each article holds, and which are ``common``."""

    @property
    def found(self) -> Mapping[str, int]:
        """The articles, and how many of the fingerprints each holds."""

    @property
    def common(self) -> frozenset[int]:
        """Those that more than :data:`COMMON` articles hold."""


class Shelf(Protocol):
    """What ``weigh`` asks for."""

    def holders(self, prints: Fingerprints) -> Holders:
        """The articles that hold any of these fingerprints, and how many each holds.

        Fingerprints that more than :data:`COMMON` articles hold are passed over, but for a text of
        which more than half are: that is no formula, it is a text that many print.  Of each of
        those the first articles count.
        """

    def text(self, article: str) -> Text:
        """The article with this id.  Raises :class:`KeyError` where the shelf has none."""


@dataclass(frozen=True, slots=True)
class Held:
    """See :class:`Holders`."""

    found: Mapping[str, int]
    common: frozenset[int]


class InMemory:
    """A shelf in two dictionaries.

    >>> from sayso.weigh.words import fingerprints
    >>> shelf = InMemory()
    >>> text = Text.of("x", "The ferry to Orla Point was stopped on Monday by a strike of pilots.")
    >>> shelf.add(text)
    >>> list(shelf.holders(fingerprints(text.cut)).found)
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

    def holders(self, prints: Fingerprints) -> Held:
        """See :class:`Shelf`."""
        held = {number: self._holders.get(number, []) for number in set(prints.numbers.tolist())}
        common = frozenset(number for number, some in held.items() if len(some) > COMMON)
        printed = 2 * len(common) > len(held)
        found: Counter[str] = Counter()
        for number, some in held.items():
            if printed or number not in common:
                found.update(some[: COMMON + 1])
        return Held(found, common)

    def text(self, article: str) -> Text:
        """See :class:`Shelf`."""
        return self._texts[article]
