"""From the model's scores to cues with their sources and contents.  Pure numpy.

Cues come from the tag scores by Viterbi under the BIO scheme; then, for all cues of a batch at
once, every word piece is labelled as source or content *of that cue*, again by Viterbi.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sayso.mark.decode import Floats, Range, log_softmax, runs, stack, sure, viterbi
from sayso.mark.labels import FIRMNESS, KINDS, buckets
from sayso.mark.network import Scores

_INNER, _SOURCE, _CONTENT = 3, 1, 3


@dataclass(frozen=True, slots=True)
class Found:
    """A cue and its arguments as ranges of pieces of one window.

    ``score`` is raw, not calibrated.  ``firmness`` and ``kind`` are (index, probability).
    """

    window: int
    cue: Range
    source: tuple[Range, ...]
    content: tuple[Range, ...]
    inner: bool
    score: float
    firmness: tuple[int, float]
    kind: tuple[int, float]


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
    parts = []
    for cue in cues:
        of = batch[cue.window]
        query, size = of.queries[cue.query], len(of.tags)
        near = distance.T[buckets(size, cue.start, cue.end)]
        parts.append(of.arguments @ query[:, :-1].T + query[:, -1] + near)
    logs = log_softmax(stack(parts))
    paths = viterbi(logs)
    found = zip(cues, paths, logs, strict=True)
    return [_found(c, p, s, batch[c.window]) for c, p, s in found]


def _cues(window: int, scores: Scores, bias: float) -> list[_Cue]:
    if not len(scores.anchors):
        return []
    held = scores.tags.astype(np.float32, copy=True)
    held[:, 0] += bias
    logs = log_softmax(held)
    path = viterbi(logs[None])[0]
    queries = {int(at): n for n, at in enumerate(scores.anchors)}
    out = []
    for start, end, label in runs(path):
        if start in queries:
            score = float(np.mean(1.0 - np.exp(logs[start:end, 0])))
            out.append(_Cue(window, start, end, queries[start], label == _INNER, score))
    return out


def _found(cue: _Cue, path: NDArray[np.int64], logs: Floats, scores: Scores) -> Found:
    spans = runs(path)
    sources = [(a, b) for a, b, label in spans if label == _SOURCE]
    if len(sources) > 1:
        sources = [max(sources, key=lambda r: sure(logs, path, *r))]
    content = tuple((a, b) for a, b, label in spans if label == _CONTENT)
    certain = [sure(logs, path, *r) for r in (*sources, *content)]
    score = cue.score * float(np.mean(certain)) if certain else cue.score * 0.5
    whole = (cue.start, cue.end)
    return Found(
        window=cue.window,
        cue=whole,
        source=tuple(sources),
        content=content,
        inner=cue.inner,
        score=score,
        firmness=_likeliest(scores.firmness, whole, len(FIRMNESS)),
        kind=_likeliest(scores.kind, sources[0] if sources else whole, len(KINDS)),
    )


def _likeliest(logits: Floats, span: Range, labels: int) -> tuple[int, float]:
    """The label with the highest mean score over a range, and its probability."""
    logs = log_softmax(logits[slice(*span), :labels].mean(axis=0))
    best = int(logs.argmax())
    return best, float(np.exp(logs[best]))
