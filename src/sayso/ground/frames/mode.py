"""How an event was done, where its word or the words beside it make PLOVER's mode plain."""

from __future__ import annotations

from sayso.ground.frames import clause
from sayso.ground.frames.draft import Draft
from sayso.ground.frames.words import Sentence, Tag
from sayso.vocab.clauses import clauses
from sayso.vocab.events import events, singulars

__all__ = ["mode"]


def mode(s: Sentence, draft: Draft, event: str) -> str | None:
    """The mode that the word of an event tells, else what it was done with.

    "A drone strike", "attacked with rockets", "snipers killed": with what, by which weapon or by
    whom that is armed with nothing else.  What it was done to tells nothing.
    """
    known = events()
    told = known.mode(draft.word, event)
    tools = known.tools.get(event, {})
    if told or not tools:
        return told
    for at in _beside(s, draft):
        found = next((tools[form] for form in singulars(s.low(at)) if form in tools), None)
        if found:
            return found
    return None


def _beside(s: Sentence, draft: Draft) -> list[int]:
    """The words that may tell with what: before a noun, in the actor, behind "with" and "in"."""
    out: list[int] = []
    before = draft.at - 1
    while s.tag(draft.at) is Tag.NOUN and s.tag(before) is Tag.NOUN:
        out.append(before)
        before -= 1
    out += range(*draft.told) if draft.told else ()
    for by, part in clause.prepositions(s, draft.verb + 1):
        if by in clauses().means and part != draft.recipient:
            out += range(*part)
    return out
