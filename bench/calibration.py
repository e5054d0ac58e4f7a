"""How well scores tell the truth: expected calibration error, ten bins (Guo et al. 2017), 0..1.

``ece`` is that of attributions on PolNeAR, as the product shows them: outermost records, each with
its ``score``; right is one that ``../shared/score/attribution.py`` accepts by overlap, matched one
to one.  ``by_head`` are entities, predicates and events on their dev files, right as their benches
count it (``entities``, ``roles``, ``plover``); a head whose dev file is absent is left out.

A small error is good and a floor holds from below, so what is pinned is 100 * (1 - error).
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from bench import accuracy, attribution, counts, entities, heads, plover, roles
from bench.corpora import Absent, scorer
from bench.counts import Judged
from bench.heads import Bench, Gold, Scores
from bench.product import Object, read_jsonl

#: Fragments of each role, trimmed as the scorer does.
Roles = tuple[Any, ...]

HEADS = {
    "entities": (entities.BENCH, entities.judged),
    "predicates": (roles.BENCH, roles.judged),
    "events": (plover.BENCH, plover.judged),
}


def accepted(module: ModuleType, gold: set[Roles], found: set[Roles]) -> set[Roles]:
    """The records that the scorer accepts by overlap: those that fit best first, one to one."""
    fits = []
    for x, a in enumerate(sorted(gold)):
        for y, b in enumerate(sorted(found)):
            cue = module.chars(a[1]) & module.chars(b[1]) or not (a[1] or b[1])
            source, content = module.iou(a[0], b[0]), module.iou(a[2], b[2])
            if cue and min(source, content) >= 0.5:
                fits.append((-(source + content), x, y))
    taken: set[int] = set()
    right: set[int] = set()
    for _, x, y in sorted(fits):
        if x not in taken and y not in right:
            taken.add(x)
            right.add(y)
    return {each for y, each in enumerate(sorted(found)) if y in right}


def attributions(gold: Path, objects: Sequence[Object]) -> list[Judged]:
    """Every outermost record that the product shows: its score, and whether it is accepted.

    Records that are one to the scorer count once, with the highest of their scores.
    """
    module = scorer("attribution")

    def trimmed(text: str, record: Mapping[str, Any]) -> Roles:
        return tuple(module.norm(text, record.get(role) or []) for role in attribution.ROLES)

    found = accuracy.by_input(objects)
    out: list[Judged] = []
    for doc in accuracy.gold_lines(gold):
        shown = accuracy.records(found.get(str(doc["id"])), attribution.BENCH)
        scores: dict[Roles, float] = {}
        for record in shown:
            each = trimmed(doc["text"], record)
            if any(each):
                scores[each] = max(scores.get(each, 0.0), float(record["score"]))
        wanted = {trimmed(doc["text"], record) for record in doc["attributions"]}
        right = accepted(module, {each for each in wanted if any(each)}, set(scores))
        out += [(score, each in right) for each, score in scores.items()]
    return out


def counted(shown: Sequence[Judged], by_head: Mapping[str, Sequence[Judged]]) -> Scores:
    """``ece``, ``by_head`` and the ``bins`` of attributions."""
    return {
        "ece": round(counts.ece(shown), 4),
        "by_head": {name: round(counts.ece(judged), 4) for name, judged in by_head.items()},
        "bins": counts.bins(shown),
        "records": len(shown),
    }


def score(gold: Gold) -> Scores:
    """The errors, and the bins of attributions."""
    by_head = {}
    for name, (bench, judged) in HEADS.items():
        try:
            by_head[name] = judged(bench.load().rows)
        except Absent as absent:
            print(f"{name} left out: {absent}")
    return counted(attributions(gold.path, read_jsonl(gold.path)), by_head)


def floors(scores: Scores) -> dict[str, float]:
    """100 * (1 - error), so that up is better, as with every floor."""
    errors = {"attributions": scores["ece"], **scores["by_head"]}
    return {name: round(100 * (1 - error), 2) for name, error in errors.items()}


BENCH = Bench("calibration", attribution.BENCH.gold, score, floors)


def main(argv: list[str]) -> int:
    """``./run bench calibration [--gold FILE]``."""
    return heads.main(BENCH, argv, __doc__ or "")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
