"""Whether a claim tells what a statement tells: the same deed, of the same, in the same place.

Likeness alone takes any chemical attack for the one that is asked about, and raids of one air
force for those of another.  So a statement is taken apart (:mod:`.cut`): those it is about, the
places where, and the *matter*, the words that say what happened.  A claim that lacks one of them
may be near; it does not say so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Protocol

from sayso.records import About, PlaceMention, Precision, PredicateMark, Spans, When
from sayso.records.days import bounds
from sayso.vocab.book import actor_book
from sayso.vocab.kin import kin, root, roots
from sayso.weigh.cut import WORD, Cut, Party, Place, matter_of
from sayso.weigh.finder import KEPT, Finder, Spellings, stem
from sayso.weigh.parts import Parts
from sayso.weigh.party import anothers, aside, doers_of, one_party, sort_of, state_of

__all__ = ["Core", "Tells", "Told"]

MATTER = 0.66
"""Share of the matter of a statement that a claim has words for which says so."""
DONE, DONE_BRIEFLY, MANY = 0.4, 0.55, 4
"""The same where it has a word for what is done: of so many words and more, and of fewer."""
OTHERWISE = 0.8
"""The same where it has none."""
NAMED = 2
"""Parties and places that a claim on something else seldom names."""
ABOUT = 0.34
"""Share of the matter from which a claim may be about it."""
GOVERNED = 5
"""Words behind a negation among which what is done stands."""
NEXT = 3
"""Words behind a negation among which a thing stands that is not there ("has no cholera")."""
LEFT = 1
"""Parties that a claim may leave to its article."""
HEAD = 400
"""Characters of an article's beginning that tell where it happened."""
OFTEN = 2
"""Times that an article names a place of which it tells."""
LONG_AGO = timedelta(days=60)
"""Days before its article from which a claim's own date makes of it the background."""
BEFORE = 300
"""Characters before a claim that tell whom it calls "he" or "it"."""
_FINE = frozenset({Precision.TOWN, Precision.EXACT})


class Tells(Protocol):
    """A claim as far as it is compared with a statement; see :class:`sayso.weigh.judge.Row`."""

    @property
    def content(self) -> str:
        """What is claimed, in the article's words."""

    @property
    def sentence(self) -> str:
        """The sentence around it."""

    @property
    def sentence_at(self) -> int:
        """Where that sentence starts in the article."""

    @property
    def published(self) -> str | None:
        """When its article was, ISO 8601."""

    @property
    def about(self) -> About:
        """What it is about."""


@dataclass(frozen=True, slots=True)
class Told:
    """How much of a statement a claim tells.

    ``lacks``: somebody or some place of the statement is neither in it nor left to its article,
    and the rest was not looked at; ``left``: how many are left to it.  ``matter``: the share of the
    rest, by weight, that it has words for; ``deed``: whether it has a word for what is done.
    ``least`` is the share of the matter from which it says so; ``named``: how many parties and
    places are told.
    """

    lacks: bool
    left: int
    matter: float
    deed: bool
    least: float
    named: int
    partly: bool = False

    @property
    def whole(self) -> bool:
        """Whether a claim tells enough of it to say it."""
        told = not self.lacks and self.left <= LEFT and self.matter >= self.least
        return told and not self.partly

    @property
    def near(self) -> bool:
        """Whether a claim may speak of it without telling it all: to deny it, or give a figure."""
        if self.lacks or self.left > LEFT:
            return False
        return self.deed or self.matter >= ABOUT or self.named >= NAMED


_LACKING = Told(lacks=True, left=0, matter=0.0, deed=False, least=1.0, named=0)


@dataclass(frozen=True)
class Core:
    """What a statement tells, taken apart.

    ``matter`` has its words by root, with their weights; ``deeds`` are those of them that name what
    is done, as far as the frames tell; ``doers`` who does each kind of event, by id.
    """

    parties: tuple[Party, ...]
    places: tuple[Place, ...]
    matter: Mapping[str, float]
    deeds: frozenset[str] = frozenset()
    parts: Parts = field(default_factory=Parts)
    doers: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        text: str,
        spans: Spans,
        about: About,
        weights: Mapping[str, float],
        predicates: Sequence[PredicateMark] = (),
    ) -> Core:
        """The core of what stands at ``spans`` of a text; ``about`` points into the same text.

        ``predicates`` tell who does what where they are known, else the frames do.
        """
        cut = Cut(text, spans, about, predicates)
        matter: dict[str, float] = {}
        for piece in cut.rest:
            matter_of(text[slice(*piece)], weights, matter)
        for word in {word for p in cut.parties for word in kin().called.get(sort_of(p.key), ())}:
            matter.pop(word, None)  # "fighters of the group" are the group
        parts = Parts.of(text, cut.named)
        if len(matter) > len(parts.towns):
            matter = {word: each for word, each in matter.items() if word not in parts.towns}
        done = [root(text[slice(*span)]) for span in (cut.deeds(predicates) or cut.framed)]
        return cls(
            cut.parties, cut.places, matter, frozenset(done) & matter.keys(), parts, doers_of(about)
        )

    @cached_property
    def _known(self) -> dict[str, frozenset[str]]:
        """What was found in each text."""
        return {}

    @cached_property
    def _finder(self) -> Finder:
        every: list[Party | Place] = [*self.parties, *self.places]
        ids = {each.key for each in every} | {state_of(party.key) for party in self.parties}
        keys = {each for each in ids if each and actor_book().spelled(each)}
        return Finder(keys | {word for each in every for word in each.words})

    @cached_property
    def _spellings(self) -> Spellings:
        every: list[Party | Place] = [*self.parties, *self.places]
        return Spellings(word for each in every for word in each.words)

    def told(self, row: Tells, text: str) -> Told:
        """How much of it a claim tells; ``text`` is that of its article.

        What a claim calls "he" or "it", or leaves out ("to have agreed"), stands before it.
        """
        if anothers(self.doers, row.about) or any(_aside(p, row) for p in self.parties):
            return _LACKING
        lacks, left = self._parties(row, text)
        missing = 0 if lacks else self._places(row, text)
        if lacks or missing > 1:
            return _LACKING
        held = self._in(row.content)
        deed = bool(self.deeds) and self.deeds <= held
        left += missing
        named = len(self.parties) + len(self.places) - left
        partly = self.parts.lacks(row.content, roots(row.content))
        return Told(False, left, self._share(held), deed, self._least(deed=deed), named, partly)

    def _least(self, *, deed: bool) -> float:
        """The share of the matter that a claim has words for: of a few words nearly all."""
        if not self.deeds:
            return MATTER
        if not deed:
            return OTHERWISE
        return DONE if len(self.matter) >= MANY else DONE_BRIEFLY

    def may_say(self, sentence: str) -> bool:
        """Whether a claim in a sentence may have words enough for the matter to tell it whole."""
        held = self._in(sentence)
        return self._share(held) >= self._least(deed=self.deeds <= held)

    def _share(self, held: Iterable[str]) -> float:
        whole = sum(self.matter.values())
        return sum(self.matter[each] for each in held) / whole if whole else 1.0

    def in_common(self, text: str) -> float:
        """The share of the matter, by weight, that a text has words for; 0 where there is none."""
        return self._share(self._in(text)) if self.matter else 0.0

    def done_in(self, text: str) -> bool:
        """Whether a text has a word for all that is done, as far as that is known."""
        return bool(self.deeds) and self.deeds <= self._in(text)

    def negated(self, stretch: Sequence[str], text: str) -> bool:
        """Whether a negation that governs a stretch of a text is about what is told.

        Where the text has a word for what is done, that is what must be negated; and what the rest
        of it still tells is not denied.
        """
        done = frozenset().union(*(kin().of(each) for each in self.deeds))
        first = " ".join(stretch[:GOVERNED])
        if done & roots(text):
            about = bool(done & roots(first))
        elif self.deeds:
            about = bool(self._finder.held(first.title()) | self._in(first))
        else:
            things = {p.words[-1] for p in self.parties if p.key is None and p.words}
            about = not things.isdisjoint(map(stem, stretch[:NEXT]))
            about = about or self._share(self._in(" ".join(stretch))) >= ABOUT
        return about and not self.told_without(stretch, text)

    def muddled(self, stretch: Sequence[str], text: str) -> bool:
        """Whether a text tells it in what a negation governs alone, of whatever that says no to."""
        some = sum(self.matter[each] for each in self._in(" ".join(stretch)))
        return some >= MATTER * sum(self.matter.values()) > 0 and not self.told_without(
            stretch, text
        )

    def ended(self, stretch: Sequence[str], text: str) -> bool:
        """Whether a word of ceasing that governs a stretch of a text is about what is told."""
        return self.speaks_of(stretch) and not self.told_without(stretch, text)

    def speaks_of(self, stretch: Sequence[str]) -> bool:
        """Whether the first words of a stretch have any of the matter."""
        return bool(self._in(" ".join(stretch[:GOVERNED])))

    def told_without(self, stretch: Sequence[str], text: str) -> bool:
        """Whether the rest of a text tells it as well."""
        told = sum(self.matter[each] for each in self._in(_without(stretch, text)))
        return told >= MATTER * sum(self.matter.values()) > 0

    def told_again(self, stretch: Sequence[str], text: str) -> bool:
        """Whether all that a stretch has of the matter stands in the rest of a text as well."""
        held = self._in(" ".join(stretch))
        return bool(held) and held <= self._in(_without(stretch, text))

    def _in(self, text: str) -> frozenset[str]:
        """The words of the matter that a text has, or words for them."""
        there = roots(text)
        return frozenset(each for each in self.matter if kin().of(each) & there)

    def _parties(self, row: Tells, text: str) -> tuple[bool, int]:
        """Whether a party is missing in a claim, and how many are left to its article."""
        here = self._held(row.content)
        missing = [p for p in self.parties if not self._has(p, here, row)]
        if missing and self.matter and _leans(row.content):
            near = self._held(text[max(0, row.sentence_at - BEFORE) : row.sentence_at])
            near |= self._held(row.sentence)
            missing = [p for p in missing if not _among(p, near)]
        if not missing:
            return False, 0
        known = self._held(text)
        lost = any(not _among(p, known) or not self._may_be_meant(p, row) for p in missing)
        return lost, sum(not p.beside for p in missing)

    def _may_be_meant(self, party: Party, row: Tells) -> bool:
        """Whether a claim that does not name a party may mean it, described, and no other."""
        sort = sort_of(party.key)
        described = not kin().called.get(sort, frozenset()).isdisjoint(roots(row.content))
        if party.beside or (sort in kin().sides.values() and described):
            return True
        mine = [p.key for p in self.parties if p.key]
        others = (a.key for a in row.about.actors if sort_of(a.key) == sort)
        if any(not any(one_party(key, own) for own in mine) for key in others):
            return False
        return described or not (party.does or party.acts)

    def _has(self, party: Party, held: frozenset[str], row: Tells) -> bool:
        if party.key and any(one_party(party.key, actor.key) for actor in row.about.actors):
            return True
        if party.acts and (party.key or "").startswith("state/"):
            # The name of a state alone is nobody who acts, where it tells the place.
            return _among(party, self._held(_without_places(row))) and party.key == state_of(
                party.key
            )
        return _among(party, held)

    def _places(self, row: Tells, text: str) -> int:
        """0: a claim has the places, or stands where its article has told them; 2: it has not.

        1: its article names them more than once.  What is of another town, or of long ago, is left
        to no article.
        """
        here = self._held(row.content) | self._held(row.sentence)
        missing = [
            p for p in self.places if not _in(p, here) and not _one_place(p, row.about.places)
        ]
        if not missing:
            return 0
        if any(p.precision in _FINE for p in row.about.places) or _long_ago(row):
            return 2
        if all(_in(p, self._held(text[:HEAD])) for p in missing):
            return 0
        low = text.lower()
        often = all(max(map(low.count, p.words), default=0) >= OFTEN for p in missing)
        return 1 if often and all(_in(p, self._held(text)) for p in missing) else 2

    def _held(self, text: str) -> frozenset[str]:
        """The words and ids of its names that a text has, other spellings of a name among them."""
        # An article is asked for each of its claims.
        if text not in self._known:
            if len(self._known) >= KEPT:
                self._known.clear()
            held = self._finder.held(text)
            self._known[text] = held | self._spellings.held(text, held)
        return self._known[text]


def _aside(party: Party, row: Tells) -> bool:
    """Whether a claim names the doer of a statement only as who holds a place, or as who is hit."""
    if not party.does or party.key is None:
        return False
    places = (
        (actor.span[0] - row.sentence_at, actor.span[1] - row.sentence_at)
        for actor in row.about.actors
        if one_party(party.key, actor.key)
    )
    every = [at for at in places if 0 <= at[0] < len(row.sentence)]
    return bool(every) and all(aside(row.sentence, at) for at in every)


def _without(stretch: Sequence[str], text: str) -> str:
    """The words of a text but for a stretch of them."""
    low = " ".join(m[0].lower().replace("’", "'") for m in WORD.finditer(text))
    return low.replace(" ".join(stretch), " ", 1)


def _among(party: Party, held: frozenset[str]) -> bool:
    """Whether a text with these terms names a party: by its id, most words, or a surname."""
    if party.key in held or (party.acts and state_of(party.key) in held):
        return True
    if party.words and not party.acts and party.words[-1] in held:
        return True
    return 2 * sum(word in held for word in party.words) > len(party.words)


def _in(place: Place, held: frozenset[str]) -> bool:
    many = sum(word in held for word in place.words)
    return place.key in held or 2 * many >= len(place.words)


def _one_place(place: Place, others: Iterable[PlaceMention]) -> bool:
    """Whether a claim has a place: the same, or, of a country, one that lies in it."""
    mine = place.mention
    if mine is None or mine.geonames is None:
        return False
    wide = mine.precision is Precision.COUNTRY
    return any(
        p.geonames == mine.geonames
        or (wide and p.country is not None and p.country == mine.country)
        for p in others
    )


def _long_ago(row: Tells) -> bool:
    """Whether all that a claim dates happened long before its article."""
    try:
        day = date.fromisoformat((row.published or "")[:10])
    except ValueError:
        return False
    ends = [bounds(d.edtf)[1] for d in row.about.dates if d.of is When.HAPPENED and d.edtf]
    return bool(ends) and all(end and end < str(day - LONG_AGO) for end in ends)


def _without_places(row: Tells) -> str:
    """The words of a claim, but for the places it names."""
    out = row.content
    for place in row.about.places:
        start = place.span[0] - row.sentence_at
        out = out.replace(
            row.sentence[start : start + place.span[1] - place.span[0]] or " ", " ", 1
        )
    return out


def _leans(content: str) -> bool:
    """Whether a claim leaves out of whom it tells, or calls them by a pronoun."""
    words = [m[0].lower() for m in WORD.finditer(content)]
    return (
        not kin().pronouns.isdisjoint(words)
        or words[:1] == ["to"]
        or (bool(words) and words[0].endswith("ing"))
    )
