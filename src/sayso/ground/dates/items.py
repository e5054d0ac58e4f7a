"""Words -> items: a string of classes, one character an item, over which the grammar is written.

"late on Monday" is ``miW``, "two weeks ago" ``NUg``.  What a word is depends on what stands beside
it: "May" is a month in "in May", "fall" a season in "last fall", and neither where nothing says so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from sayso.ground.numbers import Number, number_at, ordinal
from sayso.ground.words import Word, words
from sayso.records import Article, Marks, Span
from sayso.vocab import load

#: Each class of `point` and the like in time.toml, with its character.
_POINT = {
    "last": "L", "next": "X", "this": "C", "that": "e", "ago": "g", "before": "b", "after": "l",
    "back_of": "<", "ahead_of": ">", "since": "k", "until": "u", "between": "w", "from": "f",
    "to": "t", "about": "q", "every": "v", "fiscal": "F", "half": "h", "period": "G", "few": "V",
    "couple": "c", "zone": "Z",
}  # fmt: skip
_PLAIN = {
    "the": "D", "a": "A", "an": "A", "and": "&", "or": "o", "of": "z", ",": ",", "-": "-",
    "–": "-", "—": "-", "'s": "'", "'": "'", "so": "s", "old": "x", "\n": "\n",
}  # fmt: skip
_AT = "i"  # a preposition that is nothing else
_NUMERIC = re.compile(r"([0-9]{1,4})([/.-])([0-9]{1,2})\2([0-9]{1,4})")
_CLOCK = re.compile(r"([0-9]{1,2}):([0-9]{2})(?::[0-9]{2})?")
_HALVES = {"am": 0, "a.m.": 0, "a.m": 0, "a. m.": 0, "pm": 12, "p.m.": 12, "p.m": 12, "p. m.": 12}
#: Entities that a month's or weekday's name is a part of.
_NAMES = ("Person", "Organization")
_OLDEST, _YOUNGEST = 1400, 2100


class Item(NamedTuple):
    """One item: where it stands, its class, its word, and what it is worth."""

    start: int
    end: int
    cls: str
    low: str
    value: float = 0


class Items:
    """The items of one article, and their classes as one string."""

    def __init__(self, article: Article, marks: Marks) -> None:
        """Read the whole text once: linear in its length."""
        self.text = article.text
        self._dates = [e.span for e in marks.entities if e.type == "Date"]
        self._names = [e.span for e in marks.entities if e.type in _NAMES]
        found = words(article.text)
        self.all = _classed(found)
        _settle(self)
        self.classes = "".join(item.cls for item in self.all)

    def dated(self, span: Span) -> bool:
        """Whether the model marks a date here."""
        return any(a < span[1] and span[0] < b for a, b in self._dates)

    def named(self, span: Span) -> bool:
        """Whether the model marks a longer name here, of a person or a body."""
        return any(
            a <= span[0] and span[1] <= b and b - a > span[1] - span[0] + 1 for a, b in self._names
        )


@cache
def lexicon() -> dict[str, tuple[str, float]]:
    """Every word that has a class of its own, with what it is worth."""
    time, dates = load("time"), load("dates")
    table: dict[str, tuple[str, float]] = dict.fromkeys(time["point"]["at"], (_AT, 0))
    table |= {word: (cls, 0) for word, cls in _PLAIN.items()}
    for name, cls in _POINT.items():
        table |= dict.fromkeys(time["point"][name], (cls, 0))
    table |= dict.fromkeys(time["units"], ("U", 0))
    table |= {word: ("S", rank - 1) for word, rank in time["seasons"].items()}
    table |= dict.fromkeys(time["parts"], ("P", 0))
    table |= {word: ("d", by) for word, by in time["days"].items()}
    table |= {word: ("E", value) for word, value in time["decades"].items()}
    table |= {word: ("m", 0) for word in time["stretch"] if word not in ("earlier", "later")}
    table |= dict.fromkeys(time["again"], ("Q", 0))
    for cls, name in (("p", "past"), ("n", "now"), ("r", "future"), ("J", "recent"), ("y", "near")):
        table |= {word: (cls, 0) for word in time["vague"][name] if word not in table}
    table |= {word: ("M", number) for word, number in dates["months"].items()}
    for place, day in enumerate(dates["weekdays"][:7]):
        short = [each for each in dates["weekdays"] if day.startswith(each[:3])]
        table |= {each.lower(): ("W", place) for each in short}
        table[day.lower() + "s"] = ("B", place)
    return table


def _classed(found: Sequence[Word]) -> list[Item]:
    """A first class for each word, by itself."""
    table, out, at = lexicon(), list[Item](), 0
    numbers = load("numbers")
    numeric = {"a", "an", *numbers["words"], *numbers["ordinals"]}
    while at < len(found):
        word = found[at]
        counts = word.low[0].isdigit() or word.low in numeric
        item, took = (_number(found, at) if counts else None) or (None, 0)
        if item is None:
            cls, value = table.get(word.low, (".", 0))
            item, took = Item(word.start, word.end, cls, word.low, value), 1
            pair = _pair(found, at)
            if pair is not None:
                item, took = pair, 2
            elif cls in "MW" and at + 1 < len(found) and word.low not in load("dates")["whole"]:
                following = found[at + 1]
                took += following.low == "." and following.start == word.end  # "Sept."
        out.append(item)
        at += took
    return out


def _pair(found: Sequence[Word], at: int) -> Item | None:
    """One word of limit: "more than", "at least", "up to"."""
    if at + 1 >= len(found):
        return None
    low, after = found[at].low, found[at + 1].low
    more = low in load("time")["point"]["more"] and after == "than"
    if more or (low == "at" and after in ("least", "most")) or (low == "up" and after == "to"):
        return Item(found[at].start, found[at + 1].end, "q", f"{low} {after}")
    return None


def _number(found: Sequence[Word], at: int) -> tuple[Item, int] | None:
    """A number and what it is a part of: a date in digits, a time of day, a rank, a decade."""
    word = found[at]
    if word.low[0].isdigit():
        if _NUMERIC.fullmatch(word.low):
            return Item(word.start, word.end, "T", word.low), 1
        if clock := _CLOCK.fullmatch(word.low):
            return _clock(found, at, int(clock[1]), int(clock[2]))
    if (rank := ordinal(word.low)) is not None:
        return Item(word.start, word.end, "O", word.low, rank), 1
    number = number_at(found, at)
    if number is None:
        return None
    return _special(found, at, number) or _counted(found, at, number)


def _special(found: Sequence[Word], at: int, number: Number) -> tuple[Item, int] | None:
    word, took = found[at], number.size
    last = found[at + took - 1]
    following = found[at + took] if at + took < len(found) else None
    if following is None:
        return None
    if not number.digits:
        behind = found[at + took + 1].low if at + took + 1 < len(found) else ""
        rank = ordinal(behind) if following.low == "-" else None
        if rank and rank < 10 and number.value % 10 == 0:
            end = found[at + took + 1].end
            return Item(word.start, end, "O", behind, number.value + rank), took + 2
        return None
    touching = following.start == last.end
    value = int(number.value)
    if touching and following.low in ("st", "nd", "rd", "th"):
        return Item(word.start, following.end, "O", word.low, value), took + 1
    tens = value % 10 == 0 and (len(word.low) == 4 or (len(word.low) == 2 and value >= 20))
    if touching and tens and following.low in ("s", "'s"):
        return Item(word.start, following.end, "E", word.low, value), took + 1
    if following.low in _HALVES and 1 <= value <= 12 and "." not in word.low:
        hour = value % 12 + _HALVES[following.low]
        return Item(word.start, following.end, "H", word.low, hour * 60), took + 1
    return None


def _counted(found: Sequence[Word], at: int, number: Number) -> tuple[Item, int]:
    word, last = found[at], found[at + number.size - 1]
    year = number.year or (number.digits and len(word.low) == 4 and word.low.isdigit())
    cls = "Y" if year and _OLDEST <= number.value < _YOUNGEST else "N"
    return Item(word.start, last.end, cls, word.low, number.value), number.size


def _clock(found: Sequence[Word], at: int, hour: int, minute: int) -> tuple[Item, int]:
    word = found[at]
    following = found[at + 1] if at + 1 < len(found) else None
    if following is not None and following.low in _HALVES and 1 <= hour <= 12:
        hour = hour % 12 + _HALVES[following.low]
        return Item(word.start, following.end, "H", word.low, hour * 60 + minute), 2
    return Item(word.start, word.end, "H" if hour < 24 else ".", word.low, hour * 60 + minute), 1


def _settle(items: Items) -> None:
    """Take back the class of words that only look like a month, a weekday or a season here."""
    every = items.all
    for at, item in enumerate(every):
        keep = True
        if item.cls in "MWd" and item.start and items.text[item.start - 1].isalnum():
            keep = False  # "4Feb" in an address
        elif item.cls == "W" and _is_paper(items, at):
            keep = False
        elif item.cls in "MW":
            keep = _is_name(items, at)
        elif item.cls == "S":
            keep = _is_season(items, at)
        elif item.cls == "E" and item.low in load("time")["decades"]:
            keep = at > 0 and every[at - 1].cls in "Dm-"
        if not keep:
            every[at] = item._replace(cls=".")


def _beside(items: Items, at: int) -> tuple[Item | None, Item | None]:
    every = items.all
    before = every[at - 1] if at else None
    if before is not None and before.cls == "-" and at > 1:
        before = every[at - 2]  # "mid-May"
    return before, every[at + 1] if at + 1 < len(every) else None


def _is_name(items: Items, at: int) -> bool:
    """Whether a month or weekday is one: always, but for a few words that mean other things."""
    item = items.all[at]
    span = (item.start, item.end)
    before, after = _beside(items, at)
    day = after is not None and after.cls in "NOY" and (after.cls == "Y" or after.value <= 31)
    if item.cls == "M" and before is not None and before.cls in "NO" and before.value <= 31:
        day = True
    capital = items.text[item.start].isupper()
    if day and capital:
        return True
    if items.named(span):
        return False
    if item.low not in load("time")["unsure"]["names"]:
        return capital or items.dated(span)
    told = before is not None and before.low in load("time")["unsure"]["before"]
    full = item.low in ("april", "june", "august", "march", "may")
    return capital and (items.dated(span) or (told and full))


def _is_paper(items: Items, at: int) -> bool:
    """``The Mail on Sunday``, ``the Sunday Times``: part of an outlet's name."""
    around = " ".join(item.low for item in items.all[max(0, at - 2) : at + 2])
    papers: list[str] = load("time")["unsure"]["papers"]
    return any(name in around for name in papers)


def _is_season(items: Items, at: int) -> bool:
    item = items.all[at]
    span = (item.start, item.end)
    before, after = _beside(items, at)
    strange = items.text[item.start].isupper() and before is not None and before.cls == "."
    if strange and before is not None and items.text[before.start].isupper():
        return False  # "the Arab Spring"
    of_year = [item.cls for item in items.all[at + 1 : at + 3]] == ["z", "Y"]
    if of_year or (after is not None and after.cls == "Y"):
        return True
    if strange or items.named(span):
        return False
    pointed = before is not None and before.cls in "LXCmvP"
    if item.low in ("fall", "spring"):
        return pointed or (items.dated(span) and before is not None and before.cls in "Di")
    return pointed or items.dated(span) or (before is not None and before.cls in "Dik")
