"""Dates as sources write them -> ISO 8601.  Nothing is guessed: what cannot be read is ``None``.

Between slashes the month comes first (4/5/2017 is 5 April) unless that cannot be; between dots
or dashes the day does (05.04.2017 is 5 April).  A time is kept only where the zone, or ISO
itself, says what it means.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from functools import cache

from sayso.vocab import load

_NUMBERS = re.compile(r"(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})(?:[T\s,].*)?", re.ASCII | re.DOTALL)
_RFC2822 = re.compile(r"(?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d")


@cache
def month_words() -> str:
    """The names of months as a regular expression, longest first."""
    return "|".join(sorted(load("dates")["months"], key=len, reverse=True))


@cache
def _worded() -> tuple[re.Pattern[str], ...]:
    month = rf"(?P<month>{month_words()})\b\.?"
    day = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
    year = r"(?P<year>\d{4})(?!\d)"
    flags = re.IGNORECASE | re.ASCII
    return (
        re.compile(rf"(?<!\d){day}\s+(?:of\s+)?{month},?\s*{year}", flags),
        re.compile(rf"\b{month}\s*{day}(?:,\s*|\s+){year}", flags),
        re.compile(rf"\b{month}\s*(?P<day>\d\d){year}", flags),  # "Jul 012016": a lost comma
    )


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def normalise(written: str | None) -> str | None:
    """A date or date-time as written, in ISO 8601; ``None`` where it cannot be read for sure.

    >>> normalise("4/5/2017"), normalise("25/4/2017"), normalise("05.04.2017")
    ('2017-04-05', '2017-04-25', '2017-04-05')
    >>> normalise("Wed, 05 Apr 2017 10:00:00 +0300"), normalise("5 April 2017")
    ('2017-04-05T10:00:00+03:00', '2017-04-05')
    >>> normalise("2017-04-05T10:00:00Z"), normalise("the regime may have")
    ('2017-04-05T10:00:00+00:00', None)
    """
    text = (written or "").strip()
    if not text:
        return None
    return _by_iso(text) or _by_numbers(text) or _by_rfc2822(text) or find_worded(text)


def _by_iso(text: str) -> str | None:
    if not re.match(r"\d{4}-?\d\d-?\d\d(?!\d)", text, re.ASCII):
        return None
    try:
        if len(text) <= len("2017-04-05"):
            return date.fromisoformat(text).isoformat()
        return datetime.fromisoformat(text).isoformat()
    except ValueError:
        return None  # not ISO after all; the other readings follow


def _by_numbers(text: str) -> str | None:
    found = _NUMBERS.fullmatch(text)
    if not found:
        return None
    first, mark, second, third = int(found[1]), found[2], int(found[3]), int(found[4])
    if len(found[1]) == 4:
        return _iso(first, second, third)
    if len(found[4]) != 4 or len(found[1]) > 2:
        return None
    if mark == "/":
        return _iso(third, first, second) or _iso(third, second, first)
    return _iso(third, second, first)


def _by_rfc2822(text: str) -> str | None:
    if not _RFC2822.match(text):
        return None
    try:
        return parsedate_to_datetime(text).isoformat()
    except (ValueError, OverflowError):  # OverflowError: a zone or a second of twenty digits
        return None


def find_worded(text: str) -> str | None:
    """The first date in ``text`` that names its month: ``Wednesday, April 5th, 2017``."""
    months = load("dates")["months"]
    for pattern in _worded():
        found = pattern.search(text)
        if found:
            return _iso(int(found["year"]), months[found["month"].lower()], int(found["day"]))
    return None
