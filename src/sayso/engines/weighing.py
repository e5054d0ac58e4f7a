"""Weighing over a ledger: each new article is compared with those before it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from sayso.records import Reuse, Reused
from sayso.weigh import COMMON, Fingerprints, Text, learnt, reuses

if TYPE_CHECKING:
    from sayso.ledger import Holders, Ledger


class LedgerShelf:
    """The articles of a ledger as the shelf that ``weigh`` asks; the last few texts are kept."""

    def __init__(self, ledger: Ledger, *, kept: int = 512) -> None:
        self._ledger = ledger
        self.text = lru_cache(maxsize=kept)(self._text)

    def holders(self, prints: Fingerprints) -> Holders:
        """See :class:`sayso.weigh.Shelf`."""
        return self._ledger.holders(numbers_of(prints), most=COMMON)

    def _text(self, article: str) -> Text:
        return Text.read(*self._ledger.article(article), self._ledger.sentences(article))


def compare_new(ledger: Ledger, *, heard: Callable[[int], None] = lambda left: None) -> int:
    """Compare every article that is new to the ledger with those before it; how many there were.

    One transaction an article: stopped or killed, the next call goes on where this one was.
    ``heard`` is told how many are left.
    """
    shelf, new = LedgerShelf(ledger), ledger.uncompared()
    for done, article in enumerate(new, 1):
        text = shelf.text(article)
        found = reuses(text, shelf)
        ledger.compared(article, numbers_of(text.prints), [*found, *_again(ledger, found, shelf)])
        heard(len(new) - done)
    return len(new)


def _again(ledger: Ledger, found: Sequence[Reuse], shelf: LedgerShelf) -> list[Reuse]:
    """Earlier verdicts that fall, now that a passage is known to stand around every article."""
    kin = [one.b for one in found if one.label is Reused.BOILERPLATE]
    return learnt(found, ledger.kept_among(kin), shelf) if len(kin) > 1 else []


def numbers_of(prints: Fingerprints) -> list[int]:
    """Each fingerprint once, in the order in which the index keeps them."""
    return sorted(set(prints.numbers.tolist()))
