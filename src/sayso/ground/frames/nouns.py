"""Nouns that tell an event by themselves: "the bombing of X by Y", "talks between X and Y"."""

from __future__ import annotations

from sayso.ground.frames import clause
from sayso.ground.frames.clause import Part
from sayso.ground.frames.draft import Draft, Work, keep, name
from sayso.ground.frames.whom import on_whom, owner
from sayso.ground.frames.words import Tag
from sayso.vocab.clauses import clauses
from sayso.vocab.events import events

__all__ = ["noun"]


def noun(work: Work, at: int) -> None:
    """The draft of a noun, if it is listed, heads its phrase, and is no part of a name."""
    s, word = work.s, work.s.words[at]
    base, known = name(s, at), events()
    if base not in known.nouns or word.name >= 0 or word.titled or s.tag(at + 1) is Tag.NOUN:
        return
    draft = Draft(at, at, known.nouns[base], base)
    brought = list(clause.prepositions(s, at + 1))
    between = next((part for p, part in brought if p in clauses().between), None)
    many = clause.actors(s, between) if between else []
    actor: Part | None
    hit: Part | None
    if len(many) > 1:
        actor, hit = many[0], (many[1][0], many[-1][1])
    else:
        far = clauses().by_whom if known.quads[draft.types[0]] in (1, 3) else frozenset({"by"})
        taken = {d.actor for d in work.out}  # "accused of torture by X" is no torture by X
        actor = next((part for p, part in brought if p in far and part not in taken), None)
        hit = on_whom(work, at, [(p, part) for p, part in brought if part != actor and p != "by"])
        own = owner(work, at)
        if own and not actor and _struck(work, own):
            hit = hit or own
        else:
            actor = actor or own
    draft.set((actor, "grammar" if actor else ""), (hit, "grammar" if hit else ""))
    keep(work, draft)


def _struck(work: Work, own: Part) -> bool:
    """Whether it is a place or a thing that stands before a noun: "Paris attacks"."""
    s, last, known = work.s, own[1] - 1, events()
    if s.tag(own[1]) is Tag.OF or s.low(last) in known.acting:
        return False
    building = known.singular(s.low(last)) in known.buildings
    return building or work.parties.place(last) or not work.parties.word(last)
