"""Time expressions -> date mentions; "since", "until", "between" make intervals of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sayso.ground.dates.atoms import Atom, Sort
from sayso.ground.dates.items import Item, Items
from sayso.ground.dates.stretch import Stretch
from sayso.records import DateMention, Span, When
from sayso.vocab import load

_FROM, _BETWEEN, _TO = "f", "w", "tu-"
_OPEN = {"k": "{0}/..", "u": "../{1}", "<": "../{1}", ">": "{0}/.."}


@dataclass(frozen=True, slots=True)
class _Beside:
    """The items around one atom: right before it, and right behind it."""

    before: Item | None
    after: Item | None


def mentions(items: Items, atoms: Sequence[Atom]) -> Iterator[DateMention]:
    """The dates among the atoms, in text order; pairs become one interval."""
    sides = _sides(items, atoms)
    at = 0
    while at < len(atoms):
        atom = atoms[at]
        pair = _pair(items, atoms[at : at + 2], sides[at : at + 2])
        if pair is not None:
            yield pair
            at += 2
            continue
        at += 1
        if atom.sort in (Sort.DATE, Sort.WINDOW):
            yield _alone(atom, sides[at - 1])


def _sides(items: Items, atoms: Sequence[Atom]) -> list[_Beside]:
    """What stands beside each atom, found in one walk."""
    out, place, every = [], 0, items.all
    for atom in atoms:
        while place < len(every) and every[place].start < atom.span[0]:
            place += 1
        end = place
        while end < len(every) and every[end].start < atom.span[1]:
            end += 1
        before = every[place - 1] if place else None
        out.append(_Beside(before, every[end] if end < len(every) else None))
    return out


def _pair(items: Items, two: Sequence[Atom], sides: Sequence[_Beside]) -> DateMention | None:
    """``between May and June 2014``, ``from Monday to Friday``, ``2011-2014``."""
    if len(two) < 2 or any(atom.sort is not Sort.DATE for atom in two):
        return None
    first, second = two
    before, joint = sides[0].before, sides[0].after
    if joint is None or sides[1].before is not joint or joint.end > second.span[0]:
        return None
    opened = before.cls if before is not None else ""
    joined = joint.cls in _TO and (joint.cls != "-" or _same_unit(first, second))
    if not ((opened == _BETWEEN and joint.cls == "&") or joined):
        return None
    start = before.start if before is not None and opened in (_FROM, _BETWEEN) else first.span[0]
    first, second = _of_same_year(first, second), _after(first, second)
    if first.edtf is None or second.edtf is None:
        why = first.why if first.edtf is None else second.why
        return DateMention((start, second.span[1]), None, When.HAPPENED, why)
    low, high = _low(first), _high(second)
    if first.stretch and second.stretch and _begins(first.stretch) > _ends(second.stretch):
        return None
    why = second.why if first.why == second.why else f"{first.why}; {second.why}"
    return DateMention((start, second.span[1]), f"{low}/{high}", When.HAPPENED, why)


def _same_unit(first: Atom, second: Atom) -> bool:
    a, b = first.stretch, second.stretch
    return a is not None and b is not None and a.unit == b.unit and a.index < b.index


def _of_same_year(first: Atom, second: Atom) -> Atom:
    """The year that is told once counts for both: "between May and June 2014"."""
    a, b = first.stretch, second.stretch
    if second.why != "as written" or first.why == "as written" or b is None or a is None:
        return first
    if a.unit != b.unit or a.unit != "month":
        return first
    made = Stretch("month", b.index // 12 * 12 + a.index % 12)
    made = made.shift(-12) if made.index > b.index else made
    return replace(first, stretch=made, edtf=made.edtf(), why=second.why)


def _after(first: Atom, second: Atom) -> Atom:
    """The second is the next one behind the first: "from Monday to Friday"."""
    a, b = first.stretch, second.stretch
    if a is None or b is None or second.why == "as written":
        return second
    if a.unit != b.unit or b.index >= a.index:
        return second
    by = {"day": 7, "month": 12}.get(b.unit, 0)
    made = b.shift(by)
    return replace(second, stretch=made, edtf=made.edtf()) if made.index > a.index else second


def _alone(atom: Atom, beside: _Beside) -> DateMention:
    """One date, with the word before it that opens or softens it."""
    before, edtf = beside.before, atom.edtf
    plain = DateMention(atom.span, edtf, When.HAPPENED, atom.why)
    if before is None or edtf is None or edtf.startswith("/") or edtf.endswith("/"):
        return plain
    after = beside.after
    if after is not None and before.cls == _FROM and after.low in load("time")["onwards"]["words"]:
        edtf, span = f"{_low(atom)}/..", (before.start, after.end)
        return DateMention(span, edtf, When.HAPPENED, f"{atom.why}; from ... {after.low}")
    apart = atom.part or (after is not None and after.cls == "'")  # "after Monday's attack"
    form = _OPEN.get(before.cls) if atom.sort is Sort.DATE else None
    if form is not None and not (apart and before.cls in "<>"):
        edtf = form.format(_low(atom), _high(atom))
    elif before.low in load("time")["rough"]["words"] and _simple(edtf) and not atom.part:
        edtf += "~"
    else:
        return plain
    span = (before.start, atom.span[1])
    return DateMention(span, edtf, When.HAPPENED, f"{atom.why}; {before.low}")


def _simple(edtf: str) -> bool:
    return "/" not in edtf and "X" not in edtf and "T" not in edtf and not edtf.endswith("~")


def _low(atom: Atom) -> str:
    return (atom.edtf or "").split("/")[0]


def _high(atom: Atom) -> str:
    return (atom.edtf or "").split("/")[-1]


def _begins(stretch: Stretch) -> int:
    first = stretch.first()
    return first.toordinal() if first else 0


def _ends(stretch: Stretch) -> int:
    last = stretch.last()
    return last.toordinal() if last else 0


def outside(found: Sequence[DateMention], spans: Sequence[Span]) -> list[DateMention]:
    """The mentions that share no character with any of these spans."""
    return [m for m in found if not any(a < m.span[1] and m.span[0] < b for a, b in spans)]
