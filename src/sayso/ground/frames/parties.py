"""Which words of a sentence name somebody who can act or be hit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from sayso.ground.frames.words import WHOLE, Sentence, Tag
from sayso.records import EntityMark, Kind, Span
from sayso.vocab.book import actor_book
from sayso.vocab.clauses import clauses
from sayso.vocab.events import events, singulars
from sayso.vocab.kinds import kinds
from sayso.vocab.parties import parties

__all__ = ["Parties", "person"]

_NAMES = frozenset({"Organization", "Person", "NORP", "Location", "Misc", WHOLE})
_LEAST = 0.4
_MOST = 0.8
"""With more capital words than these a sentence is a headline, where capitals make no names."""
_ROW = 3
"""More names than these without a word between are no party."""
_BODIES = frozenset(
    {Kind.PERSON, Kind.GOVERNMENT, Kind.ARMED_GROUP, Kind.ORGANISATION, Kind.WITNESS, Kind.UNNAMED}
)


class Parties:
    """The parties of one sentence, by word."""

    def __init__(
        self, s: Sentence, text: str, names: Sequence[EntityMark], mentions: Iterable[Span]
    ) -> None:
        spans = [n.span for n in names if n.type in _NAMES and n.score >= _LEAST]
        spans += mentions
        self._named = [
            any(a <= w.span[0] < b for a, b in spans)
            or (w.capital and w.low in events().acting)
            or (at > 0 and w.tag is Tag.NOUN and w.big)
            or (w.tag is Tag.NOUN and _acronym(text[slice(*w.span)]))
            for at, w in enumerate(s.words)
        ]
        self._s = s
        words = [w for w in s.words if w.tag in (Tag.NOUN, Tag.VERB)]
        self._shouted = sum(w.big for w in words) > _MOST * len(words)
        peoples = [n.span for n in names if n.type == "NORP"]
        persons = [n.span for n in names if n.type == "Person"]
        self._persons = [any(a <= w.span[0] < b for a, b in persons) for w in s.words]
        known = actor_book()
        self._peoples = [
            any(a <= w.span[0] < b for a, b in peoples)
            or (w.big and known.is_people(text[slice(*w.span)]))
            for w in s.words
        ]
        located = [n.span for n in names if n.type in ("Location", "Facility")]
        self._places = [any(a <= w.span[0] < b for a, b in located) for w in s.words]
        self._any = [
            named or (w.tag is Tag.NOUN and not _people().isdisjoint(singulars(w.low)))
            for named, w in zip(self._named, s.words, strict=True)
        ]

    def word(self, at: int) -> bool:
        """Whether a word is one of a party."""
        return self._any[at]

    def has(self, part: Sequence[int]) -> bool:
        """Whether a party is named in a part."""
        return any(self._any[part[0] : part[1]])

    def heads(self, part: Sequence[int]) -> bool:
        """Whether a party heads a part: "dozens of rebels", but not "the head of a rebel"."""
        of = next((at for at in range(*part) if self._s.tag(at) is Tag.BEFORE), part[1])
        own = next(
            (at + 1 for at in range(of - 1, part[0], -1) if self._s.tag(at) is Tag.OF), part[0]
        )
        if any(self._any[own:of]) or self._first(part) or (of == part[1] and self._number(of - 1)):
            return True
        counts = of > part[0] and self._s.low(of - 1) in events().counting | clauses().numbers
        return counts and self.has(part)

    def _people(self, at: int) -> bool:
        """Whether a word is of the name of a people."""
        return self._peoples[at]

    def _first(self, part: Sequence[int]) -> bool:
        """Whether a part is the lone first word of its sentence: "France summoned"."""
        alone = part[0] == 0 and part[1] == 1 and self._s.tag(0) is Tag.NOUN
        return alone and self._s.tag(1) is not Tag.NOUN  # no "Air raids"

    def _number(self, at: int) -> bool:
        """Whether a word counts people, not money: "killed at least 75"."""
        low, before = self._s.low(at), {self._s.low(at - 1), self._s.low(at - 2)}
        return before.isdisjoint("$€£") and (low.isdigit() or low in clauses().numbers)

    def share(self, many: Sequence[Sequence[int]]) -> bool:
        """Whether phrases share the noun of the last one: "Syrian and Russian warplanes"."""
        start, end = many[0]
        low, last = self._s.low(start), many[-1]
        people = self._peoples[start] and not low.endswith("s")
        return end - start == 1 < last[1] - last[0] and (people or low in events().acting)

    def agent(self, part: Sequence[int]) -> bool:
        """Whether one of those joined in a part can act: a name, people, a body; no thing."""
        return any(map(self._acts, self._each(part)))

    def _each(self, part: Sequence[int]) -> Iterator[tuple[int, int]]:
        """A part, cut where "and" and commas join."""
        start = part[0]
        for at in range(*part):
            if at > start and self._s.tag(at) is Tag.BEFORE:
                break  # "the lives of a man and a woman"
            if self._s.tag(at) in (Tag.AND, Tag.COMMA):
                if start < at:
                    yield start, at
                start = at + 1
        if start < part[1]:
            yield start, part[1]

    def _acts(self, part: Sequence[int]) -> bool:
        """Whether the head of a part can act."""
        s = self._s
        if self._listed(part):
            return False
        if s.tag(part[0]) is Tag.IT:
            return s.low(part[0]) not in clauses().empty
        if part[1] - part[0] == 1 and s.low(part[0]) in clauses().own:
            return True
        at = self.head(part)
        if s.low(at) in events().heading and s.low(at + 1) == "of":
            return any(self._any[at + 2 : part[1]])
        return self._heading(part, at)

    def _heading(self, part: Sequence[int], at: int) -> bool:
        """Whether the word that heads a part is a name, or one for people or bodies."""
        s = self._s
        if s.tag(at) is not Tag.NOUN or self.counts((at, at + 1)):
            return self.counts(part)
        if self._located(part, at) or (s.low(at) in parties().lean and not self.owned(part)):
            return False
        bare = s.words[at].name < 0 and s.tag(at - 1) not in (Tag.NOUN, Tag.OF)
        plain = clauses().adjectives | clauses().adjectival
        if bare and s.low(at) in plain and not person(s.low(at)):
            return False
        alone = s.words[at].name < 0 and not (s.words[at].titled and not self._shouted)
        if alone and _nobody(s.low(at)):
            return False
        people = s.words[at].name < 0 or self._named[at]
        return (
            (people and person(s.low(at)))
            or (self._named[at] and not _event(s, at))
            or self._first((at, part[1]))
        )

    def _listed(self, part: Sequence[int]) -> bool:
        """Whether a part is only a row of names, as tags beside an article are."""
        row = {self._s.words[at].name for at in range(*part)} - {-1}
        big = [self._s.words[at].big for at in range(*part)]
        return len(row) > _ROW and len(big) > 2 * _ROW and all(big)

    def owned(self, part: Sequence[int]) -> bool:
        """Whether words before the head of a part name a party: "Orsk's plan", "Orskan sites"."""
        at = self.head(part)
        behind = range(at + 2, part[1]) if self._s.low(at + 1) == "of" else ()
        return any(self._any[i] for i in (*range(part[0], at), *behind))

    def land(self, part: Sequence[int]) -> bool:
        """Whether a part is the name of a place, whatever stands before it."""
        at = self.head(part)
        return self._places[at]

    def fits(self, pronoun: str, part: Sequence[int]) -> bool:
        """Whether "he", "it" or "they" may mean a part: a person, a body, several."""
        s, at = self._s, self.first(part)
        low, many = s.low(at), any(s.tag(i) is Tag.AND for i in range(*part))
        named = s.words[at].name >= 0 or s.words[at].big
        if pronoun in clauses().single:
            one = _singly(low) and not low.endswith(("s", "men", "people"))
            return not many and (self._persons[at] if named else one)
        if pronoun == "it":
            return not many and not low.endswith("s")
        if self._places[at] and not many:
            return False
        return many or not self._persons[at]

    def vague(self, part: Sequence[int]) -> bool:
        """Whether a part says little of what it is: "a target"."""
        low = self._s.low(self.head(part))
        return not events().vague.isdisjoint(singulars(low)) and not self.owned(part)

    def staying(self, part: Sequence[int]) -> bool:
        """Whether troops may be sent to a part: "the border"."""
        return parties().holds(parties().stationed, self._s.low(self.head(part)))

    def counts(self, part: Sequence[int]) -> bool:
        """Whether a part only counts people: "at least 75", "dozens", "several others"."""
        s, at = self._s, self.head(part)
        if s.low(at) in clauses().people or (s.tag(at) is Tag.DET and s.low(at) in clauses().some):
            return True
        return self._number(at) and s.tag(at) is not Tag.TIME

    def head(self, part: Sequence[int]) -> int:
        """The word that heads a part; of "dozens of rebels" that of "rebels"."""
        s, (start, end) = self._s, part
        of = next((at for at in range(start + 1, end) if self._behind(at)), end)
        counting = events().counting | clauses().numbers
        if s.low(of) == "of" and s.low(of - 1) in counting and of + 1 < end:
            return self.head((of + 1, end))
        while of - 1 > start and s.tag(of - 1) in (Tag.OF, Tag.ADVERB, Tag.COMMA):
            of -= 1
        return of - 1

    def first(self, part: Sequence[int]) -> int:
        """The head of the first of those that are joined in a part."""
        return self.head(next(self._each(part), (part[0], part[1])))

    def _behind(self, at: int) -> bool:
        """Whether a word only opens what tells more of a noun before it: "forces loyal to X"."""
        s = self._s
        if s.tag(at) in (Tag.BEFORE, Tag.VERB, Tag.WHO):
            return True
        if s.tag(at - 1) is not Tag.NOUN or s.words[at].name >= 0:
            return False
        bare = s.words[at].predicate is not None and s.low(at) in events().bases
        noun = s.words[at].noun in events().nouns or _nobody(s.low(at)) or person(s.low(at))
        bare = bare and not noun
        return s.low(at) in clauses().behind or (bare and self._any[at - 1])

    def _located(self, part: Sequence[int], at: int) -> bool:
        """Whether a place heads a part as a place does: "western Orsk", "largest city of Lisk"."""
        s = self._s
        if not self._places[at]:
            return False
        before = [i for i in range(part[0], at) if s.tag(i) is Tag.NOUN and s.low(i).isalpha()]
        return any(not s.words[i].big and s.words[i].name < 0 for i in before)

    def place(self, at: int) -> bool:
        """Whether a word is of the name of a place."""
        return self._places[at] and not self._peoples[at]

    def named(self, part: Sequence[int]) -> bool:
        """Whether a name stands in a part."""
        return any(self._named[part[0] : part[1]])


def person(low: str) -> bool:
    """Whether a noun is one for people or bodies: listed, or made like one ("looters")."""
    if not _people().isdisjoint(singulars(low)):
        return True
    return low.endswith(clauses().agentive) and not parties().holds(parties().things, low)


def _singly(low: str) -> bool:
    """Whether a noun is one for a person, not for a body."""
    return person(low) and not kinds().collective & {low} and low not in clauses().people


def _acronym(word: str) -> bool:
    return len(word) > 1 and word.isupper() and word.isalpha()


def _nobody(low: str) -> bool:
    """Whether a noun is one for what cannot act."""
    known = parties()
    return known.holds(known.nobody | known.things, low) and not known.holds(
        known.people | known.vehicles, low
    )


def _event(s: Sentence, at: int) -> bool:
    """Whether a noun outside a name tells an event."""
    return s.words[at].name < 0 and s.words[at].noun in events().nouns


@cache
def _people() -> frozenset[str]:
    known = kinds()
    bodies = {noun for noun, kind in known.heads.items() if kind in _BODIES}
    listed = frozenset(bodies) | known.roles | known.collective | events().people
    return (
        (listed | parties().people | parties().vehicles)
        - events().nobody
        - (parties().nobody - parties().people)
    )
