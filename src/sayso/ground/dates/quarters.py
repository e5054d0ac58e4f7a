"""Parts of a year as firms and offices report them: quarters, halves, and the year before."""

from __future__ import annotations

from sayso.ground.dates.atoms import Atom, Sort
from sayso.ground.dates.context import Found
from sayso.ground.dates.stretch import Stretch

PARTS = {"quarter": 4, "half": 2}
POINTS = {"L": -1, "C": 0, "X": 1}
_NEAR = 600  # characters: "a year ago" means a quarter where one was spoken of so near before
_REPORT = "the quarter that is reported"
_BEFORE = "the same part of the year before"


def ranked(found: Found) -> Atom | None:
    """``the third quarter``, ``the first half of 2013``, ``the 20th century``."""
    unit, item = found.unit(), found.item("O")
    if item is None:
        return None
    rank = PARTS.get(unit, 0) if item.cls == "L" else int(item.value)
    if unit == "century":
        return found.date(Stretch(unit, rank - 1), "as written") if 0 < rank <= 21 else None
    if not 1 <= rank <= PARTS.get(unit, 0):
        return None
    year, pointer = found.value("Y") or found.value("Y2"), found.item("p")
    context = found.context
    if year is None and pointer is not None and context.base is not None:
        year = context.base.year + POINTS[pointer.cls]
    if year is not None:
        made = Stretch(unit, year * PARTS[unit] + rank - 1)
        return found.date(made, "as written" if pointer is None else context.counted)
    if item.cls == "L":
        return None  # "the last quarter" is read as any other "last"
    now = context.now(unit)
    if now is None:
        return found.open(context.counted)
    made = Stretch(unit, now.index // PARTS[unit] * PARTS[unit] + rank - 1)
    if made.index > now.index and found.way <= 0:
        made = made.shift(-PARTS[unit])
    return found.date(made, context.counted)


def reported(found: Found) -> Atom | None:
    """``the 1988 period``, ``the latest period``: the part of a year that is being reported."""
    held, year = found.context.report, found.value("Y")
    if year is None:
        return found.date(held, _REPORT) if held else None
    unit = found.unit()
    if held is None or unit not in ("", held.unit):
        return found.date(Stretch("year", year), "as written")
    return found.date(of_year(held, year), _REPORT)


def of_year(part: Stretch, year: int) -> Stretch:
    """The same part of another year."""
    return Stretch(part.unit, year * PARTS[part.unit] + part.index % PARTS[part.unit])


def inner(found: Found, year: Stretch) -> Atom:
    """``this year's third quarter``, ``last year's quarter``."""
    unit, rank, first = found.unit("u2"), found.value("O"), year.first()
    if first is None:
        return found.date(None, "no such day in the calendar")
    if rank is not None and 1 <= rank <= PARTS[unit]:
        return found.date(Stretch(unit, first.year * PARTS[unit] + rank - 1), found.context.counted)
    held = found.context.report
    if held is not None and held.unit == unit:
        return found.date(of_year(held, first.year), _REPORT)
    return found.date(year, found.context.counted)


def year_before(found: Found) -> Atom | None:
    """``a year earlier``, ``the year-ago quarter`` where a quarter is what is spoken of."""
    held, context = found.context.report, found.context
    near = found.span[0] - context.reported_at <= _NEAR
    rank, unit = found.value("O"), found.unit("u2")
    if rank is not None and unit in PARTS and context.base is not None:
        made = Stretch(unit, (context.base.year - 1) * PARTS[unit] + rank - 1)
        return found.date(made, _BEFORE) if 1 <= rank <= PARTS[unit] else None
    if held is None or not near:
        return None
    return found.date(held.shift(-PARTS[held.unit]), _BEFORE)


def latest(found: Found) -> Atom | None:
    """``the latest quarter``, ``the quarter``: the one that is reported, if one is."""
    held = found.context.report
    if held is None or held.unit != found.unit():
        return None
    return found.date(held, _REPORT)


def reports(atom: Atom, base_year: int | None) -> bool:
    """Whether a date is the part of a year that an article goes on to report."""
    if atom.sort is not Sort.DATE or atom.stretch is None or atom.stretch.unit not in PARTS:
        return False
    own = base_year is None or atom.stretch.index // PARTS[atom.stretch.unit] == base_year
    return atom.why not in (_BEFORE, _REPORT) and (atom.why != "as written" or own)
