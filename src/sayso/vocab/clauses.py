"""Typed view of ``clauses.toml``: the small words that hold an English clause together."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache

from sayso.vocab import load

__all__ = ["Clauses", "clauses"]


@dataclass(frozen=True, slots=True)
class Clauses:
    """Closed classes of words, in lower case."""

    determiners: frozenset[str]
    prepositions: frozenset[str]
    be: frozenset[str]
    have: frozenset[str]
    do: frozenset[str]
    modals: frozenset[str]
    coordinators: frozenset[str]
    relative: frozenset[str]
    subordinate: frozenset[str]
    pronouns: frozenset[str]
    capitals: frozenset[str]
    negation: frozenset[str]
    adverbs: frozenset[str]
    calendar: frozenset[str]
    spells: frozenset[str]
    both_adverbs: frozenset[str]
    not_adverbs: frozenset[str]
    conditions: frozenset[str]
    opening: frozenset[str]
    nearly: frozenset[str]
    numbers: frozenset[str]
    about: frozenset[str]
    deictic: frozenset[str]
    adjectives: frozenset[str]
    participles: frozenset[str]
    third: frozenset[str]
    doing: frozenset[str]
    to_whom: frozenset[str]
    against: frozenset[str]
    against_first: frozenset[str]
    beside: frozenset[str]
    along: frozenset[str]
    given: frozenset[str]
    in_whom: frozenset[str]
    by_whom: frozenset[str]
    between: frozenset[str]
    now: frozenset[str]
    planned: frozenset[str]
    supposed: frozenset[str]
    hypothetical: frozenset[str]


@cache
def clauses() -> Clauses:
    """The small words, read once."""
    raw = load("clauses")
    lists = {**raw["words"], **raw["sides"], **raw["modality"]}
    lists["participles"] = load("voice")["event"]["not_verbs"]
    return Clauses(
        **{
            each.name: frozenset(value if isinstance(value, list) else value.split())
            for each in fields(Clauses)
            for value in [lists[each.name]]
        }
    )
