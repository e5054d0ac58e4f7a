"""A statement taken apart: those it is about, the places where, and what is left, the matter."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from sayso.records import About, ActorMention, Kind, PlaceMention, PredicateMark, Span, Spans
from sayso.vocab import load
from sayso.vocab.book import actor_book, tokens
from sayso.vocab.kin import kin, root
from sayso.vocab.stances import stances
from sayso.weigh.finder import bare, stem
from sayso.weigh.polarity import negated

__all__ = ["WORD", "Cut", "Party", "Place", "matter_of"]

SHORT, LONG = 4, 4
"""Words that a headline has at least, and letters of those that all have a capital in it."""
BEFORE = 40
"""Characters before a name in which the word right before it stands."""
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_CALENDAR = frozenset((*calendar.month_name, *calendar.day_name))
_ASIDE = re.compile(r"\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Party:
    """One whom a statement is about: the id, of a known actor, and the stems of the name.

    ``acts``: it was resolved to somebody who acts, so that a state's mere name is not enough.
    ``does``: it is told as the one who does it, and no article that names it elsewhere makes a
    claim that leaves it out say so.  ``beside``: it only tells which one is meant ("the US
    hostage").
    """

    key: str | None
    words: tuple[str, ...]
    acts: bool = False
    does: bool = False
    beside: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A place of a statement: the stems of its name there, and which place it is, if known."""

    words: tuple[str, ...]
    mention: PlaceMention | None
    key: str | None = None


class Cut:
    """A statement cut into those it is about, the places, and the rest.

    ``parties``, ``places``: by name; ``rest``: what stretches are left, but for numbers, dates, and
    asides in brackets; ``framed``: the predicates of its frames; ``named``: where the names stand
    that are, or may be, those of places.
    """

    def __init__(
        self, text: str, spans: Spans, about: About, predicates: Sequence[PredicateMark]
    ) -> None:
        self._text, self._predicates = text, predicates
        self._frames = [f for f in about.frames if _within(f.predicate, spans)]
        self.framed = [f.predicate for f in self._frames]
        mentions = [p for p in about.places if _within(p.span, spans) and self._is_place(p.span)]
        actors = [a for a in about.actors if _within(a.span, spans) and not _placed(a, mentions)]
        places = [_place(text, p.span, p) for p in mentions]
        parties = [(_party(a, text), a.span, a.key) for a in actors]
        taken = [*(p.span for p in mentions), *(a.span for a in actors)]
        taken += [*(d.span for d in about.dates), *(q.span for q in about.quantities)]
        taken += (found.span() for found in _ASIDE.finditer(text))
        self.rest: list[Span] = []
        for start, end in spans:
            title = _is_title(text[start:end])
            for piece in _left(start, end, taken):
                named = list(_names(text, piece, start, title=title))
                self.rest += _left(*piece, named)
                for span in named:
                    if _stands_in(text, span) and self._is_place(span):
                        places.append(_place(text, span, None))
                    else:
                        party = Party(_key(text, span), _stems(text[slice(*span)]))
                        parties.append((party, span, party.key or ""))
        self.places = tuple(places)
        roles = [self._role(*each) for each in parties]
        pairs = zip(roles, parties, strict=True)
        hit = (each[1] for party, each in pairs if party.key is None and not party.does)
        self.named = [*(p.span for p in mentions), *sorted(hit)]
        self.parties = tuple(_told_apart(roles))

    def deeds(self, predicates: Sequence[PredicateMark]) -> list[Span]:
        """What is done: the predicates that stand in no other's arguments; light ones lead on."""
        left = [p for p in predicates if p.roles]
        while left:
            inside = [r.span for p in left for r in p.roles]
            top = [p for p in left if not _within(p.span, tuple(inside))]
            heavy = [p.span for p in top if root(self._text[slice(*p.span)]) not in kin().light]
            if heavy or not top:
                return heavy
            left = [p for p in left if p not in top]
        return []

    def _role(self, party: Party, span: Span, key: str) -> Party:
        """A party with whether it is told as the one who does it, or only beside another."""
        beside = not party.acts and (party.key or "").startswith("state/") and self._tells(span)
        raid = beside and root(self._behind(span)) in kin().raids
        return replace(party, does=raid or self._does(party, span, key), beside=beside and not raid)

    def _does(self, party: Party, span: Span, key: str) -> bool:
        if self._predicates:
            does = tuple(r.span for p in self._predicates for r in p.roles if r.role == "ARG0")
            by = self._text[: span[0]].rstrip().endswith(("by", "by the"))
            return by or _within(span, does)
        return bool(key) and any(f.actor_id == key for f in self._frames)

    def _is_place(self, span: Span) -> bool:
        """Whether a name may be where it happened: behind "in", or not before what it tells of."""
        if _stands_in(self._text, span):
            return root(self._behind(span)) not in kin().raids
        return not self._tells(span)

    def _tells(self, span: Span) -> bool:
        """Whether a name only tells what kind of thing the word behind it is."""
        behind = self._behind(span)
        return behind[:1].islower() and behind not in _small()

    def _behind(self, span: Span) -> str:
        """The word right behind a name, over an aside; nothing where something stands between."""
        rest = _ASIDE.sub("", self._text[span[1] :])
        found = WORD.search(rest)
        return found[0] if found and not rest[: found.start()].strip(" -") else ""


def matter_of(text: str, weights: Mapping[str, float], out: dict[str, float]) -> None:
    """Take in the words that say what happened; two words that are one stand as one."""
    words = [(root(m[0]), m[0]) for m in WORD.finditer(text)]
    skip = False
    for (one, word), (other, behind) in pairwise([*words, ("", "")]):
        if skip:
            skip = False
            continue
        weight, whole = weights.get(stem(bare(word)), 0.0), kin().joined.get((one, other))
        if whole is not None:
            weight, skip = max(weight, weights.get(stem(bare(behind)), 0.0)), True
        each = whole or one
        plain = (
            word[0].isdigit()
            or word in _CALENDAR
            or negated(word)
            or bare(word) in stances().lasting
        )
        if weight and each not in kin().light and not plain:
            out[each] = max(weight, out.get(each, 0.0))


def _told_apart(parties: Iterable[Party]) -> list[Party]:
    """Each once; where two names are of one ("X is Y"), each by its words alone."""
    every = list(dict.fromkeys(parties))
    keys = [party.key for party in every if party.words]
    return [Party(None, p.words) if p.words and keys.count(p.key) > 1 else p for p in every]


def _party(actor: ActorMention, text: str) -> Party:
    words = _stems(text[slice(*actor.span)].partition(" of ")[0])
    return Party(actor.id, words, acts=not (actor.id is None or actor.kind is Kind.PERSON))


def _place(text: str, span: Span, mention: PlaceMention | None) -> Place:
    return Place(_stems(text[slice(*span)]), mention, _key(text, span))


def _key(text: str, span: Span) -> str | None:
    """The id of a known actor that a name is, whole; a capital is none but itself."""
    name = text[slice(*span)]
    hits = list(actor_book().scan(name, tokens(name)))
    if len(hits) != 1 or hits[0].span != (0, len(name)) or hits[0].forms[0].sort == "capital":
        return None
    return hits[0].forms[0].id


def _stems(text: str) -> tuple[str, ...]:
    return tuple(stem(bare(m[0])) for m in WORD.finditer(text))


def _names(text: str, piece: Span, start: int, *, title: bool) -> Iterator[Span]:
    """Where names stand that were resolved to nobody: known ones, and runs of capitals."""
    known = _known(text, piece)
    yield from known
    if not title:
        for rest in _left(*piece, known):
            yield from _runs(text, rest, start)


def _known(text: str, piece: Span) -> list[Span]:
    """Where known names stand that were not taken for somebody who acts."""
    part = text[slice(*piece)]
    hits = actor_book().scan(part, tokens(part))
    return [(piece[0] + hit.span[0], piece[0] + hit.span[1]) for hit in hits]


def _runs(text: str, piece: Span, start: int) -> Iterator[Span]:
    """Runs of words with a capital; one word that a text begins with is none."""
    run: list[re.Match[str]] = []
    for found in (*WORD.finditer(text, *piece), None):
        if found is not None and _capital(found[0]) and not (run and _apart(text, run[-1], found)):
            run.append(found)
            continue
        if run and not (len(run) == 1 and run[0].start() == start):
            yield run[0].start(), run[-1].end()
        run = [found] if found is not None and _capital(found[0]) else []


def _apart(text: str, one: re.Match[str], other: re.Match[str]) -> bool:
    return bool(text[one.end() : other.start()].strip("- "))


def _stands_in(text: str, span: Span) -> bool:
    """Whether a name is where something happens: it stands behind "in", "near", "at"."""
    before = WORD.findall(text[max(0, span[0] - BEFORE) : span[0]])
    return bool(before) and before[-1].lower() in kin().where


def _is_title(text: str) -> bool:
    """Whether a text is written as headlines are, where a capital tells no name."""
    words = [m[0] for m in WORD.finditer(text) if bare(m[0]) not in _small()]
    return len(words) >= SHORT and all(word[0].isupper() for word in words if len(word) >= LONG)


def _capital(word: str) -> bool:
    return word[0].isupper() and bare(word) not in _small() and word not in _CALENDAR


@cache
def _small() -> frozenset[str]:
    return frozenset(load("plainwords")["plain"]["words"].split())


def _within(span: Span, spans: Spans) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in spans)


def _placed(actor: ActorMention, places: Iterable[PlaceMention]) -> bool:
    return any(p.span[0] < actor.span[1] and actor.span[0] < p.span[1] for p in places)


def _left(start: int, end: int, taken: Iterable[Span]) -> Iterator[Span]:
    """What is left of a stretch between those that are taken."""
    at = start
    for a, b in sorted(taken):
        if a >= end or b <= start:
            continue
        if a > at:
            yield at, a
        at = max(at, b)
    if at < end:
        yield at, end
