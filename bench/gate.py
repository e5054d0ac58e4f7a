"""Hold the accuracy benches to the floors in ``bench/floors.json``.

Fails where a score falls below its floor, the gold is another one or an article of it is refused;
prints the gains and losses against the pinned judgements (``bench/pinned/``).  ``--raise`` lifts
the floors that the run exceeds and pins its judgements; ``--lower BENCH[.SCORE] --reason "..."``
takes the measured figure as the floor and records why.  A bench whose gold is absent is passed
over with a plain line; where all of ``../shared`` is, there is nothing to measure.

The benches of the model's heads (:mod:`bench.heads`) have floors and no judgements: of them only
figures are compared.  Every floor is a percentage, better when higher.

The product is deterministic, so on one kind of processor a fall of a tenth is real.  With 8-bit dot
products the model rounds otherwise than without: a floor is what both kinds reach.
"""

from __future__ import annotations

import argparse
import datetime
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from bench import (
    attribution,
    calibration,
    chains,
    dates,
    dossiers,
    embedding,
    entities,
    factuality,
    floors,
    frames,
    growth,
    heads,
    nested,
    places,
    plover,
    reuse,
    roles,
    sound,
    stance,
)
from bench.accuracy import Bench, Outcome, measure
from bench.corpora import ROOT, WORK, Absent, corpus
from bench.diff import PINNED, compare_pinned, report
from bench.judge import dump
from bench.product import read_jsonl, save

Gated: TypeAlias = Bench | heads.Bench

BENCHES: tuple[Gated, ...] = (
    attribution.BENCH,
    chains.BENCH,
    nested.BENCH,
    entities.BENCH,
    entities.RE3D_BENCH,
    roles.BENCH,
    factuality.BENCH,
    plover.BENCH,
    frames.BENCH,
    frames.RE3D_BENCH,
    embedding.BENCH,
    dates.BENCH,
    calibration.BENCH,
    places.BENCH,
    reuse.BENCH,
    growth.BENCH,
    dossiers.BENCH,
    stance.BENCH,
    sound.BENCH,
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where the floors and the pinned judgements stand."""

    floors: Path = ROOT / "bench" / "floors.json"
    pinned: Path = PINNED


@dataclass(frozen=True, slots=True)
class Ask:
    """What to do with the floors: ``lift`` raises them, ``lower`` names one to take down."""

    lift: bool = False
    lower: str | None = None
    reason: str = ""
    date: str = ""


def run(bench: Gated) -> Outcome:
    """Measure a bench on its dev file: the whole product, or the model alone."""
    gold = corpus(bench.gold)
    if isinstance(bench, heads.Bench):
        return heads.measure(bench, bench.load())
    objects = read_jsonl(gold)
    save(objects, WORK / f"{bench.name}.jsonl")
    return measure(bench, gold, objects)


def gate(
    benches: Sequence[Gated],
    place: Place,
    ask: Ask,
    *,
    measured: Callable[[Gated], Outcome] = run,
    say: Callable[[str], None] = print,
) -> bool:
    """Measure every bench, hold it to its floors, move them where asked; True where all pass.

    Raises:
        Absent: not one of them could be measured.
    """
    held = floors.load(place.floors)
    passed, gone = True, []
    _begin(benches)
    for bench in benches:
        try:
            outcome = measured(bench)
        except Absent as absent:
            say(f"{bench.name}: passed over, {absent}")
            gone.append(absent)
            continue
        fresh = floors.Pin(bench.gold, outcome.sha256, outcome.floors)
        held, moved = _move(held, bench.name, fresh, Ask() if outcome.faults else ask)
        verdict = floors.compare(held.pins.get(bench.name), outcome.floors, outcome.sha256)
        for line in told(bench.name, verdict, outcome.floors):
            say(line)
        if isinstance(bench, Bench):
            _report_changes(bench, outcome, place, say)
        for fault in outcome.faults:
            say(f"  FAILS: {fault}, so the scores are void")
        passed = passed and verdict.passed and not outcome.faults
        if moved and verdict.passed and isinstance(bench, Bench):
            place.pinned.mkdir(parents=True, exist_ok=True)
            text = dump(outcome.judgements, list(bench.tests()))
            (place.pinned / f"{bench.name}.txt").write_text(text, encoding="utf-8")
    if gone and len(gone) == len(benches):
        raise gone[0]
    if ask.lift or ask.lower:
        floors.save(held, place.floors)
    return passed


def _begin(benches: Sequence[Gated]) -> None:
    """Let begin what goes on beside the others: the heads of the model need one core."""
    for bench in benches:
        if isinstance(bench, heads.Bench):
            bench.begin()


def _move(
    held: floors.Floors, name: str, fresh: floors.Pin, ask: Ask
) -> tuple[floors.Floors, bool]:
    bench, _, score = (ask.lower or "").partition(".")
    moved = False
    if bench == name:
        why = floors.Why(ask.reason, ask.date)
        held, moved = floors.lowered(held, name, score or None, fresh, why), True
    if ask.lift:
        held, moved = floors.raised(held, name, fresh), True
    return held, moved


def told(name: str, verdict: floors.Verdict, scores: dict[str, float]) -> list[str]:
    """A line per score: its floor, how it stands; then what is wrong with the gold, if anything."""
    lines = [f"{name}: {'holds' if verdict.passed else 'FAILS'}"]
    for score, value in scores.items():
        if score in verdict.falls:
            note = f"BELOW its floor {verdict.falls[score][0]:.1f}"
        elif score in verdict.rises:
            note = f"above its floor {verdict.rises[score][0]:.1f}: --raise lifts it"
        elif score in verdict.new:
            note = "no floor yet: --raise pins it"
        else:
            note = "at its floor"
        lines.append(f"  {score:20}{value:6.1f}  {note}")
    gone = [score for score, (_, now) in verdict.falls.items() if now is None]
    lines += [f"  {score:20}  gone  no longer measured" for score in gone]
    if verdict.other_gold:
        lines.append(f"  the gold is not the pinned one: --lower {name} --reason '...' pins it")
    return lines


def _report_changes(
    bench: Bench, outcome: Outcome, place: Place, say: Callable[[str], None]
) -> None:
    path = place.pinned / f"{bench.name}.txt"
    found = compare_pinned(path, outcome.judgements, list(bench.tests()))
    for line in report(found, most=10):
        say(line)


def main(argv: list[str]) -> int:
    """``./run bench gate [--raise] [--lower BENCH[.SCORE] --reason TEXT]``."""
    parser = argparse.ArgumentParser(prog="./run bench gate", description=__doc__)
    parser.add_argument("--raise", dest="lift", action="store_true", help="lift the floors")
    parser.add_argument("--lower", metavar="BENCH[.SCORE]", help="take the measured figure")
    parser.add_argument("--reason", default="", help="why the floor is lowered")
    args = parser.parse_args(argv)
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    if args.lower and args.lower.partition(".")[0] not in {each.name for each in BENCHES}:
        parser.error(f"--lower: no bench is called {args.lower}")
    try:
        ask = Ask(args.lift, args.lower, args.reason, today)
        passed = gate(BENCHES, Place(), ask)
    except Absent as absent:
        print(f"gate skipped: {absent}, so there is nothing to measure against")
        print(json.dumps({"bench": "gate", "skipped": True}))
        return 0
    except ValueError as error:
        parser.error(str(error))
    print(json.dumps({"bench": "gate", "skipped": False, "passed": passed}))
    return 0 if passed else 1
