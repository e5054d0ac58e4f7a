"""Lengths of time, and dates that are counted with one: "two weeks ago", "the past two months"."""

from __future__ import annotations

import re
from dataclasses import replace

from sayso.ground.dates import quarters
from sayso.ground.dates.atoms import Atom, Sort
from sayso.ground.dates.context import BEFORE, EVENT, NO_ANCHOR, Found
from sayso.ground.dates.stretch import Stretch, of
from sayso.vocab import load

CLOCK = ("second", "minute", "hour")
#: What points from the date before, and not from the base.
LEANING = ("previous", "preceding", "following", "ensuing", "subsequent", "prior")
_LETTER = {
    "second": "S", "minute": "M", "hour": "H", "day": "D", "week": "W", "month": "M",
    "quarter": "Q", "year": "Y", "decade": "E", "century": "C", "millennium": "L",
}  # fmt: skip
_SMALLER = {
    "year": ("month", 12), "hour": ("minute", 60), "day": ("hour", 24), "minute": ("second", 60),
    "week": ("day", 7),
}  # fmt: skip
_NO_DATE = "a length of time, no date"
_FAR = 5000  # units: beyond them nothing is counted


def period(found: Found) -> str:
    """The length that was told, as ISO 8601 writes it; X where the number is not told."""
    unit = found.unit()
    number: float | None = None
    if found.item("n2") is not None:
        number = found.context.items.all[found.match.start("n2")].value
        if found.item("n") is not None and found.match.group("nx") in ("o", "t", "-t-", "-"):
            number = found.context.items.all[found.match.start("n")].value
    elif found.item("n") is not None:
        number = found.context.items.all[found.match.start("n")].value
    elif found.item("c") is not None:
        number = 2
    elif found.item("v") is None:
        number = 1 if found.item("a") is not None or not plural(found) else None
    if number is not None and found.item("nh") is not None:
        number += 0.5
    elif number == 1 and found.item("ha") is not None:
        number = 0.5
    return written(number, unit)


def written(number: float | None, unit: str) -> str:
    """A number of units as ISO 8601 writes a period.

    >>> written(2.5, "year"), written(None, "day"), written(90, "minute")
    ('P2Y6M', 'PXD', 'PT90M')
    """
    if unit == "fortnight":
        return written(None if number is None else number * 2, "week")
    letter = _LETTER.get(unit, "X")
    mark = "PT" if unit in CLOCK else "P"
    if number is None:
        return f"{mark}X{letter}"
    if unit == "weekend":
        return "P1WE"
    whole = int(number)
    if number == whole:
        return f"{mark}{whole}{letter}"
    smaller = _SMALLER.get(unit)
    if smaller is None:
        return f"{mark}{number:g}{letter}"
    rest = f"{round((number - whole) * smaller[1])}{_LETTER[smaller[0]]}"
    rest = "T" + rest if smaller[0] == "hour" else rest
    return (f"{mark}{whole}{letter}{rest}") if whole else mark + rest


def plural(found: Found) -> bool:
    """Whether more than one unit is told."""
    item = found.item("U")
    return item is not None and (item.low.endswith("s") or item.low == "millennia")


def _steps(length: str) -> tuple[str, int] | None:
    """The unit and the number of a period of one whole number; ``None`` for any other."""
    halves = re.fullmatch(r"P(\d+)Y(\d+)M", length)
    if halves:
        return "month", int(halves[1]) * 12 + int(halves[2])
    found = re.fullmatch(r"P(T?)(\d+)(\w)", length)
    units = [u for u, letter in _LETTER.items() if found and letter == found[3]]
    unit = next((u for u in units if found and (u in CLOCK) == bool(found[1])), None)
    if found is None or unit is None or int(found[2]) > _FAR:
        return None
    tens = {"decade": 10, "century": 100, "millennium": 1000}.get(unit, 1)
    return ("year" if tens > 1 else unit), int(found[2]) * tens


def ago(found: Found) -> Atom | None:
    """``two weeks ago``, ``a year earlier``, ``three days later``, ``the day before``.

    ``ago`` counts from the base, the others from the date before.
    """
    direction = found.item("dir")
    if direction is None or found.unit() == "":
        return None
    if found.unit() in CLOCK and direction.cls != "g":
        return Atom(found.span, Sort.LENGTH, None, _NO_DATE, period=period(found))
    length = period(found)
    if direction.cls in "<>" and (after := found.after()) and after.low.isalpha():
        return _from_event(found, length)
    steps = _steps(length)
    back = direction.cls in "gb<"
    if steps is None or steps[0] in CLOCK:
        if steps is not None:
            return _hours(found, back)
        why = "no number is told" if "X" in length else "no whole number of units"
        vague = Atom(found.span, Sort.WINDOW, None, why, period=length)
        return _open_ended(found, vague, back) if direction.cls == "g" else vague
    unit, number = steps
    number = -number if back else number
    if unit == "year" and number == -1 and (made := quarters.year_before(found)):
        return made
    if direction.cls == "g":
        now = found.context.now(unit)
        why = found.context.counted
    else:
        now, why = found.context.anchor(found.span[0], unit), BEFORE
    if now is None:
        return replace(found.open(why if direction.cls == "g" else NO_ANCHOR), period=length)
    made = found.date(now.shift(number), why)
    rough = found.context.items.all[found.first].low in load("time")["rough"]["words"]
    soft = (
        made.edtf and "/" not in made.edtf and (rough or (found.unit() != unit and unit == "year"))
    )
    edtf = f"{made.edtf}~" if soft else made.edtf
    return replace(made, edtf=edtf, period=length)


def _from_event(found: Found, told: str) -> Atom:
    """``two days before the vote``: counted from something whose day is not read here."""
    if found.item("n") or found.item("v") or found.item("c") or found.item("a"):
        return Atom(found.span, Sort.LENGTH, None, EVENT, period=told)
    return found.open(EVENT)


def _hours(found: Found, back: bool) -> Atom:
    """``two hours ago``: some time of the day that it is counted from."""
    now = found.context.now("day") if found.item("dir") else None
    if now is None or not back:
        return Atom(found.span, Sort.LENGTH, None, "a length", period=period(found))
    return replace(found.date(now, found.context.counted), period=period(found))


def _open_ended(found: Found, atom: Atom, back: bool) -> Atom:
    base = found.context.base
    if base is None:
        return replace(atom, why=found.context.counted)
    day = base.isoformat()
    return replace(atom, edtf=f"/{day}" if back else f"{day}/", why=found.context.counted)


def window(found: Found) -> Atom | None:
    """``the past two months``, ``the next few days``, ``in recent weeks``."""
    pointer = found.item("p")
    if pointer is None or not found.unit():
        return None
    length = period(found)
    atom = Atom(found.span, Sort.WINDOW, None, found.context.counted, period=length)
    base = found.context.base
    if base is None or pointer.low in LEANING or pointer.cls in "C":
        return replace(atom, why=NO_ANCHOR if base else found.context.counted)
    back, steps = pointer.cls in "LJ", _steps(length)
    if steps is None:
        return _open_ended(found, atom, back)
    unit, number = ("day", _days(*steps)) if steps[0] in CLOCK else steps
    edge = of(unit, base).shift(-number if back else number)
    other, day = edge.edtf(), base.isoformat()
    if unit == "week":
        first = edge.first()
        other = Stretch("day", base.toordinal() + (edge.index - of(unit, base).index) * 7).edtf()
        other = other if first else None
    if other is None or "/" in other or "X" in other:
        return _open_ended(found, atom, back)
    if unit != "day" and not back and unit != "week":
        return replace(atom, edtf=f"{day}/{other}~")
    return replace(atom, edtf=f"{other}~/{day}" if back else f"{day}/{other}~")


def _days(unit: str, number: int) -> int:
    """The days that so many hours, minutes or seconds begin on, before the last."""
    return -(-number // {"hour": 24, "minute": 24 * 60, "second": 24 * 3600}[unit])


def length(found: Found) -> Atom | None:
    """``three days``, ``five-year``, ``several months``: no date."""
    counted = any(found.item(name) is not None for name in ("n", "c", "v", "a", "ha"))
    if not found.unit() or not (counted or plural(found)) or _is_share(found):
        return None
    return Atom(found.span, Sort.LENGTH, None, _NO_DATE, period=period(found))


def _is_share(found: Found) -> bool:
    """``three-quarters of``, ``$5 million a year``, ``40 years old``: a share, a rate, an age."""
    before, after, unit = found.before(), found.after(), found.unit()
    if unit == "quarter" and after is not None and after.cls in "z" and found.item("O") is None:
        return True
    at = found.end + (after is not None and after.cls == "-")
    if at < len(found.context.items.all) and found.context.items.all[at].low == "old":
        return True
    rate = found.item("a") is not None and found.context.items.all[found.first].cls == "A"
    return rate and before is not None and (before.cls == "N" or before.low in ("%", "times"))


def again(found: Found) -> Atom | None:
    """``every Friday``, ``each year``, ``daily``: no date."""
    word = found.item("Q")
    told: str | None = load("time")["again"].get(word.low) if word else None
    if told is None and found.unit():
        told = written(found.value("n") or found.value("O") or 1, found.unit())
    if told is None and (month := found.value("M")):
        told = f"XXXX-{month:02}"
    if told is None and (weekday := found.item("W")) is not None:
        told = f"XXXX-WXX-{int(weekday.value) + 1}"
    season = found.item("S")
    if told is None and season is not None:
        told = f"XXXX-{('SP', 'SU', 'FA', 'WI')[int(season.value)]}"
    return Atom(found.span, Sort.AGAIN, None, "again and again, no date", period=told)
