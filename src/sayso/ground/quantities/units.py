"""Of what: the unit, the currency or the noun behind an amount."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from sayso.ground.quantities.amounts import Amount, ahead, phrases
from sayso.ground.words import Word
from sayso.vocab import load

_REACH = 6  # words between a number and the noun that it counts


@dataclass(frozen=True, slots=True)
class Unit:
    """What is counted, up to word ``end`` (exclusive); ``noun`` where it is a noun.

    An empty ``name`` is an age, which counts nothing.

    ``kind`` is what became of people, where the word behind the number tells it ("20 dead").
    """

    name: str
    end: int
    noun: bool = False
    kind: str | None = None


@cache
def casualty(part: str) -> dict[str, str]:
    """Words of one part of the casualties (verbs, actors, nouns) with the kind each tells."""
    table = load("units")["casualties"]
    return {word: kind for kind, rows in table.items() for word in rows[part]}


def unit_of(text: str, words: Sequence[Word], amount: Amount) -> Unit | None:
    """What an amount counts or measures, if the words behind it tell."""
    at = amount.end
    if amount.unit is not None:
        return _behind_money(words, amount) or Unit(amount.unit, at)
    if n := ahead(words, at, phrases("percent", "words")):
        return Unit("percent", at + n)
    hyphen = at < len(words) and words[at].low == "-" and words[at].start == words[at - 1].end
    measured = _measure(words, at + hyphen)
    if measured is not None or hyphen:
        return measured
    if at < len(words) and words[at].low == "of" and amount.rough:
        at += 1
        if (worth := _measure(words, at)) is not None:
            return worth
    return _noun(text, words, at, amount)


def _behind_money(words: Sequence[Word], amount: Amount) -> Unit | None:
    """``$5 million dollars`` and nothing more."""
    n = ahead(words, amount.end, phrases("money"))
    return Unit(amount.unit or "", amount.end + n) if n and amount.unit != "percent" else None


def _is_age(words: Sequence[Word], at: int) -> bool:
    """``a 12-year-old``, ``12 years old``, ``years of age``."""
    following = [word.low for word in words[at : at + 2]]
    return "old" in following or following == ["of", "age"]


def _measure(words: Sequence[Word], at: int) -> Unit | None:
    for table in ("moneys", "squares", "money", "measures"):
        if n := ahead(words, at, phrases(table)):
            key = tuple(word.low for word in words[at : at + n])
            name: str = phrases(table)[key]
            if table == "money" and _is_weight(words, at):
                name = "lb"
            return Unit("" if _is_age(words, at + n) else name, at + n)
    return None


def _is_weight(words: Sequence[Word], at: int) -> bool:
    """``500 pounds of explosives``, ``a 500-pound bomb``."""
    if not words[at].low.startswith("pound"):
        return False
    following = words[at + 1].low if at + 1 < len(words) else ""
    return following == "of" or words[at - 1].low == "-"


def _noun(text: str, words: Sequence[Word], at: int, amount: Amount) -> Unit | None:
    """The first plural noun behind the amount, past adjectives and names, within its phrase."""
    lists = load("units")
    single = amount.low == amount.high == 1
    for place in range(at, min(at + _REACH, len(words))):
        word = words[place]
        if kind := casualty("nouns").get(word.low):
            return Unit("person", place + 1, noun=True, kind=kind)
        if word.low == "-" and word.start == words[place - 1].end:
            continue  # "Russian-made"
        if not word.low[0].isalpha() or word.low in lists["no_noun"]["stops"]:
            return None
        if single:
            return _one(words, place)
        name = _small(singular(text[word.start : word.end]))
        possessive = place + 1 < len(words) and words[place + 1].low in ("'s", "'")
        if name is None or possessive or _goes_on(text, words, place):
            continue
        return _with_kind(words, name, place + 1)
    return None


def _small(name: str | None) -> str | None:
    """A noun of a headline in lower case; names of peoples keep their capital."""
    lists = load("units")
    low = name.lower() if name else ""
    known = low in lists["people"]["nouns"] or low in lists["singular"].values()
    return low if known and low not in lists["people"]["peoples"] else name


def _goes_on(text: str, words: Sequence[Word], place: int) -> bool:
    """Whether a name in -s stands before the noun proper: "20 Houthis fighters"."""
    if not text[words[place].start].isupper() or place + 1 >= len(words):
        return False
    word = words[place + 1]
    return not text[word.start].isupper() and singular(word.low) is not None


def _one(words: Sequence[Word], place: int) -> Unit | None:
    """What stands in the singular behind "one": only nouns that we know ("one soldier")."""
    known = set(load("units")["singular"].values()) | set(load("units")["people"]["nouns"])
    near = (at for at in (place, place + 1) if at < len(words) and words[at].low in known)
    at = next(near, None)
    return _with_kind(words, words[at].low, at + 1) if at is not None else None


def _with_kind(words: Sequence[Word], name: str, end: int) -> Unit:
    """The noun, with what stands right behind it: "12 people dead"."""
    kind = casualty("nouns").get(words[end].low) if end < len(words) else None
    verb = kind is not None and words[end].low in casualty("verbs")
    return Unit(name, end, noun=True, kind=None if verb else kind)


def singular(word: str) -> str | None:
    """The singular of a plural noun, by the list, else by its ending; ``None`` for any other word.

    >>> [singular(each) for each in ("people", "soldiers", "cities", "Kurds", "across", "green")]
    ['person', 'soldier', 'city', 'Kurd', None, None]
    """
    low = word.lower()
    found: str | None = load("units")["singular"].get(low)
    if found is not None:
        return found
    if len(low) < 4 or not low.endswith("s") or low.endswith(("ss", "us")):
        return None
    if low.endswith("is") and not (word[0].isupper() and len(low) > 5):  # "Iraqis"
        return None
    if low in load("units")["no_noun"]["words"]:
        return None
    if low.endswith("ies") and len(low) > 5:
        return word[:-3] + "y"
    if low.endswith(("ches", "shes", "xes", "sses")):
        return word[:-2]
    return word[:-1]
