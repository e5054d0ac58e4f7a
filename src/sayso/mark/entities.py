"""From the model's scores to named entities, with all windows of an article in hand.

A name that one sentence tells clearly stands in others that do not: so each piece of a word also
heeds what the other places of that word in the article are taken for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from sayso.mark.decode import Floats, Range, log_softmax, read, stack
from sayso.mark.labels import ENTITIES
from sayso.mark.windows import Pieces, Window

HOLD = 0.3
"""Added to the score of going on with an entity, else entities break up; found on the dev part of
Worldwide."""
HEED = 0.5
"""Weight of the other places of a word; found on articles of Worldwide's training part with names
exchanged."""
DOUBT = 0.01
"""Added to what is heard from them, so that no place is ever sure for another."""


@dataclass(frozen=True, slots=True)
class Found:
    """An entity as a range of pieces of one window; ``score`` is raw."""

    window: int
    span: Range
    type: str
    score: float


def decode(batch: Sequence[Floats]) -> list[Found]:
    """The entities of windows, from scores (t, labels) of each."""
    held = stack(list(batch))
    held[..., 2::2] += HOLD
    logs = log_softmax(held)
    return [
        Found(window, (run.start, run.end), ENTITIES[run.label][2:], run.score)
        for window, found in enumerate(read(logs))
        for run in found
    ]


def heeding(scores: Sequence[Floats], windows: Sequence[Window], cut: Pieces) -> list[Floats]:
    """The scores of all windows of one article, each word helped by its other places.

    ``scores`` (t, labels) of each window.  Of pieces that two windows hold, those count that the
    window owns.
    """
    whole = np.zeros((len(cut), len(ENTITIES)), dtype=np.float32)
    for each, at in zip(scores, windows, strict=True):
        whole[at.own_first : at.own_last] = each[at.own_first - at.first : at.own_last - at.first]
    help_ = echoes(whole, alike(cut))
    return [each + help_[at.first : at.last] for each, at in zip(scores, windows, strict=True)]


def alike(cut: Pieces) -> NDArray[np.int64]:
    """A number for each piece, the same for the same piece of the same word, in any case."""
    edges = [0, *(np.flatnonzero(np.diff(cut.words)) + 1).tolist(), len(cut)]
    ids = cut.ids.tolist()
    known: dict[tuple[int, ...], int] = {}
    out = np.empty(len(cut), dtype=np.int64)
    for first, last in pairwise(edges):
        # Where the word stood first: the pieces there give their numbers to it alone.
        out[first:last] = known.setdefault(tuple(ids[first:last]), first)
    return out + _inside(edges)


def _inside(edges: Sequence[int]) -> NDArray[np.int64]:
    """The place of each piece in its word."""
    starts = np.repeat(np.array(edges[:-1], dtype=np.int64), np.diff(edges))
    out: NDArray[np.int64] = np.arange(edges[-1]) - starts
    return out


def echoes(scores: Floats, numbers: NDArray[np.int64]) -> Floats:
    """What each piece is helped by, as scores (t, labels): nothing where it stands alone.

    The logarithm of the mean chance that the other pieces of its number give to no entity and to
    each type; where in an entity a piece stands, begun or gone on, is its own business.
    """
    out = np.zeros_like(scores)
    counts = np.bincount(numbers)
    again = np.flatnonzero(counts[numbers] > 1)
    if not len(again):
        return out
    at = numbers[again]
    chances = np.exp(log_softmax(scores[again]))
    kinds = np.concatenate([chances[:, :1], chances[:, 1::2] + chances[:, 2::2]], axis=1)
    sums = np.stack([np.bincount(at, weights=each) for each in kinds.T], axis=1)
    others = (sums[at] - kinds).clip(0) / (counts[at] - 1)[:, None]
    told = (HEED * np.log(others + DOUBT)).astype(np.float32)
    out[again, 0] = told[:, 0]
    out[again, 1::2] = out[again, 2::2] = told[:, 1:]
    return out
