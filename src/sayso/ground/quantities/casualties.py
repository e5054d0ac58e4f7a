"""What became of those who are counted: killed, wounded, detained, freed, displaced and so on."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from sayso.ground.numbers import number_at
from sayso.ground.quantities.amounts import Amount
from sayso.ground.quantities.units import Unit, casualty
from sayso.ground.words import Word
from sayso.records import Marks, PredicateMark, Span
from sayso.vocab import load

_PATIENT = frozenset({"ARG1"})
_EITHER = frozenset({"ARG0", "ARG1"})
_PARTS = ("verbs", "actors", "nouns")
_RUN = 3  # words: "killed or wounded"
_BACK = 8  # words: "the toll rose on Monday to 20"


class Fates:
    """What the predicates of an article make of those who are counted in it."""

    def __init__(self, marks: Marks, words: Sequence[Word], text: str) -> None:
        """Look up each predicate once."""
        self._words = words
        held: list[tuple[Span, str, str]] = []
        for predicate in marks.predicates:
            word = text[slice(*predicate.span)].lower()
            held += [(span, word, kind) for span, kind in _suffering(predicate, word)]
        self._held = sorted(held)
        self._starts = [span[0] for span, _, _ in self._held]

    def of(self, amount: Amount, unit: Unit | None, part: str | None) -> str | None:
        """What became of those whom an amount counts, if that is told.

        ``part`` is what became of those of whom they are a part.  One number of two fates
        ("killed or wounded 20") is of both, and no figure of either: "killed or wounded".
        """
        kind = self._one(amount, unit, part)
        return None if kind is None else self._both(amount, unit, kind)

    def _both(self, amount: Amount, unit: Unit | None, kind: str) -> str:
        """A fate with the one that is joined to it, in the order of the lists."""
        end = max(amount.end, unit.end if unit is not None else 0)
        for one, join, other in (*self._run_before(amount.first), *self._run_behind(end)):
            found = {_fate(one), _fate(other)}
            if join in load("units")["people"]["joins"] and kind in found and None not in found:
                return " or ".join(each for each in load("units")["casualties"] if each in found)
        return kind

    def _run_before(self, first: int) -> Iterator[Sequence[str]]:
        """The three words before a number, what only limits it aside."""
        while first and self._words[first - 1].low in load("units")["people"]["before_number"]:
            first -= 1
        if first >= _RUN:
            yield [each.low for each in self._words[first - _RUN : first]]

    def _run_behind(self, end: int) -> Iterator[Sequence[str]]:
        """The three words behind one who is counted, from the first fate on, if it goes no further.

        "Three were killed and wounded five" goes on with whom they wounded.
        """
        lists, words = load("units")["people"], self._words
        at = end - 1 if _fate(words[end - 1].low) else end
        while at < len(words) and words[at].low in lists["auxiliaries"]:
            at += 1
        behind = at + _RUN
        following = words[behind].low if behind < len(words) else ""
        acts = following in lists["objects"] or bool(following and number_at(words, behind))
        if behind <= len(words) and not acts:
            yield [each.low for each in words[at:behind]]

    def _one(self, amount: Amount, unit: Unit | None, part: str | None) -> str | None:
        if unit is not None and (unit.kind is not None or not unit.noun):
            return self._later(amount, unit)
        if part is not None and unit is not None and _is_people(unit.name):
            return part
        return self._told(amount, unit)

    def _later(self, amount: Amount, unit: Unit) -> str | None:
        """What a noun tells ("12 detainees"), unless a verb tells how it ended: "were freed"."""
        held = load("units")["people"]["ends"].get(unit.kind)
        return held if held and self._told(amount, unit) == held else unit.kind

    def _told(self, amount: Amount, unit: Unit | None) -> str | None:
        """What the words around tell: those behind, those before, or the roles of a predicate."""
        end = unit.end if unit is not None else amount.end
        found = self._behind(end, unit) or self._before(amount.first, unit)
        return found or self._by_role(amount, unit)

    def _by_role(self, amount: Amount, unit: Unit | None) -> str | None:
        """By the shortest role that holds the number; one without a unit must begin the role."""
        at, begins = self._words[amount.end - 1].start, self._words[amount.first].start
        last = bisect_right(self._starts, at)
        near = [row for row in self._held[max(0, last - 20) : last] if row[0][1] > at]
        for span, verb, kind in sorted(near, key=lambda row: row[0][1] - row[0][0]):
            if _fits(verb, unit) and (unit is not None or span[0] == begins):
                return kind
        return None

    def _before(self, first: int, unit: Unit | None) -> str | None:
        """By the verb right before: "killing 12", or by the toll that rose."""
        word = self._words[first - 1].low if first else ""
        kind = casualty("verbs").get(word)
        if kind is not None and _fits(word, unit):
            return kind
        near = [each.low for each in self._words[max(0, first - _BACK) : first]]
        told = near and near[-1] in ("to", "at", "of")
        if told and any(toll in near for toll in load("units")["people"]["tolls"]):
            return "killed" if unit is None or _is_people(unit.name) else None
        return None

    def _behind(self, end: int, unit: Unit | None) -> str | None:
        """By the verb behind: "12 people were killed", and not "12 men killed two"."""
        lists, words = load("units")["people"], self._words
        at, between = end, 0
        while at < len(words) and words[at].low in lists["auxiliaries"] and at < end + 4:
            at, between = at + 1, between + 1
        if at >= len(words):
            return None
        word = words[at].low
        kind = casualty("verbs").get(word) or casualty("actors").get(word)
        kind = None if word.endswith("ing") else kind
        kind = kind or (casualty("nouns").get(word) if between else None)
        if kind is None or not _fits(word, unit):
            return None
        following = words[at + 1].low if at + 1 < len(words) else ""
        acts = following in lists["objects"] or bool(following and number_at(words, at + 1))
        return None if acts and not between and word in casualty("verbs") else kind


def _fate(word: str) -> str | None:
    """What a word tells became of somebody."""
    return next((kind for part in _PARTS if (kind := casualty(part).get(word))), None)


def _suffering(predicate: PredicateMark, word: str) -> list[tuple[Span, str]]:
    """The spans of those that a predicate tells something of, with what it tells."""
    kind, roles = casualty("verbs").get(word), _PATIENT
    if kind is None:
        kind, roles = casualty("actors").get(word), _EITHER
    if kind is None:
        return []
    return [(role.span, kind) for role in predicate.roles if role.role in roles]


def _fits(word: str, unit: Unit | None) -> bool:
    """Whether a verb tells something of people here: "killed in 40 raids" does not."""
    if unit is not None and not unit.noun:
        return False
    lists = load("units")["people"]
    name = unit.name.lower() if unit is not None else "person"
    if word in lists["flights"]:
        return name in lists["civil"]
    return _is_people(name)


def _is_people(name: str) -> bool:
    """Whether a noun in the singular is a kind of people, by the list, else by its ending."""
    lists = load("units")["people"]
    return name.lower() in lists["nouns"] or name.lower().endswith(tuple(lists["endings"]))
