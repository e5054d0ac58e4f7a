"""Passages that stand in two texts: runs of equal words, chained over small edits.

Seed and extend, as in the alignment of genomes (Altschul et al. 1990): equal runs of three words,
those that follow each other in both texts with few other words between are chained, the best
chains that do not overlap are the passages.  Order need not be kept from passage to passage.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sayso.weigh.words import Words, shingles

__all__ = ["Passage", "align"]

SEED = 3
"""Words of a seed."""
GAP = 24
"""Words of either text that two runs of one passage may stand apart."""
LEAST = 8
"""Equal words of a passage."""
COST = 0.12
"""Equal words that one word between two runs is worth."""
EDGE = 3
"""Words that a run at either end of a passage bridges at most for each of its own."""
COMMON = 6
"""A seed that stands more often in a text starts nothing there."""
MOST = 240
"""Runs that are chained; of more the longest."""

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Passage:
    """Words ``[a[0], a[1])`` of one text stand as ``[b[0], b[1])`` in the other.

    ``equal`` counts the words that are the same; ``longest`` is the longest run of them.
    ``runs`` are the equal runs as (place in a, place in b, words), in order.
    """

    a: Range
    b: Range
    equal: int
    longest: int
    runs: tuple[tuple[int, int, int], ...]

    @property
    def edited(self) -> float:
        """Share of the words of the longer side that are not the same, 0 to 1."""
        return 1 - self.equal / max(self.a[1] - self.a[0], self.b[1] - self.b[0])


@dataclass(frozen=True, slots=True)
class _Run:
    a: int
    b: int
    size: int


def align(a: Words, b: Words) -> tuple[Passage, ...]:
    """The passages that two texts share, in the order of the first."""
    runs = _runs(a, b)
    taken_a, taken_b = np.zeros(len(a), dtype=bool), np.zeros(len(b), dtype=bool)
    out = []
    while runs:
        chain = _trimmed(_best(runs))
        passage = _passage(chain)
        if passage.equal < LEAST:
            break
        out.append(passage)
        taken_a[slice(*passage.a)] = True
        taken_b[slice(*passage.b)] = True
        runs = [cut for run in runs for cut in _free(run, taken_a, taken_b)]
    return tuple(sorted(out, key=lambda p: p.a))


def _runs(a: Words, b: Words) -> list[_Run]:
    """Maximal runs of equal words of at least :data:`SEED`, in the order of the first text."""
    i, j = _seeds(shingles(a.numbers, SEED), shingles(b.numbers, SEED))
    if not len(i):
        return []
    order = np.lexsort((i, i - j))
    i, j = i[order], j[order]
    new = np.ones(len(i), dtype=bool)
    new[1:] = (np.diff(i) != 1) | (np.diff(j) != 1)
    firsts = np.flatnonzero(new)
    sizes = np.diff(np.append(firsts, len(i))) + SEED - 1
    if len(firsts) > MOST:
        kept = np.sort(np.argsort(-sizes, kind="stable")[:MOST])
        firsts, sizes = firsts[kept], sizes[kept]
    found = zip(i[firsts], j[firsts], sizes, strict=True)
    return sorted((_Run(int(x), int(y), int(n)) for x, y, n in found), key=lambda r: (r.a, r.b))


def _seeds(
    a: NDArray[np.uint64], b: NDArray[np.uint64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """All pairs of places of equal shingles, but for those that are common in either text."""
    order = np.argsort(b, kind="stable")
    low = np.searchsorted(b[order], a, side="left")
    many = np.searchsorted(b[order], a, side="right") - low
    _, back, counts = np.unique(a, return_inverse=True, return_counts=True)
    many = np.where((many > COMMON) | (counts[back] > COMMON), 0, many)
    i = np.repeat(np.arange(len(a)), many)
    step = np.arange(len(i)) - np.repeat(np.cumsum(many) - many, many)
    return i, order[np.repeat(low, many) + step]


def _best(runs: list[_Run]) -> list[_Run]:
    """The chain of most equal words, less what stands between its runs."""
    scores = [float(run.size) for run in runs]
    before = [-1] * len(runs)
    for n, run in enumerate(runs):
        for m in range(n):
            gain = _gain(runs[m], run)
            if gain is not None and scores[m] + gain > scores[n]:
                scores[n], before[n] = scores[m] + gain, m
    n = max(range(len(runs)), key=lambda k: scores[k])
    chain: list[_Run] = []
    while n >= 0:
        chain.append(runs[n])
        n = before[n]
    return chain[::-1]


def _gain(left: _Run, right: _Run) -> float | None:
    """What a run adds to a chain that ends with another; ``None`` where it cannot follow.

    Two runs may share a few words in one of the texts: those count once.
    """
    gap_a, gap_b = right.a - left.a - left.size, right.b - left.b - left.size
    shared = max(0, -gap_a, -gap_b)
    if shared >= right.size or max(gap_a, gap_b) > GAP:
        return None
    return right.size - shared - COST * (max(0, gap_a) + max(0, gap_b))


def _trimmed(chain: list[_Run]) -> list[_Run]:
    """A chain less the short runs at its ends that stand too far from the rest: they are chance."""
    first, last = 0, len(chain) - 1
    while first < last and _far(chain[first], chain[first + 1], chain[first].size):
        first += 1
    while first < last and _far(chain[last - 1], chain[last], chain[last].size):
        last -= 1
    return chain[first : last + 1]


def _far(left: _Run, right: _Run, size: int) -> bool:
    """Whether the gap between two runs is more than a run of that size may bridge."""
    gap = max(right.a - left.a - left.size, right.b - left.b - left.size)
    return gap > EDGE * size


def _passage(chain: list[_Run]) -> Passage:
    runs = [chain[0]]
    for run in chain[1:]:
        last = runs[-1]
        shared = max(0, last.a + last.size - run.a, last.b + last.size - run.b)
        runs.append(_Run(run.a + shared, run.b + shared, run.size - shared))
    first, last = runs[0], runs[-1]
    return Passage(
        a=(first.a, last.a + last.size),
        b=(first.b, last.b + last.size),
        equal=sum(run.size for run in runs),
        longest=max(run.size for run in runs),
        runs=tuple((run.a, run.b, run.size) for run in runs),
    )


def _free(run: _Run, taken_a: NDArray[np.bool_], taken_b: NDArray[np.bool_]) -> list[_Run]:
    """What is left of a run where neither text is taken, if it is still a seed."""
    taken = taken_a[run.a : run.a + run.size] | taken_b[run.b : run.b + run.size]
    edges = np.flatnonzero(np.diff(np.concatenate(([True], taken, [True])).astype(np.int8)))
    out = []
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        if end - start >= SEED:
            out.append(_Run(run.a + int(start), run.b + int(start), int(end - start)))
    return out
