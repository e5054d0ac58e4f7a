"""Numbers as news writes them: digits, words, and both together ("2.3 million", "twenty-five").

Shared by dates and quantities.  No range is told here, and nothing that only stands for a number
("dozens", "several"): :mod:`sayso.ground.quantities` reads those.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from sayso.ground.words import Word
from sayso.vocab import load

_DIGITS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?")
_LONGEST = 15  # digits: beyond them a float is not exact


class Number(NamedTuple):
    """A number and the words it takes up; ``digits`` where it is written in digits alone.

    ``year`` is a year spelled in two halves ("nineteen ninety-six"); then ``value`` holds it.
    """

    value: float
    size: int
    digits: bool = False
    year: bool = False


def number_at(words: Sequence[Word], at: int) -> Number | None:
    """The number that starts at a word, as long as it goes.

    >>> from sayso.ground.words import words
    >>> number_at(words("two thousand three hundred"), 0)
    Number(value=2300.0, size=4, digits=False, year=False)
    >>> number_at(words("2.3 million people"), 0)
    Number(value=2300000.0, size=2, digits=False, year=False)
    >>> number_at(words("people"), 0) is None
    True
    """
    low = words[at].low
    if low[0].isdigit():
        return _from_digits(words, at)
    if low in load("numbers")["words"]:
        return _year(words, at) or _spelled(words, at)
    if low in ("a", "an") and at + 1 < len(words):
        scale = _scale(words[at + 1].low)
        return _spelled(words, at) if scale else None
    return None


def ordinal(low: str) -> int | None:
    """The rank that a word in lower case tells ("third"), if it tells one.

    >>> ordinal("third"), ordinal("three")
    (3, None)
    """
    found: int | None = load("numbers")["ordinals"].get(low)
    return found


def _scale(low: str) -> int:
    found: int = load("numbers")["scales"].get(low, 0)
    return found


def _from_digits(words: Sequence[Word], at: int) -> Number | None:
    word = words[at]
    if not _DIGITS.fullmatch(word.low) or len(word.low) > _LONGEST:
        return None
    value, size = float(word.low.replace(",", "")), 1
    following = words[at + 1] if at + 1 < len(words) else None
    if following is not None:
        short = load("numbers")["short_scales"].get(following.low, 0)
        if short and following.start == word.end:
            return Number(value * short, 2)
        value, size = _fraction(words, at, value)
        skip = at + size
        if skip + 1 < len(words) and words[skip].low == "-" and _scale(words[skip + 1].low):
            return Number(value * _scale(words[skip + 1].low), size + 2)
        while skip < len(words) and (scale := _scale(words[skip].low)):
            value, size, skip = value * scale, size + 1, skip + 1
    return Number(value, size, digits=size == 1)


def _fraction(words: Sequence[Word], at: int, value: float) -> tuple[float, int]:
    """``2 1/2``: a whole number and a half, a third, a quarter behind it."""
    part = [word.low for word in words[at + 1 : at + 4]]
    if len(part) == 3 and part[1] == "/" and part[0] in "123" and part[2] in "2348":
        below = int(part[2])
        if int(part[0]) < below and value < 1000 and words[at + 1].start > words[at].end:
            return value + int(part[0]) / below, 4
    return value, 1


def _year(words: Sequence[Word], at: int) -> Number | None:
    """``nineteen ninety-six``: two numbers of two digits side by side."""
    table = load("numbers")["words"]
    first = table[words[at].low]
    if not 16 <= first <= 20 or at + 1 >= len(words):
        return None
    second = table.get(words[at + 1].low, 0)
    if second < 10 or (first == 20 and second >= 30):
        return None
    size = 2
    if second >= 20:
        unit, more = _unit(words, at + 2)
        second, size = second + unit, size + more
    return Number(first * 100 + second, size, year=True)


def _unit(words: Sequence[Word], at: int) -> tuple[int, int]:
    """One to nine at a word or behind a hyphen, and the words it takes up."""
    table = load("numbers")["words"]
    skip = 1 if at < len(words) and words[at].low == "-" else 0
    if at + skip < len(words) and 1 <= (unit := table.get(words[at + skip].low, 0)) <= 9:
        return unit, skip + 1
    return 0, 0


def _spelled(words: Sequence[Word], at: int) -> Number | None:
    """``two thousand three hundred and five``: grows while scales fall."""
    table = load("numbers")["words"]
    total, held, last, place = 0.0, 0.0, float("inf"), at
    if words[at].low in ("a", "an"):
        held, place = 1.0, at + 1
    end = place
    while place < len(words):
        low = words[place].low
        if (scale := _scale(low)) and (held or total):
            if scale == 100:
                held *= 100
            elif scale < last:
                total, held, last = total + held * scale, 0.0, scale
            else:
                break
            place += 1
        elif low in table and _fits(held, table[low]):
            held += table[low]
            place += 1
        elif low in ("and", "-") and end > at and place + 1 < len(words):
            following = words[place + 1].low
            joins = _joins(low, held or total, following)
            if not joins:
                break
            place += 1
            continue
        else:
            break
        end = place
    return Number(total + held, end - at) if end > at and total + held >= 0 else None


def _fits(held: float, value: int) -> bool:
    """Whether a number may stand behind what is held: tens and units, or less than a hundred."""
    if held == 0:
        return True
    if held % 100 == 0:
        return value < 100
    return held % 100 >= 20 and held % 10 == 0 and 0 < value < 10


def _joins(mark: str, held: float, following: str) -> bool:
    """Whether "and" or a hyphen goes on with the same number."""
    table = load("numbers")["words"]
    if mark == "-":
        tens = held % 100 >= 20 and held % 10 == 0
        return bool(_scale(following)) or (tens and 0 < table.get(following, 0) < 10)
    return held != 0 and held % 100 == 0 and 0 < table.get(following, 0) < 100
