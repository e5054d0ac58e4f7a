"""The sums under the figures of the model's heads: F1, macro-F1, Pearson's r, calibration error."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

BINS = 10

#: One thing the model said: its score in 0..1, and whether it was right.
Judged = tuple[float, bool]


@dataclass(slots=True)
class Tally:
    """How many gold has, how many were found, how many of those are right; grows by :meth:`add`."""

    gold: int = 0
    found: int = 0
    right: int = 0

    def add(self, gold: Collection[object], found: Collection[object]) -> None:
        """Count one document: right is what stands in both, each thing once."""
        wanted, got = set(gold), set(found)
        self.gold += len(wanted)
        self.found += len(got)
        self.right += len(wanted & got)

    @property
    def f1(self) -> float:
        """F1 in percent; 0 where gold and run are both empty.

        >>> Tally(gold=4, found=4, right=3).f1
        75.0
        """
        return round(200 * self.right / max(1, self.gold + self.found), 2)


def macro_f1(gold: Sequence[str], found: Sequence[str]) -> float:
    """Mean F1 (0..1) of all classes that gold or the run holds, each of equal weight.

    >>> macro_f1(["AID", "AID", "AGREE"], ["AID", "AID", "AID"])
    0.4
    """
    pairs = list(zip(gold, found, strict=True))
    names = {name for pair in pairs for name in pair}
    if not names:
        return 0.0
    every = [
        2 * sum(a == b == name for a, b in pairs) / sum((a == name) + (b == name) for a, b in pairs)
        for name in sorted(names)
    ]
    return sum(every) / len(every)


def pearson(x: Sequence[float], y: Sequence[float]) -> float:
    """Pearson's r; 0 where either does not vary, as nothing is told then.

    >>> round(pearson([1, 2, 3], [2, 4, 6.5]), 3)
    0.998
    """
    if len(x) < 2 or np.ptp(x) == 0 or np.ptp(y) == 0:
        return 0.0
    return float(np.corrcoef(x, y)[0, 1])


@dataclass(frozen=True, slots=True)
class Bin:
    """What was said with a score in (``low``, ``high``]: how often, mean score, share right."""

    low: float
    high: float
    n: int
    score: float
    right: float


def bins(judged: Sequence[Judged]) -> list[Bin]:
    """Scores in ten bins of equal width (Guo et al. 2017); empty bins are left out.

    >>> bins([(0.92, True), (1.0, False)])
    [Bin(low=0.9, high=1.0, n=2, score=0.96, right=0.5)]
    """
    held: dict[int, list[Judged]] = {}
    for score, right in judged:
        # The width of a bin is no float, so scores are rounded before they meet an edge.
        place = int(np.ceil(round(score * BINS, 9))) - 1
        held.setdefault(min(max(place, 0), BINS - 1), []).append((score, right))
    return [
        Bin(
            place / BINS,
            (place + 1) / BINS,
            len(rows),
            round(sum(score for score, _ in rows) / len(rows), 4),
            round(sum(right for _, right in rows) / len(rows), 4),
        )
        for place, rows in sorted(held.items())
    ]


def ece(judged: Sequence[Judged]) -> float:
    """Expected calibration error: mean distance of score and share right over the bins, 0..1.

    >>> ece([(0.75, True), (0.75, True), (0.75, True), (0.75, False)])
    0.0
    """
    total = max(1, len(judged))
    return sum(each.n * abs(each.score - each.right) for each in bins(judged)) / total
