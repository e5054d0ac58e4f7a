"""Sentence embeddings against their teacher, MiniLM as it came.

``teacher_r`` is Pearson's r, over all pairs of sentences, between the cosines of our vectors and
those of the teacher's (:mod:`bench.teacher`), which reads each sentence alone.  Sentences are those
that the model has a vector for.  The last 40 articles of the file taught the model nothing and are
measured; of a file of one's own all are.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bench import heads, teacher
from bench.heads import Bench, Gold, Row, Scores
from sayso.records import SentenceMark

HELD_OUT = 40
#: Sentences whose cosines with all others are held in memory at once.
BLOCK = 512

Floats = NDArray[np.float32]


def unit(marks: Sequence[SentenceMark]) -> Floats:
    """Unit vectors (sentences, width) of marks; a vector of nought stays nought."""
    if not marks:
        return np.zeros((0, 0), dtype=np.float32)
    x = np.stack([np.frombuffer(mark.vector, dtype=np.int8) for mark in marks]).astype(np.float32)
    out: Floats = x / np.maximum(np.linalg.norm(x, axis=-1, keepdims=True), np.float32(1e-9))
    return out


def agreement(ours: Floats, theirs: Floats) -> float:
    """Pearson's r of the cosines of all pairs of rows, each pair once; 0 where they do not vary.

    Both (sentences, width) and of unit length; the widths may differ.

    >>> x = np.eye(3, dtype=np.float32)[[0, 0, 1, 2]]
    >>> round(agreement(x, x), 6)
    1.0
    """
    sums = np.zeros(6)
    for start in range(0, len(ours), BLOCK):
        part = slice(start, start + BLOCK)
        mine, other = ((x[part] @ x.T).astype(np.float64) for x in (ours, theirs))
        later = np.arange(len(ours)) > np.arange(start, start + len(mine))[:, None]
        x, y = mine[later], other[later]
        sums += np.array([len(x), x.sum(), y.sum(), x @ x, y @ y, x @ y])
    n, a, b, aa, bb, ab = sums.tolist()
    spread, spread_other = n * aa - a * a, n * bb - b * b
    # Of equal cosines only the rounding of floats varies, in the seventh place.
    if spread <= 1e-12 * n * aa or spread_other <= 1e-12 * n * bb:
        return 0.0
    return float((n * ab - a * b) / math.sqrt(spread * spread_other))


def score(gold: Gold) -> Scores:
    """The agreement, and how many sentences it rests on."""
    held = teacher.load()
    articles, faults = heads.as_read(gold.rows)
    texts: list[str] = []
    found: list[SentenceMark] = []
    for article, marks in zip(articles, heads.marks(articles), strict=True):
        found += marks.sentences
        texts += [article.text[slice(*mark.span)] for mark in marks.sentences]
    r = agreement(unit(found), held.vectors(texts))
    return {"teacher_r": round(r, 4), "sentences": len(found)} | faults


def held_out(rows: Sequence[Row]) -> Sequence[Row]:
    """The articles that training leaves out."""
    return rows[-HELD_OUT:]


def floors(scores: Scores) -> dict[str, float]:
    """Pearson's r in percent."""
    return {"teacher_r": round(100 * scores["teacher_r"], 2)}


BENCH = Bench("embedding", "news/fnc-conflict.jsonl", score, floors, held_out)


def main(argv: list[str]) -> int:
    """``./run bench embedding [--gold FILE]``."""
    return heads.main(BENCH, argv, __doc__ or "")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
