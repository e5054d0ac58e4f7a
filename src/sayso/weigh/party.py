"""Whether two ids of actors are of one party, and what sort of party an id is."""

from __future__ import annotations

from functools import cache

from sayso.vocab.book import actor_book
from sayso.vocab.kin import kin

__all__ = ["one_party", "sort_of", "state_of"]


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
