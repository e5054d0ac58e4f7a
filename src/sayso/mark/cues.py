"""From the model's scores to cues with their sources and contents.  Pure numpy.

Cues come from the tag scores by Viterbi under the BIO scheme; then, for all cues of a batch at
once, every word piece is labelled as source or content *of that cue*, again by Viterbi.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sayso.mark.decode import Floats, Range, Run, log_softmax, read, runs, stack, viterbi
from sayso.mark.labels import FIRMNESS, KINDS, TAGS, buckets
from sayso.mark.network import Scores

_INNER, _SOURCE, _CONTENT = 3, 1, 3
_INSIDE = slice(TAGS.index("B-inner"), TAGS.index("I-inner") + 1)

HOLD = 0.7
"""Added to the score of going on with an outer cue, else cues break up; found on the dev part of
PolNeAR.  The same for sources and contents gains a little more there and loses in conflict news."""


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
    cues = _cues(batch, bias)
    if not cues:
        return []
    parts = []
    for cue in cues:
        of = batch[cue.window]
        query, size = of.queries[cue.query], len(of.tags)
        near = distance.T[buckets(size, cue.start, cue.end)]
        parts.append(of.arguments @ query[:, :-1].T + query[:, -1] + near)
    arcs = read(log_softmax(stack(parts)))
    return [_found(c, found, batch[c.window]) for c, found in zip(cues, arcs, strict=True)]


def _cues(batch: list[Scores], bias: float) -> list[_Cue]:
    asking = [window for window, scores in enumerate(batch) if len(scores.anchors)]
    if not asking:
        return []
    held = stack([batch[window].tags for window in asking])
    held[..., 0] += bias
    held[..., _INSIDE] += bias  # found on outermost cues, so it holds against these alone
    held[..., TAGS.index("I-cue")] += HOLD
    logs = log_softmax(held)
    some = 1.0 - np.exp(logs[..., 0])
    out = []
    for window, chance, found in zip(asking, some, runs(viterbi(logs)), strict=True):
        queries = {at: n for n, at in enumerate(batch[window].anchors.tolist())}
        for start, end, label in found:
            if start in queries:
                score = float(chance[start:end].mean())
                cue = _Cue(window, start, end, queries[start], label == _INNER, score)
                out.append(cue)
    return out


def _found(cue: _Cue, runs: list[Run], scores: Scores) -> Found:
    sources = [run for run in runs if run.label == _SOURCE]
    if len(sources) > 1:
        sources = [max(sources, key=lambda run: run.score)]
    contents = [run for run in runs if run.label == _CONTENT]
    certain = [run.score for run in (*sources, *contents)]
    score = cue.score * float(np.mean(certain)) if certain else cue.score * 0.5
    whole = (cue.start, cue.end)
    source = tuple((run.start, run.end) for run in sources)
    return Found(
        window=cue.window,
        cue=whole,
        source=source,
        content=tuple((run.start, run.end) for run in contents),
        inner=cue.inner,
        score=score,
        firmness=_likeliest(scores.firmness, whole, len(FIRMNESS)),
        kind=_likeliest(scores.kind, source[0] if source else whole, len(KINDS)),
    )


def _likeliest(logits: Floats, span: Range, labels: int) -> tuple[int, float]:
    """The label with the highest mean score over a range, and its probability."""
    logs = log_softmax(logits[slice(*span), :labels].mean(axis=0))
    best = int(logs.argmax())
    return best, float(np.exp(logs[best]))
