"""A slope and a shift for the log odds of scores, so that they tell how often they are right.

Logistic regression of right and wrong on the log odds (Platt 1999, Probabilistic outputs for
support vector machines); with the shift held at 0 it would be temperature scaling (Guo et al.
2017, https://arxiv.org/abs/1706.04599).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from bench.counts import Judged
from sayso.mark.network import CLIP

Fit: TypeAlias = tuple[float, float]
"""Slope and shift of the log odds."""

RIDGE = 1.0
"""Weight of the pull towards slope 1 and shift 0, in examples."""
STEPS = 50
TINY = 1e-6


def odds(scores: Sequence[float]) -> NDArray[np.float64]:
    """Log odds of scores, those near 0 and 1 clipped as at run time."""
    clipped = np.clip(np.array(scores, dtype=float), CLIP, 1 - CLIP)
    out: NDArray[np.float64] = np.log(clipped / (1 - clipped))
    return out


def fit(judged: Sequence[Judged]) -> Fit:
    """Slope and shift that make the scores most likely, by Newton's method.

    >>> slope, shift = fit([(0.9, True), (0.9, False)] * 500)
    >>> round(float(1 / (1 + np.exp(-(slope * np.log(9) + shift)))), 2)
    0.5
    """
    right = np.array([good for _, good in judged], dtype=float)
    x = np.stack([odds([score for score, _ in judged]), np.ones(len(judged))], axis=1)
    start = np.array([1.0, 0.0])

    def cost(at: NDArray[np.float64]) -> float:
        """How unlikely the truth is, and how far the fit is from the start."""
        z = x @ at
        return float((np.logaddexp(0, z) - right * z).sum() + RIDGE * ((at - start) ** 2).sum() / 2)

    at = start
    for _ in range(STEPS):
        p = _chance(x @ at)
        slope = x.T @ (p - right) + RIDGE * (at - start)
        bend = (x * (p * (1 - p))[:, None]).T @ x + RIDGE * np.eye(2)
        step, length = np.linalg.solve(bend, slope), 1.0
        while cost(at - length * step) > cost(at) and length > TINY:
            length /= 2  # far from the end a whole step may lead away from it
        at = at - length * step
    return round(float(at[0]), 4), round(float(at[1]), 4)


def _chance(z: NDArray[np.float64]) -> NDArray[np.float64]:
    """The logistic function, without overflow."""
    out: NDArray[np.float64] = np.exp(-np.logaddexp(0, -z))
    return out


def shown(scores: Sequence[float], by: Fit) -> list[float]:
    """Scores as a fit shows them."""
    slope, shift = by
    out: list[float] = _chance(slope * odds(scores) + shift).tolist()
    return out


def crossed(judged: Sequence[Judged]) -> list[Judged]:
    """Each half (every other score) as the fit on the other half shows it."""
    out: list[Judged] = []
    for part in (0, 1):
        own = judged[part::2]
        scores = shown([score for score, _ in own], fit(judged[1 - part :: 2]))
        out += [(score, good) for score, (_, good) in zip(scores, own, strict=True)]
    return out
