"""Places of the ledger as a map draws them, a region with a ring around its towns."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from sayso.ground.gazetteer import Gazetteer
from sayso.ground.outline import Point, outline
from sayso.ledger import AtlasPlace
from sayso.records import Precision
from sayso.show.drawing.maps import Spot


def spot(place: AtlasPlace) -> Spot:
    """A place to be drawn."""
    district = place.precision is Precision.DISTRICT
    return Spot(
        place.name or "",
        place.lat,
        place.lon,
        place.precision,
        place.country,
        place.claims,
        ring_of(place) if district else (),
    )


def ring_of(place: AtlasPlace) -> tuple[Point, ...]:
    """A closed ring around a district: longitude and latitude in degrees."""
    return _ring(place.geonames, place.lon, place.lat)


@lru_cache(maxsize=4096)
def _ring(geonames: int | None, lon: float, lat: float) -> tuple[Point, ...]:
    return tuple(outline(_gazetteer(), geonames, lon, lat))


def country_name(code: str | None) -> str | None:
    """What a country is called, by its ISO 3166 code; the code where nobody knows a name.

    >>> country_name("GE"), country_name("XX"), country_name(None)
    ('Georgia', 'XX', None)
    """
    return None if code is None else _countries().get(code, code)


@lru_cache(maxsize=1)
def _countries() -> Mapping[str, str]:
    return {each.country: each.name for each in _gazetteer().countries}


@lru_cache(maxsize=1)
def _gazetteer() -> Gazetteer:
    return Gazetteer.load()
