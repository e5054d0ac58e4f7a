"""A map that stands still: points for towns, hatched areas for what is told less finely."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from sayso.records import Precision
from sayso.show.drawing.basemap import HIGHEST, Land, Line
from sayso.show.drawing.svg import Element, path, svg
from sayso.show.phrases import count

FINE = (Precision.EXACT, Precision.TOWN)
"""Precisions that a point may be drawn for."""
LEAST = 6.0
"""Degrees that a map shows at least from side to side."""
OFTEN = 20
"""Claims: what is told most is drawn smaller where even it is told less often."""
NAMES = 24
FAR = 0.02
"""Share of the claims on each side whose places may lie out of view."""
OUTSIDE = 20
"""Pixels outside of the view at which land ends."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place to be drawn: told in so many claims; ``ring`` is around a district."""

    name: str
    lat: float
    lon: float
    precision: Precision
    country: str | None
    claims: int
    ring: Sequence[tuple[float, float]] = ()


@dataclass(frozen=True, slots=True)
class View:
    """Mercator's projection of a part of the world onto so many pixels."""

    west: float
    north: float
    scale: float
    width: int
    height: int

    @classmethod
    def of(cls, spots: Sequence[Spot], width: int, height: int) -> View:
        """The view of a box around nearly all spots; of most of the world where there is none."""
        points = [p for spot in _usual(spots) for p in (spot.ring or [(spot.lon, spot.lat)])]
        points = points or [(-130.0, -40.0), (150.0, 65.0)]
        west, east = min(x for x, _ in points), max(x for x, _ in points)
        south, north = _up(min(y for _, y in points)), _up(max(y for _, y in points))
        wide, high = max(east - west, LEAST) * 1.2, max(north - south, LEAST / 2) * 1.2
        scale = min(width / wide, height / high)
        middle, level = (west + east) / 2, (south + north) / 2
        return cls(middle - width / scale / 2, level + height / scale / 2, scale, width, height)

    def at(self, lon: float, lat: float) -> tuple[float, float]:
        """Where a place lies, in pixels from the upper left corner."""
        return (lon - self.west) * self.scale, (self.north - _up(lat)) * self.scale

    def line(self, points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
        """A line in pixels."""
        return [self.at(point[0], point[1]) for point in points]

    def touches(self, line: Line) -> bool:
        """Whether the box around a line meets the view, and is more than a dot in it."""
        west, south, east, north = line.box
        left, right = (west - self.west) * self.scale, (east - self.west) * self.scale
        top, bottom = (self.north - north) * self.scale, (self.north - south) * self.scale
        inside = left < self.width and right > 0 and top < self.height and bottom > 0
        return inside and max(right - left, bottom - top) > 1

    def path(self, lines: Iterable[Line], *, closed: bool = False) -> str:
        """The ``d`` of a path in whole pixels; what lies outside is drawn along the edge."""
        return "".join(self._drawn(line, closed) for line in lines if self.touches(line))

    def _drawn(self, line: Line, closed: bool) -> str:
        pixels = (line.points - (self.west, self.north)) * (self.scale, -self.scale)
        edge = (self.width + OUTSIDE, self.height + OUTSIDE)
        whole = np.rint(np.clip(pixels, (-OUTSIDE, -OUTSIDE), edge)).astype(np.int64)
        moved = np.ones(len(whole), dtype=bool)
        moved[1:] = np.any(whole[1:] != whole[:-1], axis=1)
        points = whole[moved].tolist()
        if len(points) < 2:
            return ""
        return "M" + "L".join(f"{x} {y}" for x, y in points) + ("Z" if closed else "")


def _usual(spots: Sequence[Spot]) -> Sequence[Spot]:
    """The spots but for those far out that few claims tell of: they would press all the others."""
    left = {id(spot) for spot in spots}
    spare = sum(spot.claims for spot in spots) * FAR
    for of in (lambda s: s.lon, lambda s: -s.lon, lambda s: s.lat, lambda s: -s.lat):
        cut = 0.0
        for spot in sorted(spots, key=of):
            cut += spot.claims
            if cut > spare:
                break
            left.discard(id(spot))
    return [spot for spot in spots if id(spot) in left] or spots


def _up(lat: float) -> float:
    """Mercator's latitude, in degrees of longitude at the equator."""
    lat = min(max(lat, -HIGHEST), HIGHEST)
    return math.degrees(math.log(math.tan(math.pi / 4 + math.radians(lat) / 2)))


def drawn(
    spots: Sequence[Spot], land: Land | None, *, width: int = 960, height: int = 520
) -> Element:
    """The map as an ``svg`` element; ``land`` is the basemap, a grid is drawn where there is none.

    What is told of a country and no finer hatches all of it, and does not widen the view.
    """
    view = _view(spots, width, height)
    told = {s.country for s in spots if s.precision is Precision.COUNTRY and s.country}
    order = sorted((s for s in spots if s.precision in FINE), key=lambda s: -s.claims)
    under = _land(view, land, told) if land is not None else _grid(view)
    return svg(
        "svg",
        svg("title", f"Map of {count(len(spots), 'place')}"),
        svg(
            "defs",
            _hatch("hatch-country", 10, "M0 0L10 10"),
            _hatch("hatch-area", 5, "M0 5L5 0"),
        ),
        svg("rect", class_="water", width=width, height=height),
        *under,
        *(_area(view, spot) for spot in spots if spot.precision is Precision.DISTRICT),
        *(_point(view, spot, order[0].claims) for spot in order),
        *_names(view, order),
        class_="drawn map",
        viewBox=f"0 0 {width} {height}",
        role="img",
    )


def disputed(
    spots: Sequence[Spot], land: Land | None, *, width: int = 960, height: int = 520
) -> list[str]:
    """What the disputed borders are about that the map of these spots draws."""
    if land is None:
        return []
    return sorted(what for what, _ in _paths(_view(spots, width, height), land)[2])


def _view(spots: Sequence[Spot], width: int, height: int) -> View:
    near = [spot for spot in spots if spot.precision is not Precision.COUNTRY]
    return View.of(near or spots, width, height)


def _hatch(ident: str, size: int, stroke: str) -> Element:
    line = svg("path", d=stroke, class_="hatch")
    return svg("pattern", line, id=ident, width=size, height=size, patternUnits="userSpaceOnUse")


def _land(view: View, land: Land, told: Iterable[str]) -> Iterator[Element]:
    outline, borders, disputed = _paths(view, land)
    yield svg("path", class_="land", d=outline)
    whole = [ring for code, rings in land.countries if code in told for ring in rings]
    if hatched := view.path(whole, closed=True):
        yield svg("path", class_="told", fill="url(#hatch-country)", d=hatched)
    yield svg("path", class_="border", d=borders)
    for what, lines in disputed:
        yield svg("path", svg("title", f"disputed: {what}"), class_="disputed", d=lines)


@lru_cache(maxsize=16)
def _paths(view: View, land: Land) -> tuple[str, str, tuple[tuple[str, str], ...]]:
    """What is drawn of all countries, of borders, and of each disputed border in view."""
    every = [ring for _, rings in land.countries for ring in rings]
    disputed = [(what, view.path(lines)) for what, lines in land.disputed]
    return (
        view.path(every, closed=True),
        view.path(land.borders),
        tuple((what, lines) for what, lines in disputed if lines),
    )


def _grid(view: View) -> Iterator[Element]:
    step = next(
        each for each in (1, 2, 5, 10, 30) if view.width / view.scale / each < 12 or each == 30
    )
    lons, lats = range(-180, 181, step), range(-80, 81, step)
    lines = [view.line([(lon, -80), (lon, 80)]) for lon in lons]
    lines += [view.line([(-180, lat), (180, lat)]) for lat in lats]
    yield svg("path", class_="border", d=path(*lines))


def _area(view: View, spot: Spot) -> Element:
    ring = view.line(spot.ring)
    return svg(
        "path", _told(spot), class_="area", fill="url(#hatch-area)", d=path(ring, closed=True)
    )


def _point(view: View, spot: Spot, most: int) -> Element:
    x, y = view.at(spot.lon, spot.lat)
    size = 4 + 12 * math.sqrt(spot.claims / max(most, OFTEN))
    return svg("circle", _told(spot), class_="point", cx=x, cy=y, r=size)


def _told(spot: Spot) -> Element:
    fine = "" if spot.precision in FINE else f" ({spot.precision})"
    return svg("title", f"{spot.name}{fine}: {count(spot.claims, 'claim')}")


def _names(view: View, order: Sequence[Spot]) -> Iterator[Element]:
    """Names of the most told places; one that would lie on another is left out."""
    taken: list[tuple[float, float, float, float]] = []
    for spot in order:
        x, y = view.at(spot.lon, spot.lat)
        box = (x - 6, y - 9, x + 14 + 7 * len(spot.name), y + 9)
        free = all(box[2] < a[0] or a[2] < box[0] or box[3] < a[1] or a[3] < box[1] for a in taken)
        if free and 0 < x < view.width and 0 < y < view.height and len(taken) < NAMES:
            taken.append(box)
            yield svg("text", spot.name, class_="name", x=x + 9, y=y + 4)
