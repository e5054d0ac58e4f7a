"""Whether two numbers are figures of the same thing that cannot both be meant."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from sayso.records import Quantity
from sayso.vocab.stances import stances

__all__ = ["counted", "other_figure"]

ROUGH = 0.1
"""Share by which two numbers may differ and still be one: "some six miles" are 10 km."""


def other_figure(
    asked: Sequence[Quantity],
    told: Sequence[Quantity],
    same_thing: Callable[[Quantity, Quantity], bool],
) -> tuple[Quantity, Quantity] | None:
    """The first asked figure whose thing is told with other figures only, and one of those.

    ``same_thing`` tells whether a figure of each measures one thing, their units aside.
    """
    asked = [each for each in asked if each.unit is not None]
    for one in asked:
        kin = [each for each in asked if _unit(each) == _unit(one)]
        others = [each for each in told if _unit(each) == _unit(one) and same_thing(one, each)]
        if others and not any(_agree(mine, other) for mine in kin for other in others):
            return one, others[0]
    return None


def counted(asked: Sequence[Quantity], told: Sequence[Quantity]) -> bool:
    """Whether each figure that is asked is among those told, whatever they count.

    >>> counted([Quantity((0, 2), 58, None, "person killed")], [Quantity((4, 6), 58, 58, "body")])
    True
    >>> counted([Quantity((0, 2), 58, 58, "person killed")], [])
    False
    """
    return all(
        any(_agree(each, other) for other in told) for each in asked if each.unit is not None
    )


def _unit(quantity: Quantity) -> str:
    unit = quantity.unit or ""
    return stances().measures.get(unit, (unit, 1.0))[0]


def _agree(a: Quantity, b: Quantity) -> bool:
    """Whether both may be meant: bounds of the same side must meet, ranges must overlap."""
    (low, high), (begin, end) = _range(a), _range(b)
    if low == begin == -math.inf:
        return _near(high, end)
    if high == end == math.inf:
        return _near(low, begin)
    return max(low, begin) <= min(high, end) or _near(max(low, begin), min(high, end))


def _range(quantity: Quantity) -> tuple[float, float]:
    size = stances().measures.get(quantity.unit or "", ("", 1.0))[1]
    low = -math.inf if quantity.low is None else quantity.low * size
    return low, math.inf if quantity.high is None else quantity.high * size


def _near(a: float, b: float) -> bool:
    return math.isclose(a, b, rel_tol=ROUGH)
