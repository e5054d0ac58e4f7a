"""From the model's scores to named entities."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.mark.decode import Range, log_softmax, runs, stack, sure, viterbi
from sayso.mark.labels import ENTITIES
from sayso.mark.network import Scores


@dataclass(frozen=True, slots=True)
class Found:
    """An entity as a range of pieces of one window; ``score`` is raw."""

    window: int
    span: Range
    type: str
    score: float


def decode(batch: list[Scores]) -> list[Found]:
    """The entities of all windows."""
    logs = log_softmax(stack([s.entities for s in batch]))
    out = []
    for window, (path, log) in enumerate(zip(viterbi(logs), logs, strict=True)):
        for start, end, label in runs(path):
            score = sure(log, path, start, end)
            out.append(Found(window, (start, end), ENTITIES[label][2:], score))
    return out
