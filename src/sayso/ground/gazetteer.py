"""The gazetteer: places of the world by name, from GeoNames, mapped into memory.

    gazetteer = Gazetteer.load()
    for place in gazetteer.named("Aleppo"):
        print(place.name, place.country, place.people)

Populated places of 500 people and more, regions of the first and second order and countries, made
when Sayso is built (``gazetteer/write.py`` tells the format).  What GeoNames counts as no
populated place, a sea or "the Middle East", stands in ``vocab/places.toml`` and is found by the
same call.  Source: GeoNames, CC BY 4.0.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from sayso import vocab
from sayso.errors import GazetteerError
from sayso.ground.keys import key
from sayso.ground.spelling import FEWEST, bones, likeness

FORMAT = 1
_HERE = Path(__file__).parent / "geonames"
_OTHER = 1 << 31
_PARTS = ("places", "names", "keys", "starts", "hits", "firsts")
#: Places of one name that are kept, the largest; no other name has as many as "San Jose".
MOST = 60
#: Two spellings less alike than this (:func:`sayso.ground.spelling.likeness`) are two names: by the
#: number of their consonants, and for all that have more.
ALIKE, ALIKE_SHORT = 82.0, {2: 98.0, 3: 90.0}


class Order(IntEnum):
    """What a place is.

    An area is no unit of administration; an expanse is one as large as a country, or larger.
    """

    COUNTRY = 0
    REGION = 1
    COUNTY = 2
    TOWN = 3
    AREA = 4
    EXPANSE = 5


@dataclass(frozen=True, slots=True)
class Place:
    """One place of the gazetteer.

    ``geonames`` is 0 where it is not known.  ``country`` is its ISO 3166 code, ``""`` for what
    lies in several.  ``region`` and ``county`` tell places of one region from those of another;
    -1 where there is none.  ``people`` is the population, ``lat`` and ``lon`` degrees (WGS 84).
    ``main`` is false where the name that was asked for is no more than another name of it.
    """

    geonames: int
    name: str
    order: Order
    country: str
    region: int
    county: int
    people: int
    lat: float
    lon: float
    capital: bool = False
    main: bool = True


class Gazetteer:
    """Places by name.  Reading only, so one may be shared by threads."""

    def __init__(self, parts: dict[str, Any]) -> None:
        self._table = parts["places"]
        self._names, self._keys = (memoryview(parts[each]) for each in ("names", "keys"))
        self._starts, self._firsts = (memoryview(parts[each]) for each in ("starts", "firsts"))
        self._hits = parts["hits"]
        self._areas = _areas()
        self._centres = vocab.load("places")["centre"]
        self._find = lru_cache(maxsize=20_000)(self._named)
        self._like = lru_cache(maxsize=20_000)(self._alike)
        self._spelled = lru_cache(maxsize=8)(self._bones)

    @classmethod
    def load(cls, folder: Path | None = None) -> Gazetteer:
        """Open the gazetteer of the package, or that of another folder.

        Raises:
            GazetteerError: it is not there, or of another format.
        """
        folder = folder or _HERE
        meta = about(folder)
        if meta.get("format") != FORMAT:
            raise GazetteerError(
                f"the gazetteer in {folder} has format {meta.get('format')}, not {FORMAT}: "
                "build Sayso anew (in a checkout: pip install -e .)"
            )
        try:
            parts = {
                name: np.load(folder / f"{name}.npy", mmap_mode="r", allow_pickle=False)
                for name in _PARTS
            }
        except (OSError, ValueError) as error:
            raise GazetteerError(f"the gazetteer in {folder} cannot be read: {error}") from error
        return cls(parts)

    def __len__(self) -> int:
        return len(self._table) - 1

    def alike(self, name: str, country: str) -> tuple[Place, ...]:
        """Places of a country (its ISO code) whose name may be this one, spelled otherwise.

        For names that were brought from another script (:mod:`sayso.ground.spelling`); largest
        first.
        """
        return self._like(key(name), country)

    def _alike(self, written: str, country: str) -> tuple[Place, ...]:
        wanted = bones(written)
        if len(wanted) < FEWEST:
            return ()
        near: dict[int, float] = {}
        for spelled, row in self._spelled(country).get(wanted, ()):
            near[row] = max(near.get(row, 0.0), likeness(written, spelled))
        least = ALIKE_SHORT.get(len(wanted), ALIKE)
        rows = sorted(row for row, how in near.items() if how >= least)
        places = (self._place(row, main=False) for row in rows)
        return tuple(sorted(places, key=lambda place: -place.people))

    def _bones(self, country: str) -> dict[str, list[tuple[str, int]]]:
        """All names of a country by their consonants, each with the row of its place."""
        inside = np.flatnonzero(self._table["code"] == country.encode("ascii"))
        found: dict[str, list[tuple[str, int]]] = {}
        if not len(inside):
            return found
        rows = np.asarray(self._hits) & (_OTHER - 1)
        places = np.flatnonzero((rows >= inside[0]) & (rows <= inside[-1]))
        numbers = np.searchsorted(np.asarray(self._firsts), places, side="right") - 1
        for number, place in zip(numbers.tolist(), places.tolist(), strict=True):
            written = bytes(self._keys[self._starts[number] : self._starts[number + 1]]).decode()
            found.setdefault(bones(written), []).append((written, int(rows[place])))
        return found

    @cached_property
    def ids(self) -> frozenset[int]:
        """The GeoNames ids of all places."""
        return frozenset(self._table["geonames"][:-1].tolist())

    def named(self, name: str) -> tuple[Place, ...]:
        """Places of a name, in any of its spellings; the :data:`MOST` largest, largest first."""
        return self._find(key(name))

    @cached_property
    def countries(self) -> tuple[Place, ...]:
        """All countries."""
        rows = np.flatnonzero(self._table["kind"][:-1] == Order.COUNTRY)
        return tuple(self._place(int(row), main=True) for row in rows)

    def towns_of(self, geonames: int) -> tuple[tuple[float, float], ...]:
        """Longitude and latitude of the towns in a region or county; none where it is neither."""
        table = self._table[:-1]
        rows = np.flatnonzero(table["geonames"] == geonames)
        order = int(table["kind"][rows[0]]) if geonames and len(rows) else Order.TOWN
        if order not in (Order.REGION, Order.COUNTY):
            return ()
        above = table["region" if order == Order.REGION else "county"]
        inside = table[np.flatnonzero((above == rows[0]) & (table["kind"] == Order.TOWN))]
        pairs = zip(inside["lon"].tolist(), inside["lat"].tolist(), strict=True)
        return tuple((round(lon, 3), round(lat, 3)) for lon, lat in pairs)

    def _named(self, written: str) -> tuple[Place, ...]:
        found = [*self._areas.get(written, ())]
        number = self._number(written.encode("utf-8"))
        if number is not None:
            hits = self._hits[self._firsts[number] : self._firsts[number + 1]]
            rows, main = hits & (_OTHER - 1), hits < _OTHER
            if len(rows) > MOST:
                largest = np.argsort(-self._table["people"][rows].astype(np.int64), kind="stable")
                rows, main = rows[largest[:MOST]], main[largest[:MOST]]
            found += [self._place(int(r), main=bool(m)) for r, m in zip(rows, main, strict=True)]
        return tuple(sorted(found, key=lambda place: (place.order >= Order.AREA, -place.people)))

    def _number(self, written: bytes) -> int | None:
        """Where a key stands among the sorted keys: a binary search."""
        starts, keys = self._starts, self._keys
        low, high = 0, len(starts) - 1
        while low < high:
            middle = (low + high) // 2
            found = bytes(keys[starts[middle] : starts[middle + 1]])
            if found == written:
                return middle
            if found < written:
                low = middle + 1
            else:
                high = middle
        return None

    def _place(self, row: int, *, main: bool) -> Place:
        geonames, lat, lon, people, _, region, county, start, code, order, capital = self._table[
            row
        ].item()
        name = bytes(self._names[start : int(self._table["name"][row + 1])]).decode("utf-8")
        country = code.decode("ascii")
        lat, lon = self._centres.get(str(geonames), (lat, lon))
        if order == Order.COUNTRY:
            lat, lon = self._centres.get(country, (lat, lon))
        return Place(
            geonames,
            name,
            Order(order),
            country,
            region,
            county,
            people,
            round(lat, 5),
            round(lon, 5),
            bool(capital),
            main,
        )


def about(folder: Path | None = None) -> dict[str, Any]:
    """What it says of itself: ``format``, ``places``, ``keys``, ``source``, ``packages``.

    Raises:
        GazetteerError: it is not there.
    """
    path = (folder or _HERE) / "meta.json"
    try:
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise GazetteerError(
            f"the gazetteer is missing ({path.parent}): it is made when Sayso is built; install "
            "Sayso anew (in a checkout: pip install -e .)"
        ) from error
    return found


def _areas() -> dict[str, tuple[Place, ...]]:
    """Areas of ``vocab/places.toml``, by the keys of all their names."""
    found: dict[str, tuple[Place, ...]] = {}
    for row in vocab.load("places")["area"]:
        for place in _area(row):
            for name in (row["name"], *row.get("others", ())):
                shown = replace(place, main=name == row["name"])
                found[key(name)] = (*found.get(key(name), ()), shown)
    return found


def _area(row: Any) -> Iterator[Place]:
    yield Place(
        row.get("geonames", 0),
        row["name"],
        Order.EXPANSE if row.get("wide") else Order.AREA,
        row.get("country", ""),
        -1,
        -1,
        0,
        row["at"][0],
        row["at"][1],
    )
