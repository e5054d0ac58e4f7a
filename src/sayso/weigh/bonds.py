"""What one claim is to another of another article: the same, against it, or nothing.

Structure first: the same frame told and negated, or told and denied; the same two parties and the
opposite deed at one time; the same thing with another number.  Then likeness, as a statement and
a claim are compared (:mod:`.likeness`, :func:`.judge.judge`), taken both ways: a short claim
is not the same as a long one that holds it.  Newsrooms tell event after event in the same words,
so two claims must share names, and be of one time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from sayso.records import About, ClaimBond, Firmness, Frame, Modality, Precision, Relation
from sayso.records.days import bounds
from sayso.weigh.figures import other_figure
from sayso.weigh.judge import SAME, Row
from sayso.weigh.likeness import Question, terms
from sayso.weigh.polarity import unaware, unconfirmed

__all__ = ["Side", "judged"]

RETOLD = 0.56
"""Likeness from which one claim may be the other in other words; of a statement less is asked."""
DENIED, NEGATED = 0.55, 0.62
"""Likeness from which a denied claim, and one that says no, is against another."""
FIGURE = 0.55
"""Likeness from which two claims count the same thing."""
DEED = 0.3
"""Likeness from which two claims of one frame, told and negated, are about one deed."""
NAMED = 0.5
"""Share of the names of either claim, by weight, that the other's article has."""
APART, WEEK = timedelta(days=30), timedelta(days=7)
"""Days between two articles at most, close ones and others, where they tell of no common day."""
CLOSE = 0.8
"""Likeness from which other towns, and weeks between, do not matter yet."""
SOON = timedelta(days=3)
"""Days between two articles whose undated deeds are of one time."""
BACK = 2
"""Terms of a claim that only points back ("the claim", "that it is so")."""
VERBATIM = 0.9
"""Share of the terms of either that both have, from which names and days are not asked."""
_BESIDE = frozenset({Relation.SAME, Relation.RESTATES, Relation.OTHER_FIGURE})
_OPPOSITE = {1: 3, 3: 1, 2: 4, 4: 2}
_FINE = frozenset({Precision.TOWN, Precision.EXACT})
_TOLD = frozenset({Modality.PAST, Modality.ONGOING})


@dataclass(frozen=True)
class Side:
    """A claim as one side of a comparison.

    ``question`` is its content as a statement; ``text`` is the whole text of its article.
    """

    row: Row
    question: Question
    text: str

    @property
    def denied(self) -> bool:
        """Whether its source denies it."""
        return self.row.firmness is Firmness.DENIED

    @cached_property
    def day(self) -> date | None:
        """The day of publication, where it is known."""
        try:
            return date.fromisoformat((self.row.published or "")[:10])
        except ValueError:
            return None

    @cached_property
    def names(self) -> frozenset[str]:
        """Whom and what it is about, by name: actors, places, and words written as names."""
        about = self.row.about
        places = (str(p.geonames) for p in about.places if p.geonames)
        return self.question.names | {a.key for a in about.actors} | set(places)


def judged(a: Side, b: Side, cosine: float | None) -> ClaimBond | None:
    """What claim ``a`` is to claim ``b``; ``None`` where they are about different things.

    ``cosine`` is that of their sentences' vectors, ``None`` where there are none.  Who denies it,
    or leaves it open, comes first in the bond that is handed back.
    """
    like = _like(a, b, cosine)
    copied = _copied(a, b)
    if like < DEED or not (copied or _akin(a, b, like)):
        return None
    one, other = (b, a) if _takes_a_stand(b, a) and not _takes_a_stand(a, b) else (a, b)
    verdict = _by_frames(one, other, like) or _by_words(one, other, like)
    if verdict is None:
        return None
    what, why = verdict
    if what in _BESIDE and not copied and _at_odds(a.row.about, b.row.about):
        return None
    return ClaimBond(one.row.id, other.row.id, what, round(like, 4), why)


def _takes_a_stand(one: Side, other: Side) -> bool:
    """Whether a claim denies, or leaves open, what another tells: it comes first in their bond."""
    return one.denied or _left_open(one, other) is not None


def _left_open(one: Side, other: Side) -> tuple[Relation, str] | None:
    """What a claim leaves open of what another tells: it is not known, or not confirmed."""
    for text in (one.row.cue, _nearest(one, other)):
        words = unaware(text)
        if words is not None:
            return Relation.NOT_AWARE, f"knows nothing of it: {words}"
        words = unconfirmed(text)
        if words is not None:
            return Relation.CANNOT_CONFIRM, f"leaves it open: {words}"
    return None


def _nearest(one: Side, other: Side) -> str:
    """The sentence of a claim that is nearest to another claim."""
    return other.question.nearest(one.row.content)[0]


def _copied(a: Side, b: Side) -> bool:
    """Whether it is one sentence, word for word or nearly so."""
    there, here = a.question.words(b.row.content), b.question.words(a.row.content)
    return min(there, here) >= VERBATIM


def _like(a: Side, b: Side, cosine: float | None) -> float:
    """How like two claims are: the mean of what each is to the other."""
    there = a.question.like(b.row.content, b.row.sentence, cosine)
    back = b.question.like(a.row.content, a.row.sentence, cosine)
    return (there + back) / 2


def _akin(a: Side, b: Side, like: float) -> bool:
    """Whether two claims may be about one event: by names, time and place.

    They share a name, each article has the other's names, and neither the days nor the towns say
    otherwise.
    """
    if not a.names & b.names or not (_holds(a, b) and _holds(b, a)):
        return False
    if like < CLOSE and _elsewhere(a.row.about, b.row.about):
        return False
    most = APART if like >= CLOSE else WEEK
    far = bool(a.day and b.day and abs(a.day - b.day) > most)
    return not far or _same_day(a.row.about, b.row.about)


def _elsewhere(a: About, b: About) -> bool:
    """Whether both tell of towns or finer places, and of none in common."""
    there, here = _towns(a), _towns(b)
    return bool(there and here and not there & here)


def _towns(about: About) -> set[int]:
    return {p.geonames for p in about.places if p.geonames and p.precision in _FINE}


def _holds(a: Side, b: Side) -> bool:
    """Whether the article of ``b`` has the names of ``a``: most of them, by their weight."""
    weights = {name: a.question.weights[name] for name in a.question.names}
    held = sum(weight for name, weight in weights.items() if name in terms(b.text))
    return held >= NAMED * sum(weights.values())


def _in_two_days(a: Side, b: Side) -> bool:
    """Whether two claims may count one event: raids of one war come every other day."""
    if a.day is None or b.day is None or abs(a.day - b.day) <= timedelta(days=1):
        return True
    return _same_day(a.row.about, b.row.about)


def _same_day(a: About, b: About) -> bool:
    days = {d.edtf for d in a.dates if d.edtf and len(d.edtf) == 10}
    return any(d.edtf in days for d in b.dates)


# --- by structure ---------------------------------------------------------------------------


def _by_frames(a: Side, b: Side, like: float) -> tuple[Relation, str] | None:
    """What the frames of two claims make of them; ``None`` where they leave it open."""
    for f, g in _of_one_pair(a.row.about.frames, b.row.about.frames):
        told = f"{f.event}, the same two parties"
        if f.event == g.event and f.modality in _TOLD and g.modality in _TOLD:
            if (f.negated != g.negated) == (a.denied == b.denied):
                if a.denied:
                    return Relation.DENIES, f"{told}: its source denies it"
                return Relation.CONTRADICTS, f"{told}: one says that it was not so"
            if like < RETOLD and _at_one_time(a, b, f, g):
                return Relation.SUPPORTS, told
        elif _opposite(f, g) and a.denied == b.denied and _at_one_time(a, b, f, g):
            return Relation.CONTRADICTS, f"the same two parties: {f.event}, and {g.event}"
    return None


def _of_one_pair(some: Iterable[Frame], others: Iterable[Frame]) -> Iterator[tuple[Frame, Frame]]:
    """Frames in which the same does something to the same."""
    every = list(others)
    for f in some:
        pair = (f.actor_id, f.recipient_id)
        if None not in pair and f.actor_id != f.recipient_id:
            yield from ((f, g) for g in every if (g.actor_id, g.recipient_id) == pair)


def _opposite(f: Frame, g: Frame) -> bool:
    """A friendly deed and a hostile one, or words so, both told as having happened."""
    happened = not (f.negated or g.negated) and {f.modality, g.modality} <= _TOLD
    return happened and _OPPOSITE.get(f.quad) == g.quad


def _at_odds(a: About, b: About) -> bool:
    """Whether the same two do each other good in one claim and harm in the other, at any time."""
    quads = {(f.quad, g.quad) for f, g in _of_one_pair(a.frames, b.frames)}
    return bool(quads) and all(_OPPOSITE.get(one) == other for one, other in quads)


def _at_one_time(a: Side, b: Side, f: Frame, g: Frame) -> bool:
    """Whether two frames may be of one time: by their dates, else by the days of publication."""
    one, other = _days(a, f), _days(b, g)
    if one is not None and other is not None:
        return one[0] <= other[1] and other[0] <= one[1]
    return bool(a.day and b.day and abs(a.day - b.day) <= SOON)


def _days(side: Side, frame: Frame) -> tuple[str, str] | None:
    """First and last day of a frame, as ISO 8601; ``None`` where it has no date."""
    dates = [d.edtf for d in side.row.about.dates if d.span == frame.date]
    first, last = bounds(dates[0]) if dates else (None, None)
    return None if first is None and last is None else (first or "", last or "9999")


# --- by likeness ----------------------------------------------------------------------------


def _by_words(a: Side, b: Side, like: float) -> tuple[Relation, str] | None:
    """What likeness makes of two claims, after who takes a stand and what they count."""
    if min(len(a.question.weights), len(b.question.weights)) <= BACK:
        return None
    stand = _stand(a, b)
    if stand is not None:
        least, verdict = stand
        return verdict if like >= least else None
    counted = (a.row.about.quantities, b.row.about.quantities)
    other = other_figure(*counted, lambda *_: True) if like >= FIGURE else None
    if other is not None:
        one_event = like >= CLOSE or _in_two_days(a, b)
        told = Relation.OTHER_FIGURE, f"another number of {other[0].unit}"
        return told if one_event else None
    if like >= SAME:
        return Relation.SAME, "both say that it is not so" if a.denied else "nearly the same words"
    return (Relation.RESTATES, "much the same in other words") if like >= RETOLD else None


def _stand(a: Side, b: Side) -> tuple[float, tuple[Relation, str]] | None:
    """Who says that it is not so, or leaves it open, and the likeness from which that counts."""
    if a.denied:
        if not b.denied and not _says_no(b, a):
            return DENIED, (Relation.DENIES, "its source denies it")
        return None
    left_open = _left_open(a, b)
    if left_open is not None and _left_open(b, a) is None:
        return DENIED, left_open
    if _says_no(a, b) != _says_no(b, a):
        return NEGATED, (Relation.CONTRADICTS, "one of them says no")
    return None


def _says_no(one: Side, other: Side) -> bool:
    """Whether the sentence of a claim that is nearest to another claim says no to what it tells."""
    return other.question.denied_in(_nearest(one, other))
