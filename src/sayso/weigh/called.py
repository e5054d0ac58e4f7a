"""One name for one party in all claims of a dossier: spellings of a person, short names of a body.

Articles call one party by many names: "Faisal Ghazi", "Faysal al-Ghazi" and "President Ghazi";
"the embassy", "the Castrellan embassy" and "the Castrellan embassy in Orvena".  A short name is
taken for a longer one where it is the end of it and only one longer name among the claims fits.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache

from sayso.records import Hop, Kind
from sayso.vocab.book import actor_book, key_of
from sayso.vocab.clauses import clauses
from sayso.vocab.kinds import kinds
from sayso.vocab.spellings import alike, same_alone

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
    """People's names that are another spelling of one that stands there more often.

    A surname alone, with a title or without, is that of the one longer name that it fits.
    """
    out: dict[str, str] = {}
    firsts: list[tuple[Words, str]] = []
    known = actor_book().named

    def rank(name: str) -> tuple[bool, int, bool, str]:
        """Whole names first; the most frequent of them before others, and those that are known."""
        return len(_untitled(name)) == 1, -names[name], not known(name), name

    for name in sorted(names, key=rank):
        key = _untitled(name)
        fits = [first for whole, first in firsts if _one_person(key, whole)]
        if len(fits) == 1 or (fits and len(key) > 1):
            out[name] = fits[0]
        else:
            firsts.append((key, name))
    return out


def _one_person(key: Words, known: Words) -> bool:
    """Whether two names may be one person's: whole names, or a surname and any other."""
    if len(key) > 1:
        return alike(key, known)
    return bool(key and known) and same_alone(key[0], known[-1])


@lru_cache(maxsize=8192)
def _untitled(name: str) -> Words:
    """The words of a person's name, but for titles and whose they are at its beginning.

    >>> _untitled("the Iranian President Hassan Rouhani")
    ('hassan', 'rouhani')
    """
    words, people = key_of(name), actor_book().is_people
    while len(words) > 1 and (words[0] in kinds().titles or people(words[0].title())):
        words = words[1:]
    return words


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
