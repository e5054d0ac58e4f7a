"""Which event a draft tells, and how sure that is: word list and model, weighed together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.ground.frames.draft import Draft
from sayso.records import EventMark, Span

__all__ = ["Judged", "judge"]

TYPES = 15
FIRST, LATER = 0.75, 0.15
"""What the list gives the first type of a word, and what it shares among the others."""


@dataclass(frozen=True, slots=True)
class Judged:
    """An event type and the probability that it is the right one."""

    event: str
    score: float


def judge(
    draft: Draft, marks: Sequence[EventMark], actor: Span | None, recipient: Span | None
) -> Judged:
    """Event type and probability: the product of both opinions, as if they were independent."""
    mark = _of(marks, actor, recipient)
    types = draft.types
    rest = (1 - FIRST - LATER) if len(types) > 1 else 1 - FIRST
    listed = dict.fromkeys([*types, *([mark.event] if mark else [])], rest / TYPES)
    for n, event in enumerate(types):
        listed[event] += FIRST if n == 0 else LATER / (len(types) - 1)
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
