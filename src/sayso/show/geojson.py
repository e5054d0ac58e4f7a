"""Places and frames as GeoJSON (RFC 7946), never drawn finer than the text tells them.

What is told as finely as a town is a point.  What is told of a district or a country has no
geometry (an "unlocated feature" of the standard): a point in the middle of a country looks like
knowledge that nobody has.  The centre of the place that is named stands in the properties.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from sayso.ledger import FrameRow, PlaceRow
from sayso.records import Precision

FINE = (Precision.EXACT, Precision.TOWN)
"""Precisions that a point may be drawn for."""


def collection(features: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """A FeatureCollection.

    >>> collection([])
    {'type': 'FeatureCollection', 'features': []}
    """
    return {"type": "FeatureCollection", "features": list(features)}


def place(row: PlaceRow) -> dict[str, Any]:
    """One place."""
    return _feature(row)


def frame(row: FrameRow) -> dict[str, Any]:
    """One frame, where it is told to be."""
    return _feature(row)


def _feature(row: PlaceRow | FrameRow) -> dict[str, Any]:
    told = {key: str(v) if isinstance(v, str) else v for key, v in asdict(row).items()}
    point = None
    if row.precision in FINE and row.lat is not None and row.lon is not None:
        # Longitude first: so says the standard.
        point = {"type": "Point", "coordinates": [row.lon, row.lat]}
    return {"type": "Feature", "geometry": point, "properties": told}
