"""Whether two ids of actors are of one party, and what sort of party an id is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from sayso.records import About, Span
from sayso.vocab.book import actor_book
from sayso.vocab.clauses import clauses
from sayso.vocab.kin import kin

OWNED = 7
"""Words behind "X's" among which the place stands that is X's."""
_WORD = re.compile(r"[^\W_]+")
_OWNS = re.compile(r"['’]?s\b")
__all__ = ["anothers", "aside", "doers_of", "one_party", "sort_of", "state_of"]


def one_party(a: str, b: str) -> bool:
    """Whether two ids of actors are of one party: a state's army acts for its government.

    >>> one_party("state/velt/government", "state/velt/military")
    True
    >>> one_party("state/velt", "state/velt/rebels")
    False
    """
    if a == b:
        return True
    one, other = _whose(a).split("/"), _whose(b).split("/")
    if one[0] != "state" or other[0] != "state":
        return False
    return one[1] == other[1] and _side(one) == _side(other)


def sort_of(key: str | None) -> str:
    """What an actor is: a state, those of a state who are not it, a group; else a person."""
    parts = (key or "").split("/")
    if parts[0] == "state":
        side = _side(parts)
        return "state" if side == "power" else side
    return parts[0] if parts[0] in {"group", "org", "outlet"} else "person"


def state_of(key: str | None) -> str | None:
    """The id of the state that an id is a part of."""
    parts = (key or "").split("/")
    return "/".join(parts[:2]) if parts[0] == "state" else None


def doers_of(about: About) -> dict[str, frozenset[str]]:
    """Who does each kind of event, by their ids, as far as they are known."""
    out: dict[str, frozenset[str]] = {}
    for frame in about.frames:
        if frame.actor_id and sort_of(frame.actor_id) in _BODIES:
            out[frame.event] = out.get(frame.event, frozenset()) | {frame.actor_id}
    return out


def anothers(doers: Mapping[str, frozenset[str]], told: About) -> bool:
    """Whether a claim tells the same kind of event as the deed of others, or as done to the doers.

    People are left out: they act for somebody; and so are bodies of several states.
    """
    for event, mine in doers.items():
        frames = [frame for frame in told.frames if frame.event == event]
        others = {frame.actor_id for frame in frames if frame.actor_id}
        if not frames or any(one_party(one, other) for one in mine for other in others):
            continue
        hit = {frame.recipient_id for frame in frames if frame.recipient_id}
        if any(one_party(one, other) for one in mine for other in hit):
            return True
        sorts = {sort_of(each) for each in mine}
        if any(_rivals(sorts, sort_of(other)) for other in others):
            return True
    return False


def _rivals(sorts: set[str], other: str) -> bool:
    """Whether who is of one of these sorts is somebody else than who is of another."""
    return other in _BODIES and not ({"org", "state"} <= {*sorts, other} and other not in sorts)


_BODIES = frozenset({"state", "rebels", "group", "org"})
"""Sorts of those who act by themselves."""


def aside(text: str, span: Span) -> bool:
    """Whether somebody is only told as who holds a place, or as who is hit.

    >>> aside("raids on the Brigade-held town", (13, 20)), aside("raids against Velt", (14, 18))
    (True, True)
    >>> aside("the Brigade’s guns", (4, 11))
    False
    """
    before, behind = _WORD.findall(text[: span[0]].lower()), text[span[1] :].lower()
    while before and before[-1] in clauses().articles:
        before.pop()
    if before and before[-1] in kin().against:
        return True
    near = _WORD.findall(behind)
    if behind[:1] == "-":
        return bool(near) and near[0] in kin().held
    while near and near[0] in kin().banding:
        behind = behind[behind.index(near[0]) + len(near[0]) :]
        near = near[1:]
        owns = text[: len(text) - len(behind)].endswith("s")
        if owns and not kin().owned.isdisjoint(near[:OWNED]):
            return True
    return bool(_OWNS.match(behind)) and not kin().owned.isdisjoint(near[:OWNED])


@cache
def _whose(key: str) -> str:
    """The state that an id is of, or that a person leads; else the id itself."""
    if not key.startswith("person/"):
        return key
    known = actor_book().actor(key)
    state = actor_book().by_country.get(known.country) if known and known.offices else None
    return state.actor.id if state is not None else key


def _side(parts: list[str]) -> str:
    return kin().sides.get(parts[2], "power") if len(parts) > 2 else "power"
