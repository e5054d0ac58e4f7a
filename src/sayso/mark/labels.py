"""Labels of the model's outputs, shared by training and run time.  The order is the file format.

``TAGS`` label each word piece by itself; ``ARCS`` label a word piece as seen from one cue.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sayso.records import Firmness, Kind

TAGS = ("O", "B-cue", "I-cue", "B-inner", "I-inner")
"""``cue``: of an outermost attribution; ``inner``: a cue that stands in another's content."""

ARCS = ("O", "B-source", "I-source", "B-content", "I-content")
"""What a word piece is to one cue.  A later fragment of the same role starts with B again."""

FIRMNESS = tuple(str(f) for f in Firmness)
KINDS = tuple(str(k) for k in Kind)
"""Values of the record heads, in the order of the enumerations."""


def bio(*types: str) -> tuple[str, ...]:
    """``O``, then ``B-`` and ``I-`` of each type."""
    return ("O", *(f"{edge}-{name}" for name in types for edge in "BI"))


ENTITIES = bio(
    "Date", "Facility", "Location", "Misc", "Money", "NORP", "Organization", "Person", "Product"
)
"""The nine types of Stanford's Worldwide newswire corpus."""

ROLES = bio("ARG0", "ARG1", "ARG2", "ARG3", "ARG4", "ARGM-NEG", "ARGM-MOD", "ARGM-LOC", "ARGM-TMP")
"""PropBank roles that are read (Palmer, Gildea and Kingsbury 2005)."""

EVENTS = (
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "COOPERATE",
    "AID",
    "YIELD",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
)
"""PLOVER event types (Halterman et al. 2023)."""

EVENT_PARTS = (96, 96, 32, 32, 32, 96)
"""Sizes of a word piece's vectors for event types: as source, as target, what it asks as source
and as target, its key, its value."""

QUADS = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT"), 1),
    **dict.fromkeys(("COOPERATE", "AID", "YIELD"), 2),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), 3),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), 4),
}
"""Quad class of each event type: 1 verbal and 2 material cooperation, 3 verbal and 4 material
conflict."""

PIECES = {
    "entities": len(ENTITIES),
    "factuality": 1,
    "firmness": len(FIRMNESS),
    "kind": len(KINDS),
    "events": sum(EVENT_PARTS),
    "predicates": 2,
}
"""Scores that the graph gives for every word piece, side by side in this order."""

WIDTH = 384
"""Length of a sentence's vector."""

_EDGES = np.array([1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192])
DISTANCES = 2 * len(_EDGES) + 1
"""Number of distance buckets: 0 inside the cue, then as many to the left as to the right."""


FAR = int(_EDGES[-1])
"""From this distance on all are one bucket."""
_AWAY = np.arange(-FAR, FAR + 1)
STEPS = np.where(
    _AWAY < 0,
    np.searchsorted(_EDGES, -_AWAY, side="right"),
    np.where(_AWAY > 0, len(_EDGES) + np.searchsorted(_EDGES, _AWAY, side="right"), 0),
)
"""Bucket of each signed distance, from -FAR to FAR."""


def buckets(
    pieces: int, start: int | NDArray[np.int64], end: int | NDArray[np.int64]
) -> NDArray[np.int64]:
    """Distance bucket of each of ``pieces`` word pieces from a cue at ``[start, end)``.

    (pieces,); of n cues (n, pieces), where ``start`` and ``end`` are (n, 1).
    """
    at = np.arange(pieces)
    away = np.minimum(at - start, 0) + np.maximum(at - end + 1, 0)
    out: NDArray[np.int64] = STEPS[np.clip(away, -FAR, FAR) + FAR]
    return out
