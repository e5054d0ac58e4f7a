"""Two claims compared by what they tell of: who does what to whom, and when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from enum import Enum

from sayso.records import About, Frame, Modality, PlaceMention, Precision, When
from sayso.records.days import bounds

__all__ = ["Deeds", "compare", "other_days"]

SLACK = 2
"""Days that two tellings of one thing may lie apart: nights, and clocks of other zones."""
_TOLD = frozenset({Modality.PAST, Modality.ONGOING})
_FRIENDLY = frozenset({1, 2})
"""Quad classes of cooperation; 3 and 4 are conflict.  1 and 3 are words, 2 and 4 are deeds."""


class Deeds(Enum):
    """What the frames of one claim are to those of another."""

    SAME = "the same deed"
    DENIED = "the same deed, and one of the two says no to it"
    OPPOSITE = "the opposite between the same two"
    ELSEWHEN = "the same deed at another time"


def compare(a: About, b: About, *, any_day: bool = False) -> Deeds | None:
    """What ``b`` tells beside ``a``: the strongest that any two of their frames are.

    A deed is the same where event, actor and recipient are, and neither its time nor its place
    says otherwise; a part of a body ("state/x/military") goes with the whole ("state/x").
    Opposite are help and attack, agreement and rejection, from the same one to the same other, at
    the same time; with ``any_day`` at any, where ``a`` has no date.
    """
    found = {
        each
        for one in a.frames
        for other in b.frames
        for each in _pair((a, one), (b, other), any_day=any_day and not a.dates)
    }
    order = (Deeds.DENIED, Deeds.SAME, Deeds.OPPOSITE, Deeds.ELSEWHEN)
    return next((each for each in order if each in found), None)


def _pair(
    asked: tuple[About, Frame], told: tuple[About, Frame], *, any_day: bool
) -> Iterator[Deeds]:
    (a, one), (b, other) = asked, told
    if not {one.modality, other.modality} <= _TOLD or not _one_pair(one, other):
        return
    when = _together(_days(a, one), _days(b, other))
    if one.event != other.event:
        if (when or any_day) and not one.negated and not other.negated:
            yield from _opposite(one.quad, other.quad)
    elif when is False:
        yield Deeds.ELSEWHEN
    elif _near(_place(a, one), _place(b, other)):
        yield Deeds.SAME if one.negated == other.negated else Deeds.DENIED


def _opposite(a: int, b: int) -> Iterator[Deeds]:
    if a % 2 == b % 2 and (a in _FRIENDLY) != (b in _FRIENDLY):
        yield Deeds.OPPOSITE


def _one_pair(one: Frame, other: Frame) -> bool:
    return _same(one.actor_id, other.actor_id) and _same(one.recipient_id, other.recipient_id)


def _same(a: str | None, b: str | None) -> bool:
    """Whether two known actors are one."""
    if a is None or b is None:
        return False
    return a == b or a.startswith(f"{b}/") or b.startswith(f"{a}/")


def _place(about: About, frame: Frame) -> PlaceMention | None:
    return next((each for each in about.places if each.span == frame.place), None)


def _near(a: PlaceMention | None, b: PlaceMention | None) -> bool:
    """Whether two places may be one: a country holds all that lies in it."""
    if a is None or b is None or a.geonames is None or b.geonames is None:
        return True
    wide = Precision.COUNTRY in {a.precision, b.precision}
    return a.geonames == b.geonames or (wide and a.country == b.country)


def _days(about: About, frame: Frame) -> Sequence[str | None]:
    edtf = next((d.edtf for d in about.dates if d.span == frame.date), None)
    return bounds(edtf)


def _together(a: Sequence[str | None], b: Sequence[str | None]) -> bool | None:
    """Whether two stretches of days overlap; ``None`` where either is not known."""
    if None in (*a, *b):
        return None
    return max(str(a[0]), str(b[0])) <= min(str(a[1]), str(b[1]))


def other_days(a: About, b: About) -> bool:
    """Whether both tell on which days it happened, and all days of one are far from the other's."""
    one, other = _happened(a), _happened(b)
    apart = (x[0] > y[1] + SLACK or y[0] > x[1] + SLACK for x in one for y in other)
    return bool(one and other) and all(apart)


def _happened(about: About) -> list[tuple[int, int]]:
    """The first and the last day, as ordinals, of all that happened on days that are told."""
    found = (bounds(each.edtf) for each in about.dates if each.of is When.HAPPENED)
    days = ((_ordinal(low), _ordinal(high)) for low, high in found)
    return [(low, high) for low, high in days if low and high]


def _ordinal(day: str | None) -> int | None:
    """The number of a day; ``None`` for one that no calendar has."""
    try:
        return date.fromisoformat(day).toordinal() if day else None
    except ValueError:
        return None
