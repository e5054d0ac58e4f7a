"""From the model's scores to predicates with their roles and their factuality.

Roles are sought in the predicate's own sentence, where nearly all of them stand.  A predicate is no
part of its own roles, and a numbered role stands once at most.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from sayso.mark.decode import NEVER, Floats, Range, log_softmax, read, stack
from sayso.mark.labels import ROLES, buckets
from sayso.mark.network import Scores

HOLD = 1.0
"""Added to the score of going on with a role, else spans break up; found on the dev part of EWT."""


@dataclass(frozen=True, slots=True)
class Role:
    """An argument as a range of pieces; ``score`` is raw."""

    span: Range
    role: str
    score: float


@dataclass(frozen=True, slots=True)
class Found:
    """A predicate, which is one word, by its first piece; ``score`` is raw."""

    window: int
    at: int
    factuality: float
    score: float
    roles: tuple[Role, ...]

    def role(self, *names: str) -> Range | None:
        """Where the first of these roles stands that the predicate has."""
        spans = {r.role: r.span for r in reversed(self.roles)}
        return next((spans[name] for name in names if name in spans), None)


def decode(
    batch: list[Scores], sentences: list[NDArray[np.int64]], distance: Floats
) -> list[Found]:
    """All predicates of all windows.

    ``sentences`` number the sentence of each piece of each window; ``distance`` (19, buckets) is
    the learned score of a role at a distance.
    """
    parts: list[Floats] = []
    heads: list[tuple[int, int, int]] = []
    for window, (scores, numbers) in enumerate(zip(batch, sentences, strict=True)):
        for start, end, asked in _by_sentence(scores.predicates, numbers):
            parts += _arcs(scores, start, end, asked, distance)
            heads += [(window, int(scores.predicates[n]), start) for n in asked]
    if not heads:
        return []
    arcs = read(log_softmax(stack(parts)))
    likely = np.stack([batch[window].likely[at] for window, at, _ in heads])
    chances = np.exp(log_softmax(likely)[:, 1]).tolist()
    out = []
    for (window, at, start), found, score in zip(heads, arcs, chances, strict=True):
        roles = [Role((start + r.start, start + r.end), ROLES[r.label][2:], r.score) for r in found]
        factuality = round(float(batch[window].factuality[at]), 2)
        out.append(Found(window, at, factuality, score, _once(roles)))
    return out


def _once(roles: list[Role]) -> tuple[Role, ...]:
    """Of several spans of one numbered role the surest, long ones before short ones."""
    best: dict[str, Role] = {}
    for role in sorted(roles, key=lambda r: r.score * (r.span[1] - r.span[0]) ** 0.5):
        best[role.role] = role
    return tuple(r for r in roles if r.role.startswith("ARGM") or best[r.role] is r)


def _by_sentence(
    predicates: NDArray[np.int64], numbers: NDArray[np.int64]
) -> list[tuple[int, int, list[int]]]:
    """Sentences that hold predicates: first piece, end, which predicates."""
    out = []
    for number, asked in groupby(range(len(predicates)), key=lambda n: numbers[predicates[n]]):
        start, end = np.searchsorted(numbers, (number, number + 1))
        out.append((int(start), int(end), list(asked)))
    return out


def _arcs(scores: Scores, start: int, end: int, asked: list[int], distance: Floats) -> list[Floats]:
    """Role scores (sentence, roles) of each predicate of one sentence."""
    asks = scores.asks[asked]
    vectors = scores.roles[start:end]
    flat = asks[..., :-1].reshape(-1, vectors.shape[1]) @ vectors.T
    products = flat.reshape(*asks.shape[:2], -1).swapaxes(1, 2) + asks[:, None, :, -1]
    products[..., 2::2] += HOLD
    at = scores.predicates[asked, None] - start
    products += distance.T[buckets(end - start, at, at + 1)]
    products[np.arange(len(asked)), at[:, 0], 1:] = NEVER
    return list(products)
