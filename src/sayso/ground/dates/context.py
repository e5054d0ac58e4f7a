"""What a reader of a time expression knows: the items, the base, and what was read before."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from sayso.ground.dates.atoms import Atom, Sort
from sayso.ground.dates.base import base
from sayso.ground.dates.items import Item, Items
from sayso.ground.dates.stretch import Stretch, of
from sayso.ground.dates.tense import Tense
from sayso.records import Article, Marks, Span
from sayso.vocab import load

#: How far back, in characters, a date may stand that "the day before" is counted from.
REACH = 1200
#: ... and one whose year goes on for the next.
NEAR = 200
NO_BASE = "the article tells no day to count from"
BEFORE = "counted from the date before"
EVENT = "counted from an event"
NO_ANCHOR = "the text tells no day to count from"


class Context:
    """One article while its dates are read from left to right."""

    def __init__(self, article: Article, marks: Marks) -> None:
        """Read the items once; nothing has been found yet."""
        self.items = Items(article, marks)
        self.tense = Tense(article, marks)
        found = base(article)
        self.base: date | None = found[0] if found else None
        self.counted = f"counted from the {found[1]}" if found else NO_BASE
        self.report: Stretch | None = None
        self.reported_at = 0
        self._seen: list[Atom] = []

    def keep(self, atom: Atom) -> None:
        """Remember a date that was read, for those that lean on it."""
        if atom.stretch is not None and atom.sort is Sort.DATE:
            self._seen.append(atom)
        if atom.stretch is not None and atom.stretch.unit in ("quarter", "half"):
            self.reported_at = atom.span[1]

    def last(self, at: int, fits: Callable[[Stretch], bool], reach: int = REACH) -> Stretch | None:
        """The last date before a place in the text that fits, within reach."""
        for atom in reversed(self._seen[-12:]):
            if at - atom.span[1] > reach:
                return None
            if atom.stretch is not None and fits(atom.stretch):
                return atom.stretch
        return None

    def written(self, at: int) -> date | None:
        """The last day or month before a place that was written with its year, if it is near."""
        for atom in reversed(self._seen[-4:]):
            near = at - atom.span[1] <= NEAR
            if (
                near
                and atom.why == "as written"
                and atom.stretch
                and atom.stretch.unit in "day month"
            ):
                return atom.stretch.first()
        return None

    def anchor(self, at: int, unit: str, reach: int = REACH) -> Stretch | None:
        """The stretch of a unit that the last date before lies in; days lean on days alone."""
        if unit in ("day", "week", "weekend"):
            held = self.last(at, lambda s: s.unit == "day", reach)
        else:
            fine = ("day", "month", "quarter", unit)
            held = self.last(at, lambda s: s.unit in fine, reach)
        first = held.first() if held else None
        return of(unit, first) if first else None

    def now(self, unit: str) -> Stretch | None:
        """The stretch of a unit that the base lies in."""
        return of(unit, self.base) if self.base else None


class Found:
    """One match of the grammar: its items by name, and its span."""

    def __init__(self, context: Context, match: re.Match[str]) -> None:
        """``match`` stands in the string of classes."""
        self.context, self.match = context, match
        every = context.items.all
        self.first, self.end = match.start(), match.end()
        self.span: Span = (every[self.first].start, every[self.end - 1].end)

    def item(self, name: str) -> Item | None:
        """The first item of a group, if the group took part."""
        start = self.match.start(name) if name in self.match.re.groupindex else -1
        return self.context.items.all[start] if start >= 0 else None

    def value(self, name: str) -> int | None:
        """What the item of a group is worth."""
        found = self.item(name)
        return int(found.value) if found else None

    def before(self) -> Item | None:
        """The item right before the match."""
        return self.context.items.all[self.first - 1] if self.first else None

    def after(self) -> Item | None:
        """The item right behind the match."""
        every = self.context.items.all
        return every[self.end] if self.end < len(every) else None

    @property
    def stretch_part(self) -> str:
        """early, mid or late, where the match says so."""
        found = self.item("m")
        told: str = load("time")["stretch"].get(found.low, "") if found else ""
        return told

    @property
    def day_part(self) -> str:
        """The part of the day: two letters, or ``HH:MM``."""
        clock = self.item("h")
        if clock is not None:
            minutes = int(clock.value)
            return f"{minutes // 60:02}:{minutes % 60:02}"
        part = self.item("P") or self.item("P2")
        if part is not None:
            letters: str = load("time")["parts"].get(part.low, "")
            return letters
        day = self.item("d")
        return "NI" if day is not None and day.low == "tonight" else ""

    def unit(self, name: str = "U") -> str:
        """The unit of time of a group."""
        found = self.item(name)
        if found is not None and found.low == "half":
            return "half"
        unit: str = load("time")["units"].get(found.low, "") if found else ""
        return unit

    @property
    def way(self) -> int:
        """-1 where the verb beside it tells the past, 1 where it looks ahead, 0 else."""
        before = self.before()
        if before is not None and before.cls == "k":
            return -1  # "since" looks back
        return self.context.tense.way(self.span)

    def date(self, stretch: Stretch | None, why: str) -> Atom:
        """A date, or one that cannot be told."""
        edtf = stretch.edtf(self.stretch_part) if stretch else None
        if edtf is None:
            stretch, why = None, "no such day in the calendar"
        return Atom(self.span, Sort.DATE, edtf, why, stretch, self.day_part)

    def open(self, why: str) -> Atom:
        """A date that cannot be told, and why."""
        return Atom(self.span, Sort.DATE, None, why, None, self.day_part)
