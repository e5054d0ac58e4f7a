"""A stretch of the calendar, a day or a century, and how EDTF (ISO 8601-2:2019) writes it.

Every unit counts its stretches with one integer, so that "the month before" is one less.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

LAST = 9999  # the last year that is written with four digits
_MONTHS_IN = {
    "month": 1, "quarter": 3, "season": 3, "half": 6, "year": 12, "decade": 120, "century": 1200,
    "millennium": 12000,
}  # fmt: skip
_CODES = {"season": 21, "quarter": 33, "half": 40}
_PARTS = {"season": 4, "quarter": 4, "half": 2}
#: Which part of a longer stretch "early", "mid" and "late" are, as first and last of its months,
#: days or years.
_MONTHS = {"start": (1, 2), "early": (1, 4), "mid": (5, 8), "late": (9, 12), "end": (11, 12)}
_DAYS = {"start": (1, 5), "early": (1, 10), "mid": (11, 20), "late": (21, 31), "end": (26, 31)}
_YEARS = {"start": (0, 1), "early": (0, 3), "mid": (4, 6), "late": (7, 9), "end": (8, 9)}


@dataclass(frozen=True, slots=True)
class Stretch:
    """One day, week, weekend, month, quarter, half, season, year, decade, century, millennium."""

    unit: str
    index: int

    def shift(self, by: int) -> Stretch:
        """The stretch so many units later."""
        return Stretch(self.unit, self.index + by)

    def first(self) -> date | None:
        """Its first day; ``None`` outside the years 1 to 9999."""
        return _date(lambda: _first(self.unit, self.index))

    def last(self) -> date | None:
        """Its last day; ``None`` outside the years 1 to 9999."""
        if self.unit == "weekend":
            return _date(lambda: date.fromordinal(self.index * 7 + 7))
        after = _date(lambda: _first(self.unit, self.index + 1))
        if after is None:
            return date(LAST, 12, 31) if self.first() else None
        return after - timedelta(days=1) if after > date.min else None

    def edtf(self, part: str = "") -> str | None:
        """EDTF; ``part`` (start, early, mid, late, end) makes an interval with uncertain ends.

        >>> Stretch("month", 2014 * 12 + 5).edtf(), Stretch("quarter", 2014 * 4 + 2).edtf()
        ('2014-06', '2014-35')
        >>> Stretch("month", 2014 * 12 + 5).edtf("mid"), Stretch("decade", 201).edtf()
        ('2014-06-11~/2014-06-20~', '201X')
        """
        first, last = self.first(), self.last()
        if first is None or last is None:
            return None
        if part in _MONTHS and self.unit in ("month", "year", "decade"):
            return _part(self.unit, first, last, part)
        return _whole(self, first, last)


def _whole(one: Stretch, first: date, last: date) -> str:
    year = f"{first.year:04}"
    match one.unit:
        case "day":
            return first.isoformat()
        case "week" | "weekend":
            return f"{first.isoformat()}/{last.isoformat()}"
        case "month":
            return f"{year}-{first.month:02}"
        case "year":
            return year
        case "decade":
            return year[:3] + "X"
        case "century":
            return year[:2] + "XX"
        case "millennium":
            return year[:1] + "XXX"
    parts = _PARTS[one.unit]
    return f"{one.index // parts:04}-{_CODES[one.unit] + one.index % parts}"


def _part(unit: str, first: date, last: date, part: str) -> str:
    if unit == "month":
        low, high = _DAYS[part]
        high = min(high, last.day)
        return f"{first.isoformat()[:8]}{low:02}~/{first.isoformat()[:8]}{high:02}~"
    if unit == "year":
        low, high = _MONTHS[part]
        return f"{first.year:04}-{low:02}~/{first.year:04}-{high:02}~"
    low, high = _YEARS[part]
    return f"{first.year + low:04}~/{first.year + high:04}~"


def of(unit: str, day: date) -> Stretch:
    """The stretch of a unit that holds a day; the winter of January began the year before.

    >>> of("week", date(2014, 6, 11)).edtf()
    '2014-06-09/2014-06-15'
    """
    if unit in _MONTHS_IN:
        return Stretch(unit, (day.year * 12 + day.month - 1 - _shifted(unit)) // _MONTHS_IN[unit])
    return Stretch(unit, day.toordinal() if unit == "day" else (day.toordinal() - 1) // 7)


def _shifted(unit: str) -> int:
    """Months from January to where the first of a year begins: spring begins in March."""
    return 2 if unit == "season" else 0


def on(year: int, month: int, day: int) -> Stretch | None:
    """A day by its numbers; ``None`` where the calendar has none."""
    found = _date(lambda: date(year, month, day))
    return Stretch("day", found.toordinal()) if found else None


def _date(make: Callable[[], date]) -> date | None:
    try:
        return make()
    except (ValueError, OverflowError):  # no such day, or a year that is out of reach
        return None


def _first(unit: str, index: int) -> date:
    if unit in _MONTHS_IN:
        months = index * _MONTHS_IN[unit] + _shifted(unit)
        return date(months // 12, months % 12 + 1, 1)
    return date.fromordinal({"day": index, "week": index * 7 + 1, "weekend": index * 7 + 6}[unit])
