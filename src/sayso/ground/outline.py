"""Roughly where a region lies: around its towns, since no gazetteer of points knows its border.

For drawing alone.  A region is the convex hull of its towns (Andrew 1979, monotone chain); what is
told as some way off a place, or has too few towns, is a circle around it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from sayso.ground.gazetteer import Gazetteer

Point = tuple[float, float]
"""Longitude and latitude in degrees (WGS 84)."""

AROUND_KM = 30.0
"""Radius of the circle around a place that something is told to be some way off of."""
CORNERS = 24
WIDE = 90.0
"""A hull wider than this, in degrees, lies on both sides of the date line."""
_KM = 111.2
"""Kilometres in a degree of latitude."""


def outline(gazetteer: Gazetteer, geonames: int | None, lon: float, lat: float) -> list[Point]:
    """A closed ring around a region by its GeoNames id, or around a place at ``lon``, ``lat``."""
    ring = hull(gazetteer.towns_of(geonames)) if geonames else []
    if len(ring) > 3 and max(x for x, _ in ring) - min(x for x, _ in ring) < WIDE:
        return ring
    return circle(lon, lat)


def hull(points: Iterable[Point]) -> list[Point]:
    """The closed ring around points, anticlockwise; their sorted selves where they span nothing.

    >>> hull([(0, 0), (2, 0), (1, 1), (2, 2), (0, 2), (1, 0)])
    [(0, 0), (2, 0), (2, 2), (0, 2), (0, 0)]
    """
    ordered = sorted(set(points))
    if len(ordered) < 3:
        return ordered
    lower, upper = _chain(ordered), _chain(ordered[::-1])
    return [*lower[:-1], *upper[:-1], lower[0]]


def _chain(ordered: Sequence[Point]) -> list[Point]:
    """One side of the hull, from the first point to the last, turning left all along."""
    side: list[Point] = []
    for point in ordered:
        while len(side) > 1 and _turn(side[-2], side[-1], point) <= 0:
            side.pop()
        side.append(point)
    return side


def _turn(a: Point, b: Point, c: Point) -> float:
    """More than 0 where the way from ``a`` over ``b`` to ``c`` turns left."""
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def circle(lon: float, lat: float, km: float = AROUND_KM) -> list[Point]:
    """A closed ring of points so far from a place, as the crow flies (near enough for a drawing).

    >>> len(circle(37.2, 36.2)), circle(0.0, 0.0, 111.2)[0]
    (25, (1.0, 0.0))
    """
    high = km / _KM
    wide = high / max(math.cos(math.radians(lat)), 0.05)
    turns = [2 * math.pi * corner / CORNERS for corner in range(CORNERS)]
    ring = [
        (
            round(lon + wide * math.cos(t), 3),
            round(min(max(lat + high * math.sin(t), -90.0), 90.0), 3),
        )
        for t in turns
    ]
    return [*ring, ring[0]]
