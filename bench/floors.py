"""The floors under the scores: what is pinned, on which gold, and how a floor may move.

A floor rises whenever a run asks (``--raise``); it falls only with a reason, which is kept in the
file.  The fingerprint of the gold file stands beside the scores: another gold is another figure.
All scores are percentages, better when higher; an error is pinned as what it lacks of a hundred.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

#: Scores are printed to a tenth and the product is deterministic, so a fall of a tenth is real;
#: half of that only absorbs the rounding of floats.
TOLERANCE = 0.05


@dataclass(frozen=True, slots=True)
class Pin:
    """The floors of one bench and the gold they were measured on."""

    gold: str
    sha256: str
    scores: dict[str, float]


@dataclass(frozen=True, slots=True)
class Lowered:
    """One floor that was lowered, and why."""

    bench: str
    score: str
    before: float | None
    after: float | None
    reason: str
    date: str


@dataclass(frozen=True, slots=True)
class Floors:
    """All that ``floors.json`` holds."""

    pins: dict[str, Pin] = field(default_factory=dict)
    lowered: tuple[Lowered, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a measurement stands to its pin.

    ``falls`` and ``rises`` give (floor, measured); a score that is no longer measured falls to
    ``None``.  ``new`` are scores without a floor.
    """

    falls: dict[str, tuple[float, float | None]]
    rises: dict[str, tuple[float, float]]
    new: dict[str, float]
    other_gold: bool

    @property
    def passed(self) -> bool:
        """No score fell and the gold is the pinned one."""
        return not self.falls and not self.other_gold


@dataclass(frozen=True, slots=True)
class Why:
    """The reason for lowering a floor, and the day (ISO 8601)."""

    reason: str
    date: str


def compare(pin: Pin | None, scores: Mapping[str, float], sha256: str) -> Verdict:
    """Hold measured scores against a pin; without a pin everything is new."""
    if pin is None:
        return Verdict({}, {}, dict(scores), other_gold=False)
    falls: dict[str, tuple[float, float | None]] = {}
    rises: dict[str, tuple[float, float]] = {}
    for name, floor in pin.scores.items():
        now = scores.get(name)
        if now is None or now < floor - TOLERANCE:
            falls[name] = (floor, now)
        elif now > floor + TOLERANCE:
            rises[name] = (floor, now)
    new = {name: value for name, value in scores.items() if name not in pin.scores}
    return Verdict(falls, rises, new, other_gold=pin.sha256 != sha256)


def raised(floors: Floors, bench: str, fresh: Pin) -> Floors:
    """Floors with every score of ``fresh`` that is higher or new; none goes down."""
    old = floors.pins.get(bench)
    if old is None:
        return replace(floors, pins={**floors.pins, bench: fresh})
    if old.sha256 != fresh.sha256:
        raise ValueError(f"{bench}: the gold is another one; --lower {bench} --reason pins it anew")
    highest = dict(old.scores)
    for name, value in fresh.scores.items():
        highest[name] = max(value, old.scores.get(name, value))
    return replace(floors, pins={**floors.pins, bench: replace(old, scores=highest)})


def lowered(floors: Floors, bench: str, score: str | None, fresh: Pin, why: Why) -> Floors:
    """Floors with one score (or, with ``None``, the whole bench and its gold) pinned as measured.

    Raises:
        ValueError: the bench or the score has no floor, or no reason is given.
    """
    if not why.reason.strip():
        raise ValueError("a floor is lowered with --reason alone")
    old = floors.pins.get(bench)
    if old is None or (score is not None and score not in old.scores):
        raise ValueError(f"{bench}{'.' + score if score else ''} has no floor")
    names = [score] if score is not None else sorted({*old.scores, *fresh.scores})
    scores = dict(old.scores)
    notes = []
    for name in names:
        before, after = old.scores.get(name), fresh.scores.get(name)
        scores.pop(name, None)
        if after is not None:
            scores[name] = after
        if before is not None and (after is None or after < before):
            notes.append(Lowered(bench, name, before, after, why.reason, why.date))
    pin = replace(old, scores=scores) if score is not None else replace(fresh, scores=scores)
    if not notes and pin.sha256 != old.sha256:
        notes.append(Lowered(bench, "gold", None, None, why.reason, why.date))
    return Floors({**floors.pins, bench: pin}, (*floors.lowered, *notes))


def load(path: Path) -> Floors:
    """Read a floors file; an absent one holds no floors."""
    if not path.exists():
        return Floors()
    raw = json.loads(path.read_text(encoding="utf-8"))
    pins = {name: Pin(**pin) for name, pin in raw["benches"].items()}
    return Floors(pins, tuple(Lowered(**row) for row in raw["lowered"]))


def save(floors: Floors, path: Path) -> None:
    """Write a floors file, sorted, so that its diff shows what moved and nothing else."""
    raw = {
        "benches": {name: asdict(pin) for name, pin in sorted(floors.pins.items())},
        "lowered": [asdict(row) for row in floors.lowered],
    }
    path.write_text(json.dumps(raw, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
