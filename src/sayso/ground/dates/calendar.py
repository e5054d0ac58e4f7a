"""Dates that name a place in the calendar: days, months, seasons, years, decades, weekdays."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from sayso.ground.dates.atoms import Atom
from sayso.ground.dates.context import Found
from sayso.ground.dates.items import Item
from sayso.ground.dates.stretch import Stretch, of, on
from sayso.vocab import load

WRITTEN = "as written"
_FEW = 110  # days
_SPLIT = 30  # two-digit years: above it the last century


def day(found: Found) -> Atom | None:
    """``June 3, 2014``, ``3 June``, ``Friday, Oct. 13``."""
    month, number = found.value("M"), found.value("N")
    item = found.item("N")
    if not month or number is None or item is None or not 1 <= number <= 31:
        return None
    if item.cls == "N" and not (item.low.isdigit() and _is_day(found)):
        return None
    context, year = found.context, found.value("Y")
    if year:
        return found.date(on(year, month, number), WRITTEN)
    if context.base is None:
        held = _year_before(found)
        if held:
            return found.date(on(held, month, number), "with the year named before")
        return replace(found.open("no year is told"), edtf=f"XXXX-{month:02}-{number:02}")
    near = [on(year, month, number) for year in _years(found, context.base)]
    named = found.item("W")
    if named is not None:  # "Saturday, April 25" tells the year, too
        same = [s for s in near if s and (d := s.first()) and d.weekday() == named.value]
        near = [*same] or near
    return found.date(_chosen(found, near), context.counted)


def days(found: Found) -> Atom | None:
    """``June 3-5``, ``3-5 June 2014``, ``between 3 and 5 June``: from one day to another."""
    month, low, high = found.value("M"), found.value("N"), found.value("N2")
    if not month or low is None or high is None or not 1 <= low < high <= 31:
        return None
    if "&" in found.match.group() and not found.match.group().startswith("w"):
        return None
    year, why = found.value("Y"), WRITTEN
    if year is None:
        if found.context.base is None:
            return None
        edge = high if found.way > 0 else low  # what has begun may still be to come
        chosen = _chosen(
            found, [on(each, month, edge) for each in _years(found, found.context.base)]
        )
        first = chosen.first() if chosen else None
        if first is None:
            return None
        year, why = first.year, found.context.counted
    begin, end = on(year, month, low), on(year, month, high)
    if begin is None or end is None:
        return None
    return replace(found.date(begin, why), edtf=f"{begin.edtf()}/{end.edtf()}")


def years(found: Found) -> Atom | None:
    """``2013-14``: two years, the second short of its century."""
    low, item = found.value("Y"), found.item("N")
    if low is None or item is None or not (item.low.isdigit() and len(item.low) == 2):
        return None
    high = low // 100 * 100 + int(item.value)
    if high <= low or item.start != found.span[1] - 2:
        return None
    return replace(found.date(Stretch("year", low), WRITTEN), edtf=f"{low}/{high}")


def _is_day(found: Found) -> bool:
    """``In June 30 people died``: a number behind a month that counts what comes behind it."""
    before, after = found.before(), found.after()
    if found.value("Y") or before is None or before.low not in ("in", "during", "since"):
        return True
    last = found.context.items.all[found.end - 1]
    return last.cls != "N" or after is None or not after.low.isalpha() or after.cls != "."


def _years(found: Found, base: date) -> list[int]:
    """The years that a date without one may be of, in order."""
    held = found.context.written(found.span[0])
    more = (held.year, held.year + 1) if held is not None and held.year < base.year else ()
    return sorted({base.year - 1, base.year, base.year + 1, *more})


def _year_before(found: Found) -> int | None:
    """The year of the last day or month before, where that was written with it and is near."""
    held = found.context.written(found.span[0])
    return held.year if held else None


def _chosen(found: Found, near: list[Stretch | None]) -> Stretch | None:
    """The candidate that the verb points to: the last that has begun, or the next one."""
    base = found.context.base
    known = [each for each in near if each and each.first()]
    if base is None or not known:
        return None
    unit = known[0].unit
    now = of(unit, base).index
    back = [each for each in known if each.index <= now]
    ahead = [each for each in known if each.index >= now]
    held = found.context.written(found.span[0])
    if held is not None and held.year < base.year:
        # "On December 29, 2016 ...  On December 30": near each other in the text and in time.
        then = of(unit, held).index
        made = min(known, key=lambda each: abs(each.index - then))
        if abs(made.index - then) <= {"day": 92, "month": 3}.get(unit, 0):
            return made
    way, before = found.way, found.before()
    limit = before is not None and before.low in load("time")["tense"]["limits"]
    if ahead and way > 0:
        return ahead[0]
    if ahead and back and limit and way == 0:
        return min(back[-1], ahead[0], key=lambda each: abs(each.index - now))
    # A day a few weeks ahead is not that of nearly a year ago, where no verb tells the past.
    few = _FEW if unit == "day" else 0
    if ahead and ahead[0].index - now <= few and (way == 0 or limit):
        return ahead[0]
    return back[-1] if back else ahead[0]


def month(found: Found) -> Atom | None:
    """``March 1996``, ``last June``, ``January this year``, ``mid-May``."""
    number = found.value("M")
    if not number:
        return None
    context, year = found.context, found.value("Y")
    if year:
        return found.date(_month(year, number), WRITTEN)
    if context.base is None:
        held = _year_before(found)
        if held and found.item("p") is None:
            return found.date(_month(held, number), "with the year named before")
        return replace(found.open("no year is told"), edtf=f"XXXX-{number:02}")
    made = _pointed(found, number, context.base)
    near = [_month(year, number) for year in _years(found, context.base)]
    return found.date(made or _chosen(found, list(near)), context.counted)


def _pointed(found: Found, number: int, base: date) -> Stretch | None:
    """``June last year``, ``last June``, ``next June``, ``this June``."""
    pointer = found.item("p")
    if pointer is None:
        return None
    by = {"L": -1, "C": 0, "X": 1}[pointer.cls]
    same = _month(base.year, number)
    if found.item("u") is not None or by == 0:
        return same.shift(12 * by)
    now = of("month", base).index
    if by < 0:
        return same if same.index < now else same.shift(-12)
    return same if same.index > now else same.shift(12)


def _month(year: int, number: int) -> Stretch:
    return Stretch("month", year * 12 + number - 1)


def numeric(found: Found) -> Atom | None:
    """``6/3/2014`` (month first unless that cannot be), ``03.06.2014``, ``2014-06-03``."""
    item = found.item("T")
    if item is None:
        return None
    mark = next(c for c in item.low if not c.isdigit())
    first, second, third = (int(each) for each in item.low.split(mark))
    if item.low.index(mark) == 4:
        return found.date(on(first, second, third), WRITTEN)
    if item.low.rindex(mark) == len(item.low) - 3:
        if mark != "/":
            return None  # "1.2.14" is as likely a version or a score
        third += 2000 if third < _SPLIT else 1900
    made = on(third, first, second) if mark == "/" else None
    why = "month first" if made and second <= 12 and first != second else WRITTEN
    made = made or on(third, second, first) or on(third, first, second)
    return found.date(made, why) if made else None


def season(found: Found) -> Atom | None:
    """``summer 2013``, ``last summer``, ``this past spring``, ``the summer``."""
    item = found.item("S")
    if item is None:
        return None
    context, year = found.context, found.value("Y")
    rank = int(item.value)
    if year:
        return found.date(Stretch("season", year * 4 + rank), WRITTEN)
    if context.base is None:
        return found.open(context.counted)
    now = of("season", context.base).index
    pointer = found.item("p")
    this = pointer is not None and pointer.cls == "C" and not (rank == 3 and now % 4 == 3)
    if pointer is not None and (this or found.item("u") is not None):
        by = {"L": -1, "C": 0, "X": 1}[pointer.cls]
        return found.date(Stretch("season", (context.base.year + by) * 4 + rank), context.counted)
    near = [Stretch("season", (context.base.year + by) * 4 + rank) for by in (-2, -1, 0, 1)]
    if pointer is not None and pointer.cls in "LX":
        back = pointer.cls == "L"
        made = [s for s in near if (s.index < now if back else s.index > now)]
        return found.date(made[-1] if back else made[0], context.counted)
    return found.date(_chosen(found, list(near)), context.counted)


def year(found: Found) -> Atom | None:
    """A year of four digits, where something says that it is one."""
    item = found.item("Y")
    if item is None:
        return None
    if not 1000 <= int(item.value) <= 2100 or not _is_year(found, item):
        return None
    made = found.date(Stretch("year", int(item.value)), WRITTEN)
    if found.item("F") is not None and made.edtf and "/" not in made.edtf:
        return replace(made, edtf=made.edtf + "~")  # whose year begins where, is not told
    return made


def _is_year(found: Found, item: Item) -> bool:
    """Whether four digits are a year: the model says so, or what stands before them does."""
    before, after = found.before(), found.after()
    if found.context.items.dated((item.start, item.end)) or found.item("m") or found.item("F"):
        return True
    if after is not None and after.cls == "-" and after.start == item.end:
        return _to_year(found)
    words = load("time")["unsure"]
    plural = after is not None and after.cls == "." and after.low.isalpha() and after.low[-1] == "s"
    if plural and after is not None and after.low not in words["no_plural"]:
        return False  # "2000 fighters"
    told = before is not None and before.low in words["before_year"]
    return told or not item.low[0].isdigit() or _from_year(found)


def _from_year(found: Found) -> bool:
    """Whether another year and a hyphen stand before."""
    return found.context.items.classes[max(0, found.first - 2) : found.first] == "Y-"


def _to_year(found: Found) -> bool:
    """Whether a hyphen and another year follow."""
    return found.context.items.classes[found.end : found.end + 2] == "-Y"


def decade(found: Found) -> Atom | None:
    """``the 1980s``, ``the late '70s``, ``the eighties``."""
    item = found.item("E")
    if item is None:
        return None
    value = int(item.value)
    return found.date(Stretch("decade", (value if value > 99 else 1900 + value) // 10), WRITTEN)


def weekday(found: Found) -> Atom | None:
    """``late on Monday``, ``last Friday``, ``Tuesday night``, ``Friday last week``."""
    item, base = found.item("W"), found.context.base
    if item is None:
        return None
    if base is None:
        return found.open(found.context.counted)
    pointer = found.item("p")
    behind = (base.weekday() - int(item.value)) % 7
    if found.item("u") is not None and pointer is not None:  # "Friday of last week"
        by = {"L": -7, "C": 0, "X": 7}[pointer.cls]
        made = base - timedelta(days=base.weekday() - int(item.value) - by)
    elif pointer is not None and pointer.cls == "L":
        made = base - timedelta(days=behind or 7)
    elif (pointer is not None and pointer.cls == "X") or (pointer is None and found.way > 0):
        made = base + timedelta(days=(-behind) % 7 or (7 if pointer else 0))
    else:
        made = base - timedelta(days=behind)
    return found.date(Stretch("day", made.toordinal()), found.context.counted)
