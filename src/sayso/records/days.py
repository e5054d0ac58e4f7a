"""The first and the last day that an EDTF date (ISO 8601-2, levels 0 and 1) may mean."""

from __future__ import annotations

import re
from calendar import monthrange
from functools import lru_cache

Bounds = tuple[str | None, str | None]

_SEASONS = {"21": ("03", "05"), "22": ("06", "08"), "23": ("09", "11"), "24": ("12", "02")}
"""Months of spring, summer, autumn and winter in the north; a winter ends in the year after."""
_DATE = re.compile(r"(\d[\dX]{3})(?:-([\dX]{2})(?:-([\dX]{2}))?)?(?:T.*)?")


@lru_cache(maxsize=1024)
def bounds(edtf: str | None) -> Bounds:
    """First and last day; ``None`` on a side that is open or unknown.

    Where "approximate" or "uncertain" is said of a date its own days are taken.

    >>> bounds("2013"), bounds("2013-02"), bounds("201X")
    (('2013-01-01', '2013-12-31'), ('2013-02-01', '2013-02-28'), ('2010-01-01', '2019-12-31'))
    >>> bounds("2013-05-09/.."), bounds("2013-24~"), bounds("soon")
    (('2013-05-09', None), ('2013-12-01', '2014-02-28'), (None, None))
    """
    begin, slash, end = (edtf or "").partition("/")
    return _one(begin)[0], _one(end if slash else begin)[1]


def _one(edtf: str) -> Bounds:
    found = _DATE.fullmatch(edtf.rstrip("~?%"))
    if found is None:
        return None, None
    year, month, day = found.groups()
    low, high = year.replace("X", "0"), year.replace("X", "9")
    if month is None or "X" in month:
        return f"{low}-01-01", f"{high}-12-31"
    if month in _SEASONS:
        first, last = _SEASONS[month]
        return f"{low}-{first}-01", _end(high if last > first else f"{int(high) + 1:04}", last)
    if not 1 <= int(month) <= 12:
        return None, None
    if day is None or "X" in day:
        return f"{low}-{month}-01", _end(high, month)
    return f"{low}-{month}-{day}", f"{high}-{month}-{day}"


def _end(year: str, month: str) -> str:
    # Year 0 is a year to EDTF and none to Python: the one before 1 has as many days as year 4.
    return f"{year}-{month}-{monthrange(int(year) or 4, int(month))[1]:02}"
