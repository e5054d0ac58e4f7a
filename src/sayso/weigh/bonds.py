"""What one claim is to another of another article: the same, against it, or nothing.

Structure first: the same frame told and negated, or told and denied; the same two parties and the
opposite deed at one time.  Then each is asked of the other, as a statement is of a claim
(:func:`.judge.judge`): who denies it, doubts it or leaves it open is against it; two of which each
tells what the other tells are the same.  Newsrooms tell event after event in the same words, so two
claims must share names, and be of one time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta

from sayso.records import About, ClaimBond, Frame, Modality, Precision, Relation
from sayso.records.days import bounds
from sayso.weigh.judge import AGAINST, OPEN, SAME, Bond, judge
from sayso.weigh.opposed import opposed
from sayso.weigh.polarity import ceased
from sayso.weigh.side import Side

__all__ = ["judged"]

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
"""Likeness from which other towns, weeks between, and a name that is called otherwise do not matter
yet."""
SOON = timedelta(days=3)
"""Days between two articles whose undated deeds are of one time."""
BACK = 2
"""Terms of a claim that only points back ("the claim", "that it is so")."""
VERBATIM = 0.9
"""Share of the terms of either that both have, from which names and days are not asked."""
_TELLS = frozenset({Relation.SAME, Relation.RESTATES})
_BESIDE = frozenset({Relation.SAME, Relation.RESTATES, Relation.OTHER_FIGURE})
_OPPOSITE = {1: 3, 3: 1, 2: 4, 4: 2}
_FINE = frozenset({Precision.TOWN, Precision.EXACT})
_TOLD = frozenset({Modality.PAST, Modality.ONGOING})


def judged(a: Side, b: Side, cosine: float | None) -> ClaimBond | None:
    """What claim ``a`` is to claim ``b``; ``None`` where they are about different things.

    ``cosine`` is that of their sentences' vectors, ``None`` where there are none.  Who denies it,
    or leaves it open, comes first in the bond that is handed back.
    """
    like = _like(a, b, cosine)
    copied = _copied(a, b)
    if like < DEED or not (copied or _akin(a, b, like)):
        return None
    if a.told_false or b.told_false:
        return None
    if not copied and a.ends(b) != b.ends(a):
        return None  # what ended was before
    odds = a.says_no(b) != b.says_no(a)
    there, back = _asked(b, a, cosine, odds=odds), _asked(a, b, cosine, odds=odds)
    one, other = (b, a) if (_stands(back), b.denied) > (_stands(there), a.denied) else (a, b)
    verdict = _by_frames(one, other, like)
    if verdict is None:
        # Whose sentences are word for word the same are like enough, whatever stands around them.
        verdict = _by_words(a, b, max(like, DENIED) if copied else like, (there, back))
        if verdict is not None and verdict[0] in AGAINST and not opposed(a, b):
            return None
    if verdict is None and copied and a.denied == b.denied and (like >= CLOSE or not _brief(a, b)):
        verdict = Relation.SAME, "the same words"
    if verdict is None:
        return None
    what, why = verdict
    if what is Relation.RESTATES and opposed(a, b):
        return None  # one says no to the very words that the other has for it
    if what in _BESIDE and not copied and _at_odds(a.row.about, b.row.about):
        return None
    return ClaimBond(one.row.id, other.row.id, what, round(like, 4), why)


def _asked(asks: Side, tells: Side, cosine: float | None, *, odds: bool) -> Bond | None:
    """What the claim of one side is to that of the other.

    ``odds``: one of the two says no to what the other tells.
    """
    near = asks.question.nearest(tells.told)[0]
    no = (asks.asked.denied_in(near) != tells.denied) != odds
    return judge(asks.refused if no else asks.asked, tells.row, cosine, tells.text)


def _stands(bond: Bond | None) -> int:
    """How much of a stand a claim takes on another: it comes first in their bond."""
    if bond is None:
        return 0
    return 2 if bond.relation is Relation.DENIES else int(bond.relation in OPEN)


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
    if not a.names & b.names or (like < CLOSE and _elsewhere(a.row.about, b.row.about)):
        return False
    most = APART if like >= CLOSE else WEEK
    far = bool(a.day and b.day and abs(a.day - b.day) > most)
    if far and not _same_day(a.row.about, b.row.about):
        return False
    return _holds(a, b) and _holds(b, a)  # the dearest last: it looks through two articles


def _elsewhere(a: About, b: About) -> bool:
    """Whether both tell of towns or finer places, and of none in common."""
    there, here = _towns(a), _towns(b)
    return bool(there and here and not there & here)


def _towns(about: About) -> set[int]:
    return {p.geonames for p in about.places if p.geonames and p.precision in _FINE}


def _holds(a: Side, b: Side) -> bool:
    """Whether the article of ``b`` has the names of ``a``: most of them, by their weight."""
    return a.question.told_in(b.text, NAMED)


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
                if not opposed(a, b, framed=True):
                    continue
                if a.denied:
                    return Relation.DENIES, f"{told}: its source denies it"
                return Relation.CONTRADICTS, f"{told}: one says that it was not so"
            if like < RETOLD and _at_one_time(a, b, f, g):
                return Relation.SUPPORTS, told
        elif ceased(a.told) or ceased(b.told):
            continue  # what ends is the opposite of nothing
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


# --- by words ---------------------------------------------------------------------------------


def _brief(a: Side, b: Side) -> bool:
    """Whether either only points back: "the claim" of one sentence is not that of another."""
    return min(len(a.question.weights), len(b.question.weights)) <= BACK


def _by_words(
    a: Side, b: Side, like: float, bonds: tuple[Bond | None, Bond | None]
) -> tuple[Relation, str] | None:
    """What each is to the other makes of two claims: after who takes a stand, what both tell."""
    if _brief(a, b):
        return None
    there, back = bonds
    stand = max(bonds, key=_stands)
    if stand is not None and _stands(there) != _stands(back):
        return (stand.relation, stand.why) if like >= DENIED else None
    every = [bond for bond in bonds if bond is not None]
    if any(bond.relation in AGAINST for bond in every):
        against = _against(a, b, there) or _against(b, a, back)
        return (against.relation, against.why) if against and like >= NEGATED else None
    other = next((bond for bond in every if bond.relation is Relation.OTHER_FIGURE), None)
    if other is not None:
        one_event = like >= CLOSE or _in_two_days(a, b)
        return (other.relation, other.why) if like >= FIGURE and one_event else None
    return _both(bonds, like)


def _against(tells: Side, asks: Side, bond: Bond | None) -> Bond | None:
    """The bond by which a claim is against another that says nothing of the kind itself.

    Who denies either has a bond of their own, and what both say no to is no doubt of one.
    """
    if bond is None or bond.relation not in AGAINST or tells.denied or asks.denied:
        return None
    return bond if not asks.noes or tells.says_no(asks) != asks.says_no(tells) else None


def _both(bonds: tuple[Bond | None, Bond | None], like: float) -> tuple[Relation, str] | None:
    """What two claims are of which neither is against the other."""
    tells = sum(bond is not None and bond.relation in _TELLS for bond in bonds)
    if tells == len(bonds) and like >= SAME:
        return Relation.SAME, "each tells what the other tells"
    if like >= CLOSE:
        return Relation.SAME, "nearly the same words"
    if tells and like >= RETOLD:
        return Relation.RESTATES, "much the same in other words"
    return None
