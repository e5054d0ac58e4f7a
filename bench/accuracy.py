"""What the two accuracy benches share: read gold with the product, score it, judge it, print it."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.corpora import WORK, Absent, corpus, fingerprint
from bench.judge import Judgement, Test, judge
from bench.product import Object, load, read_jsonl, save

Gold = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Bench:
    """One accuracy bench, as data.

    ``gold`` is the path of the dev file under ``../shared/corpora``.  ``score`` makes every figure
    (for the last line), ``floors`` picks those that are pinned.  ``tests`` hold one test per
    field of a record; ``keep`` says which predicted records gold would have marked.
    """

    name: str
    gold: str
    score: Callable[[Path, Sequence[Object]], dict[str, Any]]
    floors: Callable[[Mapping[str, Any]], dict[str, float]]
    tests: Callable[[], Mapping[str, Test]]
    keep: Callable[[Object], bool]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one run of a bench measured; ``health`` as by :func:`health`."""

    scores: dict[str, Any]
    floors: dict[str, float]
    sha256: str
    judgements: list[Judgement]
    health: dict[str, int]

    @property
    def faults(self) -> list[str]:
        """What makes the scores void, in words: gold holds articles and nothing else."""
        return [f"{n} articles {what.replace('_', ' ')}" for what, n in self.health.items() if n]


def gold_lines(path: Path) -> Gold:
    """The documents of a gold file, in order."""
    return load(path.read_text(encoding="utf-8").split("\n"))


def by_input(objects: Sequence[Object]) -> dict[str, Object]:
    """Objects by the id that their input gave them."""
    return {str(each["input_id"]): each for each in objects}


def measure(bench: Bench, gold: Path, objects: Sequence[Object]) -> Outcome:
    """Score and judge what the product printed for a gold file."""
    found = by_input(objects)
    documents = gold_lines(gold)
    tests = bench.tests()
    judgements = [
        judge(doc["text"], doc["attributions"], records(found.get(str(doc["id"])), bench), tests)
        for doc in documents
    ]
    scores = bench.score(gold, objects)
    pinned = bench.floors(scores)
    return Outcome(scores, pinned, fingerprint(gold), judgements, health(documents, objects))


def records(found: Object | None, bench: Bench) -> list[Object]:
    """The predicted records of one article that gold would have marked."""
    return [each for each in (found or {}).get("attributions", ()) if bench.keep(each)]


def health(documents: Gold, objects: Sequence[Object]) -> dict[str, int]:
    """Counts that must be 0 before a score means anything.

    ``text_differs`` counts articles whose stored text is not the gold text: their offsets point
    elsewhere, which is an error of the reader.
    """
    found = by_input(objects)
    rows = [(doc, found.get(str(doc["id"]))) for doc in documents]
    return {
        "refused": sum(bool(row and row.get("refused")) for _, row in rows),
        "missing": sum(row is None for _, row in rows),
        "text_differs": sum(
            row["text"] != doc["text"] for doc, row in rows if row and not row.get("refused")
        ),
    }


def main(bench: Bench, argv: Sequence[str], description: str) -> int:
    """Command line of one accuracy bench."""
    parser = argparse.ArgumentParser(
        prog=f"./run bench {bench.name}",
        description=description,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--gold", type=Path, help=f"a file in the format of {bench.gold}")
    parser.add_argument("--predicted", type=Path, help="score these sayso/1 lines; run nothing")
    args = parser.parse_args(argv)
    try:
        gold = args.gold or corpus(bench.gold)
        objects = predictions(args.predicted, gold)
        outcome = measure(bench, gold, objects)
    except Absent as absent:
        print(f"skipped: {absent}")
        return 0
    if args.predicted is None:
        save(objects, WORK / f"{bench.name}.jsonl")
    for name, value in outcome.floors.items():
        print(f"{name:20}{value:6.1f}")
    for fault in outcome.faults:
        print(f"void: {fault}")
    row = {"bench": bench.name, "sha256": outcome.sha256, "documents": len(outcome.judgements)}
    print(json.dumps(row | outcome.health | outcome.scores))
    return 0


def predictions(path: Path | None, gold: Path) -> list[Object]:
    """The objects of a file, or of a fresh run of the product over gold."""
    if path is None:
        return read_jsonl(gold)
    return load(path.read_text(encoding="utf-8").split("\n"))
