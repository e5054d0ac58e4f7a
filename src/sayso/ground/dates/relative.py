"""Dates that are pointed at: "last week", "yesterday", "that night", "the weekend"."""

from __future__ import annotations

from dataclasses import replace

from sayso.ground.dates import lengths, quarters, vague
from sayso.ground.dates.atoms import Atom, Sort
from sayso.ground.dates.context import BEFORE, NO_ANCHOR, NO_BASE, REACH, Found
from sayso.ground.dates.lengths import CLOCK, LEANING
from sayso.ground.dates.stretch import Stretch
from sayso.vocab import load

_POINTS = {"L": -1, "C": 0, "X": 1, "e": 0}
_BESIDE = 40  # characters: "Saturday ... overnight"


def near(found: Found) -> Atom | None:
    """``last week``, ``this month``, ``the following day``, ``the latest quarter``."""
    unit, pointer = found.unit(), found.item("p")
    if not unit or pointer is None or unit in CLOCK:
        return None
    if pointer.low == "these":
        return vague.of(found, Sort.NOW) if unit == "day" else None
    if unit != "weekend" and pointer.cls in "LX" and _is_window(found):
        return lengths.window(found)
    if pointer.low in ("latest", "that", "same") and (made := quarters.latest(found)):
        return made
    unit, times = ("week", 2) if unit == "fortnight" else (unit, 1)
    by = _POINTS[pointer.cls] * times
    if leaning := _leaning(found, unit, by):
        return leaning
    now = found.context.now(unit)
    if unit == "weekend":
        by = _weekend(found, by)
    if now is not None and found.unit("u2") in quarters.PARTS and unit == "year":
        return quarters.inner(found, now.shift(by))  # "this year's third quarter"
    return found.date(now.shift(by), found.context.counted) if now else found.open(NO_BASE)


def _leaning(found: Found, unit: str, by: int) -> Atom | None:
    """``the following day``, ``that week``: from the date before, where there is one."""
    pointer = found.item("p")
    if pointer is None or not (
        pointer.low in LEANING
        or pointer.cls == "e"
        or (_the(found) and (unit == "day" or pointer.cls == "X"))
    ):
        return None
    held = found.context.anchor(found.span[0], unit)
    if held is not None:
        return found.date(held.shift(by), BEFORE)
    told = pointer.cls == "X" and unit == "day" and found.way < 0  # "the next day shells fell"
    leans = pointer.low == "following" or pointer.cls == "e" or told
    return found.open(NO_ANCHOR) if leans else None


def _is_window(found: Found) -> bool:
    """``the past year``, ``over the last week``, ``the past months``: counted from the base."""
    pointer, before = found.item("p"), found.before()
    if pointer is None or pointer.low in LEANING or pointer.low == "latest":
        return False
    if pointer.low == "past" or lengths.plural(found):
        return True
    throughout = before is not None and before.low in load("time")["window"]["before"]
    return _the(found) and throughout and found.unit() != "quarter"


def _the(found: Found) -> bool:
    item = found.context.items.all[found.first]
    return item.cls == "D"


def _weekend(found: Found, by: int) -> int:
    """On a Monday "this weekend" is the one just over, in the week before."""
    base = found.context.base
    pointer = found.item("p")
    if pointer is not None and pointer.cls == "C" and base is not None:
        return -1 if base.weekday() < 3 and found.way <= 0 else 0
    return by


def today(found: Found) -> Atom | None:
    """``today``, ``yesterday morning``, ``late yesterday``, ``the day before yesterday``."""
    item, now = found.item("d"), found.context.now("day")
    if item is None or now is None:
        return found.open(found.context.counted)
    by = int(item.value)
    beyond = found.item("beyond")
    if beyond is not None:
        by += -1 if beyond.cls == "<" else 1
    return found.date(now.shift(by), found.context.counted)


def part_of_day(found: Found) -> Atom | None:
    """``this morning``, ``last night``, ``that evening``, ``overnight``, ``at dawn``."""
    pointer, context = found.item("p"), found.context
    now = context.now("day")
    if pointer is not None and pointer.cls in "CL":
        if now is None:
            return found.open(context.counted)
        by = -1 if pointer.cls == "L" and pointer.low != "past" else 0
        return found.date(now.shift(by), context.counted)
    first, before = context.items.all[found.first], found.before()
    overnight = context.items.all[found.end - 1].low == "overnight"
    placed = first.cls != "P" or overnight or (before is not None and before.cls in "iu<>")
    if not placed:
        return None  # "night fell"
    held = context.anchor(found.span[0], "day", _BESIDE if overnight else REACH)
    if held is None and overnight and now is not None:
        night = found.date(now.shift(-1), context.counted)
        return replace(night, edtf=f"{night.edtf}/{now.edtf()}")
    if held is None:
        open_ = found.open("a time of day without a day")
        return open_ if overnight or pointer is not None else replace(open_, sort=Sort.LOOSE)
    by = 1 if pointer is not None and pointer.cls == "X" else 0
    return found.date(held.shift(by), "on the day named before")


def loose(found: Found) -> Atom | None:
    """``the day``, ``the week``, ``the quarter``: the one that was being spoken of, if any."""
    unit = found.unit()
    if unit not in ("day", "week", "weekend", "month", "quarter", "year"):
        return None
    context = found.context
    told = unit == "weekend" or (found.stretch_part and unit in ("week", "month", "year"))
    sort = Sort.DATE if told else Sort.LOOSE
    if unit == "quarter" and (made := quarters.latest(found)):
        return replace(made, sort=sort)
    held = context.anchor(found.span[0], unit) if unit in ("day", "month") else None
    now = held or context.now(unit)
    if now is None:
        return Atom(found.span, sort, None, context.counted)
    if unit == "weekend" and context.base is not None:
        now = now.shift(-1 if context.base.weekday() < 5 and found.way <= 0 else 0)
    return replace(found.date(now, context.counted), sort=sort)


def year_end(found: Found) -> Atom | None:
    """``year-end``, ``the year's end``, ``month's end``: its last month, or its last days."""
    unit, base = found.unit(), found.context.base
    if unit not in ("year", "month") or found.stretch_part != "end":
        return None
    if base is None:
        return found.open(found.context.counted)
    if unit == "year":
        return replace(
            found.date(Stretch("month", base.year * 12 + 11), found.context.counted),
            edtf=f"{base.year:04}-12",
        )
    return found.date(found.context.now(unit), found.context.counted)
