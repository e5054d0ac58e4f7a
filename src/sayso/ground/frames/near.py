"""What stands near an event: where it was, when it was, and which actor its parties are."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.ground.frames.words import Sentence, Word
from sayso.records import ActorMention, DateMention, Kind, PlaceMention, Span

__all__ = ["Near", "who"]

_ROLES = {"place": "ARGM-LOC", "date": "ARGM-TMP"}


class Near:
    """The places and dates of one sentence."""

    def __init__(self, places: Sequence[PlaceMention], dates: Sequence[DateMention]) -> None:
        self._places = [p.span for p in places]
        self._dates = [d.span for d in dates]

    def of(self, word: Word, sides: Sequence[Span]) -> tuple[Span | None, Span | None]:
        """Place and date of the event that a word tells: as the model marks it, else the nearest.

        A place inside a party's own words is not where the thing was done, unless no other is
        there.
        """
        place = _marked(word, _ROLES["place"], self._places)
        if place is None:
            apart = [p for p in self._places if not any(_touch(p, side) for side in sides)]
            place = _nearest(word.span, apart)
        if place is None and len(sides) > 1:
            place = _nearest(word.span, [p for p in self._places if _inner(p, sides[1])])
        date = _marked(word, _ROLES["date"], self._dates)
        return place, date or _nearest(word.span, self._dates)


def _marked(word: Word, role: str, spans: Sequence[Span]) -> Span | None:
    """The first of some spans that the model gives the word's predicate as a role."""
    for each in word.predicate.roles if word.predicate else ():
        if each.role == role:
            found = next((span for span in spans if _touch(span, each.span)), None)
            if found:
                return found
    return None


def _nearest(at: Span, spans: Sequence[Span]) -> Span | None:
    """The span with the fewest characters between; behind the word counts for nearer."""
    return min(
        spans, key=lambda s: s[0] - at[1] if s[0] >= at[1] else 2 * (at[0] - s[1]), default=None
    )


def _inner(place: Span, side: Span) -> bool:
    """Whether a place ends a party's words: "an army camp in Mali"."""
    return side[0] < place[0] and place[1] <= side[1]


def who(mentions: Sequence[ActorMention], span: Span | None, s: Sentence, head: int) -> str | None:
    """Key of the actor that a part names: the mention that holds its head, else the longest."""
    if span is None:
        return None
    at = s.words[head].span[0]
    touching = [m for m in mentions if _touch(m.span, span)]
    best = max(
        touching,
        key=lambda m: (m.span[0] <= at < m.span[1], m.span[1] - m.span[0]),
        default=None,
    )
    if best is None or (best.kind is Kind.PERSON and not best.span[0] <= at < best.span[1]):
        return None  # "Ost Street" is nobody
    if best.span[0] > at and s.low(head + 1) != "of":
        return None  # of "the men fighting Tarn" Tarn is none
    return best.key


def _touch(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
