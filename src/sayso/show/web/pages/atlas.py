"""The map and the timeline: where and when, as far as the claims tell."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any, Generic, TypeVar

import numpy as np
from markupsafe import Markup
from numpy.typing import NDArray
from starlette.requests import Request
from starlette.responses import Response

from sayso.ledger import Atlas, AtlasDate, AtlasPlace, ClaimFilter, ClaimRow
from sayso.ledger.atlas import Days
from sayso.records import Precision, When
from sayso.show.drawing.areas import country_name, ring_of, spot
from sayso.show.drawing.basemap import basemap
from sayso.show.drawing.maps import FINE, disputed
from sayso.show.drawing.maps import drawn as map_drawn
from sayso.show.drawing.svg import text_of
from sayso.show.drawing.times import Told, day_of
from sayso.show.drawing.times import drawn as times_drawn
from sayso.show.web.answers import Answer, Trouble
from sayso.show.web.choice import claim_filter, given, whole
from sayso.show.web.site import Site

Row = TypeVar("Row")
LISTED = 100
"""Places, dates and unplaced words of a list: more are a page further."""
DRAWN, BARS = 200, 100
"""Places and dates that are drawn by the server, the most told."""
CLAIMS = 30
"""Claims that are shown of one place."""
EXACT = 4
"""Decimals of a degree that a place is drawn by: some ten metres."""
OUTLINED = 300
"""Districts that an area is drawn for, the most told."""


@dataclass(frozen=True, slots=True)
class Listed(Generic[Row]):
    """A page of a list: ``name`` is what the address calls its number."""

    name: str
    rows: tuple[Row, ...]
    number: int
    pages: int
    in_all: int

    @property
    def told(self) -> str:
        """Which of the rows these are."""
        first = (self.number - 1) * LISTED
        return f"{first + 1:,} to {first + len(self.rows):,} of {self.in_all:,}"


def atlas(request: Request) -> Answer:
    """The page: a map and a timeline that stand still, and lists; the script makes more of them."""
    where, at, days = wanted(request), place_of(request), during(request)
    found = _atlas(request, days)
    with Site.of(request).books.reading() as book:
        here = None if at is None else book.claims_at(at, where, during=days, limit=CLAIMS)
    lists = (
        _listed(request, "towns", tuple(p for p in found.places if p.precision in FINE)),
        _listed(request, "regions", tuple(p for p in found.places if p.precision not in FINE)),
        _listed(request, "dates", found.dates),
    )
    context = {
        "lists": {each.name: each for each in lists},
        "found": found,
        "unplaced": found.unplaced[:LISTED],
        "here": here,
        "chosen": next((each for each in found.places if each.number == at), None),
        "filters": given(request.query_params),
        "state": _state(request),
        "days": days,
        "map": drawing(found.places[:DRAWN]),
        "disputed": disputed([spot(each) for each in found.places[:DRAWN]], basemap()),
        "drawn": DRAWN,
        "times": bars(found.dates[:BARS]),
    }
    return Answer("map.html", context, lambda: _data(request, found, lists, here))


def _listed(request: Request, name: str, rows: tuple[Row, ...]) -> Listed[Row]:
    pages = max(1, -(-len(rows) // LISTED))
    number = whole(request.query_params, name, 1, pages)
    return Listed(name, rows[(number - 1) * LISTED : number * LISTED], number, pages, len(rows))


def _state(request: Request) -> dict[str, str]:
    """All that the address says of the page: filters, days, place; not which rows of a list."""
    query = request.query_params
    kept = {name: query[name] for name in ("from", "to", "at") if query.get(name)}
    return given(query) | kept


def claims(request: Request) -> Answer:
    """The claims that tell of one place, as a part of the page."""
    at = place_of(request)
    if at is None:
        raise Trouble(400, "Which place?", "name one by its number: ?at=12")
    where = wanted(request)
    with Site.of(request).books.reading() as book:
        here = book.claims_at(at, where, during=during(request), limit=CLAIMS)
    return Answer("map-claims.html", {"here": here}, lambda: _here(here))


def columns(request: Request) -> Response:
    """All places and dates, claim by claim, as short as JSON can be: what the script draws."""
    return Response(_columns(_atlas(request, during(request))), media_type="application/json")


def areas(request: Request) -> Response:
    """Rings around the districts, as GeoJSON; ``id`` is the position in the list of places."""
    return Response(_areas(_atlas(request, during(request))), media_type="application/json")


def _atlas(request: Request, days: Days) -> Atlas:
    site = Site.of(request)
    with site.books.reading() as book:
        return book.atlas(wanted(request), during=days, columns=site.columns)


@lru_cache(maxsize=4)
def _columns(found: Atlas) -> str:
    """The columns; of claims that follow one another only by how much each is more is told."""
    of_places = ("number", "name", "country", "precision", "claims")
    (told, places), (dated, dates) = found.where, found.when
    return _json(
        {
            "places": {
                **{name: [getattr(p, name) for p in found.places] for name in of_places},
                "lat": [round(p.lat, EXACT) for p in found.places],
                "lon": [round(p.lon, EXACT) for p in found.places],
            },
            "countries": {
                code: country_name(code)
                for code in sorted({p.country for p in found.places if p.country})
            },
            "dates": {
                "edtf": [d.edtf for d in found.dates],
                "first": [day_of(d.first) for d in found.dates],
                "last": [day_of(d.last) for d in found.dates],
                "said": [int(d.of is When.SAID) for d in found.dates],
            },
            "claims": found.claims,
            "where": {"claim": _steps(told), "place": places.tolist()},
            "when": {"claim": _steps(dated), "date": dates.tolist()},
        }
    )


def _steps(numbers: NDArray[np.int64]) -> list[int]:
    """By how much each number is more than the one before it."""
    steps: list[int] = np.diff(numbers, prepend=0).tolist()
    return steps


@lru_cache(maxsize=4)
def _areas(found: Atlas) -> str:
    districts = [(i, p) for i, p in enumerate(found.places) if p.precision is Precision.DISTRICT]
    features = [
        {
            "type": "Feature",
            "id": i,
            "properties": {},
            "geometry": {"type": "Polygon", "coordinates": [ring_of(place)]},
        }
        for i, place in districts[:OUTLINED]
    ]
    return _json({"type": "FeatureCollection", "features": features})


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


# --- what was asked for ---------------------------------------------------------------------


def wanted(request: Request) -> ClaimFilter:
    """Which claims are meant: every filter is a parameter of the address, as on the desk."""
    return claim_filter(given(request.query_params))


def place_of(request: Request) -> int | None:
    """The place that is asked for by ``at``, the ledger's number of it."""
    given = request.query_params.get("at", "")
    return int(given) if given.isascii() and given.isdecimal() and len(given) < 16 else None


def during(request: Request) -> Days:
    """The days from ``from`` to ``to``; ``None`` where they name none."""
    first, last = (request.query_params.get(name) or None for name in ("from", "to"))
    return first, last


# --- what is drawn --------------------------------------------------------------------------


@lru_cache(maxsize=8)
def drawing(places: tuple[AtlasPlace, ...]) -> Markup:
    """The map that stands still."""
    return Markup(text_of(map_drawn([spot(each) for each in places], basemap())))  # noqa: S704 -- made of elements, every text in it escaped


@lru_cache(maxsize=8)
def bars(dates: tuple[AtlasDate, ...]) -> Markup:
    """The timeline that stands still; nothing where no date is told."""
    made = times_drawn([Told(d.first, d.last, d.of, d.claims, d.edtf) for d in dates])
    return Markup("" if made is None else text_of(made))  # noqa: S704 -- made of elements, every text in it escaped


# --- for machines ---------------------------------------------------------------------------


def _data(
    request: Request,
    found: Atlas,
    lists: tuple[Listed[Any], ...],
    here: tuple[list[ClaimRow], int] | None,
) -> dict[str, Any]:
    """What the page shows: its lists by their names, how long each is, and the place chosen."""
    told: dict[str, Any] = {"asked": _state(request)}
    for each in lists:
        told[each.name] = [_plain(asdict(row)) for row in each.rows]
        told[f"{each.name}_in_all"] = each.in_all
        told[f"{each.name}_page"] = each.number
    told["unplaced"] = [asdict(row) for row in found.unplaced[:LISTED]]
    return told | {"here": None if here is None else _here(here)}


def _here(here: tuple[list[ClaimRow], int]) -> dict[str, Any]:
    rows, total = here
    return {"claims": [row.id for row in rows], "in_all": total}


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {key: str(value) if isinstance(value, str) else value for key, value in row.items()}
