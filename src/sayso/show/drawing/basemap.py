"""The land under a map: the file that the front end's build makes of Natural Earth, where it is."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).resolve().parents[1] / "web" / "static" / "built" / "basemap.json"
"""Made by ``./run web``; a machine without npm has none, and maps are then drawn on a bare grid."""

Line = Sequence[Sequence[float]]
"""Longitude and latitude, again and again."""


@lru_cache(maxsize=2)
def basemap(file: Path = FILE) -> dict[str, Any] | None:
    """Countries, borders and disputed borders (``web/basemap.mjs``); ``None`` where not built."""
    if not file.is_file():
        return None
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return found


def countries(land: dict[str, Any]) -> Iterator[tuple[str, list[Line]]]:
    """The ISO 3166 code of each country and the rings around its parts."""
    for each in land["countries"]["features"]:
        yield each["properties"]["code"], rings(each["geometry"])


def rings(geometry: dict[str, Any]) -> list[Line]:
    """The rings of a polygon or of several."""
    parts = geometry["coordinates"]
    if geometry["type"] == "Polygon":
        parts = [parts]
    return [ring for part in parts for ring in part]


def disputed(land: dict[str, Any]) -> Iterator[tuple[str, list[Line]]]:
    """What each disputed border is about, and its lines."""
    for each in land["disputed"]["features"]:
        yield each["properties"]["what"], each["geometry"]["coordinates"]
