"""What the decoders of all heads share: the best legal label path, its runs, probabilities.  Numpy.

Whole groups of windows are decoded at once: a step of a path costs the same for one as for many.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Range = tuple[int, int]
"""Half-open range of word pieces of one window."""

NEVER = -1e4
"""Score of what must not be."""


class Run(NamedTuple):
    """Pieces ``[start, end)`` under one label, that of their beginning.

    ``score`` is the mean probability of what the path chose for them.
    """

    start: int
    end: int
    label: int
    score: float


def read(logs: Floats) -> list[list[Run]]:
    """The runs of the best path of each row of log probabilities (n, t, labels)."""
    paths = viterbi(logs)
    chances = np.exp(np.take_along_axis(logs, paths[..., None], axis=2)[..., 0])
    sums = np.zeros((len(paths), paths.shape[1] + 1))
    np.cumsum(chances, axis=1, dtype=np.float64, out=sums[:, 1:])
    return [
        [Run(a, b, label, float(line[b] - line[a]) / (b - a)) for a, b, label in found]
        for line, found in zip(sums, runs(paths), strict=True)
    ]


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
    rows = np.arange(n)
    for i in range(1, t):
        came = best.argmax(axis=1)
        begun, held = best[:, 1::2], best[:, 2::2]
        back[i] = came[:, None]
        np.add(begins, held > begun, out=back[i, :, 2::2], casting="unsafe")
        ways[:] = best[rows, came][:, None]
        np.maximum(held, begun, out=ways[:, 2::2])
        np.add(ways, scores[:, i], out=best)
    paths = np.zeros((n, t), dtype=np.int64)
    paths[:, -1] = best.argmax(axis=1)
    for i in range(t - 1, 0, -1):
        paths[:, i - 1] = back[i, rows, paths[:, i]]
    return paths


def runs(paths: NDArray[np.int64]) -> list[list[tuple[int, int, int]]]:
    """Maximal (start, end, label) runs of each BIO path (n, t); the label is their beginning's."""
    n, t = paths.shape
    flat = np.zeros((n, t + 1), dtype=np.int64)  # a run ends where its row does
    flat[:, :t] = paths
    flat = flat.ravel()
    inside = (flat > 0) & (flat % 2 == 0)
    inside[1:] &= (flat[:-1] == flat[1:]) | (flat[:-1] == flat[1:] - 1)
    starts, stops = np.flatnonzero(flat % 2 == 1), np.flatnonzero(~inside)
    ends = stops[np.searchsorted(stops, starts, side="right")]
    out: list[list[tuple[int, int, int]]] = [[] for _ in range(n)]
    for start, end, label in zip(
        starts.tolist(), ends.tolist(), flat[starts].tolist(), strict=True
    ):
        row, at = divmod(start, t + 1)
        out[row].append((at, at + end - start, label))
    return out


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
