"""The day that an article itself bears: newsrooms print it, and lists of articles get it wrong."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from sayso.vocab import load

__all__ = ["printed"]

REACH = 300
"""Characters of the head of a text."""


def printed(text: str) -> date | None:
    """The first full date at the head of a text that stands in no sentence; ``None`` without one.

    Day and month in numbers are read as day first, as newsrooms outside America write them.

    >>> printed("Bridge reopens Wed 5 April 2017 The bridge was opened again.")
    datetime.date(2017, 4, 5)
    >>> printed("The bridge was opened on 5 April 2017 by the mayor.")
    """
    pattern, months = _written()
    for found in pattern.finditer(text, 0, REACH):
        day = _day(found, months)
        if day is not None and not _told(text[: found.start()]):
            return day
    return None


def _day(found: re.Match[str], months: dict[str, int]) -> date | None:
    name = found["month"] or found["named"]
    month = months[name.lower()] if name else int(found["number"] or found["iso_month"])
    day = found["day"] or found["after"] or found["first"] or found["iso_day"]
    year = next(each for each in (found[f"year{n}"] for n in range(4)) if each)
    try:
        return date(int(year), month, int(day))
    except ValueError:
        return None


def _told(before: str) -> bool:
    """Whether a date goes on with a sentence: "on 5 April", and no "Posted on 5 April"."""
    words = load("dates")
    said = before.rstrip().lower()
    if said.endswith(tuple(prefix.lower() for prefix in words["prefixes"])):
        return False
    return said.rpartition(" ")[2] in words["running"]


@cache
def _written() -> tuple[re.Pattern[str], dict[str, int]]:
    months: dict[str, int] = load("dates")["months"]
    name = "|".join(sorted(months, key=len, reverse=True))
    year = r"(?:19|20)\d\d"
    return (
        re.compile(
            rf"\b(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month>{name})\b\.?,?\s*(?P<year0>{year})"
            rf"|(?P<named>{name})\b\.?\s*(?P<after>\d{{1,2}})(?:st|nd|rd|th)?,?\s*(?P<year1>{year})"
            rf"|(?P<first>\d{{1,2}})[./](?P<number>\d{{1,2}})[./](?P<year2>{year})"
            rf"|(?P<year3>{year})-(?P<iso_month>\d\d)-(?P<iso_day>\d\d))\b",
            re.IGNORECASE,
        ),
        months,
    )
