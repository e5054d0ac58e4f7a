"""Places: finding toponyms, and telling which place is meant.

    ./run bench places [--gold FILE]     FILE: the XML of LGL or of GeoVirus

Detection runs the product: the reader, the model, ``sayso.ground.places.find`` with no span taken.
A toponym is found where a mention has exactly its characters; each counts once.  All toponyms of
gold count, those that it ties to no place too (one in eight of LGL: streets, parks), and all
mentions, those left open too.  LGL marks demonyms ("Russian") as well, which are no places here:
they count as missed.

Which place is meant is asked at the spans of gold, so that a name that was not found does not
count twice (``resolve_spans``; the article's other mentions are context).  Of the toponyms that
gold ties to a place, all count:

- ``acc161``: the share resolved within 161 km (100 miles) of gold's point, or to gold's very
  GeoNames id, since the point of a country or a region is a convention; left open is wrong
  (accuracy@161 km, as of Gritta and others, "A Pragmatic Guide to Geoparsing Evaluation", 2020);
- ``geonames_id``: the share resolved to gold's id, of those whose id the gazetteer holds.

GeoVirus has no ids; its points come from Wikipedia, so for large countries a right answer may lie
more than 161 km off.
"""

from __future__ import annotations

import sys
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from bench import heads
from bench.counts import Tally
from bench.heads import Bench, Gold, Row, Scores
from sayso.ground.gazetteer import Gazetteer, Order, Place
from sayso.ground.places import find, resolve_spans
from sayso.ground.settle import distance
from sayso.records import Article, Marks

#: 100 miles, in km.
CLOSE = 161.0


def rows(path: Path) -> list[Row]:
    """The articles of LGL or GeoVirus: ``id``, ``text``, ``url``, ``toponyms``.

    A toponym has ``span``, ``geonames`` (``None``: gold gives none) and ``at``, degrees north and
    east (``None``: gold ties it to no place).

    Raises:
        ValueError: the file is neither.
    """
    try:
        articles = ET.parse(path).getroot().findall("article")  # noqa: S314 - gold of our own
    except ET.ParseError as error:
        raise ValueError(f"{path}: no XML of LGL or GeoVirus: {error}") from error
    return [_row(number, article) for number, article in enumerate(articles)]


def _row(number: int, article: ET.Element) -> Row:
    text = article.findtext("text") or ""
    return {
        "id": article.get("docid") or str(number),
        "text": text,
        "url": article.findtext("url") or article.findtext("source"),
        "toponyms": [
            *map(_lgl, article.iter("toponym")),
            *map(_geovirus, article.iter("location")),
        ],
    }


def _lgl(toponym: ET.Element) -> Row:
    tied = toponym.find("gaztag")
    return {
        "span": (_number(toponym, "start"), _number(toponym, "end")),
        "geonames": None if tied is None else int(tied.get("geonameid") or 0) or None,
        "at": None if tied is None else _point(tied),
    }


def _geovirus(location: ET.Element) -> Row:
    """A location, whose characters are counted from one."""
    span = (_number(location, "start") - 1, _number(location, "end") - 1)
    return {"span": span, "geonames": None, "at": _point(location)}


def _number(element: ET.Element, name: str) -> int:
    return int(element.findtext(name) or 0)


def _point(element: ET.Element) -> tuple[float, float]:
    return float(element.findtext("lat") or "nan"), float(element.findtext("lon") or "nan")


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer of the package, opened once."""
    return Gazetteer.load()


def score(gold: Gold) -> Scores:
    """Detection and resolution over all articles."""
    articles, faults = heads.as_read(gold.rows)
    marked = heads.marks(articles)
    scores = counted(gold.rows, articles, marked, gazetteer())
    return scores | faults


def counted(
    gold: Sequence[Row], articles: Sequence[Article], marked: Sequence[Marks], atlas: Gazetteer
) -> Scores:
    """All figures as shares (0..1), with what they were counted over."""
    tally = Tally()
    close: list[bool] = []
    same: list[bool] = []
    for row, article, marks in zip(gold, articles, marked, strict=True):
        spans = tuple(each["span"] for each in row["toponyms"])
        tally.add(spans, [each.span for each in find(article, marks, atlas)])
        chosen = [each.place for each in resolve_spans(article, marks, spans, atlas)]
        for toponym, place in zip(row["toponyms"], chosen, strict=True):
            if toponym["at"] is not None:
                close.append(is_close(toponym, place))
            if toponym["geonames"] in atlas.ids:
                same.append(place is not None and place.geonames == toponym["geonames"])
    return {
        "detection_f1": round(tally.f1 / 100, 4),
        "precision": _share(tally.right, tally.found),
        "recall": _share(tally.right, tally.gold),
        "acc161": _share(sum(close), len(close)),
        "geonames_id": _share(sum(same), len(same)),
        "toponyms": tally.gold,
        "tied": len(close),
        "held": len(same),
    }


def is_close(toponym: Row, place: Place | None) -> bool:
    """Whether a place is gold's own, or lies within 161 km of its point."""
    if place is None:
        return False
    if toponym["geonames"] is not None and place.geonames == toponym["geonames"]:
        return True
    lat, lon = toponym["at"]
    return distance(place, Place(0, "", Order.AREA, "", -1, -1, 0, lat, lon)) <= CLOSE


def _share(part: int, whole: int) -> float:
    return round(part / max(1, whole), 4)


def floors(scores: Scores) -> dict[str, float]:
    """The three figures that are asked for, in percent."""
    names = ("detection_f1", "acc161", "geonames_id")
    return {name: round(100 * scores[name], 2) for name in names}


BENCH = Bench("places", "geo/lgl.xml", score, floors, read=rows)


def main(argv: list[str]) -> int:
    """``./run bench places [--gold FILE]``."""
    return heads.main(BENCH, argv, __doc__ or "")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
