"""What body a name is: by the lists, by its last word, by its first part, or as a country."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from sayso.records import Kind
from sayso.vocab.kinds import Named, bare, kinds

__all__ = ["ARTICLE", "BASED", "JOINERS", "LOWER", "body", "normal"]

JOINERS = re.compile(r" (?:of the|of|for|and) ")
LOWER = frozenset({"of", "the", "for", "and"})
ARTICLE = re.compile(r"^[aeAE]l-")
BASED = re.compile(r"^(?:(?:[A-Z][\w’'.]+ )?[\w’'.-]+-(?:based|language) |Based |An? )")
MEDIA = frozenset({Kind.OUTLET, Kind.AGENCY})
PEOPLE = 2


@lru_cache(maxsize=8192)
def normal(name: str) -> str:
    """A name with straight blanks and without a possessive ending."""
    flat = name.replace("\u00a0", " ").replace("’", "'").strip(" .,;:\"“”'")
    return re.sub(r"'s$|'$", "", flat)


@lru_cache(maxsize=8192)
def body(name: str) -> Named | None:
    """The named body that ``name`` is, by the lists, its last word or a country; else ``None``."""
    known = kinds()
    short = BASED.sub("", bare(normal(name)))
    for form in (short, bare(name)):
        found = known.names.get(form) or known.folded.get(form.casefold())
        owned = form[:-1] if form.endswith("s") and " " in form else ""
        found = found or known.names.get(owned)  # "Hill Watchs", where apostrophes are lost
        if found is not None:
            return found
        state = form if form in known.countries else form.removesuffix("s")
        if state in known.countries:
            return Named(state, Kind.GOVERNMENT)  # "Norways", where apostrophes are lost
    words = short.split()
    named = (word[0].isupper() or word in LOWER or ARTICLE.match(word) for word in words)
    if len(words) < PEOPLE or not all(named):
        return None
    # "Institute for Sand Studies" is told by its first part; "Ann Poll of Sky News" is no body.
    first = JOINERS.split(short)[0].split()
    if " and " in short and is_two(short, " ".join(first)):
        return None  # "Sky News and Harbour Aid" are two
    told = first[-1] if JOINERS.search(short) else words[-1]
    pair = known.pairs.get(" ".join(first[-2:]).lower())
    if pair in MEDIA | {Kind.GOVERNMENT} and len(first) > PEOPLE:
        return Named(short, pair)
    kind = beginning(words) or known.endings.get(told)
    if words[-1] in known.tails:
        whole = body(" ".join(words[:-1]))
        kind = whole.kind if whole is not None else kind or Kind.ORGANISATION
    if kind is Kind.GOVERNMENT and known.irregular.intersection(words):
        kind = Kind.ARMED_GROUP
    return Named(short, kind) if kind is not None else None


def is_two(name: str, first: str) -> bool:
    """Whether a run with "and" is a listed body and another, or a body and a person."""
    left, _, right = name.partition(" and ")
    person = right.split(" ", maxsplit=1)[0] in kinds().first
    return first in kinds().names or left in kinds().names or person


def beginning(words: Sequence[str]) -> Kind | None:
    """The kind that the first word tells: "Radio Sarn"; "TV Presenter Ada Moor" is no outlet."""
    known = kinds()
    kind = known.beginnings.get(words[0])
    if kind in MEDIA and any(
        word.lower() in known.roles | known.titles | known.headline or word in known.first
        for word in words[1:]
    ):
        return None
    return kind
