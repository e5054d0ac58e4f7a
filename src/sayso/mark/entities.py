"""From the model's scores to named entities."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.mark.decode import Range, log_softmax, read, stack
from sayso.mark.labels import ENTITIES
from sayso.mark.network import Scores

HOLD = 0.3
"""Added to the score of going on with an entity, else entities break up; found on the dev part of
Worldwide."""


@dataclass(frozen=True, slots=True)
class Found:
    """An entity as a range of pieces of one window; ``score`` is raw."""

    window: int
    span: Range
    type: str
    score: float


def decode(batch: list[Scores]) -> list[Found]:
    """The entities of all windows."""
    held = stack([s.entities for s in batch])
    held[..., 2::2] += HOLD
    logs = log_softmax(held)
    return [
        Found(window, (run.start, run.end), ENTITIES[run.label][2:], run.score)
        for window, found in enumerate(read(logs))
        for run in found
    ]
