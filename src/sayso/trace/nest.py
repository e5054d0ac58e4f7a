"""Which record stands inside which.

A record is inside the smallest other whose content holds both its cue and what it says.  "X
reported, citing Y" is the one case without containment: the two share a content, and Y, who is
cited, is inside X.
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.records import Spans
from sayso.trace.draft import Draft, Ground
from sayso.trace.mend import is_saying
from sayso.trace.spans import Cover, bounds, covered, overlap, size, text_of, which
from sayso.vocab.cues import cues

__all__ = ["nest", "nested_by"]

MOSTLY = 0.75
SAME = 0.7


def nest(ground: Ground, drafts: Sequence[Draft]) -> list[int | None]:
    """For each draft the index of the one it is inside of, or ``None``.  Never a cycle."""
    outer: list[int | None] = [None] * len(drafts)
    reach = Cover(bounds(draft.content) for draft in drafts)
    for index, draft in enumerate(drafts):
        found = holder(index, drafts, reach)
        if found is None and is_saying(ground, draft):
            found = quoter(ground, index, drafts)
        if found is None and is_citing(ground, draft):
            found = reporter(ground, index, draft, drafts)
        if found is not None and not leads_to(outer, found, index):
            outer[index] = found
    return outer


def holder(index: int, drafts: Sequence[Draft], reach: Cover) -> int | None:
    """The draft with the smallest content that holds the cue and most of the content.

    ``reach`` is where the content of each draft begins and ends: most are ruled out by it alone.
    """
    draft = drafts[index]
    at = draft.anchor
    best: int | None = None
    for number in reach.around(at):
        other = drafts[number]
        if number == index or not contains(other, draft):
            continue
        if best is None or size(other.content) < size(drafts[best].content):
            best = number
    return best


def nested_by(draft: Draft, other: Draft, name: str) -> str:
    """The rule by which ``draft`` stands inside ``other``, which ``name`` says."""
    if contains(other, draft):
        share = covered(draft.content, other.content)
        return f"its cue and {share:.0%} of its content stand in the content of {name}"
    return f"cited by {name}, who says the same"


def contains(other: Draft, draft: Draft) -> bool:
    """Whether ``other`` says that ``draft``'s source says something."""
    if covered(draft.content, other.content) < MOSTLY or overlap(other.cue, draft.content):
        return False
    if draft.cue:
        return covered(draft.cue, other.content) == 1.0
    return size(other.content) > size(draft.content)


def is_citing(ground: Ground, draft: Draft) -> bool:
    """Whether the cue passes on another's words ("citing", "quoted")."""
    return text_of(ground.text, draft.cue).lower() in cues().passing


def quoter(ground: Ground, index: int, drafts: Sequence[Draft]) -> int | None:
    """The draft before in the same sentence that quotes ``drafts[index]`` "as saying"."""
    home = which(drafts[index].anchor, ground.sentences)
    for number in reversed(range(index)):
        other = drafts[number]
        if which(other.anchor, ground.sentences) != home or not other.cue:
            continue
        words = ground.words(other.cue)
        like = alike(drafts[index].content, other.content)
        if cues().passing.intersection(words) and like:
            return number
    return None


def reporter(ground: Ground, index: int, draft: Draft, drafts: Sequence[Draft]) -> int | None:
    """The draft in the same sentence that reports what ``draft`` is cited for."""
    home = which(draft.anchor, ground.sentences)
    for number, other in enumerate(drafts):
        if number == index or not other.cue or is_citing(ground, other):
            continue
        if is_saying(ground, other):
            continue
        near = which(other.anchor, ground.sentences) == home
        if near and alike(draft.content, other.content):
            return number
    return None


def alike(one: Spans, other: Spans) -> bool:
    """Whether two contents are the same but for their edges."""
    shared = overlap(one, other)
    return shared >= SAME * (size(one) + size(other) - shared)


def leads_to(outer: Sequence[int | None], start: int, goal: int) -> bool:
    """Whether going outwards from ``start`` comes to ``goal``."""
    place: int | None = start
    while place is not None:
        if place == goal:
            return True
        place = outer[place]
    return False
