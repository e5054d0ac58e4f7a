"""One name for one party in all claims of a dossier: spellings of a person, short names of a body.

Articles call one party by many names: "Faisal Ghazi" and "Faysal al-Ghazi"; "the embassy", "the
Castrellan embassy" and "the Castrellan embassy in Orvena".  A short name is taken for a longer one
where it is the end of it and only one longer name among the claims fits.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache

from sayso.records import Hop, Kind
from sayso.vocab.book import actor_book, key_of
from sayso.vocab.clauses import clauses
from sayso.vocab.spellings import alike

__all__ = ["called", "renamed", "shortened"]

_BODIES = frozenset({Kind.GOVERNMENT, Kind.ARMED_GROUP, Kind.ORGANISATION})
"""Who is called by a longer and a shorter name; outlets are told apart by their whole names."""
Words = tuple[str, ...]


def called(hops: Iterable[Hop]) -> dict[str, str]:
    """Names that are another's spelling or short form, with the name that stands for them.

    >>> from sayso.records import Firmness
    >>> said = Firmness.ASSERTED
    >>> names = ["Faisal Ghazi", "Faisal Ghazi", "Faysal al-Ghazi", "Omar Ghazi"]
    >>> called(Hop(name, Kind.PERSON, said) for name in names)
    {'Faysal al-Ghazi': 'Faisal Ghazi'}
    >>> names = ["the embassy", "Castrellan embassy", "Castrellan embassy in Orvena"]
    >>> sorted(set(called(Hop(name, Kind.GOVERNMENT, said) for name in names).values()))
    ['Castrellan embassy in Orvena']
    """
    by_kind: dict[Kind, Counter[str]] = {}
    for hop in hops:
        if hop.named:
            by_kind.setdefault(hop.kind, Counter())[hop.name] += 1
    out = _spellings(by_kind.get(Kind.PERSON, Counter()))
    for kind in sorted(_BODIES & by_kind.keys()):
        out |= _short_names(by_kind[kind])
    return out


def renamed(chain: tuple[Hop, ...], names: Mapping[str, str]) -> tuple[Hop, ...]:
    """A chain in which everybody has one name."""
    if not any(hop.name in names for hop in chain):
        return chain
    return tuple(replace(hop, name=names.get(hop.name, hop.name)) for hop in chain)


def _spellings(names: Counter[str]) -> dict[str, str]:
    """People's names that are another spelling of one that stands there more often."""
    out: dict[str, str] = {}
    firsts: list[str] = []
    for name, _ in sorted(names.items(), key=lambda pair: (-pair[1], pair[0])):
        key = key_of(name)
        same = (one for one in firsts if len(key) > 1 and alike(key, key_of(one)))
        first = next(same, None)
        if first is None:
            firsts.append(name)
        elif first != name:
            out[name] = first
    return out


def _short_names(names: Iterable[str]) -> dict[str, str]:
    """Names of bodies that are short for the one longer name that fits; the longest stands."""
    every = sorted(names, key=lambda name: (len(name), name))
    out: dict[str, str] = {}
    for n, name in enumerate(every):
        longer = [other for other in every[n + 1 :] if shortened(name, other)]
        # Of several the longest, where all others are short for it as well.
        if longer and all(shortened(other, longer[-1]) for other in longer[:-1]):
            out[name] = longer[-1]
    return out


@lru_cache(maxsize=8192)
def shortened(short: str, long: str) -> bool:
    """Whether a name may be short for another one.

    >>> shortened("the Observatory", "Syrian Observatory for Human Rights")
    True
    >>> shortened("army", "army chief"), shortened("embassy in Tessarin", "embassy in Orvena")
    (False, False)
    """
    book = actor_book()
    known, other = book.named(short), book.named(long)
    if known:
        # A listed name means whom it is listed for, and nobody else.
        return [each.id for each in known] == [each.id for each in other]
    (head, tail), (whole, more) = _parts(short), _parts(long)
    if not head or tail not in ((), more) or (head, tail) == (whole, more):
        return False
    if head == whole:
        return True
    # "Syrian army" says whose army it is: it is not short for the Free Syrian Army.
    return whole[-len(head) :] == head and not any(map(book.is_people, short.split()))


@lru_cache(maxsize=8192)
def _parts(name: str) -> tuple[Words, Words]:
    """The words of a name up to the first preposition, and the rest of them."""
    words = key_of(name)
    stops = (n for n, word in enumerate(words) if word in clauses().prepositions)
    at = next(stops, len(words))
    return words[:at], words[at:]
