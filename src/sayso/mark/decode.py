"""From the model's scores to cues with their sources and contents.  Pure numpy.

Cues come from the tag scores by Viterbi under the BIO scheme; then, for all cues of a batch at
once, every word piece is labelled as source or content *of that cue*, again by Viterbi.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sayso.mark.labels import ARCS, TAGS, buckets, follows

Floats = NDArray[np.float32]
Range = tuple[int, int]

_TAG_STEP = follows(TAGS)
_ARC_STEP = follows(ARCS)
_CUE, _SOURCE, _CONTENT = (1, 3), 1, 3


@dataclass(frozen=True, slots=True)
class Scores:
    """The graph's outputs for one window of ``t`` pieces, [CLS] and [SEP] cut off.

    ``tags`` (t, 5); ``arguments`` (t, d); of the n pieces that may start a cue, ``anchors`` (n,)
    in order and ``queries`` (n, 5, d + 1).
    """

    tags: Floats
    arguments: Floats
    anchors: NDArray[np.int64]
    queries: Floats


@dataclass(frozen=True, slots=True)
class Found:
    """A cue and its arguments as ranges of pieces of one window."""

    window: int
    cue: Range
    source: tuple[Range, ...]
    content: tuple[Range, ...]
    inner: bool
    score: float


@dataclass(frozen=True, slots=True)
class _Cue:
    window: int
    start: int
    end: int
    query: int
    inner: bool
    score: float


def decode(batch: list[Scores], distance: Floats, *, bias: float = 0.0) -> list[Found]:
    """All cues of all windows with their arguments.

    ``distance`` (5, buckets) is the learned score of an arc label at a distance; ``bias`` is
    added to the score of no cue: above 0 fewer cues are found, below 0 more.
    """
    cues = [c for w, s in enumerate(batch) for c in _cues(w, s, bias)]
    if not cues:
        return []
    longest = max(len(batch[c.window].tags) for c in cues)
    scores = np.zeros((len(cues), longest, len(ARCS)), dtype=np.float32)
    scores[:, :, 1:] = -1e4
    for row, cue in zip(scores, cues, strict=True):
        of = batch[cue.window]
        query, size = of.queries[cue.query], len(of.tags)
        row[:size] = of.arguments @ query[:, :-1].T + query[:, -1]
        row[:size] += distance.T[buckets(size, cue.start, cue.end)]
    scores = _log_softmax(scores)
    paths = viterbi(scores, _ARC_STEP)
    return [_found(c, p, s) for c, p, s in zip(cues, paths, scores, strict=True)]


def viterbi(scores: Floats, step: Floats) -> NDArray[np.int64]:
    """Best label sequences (n, t) for scores (n, t, labels) and allowed steps (labels, labels)."""
    n, t, labels = scores.shape
    back = np.zeros((t, n, labels), dtype=np.int8)
    best = scores[:, 0] + step[0]
    for i in range(1, t):
        ways = best[:, :, None] + step
        back[i] = ways.argmax(axis=1)
        best = ways.max(axis=1) + scores[:, i]
    paths = np.zeros((n, t), dtype=np.int64)
    paths[:, -1] = best.argmax(axis=1)
    rows = np.arange(n)
    for i in range(t - 1, 0, -1):
        paths[:, i - 1] = back[i, rows, paths[:, i]]
    return paths


def _cues(window: int, scores: Scores, bias: float) -> list[_Cue]:
    if not len(scores.anchors):
        return []
    held = scores.tags.astype(np.float32, copy=True)
    held[:, 0] += bias
    logs = _log_softmax(held)
    path = viterbi(logs[None], _TAG_STEP)[0]
    queries = {int(at): n for n, at in enumerate(scores.anchors)}
    out = []
    for start, end, label in runs(path, _CUE):
        if start in queries:
            score = float(np.mean(1.0 - np.exp(logs[start:end, 0])))
            out.append(_Cue(window, start, end, queries[start], label == _CUE[1], score))
    return out


def runs(path: NDArray[np.int64], begins: tuple[int, ...]) -> list[tuple[int, int, int]]:
    """Maximal (start, end, label) runs of a BIO path, for labels that begin with ``begins``."""
    out = []
    for start in np.flatnonzero(np.isin(path, begins)):
        label = int(path[start])
        end = start + 1
        while end < len(path) and path[end] == label + 1:
            end += 1
        out.append((int(start), int(end), label))
    return out


def _found(cue: _Cue, path: NDArray[np.int64], logs: Floats) -> Found:
    spans = runs(path, (_SOURCE, _CONTENT))
    sources = [(a, b) for a, b, label in spans if label == _SOURCE]
    if len(sources) > 1:
        sources = [max(sources, key=lambda r: _sure(logs, path, r))]
    content = tuple((a, b) for a, b, label in spans if label == _CONTENT)
    sure = [_sure(logs, path, r) for r in (*sources, *content)]
    score = cue.score * float(np.mean(sure)) if sure else cue.score * 0.5
    return Found(
        cue.window, (cue.start, cue.end), tuple(sources), content, cue.inner, round(score, 4)
    )


def _sure(logs: Floats, path: NDArray[np.int64], span: Range) -> float:
    """Mean probability of the chosen labels over a range."""
    at = np.arange(*span)
    return float(np.mean(np.exp(logs[at, path[at]])))


def _log_softmax(x: Floats) -> Floats:
    low: Floats = x - x.max(axis=-1, keepdims=True)
    total: Floats = np.exp(low).sum(axis=-1, keepdims=True)
    out: Floats = low - np.log(total)
    return out
