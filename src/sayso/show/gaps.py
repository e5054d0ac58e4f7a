"""Why something is left open: the reason for every null of a frame or a quantity."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sayso.records import Frame, Quantity, Span
from sayso.vocab.clauses import clauses
from sayso.vocab.modes import modes

__all__ = ["of_frame", "of_quantity"]

Words = Callable[[Span], str]


def of_frame(frame: Frame, words: Words) -> dict[str, str]:
    """The reason for each part of a frame that is null, by its name; ``words`` are the article's.

    >>> from sayso.records import Modality
    >>> shot = Frame((5, 9), (0, 4), "ASSAULT", 4, None, False, Modality.PAST)
    >>> of_frame(shot, lambda span: "They")["recipient"]
    'to whom is not told beside the event'
    """
    out: dict[str, str] = {}
    for side, what in (("actor", "who does it"), ("recipient", "to whom")):
        span = getattr(frame, side)
        if span is None:
            out[side] = f"{what} is not told beside the event"
            out[f"{side}_id"] = out[side]
        elif getattr(frame, f"{side}_id") is None:
            out[f"{side}_id"] = _nobody(words(span).split())
    if frame.mode is None:
        some = modes().of(frame.event)
        out["mode"] = "no word makes it plain" if some else "events of this type have none"
    for what in ("place", "date"):
        if getattr(frame, what) is None:
            out[what] = f"no {what} of it is told in its sentence"
    return out


def _nobody(words: list[str]) -> str:
    """Why the words of a side lead to no actor."""
    small = clauses()
    first = words[0].lower() if words else ""
    if first in small.own:
        return f"whose “{' '.join(words)}” are cannot be told"
    if len(words) == 1 and first in small.pronouns:
        return f"whom “{words[0]}” means cannot be told"
    if any(word[:1].isupper() for word in words[1:]) or (words and words[0][:1].isupper()):
        return "the words name no actor that is known here"
    return "described, not named"


def of_quantity(quantity: Quantity) -> dict[str, str]:
    """The reason for each part of a quantity that is null, by its name.

    >>> of_quantity(Quantity((0, 6), None, None, "person", "dozens"))["low"]
    'told only as “dozens”'
    >>> of_quantity(Quantity((0, 9), 30, None, None, "at least"))
    {'high': 'open above: “at least”', 'unit': 'nothing that is counted stands beside it'}
    """
    out = dict(_ends(quantity))
    if quantity.unit is None:
        out["unit"] = "nothing that is counted stands beside it"
    return out


def _ends(quantity: Quantity) -> Iterator[tuple[str, str]]:
    """Of a number that is open on a side, what opens it."""
    limit = f"“{quantity.modifier}”" if quantity.modifier else "the words"
    if quantity.low is None and quantity.high is None:
        told = f"told only as {limit}" if quantity.modifier else "no number is told"
        yield from (("low", told), ("high", told))
    elif quantity.low is None:
        yield "low", f"open below: {limit}"
    elif quantity.high is None:
        yield "high", f"open above: {limit}"
