"""Sentences by their vectors: those of the articles compared last, all looked through."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sayso.records import Span

__all__ = ["Nearest"]

WIDTH = 384
KEPT = 50_000
"""Sentences that are kept (19 MB)."""
CHUNK = 8192
"""Sentences that are compared at a time."""

Vectors = NDArray[np.float32]
Place = tuple[str, Span]


class Nearest:
    """A ring of signed bytes: the newest sentences take the place of the oldest.

    >>> near = Nearest(kept=4)
    >>> near.add("a", [(0, 9)], bytes([100] + [0] * 383))
    >>> near.of(np.eye(1, 384, dtype=np.float32), most=5, like=0.5)
    [[('a', (0, 9))]]
    """

    def __init__(self, *, kept: int = KEPT) -> None:
        self._bytes = np.zeros((kept, WIDTH), dtype=np.int8)
        self._lengths = np.ones(kept, dtype=np.float32)
        self._places: list[Place] = []
        self._next = 0

    def add(self, article: str, spans: Sequence[Span], raw: bytes) -> None:
        """Take in the sentences of an article; ``raw`` holds their vectors, one after another."""
        vectors = np.frombuffer(raw, dtype=np.int8).reshape(-1, WIDTH)
        lengths = np.linalg.norm(vectors.astype(np.float32), axis=1)
        for span, vector, length in zip(spans, vectors, lengths, strict=True):
            at = self._next % len(self._bytes)
            self._bytes[at], self._lengths[at] = vector, max(float(length), 1e-9)
            self._places[at : at + 1] = [(article, span)]
            self._next += 1

    def of(self, vectors: Vectors, *, most: int, like: float) -> list[list[Place]]:
        """For each vector (k, 384), of unit length, the ``most`` nearest from ``like`` on."""
        found = [(np.zeros(0, dtype=np.float32), np.zeros(0, dtype=np.int64))] * len(vectors)
        for start in range(0, len(self._places), CHUNK):
            end = min(start + CHUNK, len(self._places))
            some = self._bytes[start:end].astype(np.float32)
            near = (vectors @ some.T) / self._lengths[start:end]
            for row, cosines in enumerate(near):
                at = np.flatnonzero(cosines >= like)
                best = np.concatenate([found[row][0], cosines[at]])
                places = np.concatenate([found[row][1], at + start])
                order = np.argsort(-best, kind="stable")[:most]
                found[row] = best[order], places[order]
        return [[self._places[at] for at in places.tolist()] for _, places in found]
