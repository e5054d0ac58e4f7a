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
from sayso.ground.gazetteer import Gazetteer, Order, Place
from sayso.ground.settle import Choice, settle
from sayso.ground.toponyms import Toponym, named_at, paired, toponyms, words
from sayso.records import Article, Marks, PlaceMention, Precision, Span, Spans

#: How far before and behind a name its turn of phrase is looked for, in characters.
REACH = 40
#: A bare name stands for a government where it is of this order, or a capital.
_SPEAKS = {Order.COUNTRY}

_WORD = re.compile(r"[A-Z]\w+")
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
    return tuple(
        _mention(article.text, name, choice)
        for name, choice in zip(names, chosen, strict=True)
        if not _speaks(name, choice.place, sources)
    )


def resolve(article: Article, names: tuple[Toponym, ...], gazetteer: Gazetteer) -> list[Choice]:
    """Which place each name means, given where the names stand."""
    codes = _countries(article)
    return settle(names, gazetteer, [each for each in gazetteer.countries if each.country in codes])


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
        return Precision.DISTRICT, f'"{turn}"'
    return finest, ""


def _turns(text: str, span: Span) -> Iterator[str]:
    """Turns of phrase beside a name that put the event near it and not in it."""
    before = text[max(0, span[0] - REACH) : span[0]]
    found = _near().search(before)
    if found is not None:
        yield " ".join(found[0].split())
    behind = _behind().match(text, span[1])
    if behind is not None:
        yield behind[1]


@cache
def _near() -> re.Pattern[str]:
    turns = "|".join(map(re.escape, sorted(words("near"), key=len, reverse=True)))
    sides = "|".join(map(re.escape, sorted(words("directions"), key=len, reverse=True)))
    return re.compile(
        rf"\b(?:(?:{turns})|(?:{sides})(?:\s+of|\s+from)?|outskirts\s+of)\s+(?:the\s+)?"
        r"(?:(?:city|town|village)\s+of\s+)?$",
        re.IGNORECASE,
    )


@cache
def _behind() -> re.Pattern[str]:
    words_ = "|".join(map(re.escape, sorted(words("behind"), key=len, reverse=True)))
    return re.compile(rf"(?:['’]s)?(?:[ -][A-Z][\w'-]+)?[ -]({words_})\b")


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
