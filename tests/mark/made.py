"""Scores of a window in which nothing is found, for tests to fill in."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sayso.mark.labels import ARCS, ENTITIES, EVENT_PARTS, FIRMNESS, KINDS, TAGS, WIDTH
from sayso.mark.network import Scores

SURE = 8.0


def zeros(*shape: int) -> NDArray[np.float32]:
    return np.zeros(shape, dtype=np.float32)


def scores(pieces: int) -> Scores:
    """No cue, no entity, no predicate among so many pieces."""
    nothing = np.zeros(0, dtype=np.int64)
    tags, entities, likely = (
        zeros(pieces, len(TAGS)),
        zeros(pieces, len(ENTITIES)),
        zeros(pieces, 2),
    )
    for each in (tags, entities, likely):
        each[:, 0] = SURE
    return Scores(
        tags=tags,
        arguments=zeros(pieces, 3),
        anchors=nothing,
        queries=zeros(0, len(ARCS), 4),
        entities=entities,
        likely=likely,
        factuality=zeros(pieces),
        firmness=zeros(pieces, len(FIRMNESS)),
        kind=zeros(pieces, len(KINDS)),
        events=zeros(pieces, sum(EVENT_PARTS)),
        predicates=nothing,
        roles=(),
        vectors=zeros(0, WIDTH),
    )
