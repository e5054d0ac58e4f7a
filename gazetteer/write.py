"""Rows of places -> the files of the gazetteer, which numpy maps into memory.

Format 1, little-endian, each part an array in numpy's own ``.npy`` format (NEP 1):

- ``places.npy``: a row a place, sorted by country, region, county, kind and id; see :data:`PLACE`.
  ``country``, ``region`` and ``county`` are rows of the same table, -1 where there is none.
- ``names.npy``: the names of all places in UTF-8, one behind another; ``name`` of a row is where
  its name starts, it ends where that of the next row starts (the last row is empty).
- ``keys.npy``: all keys of names (``sayso.ground.keys``), each once, sorted, in ASCII, one behind
  another; ``starts.npy``: where each starts, and where the last ends.
- ``hits.npy``: for every key the rows of the places that bear it; ``firsts.npy``: where those of
  each key start, and where the last end.  :data:`OTHER` is set in a row where the key is no more
  than another name of the place.
- ``meta.json``: format, counts, and the packages that it was made from.

The same packages give the same bytes.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

from gazetteer.sources import PACKAGES, Place

FORMAT = 1
PLACE = np.dtype(
    [
        ("geonames", "<u4"),
        ("lat", "<f4"),
        ("lon", "<f4"),
        ("people", "<u4"),
        ("country", "<i4"),
        ("region", "<i4"),
        ("county", "<i4"),
        ("name", "<u4"),
        ("code", "S2"),
        ("kind", "u1"),
        ("capital", "u1"),
    ]
)
OTHER = 1 << 31
#: A key shorter than this names a country or region by its code, or nothing.
SHORTEST = 3

Key = Callable[[str], str]


def write(target: Path, places: Iterable[Place], key: Key) -> None:
    """Write the gazetteer into a folder, which is made where it is not there."""
    rows = _ordered(places)
    place = {each.id: number for number, each in enumerate(rows)}
    _centre(rows, place)
    keys, starts, hits, firsts = _index(rows, key)
    table, names = _table(rows, place)
    target.mkdir(parents=True, exist_ok=True)
    parts = {"places": table, "names": names, "keys": keys}
    parts |= {"starts": starts, "hits": hits, "firsts": firsts}
    for name, array in parts.items():
        np.save(target / f"{name}.npy", array, allow_pickle=False)
    meta = {
        "format": FORMAT,
        "places": len(rows),
        "keys": len(starts) - 1,
        "source": "GeoNames (geonames.org), CC BY 4.0",
        "packages": {each: version(each) for each in PACKAGES},
    }
    (target / "meta.json").write_text(json.dumps(meta, indent=2) + "\n", encoding="utf-8")


def _ordered(places: Iterable[Place]) -> list[Place]:
    """Each place once (the first of an id), those that lie together side by side."""
    once: dict[int, Place] = {}
    for each in places:
        once.setdefault(each.id, each)
    return sorted(once.values(), key=lambda p: (p.country, p.region, p.county, p.kind, p.id))


def _centre(rows: list[Place], place: dict[int, int]) -> None:
    """Give every region and country the middle of its towns, as their mean on the sphere."""
    sums: dict[int, Any] = defaultdict(lambda: np.zeros(4))
    for each in rows:
        if each.kind == 3:
            lat, lon = np.radians((each.lat, each.lon))
            flat = np.cos(lat)
            vector = (flat * np.cos(lon), flat * np.sin(lon), np.sin(lat), each.people)
            for above in {each.country, each.region, each.county} - {0}:
                sums[above] += vector
    for each in rows:
        if each.kind != 3 and each.id in sums:
            x, y, z, people = sums[each.id]
            each.lat = float(np.degrees(np.arctan2(z, np.hypot(x, y))))
            each.lon = float(np.degrees(np.arctan2(y, x)))
            each.people = each.people or int(people)


def _index(rows: list[Place], key: Key) -> tuple[Any, Any, Any, Any]:
    bearers: dict[bytes, dict[int, bool]] = defaultdict(dict)
    for number, each in enumerate(rows):
        for name in (each.name, *sorted(set(each.others))):
            written = key(name)
            if not _usable(name, written, each):
                continue
            main = name == each.name or each.kind == 0
            bearers[written.encode("ascii")].setdefault(number, main)
    ordered = sorted(bearers)
    lengths = np.fromiter((len(each) for each in ordered), "<u4", len(ordered))
    counts = np.fromiter((len(bearers[each]) for each in ordered), "<u4", len(ordered))
    hits = np.fromiter(
        (row if main else row | OTHER for each in ordered for row, main in bearers[each].items()),
        "<u4",
        int(counts.sum()),
    )
    blob = np.frombuffer(b"".join(ordered), dtype="u1")
    return blob, _edges(lengths), hits, _edges(counts)


def _usable(name: str, written: str, place: Place) -> bool:
    """A name in Latin letters that is no code of an airport or a station."""
    if not written.isascii() or len(written) < SHORTEST or written.isdigit():
        return False
    return place.kind < 2 or not (name.isupper() and len(name) <= 4)


def _table(rows: list[Place], place: dict[int, int]) -> tuple[Any, Any]:
    names = [each.name.encode("utf-8") for each in rows]
    starts = _edges(np.fromiter((len(each) for each in names), "<u4", len(names)))
    code = {each.id: each.code for each in rows if each.kind == 0}
    table = np.zeros(len(rows) + 1, dtype=PLACE)
    for number, each in enumerate(rows):
        above = (
            place.get(each.country, -1),
            place.get(each.region, -1),
            place.get(each.county, -1),
        )
        region = number if each.kind == 1 else above[1]
        county = number if each.kind == 2 else above[2]
        table[number] = (
            each.id,
            each.lat,
            each.lon,
            each.people,
            above[0],
            region,
            county,
            starts[number],
            code.get(each.country, ""),
            each.kind,
            each.capital,
        )
    table["name"][-1] = starts[-1]
    return table, np.frombuffer(b"".join(names), dtype="u1")


def _edges(lengths: Any) -> Any:
    """Where each of a row of pieces starts, and where the last one ends."""
    return np.concatenate(([0], np.cumsum(lengths, dtype="<u4"))).astype("<u4")


def load_key(root: Path) -> Key:
    """``key`` of ``sayso.ground.keys``, read as a file: Sayso cannot be imported yet."""
    import importlib.util

    path = root / "src" / "sayso" / "ground" / "keys.py"
    spec = importlib.util.spec_from_file_location("gazetteer_keys", path)
    if spec is None or spec.loader is None:
        raise ImportError(f"{path} cannot be read as a module")
    module = importlib.util.module_from_spec(spec)
    sys.modules["gazetteer_keys"] = module
    spec.loader.exec_module(module)
    found: Key = module.key
    return found
