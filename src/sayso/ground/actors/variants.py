"""Other spellings of a known name: "Rohani" for Rouhani.  One candidate, or none.

What makes two names spellings of one stands in :mod:`sayso.vocab.spellings`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from sayso.records import Kind
from sayso.vocab.actors import Actor
from sayso.vocab.book import ActorBook, key_of
from sayso.vocab.spellings import alike

__all__ = ["alike", "variant"]

WHOLE = 88.0
FEWEST = 2
THREE = 3
ALONE = 7


def near_enough(one: Sequence[str], other: Sequence[str]) -> bool:
    """As :func:`alike`; a name of one word may differ by one letter in length and no more.

    >>> near_enough(("republics",), ("republicans",)), near_enough(("hezbolah",), ("hezbollah",))
    (False, True)
    """
    lone = len(one) == 1 == len(other)
    return alike(one, other) and not (lone and abs(len(one[0]) - len(other[0])) > 1)


def variant(book: ActorBook, name: str, kind: Kind) -> Actor | None:
    """The one known actor of that kind of whom ``name`` may be another spelling.

    A name of one word must be long; a person's must have two.
    """
    key = key_of(name)
    if not key or (len(key) < FEWEST and (kind is Kind.PERSON or len(key[0]) < ALONE)):
        return None
    return search(book, key, kind)


@lru_cache(maxsize=4096)
def search(book: ActorBook, key: tuple[str, ...], kind: Kind) -> Actor | None:
    """Every known name of that kind and length is asked; kept, since names come again."""
    from rapidfuzz import fuzz, process

    forms = keys_of(book, kind)
    between = middle(forms, key) if kind is Kind.PERSON else None
    if between is not None:
        return book.actors[between]
    joined = " ".join(key)
    near = process.extract(joined, forms.keys(), scorer=fuzz.ratio, score_cutoff=WHOLE, limit=9)
    found = {own for text, _, _ in near if near_enough(key, text.split()) for own in forms[text]}
    return book.actors[found.pop()] if len(found) == 1 else None


def middle(forms: Mapping[str, tuple[str, ...]], key: tuple[str, ...]) -> str | None:
    """The one who is known by the first and the last of three names: "Ann J. Poll"."""
    if len(key) != THREE:
        return None
    found = forms.get(f"{key[0]} {key[-1]}", ())
    return found[0] if len(found) == 1 else None


@lru_cache(maxsize=32)
def keys_of(book: ActorBook, kind: Kind) -> dict[str, tuple[str, ...]]:
    """The names of all actors of a kind, as keys in one text, with the ids they lead to."""
    out: dict[str, set[str]] = {}
    for actor in book.actors.values():
        if actor.kind is kind:
            for name in actor.names:
                key = key_of(name)
                if len(key) >= FEWEST or (key and len(key[0]) >= ALONE):
                    out.setdefault(" ".join(key), set()).add(actor.id)
    return {text: tuple(sorted(ids)) for text, ids in out.items()}
