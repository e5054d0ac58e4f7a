"""Words that tell a side of the day of the report and nothing more: "recently", "now"."""

from __future__ import annotations

from sayso.ground.dates.atoms import Atom, Sort
from sayso.ground.dates.context import Found


def word(found: Found) -> Atom | None:
    """``recently``, ``now``, ``soon``, ``the near future``: a side of the base and nothing more."""
    item = found.context.items.all[found.end - 1]
    sort = {"p": Sort.PAST, "n": Sort.NOW, "r": Sort.FUTURE, "J": Sort.PAST}.get(item.cls, Sort.NOW)
    return of(found, sort)


def aside(found: Found) -> Atom | None:
    """``the near future``, ``the past``, ``the current``: words that are vague only where alone."""
    last, after = found.context.items.all[found.end - 1], found.after()
    if last.cls == "r":
        return of(found, Sort.FUTURE)
    if last.low == "current":
        return of(found, Sort.NOW)
    alone = after is None or not after.low.isalpha() or after.cls != "."
    return of(found, Sort.PAST) if last.low == "past" and alone else None


def of(found: Found, sort: Sort) -> Atom:
    """A vague expression of one sort."""
    base = found.context.base
    if base is None:
        return Atom(found.span, sort, None, found.context.counted)
    day = base.isoformat()
    edtf = {Sort.PAST: f"/{day}", Sort.NOW: day, Sort.FUTURE: f"{day}/"}[sort]
    return Atom(found.span, sort, edtf, found.context.counted)
