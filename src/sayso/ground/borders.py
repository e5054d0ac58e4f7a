"""Borders: "the Syrian border", "at the border", "along its border": a country, and no finer.

The name of a country beside a border is found among the other names of places; here are those that
stand without: told by a people's adjective, or by nothing but the story around.  Whose border a
bare one is, is read off the countries of its sentence, else of the article; where several come in
question it is left open, and the reason names them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from sayso import vocab
from sayso.ground.gazetteer import Gazetteer, Order, Place
from sayso.records import Article, PlaceMention, Precision, Span, Spans

__all__ = ["NOBODYS", "borders"]

NOBODYS = "whose border is not told"

_NAME = re.compile(r"[^\W\d_a-z][\w.'’-]*(?: [^\W\d_a-z][\w.'’-]*)?")


def borders(
    article: Article, gazetteer: Gazetteer, places: Sequence[PlaceMention], taken: Spans
) -> Iterator[PlaceMention]:
    """The borders that stand without the name of a country, in text order.

    ``places`` are the mentions that were found by name, ``taken`` what is spoken for.
    """
    shut = [*(each.span for each in places), *taken]
    told = _Told(article, gazetteer, places, taken)
    for found in _phrase().finditer(article.text):
        peoples = list(_people().finditer(found["whose"] or ""))
        if peoples:
            mentions = _of_peoples(found, peoples, told)
        elif found["led"] and found["own"] and not _named_behind(places, found.end()):
            mentions = iter([_bare(found, told)])
        else:
            continue
        for mention in mentions:
            if not any(a < mention.span[1] and mention.span[0] < b for a, b in shut):
                yield mention


def _of_peoples(
    found: re.Match[str], peoples: Sequence[re.Match[str]], told: _Told
) -> Iterator[PlaceMention]:
    """Of "the Turkish-Syrian border" both countries, where their adjectives stand."""
    start = found.start("whose")
    for one in peoples:
        country = told.country(vocab.load("places")["people"][one[0]])
        if country is not None:
            span = (start + one.start(), start + one.end())
            yield _mention(span, country, "the country of a people", found["border"])


def _bare(found: re.Match[str], told: _Told) -> PlaceMention:
    """Of "at the border" the one country that the sentence tells of, else the article."""
    span = (found.start("own"), found.end("border"))
    for codes, why in told.near(span, own=found["own"].lower() not in ("the", "a")):
        places = [place for code in sorted(codes) if (place := told.country(code))]
        if len(places) == 1:
            return _mention(span, places[0], why, found["border"])
        if places:
            return PlaceMention(span, why=f"the border of {' or of '.join(p.name for p in places)}")
    return PlaceMention(span, why=NOBODYS)


def _mention(span: Span, place: Place, why: str, border: str) -> PlaceMention:
    return PlaceMention(
        span,
        place.name,
        place.geonames or None,
        place.lat,
        place.lon,
        Precision.COUNTRY,
        place.country or None,
        f'{why}; "{border}"',
    )


def _named_behind(places: Sequence[PlaceMention], end: int) -> bool:
    """Whether a country is named right behind: "on the border with Syria"."""
    reach = vocab.load("places")["borders"]["reach"]
    return any(end <= each.span[0] <= end + reach for each in places)


class _Told:
    """The countries that an article names, by where it does."""

    def __init__(
        self, article: Article, gazetteer: Gazetteer, places: Sequence[PlaceMention], taken: Spans
    ) -> None:
        self._countries = {each.country: each for each in gazetteer.countries}
        self._sentences = article.sentences or ((0, len(article.text)),)
        text, people = article.text, vocab.load("places")["people"]
        at = [(each.span[0], each.country) for each in places if each.country]
        at += [(m.start(), people[m[0]]) for m in _people().finditer(text)]
        for start, end in taken:
            for name in _NAME.finditer(text, start, end):
                at += [(name.start(), code) for code in _acting(name[0], gazetteer)]
        self._at = sorted(at)

    def country(self, code: str) -> Place | None:
        """The country of a code."""
        return self._countries.get(code)

    def near(self, span: Span, *, own: bool) -> Iterator[tuple[set[str], str]]:
        """Codes of the countries of the sentence, then of the article; ``own``: those before."""
        start, end = next(((a, b) for a, b in self._sentences if a <= span[0] < b), (0, 0))
        if own:
            yield {c for at, c in self._at if start <= at < span[0]}, "named before"
        else:
            yield {c for at, c in self._at if start <= at < end}, "named in the sentence"
        yield {c for _, c in self._at}, "the one country of the article"


def _acting(name: str, gazetteer: Gazetteer) -> list[str]:
    """The country of a state or capital that acts."""
    found = gazetteer.named(name)[:1]
    return [each.country for each in found if each.order == Order.COUNTRY or each.capital]


@cache
def _people() -> re.Pattern[str]:
    """Adjectives of peoples."""
    names = sorted(vocab.load("places")["people"], key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b")


@cache
def _phrase() -> re.Pattern[str]:
    """A border, with whose it is or what leads to it, where it is not that of guards or a town."""
    lists = vocab.load("places")["borders"]
    words = {name: "|".join(map(re.escape, lists[name])) for name in ("names", "led", "beside")}
    people = _people().pattern
    return re.compile(
        rf"(?:(?P<led>\b(?i:{words['led']}))\s+)?\b(?:(?P<own>(?i:the|its|their|a))\s+)?"
        rf"(?P<whose>{people}(?:(?:-|–|/|\sand\s){people})*\s+)?"
        rf"(?:[a-z]+ern\s+)?(?P<border>(?i:{words['names']}))\b"
        rf"(?![-\w])(?!\s+(?:{words['beside']})\b)"
    )
