"""Quantities: how many, how much, of what, with what limits the number.

A number is read with its range and its limits (``amounts``), then with what it counts or measures
(``units``) and, of people, with what became of them (``casualties``).  What counts nothing is no
quantity: a year, a date, a time, a rank, a name ("F-16"), a label ("Resolution 2139"), an age.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache

from sayso.ground.dates.atoms import Atom, Sort
from sayso.ground.dates.grammar import atoms
from sayso.ground.quantities.amounts import Amount, ahead, amount_at, limited, phrases
from sayso.ground.quantities.casualties import Fates
from sayso.ground.quantities.units import Unit, unit_of
from sayso.ground.words import Word, words
from sayso.records import Article, Marks, Quantity, Span
from sayso.vocab import load

__all__ = ["find"]

#: Entities whose names may hold a number.
_NAMES = ("Person", "Organization", "Facility", "Location", "Product", "Misc")
_GLUE = frozenset("-/.:#_@&=%\\")
_YEARS = (1900, 2100)


def find(
    article: Article, marks: Marks, timed: Sequence[Atom] | None = None
) -> tuple[Quantity, ...]:
    """Every quantity of an article, in text order.

    ``timed`` are its time expressions, where they are read already.

    >>> one = Article("a", "a", "Shells killed at least 12 people, and it cost $3.")
    >>> [(one.text[slice(*q.span)], q.low, q.high, q.unit) for q in find(one, Marks("a"))]
    [('at least 12 people', 12.0, None, 'person killed'), ('$3', 3.0, 3.0, 'USD')]
    """
    timed = atoms(article, marks) if timed is None else timed
    return tuple(_Reader(article, marks, timed).read())


class _Reader:
    """One article, read from left to right."""

    def __init__(self, article: Article, marks: Marks, timed: Sequence[Atom]) -> None:
        self._text = article.text
        self._words = words(article.text)
        self._fates = Fates(marks, self._words, article.text)
        self._taken = _merged(_taken(article, marks, timed))
        self._starts = [start for start, _ in self._taken]

    def read(self) -> Iterator[Quantity]:
        """The quantities, in text order."""
        at, kind, end = 0, None, 0
        while at < len(self._words):
            amount = self._amount(at)
            if amount is None:
                at += 1
                continue
            made = self._made(amount, kind if self._is_part(end, amount) else None)
            at = max(at + 1, amount.end)
            if made is not None:
                quantity, kind, end = made
                yield quantity
                at = max(end, at)

    def _amount(self, at: int) -> Amount | None:
        word = self._words[at]
        if not (word.low[0].isdigit() or word.low in _openers()):
            return None
        if ahead(self._words, at, phrases("labels", "idle")):
            return None
        amount = amount_at(self._words, at)
        if amount is None or self._is_taken(self._words[amount.end - 1]) or self._is_taken(word):
            return None
        return None if self._is_name(amount) else limited(self._words, amount)

    def _is_taken(self, word: Word) -> bool:
        """Whether a date or a name holds the word."""
        at = bisect_right(self._starts, word.start)
        return at > 0 and self._taken[at - 1][1] > word.start

    def _is_name(self, amount: Amount) -> bool:
        """``F-16``, ``24/7``, ``3G``, ``#5``: glued to other characters."""
        ws = self._words
        first, last = ws[amount.first], ws[amount.end - 1]
        before = ws[amount.first - 1] if amount.first else None
        after = ws[amount.end] if amount.end < len(ws) else None
        glued = before is not None and before.end == first.start
        if glued and before and (before.low in _GLUE or before.low[-1].isalnum()):
            return True
        if after is not None and after.low in load("units")["labels"]["behind"]:
            return True
        if after is None or after.start != last.end or amount.unit is not None:
            return False
        if after.low in ("/", ":", "_", "@"):
            return True
        letters = after.low[0].isalpha() and last.low[0].isdigit()
        return letters and after.low not in load("units")["measures"]

    def _made(self, amount: Amount, part: str | None) -> tuple[Quantity, str | None, int] | None:
        """The quantity, what became of those it counts, and the word behind it."""
        unit = unit_of(self._text, self._words, amount)
        if unit is not None and not unit.name:
            return None
        kind = self._fates.of(amount, unit, part)
        if unit is None and not self._counts(amount, kind):
            return None
        if unit is None:
            unit = Unit("person", amount.end, noun=True) if kind else None
        name = unit.name if unit else None
        name = f"{name} {kind}" if name and kind else name
        end = max(amount.end, unit.end) if unit else amount.end
        span: Span = (self._words[amount.first].start, self._words[end - 1].end)
        return Quantity(span, amount.low, amount.high, name, amount.modifier), kind, end

    def _counts(self, amount: Amount, kind: str | None) -> bool:
        """Whether an amount without a unit counts something all the same."""
        before = self._words[amount.first - 1].low if amount.first else ""
        if before in load("units")["labels"]["words"]:
            return False
        year = amount.plain and amount.low is not None and _YEARS[0] <= amount.low < _YEARS[1]
        return kind is not None and not year

    def _is_part(self, end: int, amount: Amount | None) -> bool:
        """``..., including three children``: a part of those who were counted before."""
        if amount is None or not end:
            return False
        between = [word.low for word in self._words[end : amount.first]]
        parts = load("units")["people"]["parts_of"]
        return len(between) <= 6 and any(word in parts for word in between[-2:])


@cache
def _openers() -> frozenset[str]:
    """Every word that an amount may start with."""
    units, numbers = load("units"), load("numbers")
    tables = (units["rough"], units["exact"], units["few"], units["signs"], units["parts"])
    first = {phrase.split()[0] for table in tables for phrase in table}
    return frozenset({*first, *numbers["words"], "a", "an"})


def _taken(article: Article, marks: Marks, timed: Sequence[Atom]) -> Iterator[Span]:
    """Spans in which no number counts anything: dates, times, sets, the dateline, names."""
    if article.dateline is not None:
        yield article.dateline
    for atom in timed:
        if atom.sort is not Sort.LENGTH:
            yield atom.span
    for entity in marks.entities:
        if entity.type in _NAMES:
            yield entity.span


def _merged(spans: Iterator[Span]) -> Sequence[Span]:
    out: list[Span] = []
    for start, end in sorted(spans):
        if out and start < out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out
