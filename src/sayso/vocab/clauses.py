"""Typed view of ``clauses.toml``: the small words that hold an English clause together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache

from sayso.vocab import load

__all__ = ["Clauses", "clauses"]


@dataclass(frozen=True, slots=True)
class Clauses:
    """Closed classes of words, in lower case."""

    determiners: frozenset[str]
    articles: frozenset[str]
    whole: frozenset[str]
    prepositions: frozenset[str]
    be: frozenset[str]
    have: frozenset[str]
    do: frozenset[str]
    modals: frozenset[str]
    coordinators: frozenset[str]
    relative: frozenset[str]
    subordinate: frozenset[str]
    pronouns: frozenset[str]
    weekdays: frozenset[str]
    behind: frozenset[str]
    empty: frozenset[str]
    people: frozenset[str]
    paired: frozenset[str]
    parting: frozenset[str]
    shortened: frozenset[str]
    turning: frozenset[str]
    staying: frozenset[str]
    leading: frozenset[str]
    money: frozenset[str]
    means: frozenset[str]
    reflexive: frozenset[str]
    partly: frozenset[str]
    own: frozenset[str]
    adjectival: frozenset[str]
    single: frozenset[str]
    likened: frozenset[str]
    attributive: frozenset[str]
    some: frozenset[str]
    labels: frozenset[str]
    states: frozenset[str]
    aside: frozenset[str]
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
    ranked: frozenset[str]
    doing: frozenset[str]
    to_whom: frozenset[str]
    against: frozenset[str]
    against_first: frozenset[str]
    beside: frozenset[str]
    along: frozenset[str]
    beside_whom: frozenset[str]
    purpose: frozenset[str]
    given: frozenset[str]
    in_whom: frozenset[str]
    by_whom: frozenset[str]
    between: frozenset[str]
    now: frozenset[str]
    planned: frozenset[str]
    supposed: frozenset[str]
    hypothetical: frozenset[str]
    agentive: tuple[str, ...]
    closing: Mapping[str, frozenset[str]]
    objects: Mapping[str, str]


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
            if each.name not in ("agentive", "closing", "objects")
            for value in [lists[each.name]]
        },
        agentive=tuple(raw["words"]["agentive"].split()),
        objects=raw["words"]["objects"],
        closing={mark: frozenset(each) for mark, each in raw["words"]["closing"].items()},
    )
