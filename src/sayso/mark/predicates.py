"""From the model's scores to predicates with their roles and their factuality.

Roles are sought in the predicate's own sentence, where nearly all of them stand.  A predicate is no
part of its own roles, and a numbered role stands once at most.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sayso.mark.decode import NEVER, Floats, Range, Run, log_softmax, read, stack
from sayso.mark.labels import ROLES
from sayso.mark.network import Scores

HOLD = 1.0
"""Added to the score of going on with a role, else spans break up; found on the dev part of EWT."""
_TOGETHER = 256
"""Predicates whose roles are decoded at once."""


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


def decode(batch: list[Scores], sentences: list[NDArray[np.int64]]) -> list[Found]:
    """All predicates of all windows; ``sentences`` number the sentence of each piece of each."""
    heads = [
        (window, int(at), int(start))
        for window, (scores, numbers) in enumerate(zip(batch, sentences, strict=True))
        for at, start in zip(
            scores.predicates,
            np.searchsorted(numbers, numbers[scores.predicates]),
            strict=True,
        )
    ]
    if not heads:
        return []
    arcs = _arcs([held for scores in batch for held in scores.roles], heads)
    likely = np.stack([batch[window].likely[at] for window, at, _ in heads])
    chances = np.exp(log_softmax(likely)[:, 1]).tolist()
    out = []
    for (window, at, start), found, score in zip(heads, arcs, chances, strict=True):
        roles = [Role((start + r.start, start + r.end), ROLES[r.label][2:], r.score) for r in found]
        factuality = round(float(batch[window].factuality[at]), 2)
        out.append(Found(window, at, factuality, score, _once(roles)))
    return out


def _arcs(cells: list[Floats], heads: list[tuple[int, int, int]]) -> list[list[Run]]:
    """The best labels of the cells of each predicate, from the scores of them."""
    sizes = [len(each) for each in cells]
    firsts = np.cumsum([0, *sizes[:-1]])
    flat = np.concatenate(cells)
    flat[:, 2::2] += HOLD
    flat[firsts + [at - start for _, at, start in heads], 1:] = NEVER
    logs = np.split(log_softmax(flat), firsts[1:])
    out: list[list[Run]] = [[] for _ in heads]
    order = sorted(range(len(heads)), key=sizes.__getitem__)  # so that little is padded
    for i in range(0, len(order), _TOGETHER):
        some = order[i : i + _TOGETHER]
        for n, runs in zip(some, read(stack([logs[n] for n in some])), strict=True):
            out[n] = runs
    return out


def _once(roles: list[Role]) -> tuple[Role, ...]:
    """Of several spans of one numbered role the surest, long ones before short ones."""
    best: dict[str, Role] = {}
    for role in sorted(roles, key=lambda r: r.score * (r.span[1] - r.span[0]) ** 0.5):
        best[role.role] = role
    return tuple(r for r in roles if r.role.startswith("ARGM") or best[r.role] is r)
