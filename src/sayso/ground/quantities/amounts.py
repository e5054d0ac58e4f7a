"""How much: a number, a range or a rough word, with what limits it.

"At least 12", "10-20", "some 2,300", "tens of thousands", "$1 billion", "a quarter of": read from
the words around a number, before it is known what is counted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from sayso.ground.numbers import Number, number_at
from sayso.ground.words import Word
from sayso.vocab import load

_LONGEST = 4  # words of a phrase
_LIMITS = ("at_least", "at_most", "about")


@dataclass(frozen=True, slots=True)
class Amount:
    """Words ``first`` to ``end`` (exclusive) tell ``low`` to ``high``.

    ``unit`` is set where the amount tells it itself (a currency, percent).  ``rough`` is true of
    words that stand for a number ("dozens"); ``plain`` of digits and nothing else.
    """

    first: int
    end: int
    low: float | None
    high: float | None
    modifier: str | None = None
    unit: str | None = None
    rough: bool = False
    plain: bool = False


@cache
def phrases(*path: str) -> Mapping[tuple[str, ...], Any]:
    """A table or list of ``units.toml``, its keys cut into words."""
    held: Any = load("units")
    for key in path:
        held = held[key]
    rows = held.items() if isinstance(held, Mapping) else ((each, each) for each in held)
    return {tuple(key.split()): value for key, value in rows}


def ahead(words: Sequence[Word], at: int, table: Mapping[tuple[str, ...], Any]) -> int:
    """How many words from a place on are a phrase of the table: the longest, or none."""
    lows = tuple(word.low for word in words[at : at + _LONGEST])
    return next((n for n in range(len(lows), 0, -1) if lows[:n] in table), 0)


def behind(words: Sequence[Word], at: int, table: Mapping[tuple[str, ...], Any]) -> int:
    """How many words right before a place are a phrase of the table: the longest, or none."""
    lows = tuple(word.low for word in words[max(0, at - _LONGEST) : at])
    return next((n for n in range(len(lows), 0, -1) if lows[-n:] in table), 0)


def said(words: Sequence[Word], first: int, end: int) -> str:
    """Words as a phrase."""
    return " ".join(word.low for word in words[first:end])


def amount_at(words: Sequence[Word], at: int) -> Amount | None:
    """The amount that starts at a word, without what limits it from before."""
    return (
        _exact(words, at)
        or _few(words, at)
        or _rough(words, at)
        or _part(words, at)
        or _money(words, at)
        or _counted(words, at)
    )


def limited(words: Sequence[Word], amount: Amount) -> Amount:
    """The amount with what limits it, before and behind."""
    return _limited_behind(words, _limited_before(words, amount))


def _limited_before(words: Sequence[Word], amount: Amount) -> Amount:
    at = amount.first
    found = {kind: behind(words, at, phrases("limits", kind)) for kind in _LIMITS}
    kind = max(_LIMITS, key=lambda each: found[each])
    if not found[kind]:
        return amount
    start = at - found[kind]
    return _bound(replace(amount, first=start), kind, said(words, start, at))


def _limited_behind(words: Sequence[Word], amount: Amount) -> Amount:
    end = amount.end
    if end < len(words) and words[end].low == "+" and words[end].start == words[end - 1].end:
        return _bound(replace(amount, end=end + 1), "at_least", "+")
    for kind, name in (("at_least", "more"), ("at_most", "less"), ("about", "about")):
        if n := ahead(words, end, phrases("limits", f"{name}_behind")):
            return _bound(replace(amount, end=end + n), kind, said(words, end, end + n))
    return amount


def _bound(amount: Amount, kind: str, phrase: str) -> Amount:
    told = f"{phrase} {amount.modifier}" if amount.modifier else phrase
    if amount.rough or kind == "about":
        return replace(amount, modifier=told)
    if kind == "at_least":
        return replace(amount, modifier=told, high=None)
    return replace(amount, modifier=told, low=None)


def _exact(words: Sequence[Word], at: int) -> Amount | None:
    table = phrases("exact")
    n = ahead(words, at, table)
    if not n or (n == 1 and words[at].low == "score"):
        return None
    value = float(table[tuple(word.low for word in words[at : at + n])])
    return Amount(at, at + n, value, value)


def _few(words: Sequence[Word], at: int) -> Amount | None:
    table = phrases("few")
    n = ahead(words, at, table)
    if not n:
        return None
    value, end = float(table[tuple(word.low for word in words[at : at + n])]), at + n
    if end < len(words) and (scale := _scale(words[end].low)):
        value, end = value * scale, end + 1
    return Amount(at, end, value, None, said(words, at, end), rough=True)


def _scale(low: str) -> float:
    found: float = load("numbers")["scales"].get(low, 12 if low == "dozen" else 0)
    return found


def _rough(words: Sequence[Word], at: int) -> Amount | None:
    table, scales = load("units")["rough"], load("units")["rough_scales"]
    low = words[at].low
    if low not in table:
        return None
    following = [word.low for word in words[at + 1 : at + 3]]
    if len(following) == 2 and following[0] == "of" and following[1] in scales:
        value, end = table[low] * scales[following[1]], at + 3
    elif low == "tens" or (low == "scores" and following[:1] != ["of"]):
        return None
    else:
        value, end = table[low], at + 1
    return Amount(at, end, float(value), None, said(words, at, end), rough=True)


def _part(words: Sequence[Word], at: int) -> Amount | None:
    """``a quarter of``, ``two-thirds of``, ``half the``: percent of a whole."""
    parts = load("units")["parts"]
    times, place = 1.0, at
    if [word.low for word in words[at : at + 2]] == ["one", "in"]:
        return _one_in(words, at)
    if words[at].low in ("a", "an"):
        place = at + 1
    elif words[at].low not in parts:
        number = number_at(words, at)
        if number is None or number.value > 9 or number.digits:
            return None
        times, place = number.value, at + number.size
        place += place < len(words) and words[place].low == "-"
    if place >= len(words) or words[place].low not in parts or (words[at].low in parts and (
        words[at].low != "half"
    )):  # fmt: skip
        return None
    following = words[place + 1].low if place + 1 < len(words) else ""
    if following not in ("of", "the", "its", "their", "his", "her"):
        return None
    value = round(100 * times / float(parts[words[place].low]), 2)
    return Amount(at, place + 1, value, value, unit="percent") if value <= 100 else None


def _one_in(words: Sequence[Word], at: int) -> Amount | None:
    """``one in five``."""
    number = number_at(words, at + 2) if at + 2 < len(words) else None
    if number is None or not 2 <= number.value <= 100:
        return None
    value = round(100 / number.value, 2)
    return Amount(at, at + 2 + number.size, value, value, unit="percent")


def _money(words: Sequence[Word], at: int) -> Amount | None:
    """``$1 billion``, ``US$5m``, ``€3-4 million``."""
    signs = load("units")["signs"]
    if words[at].low not in signs:
        return None
    first, unit = at, signs[words[at].low]
    if at and words[at - 1].end == words[at].start:
        longer = words[at - 1].low + words[at].low
        if longer in signs:
            first, unit = at - 1, signs[longer]
    found = _counted(words, at + 1) if at + 1 < len(words) else None
    if found is None:
        return None
    return replace(found, first=min(first, found.first), unit=unit, plain=False)


def _counted(words: Sequence[Word], at: int) -> Amount | None:
    """A number, or a range of two."""
    number = number_at(words, at)
    if number is None or number.year:
        return None
    value, end = number.value, at + number.size
    if [word.low for word in words[end : end + 3]] == ["and", "a", "half"]:
        value, end = value + 0.5, end + 3
    if end < len(words) and words[end].low == "dozen":
        value, end = value * 12, end + 1
    one = Amount(at, end, value, value, plain=number.digits)
    return _range(words, one, number) or one


def _range(words: Sequence[Word], one: Amount, number: Number) -> Amount | None:
    """``10-20``, ``10 to 20``, ``two or three``, ``between 10 and 20``."""
    at, end = one.first, one.end
    joint = words[end].low if end + 1 < len(words) else ""
    start = at - 1 if at and words[at - 1].low in load("units")["signs"] else at
    before = words[start - 1].low if start else ""
    place = end + 1
    opened = before == "between" and joint == "and"
    dashed = joint in ("-", "–") and words[end].start == words[end - 1].end
    if not (opened or dashed or joint == "or" or (joint == "to" and before != "from")):
        return None
    if place < len(words) and words[place].low in load("units")["signs"]:
        place += 1
    second = number_at(words, place) if place < len(words) else None
    if second is None or second.year or one.low is None:
        return None
    low = one.low
    if number.digits and not second.digits and words[place].low[0].isdigit():
        scale = second.value / float(words[place].low.replace(",", ""))
        low = low * scale if low < 1000 <= second.value else low
    if low >= second.value:
        return None
    first = start - 1 if opened else at
    return Amount(first, place + second.size, low, second.value, plain=False)
