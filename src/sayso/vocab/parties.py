"""Typed view of ``parties.toml``: who can act, and what can be hit, besides those with a name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from sayso.vocab import load
from sayso.vocab.events import singulars

__all__ = ["Parties", "parties"]


@dataclass(frozen=True, slots=True)
class Parties:
    """Nouns in the singular, in lower case."""

    people: frozenset[str]
    nobody: frozenset[str]
    things: frozenset[str]
    arms: frozenset[str]
    vehicles: frozenset[str]
    traffic: frozenset[str]
    lean: frozenset[str]
    targets: frozenset[str]
    goods: frozenset[str]
    taken: frozenset[str]
    left: frozenset[str]
    stationed: frozenset[str]

    def holds(self, words: frozenset[str], noun: str) -> bool:
        """Whether a list holds a noun, in whatever number.

        >>> known = parties()
        >>> known.holds(known.targets, "villages"), known.holds(known.nobody, "videos")
        (True, True)
        """
        return not words.isdisjoint(singulars(noun))


@cache
def parties() -> Parties:
    """The nouns, read once."""
    raw = load("parties")
    lists = {key: frozenset(words.split()) for each in raw.values() for key, words in each.items()}
    return Parties(**lists)
