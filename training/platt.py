"""Slope, shift and bend for the log odds of scores, so that they tell how often they are right.

Logistic regression of right and wrong on the log odds (Platt 1999, Probabilistic outputs for
support vector machines) and on their square; with the slope alone it would be temperature scaling
(Guo et al. 2017, https://arxiv.org/abs/1706.04599).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bench.counts import Judged
from sayso.mark.network import AS_IS, CLIP, Fit, fitted

RIDGE = 1.0
"""Weight of the pull towards scores as they are, in examples."""
STIFF = 10.0
"""How many times harder it is pulled back from a bend."""
STEPS = 50
TINY = 1e-6


def odds(scores: Sequence[float]) -> NDArray[np.float64]:
    """Log odds of scores, those near 0 and 1 clipped as at run time."""
    clipped = np.clip(np.array(scores, dtype=float), CLIP, 1 - CLIP)
    out: NDArray[np.float64] = np.log(clipped / (1 - clipped))
    return out


def fit(judged: Sequence[Judged]) -> Fit:
    """Slope, shift and bend that make the scores most likely, by Newton's method.

    >>> round(fitted(0.9, fit([(0.9, True), (0.9, False)] * 500)), 2)
    0.5
    """
    right = np.array([good for _, good in judged], dtype=float)
    z = odds([score for score, _ in judged])
    x = np.stack([z, np.ones(len(z)), z * z / STIFF], axis=1)
    start = np.array(AS_IS)

    def cost(at: NDArray[np.float64]) -> float:
        """How unlikely the truth is, and how far the fit is from the start."""
        new = x @ at
        return float(
            (np.logaddexp(0, new) - right * new).sum() + RIDGE * ((at - start) ** 2).sum() / 2
        )

    at = start
    for _ in range(STEPS):
        p = _chance(x @ at)
        first = x.T @ (p - right) + RIDGE * (at - start)
        second = (x * (p * (1 - p))[:, None]).T @ x + RIDGE * np.eye(3)
        step, length = np.linalg.solve(second, first), 1.0
        while cost(at - length * step) > cost(at) and length > TINY:
            length /= 2  # far from the end a whole step may lead away from it
        at = at - length * step
    return round(float(at[0]), 4), round(float(at[1]), 4), round(float(at[2]) / STIFF, 4)


def _chance(z: NDArray[np.float64]) -> NDArray[np.float64]:
    """The logistic function, without overflow."""
    out: NDArray[np.float64] = np.exp(-np.logaddexp(0, -z))
    return out


def shown(scores: Sequence[float], by: Fit) -> list[float]:
    """Scores as a fit shows them."""
    return [fitted(score, by) for score in scores]


def crossed(judged: Sequence[Judged]) -> list[Judged]:
    """Each half (every other score) as the fit on the other half shows it."""
    out: list[Judged] = []
    for part in (0, 1):
        own = judged[part::2]
        scores = shown([score for score, _ in own], fit(judged[1 - part :: 2]))
        out += [(score, good) for score, (_, good) in zip(scores, own, strict=True)]
    return out
