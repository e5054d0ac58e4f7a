"""The head noun of a description, and the kind of source that it and what it belongs to tell."""

from __future__ import annotations

import re

from sayso.records import Kind
from sayso.trace.names import body
from sayso.vocab.kinds import kinds

__all__ = ["POSSESSIVE", "TOKEN", "belongs_to", "head_of"]

TOKEN = re.compile(r"[^\W_](?:[\w’'-]|\.(?=\w))*\.?|@\w+")
POSSESSIVE = re.compile(r"['’]s?$")
SPOKEN = 3


def head_of(tokens: list[str]) -> tuple[str, Kind | None]:
    """The head noun, and the kind it or it with the word before tells.

    It is the last known noun before the phrase goes on with "of", "who" and the like.
    """
    known = kinds()
    low = [POSSESSIVE.sub("", token.lower()).rstrip(".") for token in tokens]
    stop = goes_on(tokens, low)
    if low and low[stop - 1] in known.outside and low[stop - 1] not in known.heads:
        return low[stop - 1], None  # "supporters of the state" are no state
    for place in range(stop - 1, -1, -1):
        word = low[place]
        if word in known.heads or word in known.roles or word.removesuffix("s") in known.roles:
            three = " ".join(low[max(0, place - 2) : place + 1])
            pair = " ".join(low[max(0, place - 1) : place + 1])
            kind = known.pairs.get(three) or known.pairs.get(pair) or known.heads.get(word)
            if word in known.speaker:
                kind = spoken_for(tokens, low, place)
            elif kind in (None, Kind.UNNAMED):
                kind = belongs_to(own(low, tokens, place), place) or kind
            elif word in known.issued and place:
                kind = known.heads.get(low[place - 1], kind)
            if kind is None and place and word not in known.roles:  # "committee members"
                kind = known.heads.get(low[place - 1])
            return word, kind
    if len(tokens) == 1 and "." in tokens[0][1:-1] and "@" not in tokens[0]:
        return tokens[0].lower(), Kind.OUTLET  # a web site, by its domain
    return "", None


def own(low: list[str], tokens: list[str], place: int) -> list[str]:
    """The words up to a noun, and those that tell what it is of: not "a man fighting for Hamas"."""
    behind = low[place + 1 : place + 2]
    return tokens if kinds().within.issuperset(behind) else tokens[: place + 1]


def goes_on(tokens: list[str], low: list[str]) -> int:
    """Where the phrase goes on behind its head noun, with "of", "who", "released" and the like."""
    known = kinds()
    for place, word in enumerate(low):
        if not place or word not in known.after:
            continue
        within = place + 1 < len(low) and tokens[place - 1][0].isupper()
        if word in {"of", "for"} and within and tokens[place + 1][0].isupper():
            continue  # inside a name: "the Department of Mines spokesman"
        noun = any(w in known.heads or w in known.roles for w in low[:place])
        if noun or not word.endswith("ed"):
            return place
    return len(low)


def spoken_for(tokens: list[str], low: list[str], place: int) -> Kind:
    """Kind of an unnamed spokesperson: that of a government or armed group, else a person."""
    known = kinds()
    named = belongs_to(tokens, place)
    if named is not None:
        return named
    for number, word in enumerate(low):
        if number != place and known.heads.get(word) is Kind.GOVERNMENT:
            owner = body(" ".join(tokens[: number + 1]))
            return owner.kind if owner is not None else Kind.GOVERNMENT
    return Kind.PERSON


def belongs_to(tokens: list[str], place: int) -> Kind | None:
    """Kind of the government body or armed group named beside a noun ("a member of the PKK")."""
    known = kinds()
    for start in range(len(tokens)):
        for end in range(start + 1, min(len(tokens), start + SPOKEN) + 1):
            if place in range(start, end):
                continue
            form = POSSESSIVE.sub("", " ".join(tokens[start:end])).removeprefix("pro-")
            found = known.names.get(form) or known.folded.get(form.casefold())
            if found is not None and found.kind in (Kind.GOVERNMENT, Kind.ARMED_GROUP):
                return found.kind
    return None
