"""Nouns that tell an event by themselves: "the bombing of X by Y", "talks between X and Y"."""

from __future__ import annotations

from sayso.ground.frames import clause
from sayso.ground.frames.clause import Part
from sayso.ground.frames.draft import Draft, Work, head_of, keep, name
from sayso.ground.frames.subject import subject
from sayso.ground.frames.whom import on_whom, owner, struck
from sayso.ground.frames.words import Tag
from sayso.vocab.clauses import clauses
from sayso.vocab.events import events

__all__ = ["noun"]

_CLOSE = 4
"""A noun is the object of a verb fewer words before it."""


def noun(work: Work, at: int) -> None:
    """The draft of a noun, if it is listed, heads its phrase, and is no part of a name."""
    s, word = work.s, work.s.words[at]
    base, known = name(s, at), events()
    if base not in known.nouns or word.name >= 0 or word.titled or s.tag(at + 1) is Tag.NOUN:
        return
    if "COOPERATE" in known.nouns[base] and _violent(work, at):
        return
    verb = clause.verb_before(s, at)
    if verb is not None and at - verb < _CLOSE and s.words[verb].verb in known.blaming:
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
        told = known.quads[draft.types[0]] in (1, 3) and base not in known.mutual_nouns
        far = clauses().by_whom if told else frozenset({"by"})
        taken = {d.actor for d in work.out}  # "accused of torture by X" is no torture by X
        actor = next((part for p, part in brought if p in far and part not in taken), None)
        hit = on_whom(work, at, [(p, part) for p, part in brought if part != actor and p != "by"])
        waged = base.rpartition(" ")[2] in known.waged and s.low(at + 1) == "of"
        if waged and actor is None and brought and work.parties.agent(brought[0][1]):
            actor = brought[0][1]
            hit = on_whom(work, at, brought[1:])
            hit = None if hit == actor else hit
        own = owner(work, at)
        told_of = own is not None and s.low(own[0]) in clauses().own
        if (
            own
            and (base in known.undergone or (told_of and base in known.endured))
            and (s.low(at + 1) != "of")
        ):
            own, hit = None, own
        if own and not actor and struck(work, own):
            nobody = base in known.mutual_nouns or "PROTEST" in draft.types
            hit = hit or (None if nobody else own)
        elif base not in known.mutual_nouns or (hit and own and _possessive(work, own)):
            actor = actor or own
    if actor is None and hit and s.low(at - 1) == "in" and known.quads[draft.types[0]] < 3:
        actor = _beside(work, at)
    draft.set((actor, "grammar" if actor else ""), (hit, "grammar" if hit else ""))
    keep(work, draft)


def _violent(work: Work, at: int) -> bool:
    """Whether a noun is of an attack: of "an exchange of fire" the fire tells the event."""
    s = work.s
    of = clause.right(s, at + 2) if s.low(at + 1) == "of" else None
    return of is not None and "ASSAULT" in events().nouns.get(name(s, head_of(s, of)), ())


def _beside(work: Work, at: int) -> Part | None:
    """Who does it "in support of Y": whoever does what stands before it, or behind it."""
    s = work.s
    state = s.back(at - 1)
    if s.tag(state) is Tag.BE:
        return subject(s, state)  # "experts sent to Lisk were in talks with X"
    verb = clause.verb_before(s, at)
    if verb is None:
        verb = next((i for i in range(at, len(s.words)) if s.tag(i) is Tag.VERB), None)
    return subject(s, verb) if verb is not None else None


def _possessive(work: Work, own: Part) -> bool:
    """Whether somebody stands before a noun as its owner: "Orsk's fight", "their fight"."""
    return work.s.tag(own[1]) is Tag.OF or work.s.low(own[0]) in clauses().own
