"""Sentences told again in other words: each other's nearest by their vectors, in the same order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sayso.records import SentenceMark, Span

__all__ = ["LIKE", "Sentences", "retold"]

LIKE = 0.7
"""Cosine from which two sentences may tell the same."""
WIDTH = 384


@dataclass(frozen=True, slots=True)
class Sentences:
    """The sentences of one article: their spans, and their vectors (n, 384) of unit length."""

    spans: tuple[Span, ...]
    vectors: NDArray[np.float32]

    @classmethod
    def of(cls, marks: Sequence[SentenceMark]) -> Sentences:
        """From the model's marks, whose vectors are signed bytes."""
        raw = np.frombuffer(b"".join(each.vector for each in marks), dtype=np.int8)
        vectors = raw.reshape(len(marks), -1 if len(marks) else WIDTH).astype(np.float32)
        length = np.linalg.norm(vectors, axis=1, keepdims=True)
        return cls(tuple(each.span for each in marks), vectors / np.maximum(length, 1e-9))


def retold(a: Sentences, b: Sentences, *, like: float = LIKE) -> tuple[tuple[Span, Span], ...]:
    """The longest series of sentence pairs, in the order of both, that tell the same.

    A pair is two sentences each of which is the other's nearest, with a cosine of at least
    ``like``.
    """
    if not a.spans or not b.spans:
        return ()
    near = a.vectors @ b.vectors.T
    of_a, of_b = near.argmax(axis=1), near.argmax(axis=0)
    pairs = [(i, int(j)) for i, j in enumerate(of_a) if of_b[j] == i and near[i, j] >= like]
    return tuple((a.spans[i], b.spans[j]) for i, j in _rising(pairs))


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest series in which both numbers rise; the first numbers rise already."""
    length, before = [1] * len(pairs), [-1] * len(pairs)
    for n, (_, j) in enumerate(pairs):
        for m in range(n):
            if pairs[m][1] < j and length[m] + 1 > length[n]:
                length[n], before[n] = length[m] + 1, m
    out: list[tuple[int, int]] = []
    n = max(range(len(pairs)), key=lambda k: length[k], default=-1)
    while n >= 0:
        out.append(pairs[n])
        n = before[n]
    return out[::-1]
