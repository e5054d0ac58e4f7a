"""Which event a draft tells, and how sure that is: word list and model, weighed together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.ground.frames.draft import Draft
from sayso.records import EventMark, Span
from sayso.vocab.events import events

__all__ = ["Judged", "judge"]

TYPES = 15
ONLY, FIRST, LATER = 0.8, 0.66, 0.15
"""How often the only type of a word, the first of several, or one of the others is right on
the four fifths of PLOVER that the lists were tuned on."""


@dataclass(frozen=True, slots=True)
class Judged:
    """An event type and the probability that it is the right one."""

    event: str
    score: float


def judge(
    draft: Draft, marks: Sequence[EventMark], actor: Span | None, recipient: Span | None
) -> Judged:
    """Event type and probability: the product of both opinions, as if they were independent."""
    types = draft.types
    mark = _of(marks, actor, recipient)
    if mark is not None and mark.event == "AGREE" and events().quads[types[0]] == 4:
        mark = None  # of "will launch an offensive" the model sees the "will" alone
    several = len(types) > 1
    rest = 1 - FIRST - LATER if several else 1 - ONLY
    listed = dict.fromkeys([*types, *([mark.event] if mark else [])], rest / TYPES)
    for n, event in enumerate(types):
        listed[event] += LATER / (len(types) - 1) if n else (FIRST if several else ONLY)
    if mark is None:
        best = max(listed, key=lambda e: listed[e])
        return Judged(best, listed[best])
    other = (1 - mark.score) / (TYPES - 1)
    both = {e: p * (mark.score if e == mark.event else other) for e, p in listed.items()}
    unlisted = (TYPES - len(both)) * other * rest / TYPES
    best = max(both, key=lambda e: both[e])
    return Judged(best, both[best] / (sum(both.values()) + unlisted))


def _of(marks: Sequence[EventMark], actor: Span | None, recipient: Span | None) -> EventMark | None:
    """The model's surest judgement of this pair."""
    if actor is None or recipient is None:
        return None
    touching = [m for m in marks if _touch(m.source, actor) and _touch(m.target, recipient)]
    return max(touching, key=lambda m: m.score, default=None)


def _touch(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
