"""Whose a part is where a pronoun tells: "its army", "their fighters", "his government"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from sayso.ground.actors.phrases import OWNED, Chain, chain, mention
from sayso.ground.actors.scene import Draft, Scene
from sayso.records import ActorMention, Kind, Span
from sayso.vocab.actors import Actor
from sayso.vocab.clauses import clauses
from sayso.vocab.kinds import kinds

__all__ = ["owned_parts"]

PRONOUN = re.compile(r"\b(?P<own>\w{3,5})(?= )")
FORCES = frozenset({"military", "rebels"})
#: Who has forces or officials; whoever else is named before a pronoun is not asked.
OWNERS = frozenset({Kind.GOVERNMENT, Kind.ARMED_GROUP, Kind.ORGANISATION})


def owned_parts(scene: Scene, settled: Sequence[Draft]) -> Iterator[Draft]:
    """The parts that a pronoun gives to the one owner that it can mean.

    That is whoever does it ("Orsk withdrew its troops"), else the only one who can have such a
    part and is named before in the sentence; at the head of a sentence, in the one before.  Where
    several may be meant nobody is.
    """
    taken = [draft.span for draft in settled]
    starts = [span[0] for span in taken]
    for found in PRONOUN.finditer(scene.text):
        own = found["own"].lower()
        if own not in clauses().own:
            continue
        told = chain(scene.text, found.end())
        if told is None or not _many(told):
            continue
        span = (found.end() + 1, told.end)
        at = bisect_left(starts, span[0])
        if any(s < span[1] for s in starts[at : at + 1]) or (at and taken[at - 1][1] > span[0]):
            continue  # "its Norvian troops"
        owner = _owner(scene, settled, (found.start(), told.end), own)
        part = _part(scene, owner, told, span) if owner is not None else None
        if part is not None:
            yield Draft(part, 1)


def _many(told: Chain) -> bool:
    """Whether the words tell a body or several people of it: no "its jihadist rival"."""
    if not (told.part in OWNED or told.part.startswith("ministry-")):
        return False
    return told.pair or told.last.endswith("s") or told.last in kinds().collective


def _owner(scene: Scene, settled: Sequence[Draft], span: Span, own: str) -> ActorMention | None:
    """The mention that a pronoun at the start of a span stands for."""
    here = scene.sentence(span[0])
    doing = _doing(scene, span)
    for number in (here, here - 1):
        start, end = scene.article.sentences[number] if number >= 0 else (0, 0)
        before = [
            draft.mention
            for draft in settled
            if start <= draft.span[0] and draft.span[1] <= min(end, span[0])
            and _fits(scene, draft.mention, own)
        ]  # fmt: skip
        acting = [m for m in before if doing and doing[0] <= m.span[0] and m.span[1] <= doing[1]]
        for some in (acting, before):
            if len({_one(scene, each) for each in some}) == 1:
                return some[-1]
        if before or scene.text[start : span[0]].strip(" \"“'‘"):
            return None
    return None


def _doing(scene: Scene, span: Span) -> Span | None:
    """Who does what is done to a part: the agent of the verb whose patient it is."""
    for one in scene.acting:
        if one.role == "ARG1" and one.span[0] == span[0] and one.span[1] >= span[1]:
            agents = [
                each.span
                for each in scene.acting
                if each.role == "ARG0" and each.verb == one.verb and each.span[1] <= span[0]
            ]
            return max(agents, default=None)
    return None


def _fits(scene: Scene, owner: ActorMention, own: str) -> bool:
    """Whether somebody may be meant by a pronoun and can have such a part."""
    if owner.kind is Kind.PERSON or own in ("his", "her"):
        return owner.kind is Kind.PERSON and own in ("his", "her")
    state = owner.id is not None and scene.book.state_of(owner.id) is not None
    return state or owner.kind in OWNERS


def _one(scene: Scene, owner: ActorMention) -> str:
    """What tells one owner from another: a state and its parts are one."""
    state = scene.book.state_of(owner.id or "")
    return state.actor.id if state is not None else owner.key


def _part(scene: Scene, owner: ActorMention, told: Chain, span: Span) -> ActorMention | None:
    """The part of an owner: a state's military, a group itself by its fighters."""
    book, why = scene.book, f"of {owner.name}: {told.last}"
    known = book.actor(owner.id) if owner.id is not None else None
    state = book.state_of(owner.id or "")
    if known is not None and known.kind is Kind.PERSON:
        return _of_person(scene, known, told, span)
    if state is not None:
        part = book.part_of(state, told.part)
        return mention(span, part, why) if part is not None else None
    listed = owner.id is not None and owner.kind is not Kind.PERSON
    if told.part in FORCES and (listed or owner.kind is Kind.ARMED_GROUP):
        return ActorMention(span, owner.name, owner.kind, owner.id, why)
    return None


def _of_person(scene: Scene, person: Actor, told: Chain, span: Span) -> ActorMention | None:
    """Of somebody who leads a body or holds an office: those they lead, or the state's part."""
    body = scene.book.actors.get(person.of)
    if body is not None and told.part in FORCES:
        return mention(span, body, f"led by {person.name}")
    state = scene.book.by_country.get(person.country)
    part = scene.book.part_of(state, told.part) if state and person.offices else None
    return mention(span, part, f"of {person.name}: {told.last}") if part is not None else None
