"""The head of a text: date line, headline, dateline, in whatever order they come.

``BEIRUT (Reuters) -`` says where a text was written and by whom; ``Wed 05 Apr 2017`` is only a
date.  Both are cut from the sentences, and neither is a place of the story.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from sayso.read.dates import month_words, normalise
from sayso.read.layout import trim
from sayso.read.names import Named, canonical, known, listed
from sayso.records import Credit, Span, Spans
from sayso.vocab import load

_REACH = 400  # characters: the head of a text is not looked for beyond
_PARAGRAPHS = 4  # nor in more paragraphs than this
_STEPS = 5  # nor in more parts
_LONGEST_HEADLINE = 25  # words
_BLANK = re.compile(r"[\s.|·,:]*")
_KEY = re.compile(r"[^\W_]+")

_UPPER = r"[^\W\d_a-zß-öø-ÿ][^\W\d_a-zß-öø-ÿ.'’-]+"  # a word in capitals
_PLACE = (
    rf"(?P<place>{_UPPER}(?:[ /]{_UPPER}){{0,3}}"
    r"(?:\s?,\s?[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*){0,2}){0,2}?)"
)
_DATE = r"[A-Z][a-z]{2,8}\.?\s\d{1,2}(?:,?\s\d{4})?|\d{1,2}\s[A-Z][a-z]{2,8}\.?(?:,?\s\d{4})?"
_DAY = rf"(?:\s?,?\s?(?P<date>{_DATE}))?"
_CREDIT = r"\((?P<names>[^()\n]{2,60})\)"
_DASH = r"\s?(?:--+|—|–|-(?=\s))\s*"
_WIRE = (
    re.compile(rf"{_PLACE}{_DAY}\s?{_CREDIT}{_DASH}"),  # BEIRUT, April 5 (Reuters) -
    re.compile(rf"{_CREDIT}\s?(?:--+|—|–|-|:)\s*(?=\S)"),  # (CNN) --
    re.compile(rf"{_PLACE}{_DAY}{_DASH}(?=[A-Z“\"‘'\d])"),  # LAGOS, Nigeria -
    re.compile(rf"(?P<place>{_UPPER}(?:[ /]{_UPPER}){{0,3}}):\s(?=[A-Z“\"‘'])"),  # NAIROBI:
)
# Mixed case is believed only before a credit that we know: "Aleppo SANA-", "Beirut (Reuters) -".
_MIXED = re.compile(
    r"(?P<place>(?:[A-Z][\w’'-]+[ ,]\s?){1,3}?)"
    rf"(?:(?P<date>{_DATE})\s)?"
    r"\(?(?P<names>[^\s()][^()\n]{1,30}?)\)?\s?(?:-|–|—)+\s?(?=\S)"
)


@dataclass(frozen=True, slots=True)
class Head:
    """What stands before the story proper.  ``cut`` are the spans that hold no sentence."""

    dateline: Span | None = None
    headline: Span | None = None
    published: str | None = None
    credits: tuple[Credit, ...] = ()
    cut: Spans = ()


@dataclass(frozen=True, slots=True)
class _Line:
    """A dateline or a date line that was found."""

    span: Span
    written: str | None = None
    place: bool = False
    names: tuple[Named, ...] = ()


@cache
def _date_line() -> re.Pattern[str]:
    words = load("dates")
    month, day = month_words(), "|".join(words["weekdays"])
    prefix = "|".join(re.escape(p) for p in sorted(words["prefixes"], key=len, reverse=True))
    zone = rf"\s*(?:{'|'.join(words['zones'])})(?:[+-]\d+)?"
    clock = rf"(?:,?\s+(?:at\s+)?\d{{1,2}}:\d\d(?:\s*[ap]\.?m\.?)?(?:{zone})?|\s+\d{{4}}{zone})"
    date = (
        rf"(?:(?:{day})\b[.,]?\s+)?(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{month})\b\.?,?\s*\d{{4}}"
        rf"|(?:{month})\b\.?\s*\d{{1,2}}(?:st|nd|rd|th)?(?:,\s*|\s+)\d{{4}}"
        rf"|(?:{month})\s+\d{{6}}"
        r"|\d{1,2}([./-])\d{1,2}[./-]\d{4}|\d{4}-\d\d-\d\d)(?!\d)"
    )
    return re.compile(
        rf"(?:(?:{prefix}):?\s+)?(?P<date>{date}){clock}?(?:\s*\(updated[^()\n]{{4,30}}\))?",
        re.IGNORECASE,
    )


def head(text: str, paras: Spans, title: str | None) -> Head:
    """Read the head of a text.  ``title`` is the headline as the source declares it, if it does.

    >>> found = head("5 April 2017 Bridge reopens. The bridge was opened.", ((0, 51),), None)
    >>> found.dateline, found.published
    ((0, 12), '2017-04-05')
    """
    found = Head(headline=_bare_headline(text, paras) if title is None else None)
    for start, end in paras[:_PARAGRAPHS]:
        if start > _REACH:
            break
        found = _walk(text, (start, end), title, found)
    return found


def _walk(text: str, para: Span, title: str | None, found: Head) -> Head:
    """Take one part of the head after another off one paragraph."""
    at, end = para
    for _ in range(_STEPS):
        line = _line_at(text, at, end)
        if line is not None:
            found, at = _with_line(found, line), line.span[1]
        elif found.headline is None and title and (span := _title_at(text, title, at, end)):
            found, at = replace(found, headline=span), span[1]
        else:
            break
        gap = _BLANK.match(text, at, end)
        at = gap.end() if gap else at
    return found


def _with_line(found: Head, line: _Line) -> Head:
    """The head with one more line; a dateline with a place goes before one that is a date only."""
    new = tuple(Credit(canonical(n.name), "dateline", n.span) for n in line.names)
    date = normalise(line.written)
    first = found.dateline is None
    if not first and found.dateline is not None and line.span[0] - found.dateline[1] <= 2:
        span: Span | None = (found.dateline[0], line.span[1])  # "5 April 2017 BEIRUT": one line
    else:
        span = line.span if first or line.place else found.dateline
    return replace(
        found,
        dateline=span,
        published=found.published or date,
        credits=found.credits + new,
        cut=(*found.cut, line.span),
    )


def _line_at(text: str, at: int, end: int) -> _Line | None:
    window = text[at : min(end, at + 160)]
    return _date_at(window, at, text) or _wire_at(window, at)


def _date_at(window: str, at: int, text: str) -> _Line | None:
    """A date that stands alone; the running text that follows must begin anew."""
    names: list[Named] = []
    found = _date_line().match(window)
    if not found:
        names, skip = _agency_before_date(window)
        found = _date_line().match(window, skip) if names else None
    if not found or not _begins_anew(window[found.end() :]):
        return None
    place = _place_after_date(window, found.end())
    span = trim(text, at, at + (place or found.end()))
    assert span is not None  # it holds a date
    return _Line(span, found["date"], bool(place), _moved(names, at))


def _agency_before_date(window: str) -> tuple[list[Named], int]:
    """``AFP Thursday 9 Jul 2015``, ``By AFP, ...``: the agency, and where the date must begin."""
    by = re.match(r"[Bb]y\s+", window)
    lead = by.end() if by else 0
    first = next(known(window, lead, lead + 40), None)
    if first is None or first.span[0] != lead:
        return [], 0
    gap = re.compile(r"[\s,|-]*").match(window, first.span[1])
    return [first], gap.end() if gap else first.span[1]


def _moved(names: list[Named], by: int) -> tuple[Named, ...]:
    return tuple(Named(n.name, (by + n.span[0], by + n.span[1])) for n in names)


def _begins_anew(rest: str) -> bool:
    rest = rest.lstrip(" .|·,:\n\t-")
    return not rest or not rest[0].islower()


def _place_after_date(window: str, at: int) -> int | None:
    """``Jul 01 2016 BEIRUT At least``: the end of a place in capitals after a date."""
    found = re.match(rf"\s+({_UPPER}(?: {_UPPER})?)(?=\s+[A-Z][a-z])", window[at:])
    if not found or len(found[1]) < 4 or _no_place(found[1]):
        return None
    return at + found.end()


def _no_place(words: str) -> bool:
    listed_words = load("credits")["not_places"]
    return words in listed_words or words.split(maxsplit=1)[0] in listed_words


def _wire_at(window: str, at: int) -> _Line | None:
    """``BEIRUT (Reuters) -`` and its kin, at the very start of ``window``."""
    for pattern in _WIRE:
        found = pattern.match(window)
        if found and (line := _wire(found, at)) is not None:
            return line
    found = _MIXED.match(window)
    if found:
        blocked = _no_place(found["place"].strip(" ,").upper())
        names = [] if blocked else listed(window, *found.span("names"), "known", all_known=True)
        if names:
            return _wire_line(found, at, names)
    return None


def _wire(found: re.Match[str], at: int) -> _Line | None:
    groups = found.groupdict()
    place = groups.get("place")
    if place is not None and (_no_place(place) or len(place.replace(".", "")) < 3):
        return None
    names: list[Named] = []
    if groups.get("names"):
        start, end = found.span("names")
        names = listed(found.string, start, end, "any" if place else "outlet")
        if not names and place is None:
            return None
    elif place is not None and any(True for _ in known(place)):
        return None  # "AFP - The minister" is a credit and no place
    return _wire_line(found, at, names)


def _wire_line(found: re.Match[str], at: int, names: list[Named]) -> _Line:
    end = at + found.start() + len(found[0].rstrip())
    return _Line((at, end), found.groupdict().get("date"), True, _moved(names, at))


def _words(text: str, start: int, end: int) -> Iterator[Span]:
    return (m.span() for m in _KEY.finditer(text, start, end))


def _title_at(text: str, title: str, at: int, end: int) -> Span | None:
    """Where the declared title stands, if it stands at ``at``; marks and case do not matter."""
    wanted = [title[a:b].casefold() for a, b in _words(title, 0, len(title))]
    here = list(_words(text, at, min(end, at + 2 * len(title) + 20)))[: len(wanted)]
    if len(wanted) < 3 or [text[a:b].casefold() for a, b in here] != wanted:
        return None
    tail = re.compile(r"[^\s\w]*").match(text, here[-1][1], end)
    start = at + len(text[at:end]) - len(text[at:end].lstrip())
    return start, tail.end() if tail else here[-1][1]


def _bare_headline(text: str, paras: Spans) -> Span | None:
    """A first line that reads like a headline, where no title is declared.

    Short, without the stop of a sentence, a blank line after it, and a longer text to head.
    """
    if len(paras) < 3 or text.count("\n", paras[0][1], paras[1][0]) < 2:
        return None
    first = text[paras[0][0] : paras[0][1]]
    count = len(first.split())
    if not 3 <= count <= _LONGEST_HEADLINE or first[-1] in '.!:;,”"’)—-' or first[0].islower():
        return None
    if re.search(load("credits")["not_headline"], first):
        return None
    longest = max(end - start for start, end in paras[1:4])
    if longest < 1.5 * len(first) or _line_at(text, *paras[0]) is not None:
        return None
    return paras[0]
