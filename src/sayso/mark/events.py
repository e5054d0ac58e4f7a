"""From the model's scores to the PLOVER event type of any source-target pair."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sayso.mark.decode import NEVER, Floats, Range, log_softmax
from sayso.mark.labels import EVENT_PARTS, EVENTS
from sayso.mark.network import Scores

_SPLITS = np.cumsum(EVENT_PARTS)[:-1]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two ranges of pieces of a window and the stretch of it that tells what one does to other."""

    source: Range
    target: Range
    stretch: Range


def judge(
    scores: Scores, pairs: list[Pair], weight: Floats, bias: Floats
) -> list[tuple[str, float]]:
    """Event type and raw probability of each pair of one window.

    A pair asks, the pieces of the stretch answer as attention does, and the answer with the
    pair's own vectors gives the event: ``training/heads/events.py`` says more.
    """
    source, target, ask_s, ask_t, key, value = np.split(scores.events, _SPLITS, axis=1)
    scale = np.float32(key.shape[1] ** 0.5)
    size = len(key)
    of_source = _shares([pair.source for pair in pairs], size)
    of_target = _shares([pair.target for pair in pairs], size)
    asked = of_source @ ask_s + of_target @ ask_t
    heard = asked @ key.T / scale
    heard[_shares([pair.stretch for pair in pairs], size) == 0] = NEVER
    heed = np.exp(log_softmax(heard))
    hidden = of_source @ source + of_target @ target + heed @ value
    logs = log_softmax(gelu(hidden) @ weight.T + bias)
    best = logs.argmax(axis=1)
    return [
        (EVENTS[label], float(np.exp(line[label]))) for label, line in zip(best, logs, strict=True)
    ]


def _shares(ranges: list[Range], size: int) -> Floats:
    """Each range as a row (n, size) that takes the mean of what it is multiplied with."""
    first, last = np.array(ranges).T[..., None]
    at = np.arange(size)
    shares: Floats = ((at >= first) & (at < last)) / (last - first).astype(np.float32)
    return shares


def gelu(x: Floats) -> Floats:
    """Gaussian error linear unit (Hendrycks and Gimpel 2016).

    The error function is that of Abramowitz and Stegun 7.1.26, wrong by 1.5e-7 at most.
    """
    z = np.abs(x) / np.float32(np.sqrt(2))
    t = 1 / (1 + 0.3275911 * z)
    poly = 0.254829592 + t * (
        -0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))
    )
    erf = np.sign(x) * (1 - poly * t * np.exp(-z * z))
    out: Floats = (x * (1 + erf) / 2).astype(np.float32)
    return out
