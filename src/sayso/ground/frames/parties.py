"""Which words of a sentence name somebody who can act or be hit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from sayso.ground.frames.words import Sentence, Tag
from sayso.records import EntityMark, Kind, Span
from sayso.vocab.clauses import clauses
from sayso.vocab.events import events, singulars
from sayso.vocab.kinds import kinds

__all__ = ["Parties"]

_NAMES = frozenset({"Organization", "Person", "NORP", "Location", "Misc"})
_LEAST = 0.4
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
            or (at > 0 and w.tag is Tag.NOUN and text[w.span[0]].isupper())
            for at, w in enumerate(s.words)
        ]
        self._s = s
        peoples = [n.span for n in names if n.type == "NORP"]
        self._peoples = [any(a <= w.span[0] < b for a, b in peoples) for w in s.words]
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

    def _first(self, part: Sequence[int]) -> bool:
        """Whether a part is the lone first word of its sentence: "France summoned"."""
        return part[0] == 0 and part[1] == 1 and self._s.tag(0) is Tag.NOUN

    def _number(self, at: int) -> bool:
        """Whether a word counts people, not money: "killed at least 75"."""
        low, before = self._s.low(at), self._s.low(at - 1)
        return before not in ("$", "€", "£") and (low.isdigit() or low in clauses().numbers)

    def share(self, many: Sequence[Sequence[int]]) -> bool:
        """Whether phrases share the noun of the last one: "Syrian and Russian warplanes"."""
        start, end = many[0]
        low, last = self._s.low(start), many[-1]
        people = self._peoples[start] and not low.endswith("s")
        return end - start == 1 < last[1] - last[0] and (people or low in events().acting)

    def place(self, at: int) -> bool:
        """Whether a word is of the name of a place."""
        return self._places[at]

    def named(self, part: Sequence[int]) -> bool:
        """Whether a name stands in a part."""
        return any(self._named[part[0] : part[1]])


@cache
def _people() -> frozenset[str]:
    known = kinds()
    bodies = {noun for noun, kind in known.heads.items() if kind in _BODIES}
    listed = frozenset(bodies) | known.roles | known.collective | events().people
    return listed - events().nobody
