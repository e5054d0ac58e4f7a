"""Where: the places that an article names, each tied to the gazetteer or left open with a reason.

    for place in find(article, marks, Gazetteer.load(), taken=()):
        print(place.name, place.precision, place.why)

What speaks, a capital for its government or a body named by a town, is an actor and no place; so
are the spans handed in as ``taken``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from urllib.parse import urlsplit

from sayso import vocab
from sayso.ground.borders import borders
from sayso.ground.gazetteer import Gazetteer, Order, Place
from sayso.ground.settle import Choice, settle
from sayso.ground.toponyms import Toponym, named_at, paired, toponyms, words
from sayso.records import Article, Marks, PlaceMention, Precision, Span, Spans

#: How far before and behind a name its turn of phrase is looked for, in characters.
REACH = 40
#: A bare name stands for a government where it is of this order, or a capital.
_SPEAKS = {Order.COUNTRY}

_WORD = re.compile(r"[A-Z]\w+")
#: "US-backed": no place of the story, yet a word on which country it has to do with.
_DOING = re.compile(r"\b([A-Z][\w.]*)-([a-z]+)")
_FINEST = {
    Order.COUNTRY: Precision.COUNTRY,
    Order.EXPANSE: Precision.COUNTRY,
    Order.REGION: Precision.DISTRICT,
    Order.COUNTY: Precision.DISTRICT,
    Order.AREA: Precision.DISTRICT,
    Order.TOWN: Precision.TOWN,
}


def find(
    article: Article, marks: Marks, gazetteer: Gazetteer, taken: Spans = ()
) -> tuple[PlaceMention, ...]:
    """The places of an article, in text order; none overlaps another or ``taken``."""
    names = toponyms(article, marks, gazetteer, taken)
    chosen = resolve(article, names, gazetteer)
    sources = {span for cue in marks.cues for span in cue.source}
    settled = dict(zip((each.span[0] for each in names), chosen, strict=True))
    parts = (_part(article.text, *each, settled) for each in zip(names, chosen, strict=True))
    named = [
        _mention(article.text, name, choice)
        for name, choice in zip(names, parts, strict=True)
        if not _speaks(name, choice.place, sources) and not _no_more_than_a_building(name, choice)
    ]
    speaking = [each.span for each in names if each.span in sources]
    more = borders(article, gazetteer, named, (*taken, *speaking))
    return tuple(sorted([*named, *more], key=lambda each: each.span))


def _no_more_than_a_building(name: Toponym, choice: Choice) -> bool:
    """A building or a street that is marked as such, and of which nothing tells where it stands."""
    return name.built and choice.place is None


def _part(text: str, name: Toponym, choice: Choice, settled: dict[int, Choice]) -> Choice:
    """A part of a town that the gazetteer does not hold is in the town: "the Zahra quarter"."""
    behind = _quarter().match(text, name.span[1]) if choice.place is None else None
    town = settled[behind.end()].place if behind and behind.end() in settled else None
    if town is None or town.order != Order.TOWN:
        return choice
    return Choice(town, f"a part of {town.name}")


def resolve(article: Article, names: tuple[Toponym, ...], gazetteer: Gazetteer) -> list[Choice]:
    """Which place each name means, given where the names stand."""
    alone = vocab.load("places")["alone"]
    codes = _countries(article)
    for form in sorted({form for form, _ in _DOING.findall(article.text)}):
        codes |= {each.country for each in gazetteer.named(alone.get(form, form)) if _is_land(each)}
    hints = [each for each in gazetteer.countries if each.country in codes]
    said = {each.name for each in names}
    for name in sorted(set(_states().findall(article.text)) - said):
        hints += [each for each in gazetteer.named(name) if each.order == Order.REGION][:1]
    return settle(names, gazetteer, hints)


def _is_land(place: Place) -> bool:
    return place.order == Order.COUNTRY


@cache
def _states() -> re.Pattern[str]:
    """States by their full names, wherever they stand: "the University of Tennessee"."""
    lists = vocab.load("places")
    names = set(lists["short"].values()) - words("twofold")
    return re.compile(rf"\b(?:{'|'.join(sorted(names, key=len, reverse=True))})\b")


def _countries(article: Article) -> set[str]:
    """Codes of the countries whose people the text names, and of the outlet's, by its address."""
    lists = vocab.load("places")
    people = lists["people"]
    found = {people[word] for word in set(_WORD.findall(article.text)) & people.keys()}
    host = urlsplit(article.url or "").hostname or ""
    ending = host.rpartition(".")[2].upper()
    if len(ending) == 2 and ending not in lists["words"]["everywhere"]:
        found.add("GB" if ending == "UK" else ending)
    return found


def _speaks(name: Toponym, place: Place | None, sources: set[Span]) -> bool:
    """A country or capital that is itself the source of what is said: its government."""
    if place is None or name.span not in sources:
        return False
    return place.order in _SPEAKS or place.capital


def _mention(text: str, name: Toponym, choice: Choice) -> PlaceMention:
    place = choice.place
    if place is None:
        return PlaceMention(name.span, why=choice.why)
    precision, turn = _precision(text, name, place)
    why = f"{choice.why}; {turn}" if turn else choice.why
    return PlaceMention(
        name.span,
        place.name,
        place.geonames or None,
        place.lat,
        place.lon,
        precision,
        place.country or None,
        why,
    )


def _precision(text: str, name: Toponym, place: Place) -> tuple[Precision, str]:
    """How finely the text tells the place, and the words that make it less than the name does."""
    finest = _FINEST[place.order]
    turn = next(_turns(text, name.span), "")
    if turn and finest in (Precision.TOWN, Precision.EXACT):
        finest = Precision.DISTRICT
    return finest, f'"{turn}"' if turn else ""


def _turns(text: str, span: Span) -> Iterator[str]:
    """Turns of phrase beside a name that put the event near it and not in it."""
    before = text[max(0, span[0] - REACH) : span[0]]
    found = _near().search(before)
    if found is not None:
        yield " ".join(found[0].split())
    behind = _behind().match(text, span[1])
    if behind is not None:
        yield behind[1]
    between = _between().search(before)
    if between is not None and (between[1] or _and().match(text, span[1])):
        yield "between"


@cache
def _near() -> re.Pattern[str]:
    turns = "|".join(map(re.escape, sorted(words("near"), key=len, reverse=True)))
    sides = "|".join(
        map(re.escape, sorted(words("directions") - words("inner"), key=len, reverse=True))
    )
    called = r"(?:(?:(?:city|town|village)\s+of|capital(?:\s+city)?)\s+)?"
    away = r"(?:km|kilomet(?:re|er)s?|miles?)\)?(?:\s+[a-z-]+)?\s+(?:of|from)"
    return re.compile(
        rf"\b(?:(?:{turns}|{away}|(?:{sides})\s+(?:of|from))\s+(?:the\s+)?{called}|(?:{sides})\s+)$",
        re.IGNORECASE,
    )


@cache
def _between() -> re.Pattern[str]:
    """Before the first or the second name of two that something lies between."""
    return re.compile(r"\bbetween\s+(?:the\s+)?(?:([A-Z][^.;:!?\n]*?)\s+and\s+(?:the\s+)?)?$")


@cache
def _and() -> re.Pattern[str]:
    return re.compile(r"(?:['’]s)?\s+and\s+(?:the\s+)?[A-Z]")


@cache
def _quarter() -> re.Pattern[str]:
    parts = "|".join(sorted(words("quarters")))
    return re.compile(rf"\s+(?:{parts})\s+(?:of|in)\s+(?:the\s+)?(?:city\s+of\s+|capital,?\s+)?")


@cache
def _behind() -> re.Pattern[str]:
    words_ = "|".join(map(re.escape, sorted(words("behind"), key=len, reverse=True)))
    return re.compile(rf"(?:['’]s)?(?:[ -][A-Z][\w'-]+)?[ -]((?i:{words_}))\b")


def resolve_spans(
    article: Article, marks: Marks, spans: Spans, gazetteer: Gazetteer
) -> list[Choice]:
    """Which place each of the given spans means; what is found beside them is context only.

    For measuring the choice apart from the finding.  A span is taken as it is, whatever it holds.
    """
    text = article.text
    given = [named_at(text, span, gazetteer) for span in spans]
    names = [
        replace(each, span=span) if each else Toponym(span, text[slice(*span)])
        for each, span in zip(given, spans, strict=True)
    ]
    context = toponyms(article, marks, gazetteer, spans)
    joined = tuple(paired(text, [*names, *context]))
    chosen = dict(zip(joined, resolve(article, joined, gazetteer), strict=True))
    by_span = {each.span: choice for each, choice in chosen.items()}
    return [by_span[span] for span in spans]
