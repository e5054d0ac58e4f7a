"""What the decoders of all heads share: the best legal label path, runs, probabilities.  Numpy."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Range = tuple[int, int]
"""Half-open range of word pieces of one window."""

NEVER = -1e4
"""Score of what must not be."""


def viterbi(scores: Floats) -> NDArray[np.int64]:
    """Best legal BIO label sequences (n, t) for scores (n, t, labels).

    Labels are in the order of :func:`sayso.mark.labels.bio`: O, then B and I of each type.  ``I-x``
    may follow only ``B-x`` or ``I-x`` (Ramshaw and Marcus 1995), so a step looks at the best of
    all labels for O and B, and at two for each I: no table of all pairs (Viterbi 1967).
    """
    n, t, labels = scores.shape
    back = np.zeros((t, n, labels), dtype=np.int8)
    best = scores[:, 0].copy()
    best[:, 2::2] = -np.inf
    begins = np.arange(1, labels, 2)
    ways = np.empty_like(best)
    for i in range(1, t):
        came = best.argmax(axis=1)
        top = best[np.arange(n), came]
        on = best[:, 2::2] > best[:, 1::2]
        back[i] = came[:, None]
        back[i, :, 2::2] = begins + on
        ways[:] = top[:, None]
        ways[:, 2::2] = np.where(on, best[:, 2::2], best[:, 1::2])
        best = ways + scores[:, i]
    paths = np.zeros((n, t), dtype=np.int64)
    paths[:, -1] = best.argmax(axis=1)
    rows = np.arange(n)
    for i in range(t - 1, 0, -1):
        paths[:, i - 1] = back[i, rows, paths[:, i]]
    return paths


def runs(path: NDArray[np.int64]) -> list[tuple[int, int, int]]:
    """Maximal (start, end, label) runs of a BIO path, the label being that of their beginning."""
    out = []
    for start in np.flatnonzero((path > 0) & (path % 2 == 1)):
        label = int(path[start])
        end = start + 1
        while end < len(path) and path[end] == label + 1:
            end += 1
        out.append((int(start), int(end), label))
    return out


def sure(logs: Floats, path: NDArray[np.int64], start: int, end: int) -> float:
    """Mean probability of the chosen labels over a range of pieces."""
    at = np.arange(start, end)
    return float(np.mean(np.exp(logs[at, path[at]])))


def log_softmax(x: Floats) -> Floats:
    """Logarithms of probabilities over the last axis."""
    low: Floats = x - x.max(axis=-1, keepdims=True)
    total: Floats = np.exp(low).sum(axis=-1, keepdims=True)
    out: Floats = low - np.log(total)
    return out


def stack(parts: list[Floats]) -> Floats:
    """Scores (t, labels) of several stretches as (n, longest, labels); what is padded is O."""
    longest = max(len(p) for p in parts)
    out = np.full((len(parts), longest, parts[0].shape[1]), NEVER, dtype=np.float32)
    out[:, :, 0] = 0.0
    for row, part in zip(out, parts, strict=True):
        row[: len(part)] = part
    return out
