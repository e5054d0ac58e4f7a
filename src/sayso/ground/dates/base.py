"""The day that relative dates are counted from: the dateline's, else that of publication."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from sayso.records import Article
from sayso.vocab import load

_DIGITS = re.compile(r"(?<![0-9])([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4})(?![0-9])")


@cache
def _worded() -> re.Pattern[str]:
    month = "|".join(sorted(load("dates")["months"], key=len, reverse=True))
    day, year = r"(?P<{0}>[0-9]{{1,2}})(?:st|nd|rd|th)?", r"(?:,?\s*(?P<{0}>[0-9]{{4}}))?(?![0-9])"
    return re.compile(
        rf"\b(?:(?P<m1>{month})\b\.?\s*{day.format('d1')}{year.format('y1')}"
        rf"|(?<![0-9]){day.format('d2')}\s+(?P<m2>{month})\b\.?{year.format('y2')})",
        re.IGNORECASE,
    )


def base(article: Article) -> tuple[date, str] | None:
    """The day and where it was found, or ``None`` where the article tells none; never today.

    A dateline without a year takes the one that brings it nearest to the day of publication.

    >>> text = "ORSK, May 30 - It rained."
    >>> base(Article("a", "a", text, published="2014-06-01", dateline=(0, 14)))
    (datetime.date(2014, 5, 30), 'dateline')
    """
    published = _published(article.published)
    if article.dateline is not None:
        found = _dateline(article.text[slice(*article.dateline)], published)
        if found is not None:
            return found, "dateline"
    return (published, "publication") if published else None


def _published(written: str | None) -> date | None:
    try:
        return date.fromisoformat((written or "")[:10])
    except ValueError:
        return None


def _dateline(text: str, published: date | None) -> date | None:
    found = _worded().search(text)
    if found is None:
        return _in_digits(text)
    month = load("dates")["months"][(found["m1"] or found["m2"]).lower()]
    day, year = int(found["d1"] or found["d2"]), found["y1"] or found["y2"]
    if year:
        return _day(int(year), month, day)
    if published is None:
        return None
    near = [_day(published.year + by, month, day) for by in (-1, 0, 1)]
    known = [each for each in near if each is not None]
    nearest = min(known, key=lambda each: abs((each - published).days), default=None)
    if nearest is None or abs((nearest - published).days) > 31:
        return None
    return nearest


def _in_digits(text: str) -> date | None:
    """``21.05.2017``, ``17-08-2016``; between slashes the month comes first unless it cannot."""
    found = _DIGITS.search(text)
    if found is None:
        return None
    first, second, year = int(found[1]), int(found[3]), int(found[4])
    day_first = _day(year, second, first)
    return _day(year, first, second) or day_first if found[2] == "/" else day_first


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
