"""The map and the timeline: where and when, as far as the claims tell."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from sayso.ledger import AtlasDate, AtlasPlace, ClaimFilter
from sayso.records import Precision, When
from sayso.show.drawing.areas import ring_of, spot
from sayso.show.drawing.basemap import basemap
from sayso.show.drawing.maps import FINE
from sayso.show.drawing.maps import drawn as map_drawn
from sayso.show.drawing.svg import text_of
from sayso.show.drawing.times import Told, day_of
from sayso.show.drawing.times import drawn as times_drawn
from sayso.show.web.answers import Answer, Trouble
from sayso.show.web.choice import claim_filter, given
from sayso.show.web.site import Site

LISTED = 100
"""Places, dates and unplaced words of a list."""
CLAIMS = 30
"""Claims that are shown of one place."""
OUTLINED = 300
"""Districts that an area is drawn for, the most told."""


def atlas(request: Request) -> Answer:
    """The page: a map and a timeline that stand still, and lists; the script makes more of them."""
    where = wanted(request)
    at = place_of(request)
    with Site.of(request).books.reading() as book:
        lists = book.atlas_lists(where, limit=LISTED)
        here = None if at is None else book.claims_at(at, where, during=during(request))
    chosen = next((each for each in lists.places if each.number == at), None)
    fine = [each for each in lists.places if each.precision in FINE]
    coarse = [each for each in lists.places if each.precision not in FINE]
    context = {
        "lists": lists,
        "fine": fine,
        "coarse": coarse,
        "here": here,
        "chosen": chosen,
        "filters": given(request.query_params),
        "map": drawing(lists.places),
        "times": bars(lists.dates),
    }
    return Answer("map.html", context, lambda: _data(asdict(lists)))


def claims(request: Request) -> Answer:
    """The claims that tell of one place, as a part of the page."""
    at = place_of(request)
    if at is None:
        raise Trouble(400, "Which place?", "name one by its number: ?at=12")
    where = wanted(request)
    with Site.of(request).books.reading() as book:
        rows, total = book.claims_at(at, where, during=during(request), limit=CLAIMS)
    context = {"here": (rows, total)}
    return Answer(
        "map-claims.html", context, lambda: {"claims": [row.id for row in rows], "in_all": total}
    )


def columns(request: Request) -> Response:
    """All places and dates, claim by claim, as short as JSON can be: what the script draws."""
    with Site.of(request).books.reading() as book:
        found = book.atlas(wanted(request))
    of_places = ("number", "name", "country", "precision", "lat", "lon")
    when: list[int | None] = []
    for claim, first, last, of in found.when:
        when += (claim, day_of(first), day_of(last), int(of is When.SAID))
    data = {
        "places": {name: [getattr(p, name) for p in found.places] for name in of_places},
        "article": found.articles,
        "where": [number for pair in found.where for number in pair],
        "when": when,
    }
    return _json(data)


def areas(request: Request) -> Response:
    """Rings around the districts, as GeoJSON; ``id`` is the position in the list of places."""
    with Site.of(request).books.reading() as book:
        found = book.atlas(wanted(request)).places
    districts = [(i, p) for i, p in enumerate(found) if p.precision is Precision.DISTRICT]
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


def _json(data: object) -> Response:
    body = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Response(body, media_type="application/json")


# --- what was asked for ---------------------------------------------------------------------


def wanted(request: Request) -> ClaimFilter:
    """Which claims are meant: every filter is a parameter of the address, as on the desk."""
    return claim_filter(given(request.query_params))


def place_of(request: Request) -> int | None:
    """The place that is asked for by ``at``, the ledger's number of it."""
    given = request.query_params.get("at", "")
    return int(given) if given.isascii() and given.isdecimal() and len(given) < 16 else None


def during(request: Request) -> tuple[str | None, str | None]:
    """The days from ``from`` to ``to``; ``None`` where they name none."""
    first, last = (request.query_params.get(name) or None for name in ("from", "to"))
    return first, last


# --- what is drawn --------------------------------------------------------------------------


def drawing(places: Iterable[AtlasPlace]) -> Markup:
    """The map that stands still."""
    return Markup(text_of(map_drawn([spot(each) for each in places], basemap())))  # noqa: S704 -- made of elements, every text in it escaped


def bars(dates: Sequence[AtlasDate]) -> Markup:
    """The timeline that stands still; nothing where no date is told."""
    made = times_drawn([Told(d.first, d.last, d.of, d.claims, d.edtf) for d in dates])
    return Markup("" if made is None else text_of(made))  # noqa: S704 -- made of elements, every text in it escaped


def _data(found: dict[str, Any]) -> dict[str, Any]:
    return {
        name: [_plain(row) for row in value] if isinstance(value, list | tuple) else value
        for name, value in found.items()
    }


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {key: str(value) if isinstance(value, str) else value for key, value in row.items()}
