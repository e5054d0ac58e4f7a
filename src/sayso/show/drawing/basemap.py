"""The land under a map: the file that the front end's build makes of Natural Earth, where it is."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

FILE = Path(__file__).resolve().parents[1] / "web" / "static" / "built" / "basemap.json"
"""Made by ``./run web``; a machine without npm has none, and maps are then drawn on a bare grid."""
HIGHEST = 84.0
"""Degrees of latitude beyond which Mercator's map draws nothing."""

Points = NDArray[np.float64]
"""Longitude and Mercator's latitude, both in degrees of the equator: (points, 2)."""


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A line or ring, and the box around it: west, south, east, north."""

    points: Points
    box: tuple[float, float, float, float]

    @classmethod
    def of(cls, lonlat: Sequence[Sequence[float]]) -> Line:
        """From longitudes and latitudes in degrees (WGS 84)."""
        points = np.asarray(lonlat, dtype=np.float64).reshape(-1, 2)
        points = np.column_stack((points[:, 0], up(points[:, 1])))
        west, south = points.min(axis=0)
        east, north = points.max(axis=0)
        return cls(points, (float(west), float(south), float(east), float(north)))


@dataclass(frozen=True, slots=True, eq=False)
class Land:
    """Countries by their ISO 3166 codes, settled borders, and disputed ones by what they are."""

    countries: tuple[tuple[str, tuple[Line, ...]], ...]
    borders: tuple[Line, ...]
    disputed: tuple[tuple[str, tuple[Line, ...]], ...]

    @classmethod
    def of(cls, found: dict[str, Any]) -> Land:
        """From what ``web/basemap.mjs`` writes."""
        return cls(
            tuple(
                (each["properties"]["code"], tuple(map(Line.of, _rings(each["geometry"]))))
                for each in found["countries"]["features"]
            ),
            tuple(map(Line.of, found["borders"]["coordinates"])),
            tuple(
                (each["properties"]["what"], tuple(map(Line.of, each["geometry"]["coordinates"])))
                for each in found["disputed"]["features"]
            ),
        )


def up(lat: Points) -> Points:
    """Mercator's latitude, in degrees of longitude at the equator."""
    turned = np.radians(np.clip(lat, -HIGHEST, HIGHEST))
    return np.asarray(np.degrees(np.log(np.tan(np.pi / 4 + turned / 2))))


@lru_cache(maxsize=2)
def basemap(file: Path = FILE) -> Land | None:
    """The basemap; ``None`` where it was not built."""
    if not file.is_file():
        return None
    return Land.of(json.loads(file.read_text(encoding="utf-8")))


def _rings(geometry: dict[str, Any]) -> list[Sequence[Sequence[float]]]:
    """The rings of a polygon or of several."""
    parts = geometry["coordinates"]
    if geometry["type"] == "Polygon":
        parts = [parts]
    return [ring for part in parts for ring in part]
